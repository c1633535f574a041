"""A ranking that compares like with like and says who is left out.

A ranking over the nation has thousands of counties, of which a table shows twenty: it is made from codes and values,
and only what will be shown is looked up.
"""

from __future__ import annotations

from collections import Counter
from itertools import product, takewhile
from typing import TYPE_CHECKING

from countycli.errors import Candidate, NotFoundError
from countycli.model.reports import Headline
from countycli.names.defined import find_metrics
from countycli.names.location import parents_of
from countycli.names.scopes import around, scope_named
from countycli.phrases import Phrase
from countycli.query import EVERYTHING, Extent
from countycli.query.exclusions import Exclusion, excluded
from countycli.query.field import Board, Position, board_of, headlines_of, in_period
from countycli.query.figures import FINAL, Benchmark, benchmarks, cells_of, holdings_of_members, standards_of
from countycli.query.remarks import remarks
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Document, Metric, Place
    from countycli.model.reports import DataInfo, Note, Scope
    from countycli.query.beside import Beside, Cell
    from countycli.query.since import Change, Since

_MOST_PERIODS = 5
_MOST_NAMED = 10
_COUNTRY = "000000"
_LEVELS = ("prefecture", "province", "country")


class RankRow(NamedTuple):
    """`benchmarks` are the figures of the prefecture and the province, as far as there are any; `beside` follows the
    report's; `change` is what is ranked where that since an earlier period is.
    """

    rank: int
    place: Place
    headline: Headline
    benchmarks: tuple[Benchmark, ...]
    beside: tuple[Cell | None, ...] = ()
    change: Change | None = None


class RankReport(NamedTuple):
    metric: Metric
    period: Period | None  # None where each county has its latest
    scope: Scope
    ascending: bool
    rows: tuple[RankRow, ...]  # those asked for
    ranked: int  # how many there are
    excluded: tuple[Exclusion, ...]  # by reason, as many of each as were asked for
    reasons: dict[str, int]  # how many there are
    periods: tuple[tuple[Period, int], ...]  # how many counties could be ranked for each, the best first
    references: tuple[tuple[Place, Headline], ...]  # the regions that the scope is or lies in
    top: int | None
    documents: dict[str, Document]
    info: DataInfo
    notes: tuple[Note, ...]
    kinds: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()  # other indicators and periods
    since: Period | None = None  # ranked is the change since then
    reference_changes: tuple[Change | None, ...] = ()  # the same of the regions


class RankRequest(NamedTuple):
    """Ranked is by the first metric and period; the others stand beside."""

    metrics: tuple[str, ...]
    periods: tuple[Period, ...] = ()
    scope: Sequence[str] | None = None  # one name or several
    top: int | None = None
    ascending: bool | None = None  # without a wish the best first, where the metric has a best
    latest: bool = False
    kinds: tuple[str, ...] = ()  # only counties of these
    since: Period | None = None  # ranked is the change since then
    extent: Extent = EVERYTHING


class _Asked(NamedTuple):
    """The question understood: what is ranked first, and what stands beside. `among` holds the counties of the kinds
    asked for, None where all are.
    """

    scope: Scope
    among: Collection[str] | None
    periods: tuple[tuple[Period, int], ...]  # those of the first metric, the best first
    keys: tuple[tuple[Metric, Period | None], ...]
    told: tuple[Note, ...]  # how the metrics' names were understood


def rank(index: Index, request: RankRequest) -> RankReport:
    """Raises NotFoundError where no county of the scope can be ranked, with what they have instead."""
    asked = _asked(index, request)
    board, *others = (
        board_of(index, metric, period, asked.scope, request.ascending, asked.among) for metric, period in asked.keys
    )
    since = None
    if request.since and board.period:
        from countycli.query.since import changed

        board, since = changed(index, board, request.since, asked.scope)
    positions = _first(board.positions(), request.top or request.extent.rows)
    if not positions:
        raise _nothing(index, board, asked.periods)
    rows = _rows(index, board, positions)
    if since:
        rows = _changes(index, board, since, rows, positions)
    rows, beside = _beside(index, board, others, rows, positions)
    report = _report(index, request, board, rows)
    notes = (*asked.told, *report.notes)
    return report._replace(periods=asked.periods[:_MOST_PERIODS], beside=beside, notes=notes)


