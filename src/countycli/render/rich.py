"""Pages drawn by Rich, for terminals and wherever colour is asked for. No other module knows Rich.

Rich's own tables measure and wrap each cell again. Here columns get the widths of the grid, and texts its line breaks,
so that Rich has frames, bars, colours and links to see to.
"""

from __future__ import annotations

import re
from functools import lru_cache
from io import StringIO
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich import box
from rich.bar import Bar as RichBar
from rich.console import Console
from rich.panel import Panel as RichPanel
from rich.rule import Rule
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from countycli.record import NamedTuple
from countycli.render.fit import GAP, total_width
from countycli.render.glyphs import ascii_bar, sparkline
from countycli.render.grid import GridCell, broken, page_parts
from countycli.render.page import (
    HEADING,
    PICTURE_WIDTH,
    QUIET,
    TITLE,
    Bar,
    Canvas,
    Heading,
    Legend,
    Lines,
    Panel,
    Table,
    is_parted,
)
from countycli.render.terminal import safe_address
from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import ConsoleOptions, RenderableType, RenderResult

    from countycli.render.grid import Grid
    from countycli.render.page import Block, Line, Page
    from countycli.render.words import Words

    Runs = Sequence[tuple[str, Style]]  # of a line: stretches of text in one style each

_UNLIMITED = 100_000  # cells: so wide that Rich breaks no line
_FRAME = 4  # cells that the frame of a panel takes
# The terminal's own colours, which its reader has chosen to be legible on its ground. Names of colours stand for
# themselves.
_COLOURS = {
    "strong": "bold",
    "quiet": "dim",
    "title": "bold",
    "heading": "bold cyan",
    "accent": "cyan",
    "caution": "magenta",
    "good": "green",
    "bad": "red",
    # From cold to warm, as grounds: what is legible on the reader's ground, the ground is legible on.
    "class1": "reverse blue",
    "class2": "reverse cyan",
    "class3": "reverse green",
    "class4": "reverse magenta",
    "class5": "reverse red",
    "class6": "reverse yellow",
}


class Screen(NamedTuple):
    """What Rich draws on: the width in cells (None: no limit), with colour or without, in Unicode or ASCII, with links
    or without. Where there is no colour Rich writes no links either.
    """

    width: int | None
    color: bool
    unicode: bool = True
    links: bool = False


class Laid:
    """Lines that are laid out already, as runs of text. Rich's own `Text` would look for places to break them again,
    which takes three times as long.
    """

    def __init__(self, lines: Iterable[Runs]) -> None:
        self.lines = tuple(lines)

    @property
    def width(self) -> int:
        """The cells that the longest line takes, at least one."""
        return max((sum(cell_width(text) for text, _ in line) for line in self.lines), default=0) or 1

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.lines:
            yield from (Segment(text, style) for text, style in line)
            yield Segment.line()


