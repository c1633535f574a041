"""Pages as lines: widths of columns, line breaks, alignment. Colours and styles are put in by the painter."""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from countycli.render.fit import GAP, fit
from countycli.render.page import Cell, Column, Heading, Lines, Page, Table, text_of, without_empty
from countycli.render.wrap import cell_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from countycli.render.words import Words

_HEADING_STYLE = "cyan"
_TITLE_STYLE = "bold underline"
_HEADER_STYLE = "dim"


Run = tuple[str, str]  # a stretch of a line, and its style
Line = list[Run]


def lay_out(page: Page, words: Words, width: int | None) -> Iterator[Line]:
    """The lines of a page, `width` cells wide; None lays every row out on one line."""
    for number, block in enumerate(page):
        if number and (isinstance(block, Table) or not isinstance(page[number - 1], Lines)):
            yield []
        if isinstance(block, Lines):
            for line in block.lines:
                yield from _paragraph(line, width if block.wrap else None, block.style)
        else:
            yield from _table(block, words, width)


def _paragraph(text: str, width: int | None, style: str) -> Iterator[Line]:
    for line in _broken(text, width):
        yield [(line, style)]


def _broken(text: str, width: int | None) -> list[str]:
    if width and "\n" not in text and cell_width(text) <= width:
        return [text.rstrip()]
    lines = text.split("\n")
    return [line for part in lines for line in wrap(part, width)] if width else lines


def _table(table: Table, words: Words, width: int | None) -> Iterator[Line]:
    table = _pointed(without_empty(table))
    least, drops = [column.least for column in table.columns], [column.drop for column in table.columns]
    layout = fit(_natural(table), least, drops, width)
    columns = [(table.columns[number], wide) for number, wide in zip(layout.kept, layout.widths, strict=True)]
    if table.title:
        yield from _paragraph(table.title, width, _TITLE_STYLE)
    if any(column.title for column, _ in columns):
        yield from _row([(column.title, _HEADER_STYLE) for column, _ in columns], columns)
    for row in table.rows:
        if isinstance(row, Heading):
            yield from _paragraph(row.text, width, row.style or _HEADING_STYLE)
        else:
            yield from _row([_styled(row[number], table.columns[number]) for number in layout.kept], columns)
    yield from _below(table, layout.dropped, words, width)


def _below(table: Table, dropped: Sequence[int], words: Words, width: int | None) -> Iterator[Line]:
    """Lines that name the columns for which there was no room, and the table's note."""
    if dropped:
        names = words.join(table.columns[number].title for number in dropped)
        yield from _paragraph(words("Left out at this width: {names} (--width widens)", names=names), width, "dim")
    if table.note:
        yield from _paragraph(table.note, width, "dim")


def _pointed(table: Table) -> Table:
    """The table with decimal points below each other in all columns that ask for it (`point`)."""
    for number, column in enumerate(table.columns):
        if column.point:
            rows: list[tuple[Cell, ...] | Heading] = []
            for _, block in groupby(table.rows, key=lambda row: _block(row, mixed=column.mixed)):
                rows += _aligned_block(list(block), number)
            table = table._replace(rows=tuple(rows))
    return table


def _block(row: tuple[Cell, ...] | Heading, *, mixed: bool) -> str | None:
    """A key that adjacent rows share if their numbers are aligned with each other; None for a heading."""
    if isinstance(row, Heading):
        return None
    return text_of(row[0]) if mixed else ""


def _aligned_block(rows: list[tuple[Cell, ...] | Heading], number: int) -> Iterator[tuple[Cell, ...] | Heading]:
    """Rows with the numbers of a column filled up with blanks, to as many cells behind the point as the longest has."""
    tails = [0 if isinstance(row, Heading) else _tail(text_of(row[number])) for row in rows]
    longest = max(tails)
    for row, tail in zip(rows, tails, strict=True):
        yield row if isinstance(row, Heading) or tail == longest else _filled(row, number, longest - tail)


def _filled(row: tuple[Cell, ...], number: int, blanks: int) -> tuple[Cell, ...]:
    cell = row[number]
    blank = " " * blanks if text_of(cell) else ""
    filled = cell + blank if isinstance(cell, str) else cell._replace(text=cell.text + blank)
    return (*row[:number], filled, *row[number + 1 :])


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
            widths = [max(width, _widest_line(text_of(cell))) for width, cell in zip(widths, row, strict=True)]
    return widths


def _widest_line(text: str) -> int:
    return max(map(cell_width, text.split("\n"))) if "\n" in text else cell_width(text)


def _styled(cell: Cell, column: Column) -> tuple[str, str]:
    return (cell, column.style) if isinstance(cell, str) else (cell.text, f"{column.style} {cell.style}".strip())


def _row(cells: Sequence[tuple[str, str]], columns: Sequence[tuple[Column, int]]) -> Iterator[Line]:
    """The lines of a row: as many as its highest cell has."""
    broken = [
        [text] if column.point else _broken(text, width)
        for (text, _), (column, width) in zip(cells, columns, strict=True)
    ]
    for texts in zip_longest(*broken, fillvalue=""):
        line: Line = []
        for text, (_, style), (column, width) in zip(texts, cells, columns, strict=True):
            line += _aligned(text, style, width, column.right)
        yield line


def _aligned(text: str, style: str, width: int, right: bool) -> Line:
    """A text filled up to `width`, and the gap behind it; in one piece where it has no style."""
    blank = " " * (width - cell_width(text))
    before, after = (blank, " " * GAP) if right else ("", blank + " " * GAP)
    if not style:
        return [(f"{before}{text}{after}", "")]
    return [(before, ""), (text, style), (after, "")]
