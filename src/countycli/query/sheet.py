"""`data import`: the figures of a spreadsheet, as a draft for the dataset."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from countycli.drafting.findings import Findings, Head, Left
from countycli.drafting.judge import near_the_book
from countycli.drafting.reading.unreadable import UnreadableError
from countycli.drafting.sheets.columns import Headers
from countycli.drafting.sheets.figures import Crosstab, without_clashes
from countycli.drafting.sheets.headings import HeaderReader
from countycli.drafting.sheets.layout import layouts_of, unread_columns
from countycli.drafting.sheets.remarks import remarks_on
from countycli.drafting.sheets.rows import Default
from countycli.drafting.sheets.sheet import letters
from countycli.drafting.sheets.words import word_key
from countycli.drafting.toml import Names
from countycli.errors import UnknownMetricError
from countycli.model.reports import Note
from countycli.names.resolve import resolve_place
from countycli.names.similar_terms import similar_metrics
from countycli.phrases import Phrase
from countycli.query.draft import DraftReport, beside_the_book, to_decide
from countycli.query.unread import unread_reason
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from countycli.drafting.sheets.layout import Layout
    from countycli.drafting.sheets.sheet import Sheet
    from countycli.index.ask.index import Index
    from countycli.model.period import Period

_KIND = "statistics_release"
_REMARK = "sheet"  # of notes on the sheet itself


class SheetRequest(NamedTuple):
    """A sheet from the file `origin`. `mapping` tells what headers mean; `county` and `period` count where the sheet
    doesn't tell. Of the document only what is given is known, besides the line above the table.
    """

    sheet: Sheet
    origin: str
    mapping: Mapping[str, str] = {}
    county: str = ""
    period: Period | None = None
    title: str = ""
    publisher: str | None = None
    published: str | None = None
    kind: str | None = None
    against: bool = False


def import_sheet(index: Index, request: SheetRequest) -> DraftReport:
    """Raises UnreadableError where the sheet has no header or no figure, and for headers of the mapping that are not in
    the sheet; NotFoundError and AmbiguousError for the county.
    """
    match = resolve_place(index, request.county) if request.county else None
    mapping = {word_key(header): meaning for header, meaning in request.mapping.items()}
    reader = HeaderReader(index, Headers(index), mapping)
    _refuse_unknown(request, reader)
    layouts = layouts_of(request.sheet, reader)
    _refuse_missing(request, layouts)
    if not layouts:
        raise _no_header(request)
    default = Default(match.place.code if match else "", request.period)
    read = [Crosstab(request.sheet, layout, reader, default).read() for layout in layouts]
    once, clashing = without_clashes([figure for found, _ in read for figure in found])
    metrics = reader.headers.measures.metrics
    figures, far = (once, []) if request.against else near_the_book(once, index, metrics)
    unread = tuple(column for layout in layouts for column in unread_columns(layout, reader))
    unknown = [Left(column.text, letters(column.position), unread_reason(column, reader)) for column in unread]
    left = [*(each for _, rest in read for each in rest), *clashing, *far, *unknown]
    findings = Findings(_head(request, layouts[0]), tuple(figures), (), tuple(left))
    names = Names(index.places.by_code({figure.county for figure in figures}), metrics)
    taken = dict.fromkeys(figure.metric for figure in figures)
    remarks = (Note(_REMARK, text) for text in remarks_on(request.sheet, layouts, figures))
    notes = (
        *(match.notes if match else ()),
        *reader.headers.notes_on(taken),
        *to_decide(findings, lambda _: True),
        *remarks,
    )
    report = DraftReport(request.origin, request.county, findings, names, index.info(), notes, unread=unread)
    return beside_the_book(index, report, reader.headers.measures) if request.against else report


def _head(request: SheetRequest, layout: Layout) -> Head:
    title = request.title or layout.title or PurePath(request.origin).stem
    return Head(title, request.publisher, request.published, request.kind or _KIND)


def _no_header(request: SheetRequest) -> UnreadableError:
    return UnreadableError(
        Phrase("{path}: no row says what the columns are", path=request.origin),
        Phrase('write names above the columns, or explain them: `--map "HEADER=county"`, `--map "HEADER=gdp (亿元)"`'),
    )


def _refuse_missing(request: SheetRequest, layouts: Sequence[Layout]) -> None:
    """Raises UnreadableError for a header that the reader explains but the sheet hasn't."""
    known = {word_key(cell.text) for row in request.sheet.rows for cell in row.values()}
    known |= {word_key(column.text) for layout in layouts for column in layout.columns.values()}
    for header in request.mapping:
        if word_key(header) not in known:
            message = Phrase("{path} has no header “{header}”", path=request.origin, header=header)
            raise UnreadableError(message, Phrase("write the header as the sheet has it"))


def _refuse_unknown(request: SheetRequest, reader: HeaderReader) -> None:
    """Raises UnknownMetricError for an explanation of a header that means nothing."""
    for meaning in request.mapping.values():
        if not reader.told(meaning):
            raise UnknownMetricError(
                meaning, Phrase("`countycli metrics` lists all"), similar_metrics(reader.book, meaning)
            )
