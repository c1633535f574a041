"""The rows of the index: what each of its tables is filled with."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any

from countycli.index.make.derive import derive
from countycli.index.make.figures import Numbers, figure_rows, report_rows, settled
from countycli.index.make.search import gram_rows, search_items
from countycli.index.make.summaries import Counties, coverage, headlines_by_period, latest
from countycli.index.schema import (
    CHARACTER_COLUMNS,
    COVERAGE_COLUMNS,
    DETAIL_COLUMNS,
    DOCUMENT_COLUMNS,
    FIGURE_COLUMNS,
    GROUP_COLUMNS,
    INITIATIVE_COLUMNS,
    LATEST_COLUMNS,
    METRIC_COLUMNS,
    PLACE_COLUMNS,
    TILE_COLUMNS,
)
from countycli.model.keys import defined_names, metric_terms, misread_names, place_names
from countycli.model.lineage import breaks, continued

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from countycli.model.records import Character, FormerName, Group, Metric, Place
    from countycli.source.draft import Contents

Row = tuple[Any, ...]


def tables(contents: Contents) -> Iterator[tuple[str, str, Iterable[Row]]]:
    """Each table with its columns and its rows, which are in the order of the primary key. Of tables that tell of
    observations, metric by metric a portion.
    """
    yield from _definitions(contents)
    yield from _places(contents)
    yield from _contents(contents)
    items = list(enumerate(search_items(contents)))
    yield "items", "number, kind, ref, title, text", ((number, *item) for number, item in items)
    yield "grams", "gram, items", gram_rows(items)


def _definitions(contents: Contents) -> Iterator[tuple[str, str, Iterable[Row]]]:
    metrics, places = _metrics(contents), contents.places
    names = [*place_names(places), *defined_names("metric", metrics), *defined_names("group", contents.groups)]
    names += misread_names(places, contents.characters)
    names += metric_terms(metrics, contents.terms)
    yield "meta", "key, value", ((key, str(value)) for key, value in contents.info._asdict().items())
    yield "metrics", "number, " + METRIC_COLUMNS, ((n, *_metric_row(metric)) for n, metric in enumerate(metrics))
    yield "groups", GROUP_COLUMNS, sorted(map(_group_row, contents.groups))
    yield "names", "kind, key, tier, id", sorted(set(names))
    yield "characters", CHARACTER_COLUMNS, sorted(map(_character_row, contents.characters))
    yield "members", "group_id, county, valid_from, valid_to", sorted(contents.members)
    yield "layouts", "region, by_hand", sorted(contents.layouts)
    yield "tiles", TILE_COLUMNS, sorted(contents.tiles)
    units = ((n, *record) for n, record in enumerate(contents.units))
    yield "units", "position, id, name_en, dimension, scale", units
    yield "topics", "position, id, name, name_en", ((n, *record) for n, record in enumerate(contents.topics))
    yield "categories", "position, id, name_en", ((n, *record) for n, record in enumerate(contents.categories))


def _places(contents: Contents) -> Iterator[tuple[str, str, Iterable[Row]]]:
    places = {place.code: place for place in contents.places}
    yield "places", PLACE_COLUMNS, sorted(map(_place_row, places.values()))
    yield "lineage", "heir, part", sorted(_lines(places))
    yield (
        "breaks",
        "code, date, other, change, gain",
        sorted({change[:5] for code in places for change in breaks(code, places)}),
    )


def _contents(contents: Contents) -> Iterator[tuple[str, str, Iterable[Row]]]:
    places = {place.code: place for place in contents.places}
    documents = {document.id: document for document in contents.documents}
    metrics = _metrics(contents)
    observations = settled(contents.observations, places, contents.zones)
    observations += derive(metrics, observations, documents, places)
    numbers = Numbers({metric.id: n for n, metric in enumerate(metrics)}, _document_numbers(contents), {})
    document_rows = ((number, *documents[identifier]) for identifier, number in numbers.documents.items())
    yield "documents", "number, " + DOCUMENT_COLUMNS, document_rows
    counties = Counties(places, _lines(places))
    for rows in figure_rows(observations, documents, numbers):
        periods = headlines_by_period(rows)
        yield "observations", FIGURE_COLUMNS, rows
        yield "coverage", COVERAGE_COLUMNS, sorted(coverage(periods, counties))
        yield "latest", LATEST_COLUMNS, latest(periods)
    yield "reports", "source, county, figures", report_rows(observations, numbers)
    yield "targets", FIGURE_COLUMNS, chain.from_iterable(figure_rows(contents.targets, documents, numbers))
    yield "details", "number, " + DETAIL_COLUMNS, numbers.detail_rows()
    yield (
        "initiatives",
        INITIATIVE_COLUMNS + ", position",
        sorted((*initiative, position) for position, initiative in enumerate(contents.initiatives)),
    )
    yield "gaps", "county, source, note", sorted(contents.gaps)


def _lines(places: Mapping[str, Place]) -> list[tuple[str, str]]:
    """Each heir with each of the former units that went on as the heir."""
    return [(code, part) for code in places for part in continued(code, places)]


def _document_numbers(contents: Contents) -> dict[str, int]:
    """The numbers of documents, by id. Documents with the most figures have the smallest numbers, which SQLite stores
    in less room. The reader's own documents follow the book's, so that these have the same numbers without them.
    """
    counts = Counter(figure.source for figure in contents.observations)
    documents = sorted(contents.documents, key=lambda document: (document.is_own, -counts[document.id], document.id))
    return {document.id: number for number, document in enumerate(documents)}


def _character_row(record: Character) -> Row:
    character, readings, components, corners, strokes, phonetics, twins = record
    return character, ",".join(readings), components, corners, strokes, ",".join(phonetics), twins


def _metrics(contents: Contents) -> list[Metric]:
    """Metrics by topic, and in the order of the file within a topic."""
    topics = [topic.id for topic in contents.topics]
    return sorted(contents.metrics, key=lambda metric: topics.index(metric.topic))


def _place_row(place: Place) -> Row:
    steps = ("\n".join(map(" ".join, items)) for items in (place.predecessors, place.successors))
    names = "\n".join(map(_former_name, place.former_names))
    return (*place[:9], "\n".join(place.aliases), place.valid_from, place.valid_to, *steps, names, *place[-2:])


def _former_name(former: FormerName) -> str:
    return "\t".join(("merged" if part is True else part or "") for part in former)


def _metric_row(metric: Metric) -> Row:
    formula = "\n".join(map(str, metric.formula)) if metric.formula else None
    links = metric.main, "\n".join(metric.related)
    before = *metric[:3], "\n".join(metric.aliases), *metric[4:10], *metric.range, *metric[11:15], formula
    return (*before, *links, *metric[18:])


def _group_row(group: Group) -> Row:
    return (*group[:3], "\n".join(group.aliases), *group[4:])
