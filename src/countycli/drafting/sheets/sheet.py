"""The cells of a spreadsheet as texts."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from countycli.drafting.reading.unreadable import UnreadableError
from countycli.phrases import Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Cell(NamedTuple):
    """A cell that holds something: `text` without blanks at its ends, and its row and column, both from 1."""

    text: str
    row: int
    column: int


class Sheet(NamedTuple):
    """A sheet's cells by row and by column; rows and cells without content are left out. `name` is empty for CSV."""

    name: str
    rows: tuple[dict[int, Cell], ...]

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
    try:
        found = tuple(row for row in filled if row)
    except csv.Error as error:
        raise UnreadableError(Phrase("{path} can't be read: {reason}", path=path, reason=str(error))) from error
    if not found:
        raise UnreadableError(Phrase("{path} is empty", path=path))
    return Sheet(sheet, found)
