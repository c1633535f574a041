"""Places side by side, each metric in one common period or in each place's latest one."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from countycli.errors import Candidate, NotFoundError
from countycli.model.period import latest_first
from countycli.names.defined import find_metrics, is_metric
from countycli.names.resolve import is_name
from countycli.phrases import Phrase
from countycli.query import EVERYTHING, Extent
from countycli.query.common_periods import (
    STANDING,
    Periods,
    Sides,
    common_period,
    grade,
    latest_period,
    sharing,
)
from countycli.query.figures import FINAL, Benchmark, benchmarks, cells_of, registered_told, standards_of
from countycli.query.foremost import best_of, foremost, leading
from countycli.query.party import Party, party_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Document, Key, Metric, Place, Topic
    from countycli.model.reports import DataInfo, Headline, Note, Scope
    from countycli.query.figures import Cells, Standards


_MOST_TOLD = 2  # places of which an error tells what the book has of them

# By metric and place, the periods for which the place has a figure of the metric.
_Held = dict[str, dict[str, Periods]]
# What a row is of; None stands for the latest period of each place.
_Key = tuple["Metric", "Period | None"]


class CompareRow(NamedTuple):
    """One metric for all places. `period` is None where each place's figure is of the place's own latest period.
    `cells` follow the report's places, `benchmarks` the report's regions; `beside` compares the figure of each place
    with the figures of the regions around the place.
    """

    metric: Metric
    period: Period | None
    cells: tuple[Headline | None, ...]
    benchmarks: tuple[Headline | None, ...]
    beside: tuple[tuple[Benchmark, ...], ...]
    best: tuple[int, ...]  # the positions of the best of `cells`; none where they can't be compared


class _Known(NamedTuple):
    """The headlines of places and regions, and the figures of regions that places are compared with."""

    cells: Cells
    standards: Standards


class _Choice(NamedTuple):
    """Which rows there are: all (`keys`), those that are shown (`kept`), and the `leading` metrics of a page. `single`
    are metrics that no two places share a period of; `main` tells that only main metrics were looked at.
    """

    held: _Held
    keys: list[_Key]
    kept: list[_Key]
    leading: tuple[str, ...]
    single: tuple[Metric, ...]
    main: bool


class CompareReport(NamedTuple):
    """`places` are first the places that were `named`, in that order, and then the other counties of the scope."""

    places: tuple[Place, ...]
    named: tuple[Place, ...]
    scope: Scope | None
    further: int  # how many more counties of the scope are left out
    regions: tuple[Place, ...]
    rows: tuple[CompareRow, ...]
    single: tuple[Metric, ...]  # metrics that no two of the places share a period of
    main: bool  # only main metrics were looked at
    leading: tuple[str, ...]  # the ids of the metrics that a page begins with; none where the reader chose metrics
    more: int  # further metrics and periods that are left out
    topics: dict[str, Topic]
    # The periods for which a place has a metric, where some row of the metric has no figure of the place.
    elsewhere: tuple[tuple[Place, Metric, tuple[Period, ...]], ...]
    asked_topics: tuple[str, ...]  # the ids of the topics asked for
    periods: tuple[Period, ...]  # as asked for
    latest: bool
    documents: dict[str, Document]
    info: DataInfo
    notes: tuple[Note, ...]


class CompareRequest(NamedTuple):
    """Places that are named, the counties of a scope, or named places beside the counties of a scope. Names among
    `places` that no place has may be indicators.
    """

    places: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    scope: Sequence[str] | None = None  # one name or several
    latest: bool = False
    kinds: tuple[str, ...] = ()  # only counties of these kinds belong to the scope
    extent: Extent = EVERYTHING
    topics: tuple[str, ...] = ()


def compare(index: Index, request: CompareRequest) -> CompareReport:
    """Set places side by side, for the metrics that are asked for or else for all metrics that at least two of the
    places have for the same period. Where no period is asked for, `common_period` chooses one for each metric.

    Raises UsageError for fewer than two places, NotFoundError where the places have nothing to compare.
    """
    party, request = _party(index, request)
    asked, told = find_metrics(index, request.metrics)
    notes = (*party.notes, *told)
    topics = {topic.id: topic for topic in index.metrics.topics()}
    wanted = _topics(topics, request.topics)
    choice = _choice(index, party, request, asked, wanted)
    if not choice.keys:
        error = _nothing(index, party, asked, request.periods, choice.held)
        raise error.telling(note.text for note in notes)
    held = _held_latest(index, party, choice.kept) if request.latest else choice.held
    shown = _shown(index, party, request.extent.counties)
    regions, rows = _without_empty(party.regions, _rows(index, shown, party.regions, choice.kept, held))
    return CompareReport(
        places=shown,
        named=party.named,
        scope=party.scope,
        further=len(party.named) + len(party.others) - len(shown),
        regions=regions,
        rows=tuple(rows),
        single=choice.single,
        main=choice.main,
        leading=choice.leading,
        more=len(choice.keys) - len(choice.kept),
        topics=topics,
        asked_topics=tuple(topic for topic in topics if topic in wanted),
        elsewhere=tuple(_elsewhere(held, shown, rows)),
        periods=request.periods,
        latest=request.latest,
        documents=index.documents.by_id(_sources(rows)),
        info=index.info(),
        notes=(*notes, *registered_told(row.metric for row in rows), *_vintages((*shown, *regions), rows)),
    )


def _party(index: Index, request: CompareRequest) -> tuple[Party, CompareRequest]:
    """The places, and the request with the indicators among its names behind those that were named as such."""
    try:
        return party_of(index, request.places, request.scope, request.kinds, request.periods), request
    except NotFoundError:
        metrics = [name for name in request.places if is_metric(index, name) and not is_name(index, name)]
        if not metrics:
            raise
    places = tuple(name for name in request.places if name not in metrics)
    request = request._replace(places=places, metrics=(*request.metrics, *metrics))
    return party_of(index, places, request.scope, request.kinds, request.periods), request


def _sources(rows: Iterable[CompareRow]) -> set[str]:
    shown = (headline for row in rows for headline in (*row.cells, *row.benchmarks) if headline)
    return {source for headline in shown for source in headline.sources}


def _shown(index: Index, party: Party, most: int | None) -> tuple[Place, ...]:
    room = None if most is None else max(most - len(party.named), 0)
    return (*party.named, *index.places.by_code(party.others[:room]).values())


# Which metrics, for which periods


def _topics(known: dict[str, Topic], names: Sequence[str]) -> frozenset[str]:
    """The ids of the topics that were named. Raises NotFoundError for a name of no topic."""
    if not names:
        return frozenset()
    from countycli.query.narrowing import topic_named

    return frozenset(topic_named(known.values(), name).id for name in names)


def _choice(
    index: Index, party: Party, request: CompareRequest, asked: list[Metric], topics: Collection[str]
) -> _Choice:
    """The rows that a request asks for: of the metrics `asked` for by name or by topic, else of all."""
    is_narrow = bool(asked or topics)
    main = not is_narrow and party.scope is not None and request.extent.main
    held = _held(index, party.codes, index.metrics.main() if main else asked)
    chosen = _chosen(index, party, held, request, asked)
    if topics:
        chosen = {metric: periods for metric, periods in chosen.items() if metric.topic in topics}
    keys = [(metric, period) for metric, periods in chosen.items() for period in periods]
    first = () if is_narrow else leading(dict(keys))
    kept = foremost(keys, None if is_narrow else request.extent.indicators, first)
    return _Choice(held, keys, kept, first, tuple(metric for metric, periods in chosen.items() if not periods), main)


def _held_latest(index: Index, party: Party, kept: Iterable[_Key]) -> _Held:
    """Which periods places and regions have the shown metrics for, of which each shows the latest."""
    codes = [*party.codes, *(region.code for region in party.regions)]
    return _held(index, codes, dict(kept))


def _held(index: Index, codes: Iterable[str], wanted: Iterable[Metric]) -> _Held:
    """Which periods places have the `wanted` metrics for, or all metrics where none is given. Figures of former units
    that a place continues count as the place's.
    """
    held: _Held = {}
    owners: dict[str, list[str]] = {}
    for code, parts in index.places.parts(codes).items():
        for part in parts:
            owners.setdefault(part, []).append(code)
    names: list[str | None] = [metric.id for metric in wanted] or [None]
    for holding in chain.from_iterable(index.holdings.of(owners, name) for name in names):
        if holding.whole:
            by_place = held.setdefault(holding.metric, {})
            for code in owners[holding.code]:
                periods = by_place.setdefault(code, {})
                periods[holding.period] = max(grade(holding), periods.get(holding.period, STANDING))
    return held


def _chosen(
    index: Index, party: Party, held: _Held, request: CompareRequest, asked: Sequence[Metric]
) -> dict[Metric, list[Period | None]]:
    """By metric, the periods to show; None stands for the latest period of each place. A metric that wasn't asked for
    is shown only where two of the places have figures, one of them a named place.
    """
    wanted = dict.fromkeys(asked or index.metrics.by_id(held).values())
    whens: list[Period | None] = [None] if request.latest else [*dict.fromkeys(request.periods)]
    common = {} if whens else _common(party, held)
    return {
        metric: [
            when
            for when in common.get(metric.id, whens)
            if _suffices(party.sides, held.get(metric.id, {}), when, asked=bool(asked))
        ]
        for metric in wanted
    }


def _common(party: Party, held: _Held) -> dict[str, list[Period | None]]:
    """By metric, the one period that suits the places best."""
    common = {metric: common_period(party.sides, periods) for metric, periods in held.items()}
    return {metric: [when] for metric, when in common.items() if when}


def _suffices(sides: Sides, held: dict[str, Periods], when: Period | None, *, asked: bool) -> bool:
    if asked:
        return any(periods and (when is None or when in periods) for periods in held.values())
    named = sharing(sides.named, held, when)
    return named + sharing(sides.others, held, when) > 1 and (named > 0 or not sides.named)


# The rows


def _rows(
    index: Index,
    places: Sequence[Place],
    regions: Sequence[Place],
    keys: Sequence[_Key],
    held: _Held,
) -> list[CompareRow]:
    whose = (*places, *regions)
    wanted = {(metric.id, when) for metric, period in keys for when in _whens(held[metric.id], whose, period) if when}
    known = _known(index, places, regions, wanted)
    return [_row(known, places, regions, (metric, period), held[metric.id]) for metric, period in keys]


def _whens(held: dict[str, Periods], places: Iterable[Place], period: Period | None) -> list[Period | None]:
    """For each place the period of the figure to show: the common `period` or, without one, the place's latest."""
    return [period or latest_period(held.get(place.code, {})) for place in places]


