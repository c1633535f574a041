"""Tables as grids: which columns fit into a width, how wide each becomes, and the lines of each cell.

Rich could do this, too, but it measures and wraps each cell several times, breaks lines before Chinese punctuation and
within numbers, narrows columns where a table should rather do without some of them, and does not set decimal points
below each other. Both painters start from grids.
"""

from __future__ import annotations

from functools import lru_cache, partial
from itertools import groupby
from typing import TYPE_CHECKING

from countycli.record import NamedTuple
from countycli.render.fit import Fit, bearable_widths, comfortable_widths, fit, total_width
from countycli.render.page import (
    Bar,
    Cell,
    Cited,
    Column,
    Heading,
    Spark,
    Stacked,
    Styled,
    Table,
    is_drawn,
    settled_block,
    text_of,
    without_drawn,
    without_empty,
)
from countycli.render.wrap import cell_width, hanging, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from countycli.render.page import Block, Page
    from countycli.render.words import Words

_WIDEST_BAR = 40  # cells
_NARROWEST_BAR = 8
_INDENT = "  "  # so that no line of a name looks like the beginning of another name, and rows that add to one above


class GridCell(NamedTuple):
    """The lines of a cell, each at most as wide as its column and aligned in it, or a small picture."""

    lines: list[str]
    style: str
    picture: Bar | Spark | None = None
    link: str = ""


class Grid(NamedTuple):
    """A table that fits: its columns with their widths in cells, rows with a cell for each of these columns, and what
    is said below the table.
    """

    title: str
    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    titles: list[GridCell]  # empty where no column has a title
    rows: tuple[list[GridCell] | Heading, ...]
    below: tuple[str, ...]


class Part(NamedTuple):
    """A block of a page for some width; a table as a grid."""

    block: Block
    grid: Grid | None = None


def page_parts(page: Page, words: Words, width: int | None, *, drawn: bool) -> list[Part]:
    """The blocks of a page with the tables as grids, and of the explanations those that these grids need."""
    tables = ((number, block) for number, block in enumerate(page) if isinstance(block, Table) and not block.needs)
    grids = {number: grid(table, words, width, drawn=drawn) for number, table in tables}
    shown = {column.name for fitted in grids.values() for column in fitted.columns}
    found: list[Part] = []
    for number, block in enumerate(page):
        if fitted := grids.get(number):
            found.append(Part(block, fitted))
            continue
        for settled in settled_block(block, shown):
            rows = grid(settled, words, width, drawn=drawn) if isinstance(settled, Table) else None
            found.append(Part(settled, rows))
    return found


def whole_width(page: Page, least: int) -> int:
    """The width, `least` cells or more, in which no table of a page that is drawn leaves out a column."""
    tables = [block for block in page if isinstance(block, Table)]
    width, needed = 0, least
    while needed > width:  # in more room a table may take its wide form, which needs still more
        width = needed
        needed = max((_whole_width(table, width) for table in tables), default=0)
    return width


def _whole_width(table: Table, width: int) -> int:
    """The width that the form of a table for some `width` needs to leave out nothing; 0 where nothing is left out."""
    table, fitted = _fitted(table, width, drawn=True)
    ease = [column.ease for column in table.columns]
    return total_width(comfortable_widths(_natural(table), _least(table), ease)) if fitted.dropped else 0


def grid(table: Table, words: Words, width: int | None, *, drawn: bool = False) -> Grid:
    """The table, or the narrow form of the table, in at most `width` cells, as far as columns can be narrowed or
    dropped; None: no limit. `drawn`: for a terminal, where names that rows share are told once.
    """
    table, fitted = _fitted(table, width, drawn=drawn)
    columns = tuple(table.columns[number] for number in fitted.kept)
    places = list(zip(fitted.kept, columns, fitted.widths, strict=True))
    rows = tuple(
        row if isinstance(row, Heading) else [_grid_cell(row[number], column, wide) for number, column, wide in places]
        for row in table.rows
    )
    if drawn:
        for position, (number, column, wide) in enumerate(places):
            if column.once:
                rows = tuple(_told_once(table.rows, rows, number, position, wide))
    dropped = words.join(filter(None, (table.columns[number].title for number in fitted.dropped)))
    dropped_told = words("Left out at this width: {names} (--width widens)", names=dropped) if dropped else ""
    titles = [_grid_cell(column.title, column._replace(point=False), wide) for _, column, wide in places]
    has_titles = any(column.title for column in columns)
    below = tuple(filter(None, (dropped_told, table.note)))
    return Grid(table.title, columns, fitted.widths, titles if has_titles else [], rows, below)


