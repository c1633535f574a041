"""The rows of the index: what each of its tables is filled with."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from countycli.index.make.derive import derive
from countycli.index.make.search import grams, search_items
from countycli.index.schema import (
    BOUND_NUMBERS,
    CHARACTER_COLUMNS,
    COMPARABLE,
    DOCUMENT_COLUMNS,
    FIGURE_COLUMNS,
    GROUP_COLUMNS,
    INITIATIVE_COLUMNS,
    METRIC_COLUMNS,
    PLACE_COLUMNS,
    STATUS_NUMBERS,
)
from countycli.model.headlines import differ, headlines
from countycli.model.keys import defined_names, metric_terms, misread_names, place_names
from countycli.model.lineage import breaks, continued
from countycli.model.period import month_number
from countycli.source.draft import data_info

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from countycli.model.period import Period
    from countycli.model.records import Character, Document, Figure, Group, Metric, Place
    from countycli.model.reports import Headline
    from countycli.source.draft import Draft

Row = tuple[Any, ...]


class _Numbers(NamedTuple):
    """The numbers of metrics and documents, by id."""

    metrics: dict[str, int]
    documents: dict[str, int]


def tables(draft: Draft) -> Iterator[tuple[str, str, Iterable[Row]]]:
    """Each table with its columns and rows, these by key."""
    yield from _definitions(draft)
    yield from _places(draft)
    yield from _contents(draft)
    items = list(search_items(draft))
    yield "items", "number, kind, ref, title, text", ((number, *item) for number, item in enumerate(items))
    yield (
        "grams",
        "gram, item",
        sorted((gram, number) for number, item in enumerate(items) for gram in grams(item.text)),
    )


def _definitions(draft: Draft) -> Iterator[tuple[str, str, Iterable[Row]]]:
    metrics, groups = _metrics(draft), [entry.record for entry in draft.groups]
    places = [entry.record for entry in draft.places]
    names = [*place_names(places), *defined_names("metric", metrics), *defined_names("group", groups)]
    names += misread_names(places, (entry.record for entry in draft.characters))
    names += metric_terms(metrics, (entry.record for entry in draft.terms))
    yield "meta", "key, value", ((key, str(value)) for key, value in data_info(draft)._asdict().items())
    yield "metrics", "number, " + METRIC_COLUMNS, ((n, *_metric_row(it)) for n, it in enumerate(metrics))
    yield "groups", GROUP_COLUMNS, sorted(map(_group_row, groups))
    yield "names", "kind, key, tier, id", sorted(set(names))
    yield "characters", CHARACTER_COLUMNS, sorted(_character_row(entry.record) for entry in draft.characters)
    yield "members", "group_id, county, valid_from, valid_to", sorted(entry.record for entry in draft.members)
    yield "units", "id, name_en", sorted(entry.record[:2] for entry in draft.units)
    yield "topics", "position, id, name, name_en", ((n, *entry.record) for n, entry in enumerate(draft.topics))
    yield "categories", "position, id, name_en", ((n, *entry.record) for n, entry in enumerate(draft.categories))


def _places(draft: Draft) -> Iterator[tuple[str, str, Iterable[Row]]]:
    places = {entry.record.code: entry.record for entry in draft.places}
    yield "places", PLACE_COLUMNS, sorted(map(_place_row, places.values()))
    yield "lineage", "heir, part", sorted((code, part) for code in places for part in continued(code, places))
    yield (
        "breaks",
        "code, date, other, change, gain",
        sorted({it[:5] for code in places for it in breaks(code, places)}),
    )


def _contents(draft: Draft) -> Iterator[tuple[str, str, Iterable[Row]]]:
    places = {entry.record.code: entry.record for entry in draft.places}
    documents = _documents(draft)
    metrics = _metrics(draft)
    numbers = _Numbers({it.id: n for n, it in enumerate(metrics)}, {it: n for n, it in enumerate(documents)})
    zoned = _zoned(draft)
    observations = [_settled(entry.record, places[entry.record.county], zoned) for entry in draft.observations]
    observations += derive(metrics, observations, documents, places)
    targets = [entry.record for entry in draft.targets]
    yield "documents", "number, " + DOCUMENT_COLUMNS, ((n, *it) for n, it in enumerate(documents.values()))
    yield "observations", FIGURE_COLUMNS, _figure_rows(observations, documents, numbers)
    yield "reports", "source, county, figures", _report_rows(observations, numbers)
    yield "targets", FIGURE_COLUMNS, _figure_rows(targets, documents, numbers)
    initiatives = [entry.record for entry in draft.initiatives]
    yield (
        "initiatives",
        INITIATIVE_COLUMNS + ", position",
        sorted((*it, position) for position, it in enumerate(initiatives)),
    )
    yield "gaps", "county, source, note", sorted(entry.record for entry in draft.gaps)


def _character_row(it: Character) -> Row:
    return it.character, ",".join(it.readings), it.components, it.corners, it.strokes, ",".join(it.phonetics), it.twins


def _zoned(draft: Draft) -> dict[str, set[tuple[str, Period]]]:
    """By region, the documents and periods for which zones are counted apart from its counties."""
    found: dict[str, set[tuple[str, Period]]] = {}
    for it in (entry.record for entry in draft.zones):
        found.setdefault(it.county, set()).add((it.source, it.period))
    return found


def _settled(it: Figure, place: Place, zoned: Mapping[str, Collection[tuple[str, Period]]]) -> Figure:
    """The figure with what the registry and the rest of its table say of its territory: a unit that ceased within the
    period has the boundaries of before, and zones counted apart may lie in any county of their region.
    """
    if place.level == "county" and (it.source, it.period) in zoned.get(place.prefecture or "", ()):
        it = it._replace(zones_apart=True)
    ceased = place.valid_to
    if ceased is None or it.boundaries is not None or it.restated or month_number(ceased) > it.period.end:
        return it
    return it._replace(boundaries=month_number(ceased) - 1)


def _metrics(draft: Draft) -> list[Metric]:
    """By topic, in the order of the files."""
    topics = [entry.record.id for entry in draft.topics]
    return sorted((entry.record for entry in draft.metrics), key=lambda metric: topics.index(metric.topic))


def _documents(draft: Draft) -> dict[str, Document]:
    """The newest first; the reader's own behind the book's, which have the same numbers with them and without."""
    by_id = sorted((entry.record for entry in draft.documents), key=lambda document: document.id)
    newest_first = sorted(by_id, key=lambda document: document.published or "", reverse=True)
    return {document.id: document for document in sorted(newest_first, key=lambda document: document.is_own)}


def _place_row(place: Place) -> Row:
    names = [(it.name, it.until, "merged" if it.merged else "") for it in place.former_names]
    texts = ("\n".join(map(" ".join, items)) for items in (place.predecessors, place.successors, names))
    return (*place[:9], "\n".join(place.aliases), place.valid_from, place.valid_to, *texts)


def _metric_row(metric: Metric) -> Row:
    formula = "\n".join(map(str, metric.formula)) if metric.formula else None
    links = metric.main, "\n".join(metric.related), metric.revised_with
    return (*metric[:3], "\n".join(metric.aliases), *metric[4:10], *metric.range, *metric[11:15], formula, *links)


def _group_row(group: Group) -> Row:
    return (*group[:3], "\n".join(group.aliases), *group[4:])


def _figure_rows(figures: Iterable[Figure], documents: Mapping[str, Document], numbers: _Numbers) -> Iterator[Row]:
    """Rows in the order of FIGURE_COLUMNS: the unit is the metric's and stored once, there. Those of one metric are
    held at a time: all would take more room than the figures.
    """
    grouped: dict[str, list[Figure]] = {metric: [] for metric in numbers.metrics}
    for it in figures:
        grouped[it.metric].append(it)
    for its in grouped.values():
        yield from sorted(_weighed_rows(headlines(its, documents), numbers))


def _report_rows(figures: Iterable[Figure], numbers: _Numbers) -> list[Row]:
    """A derived figure counts for no document: none prints it."""
    found: Counter[tuple[str, str]] = Counter()
    for it in figures:
        found[it.source, it.county] += not it.derived
    return sorted((numbers.documents[source], int(county), count) for (source, county), count in found.items())


def _weighed_rows(found: Iterable[Headline], numbers: _Numbers) -> Iterator[Row]:
    for chosen in found:
        yield _figure_row(chosen.figure, numbers, headline=True, disputed=chosen.disputed)
        for rival in chosen.rivals:
            yield _figure_row(rival, numbers, headline=False, disputed=differ(chosen.figure, rival))


def _figure_row(it: Figure, numbers: _Numbers, *, headline: bool, disputed: bool) -> Row:
    """Flags as integers: sqlite3 looks for an adapter of each boolean, which takes a third of the time of a row."""
    county, metric, (start, end), value, decimals, _, bound, status, standing, source, at, printed, note, *rest = it
    inferred, scope, restated, derived, boundaries, zones_apart = rest
    return (
        numbers.metrics[metric],
        end,
        start,
        int(county),
        numbers.documents[source],
        scope or "",
        value,
        decimals,
        BOUND_NUMBERS[bound],
        STATUS_NUMBERS[status],
        standing,
        at,
        printed,
        note,
        1 if inferred else 0,
        1 if restated else 0,
        1 if derived else 0,
        boundaries,
        1 if zones_apart else 0,
        _grade(it),
        1 if headline else 0,
        1 if disputed else 0,
    )


def _grade(it: Figure) -> int:
    if it.is_comparable:
        return COMPARABLE
    return 0 if it.value is None else 1
