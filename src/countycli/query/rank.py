"""A ranking that compares like with like and tells which counties are left out.

A ranking over the nation has thousands of counties, of which a table shows twenty. To be fast, the ranking is made from
codes and values alone; names and sources are looked up only for the rows that are shown.
"""

from __future__ import annotations

from itertools import product, takewhile
from typing import TYPE_CHECKING

from countycli.model.records import earlier_name
from countycli.model.reports import Headline
from countycli.names.defined import find_metrics
from countycli.names.scopes import around, scope_named
from countycli.query import EVERYTHING, Extent
from countycli.query.exclusions import Exclusion, excluded
from countycli.query.field import Board, Position, board_of, headlines_of, rankable_periods, ranked
from countycli.query.figures import FINAL, Benchmark, benchmarks, cells_of, standards_of
from countycli.query.remarks import remarks
from countycli.query.within import Within, median, province_of, within_provinces
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Document, Metric, Place
    from countycli.model.reports import DataInfo, Note, Scope
    from countycli.phrases import PlaceName
    from countycli.query.beside import Beside, Cell
    from countycli.query.change import Change
    from countycli.query.marked import Marked, Sought
    from countycli.query.since import Since

_MOST_PERIODS = 5
_COUNTRY = "000000"
_LEVELS = ("prefecture", "province", "country")


class RankRow(NamedTuple):
    """`benchmarks` compare the figure with those of the prefecture and the province, as far as these have figures.
    `beside` has a cell for each entry in the report's `beside`. `change` is given where the change since an earlier
    period is ranked.
    """

    rank: int
    place: PlaceName
    headline: Headline
    benchmarks: tuple[Benchmark, ...]
    beside: tuple[Cell | None, ...] = ()
    change: Change | None = None
    within: Within | None = None  # the rank in the county's province


class RankReport(NamedTuple):
    metric: Metric
    period: Period | None  # None where each county is ranked by its latest figure
    scope: Scope
    ascending: bool
    rows: tuple[RankRow, ...]  # as many as were asked for
    ranked: int  # how many counties are ranked, shown or not
    excluded: tuple[Exclusion, ...]  # for each reason as many counties as were asked for
    reasons: dict[str, int]  # how many counties are left out for each reason
    periods: tuple[tuple[Period, int], ...]  # with the number of counties that could be ranked, the best first
    references: tuple[tuple[Place, Headline], ...]  # the regions that the scope consists of or lies in
    top: int | None
    documents: dict[str, Document]
    info: DataInfo
    notes: tuple[Note, ...]
    kinds: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()  # other indicators and periods
    since: Period | None = None  # the earlier period, where the change since this period is ranked
    reference_changes: tuple[Change | None, ...] = ()  # the changes of the regions in `references`
    by_province: bool = False  # rows have ranks within provinces, for counties of several provinces are ranked
    median: float | None = None  # of what is ranked, unless this is little or of different periods
    values: tuple[float, ...] = ()  # by which all counties are ranked, shown or not, in the order of their ranks
    marked: tuple[Marked, ...] = ()  # the counties that the reader marked, whether among `rows` or not


class RankRequest(NamedTuple):
    """Counties are ranked by the first metric and period; further metrics and periods stand beside the ranking."""

    metrics: tuple[str, ...]
    periods: tuple[Period, ...] = ()
    scope: Sequence[str] | None = None  # one name or several
    top: int | None = None
    ascending: bool | None = None  # None: the best first, where the metric tells whether high or low is better
    latest: bool = False
    kinds: tuple[str, ...] = ()  # only counties of these kinds
    since: Period | None = None  # an earlier period: the change since this period is ranked
    marked: tuple[str, ...] = ()  # names of counties that are shown wherever they rank
    extent: Extent = EVERYTHING


class _Asked(NamedTuple):
    """The request as understood. Counties are ranked by the first of `keys`, the others stand beside."""

    scope: Scope
    periods: tuple[tuple[Period, int], ...]  # the periods of the first metric, the best first
    keys: tuple[tuple[Metric, Period | None], ...]
    told: tuple[Note, ...]  # how the metrics' names were understood


