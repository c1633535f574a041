"""`data draft`: what can be read out of a document, as a draft for the dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting.compose import Reading
from countycli.drafting.head import Given
from countycli.drafting.toml import Names
from countycli.model.reports import NO_DOCUMENTS
from countycli.names.resolve import resolve_place
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from countycli.drafting.findings import Findings
    from countycli.drafting.reading.article import Article
    from countycli.index.ask.index import Index
    from countycli.model.records import Document
    from countycli.model.reports import DataInfo, Note


class DraftRequest(NamedTuple):
    """A document's text. What is `given` of the document, and the `county` that it is about, are not looked for in its
    text. `origin` names the files that it came from.
    """

    article: Article
    origin: str
    county: str = ""
    given: Given = Given()


class DraftReport(NamedTuple):
    """What was found, and what places and indicators are called."""

    request: DraftRequest
    findings: Findings
    names: Names
    info: DataInfo
    notes: tuple[Note, ...] = ()
    documents: Mapping[str, Document] = NO_DOCUMENTS


def draft(index: Index, request: DraftRequest) -> DraftReport:
    """Raises NotFoundError and AmbiguousError for the county."""
    match = resolve_place(index, request.county) if request.county else None
    reading = Reading(index, match.place if match else None, request.given)
    findings = reading.read(request.article.paragraphs, request.article.title)
    names = Names(reading.places, reading.measures.metrics)
    return DraftReport(request, findings, names, index.info(), match.notes if match else ())
