"""Lists of what the book knows: counties, metrics, groups, sources, and the dataset itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.errors import Candidate, NotFoundError, Phrase
from countycli.model.naming import name_key
from countycli.model.reports import (
    CountiesReport,
    CountyRow,
    DataReport,
    GroupsReport,
    Membership,
    MetricsReport,
    SourceRow,
    SourcesReport,
)
from countycli.names.resolve import resolve_group, resolve_metric, resolve_scope
from countycli.query.show import memberships

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.dataset.index import Index
    from countycli.model.records import Figure, Group, Member, Place


def counties(index: Index, words: tuple[str, ...], scope_name: str | None) -> CountiesReport:
    """Today's counties of a scope whose names hold every word. Raises NotFoundError where none does."""
    scope = resolve_scope(index, scope_name)
    places = list(scope.counties)
    if words:
        found = {
            it.ref for it in index.search([name_key(word) for word in words if name_key(word)]) if it.kind == "place"
        }
        places = [place for place in places if place.code in found]
    if not places:
        hint = Phrase("`countycli search` looks further")
        raise NotFoundError(Phrase("No county fits “{words}”", words=" ".join(words)), hint)
    figures = Counter(figure.county for figure in index.observations())
    return CountiesReport(
        scope=scope,
        words=words,
        rows=tuple(CountyRow(place, memberships(index, place.code), figures[place.code]) for place in places),
        parents=_parents(index, places),
        notes=scope.notes,
    )


def metrics(index: Index, name: str | None) -> MetricsReport:
    """All metrics, or the one named with its coverage."""
    detail = resolve_metric(index, name) if name is not None else None
    counts = Counter(figure.metric for figure in index.observations())
    listed = [detail] if detail else list(index.metrics().values())
    return MetricsReport(
        rows=tuple((metric, counts[metric.id]) for metric in listed),
        topics=tuple(index.topics()),
        detail=detail,
        coverage=tuple(index.coverage(detail.id)) if detail else (),
        notes=(),
    )


def groups(index: Index, name: str | None) -> GroupsReport:
    """All groups, or the one named with its members. Raises NotFoundError for an unknown name."""
    detail = resolve_group(index, name) if name is not None else None
    if name is not None and detail is None:
        known = tuple(Candidate(group.id, group.name) for group in index.groups())
        raise NotFoundError(Phrase("No group named “{text}”", text=name), None, known)
    listed = [detail] if detail else index.groups()
    rows = tuple((group, len(last_members(index, group))) for group in listed)
    members = _members(index, detail) if detail else ()
    return GroupsReport(rows, detail, members, _parents(index, (place for place, _ in members)), ())


def last_members(index: Index, group: Group) -> list[Member]:
    """The members of a group in its last state."""
    return [it for it in index.members(group.id) if it.valid_to is None or it.valid_to == group.valid_to]


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


def data_info(index: Index, root: str, path: str | None) -> DataReport:
    return DataReport(index.counts(), tuple(index.categories()), root, path, ())


def _members(index: Index, group: Group) -> tuple[tuple[Place, Membership], ...]:
    members = {it.county: it for it in index.members(group.id)}
    places = index.places(members)
    return tuple(
        (places[code], Membership(group, it.valid_from or group.valid_from, it.valid_to or group.valid_to))
        for code, it in members.items()
    )


def _parents(index: Index, places: Iterable[Place]) -> dict[str, Place]:
    return index.places(code for place in places for code in (place.province, place.prefecture) if code)


def _no_document(index: Index, identifier: str) -> NotFoundError:
    key = name_key(identifier)
    found = {it.ref for it in index.search([key]) if it.kind == "document"} if key else set()
    known = tuple(Candidate(key, document.title) for key, document in index.documents(found).items())
    hint = Phrase("`countycli sources` lists the ids")
    return NotFoundError(Phrase("No document “{id}”", id=identifier), hint, known)