def _known(index: Index, places: Iterable[Place], regions: Iterable[Place], keys: Collection[Key]) -> _Known:
    standards = standards_of(index, [region.code for region in regions], keys)
    return _Known(cells_of(index, [place.code for place in (*places, *regions)], keys), standards)


def _row(
    known: _Known,
    places: Sequence[Place],
    regions: Sequence[Place],
    key: _Key,
    held: dict[str, Periods],
) -> CompareRow:
    metric, period = key

    def values(of: Sequence[Place]) -> tuple[Headline | None, ...]:
        whens = _whens(held, of, period)
        cells = known.cells
        return tuple(
            cells.get((place.code, metric.id, when)) if when else None for place, when in zip(of, whens, strict=True)
        )

    cells = values(places)
    standing_for = (None if cell and cell.figure.doubtful else cell for cell in values(regions))
    beside = tuple(
        benchmarks(cell.figure, metric, _own_regions(place, regions), known.standards) if cell else ()
        for place, cell in zip(places, cells, strict=True)
    )
    return CompareRow(metric, period, cells, tuple(standing_for), beside, best_of(cells, metric))


def _own_regions(place: Place, regions: Iterable[Place]) -> list[Place]:
    return [region for region in regions if region.code in place.above]


def _without_empty(regions: Sequence[Place], rows: Sequence[CompareRow]) -> tuple[tuple[Place, ...], list[CompareRow]]:
    """The regions of which some row has a figure, and the rows with benchmarks of these regions only."""
    kept = [column for column in range(len(regions)) if any(row.benchmarks[column] for row in rows)]
    trimmed = [row._replace(benchmarks=tuple(row.benchmarks[column] for column in kept)) for row in rows]
    return tuple(regions[column] for column in kept), trimmed