def _report(index: Index, request: RankRequest, board: Board, rows: tuple[RankRow, ...]) -> RankReport:
    left_out, reasons = excluded(index, board.metric, board.period, board.field, request.extent.named)
    references = _references(index, board, rows)
    vintages = _vintages(rows, references)
    told = remarks(index, board, changes=request.since is not None, of_kinds=bool(request.kinds))
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
        documents=index.documents.by_id(_sources(rows, references)),
        info=index.info(),
        notes=(
            *board.field.scope.notes,
            *told,
            *vintages,
        ),
        kinds=request.kinds,
        since=request.since,
        reference_changes=_reference_changes(index, board.metric, request.since, references),
    )


def _asked(index: Index, request: RankRequest) -> _Asked:
    metrics, told = find_metrics(index, request.metrics)
    for metric in metrics:
        if metric.scope:
            raise _of_parts(metric)
    scope = scope_named(index, request.scope)
    among = index.places.of_kinds(request.kinds) if request.kinds else None
    periods = _periods(index, metrics[0], scope, among)
    chosen: tuple[Period | None, ...] = tuple(dict.fromkeys(request.periods))
    if request.latest:
        chosen = (None,)
    elif not chosen:
        fit = (it for it, _ in periods if request.since is None or it.follows(request.since))
        chosen = (next(fit, None),)
    return _Asked(scope, among, periods, tuple(product(metrics, chosen)), told)


def _first(positions: Iterator[Position], limit: int | None) -> list[Position]:
    """The first ranks. Whoever shares the last of them comes too, unless that would more than double the rows."""
    if limit is None:
        return list(positions)
    ranks = list(takewhile(lambda it: it.rank <= limit, positions))
    return ranks if len(ranks) <= 2 * limit else ranks[:limit]


def _periods(
    index: Index, metric: Metric, scope: Scope, among: Collection[str] | None
) -> tuple[tuple[Period, int], ...]:
    """The periods with the number of counties that can be ranked. Those for which most of today's counties can be come
    first, the latest among equals.
    """
    found = [(period, ranked, today) for period, ranked, today in _counts(index, metric, scope, among) if ranked]
    found.sort(key=lambda counts: (counts[2], counts[0].recency), reverse=True)
    return tuple((period, ranked) for period, ranked, _ in found)


def _counts(
    index: Index, metric: Metric, scope: Scope, among: Collection[str] | None
) -> Iterator[tuple[Period, int, int]]:
    """Each period with the number of counties that can be ranked, and of those among them that exist today: of groups
    and of kinds of counties all are taken for such.
    """
    if scope.groups:
        held = holdings_of_members(index, scope, metric.id)
        own = {
            (holding.code, holding.period)
            for holding in held
            if holding.comparable and (among is None or holding.code in among)
        }
        counted = Counter(period for _, period in own)
        yield from ((period, count, count) for period, count in counted.items())
        return
    for it in index.holdings.coverage(metric.id, scope):
        if it.rankable and among is not None:
            ranked = len(in_period(index, metric, scope, it.period, among).found)
            yield it.period, ranked, ranked
        else:
            yield it.period, it.rankable, it.today


def _rows(index: Index, board: Board, positions: list[Position]) -> tuple[RankRow, ...]:
    """The rows of the counties that are shown: each figure with rivals and breaks, beside figures of the regions."""
    metric = board.metric
    found = headlines_of(index, board, [it.code for it in positions])
    places = index.places.by_code(it.figure.county for it in found.values())
    regions = parents_of(index, places.values())
    standards = standards_of(index, regions, {(metric.id, it.period) for it in positions})
    rows = []
    for position in positions:
        it = found[position.code]
        place = places[it.figure.county]
        beside = [regions[code] for code in place.above]
        if place.former_names:
            place = place._replace(name=place.name_in(position.period.end))
        rows.append(RankRow(position.rank, place, it, benchmarks(it.figure, metric, beside, standards)))
    return tuple(rows)


