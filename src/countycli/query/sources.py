"""The documents that the figures come from, or everything that was taken from one document."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from countycli.errors import Candidate, NotFoundError
from countycli.model.naming import name_key
from countycli.model.reports import Headline
from countycli.names.scopes import notes_on, scope_asked_for
from countycli.phrases import Phrase
from countycli.query import EVERYTHING, Extent
from countycli.query.figures import after, breaks_of_units
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.records import Document, Figure, Initiative, Metric, Place
    from countycli.model.reports import DataInfo, Note, Scope


class SourceRow(NamedTuple):
    document: Document
    observations: int
    targets: int
    initiatives: int


class SourcesReport(NamedTuple):
    """All documents or, with `detail`, one document and everything that was taken from it: all observations, or the
    first ones where not all are asked for. An observation is `disputed` where another document contradicts the
    observation; the figures of other documents are not listed.
    """

    scope: Scope | None
    rows: tuple[SourceRow, ...]
    detail: Document | None
    observations: tuple[Headline, ...]
    targets: tuple[Figure, ...]
    initiatives: tuple[Initiative, ...]
    places: dict[str, Place]
    metrics: dict[str, Metric]
    documents: dict[str, Document]
    info: DataInfo
    notes: tuple[Note, ...]


class SourcesRequest(NamedTuple):
    """The documents that tell of a scope, or everything that was taken from the document with an id."""

    document: str | None = None
    scope: Sequence[str] | None = None  # one name or several
    extent: Extent = EVERYTHING


def sources(index: Index, request: SourcesRequest) -> SourcesReport:
    """Raises NotFoundError for an unknown id, and where no document tells of the scope."""
    identifier, asked, extent = request
    if identifier is None:
        return _listed(index, scope_asked_for(index, asked))
    detail = document_named(index, identifier)
    metrics = index.metrics.by_id()
    positions = {metric: position for position, metric in enumerate(metrics)}

    def order(figure: Figure) -> tuple[str, int, int]:
        return figure.county, positions[figure.metric], -figure.period.end

    told = index.documents.places_told_of(identifier)
    counties = _first(told, extent.figures)
    found = index.figures.observations_from(identifier, counties)
    printed = sorted((figure for figure in found if not figure.derived), key=order)
    targets = sorted(index.figures.targets(source=identifier), key=order)
    initiatives = index.documents.initiatives(source=identifier)
    observations = printed[: extent.figures]
    return SourcesReport(
        scope=None,
        rows=(SourceRow(detail, sum(told.values()), len(targets), len(initiatives)),),
        detail=detail,
        observations=_marked(index, identifier, observations, counties),
        targets=tuple(targets),
        initiatives=tuple(initiatives),
        places=index.places.by_code(
            [figure.county for figure in observations + targets] + [programme.county for programme in initiatives]
        ),
        metrics=metrics,
        documents={detail.id: detail},
        info=index.info(),
        notes=(),
    )


def document_named(index: Index, identifier: str) -> Document:
    """The document with an id. Raises NotFoundError, with documents of similar titles, where there is none."""
    document = index.documents.find(identifier)
    if document is None:
        raise _no_document(index, identifier)
    return document


def _first(told: dict[str, int], most: int | None) -> Collection[str] | None:
    """The first places that have `most` figures together, so that the first page of a yearbook needs no other place's;
    None stands for all.
    """
    if most is None:
        return None
    before = accumulate(told.values(), initial=0)
    return [code for code, figures in zip(told, before, strict=False) if figures < most]


def _marked(index: Index, source: str, figures: list[Figure], counties: Collection[str] | None) -> tuple[Headline, ...]:
    """Figures of some counties with their marks: whether another document contradicts them, and the later changes of
    territory.
    """
    disputed = set(index.figures.observations_from(source, counties, disputed=True))
    breaks = breaks_of_units(index, (figure.county for figure in figures))
    return tuple(Headline(figure, (), figure in disputed, after(figure, breaks[figure.county])) for figure in figures)


def _listed(index: Index, scope: Scope | None) -> SourcesReport:
    documents = index.documents.by_id()
    yields = index.documents.yields()
    rows = [SourceRow(document, *counts) for document, counts in zip(documents.values(), yields, strict=True)]
    if scope is not None:
        told = index.documents.telling_of(scope.codes)
        rows = [row for row in rows if row.document.id in told]
    if not rows:
        raise NotFoundError(Phrase("No document tells of this scope"), Phrase("`countycli sources` lists all"))
    return SourcesReport(scope, tuple(rows), None, (), (), (), {}, {}, documents, index.info(), notes_on(scope))


def _no_document(index: Index, identifier: str) -> NotFoundError:
    key = name_key(identifier)
    found = {hit.ref for hit in index.names.search([key]) if hit.kind == "document"} if key else set()
    known = tuple(Candidate(key, document.title) for key, document in index.documents.by_id(found).items())
    hint = Phrase("`countycli sources` lists the ids")
    return NotFoundError(Phrase("No document “{id}”", id=identifier), hint, known)