def _vintages(places: Sequence[Place], rows: Iterable[CompareRow]) -> tuple[Note, ...]:
    """Notes on revised figures that stand beside figures as first reported, in a row or in the column of a place."""
    whole = [(row.metric, [*zip(places, (*row.cells, *row.benchmarks), strict=True)]) for row in rows]
    found = [(metric, place, headline) for metric, cells in whole for place, headline in cells if headline]
    if not any(headline.figure.status == FINAL for _, _, headline in found):
        return ()
    from countycli.query.vintages import of_table

    return of_table(found)


# What the book has instead of what was asked for


def _elsewhere(
    held: _Held, places: Sequence[Place], rows: Iterable[CompareRow]
) -> Iterator[tuple[Place, Metric, tuple[Period, ...]]]:
    """Where a row has no figure of a place: the place, the metric, and other periods that the place has figures for."""
    shown: dict[Metric, list[CompareRow]] = {}
    for row in rows:
        shown.setdefault(row.metric, []).append(row)
    for metric, of_metric in shown.items():
        for number, place in enumerate(places):
            had = [row.period for row in of_metric if row.cells[number]]
            periods = tuple(period for period in _periods(held, place, metric) if period not in had)
            if len(had) < len(of_metric) and periods:
                yield place, metric, periods


def _periods(held: _Held, place: Place, metric: Metric) -> tuple[Period, ...]:
    """The periods for which a place has a metric, the latest first."""
    return tuple(latest_first(held.get(metric.id, {}).get(place.code, ())))


