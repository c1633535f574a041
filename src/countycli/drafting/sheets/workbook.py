"""Workbooks of Excel, WPS and LibreOffice (.xlsx), read by openpyxl."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from countycli.drafting.reading.unreadable import UnreadableError
from countycli.drafting.sheets.sheet import Hidden, kept
from countycli.drafting.sheets.shown import shown
from countycli.drafting.sheets.worksheet import structure_of
from countycli.errors import MissingLibraryError
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from countycli.drafting.sheets.sheet import Cell, Sheet
    from countycli.drafting.sheets.worksheet import Area

_LARGEST = 500_000_000  # bytes of all parts, unpacked: a workbook of 50 MB has less, an archive made as a trap has more
_WIDEST = 200  # columns, or rows, that merged cells stand for; more are a decoration
_OTHER_ARCHIVES = (
    (("EncryptedPackage",), Phrase("an encrypted workbook")),
    (("content.xml", "mimetype"), Phrase("a sheet of LibreOffice (.ods)")),
    (("Index/Document.iwa",), Phrase("a sheet of Numbers")),
    (("word/document.xml",), Phrase("a document of Word")),
    (("xl/workbook.bin",), Phrase("a binary workbook of Excel (.xlsb)")),
)


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
        return _read(path, load_workbook(io.BytesIO(content), read_only=True, data_only=True, rich_text=True), wanted)
    except UnreadableError:
        raise
    except Exception as error:  # what openpyxl raises for a damaged workbook is anything
        raise UnreadableError(
            Phrase("{path} can't be read: {reason}", path=path, reason=Phrase("the workbook is damaged")),
            Phrase("open it in a spreadsheet program and save it again as .xlsx"),
        ) from error


def _read(path: str, book: Any, wanted: str) -> Sheet:
    part = _chosen(path, book, wanted)
    others = tuple(other.title for other in book.worksheets if _is_filled(other) and other is not part)
    with book._archive.open(part._worksheet_path) as xml:  # noqa: SLF001  # openpyxl tells nobody where a sheet's part is
        structure = structure_of(xml)
    sheet = kept(part.title, path, _rows(part, structure.uncalculated))
    return sheet._replace(
        merged=_merged(sheet, structure.merged),
        others=others,
        hidden=Hidden(structure.hidden_rows, structure.hidden_columns, part.sheet_state != "visible"),
    )


def _refuse_other_archives(path: str, content: bytes) -> None:
    hint = Phrase("save it as .xlsx, or as CSV in UTF-8")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise UnreadableError(Phrase("{path} is cut off or damaged", path=path), hint) from error
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        known = (what for signs, what in _OTHER_ARCHIVES if names.issuperset(signs))
        what = next(known, Phrase("an archive"))
        raise UnreadableError(Phrase("{path} is {what}, not a workbook (.xlsx)", path=path, what=what), hint)
    if sum(part.file_size for part in parts) > _LARGEST:
        raise UnreadableError(
            Phrase("{path} can't be read: {reason}", path=path, reason=Phrase("the file is too large"))
        )


def _chosen(path: str, book: Any, wanted: str) -> Any:
    """The sheet that is wanted, else the first with a cell in it; one that is shown, if there is any."""
    sheets = book.worksheets
    if wanted:
        named = [sheet for sheet in sheets if sheet.title.casefold() == wanted.casefold()]
        if not named:
            message = Phrase("{path} has no sheet “{sheet}”", path=path, sheet=wanted)
            raise UnreadableError(message, Phrase("known: {words}", words=tuple(sheet.title for sheet in sheets)))
        return named[0]
    shown_first = sorted(sheets, key=lambda sheet: sheet.sheet_state != "visible")
    found = next(filter(_is_filled, shown_first), None)
    if found is None:
        raise UnreadableError(Phrase("{path} is empty", path=path))
    return found


def _is_filled(sheet: Any) -> bool:
    sheet.reset_dimensions()  # else each row is as wide as the file says, however little is in it
    return any(cell.value is not None for row in sheet.iter_rows() for cell in row)


def _rows(sheet: Any, formulas: Mapping[tuple[int, int], str]) -> Iterator[list[str]]:
    """The rows as texts; a formula that has no value yet stands for itself."""
    without_value: dict[int, dict[int, str]] = {}
    for (row, column), formula in formulas.items():
        without_value.setdefault(row, {})[column] = formula
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts = ["" if cell.value is None else shown(cell.value, cell.number_format or "") for cell in cells]
        for column, formula in sorted(without_value.get(number, {}).items()):
            texts += [""] * (column - len(texts))
            texts[column - 1] = formula
        yield texts


def _merged(sheet: Sheet, areas: tuple[Area, ...]) -> dict[int, dict[int, Cell]]:
    """By row and column, the first cells of the areas to which cells were merged that hold nothing themselves."""
    cells = {cell.row: row for row in sheet.rows for cell in row.values()}
    merged: dict[int, dict[int, Cell]] = {}
    for (top, left), (bottom, right) in areas:
        first = cells.get(top, {}).get(left)
        if first is None or bottom - top > _WIDEST or right - left > _WIDEST:
            continue
        for row in range(top, bottom + 1):
            merged.setdefault(row, {}).update(dict.fromkeys(range(left, right + 1), first))
    for row_cells in cells.values():
        for cell in row_cells.values():
            merged.get(cell.row, {}).pop(cell.column, None)
    return merged
