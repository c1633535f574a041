"""A search for counties, metrics, initiatives and documents whose texts contain all the words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.errors import NotFoundError, UsageError
from countycli.model.naming import Tier, name_key
from countycli.model.reports import NO_DOCUMENTS
from countycli.names.location import parents_of, where
from countycli.names.scopes import notes_on, scope_asked_for
from countycli.phrases import Phrase, Regions
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

    `ref` is what other commands take: of a figure, county and metric for `why`. `access` and `url` are a document's.
    `place` is the place that was found, has the figure or runs the programme; a place that was found lies `within`
    some regions.
    """

    kind: str
    ref: str
    title: str
    detail: str
    access: str | None = None
    url: str | None = None
    place: Place | None = None
    within: Regions | None = None


class Told(NamedTuple):
    """What is told of a hit beside its title: the last fields of `SearchRow`. The `detail` tells hits of the same title
    apart.
    """

    detail: str
    access: str | None = None
    url: str | None = None
    place: Place | None = None
    within: Regions | None = None


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
    """A search for texts that contain all the words. With a scope, only hits that tell of the scope are given, and
    metrics and groups, which tell of no place.
    """

    words: Sequence[str]
    scope: Sequence[str] | None = None  # one name or several
    extent: Extent = EVERYTHING


def search(index: Index, request: SearchRequest) -> SearchReport:
    """The hits, first those with the words in their titles. Raises NotFoundError where nothing contains all words."""
    words, asked, extent = request
    scope = scope_asked_for(index, asked)
    keys = list(dict.fromkeys(filter(None, map(name_key, words))))
    if not keys:
        raise UsageError(Phrase("Nothing to search for"), Phrase("give one or more words"))
    everywhere = index.names.search(keys)
    found, figures = everywhere, _figures(index, keys)
    if scope is not None:
        found = _within(index, everywhere, scope)
        figures = [row for row in figures if row.ref.split(" ")[0] in scope.codes]
    if not found and not figures:
        raise _nothing(index, words, scope, len(everywhere))
    rows, counts = _rows(index, _titles_first(found, keys), extent.hits)
    hits = (*figures[: extent.hits], *rows)
    metrics = [row.detail for row in figures] + [row.ref for row in rows if row.kind == "metric"]
    return SearchReport(
        words=tuple(words),
        scope=scope,
        rows=hits,
        counts={**counts, "figure": len(figures)},
        metrics=index.metrics.by_id(metrics),
        info=index.info(),
        notes=notes_on(scope),
    )


def _titles_first(found: list[Found], keys: list[str]) -> list[Found]:
    """The hits with all the words in their titles before the hits with some of the words in other texts only."""
    return sorted(found, key=lambda hit: not all(key in name_key(hit.title) for key in keys))


def _nothing(index: Index, words: Sequence[str], scope: Scope | None, elsewhere: int) -> NotFoundError:
    """The error where nothing is found, with a way on: how many hits lie outside the scope (`elsewhere`), how many hits
    each of several words has alone, or names that are similar to a single word.
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


def _rows(index: Index, found: list[Found], most: int | None) -> tuple[list[SearchRow], dict[str, int]]:
    """At most `most` hits of each kind, and how many hits of each kind there are."""
    places = index.places.by_code(hit.ref for hit in found if hit.kind == "place")
    counts: Counter[str] = Counter()
    first = []
    for hit in found:
        kind = _kind_of(places[hit.ref]) if hit.kind == "place" else hit.kind
        counts[kind] += 1
        if most is None or counts[kind] <= most:
            first.append((kind, hit))
    told = _told(index, [hit for _, hit in first])
    return [SearchRow(kind, hit.ref, hit.title, *told[hit.kind, hit.ref]) for kind, hit in first], counts


def _within(index: Index, found: list[Found], scope: Scope) -> list[Found]:
    initiatives = index.documents.initiatives_named(hit.ref for hit in found if hit.kind == "initiative")
    documents = index.documents.telling_of(scope.codes)

    def tells(hit: Found) -> bool:
        if hit.kind == "place":
            return hit.ref in scope.codes
        if hit.kind == "initiative":
            return initiatives[hit.ref].county in scope.codes
        return hit.kind in ("metric", "group") or hit.ref in documents

    return [hit for hit in found if tells(hit)]


def _figures(index: Index, keys: list[str]) -> list[SearchRow]:
    """Figures as hits: where one of the words names a place, and the other words are found in a metric of which the
    place has figures: 义乌 GDP.
    """
    for key in keys:
        rows = _figures_named(index, key, [other for other in keys if other is not key])
        if rows:
            return rows
    return []


def _figures_named(index: Index, key: str, others: list[str]) -> list[SearchRow]:
    """The figures of places that `key` names, for the metrics in which all the `others` are found."""
    hits = [hit for hit in index.names.hits("place", key) if hit.tier <= Tier.PINYIN] if others else []
    metrics = [hit.ref for hit in index.names.search(others) if hit.kind == "metric"] if hits else []
    places = index.places.by_code(hit.id for hit in hits if hit.tier == hits[0].tier)
    return [row for place in places.values() for row in _figures_of(index, place, metrics)]


def _figures_of(index: Index, place: Place, metrics: list[str]) -> list[SearchRow]:
    had = dict.fromkeys(holding.metric for holding in index.holdings.of([place.code]) if holding.metric in metrics)
    return [SearchRow("figure", f"{place.code} {metric}", place.name, metric, place=place) for metric in had]


def _kind_of(place: Place) -> str:
    if place.valid_to is not None:
        return "former"
    return "county" if place.level == "county" else "region"


def _told(index: Index, hits: list[Found]) -> dict[tuple[str, str], Told]:
    """By kind and reference, what each hit is told with."""
    refs: dict[str, list[str]] = {}
    for hit in hits:
        refs.setdefault(hit.kind, []).append(hit.ref)
    return {(kind, ref): told for kind in refs for ref, told in _TELL[kind](index, refs[kind]).items()}


def _places(index: Index, refs: Sequence[str]) -> dict[str, Told]:
    places = index.places.by_code(refs)
    parents = parents_of(index, places.values())
    located = {code: where(place, parents) for code, place in places.items()}
    return {code: Told(str(located[code]), place=place, within=located[code]) for code, place in places.items()}


def _initiatives(index: Index, refs: Sequence[str]) -> dict[str, Told]:
    initiatives = index.documents.initiatives_named(refs)
    owners = index.places.by_code(programme.county for programme in initiatives.values())
    return {
        ref: Told(owners[programme.county].name, place=owners[programme.county])
        for ref, programme in initiatives.items()
    }


def _groups(index: Index, refs: Sequence[str]) -> dict[str, Told]:
    return {group.id: Told(group.name_en) for group in index.groups.all() if group.id in refs}


def _metrics(index: Index, refs: Sequence[str]) -> dict[str, Told]:
    return {metric.id: Told(metric.unit) for metric in index.metrics.by_id(refs).values()}


def _documents(index: Index, refs: Sequence[str]) -> dict[str, Told]:
    documents = index.documents.by_id(refs)
    return {ref: Told(_publication(document), document.access, document.url) for ref, document in documents.items()}


def _publication(document: Document) -> str:
    return " ".join(filter(None, (document.publisher, document.published)))


_TELL = {
    "place": _places,
    "initiative": _initiatives,
    "group": _groups,
    "metric": _metrics,
    "document": _documents,
}
