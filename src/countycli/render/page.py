"""Pages: what a person is shown, as headings, lines and tables of plain text that are not laid out yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.query import Extent
from countycli.record import NamedTuple
from countycli.render.terminal import safe_paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from countycli.model.reports import Scope
    from countycli.render.words import Words


# How much of a long answer a screen shows: the first of each kind.
FIRST_PAGE = Extent(
    periods=6, rows=20, hits=8, named=8, counties=20, figures=500, members=100, initiatives=40, main=True
)


class Column(NamedTuple):
    """A column of a table. Where the table is too wide, columns with `drop` are left out, the highest number first.

    The texts of a column with `least` may be wrapped, to `least` cells; other columns are as wide as their widest cell.
    A column with `point` holds numbers, which are never wrapped and whose decimal points stand below each other: those
    of all rows between two headings or, where the column is `mixed`, of adjacent rows with the same first cell.
    """

    title: str
    right: bool = False
    drop: int = 0
    least: int = 0
    style: str = ""
    point: bool = False
    mixed: bool = False


class Styled(NamedTuple):
    """A cell in a style of its own, or one that is shortened for the screen: then `complete` is the whole text."""

    text: str
    style: str
    complete: str = ""


class Stacked(str):
    """A text whose line breaks a view has set. In any other text they come from data, and are shown as blanks."""

    __slots__ = ("lines",)
    lines: tuple[str, ...]

    def __new__(cls, *lines: str) -> Self:
        stacked = super().__new__(cls, "\n".join(lines))
        stacked.lines = lines
        return stacked


Cell = str | Styled


class Heading(NamedTuple):
    """A row of one text across all columns. It names the group of rows below it or, in a style of its own, tells what
    the group above leaves out.
    """

    text: str
    style: str = ""


class Table(NamedTuple):
    """A table with its title; `note`, below the table, explains what stands in the cells."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...] | Heading, ...]
    note: str = ""


class Lines(NamedTuple):
    """Paragraphs; the first may be the title of the page. Where they are shortened for the screen, `complete` has them
    whole, for documents and files.
    """

    lines: tuple[str, ...]
    style: str = ""
    wrap: bool = True
    complete: tuple[str, ...] = ()


Page = tuple[Table | Lines, ...]


def completed(page: Page) -> Page:
    """The page as it stands in a document or a file, where nothing is shortened."""
    return tuple(map(_completed, page))


def _completed(block: Table | Lines) -> Table | Lines:
    if isinstance(block, Lines):
        return block._replace(lines=block.complete or block.lines)
    rows = (row if isinstance(row, Heading) else tuple(map(_whole, row)) for row in block.rows)
    return block._replace(rows=tuple(rows))


def _whole(cell: Cell) -> Cell:
    return cell if isinstance(cell, str) or not cell.complete else Styled(cell.complete, cell.style)


def made_safe(page: Page) -> Page:
    """The page without anything that a terminal, or a program that shows documents, would obey."""
    return tuple(block if "".join(_texts(block)).isprintable() else _safe_block(block) for block in page)


def _texts(block: Table | Lines) -> Iterator[str]:
    if isinstance(block, Lines):
        yield from block.lines
        return
    yield from (block.title, block.note, *(column.title for column in block.columns))
    for row in block.rows:
        yield from (row.text,) if isinstance(row, Heading) else map(text_of, row)


def _safe_block(block: Table | Lines) -> Table | Lines:
    """Line breaks within texts become blanks: nothing from data may pass for a line of the program's own."""
    if isinstance(block, Lines):
        lines, complete = (tuple(map(safe_paragraph, lines)) for lines in (block.lines, block.complete))
        return block._replace(lines=lines, complete=complete)
    return block._replace(
        title=safe_paragraph(block.title),
        columns=tuple(column._replace(title=safe_paragraph(column.title)) for column in block.columns),
        rows=tuple(_safe_row(row) for row in block.rows),
        note=safe_paragraph(block.note),
    )


def _safe_row(row: tuple[Cell, ...] | Heading) -> tuple[Cell, ...] | Heading:
    return row._replace(text=safe_paragraph(row.text)) if isinstance(row, Heading) else tuple(map(_safe_cell, row))


def _safe_cell(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return _safe_text(cell)
    return Styled(_safe_text(cell.text), cell.style, _safe_text(cell.complete))


def _safe_text(text: str) -> str:
    return "\n".join(map(safe_paragraph, text.lines)) if isinstance(text, Stacked) else safe_paragraph(text)


def without_empty(table: Table) -> Table:
    """The table without columns that have a title but not one cell with text."""
    rows = [row for row in table.rows if not isinstance(row, Heading)]

    def is_empty(number: int) -> bool:
        return bool(rows) and not any(text_of(row[number]) for row in rows)

    kept = [number for number, column in enumerate(table.columns) if not (column.title and is_empty(number))]
    return _with_columns(table, kept) if kept else table


def _with_columns(table: Table, kept: list[int]) -> Table:
    columns = tuple(table.columns[number] for number in kept)
    rows = (row if isinstance(row, Heading) else tuple(row[number] for number in kept) for row in table.rows)
    return table._replace(columns=columns, rows=tuple(rows))


def text_of(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


def scope_line(scope: Scope | None, words: Words) -> tuple[Lines, ...]:
    """The line that names the scope of an answer, where the reader chose one."""
    return (
        (Lines((words("Scope: {name}", name=words.scope(scope)),)),)
        if scope and (scope.kind != "all" or scope.kinds)
        else ()
    )