def _nothing(
    index: Index, party: Party, asked: list[Metric], periods: tuple[Period, ...], held: _Held
) -> NotFoundError:
    """The error where places have nothing to compare. As a way on, the error lists for which periods each place has the
    metrics asked for, tells what else the book has of the places, and where most counties have the metrics.
    """
    names = party.named
    message = Phrase("{names} have no figure of the same metric and period", names=names)
    if periods:
        message = Phrase("{names} have no figures to compare for {period}", names=names, period=periods)
    if party.scope:
        message = Phrase("Counties of {scope} have no figure of the same metric and period", scope=party.scope.title)
    instead = [(place, metric, _periods(held, place, metric)) for metric in asked for place in party.named]
    known = tuple(
        Candidate(place.code, place, Phrase("{metric}: {periods}", metric=metric, periods=held_for))
        for place, metric, held_for in instead
        if held_for
    )
    return NotFoundError(message, _instead(index, party, asked), known)


def _instead(index: Index, party: Party, asked: list[Metric]) -> Phrase:
    from countycli.query.elsewhere import joined, stock_in, told, told_of_place, where_more

    there = [told_of_place(index, place) for place in party.named[:_MOST_TOLD]]
    if party.scope and party.scope.name:
        there.append(told(party.scope.title, stock_in(index, party.scope)))
    return joined(*there, where_more(index, asked))
