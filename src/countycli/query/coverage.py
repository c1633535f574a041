"""How far the book reaches: for each metric and period, how many counties of a scope have a figure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.errors import NotFoundError, Phrase
from countycli.model.reports import Note
from countycli.names.defined import resolve_metric
from countycli.names.scopes import last_day, members_at, resolve_scope, with_counties
from countycli.query.figures import holdings_of_members
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    from countycli.dataset.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Metric, Place, Topic
    from countycli.model.reports import Scope


# By metric and period: the counties with a figure, and how many of them ceased within the period.
_Counts = dict[tuple[str, "Period"], tuple[int, int]]


class CoverageRow(NamedTuple):
    """`counties` of `all` have a figure: all that the scope had when the period ended, and those that ceased in the
    course of it but were counted.
    """

    metric: str
    period: Period
    counties: int
    all: int


class CoverageReport(NamedTuple):
    """`missing`: of a single metric, the counties without a figure for the period that most have one for."""

    scope: Scope
    metric: Metric | None
    rows: tuple[CoverageRow, ...]
    missing: tuple[Place, ...]
    missing_for: Period | None
    metrics: dict[str, Metric]
    topics: tuple[Topic, ...]
    notes: tuple[Note, ...]


class CoverageRequest(NamedTuple):
    metric: str | None = None
    scope: str | None = None


def coverage(index: Index, request: CoverageRequest) -> CoverageReport:
    """By metric in the book's order, the latest period first. Raises NotFoundError where there is nothing."""
    metric = resolve_metric(index, request.metric) if request.metric is not None else None
    scope = resolve_scope(index, request.scope)
    rows = coverage_of(index, metric.id if metric else None, scope)
    if not rows:
        raise NotFoundError(Phrase("No county of this scope has a figure"), Phrase("`countycli coverage` tells of all"))
    fullest = max(rows, key=lambda row: (row.counties, row.period.recency)) if metric else None
    return CoverageReport(
        scope=scope,
        metric=metric,
        rows=rows,
        missing=_missing(index, fullest, scope) if fullest else (),
        missing_for=fullest.period if fullest else None,
        metrics=index.metrics({row.metric for row in rows}),
        topics=tuple(index.topics()),
        notes=(*scope.notes, *own_counted(index)),
    )


def own_counted(index: Index) -> tuple[Note, ...]:
    """What must be said of counts that no source stands beside."""
    own = index.info().own
    return (Note("own", Phrase("figures of your own are counted too (documents: {count})", count=own)),) if own else ()


def coverage_of(index: Index, metric: str | None, scope: Scope) -> tuple[CoverageRow, ...]:
    """The coverage of one metric or of all in a scope."""
    counts = _of_group(index, metric, scope) if scope.kind == "group" else _of_region(index, metric, scope)
    sizes = _sizes(index, scope, {period for _, period in counts})
    return tuple(
        CoverageRow(name, period, count, sizes[period] + ceased) for (name, period), (count, ceased) in counts.items()
    )


def _sizes(index: Index, scope: Scope, periods: Collection[Period]) -> dict[Period, int]:
    """How many counties the scope had when each period ended."""
    if scope.years:
        return {it: len(members_at(index, scope.years.group, it.last_year)) for it in periods}
    lifetimes = index.lifetimes(scope)
    return {it: sum(count for start, end, count in lifetimes if start <= last_day(it) < end) for it in periods}


def _of_region(index: Index, metric: str | None, scope: Scope) -> _Counts:
    return {(it.metric, it.period): (it.counties, it.ceased) for it in index.coverage(metric, scope) if it.counties}


def _of_group(index: Index, metric: str | None, scope: Scope) -> _Counts:
    """Figures of units that a member continues count as the member's."""
    assert scope.years  # a group has them
    held = {
        (it.code, it.metric, it.period) for it in holdings_of_members(index, scope.years.group, metric) if it.valued
    }
    counts = Counter((metric, period) for _, metric, period in held)
    positions = {identifier: position for position, identifier in enumerate(index.metrics())}
    order = sorted(counts, key=lambda key: key[1].recency, reverse=True)
    return {key: (counts[key], 0) for key in sorted(order, key=lambda key: positions[key[0]])}


def _missing(index: Index, row: CoverageRow, scope: Scope) -> tuple[Place, ...]:
    scope = with_counties(index, scope, row.period.last_year, at=row.period)
    having = {it.code for it in index.values(row.metric, row.period) if it.value is not None and it.scope is None}
    having |= {heir for heirs in index.heirs(having).values() for heir in heirs}
    return tuple(index.places(code for code in scope.counties if code not in having).values())
