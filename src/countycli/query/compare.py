"""Places side by side, each metric in one common period or in each place's latest one."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from countycli.errors import Candidate, NotFoundError
from countycli.model.period import latest_first
from countycli.names.defined import find_metrics
from countycli.phrases import Phrase
from countycli.query import EVERYTHING, Extent
from countycli.query.common_periods import Periods, Sides, common_periods, latest_period, preferred, sharing
from countycli.query.figures import FINAL, Benchmark, benchmarks, cells_of, standards_of
from countycli.query.party import Party, party_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Document, Key, Metric, Place
    from countycli.model.reports import DataInfo, Headline, Note, Scope
    from countycli.query.figures import Cells, Standards


class CompareRow(NamedTuple):
    """A metric in one period, or in none where each cell has its own; `cells` follow the report's places, `benchmarks`
    its regions. `beside` sets each place's figure beside those of the regions that it lies in.
    """

    metric: Metric
    period: Period | None
    cells: tuple[Headline | None, ...]
    benchmarks: tuple[Headline | None, ...]
    beside: tuple[tuple[Benchmark, ...], ...]


class _Known(NamedTuple):
    """The headlines of places and regions, and what the regions have for places to be held against."""

    cells: Cells
    standards: Standards


_MOST_TOLD = 2  # places of which is said what there is of them

# By metric and place, the periods that there is a figure for.
_Held = dict[str, dict[str, Periods]]


class CompareReport(NamedTuple):
    """`places` are those that were `named`, in that order, and then the other counties of the scope."""

    places: tuple[Place, ...]
    named: tuple[Place, ...]
    scope: Scope | None
    further: int  # how many more counties of the scope are left out
    regions: tuple[Place, ...]
    rows: tuple[CompareRow, ...]
    single: tuple[Metric, ...]  # metrics that no two of the places share a period of
    main: bool  # only main metrics were looked at
    # What periods a place has, where a row lacks its figure.
    elsewhere: tuple[tuple[Place, Metric, tuple[Period, ...]], ...]
    periods: tuple[Period, ...]  # as asked for
    latest: bool
    documents: dict[str, Document]
    info: DataInfo
    notes: tuple[Note, ...]


class CompareRequest(NamedTuple):
    """Places that are named, the counties of a scope, or those beside these."""

    places: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    scope: Sequence[str] | None = None  # one name or several
    latest: bool = False
    extent: Extent = EVERYTHING


def compare(index: Index, request: CompareRequest) -> CompareReport:
    """Without metrics asked for, all that at least two of the places have for the same period. For which one, where no
    period is asked for, `common_periods` tells.

    Raises UsageError for fewer than two places, NotFoundError where they have nothing to compare.
    """
    party = party_of(index, request)
    asked, told = find_metrics(index, request.metrics)
    main = not asked and party.scope is not None and request.extent.main
    held = _held(index, party.codes, index.metrics.main() if main else asked)
    chosen = _chosen(index, party, held, request, asked)
    keys = [(metric, period) for metric, periods in chosen.items() for period in periods]
    shown = _shown(index, party, request.extent.counties)
    if not keys:
        raise _nothing(index, party, asked, request.periods, held).telling(note.text for note in (*party.notes, *told))
    if request.latest:
        held = _held(index, [*party.codes, *(region.code for region in party.regions)], dict(keys))
    regions, rows = _without_empty(party.regions, _rows(index, shown, party.regions, keys, held))
    return CompareReport(
        places=shown,
        named=party.named,
        scope=party.scope,
        further=len(party.named) + len(party.others) - len(shown),
        regions=regions,
        rows=tuple(rows),
        single=tuple(metric for metric, periods in chosen.items() if not periods),
        main=main,
        elsewhere=tuple(_elsewhere(held, shown, rows)),
        periods=request.periods,
        latest=request.latest,
        documents=index.documents.by_id(_sources(rows)),
        info=index.info(),
        notes=(*party.notes, *told, *_vintages((*shown, *regions), rows)),
    )


def _sources(rows: Iterable[CompareRow]) -> set[str]:
    shown = (headline for row in rows for headline in (*row.cells, *row.benchmarks) if headline)
    return {source for headline in shown for source in headline.sources}


def _shown(index: Index, party: Party, most: int | None) -> tuple[Place, ...]:
    room = None if most is None else max(most - len(party.named), 0)
    return (*party.named, *index.places.by_code(party.others[:room]).values())


# For when


def _held(index: Index, codes: Iterable[str], wanted: Iterable[Metric]) -> _Held:
    """What places have of these metrics, of all where none is given. What the units have that they continue is
    theirs.
    """
    held: _Held = {}
    owners: dict[str, list[str]] = {}
    for code, parts in index.places.parts(codes).items():
        for part in parts:
            owners.setdefault(part, []).append(code)
    names: list[str | None] = [metric.id for metric in wanted] or [None]
    for it in chain.from_iterable(index.holdings.of(owners, name) for name in names):
        if it.whole:
            its = held.setdefault(it.metric, {})
            for code in owners[it.code]:
                periods = its.setdefault(code, {})
                periods[it.period] = it.valued or periods.get(it.period, False)
    return held


def _chosen(
    index: Index, party: Party, held: _Held, request: CompareRequest, asked: Sequence[Metric]
) -> dict[Metric, list[Period | None]]:
    """The periods to show each metric for: None stands for each place's latest. What wasn't asked for must be had by
    two of the places, and by one of those named.
    """
    wanted = dict.fromkeys(asked or index.metrics.by_id(held).values())
    whens: list[Period | None] = [None] if request.latest else [*dict.fromkeys(request.periods)]
    common = {} if whens else _common(index, party, held)
    return {
        metric: [
            when
            for when in common.get(metric.id, whens)
            if _suffices(party.sides, held.get(metric.id, {}), when, asked=bool(asked))
        ]
        for metric in wanted
    }


def _common(index: Index, party: Party, held: _Held) -> dict[str, list[Period | None]]:
    """By metric, the one period that suits the places best."""
    candidates = {metric: preferred(party.sides, periods) for metric, periods in held.items()}
    regions = index.places.parts(region.code for region in party.above)
    above = [part for parts in regions.values() for part in parts]
    common = common_periods(candidates, lambda keys: index.holdings.valued(above, keys))
    return {metric: [when] for metric, when in common.items()}


def _suffices(sides: Sides, held: dict[str, Periods], when: Period | None, *, asked: bool) -> bool:
    if asked:
        return any(its and (when is None or when in its) for its in held.values())
    named = sharing(sides.named, held, when)
    return named + sharing(sides.others, held, when) > 1 and (named > 0 or not sides.named)


# What


def _rows(
    index: Index,
    places: Sequence[Place],
    regions: Sequence[Place],
    keys: Sequence[tuple[Metric, Period | None]],
    held: _Held,
) -> list[CompareRow]:
    whose = (*places, *regions)
    wanted = {(metric.id, when) for metric, period in keys for when in _whens(held[metric.id], whose, period) if when}
    known = _known(index, places, regions, wanted)
    return [_row(known, places, regions, (metric, period), held[metric.id]) for metric, period in keys]


def _whens(held: dict[str, Periods], places: Iterable[Place], period: Period | None) -> list[Period | None]:
    """The period of each place's figure: the common one, or its latest."""
    return [period or latest_period(held.get(place.code, {})) for place in places]


