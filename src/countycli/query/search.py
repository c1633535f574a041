"""Counties, metrics, initiatives and documents that hold all the words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.errors import NotFoundError, UsageError
from countycli.model.naming import Tier, name_key
from countycli.model.reports import NO_DOCUMENTS
from countycli.names.location import parents_of, where
from countycli.names.scopes import resolve_scope
from countycli.phrases import Phrase
from countycli.query import EVERYTHING, Extent
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.answers import Found
    from countycli.model.records import Document, Metric, Place
    from countycli.model.reports import DataInfo, Note, Scope


_FEWER = Phrase("try fewer or shorter words")


class SearchRow(NamedTuple):
    """A hit: `kind` is figure, county, region, former, group, metric, initiative or document.

    `ref` is what other commands take: of a figure, county and metric for `why`.
    """

    kind: str
    ref: str
    title: str
    detail: str


class SearchReport(NamedTuple):
    words: tuple[str, ...]
    scope: Scope | None
    rows: tuple[SearchRow, ...]
    counts: dict[str, int]  # of all hits, by kind
    metrics: dict[str, Metric]  # those among the hits
    info: DataInfo
    notes: tuple[Note, ...]
    documents: Mapping[str, Document] = NO_DOCUMENTS


class SearchRequest(NamedTuple):
    """What holds all the words; with a scope only what tells of it, and metrics."""

    words: Sequence[str]
    scope: Sequence[str] | None = None  # one name or several
    extent: Extent = EVERYTHING


def search(index: Index, request: SearchRequest) -> SearchReport:
    """Hits in titles first. Raises NotFoundError where nothing holds all the words."""
    words, asked, extent = request
    scope = resolve_scope(index, asked) if asked is not None else None
    keys = list(dict.fromkeys(filter(None, map(name_key, words))))
    if not keys:
        raise UsageError(Phrase("Nothing to search for"), Phrase("give one or more words"))
    everywhere = index.names.search(keys)
    figures, found = _figures(index, keys), everywhere
    if scope is not None:
        found = _within(index, found, scope)
        figures = [row for row in figures if row.ref.split(" ")[0] in scope.codes]
    if not found and not figures:
        raise _nothing(index, words, scope, len(everywhere))
    found.sort(key=lambda it: not all(key in name_key(it.title) for key in keys))
    places = index.places.by_code(it.ref for it in found if it.kind == "place")
    first, counts = _first(found, places, extent.rows)
    counts["figure"] = len(figures)
    hits = (*figures[: extent.rows], *_rows(index, first, places))
    metrics = index.metrics.by_id([row.detail for row in figures] + [row.ref for row in hits if row.kind == "metric"])
    return SearchReport(tuple(words), scope, hits, counts, metrics, index.info(), scope.notes if scope else ())


def _nothing(index: Index, words: Sequence[str], scope: Scope | None, elsewhere: int) -> NotFoundError:
    """What lies outside the scope is counted, and what holds one of several words; for a single one, names like it are
    offered.
    """
    text = " ".join(words)
    if scope is not None and elsewhere:
        message = Phrase("Nothing in {scope} contains “{words}”", scope=scope.title, words=text)
        hint = Phrase("`countycli search {words}` finds {count} elsewhere", words=text, count=elsewhere)
        return NotFoundError(message, hint)
    message = Phrase("Nothing contains “{words}”", words=text)
    if len(words) > 1:
        counts = {word: len(index.names.search([name_key(word)])) for word in words}
        alone = tuple(
            Phrase("`countycli search {words}` finds {count}", words=word, count=count)
            for word, count in counts.items()
            if count
        )
        return NotFoundError(message, Phrase("{alone}", alone=alone) if alone else _FEWER)
    from countycli.names.similar_terms import similar_metrics
    from countycli.names.suggest import similar_groups, similar_places

    key = name_key(text)
    alike = (*similar_groups(index, key), *similar_places(index, key), *similar_metrics(index, text))
    return NotFoundError(message, Phrase("did you mean one of these?") if alike else _FEWER, alike)


def _first(found: list[Found], places: dict[str, Place], shown: int | None) -> tuple[list[Found], dict[str, int]]:
    """As many hits of each kind as are to be shown, and how many there are."""
    counts: Counter[str] = Counter()
    first = []
    for it in found:
        kind = _kind_of(places[it.ref]) if it.kind == "place" else it.kind
        counts[kind] += 1
        if shown is None or counts[kind] <= shown:
            first.append(it)
    return first, counts


def _within(index: Index, found: list[Found], scope: Scope) -> list[Found]:
    initiatives = index.documents.initiatives_named(it.ref for it in found if it.kind == "initiative")
    documents = index.documents.telling_of(scope.codes)

    def tells(it: Found) -> bool:
        if it.kind == "place":
            return it.ref in scope.codes
        if it.kind == "initiative":
            return initiatives[it.ref].county in scope.codes
        return it.kind in ("metric", "group") or it.ref in documents

    return [it for it in found if tells(it)]


def _figures(index: Index, keys: list[str]) -> list[SearchRow]:
    """Metrics of a place, where one of the words names a place and the others are found in the metric: 义乌 GDP."""
    for key in keys:
        others = [other for other in keys if other is not key]
        hits = [hit for hit in index.names.hits("place", key) if hit.tier <= Tier.PINYIN] if others else []
        metrics = [it.ref for it in index.names.search(others) if it.kind == "metric"] if hits else []
        places = index.places.by_code(hit.id for hit in hits if hit.tier == hits[0].tier)
        rows = [row for place in places.values() for row in _figures_of(index, place, metrics)]
        if rows:
            return rows
    return []


def _figures_of(index: Index, place: Place, metrics: list[str]) -> list[SearchRow]:
    had = dict.fromkeys(it.metric for it in index.holdings.of([place.code]) if it.metric in metrics)
    return [SearchRow("figure", f"{place.code} {metric}", place.name, metric) for metric in had]


def _kind_of(place: Place) -> str:
    if place.valid_to is not None:
        return "former"
    return "county" if place.level == "county" else "region"


def _rows(index: Index, found: list[Found], places: dict[str, Place]) -> list[SearchRow]:
    parents = parents_of(index, (places[it.ref] for it in found if it.kind == "place"))
    documents = index.documents.by_id(it.ref for it in found if it.kind == "document")
    initiatives = index.documents.initiatives_named(it.ref for it in found if it.kind == "initiative")
    metrics = index.metrics.by_id(it.ref for it in found if it.kind == "metric")
    groups = {group.id: group for group in index.groups.all()} if any(it.kind == "group" for it in found) else {}
    owners = index.places.by_code(it.county for it in initiatives.values())
    rows = []
    for kind, ref, title in found:
        if kind == "place":
            rows.append(SearchRow(_kind_of(places[ref]), ref, title, where(places[ref], parents)))
        elif kind == "initiative":
            rows.append(SearchRow(kind, ref, title, owners[initiatives[ref].county].name))
        elif kind == "group":
            rows.append(SearchRow(kind, ref, title, groups[ref].name_en))
        elif kind == "document":
            rows.append(
                SearchRow(
                    kind, ref, title, " ".join(filter(None, (documents[ref].publisher, documents[ref].published)))
                )
            )
        else:
            rows.append(SearchRow(kind, ref, title, metrics[ref].unit))
    return rows