def rank(index: Index, request: RankRequest) -> RankReport:
    """Rank the counties of a scope. Raises NotFoundError where none can be ranked, with what they have instead."""
    asked = _asked(index, request)
    board, *others = (board_of(index, metric, period, asked.scope, request.ascending) for metric, period in asked.keys)
    since = None
    if request.since and board.period:
        from countycli.query.since import changed

        board, since = changed(index, board, request.since, asked.scope)
    entries = board.entries()
    positions = _first(ranked(entries), request.top or request.extent.rows)
    if not positions:
        from countycli.query.unranked import nothing

        raise nothing(index, board, asked.periods).telling(note.text for note in asked.told)
    sought = _sought(index, board, request.marked)
    first, positions = len(positions), _with_sought(board, positions, sought)
    within = [] if since else _within(index, board, positions)
    rows = _rows(index, board, positions, within)
    if since:
        rows = _changes(index, board, since, rows, positions)
    rows, beside = _beside(index, board, others, rows, positions)
    report = _report(index, request, board, rows, [county.code for county in sought if county.code])
    told = (*asked.told, *(note for county in sought for note in county.notes))
    values = tuple([value for _, value, _ in entries])
    report = report._replace(
        values=values,
        median=median(values) if board.period else None,
        periods=asked.periods[:_MOST_PERIODS],
        beside=beside,
        notes=(*told, *report.notes),
        by_province=bool(within),
    )
    if sought:
        from countycli.query.marked import marked

        by_code = {position.code: row for position, row in zip(positions, report.rows, strict=True)}
        report = report._replace(marked=marked(sought, board, by_code, report.excluded))
    return report._replace(rows=report.rows[:first])


def _report(
    index: Index, request: RankRequest, board: Board, rows: tuple[RankRow, ...], marked: Sequence[str]
) -> RankReport:
    left_out, reasons = excluded(index, board.metric, board.period, board.field, request.extent.named, marked)
    references = _references(index, board, rows)
    changes = _reference_changes(index, board.metric, request.since, references)
    vintages = _vintages(rows, references)
    told = remarks(index, board, changes=request.since is not None)
    return RankReport(
        metric=board.metric,
        period=board.period,
        scope=board.field.scope,
        ascending=board.ascending,
        rows=rows,
        ranked=len(board.field.found),
        excluded=left_out,
        reasons=reasons,
        periods=(),
        references=references,
        top=request.top,
        documents=index.documents.by_id(_sources(rows, references, changes)),
        info=index.info(),
        notes=(*board.field.scope.notes, *told, *vintages),
        kinds=request.kinds,
        since=request.since,
        reference_changes=changes,
    )


def _sought(index: Index, board: Board, names: tuple[str, ...]) -> tuple[Sought, ...]:
    if not names:
        return ()
    from countycli.query.marked import seek

    return seek(index, board, names)


def _with_sought(board: Board, positions: list[Position], sought: tuple[Sought, ...]) -> list[Position]:
    """The positions to show: the first ones and, behind them, those of counties that the reader marked."""
    if not sought:
        return positions
    from countycli.query.marked import further

    return [*positions, *further(board, positions, sought)]


def _asked(index: Index, request: RankRequest) -> _Asked:
    metrics, told = find_metrics(index, request.metrics)
    for metric in metrics:
        if metric.scope:
            from countycli.query.unranked import of_parts

            raise of_parts(metric)
    scope = scope_named(index, request.scope)._replace(kinds=request.kinds)
    periods = rankable_periods(index, metrics[0], scope)
    chosen: tuple[Period | None, ...] = tuple(dict.fromkeys(request.periods))
    if request.latest:
        chosen = (None,)
    elif not chosen:
        fit = (period for period, _ in periods if request.since is None or period.follows(request.since))
        chosen = (next(fit, None),)
    return _Asked(scope, periods, tuple(product(metrics, chosen)), told)


def _first(positions: Iterator[Position], limit: int | None) -> list[Position]:
    """The first `limit` positions, and further counties that share the last rank, unless these would more than double
    the rows.
    """
    if limit is None:
        return list(positions)
    ranks = list(takewhile(lambda position: position.rank <= limit, positions))
    return ranks if len(ranks) <= 2 * limit else ranks[:limit]


def _rows(
    index: Index, board: Board, positions: list[Position], within: Sequence[Within | None]
) -> tuple[RankRow, ...]:
    """The rows of the counties that are shown: each figure with rivals and breaks, compared with figures of regions.
    `within` has their ranks within provinces, if there are any.
    """
    metric = board.metric
    found = headlines_of(index, board, [position.code for position in positions])
    units = [found[position.code].figure.county for position in positions]
    names, locations = index.places.names(units), index.places.locations(units)
    regions = {location.prefecture for location in locations.values()}
    regions |= {location.province for location in locations.values()}
    standards = standards_of(index, filter(None, regions), {(metric.id, position.period) for position in positions})
    compared = index.places.by_code(region for region, *_ in standards)  # few regions have a figure
    rows = []
    for position, unit, rank_within in zip(positions, units, within or [None] * len(units), strict=True):
        headline, place, location = found[position.code], names[unit], locations[unit]
        above = [compared[code] for code in (location.prefecture, location.province) if code in compared]
        if location.former_names and (earlier := earlier_name(location.former_names, position.period.end)):
            place = place._replace(name=earlier.name, name_en=earlier.name_en, short_en=earlier.short_en)
        beside = benchmarks(headline.figure, metric, above, standards) if above else ()
        rows.append(RankRow(position.rank, place, headline, beside, within=rank_within))
    return tuple(rows)