def _known(index: Index, places: Iterable[Place], regions: Iterable[Place], keys: Collection[Key]) -> _Known:
    standards = standards_of(index, [region.code for region in regions], keys)
    return _Known(cells_of(index, [place.code for place in (*places, *regions)], keys), standards)


def _row(
    known: _Known,
    places: Sequence[Place],
    regions: Sequence[Place],
    key: tuple[Metric, Period | None],
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
    beside = tuple(
        benchmarks(it.figure, metric, _own_regions(place, regions), known.standards) if it else ()
        for place, it in zip(places, cells, strict=True)
    )
    return CompareRow(metric, period, cells, values(regions), beside)


def _own_regions(place: Place, regions: Iterable[Place]) -> list[Place]:
    return [region for region in regions if region.code in place.above]


def _without_empty(regions: Sequence[Place], rows: Sequence[CompareRow]) -> tuple[tuple[Place, ...], list[CompareRow]]:
    """Regions and rows without the benchmarks that no row has a figure for."""
    kept = [column for column in range(len(regions)) if any(row.benchmarks[column] for row in rows)]
    trimmed = [row._replace(benchmarks=tuple(row.benchmarks[column] for column in kept)) for row in rows]
    return tuple(regions[column] for column in kept), trimmed


def _vintages(places: Sequence[Place], rows: Iterable[CompareRow]) -> tuple[Note, ...]:
    """Where revised figures stand beside such as were first reported, in a row or of one place."""
    whole = [(row.metric, [*zip(places, (*row.cells, *row.benchmarks), strict=True)]) for row in rows]
    found = [(metric, place, it) for metric, cells in whole for place, it in cells if it]
    if not any(it.figure.status == FINAL for _, _, it in found):
        return ()
    from countycli.query.vintages import mixtures, of_place, of_places

    metrics = {metric.id: metric for metric, _, _ in found}
    across = (it for metric, place, headline in found for it in of_places([(place, headline)], metric))
    along = (it for _, place, headline in found for it in of_place([headline], metrics, place))
    return mixtures((*across, *along))


# What there is instead


def _elsewhere(
    held: _Held, places: Sequence[Place], rows: Iterable[CompareRow]
) -> Iterator[tuple[Place, Metric, tuple[Period, ...]]]:
    """The other periods that a place has a metric for, where a row lacks its figure."""
    shown: dict[Metric, list[CompareRow]] = {}
    for row in rows:
        shown.setdefault(row.metric, []).append(row)
    for metric, its in shown.items():
        for number, place in enumerate(places):
            had = [row.period for row in its if row.cells[number]]
            periods = tuple(period for period in _periods(held, place, metric) if period not in had)
            if len(had) < len(its) and periods:
                yield place, metric, periods


def _periods(held: _Held, place: Place, metric: Metric) -> tuple[Period, ...]:
    """The periods that a place has a metric for, the latest first."""
    return tuple(latest_first(held.get(metric.id, {}).get(place.code, ())))


def _nothing(
    index: Index, party: Party, asked: list[Metric], periods: tuple[Period, ...], held: _Held
) -> NotFoundError:
    """What there is instead: other periods of what was asked for, else what there is of each, and where more."""
    names = tuple(place.name for place in party.named)
    message = Phrase("{names} have no figure of the same metric and period", names=names)
    if periods:
        message = Phrase("{names} have no figures to compare for {period}", names=names, period=periods)
    if party.scope:
        message = Phrase("Counties of {scope} have no figure of the same metric and period", scope=party.scope.title)
    instead = [(place, metric, _periods(held, place, metric)) for metric in asked for place in party.named]
    known = tuple(
        Candidate(place.code, place.name, Phrase("{metric}: {periods}", metric=metric, periods=its))
        for place, metric, its in instead
        if its
    )
    return NotFoundError(message, _instead(index, party, asked), known)


def _instead(index: Index, party: Party, asked: list[Metric]) -> Phrase:
    from countycli.query.elsewhere import joined, stock_in, told, told_of_place, where_more

    there = [told_of_place(index, place) for place in party.named[:_MOST_TOLD]]
    if party.scope and party.scope.name:
        there.append(told(party.scope.title, stock_in(index, party.scope)))
    return joined(*there, where_more(index, asked))
