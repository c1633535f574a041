"""How far the book reaches: for each metric and period, how many counties of a scope have a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import NotFoundError
from countycli.model.reports import NO_DOCUMENTS, Note
from countycli.names.defined import find_metrics
from countycli.names.scopes import members_of, resolve_scope, with_counties
from countycli.phrases import Phrase
from countycli.query import EVERYTHING, Extent
from countycli.query.figures import counts_in
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Document, Metric, Place, Topic
    from countycli.model.reports import DataInfo, Scope
    from countycli.query.county_coverage import CountyCoverageReport
    from countycli.query.region_coverage import Part


_MOST_PERIODS = 4

# By metric and period: how many counties have a figure, how many of these ceased within the period, and how many have
# a figure that can be ranked.


class CoverageRow(NamedTuple):
    """`counties` of `all` have a figure. `all` are the counties that the scope had when the period ended, and those
    that ceased within the period but have a figure of their own. `rankable` counts the counties whose figure can be
    ranked: neither a bound nor an estimate nor undated.
    """

    metric: str
    period: Period
    counties: int
    all: int
    rankable: int


class Missing(NamedTuple):
    """The counties that have no figure of a metric for `period`, for which most other counties have one; and how those
    that have one are spread over the regions of the scope.
    """

    metric: Metric
    period: Period
    places: tuple[Place, ...]
    parts: tuple[Part, ...]


class CoverageReport(NamedTuple):
    """`missing` is told of metrics that were asked for by name; `others` counts the metrics that are left out because
    they are not main metrics.
    """

    scope: Scope
    asked: tuple[Metric, ...]
    periods: tuple[Period, ...]
    rows: tuple[CoverageRow, ...]
    others: int
    missing: tuple[Missing, ...]
    metrics: dict[str, Metric]
    topics: tuple[Topic, ...]
    info: DataInfo
    notes: tuple[Note, ...]
    documents: Mapping[str, Document] = NO_DOCUMENTS


class CoverageRequest(NamedTuple):
    """`words` name metrics, a county or scopes, in any order."""

    metrics: tuple[str, ...] = ()
    scope: Sequence[str] | None = None  # one name or several
    periods: tuple[Period, ...] = ()
    words: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    extent: Extent = EVERYTHING

    @property
    def narrow(self) -> bool:
        """Whether only some metrics or periods are asked for."""
        return bool(self.metrics or self.periods)


def coverage(index: Index, request: CoverageRequest) -> CoverageReport | CountyCoverageReport:
    """The coverage of the county that the words name or, where they name no county, of the scope."""
    if not request.words:
        return scope_coverage(index, request)
    from countycli.names.subjects import subjects

    found = subjects(index, request.words, request.periods)
    metrics, scope = (*found.metrics, *request.metrics), (*found.scopes, *(request.scope or ()))
    request = request._replace(words=(), metrics=metrics, scope=scope or None)
    if found.county is None:
        return scope_coverage(index, request)
    from countycli.query.county_coverage import county_coverage

    return county_coverage(index, found.county, request)


def scope_coverage(index: Index, request: CoverageRequest) -> CoverageReport:
    """The coverage of a scope: metrics in the order of the book, each with the latest period first. Raises
    NotFoundError where no county has a figure.
    """
    found, told = find_metrics(index, request.metrics)
    asked = tuple(found)
    scope = resolve_scope(index, request.scope, kinds=request.kinds)
    rows = rows_of(index, asked, scope, request.periods)
    if not rows:
        raise _nothing(index, asked, scope, request.periods)
    metrics = index.metrics.by_id({row.metric for row in rows})
    kept = main_of(metrics) if request.extent.main and not asked else metrics
    return CoverageReport(
        scope=scope,
        asked=asked,
        periods=request.periods,
        rows=tuple(row for row in rows if row.metric in kept),
        others=len(metrics) - len(kept),
        missing=tuple(_missing(index, rows, asked, scope)),
        metrics=kept,
        topics=tuple(index.metrics.topics()),
        info=index.info(),
        notes=(*told, *scope.notes, *own_counted(index), *_lacking(index, scope, request, metrics)),
    )


def _lacking(index: Index, scope: Scope, request: CoverageRequest, metrics: Collection[str]) -> tuple[Note, ...]:
    """A note on main metrics that no county of a scope has, where all metrics and periods are asked for."""
    if request.narrow or scope.name is None:
        return ()
    from countycli.query.elsewhere import lacking

    return lacking(index, scope.title, metrics)


def _nothing(index: Index, asked: tuple[Metric, ...], scope: Scope, periods: tuple[Period, ...]) -> NotFoundError:
    """The error where no county of the scope has a figure, with what the book has instead: figures for other periods or
    else the topics of the scope's figures, and where most counties have the metric.
    """
    from countycli.query.elsewhere import joined, stock_in, told, where_more

    message = Phrase("No county of this scope has a figure")
    if asked:
        message = Phrase("No county of this scope has a figure of {metrics}", metrics=asked)
    fuller = sorted(rows_of(index, asked, scope), key=lambda row: (row.counties, row.period.recency), reverse=True)
    if fuller:
        best = [*dict.fromkeys(row.period for row in fuller)][:_MOST_PERIODS]
        message = Phrase("No county of this scope has a figure for {periods}", periods=periods)
        if asked:
            message = Phrase(
                "No county of this scope has a figure of {metrics} for {periods}", metrics=asked, periods=periods
            )
        return NotFoundError(message, Phrase("there are figures for {periods}", periods=tuple(best)))
    more = where_more(index, asked)
    if scope.name is None:
        return NotFoundError(message, more or Phrase("`countycli coverage` tells of all"))
    return NotFoundError(message, joined(told(scope.title, stock_in(index, scope)), more))


def rows_of(
    index: Index, metrics: Collection[Metric], scope: Scope, periods: Collection[Period] = ()
) -> tuple[CoverageRow, ...]:
    """The coverage of the `metrics` for the `periods`; without `metrics` of all metrics, without `periods` for all."""
    names: list[str | None] = [metric.id for metric in metrics] or [None]
    rows = (row for name in names for row in coverage_of(index, name, scope))
    return tuple(row for row in rows if not periods or row.period in periods)


def main_of(metrics: dict[str, Metric]) -> dict[str, Metric]:
    """The main ones among some metrics, or all of them where none is a main metric."""
    return {name: metric for name, metric in metrics.items() if metric.main} or metrics


def fullest(rows: Iterable[CoverageRow]) -> CoverageRow:
    """The row of the period for which most counties have a figure; of periods with as many, the latest."""
    return max(rows, key=lambda row: (row.counties, row.period.recency))


def own_counted(index: Index) -> tuple[Note, ...]:
    """A note where counts include figures of the reader's own: counts name no sources that would show this."""
    own = index.info().own
    return (Note("own", Phrase("figures of your own are counted too (documents: {count})", count=own)),) if own else ()


