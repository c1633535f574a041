"""What a person is shown, before it is laid out: headings, lines and tables of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from countycli.model.reports import Scope
    from countycli.render.words import Words


class Column(NamedTuple):
    """A column of a table. Where the table is too wide, columns with `drop` go first, the highest number first.

    A column with `least` may be wrapped down to that many cells; the others keep the width of their widest cell.
    """

    title: str
    right: bool = False
    drop: int = 0
    least: int = 0
    style: str = ""


class Styled(NamedTuple):
    """A cell that looks different from its column."""

    text: str
    style: str


Cell = str | Styled


class Heading(NamedTuple):
    """A row that names the group of rows below it."""

    text: str


class Table(NamedTuple):
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...] | Heading, ...]


class Lines(NamedTuple):
    """Paragraphs; the first may be the title of the page."""

    lines: tuple[str, ...]
    style: str = ""
    wrap: bool = True


Page = tuple[Table | Lines, ...]


def without_empty(table: Table) -> Table:
    """Without the columns that have a title but not one cell with text."""
    rows = [row for row in table.rows if not isinstance(row, Heading)]
    kept = [
        number
        for number, column in enumerate(table.columns)
        if not column.title or not rows or any(text_of(row[number]) for row in rows)
    ]
    if not kept:
        return table
    columns = tuple(table.columns[number] for number in kept)
    cut = tuple(row if isinstance(row, Heading) else tuple(row[number] for number in kept) for row in table.rows)
    return Table(table.title, columns, cut)


def text_of(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


def scope_line(scope: Scope | None, words: Words) -> tuple[Lines, ...]:
    """Of which counties an answer tells, where that was asked for."""
    return (Lines((words("Scope: {name}", name=words.scope(scope)),)),) if scope and scope.kind != "all" else ()