class Rows:
    """Rows of cells that are laid out already, in columns of known widths. `titles` are the cells of the first row, if
    the table shows any, and `rule` is the character of the line below them. Rich's own `Table` would measure, wrap and
    pad each cell once more, and takes as long to be loaded as this to draw a screen.
    """

    def __init__(
        self, widths: Sequence[int], titles: Sequence[Laid], rows: Sequence[Sequence[Laid | RichBar]], rule: str
    ) -> None:
        self.widths, self.titles, self.rows, self.rule = widths, titles, rows, rule

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.titles:
            yield from self._row(self.titles, console, options)
        if self.titles and self.rows:
            yield Segment(self.rule * total_width(self.widths), _style(QUIET))
            yield Segment.line()
        for row in self.rows:
            yield from self._row(row, console, options)

    def _row(self, cells: Sequence[Laid | RichBar], console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """The lines of a row: as many as its highest cell has."""
        for parts in zip_longest(*(_segments(cell, console, options) for cell in cells), fillvalue=()):
            for line, width in zip(parts, self.widths, strict=True):
                yield from line
                yield Segment(" " * (width - sum(cell_width(segment.text) for segment in line) + GAP))
            yield Segment.line()


def _segments(cell: Laid | RichBar, console: Console, options: ConsoleOptions) -> Iterable[Sequence[Segment]]:
    """The lines of a cell, as Rich writes them."""
    if isinstance(cell, Laid):
        return [[Segment(text, style) for text, style in line] for line in cell.lines]
    lines = console.render_lines(cell, options, pad=False)
    return [[Segment(segment.text.rstrip(), segment.style) for segment in line] for line in lines]


class _Piece(NamedTuple):
    """A part of a page, and the cells it takes: more than the screen has where it can't be made narrower."""

    renderable: RenderableType
    width: int


def render_page(page: Page, words: Words, screen: Screen) -> str:
    """The page as text with escape sequences. Lines carry no trailing blanks."""
    buffer = StringIO()
    console = _console(buffer, screen)
    for piece in _page_pieces(page, words, screen):
        # Rich would cut what is wider than the screen. The terminal breaks such lines, so that nothing is lost.
        console.print(piece.renderable, width=piece.width, crop=False, no_wrap=True, overflow="ignore")
    text = "".join(line.rstrip() + "\n" for line in buffer.getvalue().splitlines())
    return _with_steady_links(text) if screen.links else text


def _with_steady_links(text: str) -> str:
    """Rich gives every link a number by chance, by which terminals tell the parts of a link that is broken into lines.
    Here each address has a number of its own instead, so that the same answer is the same text.
    """
    numbers: dict[str, int] = {}
    return re.sub(
        r"(?<=\x1b\]8;id=)\d+;([^\x1b]+)",
        lambda link: f"{numbers.setdefault(link[1], len(numbers) + 1)};{link[1]}",
        text,
    )


def drawn_lines(page: Page, words: Words, screen: Screen) -> list[Line]:
    """The lines of the page as runs, each with the attributes that Rich gave it: `bold cyan`, `dim`, or none."""
    console = _console(StringIO(), screen)
    lines: list[Line] = []
    for piece in _page_pieces(page, words, screen):
        options = console.options.update(width=piece.width, no_wrap=True, overflow="ignore")
        lines += [
            [(segment.text, str(segment.style or "")) for segment in line if segment.text]
            for line in console.render_lines(piece.renderable, options, pad=False)
        ]
    return lines


def _page_pieces(page: Page, words: Words, screen: Screen) -> Iterator[_Piece]:
    """All parts of the page, with the empty lines between blocks."""
    found = page_parts(page, words, screen.width, drawn=True)
    blocks = tuple(part.block for part in found)
    for number, part in enumerate(found):
        if is_parted(blocks, number):
            yield _laid([[]])
        yield from _table(part.grid, screen) if part.grid else _pieces(part.block, screen)


def _console(buffer: StringIO, screen: Screen) -> Console:
    return Console(
        file=buffer,
        width=_UNLIMITED,
        force_terminal=True,
        color_system="standard" if screen.color else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )


def _pieces(block: Block, screen: Screen) -> Iterator[_Piece]:
    if isinstance(block, Lines):
        yield _paragraphs(block.lines, block.style, screen.width if block.wrap else None)
    elif isinstance(block, Panel):
        yield _panel(block, screen)
    elif not isinstance(block, Table | Legend):
        from countycli.render.picture_lines import picture_lines

        lines = picture_lines(block, Canvas(screen.width or PICTURE_WIDTH, screen.unicode))
        yield _laid([(text, _style(style)) for text, style in line] for line in lines)


def _laid(lines: Iterable[Runs]) -> _Piece:
    laid = Laid(lines)
    return _Piece(laid, laid.width)


def _paragraphs(texts: Iterable[str], style: str, width: int | None) -> _Piece:
    return _laid([(line, _style(style))] for text in texts for line in broken(text, width))


def _panel(panel: Panel, screen: Screen) -> _Piece:
    """The frame is as wide as what stands in it, at most as wide as the screen."""
    room = screen.width - _FRAME if screen.width else None
    lines = [line for text in panel.lines for line in broken(text, room)]
    title, strong = panel.title, _style(f"{TITLE} not {_COLOURS[QUIET]}")  # unlike the frame
    above: list[str] = []
    if room and cell_width(title) > room - 2:
        above, title = broken(title, room), ""
    inside = Text("\n".join([*above, *lines]))
    inside.stylize(strong, 0, len("\n".join(above)))
    width = max(map(cell_width, (*above, *lines, title + " " * 2)), default=0) + _FRAME
    framed = RichPanel(
        inside,
        box.ROUNDED if screen.unicode else box.ASCII,
        title=Text(title, strong) if title else None,
        title_align="left",
        border_style=_style(QUIET),
    )
    return _Piece(framed, width)


def _table(fitted: Grid, screen: Screen) -> Iterator[_Piece]:
    """The table's rows, in one piece for each heading: all of the same widths, under one row of titles."""
    if fitted.title:
        yield _paragraphs([fitted.title], TITLE, screen.width)
    width = total_width(fitted.widths)
    rows: list[list[GridCell]] = []
    titles = fitted.titles
    for row in fitted.rows:
        if not isinstance(row, Heading):
            rows.append(row)
            continue
        if rows or titles:
            yield _Piece(_rows(fitted.widths, titles, rows, screen), width)
        rows, titles = [], []
        yield _heading(row, width, screen)
    if rows or titles:
        yield _Piece(_rows(fitted.widths, titles, rows, screen), width)
    if fitted.below:
        yield _paragraphs(fitted.below, QUIET, screen.width)


def _heading(row: Heading, width: int, screen: Screen) -> _Piece:
    """A heading in a style of its own is a remark on the rows above, any other one begins a group with a line."""
    if row.style or cell_width(row.text) > width - 2:
        return _paragraphs([row.text], row.style or HEADING, screen.width)
    line = Rule(Text(row.text, _style(HEADING)), characters=_rule(screen), style=_style(QUIET), align="left")
    return _Piece(line, width)


def _rule(screen: Screen) -> str:
    """What lines below titles and between groups are made of."""
    return "─" if screen.unicode else "-"


def _rows(widths: Sequence[int], titles: list[GridCell], rows: list[list[GridCell]], screen: Screen) -> Rows:
    height = max((len(title.lines) for title in titles), default=0)
    heads = [_head([""] * (height - len(title.lines)) + title.lines) for title in titles]
    cells = [[_cell(cell, width, screen) for cell, width in zip(row, widths, strict=True)] for row in rows]
    return Rows(widths, heads, cells, _rule(screen))


def _head(lines: list[str]) -> Laid:
    return Laid([(line, _style(QUIET))] for line in lines)


def _cell(cell: GridCell, width: int, screen: Screen) -> Laid | RichBar:
    if isinstance(cell.picture, Bar):
        return _bar(cell.picture, width, screen)
    if cell.picture is not None:
        return Laid([[(sparkline(cell.picture, unicode=screen.unicode), _style(cell.style))]])
    style = _style(cell.style, safe_address(cell.link) if screen.links else "")
    return Laid([(line, style)] for line in cell.lines)


def _bar(bar: Bar, width: int, screen: Screen) -> Laid | RichBar:
    if not screen.unicode:
        return Laid([[(ascii_bar(bar, width), _style(bar.style))]])
    drawn = RichBar(1, bar.begin, bar.end, width=width)
    drawn.style = _style(bar.style)  # given as an argument, only the colour of the style would be taken
    return drawn


@lru_cache
def _style(names: str, link: str = "") -> Style:
    """The style that some names mean together."""
    style = Style.parse(" ".join(_COLOURS.get(name, name) for name in names.split()))
    return style + Style(link=link) if link else style
