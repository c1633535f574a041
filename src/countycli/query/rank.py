"""A ranking that compares like with like and says who is left out.

A ranking over the nation has thousands of counties, of which a table shows twenty: it is made from codes and values,
and only what will be shown is looked up.
"""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from operator import itemgetter
from typing import TYPE_CHECKING

from countycli.errors import Candidate, NotFoundError, Phrase
from countycli.model.headlines import headlines
from countycli.names.defined import resolve_metric
from countycli.names.scopes import around, last_day, month_before, scope_named, with_counties
from countycli.query.exclusions import Exclusion, Field, excluded
from countycli.query.figures import (
    Benchmark,
    after,
    benchmarks,
    cells_of,
    figures_behind,
    holdings_of_members,
    standards_of,
)
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from countycli.dataset.decode import Value
    from countycli.dataset.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Break, Document, Metric, Place
    from countycli.model.reports import Headline, Note, Scope

_MOST_PERIODS = 5
_MOST_NAMED = 10
_COUNTRY = "000000"
_LEVELS = ("prefecture", "province", "country")


class RankRow(NamedTuple):
    """`benchmarks` are the figures of the prefecture and the province, as far as there are any."""

    rank: int
    place: Place
    headline: Headline
    benchmarks: tuple[Benchmark, ...]


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
    notes: tuple[Note, ...]


class RankRequest(NamedTuple):
    """`shown` rows and `named` counties for each reason are looked up; without a number all."""

    metric: str
    period: Period | None = None
    scope: Sequence[str] | None = None  # one name or several
    top: int | None = None
    ascending: bool | None = None  # without a wish the best first, where the metric has a best
    latest: bool = False
    shown: int | None = None
    named: int | None = None


class Position(NamedTuple):
    """A county's place in the order: its rank, the code under which the figure stands, value and period."""

    rank: int
    code: str
    value: float
    period: Period


def rank(index: Index, request: RankRequest) -> RankReport:
    """Raises NotFoundError where no county of the scope can be ranked, with what they have instead."""
    metric = resolve_metric(index, request.metric)
    if metric.scope:
        raise _of_parts(metric)
    scope = scope_named(index, request.scope)
    periods = _periods(index, metric, scope)
    period = None if request.latest else request.period or (periods[0][0] if periods else None)
    field = _latest(index, metric, scope) if period is None else _in_period(index, metric, scope, period)
    ascending = metric.higher_is_better is False if request.ascending is None else request.ascending
    entries = ((code, it.value or 0, when) for code, (it, when) in field.found.items())
    positions = _first(ordered(entries, ascending=ascending), request.top or request.shown)
    if not positions:
        raise _nothing(index, metric, period, periods, field)
    left_out, reasons = excluded(index, metric, period, field, request.named)
    rows = _rows(index, metric, period, positions, field)
    references = _references(index, metric, period, field.scope)
    shown = [row.headline for row in rows] + [it for _, it in references]
    beside = [it.standard.source for row in rows for it in row.benchmarks]
    return RankReport(
        metric=metric,
        period=period,
        scope=field.scope,
        ascending=ascending,
        rows=rows,
        ranked=len(field.found),
        excluded=left_out,
        reasons=reasons,
        periods=periods[:_MOST_PERIODS],
        references=references,
        top=request.top,
        documents=index.documents([*(source for it in shown for source in it.sources), *beside]),
        notes=field.scope.notes,
    )


def ordered(entries: Iterable[tuple[str, float, Period]], *, ascending: bool) -> Iterator[Position]:
    """Codes with value and period in order; equal values share a rank and the next one is as far down as if they didn't
    (1, 2, 2, 4). Figures of different periods never share one: of equal values the later period comes first.
    """
    entries = sorted(entries)
    if any(entry[2] != entries[0][2] for entry in entries):
        entries.sort(key=lambda entry: entry[2].recency, reverse=True)
    entries.sort(key=itemgetter(1), reverse=not ascending)
    rank, last = 0, None
    for number, (code, value, period) in enumerate(entries, 1):
        if (value, period) != last:
            rank, last = number, (value, period)
        yield Position(rank, code, value, period)


def _first(positions: Iterator[Position], limit: int | None) -> list[Position]:
    """The first ranks. Whoever shares the last of them comes too, unless that would more than double the rows."""
    if limit is None:
        return list(positions)
    ranks = list(takewhile(lambda it: it.rank <= limit, positions))
    return ranks if len(ranks) <= 2 * limit else ranks[:limit]


def _periods(index: Index, metric: Metric, scope: Scope) -> tuple[tuple[Period, int], ...]:
    """The periods with the number of counties that can be ranked. Those for which most of today's counties can be come
    first, the latest among equals.
    """
    if scope.groups:
        held = holdings_of_members(index, scope, metric.id)
        counts = Counter(period for _, period in {(it.code, it.period) for it in held if it.comparable})
        found = [(period, count, count) for period, count in counts.items()]
    else:
        found = [(it.period, it.rankable, it.today) for it in index.coverage(metric.id, scope) if it.rankable]
    found.sort(key=lambda item: (item[2], item[0].recency), reverse=True)
    return tuple((period, rankable) for period, rankable, _ in found)


def _in_period(index: Index, metric: Metric, scope: Scope, period: Period) -> Field:
    """A ranking of one period has the counties of that time; those that ceased in the course of it if they have a
    figure.
    """
    scope = with_counties(index, scope, period.last_year, at=period)
    values = [(it, period) for it in index.values(metric.id, period)]
    if not scope.groups:
        members = {*scope.counties}
        ceased = index.ceased(scope, last_day(month_before(period)), last_day(period))
        late = {it.code for it, _ in values}.intersection(ceased)
        heirs = index.heirs(late)
        # Those that went on as another county are counted as that one.
        late = {code for code in late if not members.intersection(heirs.get(code, ()))}
        scope = scope._replace(counties=tuple(sorted((*scope.counties, *late))))
    return _field(index, scope, values)


