"""Places side by side, each metric in one common period."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from countycli.errors import Candidate, NotFoundError, Phrase, UsageError
from countycli.names.defined import resolve_metric
from countycli.names.resolve import resolve_place
from countycli.query.figures import Benchmark, benchmarks, cells_of, holdings_of, standards_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from countycli.dataset.figure_index import Key
    from countycli.dataset.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Document, Metric, Place
    from countycli.model.reports import Headline, Note
    from countycli.query.figures import Cells, Standards


class CompareRow(NamedTuple):
    """A metric in one period; `cells` follow the report's places, `benchmarks` its regions. `beside` sets each place's
    figure beside those of the regions that it lies in.
    """

    metric: Metric
    period: Period
    cells: tuple[Headline | None, ...]
    benchmarks: tuple[Headline | None, ...]
    beside: tuple[tuple[Benchmark, ...], ...]


# By place and metric, the periods that there is a figure for, and whether it has a value.
_Held = dict[tuple[str, str], dict["Period", bool]]


class _Known(NamedTuple):
    """The headlines of places and regions, and what the regions have for places to be held against."""

    cells: Cells
    standards: Standards


class CompareReport(NamedTuple):
    places: tuple[Place, ...]
    regions: tuple[Place, ...]
    rows: tuple[CompareRow, ...]
    single: tuple[Metric, ...]  # metrics that no two of the places share a period of
    # What periods a place has, where a row lacks its figure.
    elsewhere: tuple[tuple[Place, Metric, tuple[Period, ...]], ...]
    period: Period | None  # as asked for
    documents: dict[str, Document]
    notes: tuple[Note, ...]


class CompareRequest(NamedTuple):
    places: tuple[str, ...]
    metrics: tuple[str, ...] = ()
    period: Period | None = None


def compare(index: Index, request: CompareRequest) -> CompareReport:
    """Without metrics asked for, all that at least two of the places have for the same period.

    Raises UsageError for fewer than two places, NotFoundError where they have nothing to compare.
    """
    places, notes = _places(index, request.places, request.period)
    if len(places) < 2:
        raise UsageError(Phrase("A comparison needs two places or more"), Phrase("`countycli show` tells about one"))
    regions = _regions(index, places)
    asked = [resolve_metric(index, name) for name in request.metrics]
    held = _held(index, places, asked)
    metrics = asked or list(index.metrics(metric for _, metric in held).values())
    chosen: dict[Metric, Period] = {}
    single: list[Metric] = []
    for metric in dict.fromkeys(metrics):
        period = _common_period(held, places, metric, request.period)
        if period is None or (not asked and _count(held, places, metric, period) < 2):
            single.append(metric)
        else:
            chosen[metric] = period
    if not chosen:
        raise _nothing(places, asked, request.period, held)
    known = _known(index, places, regions, [(metric.id, period) for metric, period in chosen.items()])
    rows = [_row(known, places, regions, metric, period) for metric, period in chosen.items()]
    regions, rows = _without_empty(regions, rows)
    sources = {source for row in rows for it in (*row.cells, *row.benchmarks) if it for source in it.sources}
    return CompareReport(
        places=places,
        regions=regions,
        rows=tuple(rows),
        single=tuple(single),
        elsewhere=tuple(_elsewhere(held, places, rows)),
        period=request.period,
        documents=index.documents(sources),
        notes=notes,
    )


def _places(index: Index, names: Sequence[str], period: Period | None) -> tuple[tuple[Place, ...], tuple[Note, ...]]:
    matches = [resolve_place(index, name, periods=[period] if period else []) for name in names]
    places = {match.place.code: match.place for match in matches}
    return tuple(places.values()), tuple(note for match in matches for note in match.notes)


def _regions(index: Index, places: Iterable[Place]) -> tuple[Place, ...]:
    """The prefectures and provinces that the places lie in, as benchmarks."""
    codes = [place.prefecture for place in places] + [place.province for place in places]
    own = {place.code for place in places}
    return tuple(place for code, place in index.places(filter(None, codes)).items() if code not in own)


def _held(index: Index, places: Sequence[Place], asked: Iterable[Metric]) -> _Held:
    """What the places have of the metrics asked for, of all where none is."""
    held: _Held = {}
    codes = [place.code for place in places]
    names: list[str | None] = [metric.id for metric in asked] or [None]
    for it in chain.from_iterable(holdings_of(index, codes, name) for name in names):
        if it.whole:
            periods = held.setdefault((it.code, it.metric), {})
            periods[it.period] = it.valued or periods.get(it.period, False)
    return held


def _known(index: Index, places: Iterable[Place], regions: Iterable[Place], keys: Collection[Key]) -> _Known:
    standards = standards_of(index, [region.code for region in regions], keys)
    return _Known(cells_of(index, [place.code for place in (*places, *regions)], keys), standards)


def _common_period(held: _Held, places: Sequence[Place], metric: Metric, period: Period | None) -> Period | None:
    """The period that most of the places have a figure for, the latest among equals; `period` where given."""
    periods = {when for place in places for when in held.get((place.code, metric.id), ())}
    if period is not None:
        return period if period in periods else None
    return max(periods, key=lambda when: (_count(held, places, metric, when), when.recency), default=None)


def _count(held: _Held, places: Iterable[Place], metric: Metric, period: Period) -> int:
    """How many of the places have a value."""
    return sum(held.get((place.code, metric.id), {}).get(period, False) for place in places)


def _row(
    known: _Known, places: Sequence[Place], regions: Sequence[Place], metric: Metric, period: Period
) -> CompareRow:
    def values(of: Sequence[Place]) -> tuple[Headline | None, ...]:
        return tuple(known.cells.get((place.code, metric.id, period)) for place in of)

    beside = tuple(
        benchmarks(it.figure, metric, _own_regions(place, regions), known.standards) if it else ()
        for place, it in zip(places, values(places), strict=True)
    )
    return CompareRow(metric, period, values(places), values(regions), beside)


def _own_regions(place: Place, regions: Iterable[Place]) -> list[Place]:
    return [region for region in regions if region.code in (place.prefecture, place.province)]


def _without_empty(regions: Sequence[Place], rows: Sequence[CompareRow]) -> tuple[tuple[Place, ...], list[CompareRow]]:
    """Regions and rows without the benchmarks that no row has a figure for."""
    kept = [column for column in range(len(regions)) if any(row.benchmarks[column] for row in rows)]
    trimmed = [row._replace(benchmarks=tuple(row.benchmarks[column] for column in kept)) for row in rows]
    return tuple(regions[column] for column in kept), trimmed


def _elsewhere(
    held: _Held, places: Sequence[Place], rows: Iterable[CompareRow]
) -> Iterator[tuple[Place, Metric, tuple[Period, ...]]]:
    """The periods that a place has a metric for, where a row lacks its figure."""
    for row in rows:
        for place, cell in zip(places, row.cells, strict=True):
            periods = _periods(held, place, row.metric)
            if cell is None and periods:
                yield place, row.metric, periods


def _periods(held: _Held, place: Place, metric: Metric) -> tuple[Period, ...]:
    """The periods that a place has a metric for, the latest first."""
    return tuple(sorted(held.get((place.code, metric.id), ()), key=lambda when: when.recency, reverse=True))


def _nothing(places: Sequence[Place], asked: list[Metric], period: Period | None, held: _Held) -> NotFoundError:
    names = tuple(place.name for place in places)
    hint = Phrase("`countycli show` tells what each of them has")
    message = Phrase("{names} have no figure of the same metric and period", names=names)
    if period is not None:
        message = Phrase("{names} have no figures to compare for {period}", names=names, period=period)
    instead = [(place, metric, _periods(held, place, metric)) for metric in asked for place in places]
    known = tuple(
        Candidate(place.code, place.name, Phrase("{metric}: {periods}", metric=metric, periods=periods))
        for place, metric, periods in instead
        if periods
    )
    return NotFoundError(message, hint, known)
