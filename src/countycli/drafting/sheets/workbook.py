"""Workbooks of Excel, WPS and LibreOffice (.xlsx), read by openpyxl."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from countycli.drafting.reading.unreadable import UnreadableError
from countycli.drafting.sheets.sheet import Hidden, kept
from countycli.drafting.sheets.shown import shown
from countycli.drafting.sheets.worksheet import MOST_MERGED, structure_of
from countycli.errors import MissingLibraryError
from countycli.fixity.carriers import seal_of
from countycli.fixity.readers import SEAL_MARK
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from countycli.drafting.sheets.sheet import Cell, Sheet
    from countycli.drafting.sheets.worksheet import Area

_LARGEST = 500_000_000  # bytes of all parts, unpacked: a workbook of 50 MB has less, an archive made as a trap has more
_WIDEST = 200  # columns, or rows, that merged cells stand for; more are a decoration
_MOST_EMPTY = 2_000_000  # cells without content before others of their rows
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
        raise MissingLibraryError("openpyxl", extra="files") from error
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
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # else each row is as wide as the file says, however little is in it
    part = _chosen(path, book, wanted)
    seal = next(filter(_holds_seal, book.worksheets), None)
    others = tuple(other.title for other in book.worksheets if other not in {part, seal} and _is_filled(other))
    with book._archive.open(part._worksheet_path) as xml:  # noqa: SLF001  # openpyxl tells nobody where a sheet's part is
        structure = structure_of(xml)
    filled = kept(part.title, path, _rows(path, part, structure.uncalculated))
    return filled._replace(
        merged=_merged(path, filled, structure.merged),
        others=others,
        hidden=Hidden(structure.hidden_rows, structure.hidden_columns, part.sheet_state != "visible"),
        sealed=_titles(seal) if seal else frozenset(),
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
    return any(cell.value is not None for row in sheet.iter_rows() for cell in row)


def _holds_seal(sheet: Any) -> bool:
    """Whether this is the sheet of a seal, which its first cell tells."""
    return next(sheet.iter_rows(max_row=1, max_col=1, values_only=True), None) == (SEAL_MARK,)


def _titles(sheet: Any) -> frozenset[str]:
    """The titles of the columns that are sealed."""
    texts = (str(text) for (text,) in sheet.iter_rows(min_row=2, max_col=1, values_only=True))
    seal = seal_of("".join(texts))
    return frozenset(seal.layout.titles) if seal and seal.layout else frozenset()


def _rows(path: str, sheet: Any, formulas: Mapping[tuple[int, int], str]) -> Iterator[list[str]]:
    """The rows as texts; a formula that has no value yet stands for itself. Raises UnreadableError where cells far to
    the right make the sheet mostly empty, which would take minutes to read.
    """
    empty = 0
    without_value: dict[int, dict[int, str]] = {}
    for (row, column), formula in formulas.items():
        without_value.setdefault(row, {})[column] = formula
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts = ["" if cell.value is None else shown(cell.value, cell.number_format or "") for cell in cells]
        for column, formula in sorted(without_value.get(number, {}).items()):
            texts += [""] * (column - len(texts))
            texts[column - 1] = formula
        empty += texts.count("")
        if empty > _MOST_EMPTY:
            raise UnreadableError(
                Phrase("{path} can't be read: {reason}", path=path, reason=Phrase("its rows are too wide")),
                Phrase("delete what stands far to the right of the table"),
            )
        yield texts


def _merged(path: str, sheet: Sheet, areas: tuple[Area, ...]) -> dict[int, dict[int, Cell]]:
    """By row and column, the first cells of the areas to which cells were merged that hold nothing themselves."""
    areas = tuple(area for area in areas if _is_of_a_table(area))
    if sum(map(_size, areas)) >= MOST_MERGED:
        raise UnreadableError(
            Phrase("{path} can't be read: {reason}", path=path, reason=Phrase("too many cells are merged")),
            Phrase("copy the table to a new workbook, without its form"),
        )
    cells = {cell.row: row for row in sheet.rows for cell in row.values()}
    merged: dict[int, dict[int, Cell]] = {}
    for (top, left), (bottom, right) in areas:
        first = cells.get(top, {}).get(left)
        if first is None:
            continue
        for row in range(top, bottom + 1):
            merged.setdefault(row, {}).update(dict.fromkeys(range(left, right + 1), first))
    for row_cells in cells.values():
        for cell in row_cells.values():
            merged.get(cell.row, {}).pop(cell.column, None)
    return merged


def _is_of_a_table(area: Area) -> bool:
    """Whether an area is small enough for its first cell to stand for the others."""
    (top, left), (bottom, right) = area
    return bottom - top <= _WIDEST and right - left <= _WIDEST


def _size(area: Area) -> int:
    (top, left), (bottom, right) = area
    return (bottom - top + 1) * (right - left + 1)
