"""The documents, or everything that one of them yielded."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from countycli.errors import Candidate, NotFoundError, Phrase
from countycli.model.naming import name_key

if TYPE_CHECKING:
    from countycli.dataset.index import Index
    from countycli.model.records import Document, Figure, Initiative, Metric, Place
    from countycli.model.reports import Note


class SourceRow(NamedTuple):
    document: Document
    observations: int
    targets: int
    initiatives: int


class SourcesReport(NamedTuple):
    """All documents; with `detail`, one of them and everything that it yielded."""

    rows: tuple[SourceRow, ...]
    detail: Document | None
    observations: tuple[Figure, ...]
    targets: tuple[Figure, ...]
    initiatives: tuple[Initiative, ...]
    places: dict[str, Place]
    metrics: dict[str, Metric]
    documents: dict[str, Document]
    notes: tuple[Note, ...]


def sources(index: Index, identifier: str | None) -> SourcesReport:
    """All documents, or everything that one of them yielded. Raises NotFoundError for an unknown id."""
    detail = index.document(identifier) if identifier is not None else None
    if identifier is not None and detail is None:
        raise _no_document(index, identifier)
    observations = index.observations(source=identifier)
    targets = index.targets(source=identifier)
    initiatives = index.initiatives(source=identifier)
    counts = [Counter(record.source for record in part) for part in (observations, targets, initiatives)]
    documents = {detail.id: detail} if detail else index.documents()
    positions = {metric: position for position, metric in enumerate(index.metrics())}

    def order(figure: Figure) -> tuple[str, int, int]:
        return figure.county, positions[figure.metric], -figure.period.end

    return SourcesReport(
        rows=tuple(SourceRow(document, *(count[key] for count in counts)) for key, document in documents.items()),
        detail=detail,
        observations=tuple(sorted(observations, key=order)) if detail else (),
        targets=tuple(sorted(targets, key=order)) if detail else (),
        initiatives=tuple(initiatives) if detail else (),
        places=index.places([it.county for it in observations + targets] + [it.county for it in initiatives]),
        metrics=index.metrics(),
        documents=documents,
        notes=(),
    )


def _no_document(index: Index, identifier: str) -> NotFoundError:
    key = name_key(identifier)
    found = {it.ref for it in index.search([key]) if it.kind == "document"} if key else set()
    known = tuple(Candidate(key, document.title) for key, document in index.documents(found).items())
    hint = Phrase("`countycli sources` lists the ids")
    return NotFoundError(Phrase("No document “{id}”", id=identifier), hint, known)