def _fitted(table: Table, width: int | None, *, drawn: bool) -> tuple[Table, Fit]:
    """The table in its usual or its narrow form, and which of its columns fit."""
    table = pointed(without_empty(table if drawn else without_drawn(table)))
    fitted = _fit(table, width)
    if table.narrow and width and (total_width(fitted.widths) > width or _is_cramped(table, fitted)):
        return _fitted(table.narrow, width, drawn=drawn)
    if any(table.columns[number].stacked for number in fitted.kept) and not _has_room(table, fitted):
        return _fitted(_stacked(table), width, drawn=drawn)
    return table, fitted


def _has_room(table: Table, fitted: Fit) -> bool:
    """Whether all figures that are shown have room for their marks behind."""
    natural = _natural(table)
    pairs = zip(fitted.kept, fitted.widths, strict=True)
    return all(width >= natural[number] for number, width in pairs if table.columns[number].stacked)


def _stacked(table: Table) -> Table:
    """The table with the marks of figures below the figures."""
    stacked = [column.stacked for column in table.columns]
    rows = (
        row
        if isinstance(row, Heading)
        else tuple(_below(cell) if below else cell for cell, below in zip(row, stacked, strict=True))
        for row in table.rows
    )
    columns = tuple(column._replace(stacked=False) for column in table.columns)
    return table._replace(columns=columns, rows=tuple(rows))


def _below(cell: Cell) -> Cell:
    """A figure with what stands behind the last blank of the cell in a line below."""
    text = Stacked(*text_of(cell).rsplit(" ", 1))
    return cell._replace(text=text) if isinstance(cell, Styled) else text


def _is_cramped(table: Table, fitted: Fit) -> bool:
    """Whether names have so little room that most take several lines."""
    ease = [column.ease for column in table.columns]
    bearable = bearable_widths(_natural(table), _least(table), ease)
    pairs = zip(fitted.kept, fitted.widths, strict=True)
    return any(ease[number] and width < bearable[number] for number, width in pairs)


def _told_once(
    told: Iterable[tuple[Cell, ...] | Heading],
    rows: Iterable[list[GridCell] | Heading],
    number: int,
    position: int,
    width: int,
) -> Iterator[list[GridCell] | Heading]:
    """The rows with the names of a column, which has a `number` in what is `told` and a `position` among those that are
    kept, told once. A name that takes several lines goes on beside the rows that follow, lest these are torn apart.
    """
    pairs = zip(told, rows, strict=True)
    for name, alike in groupby(
        pairs, key=lambda pair: "" if isinstance(pair[0], Heading) else text_of(pair[0][number])
    ):
        group = [row for _, row in alike]
        lines = hanging(name, width, _INDENT)
        for place, row in enumerate(group, 1):
            if isinstance(row, Heading):
                yield row
                continue
            here = lines[place - 1 :] if place == len(group) else lines[place - 1 : place]
            yield [*row[:position], row[position]._replace(lines=here), *row[position + 1 :]]


def broken(text: str, width: int | None) -> list[str]:
    """The lines of a text, of at most `width` cells each."""
    if width and "\n" not in text and cell_width(text) <= width:
        return [text.rstrip()]
    lines = text.split("\n")
    return [line for part in lines for line in wrap(part, width)] if width else lines


def _grid_cell(cell: Cell, column: Column, width: int) -> GridCell:
    if isinstance(cell, Bar | Spark):
        return GridCell([], cell.style, cell)
    text = text_of(cell)
    lines = [text] if column.point else broken(text, width)
    if column.right:
        lines = [" " * (width - cell_width(line)) + line if line.strip() else "" for line in lines]
    if isinstance(cell, Styled):
        return GridCell(lines, f"{column.style} {cell.style}".strip(), None, cell.link)
    return GridCell(lines, column.style)


