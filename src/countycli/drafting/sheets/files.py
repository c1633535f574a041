"""Which files are spreadsheets: workbooks (.xlsx), and CSV whatever separates the fields."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from countycli import signatures
from countycli.drafting.reading.unreadable import UnreadableError, explained
from countycli.drafting.sheets.sheet import kept
from countycli.encodings import decoded_chinese
from countycli.phrases import N_, Phrase
from countycli.source.folders import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from countycli.drafting.sheets.sheet import Sheet

_OTHER_FILES = {
    signatures.OLE: Phrase("an old or an encrypted file of Excel or WPS (.xls, .et)"),
    signatures.PDF: Phrase("a PDF"),
    signatures.GZIP: Phrase("a compressed file"),
    signatures.SQLITE: Phrase("a database"),
}
_MARKUP = re.compile(r"\s*<(?:!doctype|\?xml|html|head|body|meta|table)\b", re.IGNORECASE)
_SEPARATORS = ",\t;|，"
_STDIN = "-"
_MOST_PIPED = 100 * 2**20  # bytes
_BLANKS = " \t\u00a0\u3000"
_SAMPLE_LINES = 30
_NO_FELLOW = N_("a quotation mark in line {line} has no fellow, or the field goes on behind it")
_TOO_LONG = N_(
    "a field from line {line} on has more than {most} characters: perhaps a quotation mark before it has no fellow"
)


def read_sheet(name: str, wanted: str = "", stdin: BinaryIO | None = None) -> Sheet:
    """The sheet `wanted` of a workbook, else the first that holds anything; of CSV the only one. `-` is stdin.

    Raises UnreadableError for what is no spreadsheet, for one without cells, and for a sheet that isn't there, and
    NotFoundError where there is no file.
    """
    content = _content(name, stdin)
    if content.startswith(signatures.ZIP):
        from countycli.drafting.sheets.workbook import read_workbook

        return read_workbook(name, content, wanted)
    if wanted:
        raise UnreadableError(
            Phrase("{path} is no workbook, so there is no sheet “{sheet}”", path=name, sheet=wanted),
            Phrase("leave out `--sheet`"),
        )
    return kept("", name, _records(name, _text(name, content)))


def _content(name: str, stdin: BinaryIO | None) -> bytes:
    with explained(name, Phrase("give a workbook or a CSV file")):
        if name != _STDIN:
            return read_regular(Path(name))
        content = stdin.read(_MOST_PIPED + 1) if stdin else b""
    if len(content) > _MOST_PIPED:
        raise UnreadableError(Phrase("{path} is larger than {most} MB", path=name, most=_MOST_PIPED >> 20))
    return content


def _text(name: str, content: bytes) -> str:
    hint = Phrase("save it as .xlsx, or as CSV in UTF-8")
    for signature, what in _OTHER_FILES.items():
        if content.startswith(signature):
            raise UnreadableError(Phrase("{path} is {what}, not a sheet", path=name, what=what), hint)
    text = decoded_chinese(content)
    if text is None:
        raise UnreadableError(Phrase("{path} is no text", path=name), hint)
    if _MARKUP.match(text):
        raise UnreadableError(Phrase("{path} is {what}, not a sheet", path=name, what=Phrase("a web page")), hint)
    return text


def _records(name: str, text: str) -> Iterator[Sequence[str]]:
    """The records of CSV. Raises UnreadableError for quotation marks without an end, which would swallow records."""
    separator = _separator(text)
    unpadded = _padding(separator).sub(r"\1", text)
    reader = csv.reader(io.StringIO(unpadded, newline=""), delimiter=separator, strict=True)
    begun = 1
    try:
        for record in reader:
            yield record
            begun = reader.line_num + 1
    except csv.Error as error:
        template = _TOO_LONG if "limit" in str(error) else _NO_FELLOW
        reason = Phrase(template, line=begun, most=csv.field_size_limit())
        raise UnreadableError(Phrase("{path} can't be read: {reason}", path=name, reason=reason)) from error


def _padding(separator: str) -> re.Pattern[str]:
    """Finds blanks between a field in quotation marks and what ends the field."""
    blanks = _BLANKS.replace(separator, "")
    return re.compile(rf'((?:^|[{separator}\r\n])"(?:[^"]|"")*")[{blanks}]+(?=[{separator}\r\n]|\Z)')


def _separator(text: str) -> str:
    """What separates the fields of CSV: the character that divides most of the first lines alike."""
    sample = text.splitlines()[:_SAMPLE_LINES]
    counts = {mark: [line.count(mark) for line in sample] for mark in _SEPARATORS}
    return max(_SEPARATORS, key=lambda mark: (_commonest(counts[mark]), -_SEPARATORS.index(mark)))


def _commonest(counts: list[int]) -> int:
    """In how many lines a separator stands as often as in most of those in which it stands at all."""
    found = [count for count in counts if count]
    return max((found.count(count) for count in found), default=0)