def _references(index: Index, board: Board, rows: tuple[RankRow, ...]) -> tuple[tuple[Place, Headline], ...]:
    """The regions that the scope consists of or lies in, the narrowest first, with their figures, unless these are
    doubtful. Where counties are compared with another figure of a region than its headline, because theirs is of the
    same vintage as the other one, the other one is listed too.
    """
    if board.period is None:
        return ()
    places = index.places.by_code({*around(board.field.scope), _COUNTRY})
    cells = cells_of(index, places, [(board.metric.id, board.period)])
    taken = {
        (benchmark.region.code, benchmark.standard.source, benchmark.standard.value)
        for row in rows
        for benchmark in row.benchmarks
    }
    narrowest_first = sorted(places.values(), key=lambda place: _LEVELS.index(place.level))
    return tuple(
        (place, reference)
        for place in narrowest_first
        if (headline := cells.get((place.code, board.metric.id, board.period))) and not headline.figure.doubtful
        for reference in (headline, *_divisors(headline, place.code, taken))
    )


def _divisors(headline: Headline, code: str, taken: Collection[tuple[str, str, float | None]]) -> Iterator[Headline]:
    """The rivals of a region's headline that counties are compared with; `taken` are the figures they are compared
    with.
    """
    return (Headline(rival) for rival in headline.rivals if (code, rival.source, rival.value) in taken)


def _changes(
    index: Index, board: Board, since: Since, rows: tuple[RankRow, ...], positions: list[Position]
) -> tuple[RankRow, ...]:
    """The rows with their changes. Benchmarks go: levels of regions can't be compared with changes of counties."""
    from countycli.query.since import changes

    found = changes(index, board, since, rows, [position.code for position in positions])
    return tuple(row._replace(change=change, benchmarks=()) for row, change in zip(rows, found, strict=True))


def _within(index: Index, board: Board, positions: list[Position]) -> list[Within | None]:
    """The ranks within provinces, where counties of several provinces are ranked for one period."""
    scope = board.field.scope
    several = bool(scope.counties) and province_of(scope.counties[0]) != province_of(scope.counties[-1])
    if board.period is None or scope.groups or len(scope.kinds) > 1 or not several:
        return []
    return within_provinces(index, board, [position.code for position in positions], *scope.kinds)


def _beside(
    index: Index, board: Board, others: Sequence[Board], rows: tuple[RankRow, ...], positions: list[Position]
) -> tuple[tuple[RankRow, ...], tuple[Beside, ...]]:
    if not others:
        return rows, ()
    from countycli.query.beside import set_beside

    columns, cells = set_beside(index, board, others, [position.code for position in positions])
    return tuple(row._replace(beside=beside) for row, beside in zip(rows, cells, strict=True)), columns


def _reference_changes(
    index: Index, metric: Metric, since: Period | None, references: tuple[tuple[Place, Headline], ...]
) -> tuple[Change | None, ...]:
    if since is None:
        return ()
    from countycli.query.change import change_between

    cells = cells_of(index, [place.code for place, _ in references], [(metric.id, since)])
    earlier = (cells.get((place.code, metric.id, since)) for place, _ in references)
    return tuple(
        change_between(metric, now, then) if then else None for (_, now), then in zip(references, earlier, strict=True)
    )


def _vintages(rows: tuple[RankRow, ...], references: tuple[tuple[Place, Headline], ...]) -> tuple[Note, ...]:
    """Notes on revised figures that stand beside figures as first reported."""
    shown = [(row.place, row.headline) for row in rows] + [*references]
    shown += [(row.place, headline) for row in rows if row.beside or row.change for headline in _other_figures(row)]
    if not any(headline.figure.status == FINAL for _, headline in shown):
        return ()
    from countycli.query.vintages import mixtures, of_benchmarks, of_places

    crossing = (
        stated
        for row in rows
        if row.benchmarks
        for stated in of_benchmarks(row.headline.figure, row.place, row.benchmarks)
    )
    return mixtures((*of_places(shown), *crossing))


def _sources(
    rows: tuple[RankRow, ...], references: tuple[tuple[Place, Headline], ...], changes: tuple[Change | None, ...]
) -> set[str]:
    """The documents of all figures that are shown, and of the regions' figures that these are compared with."""
    found = {row.headline.figure.source for row in rows}
    found.update(rival.source for row in rows for rival in row.headline.rivals)
    further = [headline for _, headline in references] + [change.then for change in changes if change]
    further += [headline for row in rows if row.beside or row.change for headline in _other_figures(row)]
    found.update(source for headline in further for source in headline.sources)
    return found.union(benchmark.standard.source for row in rows for benchmark in row.benchmarks)


def _other_figures(row: RankRow) -> Iterator[Headline]:
    """The figures of a row besides the one that is ranked: of further metrics and periods, and the earlier figure that
    a change starts from.
    """
    yield from (cell.headline for cell in row.beside if cell)
    if row.change:
        yield row.change.then
