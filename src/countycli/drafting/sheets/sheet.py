"""The cells of a spreadsheet as texts, from CSV and from workbooks (.xlsx)."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from countycli.drafting.reading.files import UnreadableError, explained
from countycli.encodings import decoded
from countycli.phrases import Phrase
from countycli.record import NamedTuple
from countycli.source.folders import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORKBOOK = b"PK\x03\x04"
_OTHERS = {
    b"\xd0\xcf\x11\xe0": Phrase("an old or an encrypted file of Excel"),
    b"%PDF": Phrase("a PDF"),
    b"\x1f\x8b": Phrase("a compressed file"),
    b"SQLite format 3\0": Phrase("a database"),
}
_MARKUP = re.compile(r"\s*<(?:!doctype|\?xml|html|head|body|meta|table)\b", re.IGNORECASE)
_SEPARATORS = ",\t;|"
_SAMPLE_LINES = 30


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


def read_sheet(name: str, wanted: str = "") -> Sheet:
    """The sheet `wanted` of a workbook, else the first that holds anything; of CSV the only one.

    Raises UnreadableError for what is no spreadsheet, for one without cells, and for a sheet that isn't there, and
    NotFoundError where there is no file.
    """
    with explained(name, Phrase("give a workbook or a CSV file")):
        content = read_regular(Path(name))
    if content.startswith(_WORKBOOK):
        from countycli.drafting.sheets.workbook import read_workbook

        return read_workbook(name, content, wanted)
    if wanted:
        raise UnreadableError(
            Phrase("{path} is no workbook, so there is no sheet “{sheet}”", path=name, sheet=wanted),
            Phrase("leave out `--sheet`"),
        )
    return kept("", name, _lines(_text(name, content)))


def _text(name: str, content: bytes) -> str:
    hint = Phrase("save it as .xlsx, or as CSV in UTF-8")
    for signature, what in _OTHERS.items():
        if content.startswith(signature):
            raise UnreadableError(Phrase("{path} is {what}, not a sheet", path=name, what=what), hint)
    text = decoded(content)
    if text is None:
        raise UnreadableError(Phrase("{path} is no text", path=name), hint)
    if _MARKUP.match(text):
        raise UnreadableError(Phrase("{path} is {what}, not a sheet", path=name, what=Phrase("a web page")), hint)
    return text


def _lines(text: str) -> Iterator[Sequence[str]]:
    """The records of CSV, whatever separates the fields: the character that divides most of the first lines alike."""
    sample = text.splitlines()[:_SAMPLE_LINES]
    counts = {mark: [line.count(mark) for line in sample] for mark in _SEPARATORS}
    separator = max(_SEPARATORS, key=lambda mark: (_commonest(counts[mark]), -_SEPARATORS.index(mark)))
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _commonest(counts: list[int]) -> int:
    """In how many lines a separator stands as often as in most of those in which it stands at all."""
    found = [count for count in counts if count]
    return max((found.count(count) for count in found), default=0)


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
