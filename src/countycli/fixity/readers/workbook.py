"""Workbooks (XLSX), read from their parts: as they were written, or as another program saved them again.

Whatever a file claims, no more is unpacked than an answer could have.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import IO, TYPE_CHECKING
from xml.etree import ElementTree as ET

from countycli.fixity.canonical import Record, canonical, record_of
from countycli.fixity.readers import LARGEST, SEAL_MARK, Holding, Layout, MalformedError
from countycli.fixity.readers.markdown import distinct
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that workbooks use
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # begin texts of two bytes a character, in which nothing could be looked for
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Cells = dict[int, str]  # of a row, by column


class Sheet:
    """A sheet's rows: cells by column. `hidden` counts the rows that are not shown."""

    def __init__(self, name: str, rows: list[Cells], hidden: int = 0) -> None:
        self.name = name
        self.rows = rows
        self.hidden = hidden

    @property
    def holds_seal(self) -> bool:
        """Whether this is the sheet of the seal, which its first cell tells."""
        return bool(self.rows) and self.rows[0].get(0) == SEAL_MARK


def read(content: bytes, layout: Layout | None) -> Holding:
    """The records of the tables' sheets: of all sheets where no layout says which these are."""
    sheets = [sheet for sheet in sheets_of(content) if not sheet.holds_seal]
    layout = layout or Layout(tuple(sheet.name for sheet in sheets))
    tables = _tables(sheets, layout)
    records = [record for name, sheet in tables.items() for record in records_of(name, sheet.rows, layout.titles)]
    others = tuple(sheet.name for sheet in sheets if sheet not in tables.values() and sheet.name != layout.about)
    return Holding(records, sum(sheet.hidden for sheet in tables.values()), others)


def _tables(sheets: Sequence[Sheet], layout: Layout) -> dict[str, Sheet]:
    """The sheets of the tables by the names that they had. For one that was renamed another is taken, above all one
    that has titles of the answer.
    """
    tables = {sheet.name: sheet for sheet in sheets if sheet.name in layout.tables}
    others = [sheet for sheet in sheets if sheet.name not in (*layout.tables, layout.about)]
    others.sort(key=lambda sheet: not (sheet.rows and layout.titles.keys() & {*sheet.rows[0].values()}))
    lost = [name for name in layout.tables if name not in tables]
    return {**tables, **dict(zip(lost, others, strict=False))}


def records_of(sheet: str, rows: Sequence[Cells], titles: Mapping[str, str]) -> Iterator[Record]:
    """A record for each row below the titles."""
    filled = [row for row in rows if any(row.values())]
    if not filled:
        return
    header, *others = filled
    names = distinct([canonical(header.get(column, "")) for column in range(max(header) + 1)])
    columns = {column: titles.get(name, name) for column, name in enumerate(names)}
    for row in others:
        yield record_of(((columns.get(column, f"{column + 1}"), cell) for column, cell in row.items()), sheet)


def seal_text(content: bytes) -> str | None:
    """What the sheet of the seal holds; None where there is no such sheet."""
    for sheet in sheets_of(content):
        if sheet.holds_seal:
            return "".join(row.get(0, "") for row in sheet.rows[1:])
    return None


def sheets_of(content: bytes) -> list[Sheet]:
    """All sheets. Raises MalformedError."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return list(_Archive(archive).sheets())
    except (
        zipfile.BadZipFile,
        zlib.error,
        ET.ParseError,
        LookupError,
        ValueError,
        OSError,
        EOFError,
        RuntimeError,
    ) as error:
        raise MalformedError(str(error)) from error


class _Archive:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = LARGEST  # bytes that all parts together may still unfold to
        self._shared: list[str] = []

    def sheets(self) -> Iterator[Sheet]:
        paths = {
            relation.get("Id"): relation.get("Target", "") for relation in self._tree("xl/_rels/workbook.xml.rels")
        }
        names = self._archive.namelist()
        if "xl/sharedStrings.xml" in names:
            self._shared = ["".join(_texts(string)) for string in self._tree("xl/sharedStrings.xml")]
        for sheet in self._tree("xl/workbook.xml").iter():
            if _tag(sheet) == "sheet":
                target = paths[sheet.get(_RELATION)]
                path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
                yield self._sheet(sheet.get("name", ""), path)

    def _sheet(self, name: str, path: str) -> Sheet:
        rows, hidden = [], 0
        for _, element in ET.iterparse(BytesIO(self._part(path))):  # noqa: S314  # see `_part`
            if _tag(element) == "row":
                rows.append(dict(self._cells(element)))
                hidden += element.get("hidden") in ("1", "true")
                element.clear()
        return Sheet(name, rows, hidden)

    def _cells(self, row: ET.Element) -> Iterator[tuple[int, str]]:
        for position, cell in enumerate(row):
            match = _REFERENCE.fullmatch(cell.get("r", ""))
            yield _number(match[1]) if match else position, self._cell(cell)

    def _cell(self, cell: ET.Element) -> str:
        parts = {_tag(part): part for part in cell}
        if "is" in parts:
            return "".join(_texts(parts["is"]))
        value = parts["v"].text or "" if "v" in parts else ""
        kind = cell.get("t", "n")
        if kind == "s":
            return self._shared[int(value)]
        if kind == "b":
            return canonical(value == "1")
        return value or (f"={parts['f'].text}" if "f" in parts else "")

    def _tree(self, name: str) -> ET.Element:
        return ET.fromstring(self._part(name))  # noqa: S314  # see `_part`

    def _part(self, name: str) -> bytes:
        """A part of the workbook. Parts that define entities are refused: an answer has none, and they may unfold to
        far more than what they take in the file.
        """
        if self._archive.getinfo(name).compress_type not in _COMPRESSIONS:
            raise MalformedError(Phrase("no workbook is compressed so"))
        with self._archive.open(name) as part:
            text = self._read(part)
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text or text[:2] in _WIDE:
            raise MalformedError(Phrase("it defines entities"))
        return text

    def _read(self, part: IO[bytes]) -> bytes:
        text = part.read(self._left + 1)
        self._left -= len(text)
        if self._left < 0:
            raise MalformedError(Phrase("it unfolds to more than any answer"))
        return text


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _texts(string: ET.Element) -> Iterator[str]:
    """The stretches of a text, without how to pronounce it. Control characters are written as `_x001B_`."""
    for part in string:
        if _tag(part) == "t":
            yield _ESCAPE.sub(lambda match: chr(int(match[1], 16)), part.text or "")
        elif _tag(part) == "r":
            yield from _texts(part)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
