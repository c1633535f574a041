"""Who is ranked, in which order, and why the others are not."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from recomputation.records import OUTCOMES, Figure, Metric
from recomputation.registry import members_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from recomputation.figures import Figures, Held
    from recomputation.headlines import Headline
    from recomputation.periods import Period
from recomputation.periods import month_of
from recomputation.periods import period as parsed

_MOST_PERIODS = 5


class Scope(NamedTuple):
    """A region or a group; neither for the whole book. Of a kind, where one is given."""

    region: str | None = None
    group: str | None = None
    kind: str | None = None


class Row(NamedTuple):
    rank: int
    owner: str
    headline: Headline


class Ranking(NamedTuple):
    counties: frozenset[str]
    rows: tuple[Row, ...]
    excluded: dict[str, str]  # the reason, by county


@cache
def members(figures: Figures, scope: Scope, period: Period | None) -> frozenset[str]:
    """The counties that existed when the period ended; without one today's."""
    month = period.last if period else None
    if scope.kind is not None:
        everyone = members(figures, scope._replace(kind=None), period)
        return frozenset(code for code in everyone if figures.registry.kind(code, month) == scope.kind)
    if scope.group is not None:
        today = figures.registry.counties(None, None)
        return members_at(figures.book.groups[scope.group], period.year if period else None, today)
    return figures.registry.counties(scope.region, month)


@cache
def filed_within(figures: Figures, scope: Scope) -> frozenset[str]:
    """The codes under which figures of a scope's counties are filed, whenever they belonged to it."""
    registry = figures.registry
    if scope.kind is not None:
        kind, anyone = scope.kind, filed_within(figures, scope._replace(kind=None))
        heirs = {code: (code, *registry.heirs.get(code, ())) for code in anyone}
        return frozenset(code for code in anyone if any(registry.places[heir].kind == kind for heir in heirs[code]))
    if scope.group is None:
        return frozenset(code for code in registry.places if registry.is_county_of(code, scope.region))
    group = figures.book.groups[scope.group]
    return frozenset(part for it in group.members for part in registry.parts[it.code])


def ranking(figures: Figures, metric: Metric, period: Period, scope: Scope, *, ascending: bool) -> Ranking:
    """Of one period: also counties that ceased in the course of it, if they were counted and nobody continues them."""
    counties, rows, found = ranked(figures, metric, period, scope, ascending=ascending)
    unfit = {code: _reason(it.figure) for code, it in found.items() if not it.figure.comparable}
    missing = _missing(figures, metric, counties - found.keys())
    return Ranking(counties, rows, unfit | missing)


def ranked(
    figures: Figures, metric: Metric, period: Period, scope: Scope, *, ascending: bool
) -> tuple[frozenset[str], tuple[Row, ...], dict[str, Headline]]:
    """The counties, the rows of those that can be ranked, and what all that have a figure have."""
    counties, owned = _field(figures, metric, period, scope)
    found = {code: figures.headline(its) for code, its in owned.items()}
    fit = {code: it for code, it in found.items() if it.figure.comparable}
    return counties, _ordered(fit, ascending=ascending), found


def _field(figures: Figures, metric: Metric, period: Period, scope: Scope) -> tuple[frozenset[str], Held]:
    """The counties, and the figures of those that have any."""
    held = figures.at(metric.id, period)
    counties = members(figures, scope, period)
    if scope.group is None:
        counties |= held.keys() & _ceasing(figures, scope, period)
    return counties, figures.owned(held, counties)


@cache
def _ceasing(figures: Figures, scope: Scope, period: Period) -> frozenset[str]:
    """Counties that ceased in the course of the period and that none continues, of whatever kind the heir is."""
    registry, anyone = figures.registry, scope._replace(kind=None)
    counties = members(figures, anyone, period)
    return frozenset(
        code
        for code in filed_within(figures, anyone)
        if registry.existed(code, period.first - 1)
        and not registry.existed(code, period.last)
        and registry.owner(code, counties) is None
        and scope.kind in (None, registry.places[code].kind)
    )


def latest(figures: Figures, metric: Metric, scope: Scope, *, ascending: bool) -> Ranking:
    """Each of today's counties with its latest whole year; where nobody has one, with its latest span of as many years
    as the shortest.
    """
    counties = members(figures, scope, None)
    newest = {code: max(its, key=_merit) for code, its in _by_owner(figures, metric, counties).items()}
    spans = [it.figure.period for it in newest.values() if it.figure.comparable]
    months = min((it.months for it in spans if it.whole_years), default=0)
    reasons = {code: _stale(figures, it.figure, code, months) for code, it in newest.items()}
    fit = {code: it for code, it in newest.items() if reasons[code] is None}
    unfit = {code: reason for code, reason in reasons.items() if reason is not None}
    return Ranking(
        counties, _ordered(fit, ascending=ascending), unfit | _missing(figures, metric, counties - newest.keys())
    )