def _latest(index: Index, metric: Metric, scope: Scope) -> Field:
    """Each of today's counties with its latest figure that can be ranked: of amounts a whole year's. That of another
    territory, or an amount of a part of a year, can't be.
    """
    field = _field(index, with_counties(index, scope), index.latest(metric.id))
    stale = {code for code, its in index.breaks(field.found).items() if _has_moved(*field.found[code], its)}
    if metric.adds_up:
        stale |= {code for code, (_, period) in field.found.items() if period.months < 12}
    unfit = field.unfit | {code: field.found[code] for code in stale}
    return field._replace(found={code: it for code, it in field.found.items() if code not in stale}, unfit=unfit)


def _has_moved(it: Value, period: Period, changes: Iterable[Break]) -> bool:
    """Whether the territory changed since the figure's."""
    return not it.restated and any(change.month > (it.boundaries or period.end) for change in changes)


def _field(index: Index, scope: Scope, values: list[tuple[Value, Period]]) -> Field:
    """Values under the codes of the scope; of a unit that went on as another one under the latter's."""
    members = set(scope.counties)
    heirs = index.heirs(it.code for it, _ in values if it.code not in members)
    found: dict[str, tuple[Value, Period]] = {}
    unfit: dict[str, tuple[Value, Period]] = {}
    for it, period in values:
        owner = (
            it.code if it.code in members else next((heir for heir in heirs.get(it.code, ()) if heir in members), "")
        )
        better = found if it.comparable else unfit
        if owner and (owner not in better or better[owner][1].recency < period.recency):
            better[owner] = it, period
    return Field(scope, found, {code: it for code, it in unfit.items() if code not in found})


def _rows(
    index: Index, metric: Metric, period: Period | None, positions: list[Position], field: Field
) -> tuple[RankRow, ...]:
    """What is shown of the counties: their figures with rivals and breaks, beside those of their regions."""
    filed = {field.found[it.code][0].code: it for it in positions}
    figures = figures_behind(index, metric, period, filed)
    documents = index.documents(figure.source for figure in figures)
    breaks = index.breaks(it.code for it in positions)
    whole = [it for it in figures if it.scope is None]
    places = index.places(filed)
    regions = index.places(
        filter(None, [code for place in places.values() for code in (place.prefecture, place.province)])
    )
    standards = standards_of(index, regions, {(metric.id, it.period) for it in positions})
    found = {filed[it.figure.county].code: it for it in headlines(whole, documents)}
    rows = []
    for position in positions:
        it = found[position.code]
        place = places[it.figure.county]
        beside = [regions[code] for code in (place.prefecture, place.province) if code]
        if place.former_names:
            place = place._replace(name=place.name_in(position.period.end))
        if position.code in breaks:
            it = it._replace(breaks=after(it.figure, breaks[position.code]))
        rows.append(RankRow(position.rank, place, it, benchmarks(it.figure, metric, beside, standards)))
    return tuple(rows)


def _references(
    index: Index, metric: Metric, period: Period | None, scope: Scope
) -> tuple[tuple[Place, Headline], ...]:
    """The regions that the scope is or lies in, the narrowest first, where they have the figure."""
    if period is None:
        return ()
    places = index.places({*around(scope), _COUNTRY})
    cells = cells_of(index, places, [(metric.id, period)])
    narrowest_first = sorted(places.values(), key=lambda place: _LEVELS.index(place.level))
    found = ((place, cells.get((place.code, metric.id, period))) for place in narrowest_first)
    return tuple((place, it) for place, it in found if it is not None)


def _of_parts(metric: Metric) -> NotFoundError:
    message = Phrase("{metric} tells of parts of counties, which can't be compared, and is not ranked", metric=metric)
    return NotFoundError(message, Phrase("`countycli metrics {id}` tells what there is", id=metric.id))


def _nothing(
    index: Index, metric: Metric, period: Period | None, periods: Sequence[tuple[Period, int]], field: Field
) -> NotFoundError:
    """What there is instead: other periods, else what the scope has and where there is more of the metric."""
    message = Phrase("No county in this scope has a figure of {metric} that can be ranked", metric=metric)
    if period is not None:
        message = Phrase(
            "No county in this scope has a figure of {metric} for {period} that can be ranked",
            metric=metric,
            period=period,
        )
    left_out, _ = excluded(index, metric, period, field, None)
    instead = tuple(Candidate(it.code, it.name, it.detail) for it in left_out if it.detail)[:_MOST_NAMED]
    if not periods:
        return NotFoundError(message, _instead(index, metric, field.scope), instead)
    best = tuple(found for found, _ in periods[:_MOST_PERIODS])
    return NotFoundError(message, Phrase("there are figures for {periods}", periods=best), instead)


def _instead(index: Index, metric: Metric, scope: Scope) -> Phrase:
    from countycli.query.holdings import reaches, reaches_told, stock_in, told

    found = reaches(index, metric)
    more = Phrase("`countycli metrics {id}` tells what there is", id=metric.id)
    if found:
        more = reaches_told(metric, found)
    if scope.name is None:
        return more
    there = told(scope.title, stock_in(index, scope))
    return Phrase("{first} (`countycli coverage --in {id}` lists all); {second}", first=there, id=scope.id, second=more)
