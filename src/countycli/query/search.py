"""Counties, metrics, initiatives and documents that hold all the words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from countycli.errors import NotFoundError, Phrase, UsageError
from countycli.model.naming import Tier, name_key
from countycli.names.location import parents_of, where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.dataset.index import Found, Index
    from countycli.model.records import Metric, Place
    from countycli.model.reports import Note


class SearchRow(NamedTuple):
    """A hit: `kind` is figure, county, region, former, metric, initiative or document.

    `ref` is what other commands take: of a figure, county and metric for `why`.
    """

    kind: str
    ref: str
    title: str
    detail: str


class SearchReport(NamedTuple):
    words: tuple[str, ...]
    rows: tuple[SearchRow, ...]
    metrics: dict[str, Metric]  # those among the hits
    notes: tuple[Note, ...]


def search(index: Index, words: Sequence[str]) -> SearchReport:
    """Hits in titles first, then by kind. Raises NotFoundError where nothing holds all the words."""
    keys = [key for key in map(name_key, words) if key]
    if not keys:
        raise UsageError(Phrase("Nothing to search for"), Phrase("give one or more words"))
    figures = _figures(index, keys)
    found = index.search(keys)
    if not found and not figures:
        raise NotFoundError(
            Phrase("Nothing contains “{words}”", words=" ".join(words)), Phrase("try fewer or shorter words")
        )
    found.sort(key=lambda it: not all(key in name_key(it.title) for key in keys))
    hits = (*figures, *_rows(index, found))
    metrics = index.metrics([row.detail for row in figures] + [row.ref for row in hits if row.kind == "metric"])
    return SearchReport(tuple(words), hits, metrics, ())


def _figures(index: Index, keys: list[str]) -> list[SearchRow]:
    """Metrics of a place, where one of the words names a place and the others are found in the metric: 义乌 GDP."""
    for key in keys:
        others = [other for other in keys if other is not key]
        hits = [hit for hit in index.name_hits("place", key) if hit.tier <= Tier.PINYIN] if others else []
        metrics = [it.ref for it in index.search(others) if it.kind == "metric"] if hits else []
        places = index.places(hit.id for hit in hits if hit.tier == hits[0].tier)
        rows = [row for place in places.values() for row in _figures_of(index, place, metrics)]
        if rows:
            return rows
    return []


def _figures_of(index: Index, place: Place, metrics: list[str]) -> list[SearchRow]:
    counts = Counter(it.metric for it in index.observations(county=place.code) if it.metric in metrics)
    return [SearchRow("figure", f"{place.code} {metric}", place.name, metric) for metric in counts]


def _kind_of(place: Place) -> str:
    if place.valid_to is not None:
        return "former"
    return "county" if place.level == "county" else "region"


def _rows(index: Index, found: list[Found]) -> list[SearchRow]:
    places = index.places(it.ref for it in found if it.kind == "place")
    parents = parents_of(index, places.values())
    documents = index.documents(it.ref for it in found if it.kind == "document")
    initiatives = index.initiatives_named(it.ref for it in found if it.kind == "initiative")
    metrics = index.metrics(it.ref for it in found if it.kind == "metric")
    owners = index.places(it.county for it in initiatives.values())
    rows = []
    for kind, ref, title in found:
        if kind == "place":
            rows.append(SearchRow(_kind_of(places[ref]), ref, title, where(places[ref], parents)))
        elif kind == "initiative":
            rows.append(SearchRow(kind, ref, title, owners[initiatives[ref].county].name))
        elif kind == "document":
            rows.append(SearchRow(kind, ref, title, f"{documents[ref].publisher} {documents[ref].published}"))
        else:
            rows.append(SearchRow(kind, ref, title, metrics[ref].unit))
    return rows
