"""Pages drawn by Rich, for terminals and wherever colour is asked for. No other module knows Rich.

Rich measures and wraps each cell that has no width of its own several times. Here columns get the widths of the grid,
and texts its line breaks, so that Rich has frames, columns and colours to see to.
"""

from __future__ import annotations

import re
from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING

from rich import box
from rich.bar import Bar as RichBar
from rich.console import Console
from rich.panel import Panel as RichPanel
from rich.rule import Rule
from rich.segment import Segment
from rich.style import Style
from rich.table import Table as RichTable
from rich.text import Text

from countycli.record import NamedTuple
from countycli.render.fit import GAP
from countycli.render.glyphs import ascii_bar, sparkline
from countycli.render.grid import GridCell, broken, grid
from countycli.render.page import (
    HEADING,
    PICTURE_WIDTH,
    QUIET,
    TITLE,
    Bar,
    Canvas,
    Heading,
    Lines,
    Panel,
    Table,
    is_parted,
    picture_lines,
)
from countycli.render.terminal import safe_address
from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import ConsoleOptions, RenderableType, RenderResult

    from countycli.render.grid import Grid
    from countycli.render.page import Block, Line, Page
    from countycli.render.words import Words

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
    "caution": "yellow",
    "good": "green",
    "bad": "red",
    # From cold to warm, as grounds: what is legible on the reader's ground, the ground is legible on.
    "class1": "reverse blue",
    "class2": "reverse cyan",
    "class3": "reverse green",
    "class4": "reverse yellow",
    "class5": "reverse red",
    "class6": "reverse magenta",
}
_ASCII_HEAD_LINE = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)


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

    def __init__(self, lines: Iterable[Sequence[tuple[str, Style]]]) -> None:
        self.lines = tuple(lines)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.lines:
            yield from (Segment(text, style) for text, style in line)
            yield Segment.line()


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
    for number, block in enumerate(page):
        if is_parted(page, number):
            yield _line([])
        yield from _pieces(block, words, screen)


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


def _pieces(block: Block, words: Words, screen: Screen) -> Iterator[_Piece]:
    if isinstance(block, Lines):
        yield from _paragraphs(block.lines, block.style, screen.width if block.wrap else None)
    elif isinstance(block, Panel):
        yield _panel(block, screen)
    elif isinstance(block, Table):
        yield from _table(block, words, screen)
    else:
        for line in picture_lines(block, Canvas(screen.width or PICTURE_WIDTH, screen.unicode)):
            yield _line([(text, _style(style)) for text, style in line])


def _line(runs: Sequence[tuple[str, Style]]) -> _Piece:
    return _Piece(Laid([runs]), max(sum(cell_width(text) for text, _ in runs), 1))


def _paragraphs(texts: Iterable[str], style: str, width: int | None) -> Iterator[_Piece]:
    for text in texts:
        for line in broken(text, width):
            yield _line([(line, _style(style))])


def _panel(panel: Panel, screen: Screen) -> _Piece:
    """The frame is as wide as what stands in it, at most as wide as the screen."""
    room = screen.width - _FRAME if screen.width else None
    lines = [line for text in panel.lines for line in broken(text, room)]
    title = panel.title
    if room and cell_width(title) > room - 2:
        lines, title = [*broken(title, room), *lines], ""
    width = max(map(cell_width, (*lines, title + " " * 2)), default=0) + _FRAME
    framed = RichPanel(
        Text("\n".join(lines)),
        box.ROUNDED if screen.unicode else box.ASCII,
        title=Text(title, _style(f"{TITLE} not {_COLOURS[QUIET]}")) if title else None,  # unlike the frame
        title_align="left",
        border_style=_style(QUIET),
    )
    return _Piece(framed, width)


def _table(table: Table, words: Words, screen: Screen) -> Iterator[_Piece]:
    """The table's rows, in one table of Rich for each heading: all of the same widths, under one row of titles."""
    if table.title:
        yield from _paragraphs([table.title], TITLE, screen.width)
    fitted = grid(table, words, screen.width)
    width = sum(fitted.widths) + GAP * (len(fitted.widths) - 1)
    rows: list[list[GridCell]] = []
    titled = bool(fitted.titles)
    for row in fitted.rows:
        if not isinstance(row, Heading):
            rows.append(row)
            continue
        if rows or titled:
            yield _Piece(_rich_table(fitted, rows, screen, titled=titled), width)
        rows, titled = [], False
        yield from _heading(row, width, screen)
    if rows or titled:
        yield _Piece(_rich_table(fitted, rows, screen, titled=titled), width)
    yield from _paragraphs(fitted.below, QUIET, screen.width)


def _heading(row: Heading, width: int, screen: Screen) -> Iterator[_Piece]:
    """A heading in a style of its own is a remark on the rows above, any other one begins a group with a line."""
    if row.style or cell_width(row.text) > width - 2:
        yield from _paragraphs([row.text], row.style or HEADING, screen.width)
        return
    line = Rule(
        Text(row.text, _style(HEADING)),
        characters="─" if screen.unicode else "-",
        style=_style(QUIET),
        align="left",
    )
    yield _Piece(line, width)


def _rich_table(fitted: Grid, rows: list[list[GridCell]], screen: Screen, *, titled: bool) -> RichTable:
    """Columns are wider by the gap behind them: padding would wrap every cell once more, at a third of the time."""
    lined = titled and bool(rows)
    table = RichTable(
        box=(box.SIMPLE_HEAD if screen.unicode else _ASCII_HEAD_LINE) if lined else None,
        show_header=titled,
        show_edge=False,
        padding=0,
        header_style=_style(QUIET),
        border_style=_style(QUIET),
    )
    gap = GAP - 1 if lined else GAP  # a box parts columns by a cell of its own
    titles = fitted.titles or [GridCell([""], "")] * len(fitted.widths)
    for number, (width, title) in enumerate(zip(fitted.widths, titles, strict=True), 1):
        wide = width if number == len(titles) else width + gap
        head = Laid([(line, _style(QUIET))] for line in title.lines)
        table.add_column(head, width=wide, no_wrap=True)
    for row in rows:
        table.add_row(*(_cell(cell, width, screen) for cell, width in zip(row, fitted.widths, strict=True)))
    return table


def _cell(cell: GridCell, width: int, screen: Screen) -> RenderableType:
    if cell.picture is None:
        style = _style(cell.style, safe_address(cell.link) if screen.links else "")
        return Laid([(line, style)] for line in cell.lines)
    if isinstance(cell.picture, Bar):
        return _bar(cell.picture, width, screen)
    return Laid([[(sparkline(cell.picture, unicode=screen.unicode), _style(cell.style))]])


def _bar(bar: Bar, width: int, screen: Screen) -> RenderableType:
    if not screen.unicode:
        return Text(ascii_bar(bar, width), _style(bar.style))
    drawn = RichBar(1, bar.begin, bar.end, width=width)
    drawn.style = _style(bar.style)  # given as an argument, only the colour of the style would be taken
    return drawn


@lru_cache
def _style(names: str, link: str = "") -> Style:
    """The style that some names mean together."""
    style = Style.parse(" ".join(_COLOURS.get(name, name) for name in names.split()))
    return style + Style(link=link) if link else style