def _fit(table: Table, width: int | None) -> Fit:
    """Which columns fit, and their widths. Bars take what other columns leave: nothing is dropped or wrapped for bars
    to be longer.
    """
    natural, drops = _natural(table), [column.drop for column in table.columns]
    ease = [column.ease for column in table.columns]
    # The column before may be gone, because nothing stands in it.
    joined = [
        number for number in range(1, len(drops)) if table.columns[number].joined and drops[number - 1] == drops[number]
    ]
    fitted = fit(natural, _least(table), drops, width, ease, joined, lru_cache(partial(_cells_of, table)))
    bars = [number for number in fitted.kept if _has_bars(table, number)]
    if not bars:
        return fitted
    room = _WIDEST_BAR if width is None else width - total_width(fitted.widths)
    longer = max(0, min(room // len(bars), _WIDEST_BAR - _NARROWEST_BAR))
    pairs = zip(fitted.kept, fitted.widths, strict=True)
    return fitted._replace(widths=tuple(wide + longer if number in bars else wide for number, wide in pairs))


def _cells_of(table: Table, number: int) -> list[int]:
    """The cells that each text of a column takes, the title's first."""
    texts = (_cell_width(row[number]) for row in table.rows if not isinstance(row, Heading))
    return [cell_width(table.columns[number].title), *texts]


def _has_bars(table: Table, number: int) -> bool:
    return any(isinstance(row[number], Bar) for row in table.rows if not isinstance(row, Heading))


def pointed(table: Table) -> Table:
    """The table with decimal points below each other in all columns that ask for it (`point`)."""
    for number, column in enumerate(table.columns):
        if column.point:
            blocks = _blocks(table.rows, mixed=column.mixed)
            table = table._replace(rows=tuple(row for block in blocks for row in _aligned_block(block, number)))
    return table


def _blocks(rows: Iterable[tuple[Cell, ...] | Heading], *, mixed: bool) -> Iterator[list[tuple[Cell, ...] | Heading]]:
    """Adjacent rows whose numbers are aligned with each other; each heading by itself."""
    block: list[tuple[Cell, ...] | Heading] = []
    name = ""  # of what the rows of a mixed block tell
    for row in rows:
        told = "" if isinstance(row, Heading) else text_of(row[0])
        goes_on = not mixed or told == name or told.startswith(_INDENT)
        if block and (isinstance(row, Heading) or isinstance(block[-1], Heading) or not goes_on):
            yield block
            block = []
        if not told.startswith(_INDENT):
            name = told
        block.append(row)
    if block:
        yield block


def _aligned_block(rows: list[tuple[Cell, ...] | Heading], number: int) -> Iterator[tuple[Cell, ...] | Heading]:
    """Rows with the numbers of a column filled up with blanks, to as many cells behind the point as the longest has."""
    tails = [0 if isinstance(row, Heading) else _tail(text_of(row[number])) for row in rows]
    longest = max(tails)
    for row, tail in zip(rows, tails, strict=True):
        yield row if isinstance(row, Heading) or tail == longest else _filled(row, number, longest - tail)


def _filled(row: tuple[Cell, ...], number: int, blanks: int) -> tuple[Cell, ...]:
    cell = row[number]
    blank = " " * blanks if text_of(cell) else ""
    text = Cited(text_of(cell) + blank) if isinstance(text_of(cell), Cited) else text_of(cell) + blank
    if isinstance(cell, Styled):
        cell = cell._replace(text=text)
    elif isinstance(cell, str):
        cell = text
    return (*row[:number], cell, *row[number + 1 :])


def _tail(text: str) -> int:
    """The width of what follows the last whole digit of a number: of `.5` in `7.5`, of ` [+]` in `12 [+]`."""
    for position, char in enumerate(text):
        if char == "." and text[position - 1 : position].isdigit() and text[position + 1 : position + 2].isdigit():
            return cell_width(text[position:])
    last = max((position for position, char in enumerate(text) if char.isdigit()), default=len(text) - 1)
    return cell_width(text[last + 1 :])


def _natural(table: Table) -> list[int]:
    """The width of the widest cell of each column."""
    widths = [cell_width(column.title) for column in table.columns]
    for row in table.rows:
        if not isinstance(row, Heading):
            widths = [max(width, _cell_width(cell)) for width, cell in zip(widths, row, strict=True)]
    return widths


def _least(table: Table) -> list[int]:
    """To which width each column may shrink, 0 where to none: a column of numbers no further than its widest number."""
    least = [column.least for column in table.columns]
    for number, column in enumerate(table.columns):
        if column.point and column.least:
            numbers = (_cell_width(row[number]) for row in table.rows if not isinstance(row, Heading))
            least[number] = max(column.least, *numbers, 0)
    return least


def _cell_width(cell: Cell) -> int:
    if not is_drawn(cell):
        text = text_of(cell)
        return max(map(cell_width, text.split("\n"))) if "\n" in text else cell_width(text)
    return len(cell.heights) if isinstance(cell, Spark) else _NARROWEST_BAR