def _by_owner(figures: Figures, metric: Metric, counties: frozenset[str]) -> dict[str, list[Headline]]:
    found: dict[str, list[Headline]] = {}
    for held in figures.by_metric.get(metric.id, {}).values():
        for code, its in figures.owned(held, counties).items():
            found.setdefault(code, []).append(figures.headline(its))
    return found


def _merit(it: Headline) -> tuple[bool, bool, bool, bool, tuple[int, int]]:
    figure, period = it.figure, it.figure.period
    return figure.comparable, figure.scope is None, period.is_year, period.whole_years, period.recency


def _stale(figures: Figures, it: Figure, owner: str, months: int) -> str | None:
    """Why a county's latest figure is not ranked among those of so many months; None where it is."""
    if not it.comparable:
        return _reason(it)
    if not it.period.whole_years or it.period.months != months:
        return "other_period"
    return "break" if figures.changes_since(it, owner) else None


def _reason(it: Figure) -> str:
    if it.scope is not None:
        return "other_scope"
    if it.value is None:
        return "no_figure"
    if it.doubtful:
        return "doubtful"
    if it.status not in OUTCOMES:
        return "estimate"
    return "bound" if it.bound else "other_period"


def _missing(figures: Figures, metric: Metric, counties: Iterable[str]) -> dict[str, str]:
    """Of those without a figure for the period."""
    known, aimed = figures.holders[metric.id], figures.aiming.get(metric.id, frozenset())
    reasons = {}
    for code in counties:
        other = "other_period" if code in known else "target_only" if code in aimed else "no_figure"
        reasons[code] = _unlike(figures, metric, code) or other
    return reasons


def _unlike(figures: Figures, metric: Metric, code: str) -> str | None:
    """Why there is no change between two years: the territory is not the same in both, zones were counted apart in one
    of them, or one figure is no fit input.
    """
    formula = metric.formula
    if formula is None or formula.kind != "change":
        return None
    span = parsed(formula.base)
    then, now = (_whole(figures, formula.metric, year, code) for year in (span.first_year, span.last_year))
    if now is None:
        return None
    if then is None:
        begun = figures.registry.places[code].valid_from
        return "break" if begun is not None and month_of(begun) >= span.first else None
    changes = figures.registry.changes[code]
    if then.restated != now.restated or any(then.territory < month_of(it.date) <= now.territory for it in changes):
        return "break"
    return "zones_apart" if then.zones_apart or now.zones_apart else "unlike"


def _whole(figures: Figures, metric: str, period: Period, code: str) -> Figure | None:
    """What a unit has as a whole, or what a unit had that went on as it."""
    held = figures.at(metric, period)
    for part in figures.registry.parts[code]:
        its = [it for it in held.get(part, ()) if it.scope is None]
        if its:
            return figures.headline(its).figure
    return None


def _ordered(found: Mapping[str, Headline], *, ascending: bool) -> tuple[Row, ...]:
    """Equal values share a rank (1, 2, 2, 4); of these those of later periods come first."""
    entries = sorted(found.items())
    if len({it.figure.period for _, it in entries}) > 1:
        entries.sort(key=lambda item: item[1].figure.period.recency, reverse=True)
    entries.sort(key=lambda item: _value(item[1]), reverse=not ascending)
    return with_ranks(entries)


def with_ranks(entries: Iterable[tuple[str, Headline]]) -> tuple[Row, ...]:
    """What is in order already."""
    rows: list[Row] = []
    for number, (code, it) in enumerate(entries, 1):
        ties = bool(rows) and _value(rows[-1].headline) == _value(it)
        rows.append(Row(rows[-1].rank if ties else number, code, it))
    return tuple(rows)


def _value(it: Headline) -> Decimal:
    assert it.figure.value is not None
    return it.figure.value


@cache
def periods(figures: Figures, metric: Metric, scope: Scope) -> list[tuple[Period, int]]:
    """The periods with how many counties can be ranked for each: first those for which most of today's can, the latest
    among equals.
    """
    found = []
    for period in figures.by_metric.get(metric.id, {}):
        fit = [
            code
            for code, its in _field(figures, metric, period, scope)[1].items()
            if figures.headline(its).figure.comparable
        ]
        today = sum(_is_today(figures, scope, code) for code in fit)
        found.append((today, period, len(fit)))
    found.sort(key=lambda item: (item[0], item[1].recency), reverse=True)
    return [(period, count) for _, period, count in found if count][:_MOST_PERIODS]


def _is_today(figures: Figures, scope: Scope, code: str) -> bool:
    """Group members count as they did then."""
    return scope.group is not None or figures.registry.places[code].valid_to is None


def runs_up(metric: Metric) -> bool:
    """Whether the smallest come first without a wish: the best do, where an indicator has a best."""
    return metric.higher_is_better is False
