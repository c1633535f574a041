"""The cells of a spreadsheet as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting.reading.unreadable import UnreadableError
from countycli.phrases import Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Cell(NamedTuple):
    """A cell that holds something: `text` without blanks at its ends, and its row and column, both from 1."""

    text: str
    row: int
    column: int


class Hidden(NamedTuple):
    """What of a sheet is not shown: the numbers of rows, the first and last columns of each run, or the whole sheet."""

    rows: tuple[int, ...] = ()
    columns: tuple[tuple[int, int], ...] = ()
    sheet: bool = False


class Sheet(NamedTuple):
    """A sheet's cells by row and by column; rows and cells without content are left out. `name` is empty for CSV.
    `merged` has, by row and column, the cells that stand for empty ones; `others` are the workbook's other sheets.
    `sealed` are the titles of the tables for which the workbook has a seal of this program.
    """

    name: str
    rows: tuple[dict[int, Cell], ...]
    merged: Mapping[int, Mapping[int, Cell]] = {}
    others: tuple[str, ...] = ()
    hidden: Hidden = Hidden()
    sealed: frozenset[str] = frozenset()

    def at(self, cell: Cell) -> str:
        """Where a cell stands, as one says it: `表1!C12`, or `第12行第3列` where there are no letters for columns."""
        if not self.name:
            return f"第{cell.row}行第{cell.column}列"
        return f"{self.name}!{letters(cell.column)}{cell.row}"


def letters(column: int) -> str:
    """The letters of a column in a workbook: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def kept(sheet: str, path: str, rows: Iterable[Sequence[str]]) -> Sheet:
    """The sheet with the cells that hold something. Raises UnreadableError where none does."""
    filled = (
        {
            column: Cell(text, row, column)
            for column, cell in enumerate(cells, 1)
            if (text := " ".join(cell.split()).strip("\ufeff\u200b"))
        }
        for row, cells in enumerate(rows, 1)
    )
    found = tuple(row for row in filled if row)
    if not found:
        raise UnreadableError(Phrase("{path} is empty", path=path))
    return Sheet(sheet, found)
