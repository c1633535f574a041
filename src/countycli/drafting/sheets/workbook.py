"""Workbooks of Excel, WPS and LibreOffice (.xlsx), read by openpyxl."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from countycli.drafting.reading.unreadable import UnreadableError
from countycli.drafting.sheets.sheet import kept
from countycli.errors import MissingLibraryError
from countycli.phrases import Phrase
from countycli.source.numbers import has_few_digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.drafting.sheets.sheet import Sheet

_LARGEST = 500_000_000  # bytes of all parts, unpacked: a workbook of 50 MB has less, an archive made as a trap has more
_MOST_COLUMNS = 2000
_SHOWN_DECIMALS = re.compile(r"[#0,]*0(?:\.(?P<decimals>0+))?(?P<percent>%?)(?:_.|\\.|\"[^\"]*\"|\s)*")
_QUOTED = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.")  # words, colours and languages in the form of a number
_SIGNIFICANT = 15  # digits of a number that a spreadsheet keeps


def read_workbook(path: str, content: bytes, wanted: str) -> Sheet:
    """A sheet of a workbook; of formulas the value that was stored. Raises UnreadableError,
    and MissingLibraryError where openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise MissingLibraryError("openpyxl", "countycli[files]") from error
    _refuse_other_archives(path, content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = _chosen(path, book, wanted)
        return kept(sheet.title, path, _rows(sheet))
    except UnreadableError:
        raise
    except Exception as error:  # what openpyxl raises for a damaged workbook is anything
        raise UnreadableError(
            Phrase("{path} can't be read: {reason}", path=path, reason=Phrase("the workbook is damaged")),
            Phrase("open it in a spreadsheet program and save it again as .xlsx"),
        ) from error


def _refuse_other_archives(path: str, content: bytes) -> None:
    hint = Phrase("save it as .xlsx, or as CSV in UTF-8")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise UnreadableError(Phrase("{path} is cut off or damaged", path=path), hint) from error
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise UnreadableError(Phrase("{path} is an archive, not a workbook", path=path), hint)
    if sum(part.file_size for part in parts) > _LARGEST:
        raise UnreadableError(
            Phrase("{path} can't be read: {reason}", path=path, reason=Phrase("the file is too large"))
        )


def _chosen(path: str, book: Any, wanted: str) -> Any:
    """The sheet that is wanted, else the first with a cell in it."""
    sheets = book.worksheets
    if wanted:
        named = [sheet for sheet in sheets if sheet.title.casefold() == wanted.casefold()]
        if not named:
            message = Phrase("{path} has no sheet “{sheet}”", path=path, sheet=wanted)
            raise UnreadableError(message, Phrase("known: {words}", words=tuple(sheet.title for sheet in sheets)))
        return named[0]
    filled = (sheet for sheet in sheets if any(cell.value is not None for row in sheet.iter_rows() for cell in row))
    found = next(filled, None)
    if found is None:
        raise UnreadableError(Phrase("{path} is empty", path=path))
    return found


def _rows(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows(max_col=_MOST_COLUMNS):
        yield [_text(cell) for cell in row]


def _text(cell: Any) -> str:
    """A cell's content as its reader sees the content, but with all the digits that are kept."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.datetime | dt.date):
        return value.strftime(_date_form(cell.number_format or ""))
    return _number(value, cell.number_format or "") if isinstance(value, int | float) else str(value)


def _date_form(shown_as: str) -> str:
    """As many parts of a date as its cell shows: a year is kept as its first day, and so is a month."""
    letters = _QUOTED.sub("", shown_as).casefold()
    if "d" in letters:
        return "%Y-%m-%d"
    return "%Y-%m" if "m" in letters else "%Y"


def _number(value: float, shown_as: str) -> str:
    """A number with the digits that the workbook keeps, or with those that are shown where the number has more than
    figures can have, as quotients do. A share that is shown in per cent is one in per cent.
    """
    form = _SHOWN_DECIMALS.fullmatch(shown_as.partition(";")[0])
    percent = "%" if form and form["percent"] else ""
    number = (Decimal(f"{value:.{_SIGNIFICANT}g}") * (100 if percent else 1)).normalize()
    decimals = len(form["decimals"] or "") if form else 0
    if form and (not has_few_digits(number) or -int(number.as_tuple().exponent) < decimals):
        number = number.quantize(Decimal(1).scaleb(-decimals))
    return f"{number:f}{percent}"