def coverage_of(index: Index, metric: str | None, scope: Scope) -> tuple[CoverageRow, ...]:
    """The coverage of one metric or of all in a scope."""
    counts = counts_in(index, scope, metric)
    sizes = _sizes(index, scope, {period for _, period in counts})
    return tuple(
        CoverageRow(name, period, count, sizes[period] + ceased, rankable)
        for (name, period), (count, ceased, rankable) in counts.items()
    )


def _sizes(index: Index, scope: Scope, periods: Collection[Period]) -> dict[Period, int]:
    """How many counties the scope had when each period ended."""
    if scope.groups:
        years = {year: len(members_of(index, scope, year)) for year in {period.last_year for period in periods}}
        return {period: years[period.last_year] for period in periods}
    lifetimes = index.places.lifetimes(scope)
    return {
        period: sum(count for start, end, count in lifetimes if start <= period.last_day < end) for period in periods
    }


def _missing(index: Index, rows: Iterable[CoverageRow], asked: Iterable[Metric], scope: Scope) -> Iterator[Missing]:
    for metric in asked:
        of_metric = [row for row in rows if row.metric == metric.id]
        if of_metric:
            yield _missing_of(index, metric, fullest(of_metric).period, scope)


def _missing_of(index: Index, metric: Metric, period: Period, scope: Scope) -> Missing:
    from countycli.query.region_coverage import spread

    scope = with_counties(index, scope, period.last_year, at=period)
    having = {
        found.code
        for found in index.figures.values(metric.id, period)
        if found.value is not None and found.scope is None
    }
    having |= {heir for heirs in index.places.heirs(having).values() for heir in heirs}
    places = index.places.by_code(code for code in scope.counties if code not in having).values()
    return Missing(metric, period, tuple(places), spread(index, scope, having))
