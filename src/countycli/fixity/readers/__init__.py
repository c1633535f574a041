"""How files of each format are read as records: what stands in a table cell by cell, other text line by line."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from countycli.fixity.canonical import Record
    from countycli.phrases import Phrase

WORKBOOK = "xlsx"
SEAL_KEY = "fixity"  # under which JSON has its seal
SEAL_MARK = "countycli-fixity"  # by which the seal is found in other formats
LARGEST = 64 * 1024 * 1024  # bytes of a file, and of what parts of a file unfold to; no answer has a tenth of that
# Formats that are text, and the module that reads each. Formats that are not listed carry no seal.
_MODULES = {
    "csv": "delimited",
    "tsv": "delimited",
    "json": "objects",
    "jsonl": "objects",
    "html": "markup",
    "svg": "markup",
    "markdown": "markdown",
    "table": "lines",
}
FORMATS = (*_MODULES, WORKBOOK)


class Holding(NamedTuple):
    """What a file holds. `hidden` counts rows that a filter hides; `sheets` are those that are not the answer's."""

    records: list[Record]
    hidden: int = 0
    sheets: tuple[str, ...] = ()


class Layout(NamedTuple):
    """How a workbook is laid out: the sheets that are tables, and the one `about` how the answer came about. `titles`
    tells which columns stand under which titles, in the language of the workbook.
    """

    tables: tuple[str, ...]
    about: str = ""
    titles: Mapping[str, str] = MappingProxyType({})


class MalformedError(Exception):
    """A file that is not of the form that it should have. `reason` is in the words of a library, or in the reader's."""

    def __init__(self, reason: str | Phrase) -> None:
        super().__init__(str(reason))
        self.reason = reason


def read_text(text: str, kind: str) -> Holding:
    """What a text of a format holds. Raises MalformedError."""
    from importlib import import_module

    holding: Holding = import_module(f"{__name__}.{_MODULES[kind]}").read(text, kind)
    return holding


def read_workbook(content: bytes, layout: Layout | None) -> Holding:
    """What a workbook of a layout holds. Raises MalformedError."""
    from countycli.fixity.readers import workbook

    return workbook.read(content, layout)