def _references(index: Index, board: Board, rows: tuple[RankRow, ...]) -> tuple[tuple[Place, Headline], ...]:
    """The regions that the scope is or lies in, the narrowest first, where they have the figure; and also that which
    the counties are set against, where it is another one: of the vintage of theirs.
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
        (place, it)
        for place in narrowest_first
        if (headline := cells.get((place.code, board.metric.id, board.period)))
        for it in (headline, *_divisors(headline, place.code, taken))
    )


def _divisors(headline: Headline, code: str, taken: Collection[tuple[str, str, float | None]]) -> Iterator[Headline]:
    """The rivals that counties are set against besides the headline."""
    return (Headline(rival) for rival in headline.rivals if (code, rival.source, rival.value) in taken)


def _changes(
    index: Index, board: Board, since: Since, rows: tuple[RankRow, ...], positions: list[Position]
) -> tuple[RankRow, ...]:
    """The rows with what is ranked, the change; levels of regions are nothing to hold that against."""
    from countycli.query.since import changes

    found = changes(index, board, since, rows, [position.code for position in positions])
    return tuple(row._replace(change=change, benchmarks=()) for row, change in zip(rows, found, strict=True))


def _beside(
    index: Index, board: Board, others: Sequence[Board], rows: tuple[RankRow, ...], positions: list[Position]
) -> tuple[tuple[RankRow, ...], tuple[Beside, ...]]:
    if not others:
        return rows, ()
    from countycli.query.beside import set_beside

    columns, cells = set_beside(index, board, others, [position.code for position in positions])
    return tuple(row._replace(beside=its) for row, its in zip(rows, cells, strict=True)), columns


def _reference_changes(
    index: Index, metric: Metric, since: Period | None, references: tuple[tuple[Place, Headline], ...]
) -> tuple[Change | None, ...]:
    if since is None:
        return ()
    from countycli.query.since import change_between

    cells = cells_of(index, [place.code for place, _ in references], [(metric.id, since)])
    earlier = (cells.get((place.code, metric.id, since)) for place, _ in references)
    return tuple(
        change_between(metric, now, then) if then else None for (_, now), then in zip(references, earlier, strict=True)
    )


def _vintages(rows: tuple[RankRow, ...], references: tuple[tuple[Place, Headline], ...]) -> tuple[Note, ...]:
    """Where revised figures stand beside such as were first reported."""
    shown = [(row.place, row.headline) for row in rows] + [*references]
    shown += [(row.place, figure) for row in rows for figure in _other_figures(row)]
    if not any(it.figure.status == FINAL for _, it in shown):
        return ()
    from countycli.query.vintages import mixtures, of_benchmarks, of_places

    crossing = (
        benchmark for row in rows for benchmark in of_benchmarks(row.headline.figure, row.place.name, row.benchmarks)
    )
    return mixtures((*of_places(shown), *crossing))


def _sources(rows: tuple[RankRow, ...], references: tuple[tuple[Place, Headline], ...]) -> list[str]:
    """The documents of all figures that are shown, and of the regions' figures that these are set against."""
    shown = [row.headline for row in rows] + [it for _, it in references]
    shown += [figure for row in rows for figure in _other_figures(row)]
    beside = [benchmark.standard.source for row in rows for benchmark in row.benchmarks]
    return [*(source for it in shown for source in it.sources), *beside]


def _other_figures(row: RankRow) -> Iterator[Headline]:
    """What stands beside that which is ranked, and what that is a change of."""
    yield from (it.headline for it in row.beside if it)
    if row.change:
        yield row.change.then


def _of_parts(metric: Metric) -> NotFoundError:
    message = Phrase("{metric} tells of parts of counties, which can't be compared, and is not ranked", metric=metric)
    return NotFoundError(message, Phrase("`countycli metrics {id}` tells what there is", id=metric.id))


def _nothing(index: Index, board: Board, periods: Sequence[tuple[Period, int]]) -> NotFoundError:
    """What there is instead: other periods, else what the scope has and where there is more of the metric."""
    metric, period = board.metric, board.period
    message = Phrase("No county in this scope has a figure of {metric} that can be ranked", metric=metric)
    if period is not None:
        message = Phrase(
            "No county in this scope has a figure of {metric} for {period} that can be ranked",
            metric=metric,
            period=period,
        )
    left_out, _ = excluded(index, metric, period, board.field, None)
    instead = tuple(Candidate(it.code, it.name, it.detail) for it in left_out if it.detail)[:_MOST_NAMED]
    if not periods:
        return NotFoundError(message, _instead(index, metric, board.field.scope), instead)
    best = tuple(found for found, _ in periods[:_MOST_PERIODS])
    return NotFoundError(message, Phrase("there are figures for {periods}", periods=best), instead)


def _instead(index: Index, metric: Metric, scope: Scope) -> Phrase:
    from countycli.query.elsewhere import reaches, reaches_told, stock_in, told

    found = reaches(index, metric)
    more = Phrase("`countycli metrics {id}` tells what there is", id=metric.id)
    if found:
        more = reaches_told(metric, found)
    if scope.name is None:
        return more
    there = told(scope.title, stock_in(index, scope))
    return Phrase("{first} (`countycli coverage --in {id}` lists all); {second}", first=there, id=scope.id, second=more)
