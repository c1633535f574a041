"""What a worksheet holds besides the values of its cells: hidden rows and columns, merged cells, and formulas that no
program has calculated yet. openpyxl reads none of these row by row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from typing import IO

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_CHUNK = 1 << 16  # bytes
MOST_MERGED = 500_000  # cells; more are merged in no table
_TRUE = ("1", "true")

Position = tuple[int, int]
Area = tuple[Position, Position]


class Structure(NamedTuple):
    """`hidden_rows` are numbers, `hidden_columns` the first and the last of each run; `merged` are areas by their first
    and last cells; `uncalculated` are formulas without a stored value.
    """

    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[tuple[int, int], ...]
    merged: tuple[Area, ...]
    uncalculated: dict[Position, str]


def structure_of(part: IO[bytes]) -> Structure:
    """The structure of a worksheet from its XML. Raises ExpatError where the XML is damaged."""
    collector = _Collector()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.text
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk, False)  # expat takes no keywords
    parser.Parse(b"", True)
    return Structure(
        tuple(collector.hidden_rows), tuple(collector.hidden_columns), tuple(collector.merged), collector.uncalculated
    )


def position_of(reference: str) -> Position | None:
    """Row and column of a cell, both from 1: `B12` is (12, 2)."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found[2]), column


class _Collector:
    """Takes from the elements of a worksheet, one after the other, what a structure holds."""

    def __init__(self) -> None:
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.merged: list[Area] = []
        self.uncalculated: dict[Position, str] = {}
        self._cell = ""
        self._formula: str | None = None
        self._has_value = False
        self._is_text = False
        self._within = ""  # the part of a cell whose text is being read

    def start(self, element: str, attributes: dict[str, str]) -> None:
        name = element.rpartition(" ")[2]
        if name == "c":
            self._cell, self._formula, self._has_value = attributes.get("r", ""), None, False
            self._is_text = attributes.get("t") == "str"
        elif name in {"f", "v"}:
            self._within = name
            if name == "f":
                self._formula = ""
            else:
                self._has_value = self._is_text  # a text without a character is a value, too
        elif name in {"row", "col", "mergeCell"}:
            self._layout(name, attributes)

    def _layout(self, name: str, attributes: dict[str, str]) -> None:
        hidden = attributes.get("hidden") in _TRUE
        if name == "row" and hidden and attributes.get("r", "").isdecimal():
            self.hidden_rows.append(int(attributes["r"]))
        elif name == "col" and hidden:
            self.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        elif name == "mergeCell" and len(self.merged) < MOST_MERGED:
            first, _, last = attributes.get("ref", "").partition(":")
            ends = position_of(first), position_of(last)
            if ends[0] and ends[1]:
                self.merged.append((ends[0], ends[1]))

    def text(self, text: str) -> None:
        if self._within == "f":
            self._formula = (self._formula or "") + text
        elif self._within == "v":
            self._has_value = self._has_value or bool(text.strip())

    def end(self, element: str) -> None:
        name = element.rpartition(" ")[2]
        if name == self._within:
            self._within = ""
        elif name == "c" and self._formula is not None and not self._has_value:
            position = position_of(self._cell)
            if position:
                self.uncalculated[position] = f"={self._formula}"
