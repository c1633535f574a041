"""The documents behind a figure, or one document, to be cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import NotFoundError
from countycli.model.copies import remark_on_copy
from countycli.model.reports import Note
from countycli.names.resolve import resolve_place
from countycli.phrases import N_, Phrase
from countycli.query.sources import document_named
from countycli.query.why import NEWEST, WhyReport, WhyRequest, why
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Document
    from countycli.model.reports import DataInfo


class CiteRequest(NamedTuple):
    """Asks for the documents behind a figure, that of `subject`, a place, for an indicator and a period (without one
    for the latest); without an indicator for the document whose id `subject` is. `style` names the form of references.
    """

    subject: str
    metric: str = ""
    period: Period | None = None
    style: str = "gbt7714"


class CiteReport(NamedTuple):
    """`figure` tells of the figure that is cited, None where a document is. `cited` are the documents, of a figure that
    was calculated those of both inputs.
    """

    style: str
    figure: WhyReport | None
    cited: tuple[Document, ...]
    documents: dict[str, Document]
    info: DataInfo
    notes: tuple[Note, ...]


def cite(index: Index, request: CiteRequest) -> CiteReport:
    """Raises NotFoundError where there is no such figure or document."""
    if request.metric:
        return _of_figure(index, request)
    try:
        document = document_named(index, request.subject)
    except NotFoundError as error:
        raise _no_document(index, request.subject, error) from error
    return CiteReport(request.style, None, (document,), {document.id: document}, index.info(), _read_in([document]))


def _of_figure(index: Index, request: CiteRequest) -> CiteReport:
    found = why(index, WhyRequest(request.subject, request.metric, request.period))
    headlines = [given.headline for given in found.inputs] or [found.headline]
    sources = dict.fromkeys(headline.figure.source for headline in headlines)
    cited = {source: found.documents[source] for source in sources}
    notes = (
        *(note for note in found.notes if note.kind != NEWEST),
        *_cited(found, request.style),
        *_read_in(cited.values()),
    )
    return CiteReport(request.style, found, tuple(cited.values()), cited, found.info, notes)


def _cited(found: WhyReport, style: str) -> tuple[Note, ...]:
    """Which figure is cited, for a reference doesn't tell, and the newest figure may be of no whole year. The sentence
    of a news report names the figure itself.
    """
    newest = (note.text for note in found.notes if note.kind == NEWEST)
    named = () if style == "news" else (_figure(found),)
    return tuple(Note("cited", text) for text in (*named, *newest))


def _figure(found: WhyReport) -> Phrase:
    figure = found.headline.figure
    which = Phrase("{place}: {metric}, {period}", place=found.place, metric=found.metric, period=figure.period)
    if found.aimed:
        which = Phrase("Target: {text}", text=which)
    return Phrase("{name}: {detail}", name=which, detail=figure)


def _read_in(documents: Iterable[Document]) -> tuple[Note, ...]:
    """Notes on documents that were not read in the original, which whoever cites them must know."""
    remarks = ((document, remark_on_copy(document)) for document in documents)
    return tuple(
        Note("copy", Phrase("{name}: {detail}", name=_titled(document), detail=remark))
        for document, remark in remarks
        if remark
    )


def _titled(document: Document) -> Phrase:
    """The title in quotation marks; what describes a document without a title is no quotation."""
    template = N_("[{title}]") if document.title_is_described else N_("“{title}”")
    return Phrase(template, title=document.title)


def _no_document(index: Index, subject: str, error: NotFoundError) -> NotFoundError:
    """The error to tell: where the subject is a place, the indicator is missing, not a document."""
    try:
        place, _ = resolve_place(index, subject)
    except NotFoundError:
        return error
    message = Phrase("Which figure of {name} is to be cited?", name=place)
    return NotFoundError(message, Phrase("add an indicator: `countycli cite {name} gdp`", name=place.code))
