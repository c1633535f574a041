"""Which counties take part in a ranking, and in what order: the counties of a scope, the figure of each that can be
ranked, and figures that can't.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from countycli.model.headlines import headline
from countycli.names.scopes import of_kinds, with_counties
from countycli.query.figures import after, coverage_in, figures_behind
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from countycli.index.ask.index import Index
    from countycli.model.answers import Value
    from countycli.model.period import Period
    from countycli.model.records import Break, Metric
    from countycli.model.reports import Headline, Scope

    Held = dict[str, tuple[Value, Period]]
    Entry = tuple[str, float, Period]  # a code, the value by which it is ranked, and the period of the value


class Field(NamedTuple):
    """The counties of a scope and, by the code in the scope, their figures: `found` can be ranked, `unfit` can't.
    `ceased` are the counties that no longer existed when the period ended. `apart` tells, where changes are ranked,
    which counties had another territory in the earlier period and so have no change, and why.
    """

    scope: Scope
    found: Held
    unfit: Held
    ceased: tuple[str, ...] = ()
    apart: Mapping[str, str] | None = None


def rankable_periods(index: Index, metric: Metric, scope: Scope) -> tuple[tuple[Period, int], ...]:
    """The periods for which counties can be ranked, each with the number of these counties. The period for which most
    counties of today can be ranked comes first; of equal periods, the latest.
    """
    found = [(period, ranked, today) for period, ranked, today in _counts(index, metric, scope) if ranked]
    found.sort(key=lambda counts: (counts[2], counts[0].recency), reverse=True)
    return tuple((period, ranked) for period, ranked, _ in found)


def _counts(index: Index, metric: Metric, scope: Scope) -> Iterator[tuple[Period, int, int]]:
    """Each period with the number of counties that can be ranked, and the number of these that exist today. For scopes
    of groups both numbers are the same, as if all of the counties existed today.
    """
    by_kind = bool(scope.kinds) and not scope.groups
    living = {unit.code for unit in index.places.units(scope.areas) if not unit.valid_to} if by_kind else set()
    for covered in coverage_in(index, scope, metric.id):
        if covered.rankable and by_kind:
            ranked = in_period(index, metric, scope, covered.period).found
            yield covered.period, len(ranked), len(living.intersection(ranked))
        else:
            yield covered.period, covered.rankable, covered.today


def in_period(index: Index, metric: Metric, scope: Scope, period: Period) -> Field:
    """The field of a ranking for one period: the counties that existed when the period ended, and counties that ceased
    within the period and have a figure that counts for no heir among the others, of whatever kind the heir is.
    """
    kinds, scope = scope.kinds, with_counties(index, scope._replace(kinds=()), period.last_year, at=period)
    values = [(value, period) for value in index.figures.values(metric.id, period)]
    late: set[str] = set()
    if not scope.groups:
        ceased = {*index.places.ceased(scope, period.month_before.last_day, period.last_day)}
        late = {value.code for value, _ in values if value.code in ceased}
    if late:
        members, heirs = {*scope.counties}, index.places.heirs(late)
        # A county that went on as another member counts as that member, and must not count twice.
        late = {code for code in late if members.isdisjoint(heirs.get(code, ()))}
        scope = scope._replace(counties=tuple(sorted((*scope.counties, *late))))
    scope = scope._replace(kinds=kinds)
    scope = scope._replace(counties=of_kinds(index, scope, scope.counties, period.last_day))
    field = _field(index, scope, values)
    return field._replace(ceased=tuple(sorted(late.intersection(field.scope.counties)))) if late else field


def of_places(index: Index, metric: Metric, scope: Scope, period: Period) -> Field:
    """The field of the places in a scope, of whatever level, for one period."""
    return _field(index, scope, [(value, period) for value in index.figures.values(metric.id, period)])


def latest(index: Index, metric: Metric, scope: Scope) -> Field:
    """The field of a ranking by latest figures: the counties of today, each with its latest figure. To be ranked, a
    figure must be of one year or, where no county has such a figure, of several years, and of the territory of today.
    """
    field = _field(index, with_counties(index, scope), index.figures.latest(metric.id))
    changes = index.places.breaks(field.found)
    stale = {code for code, breaks in changes.items() if _has_moved(*field.found[code], breaks)}
    stale |= _of_other_length(field.found)
    unfit = field.unfit | {code: field.found[code] for code in stale}
    return field._replace(found={code: held for code, held in field.found.items() if code not in stale}, unfit=unfit)


def _of_other_length(found: Held) -> set[str]:
    """The counties whose figure covers another length of time than is ranked. Figures of one year are ranked or, where
    no county has one, figures of the smallest number of years.
    """
    years = {period.months for _, period in found.values() if period.whole_years}
    return {
        code for code, (_, period) in found.items() if not period.whole_years or period.months != min(years, default=0)
    }


def _has_moved(value: Value, period: Period, changes: Iterable[Break]) -> bool:
    """Whether the territory has changed since the boundaries that a figure is for."""
    return not value.restated and any(change.month > (value.boundaries or period.end) for change in changes)


def _field(index: Index, scope: Scope, values: list[tuple[Value, Period]]) -> Field:
    """Values by the codes of the scope's counties; the value of a former unit stands under the code of its heir."""
    members = set(scope.counties)
    heirs = index.places.heirs(value.code for value, _ in values if value.code not in members)
    found: Held = {}
    unfit: Held = {}
    for value, period in values:
        owner: str | None = value.code
        if owner not in members:
            owner = next((heir for heir in heirs.get(value.code, ()) if heir in members), None)
        held = found if value.comparable else unfit
        if owner and (owner not in held or _merit(held[owner][1]) < _merit(period)):
            held[owner] = value, period
    return Field(scope, found, {code: held for code, held in unfit.items() if code not in found})


def _merit(period: Period) -> tuple[bool, bool, tuple[int, int]]:
    """A sort key: figures of one year come before figures of several years, and these before figures of a part of a
    year; among equals later figures come before earlier ones.
    """
    return period.is_year, period.whole_years, period.recency


class Position(NamedTuple):
    """The position of a county in a ranking, with its code in the scope, its value and the period of the value."""

    rank: int
    code: str
    value: float
    period: Period


def ordered(entries: Iterable[Entry], *, ascending: bool) -> list[Entry]:
    """Codes in the order of their values. Among equal values later periods come first, then smaller codes."""
    entries = sorted(entries)
    if len(set(map(itemgetter(2), entries))) > 1:
        entries.sort(key=lambda entry: entry[2].recency, reverse=True)
    entries.sort(key=itemgetter(1), reverse=not ascending)
    return entries


def ranked(entries: Iterable[Entry]) -> Iterator[Position]:
    """Codes in their order, with ranks. Equal values share a rank, and the rank after them counts all of them (1, 2, 2,
    4).
    """
    rank, last = 0, None
    for number, (code, value, period) in enumerate(entries, 1):
        if value != last:
            rank, last = number, value
        yield Position(rank, code, value, period)


class Board(NamedTuple):
    """A ranking of codes and values, before the counties' names and sources are looked up, which takes time. Without a
    period each county is ranked by its latest figure.
    """

    metric: Metric
    period: Period | None
    field: Field
    ascending: bool

    def entries(self) -> list[Entry]:
        """What is ranked, in the order of ranks."""
        found = [(code, value.value or 0, when) for code, (value, when) in self.field.found.items()]
        return ordered(found, ascending=self.ascending)

    def positions(self) -> Iterator[Position]:
        return ranked(self.entries())


def board_of(
    index: Index,
    metric: Metric,
    period: Period | None,
    scope: Scope,
    ascending: bool | None,
) -> Board:
    """The ranking of a scope's counties. Where `ascending` is None the best counties come first: those with the highest
    values, unless lower values of the metric are better.
    """
    field = latest(index, metric, scope) if period is None else in_period(index, metric, scope, period)
    return Board(metric, period, field, metric.higher_is_better is False if ascending is None else ascending)


def headlines_of(index: Index, board: Board, codes: Iterable[str]) -> dict[str, Headline]:
    """The headlines of some counties of a ranking, by their codes in the scope, with rivals and breaks."""
    filed = {board.field.found[code][0].code: code for code in codes}
    figures = figures_behind(index, board.metric, board.period, filed)
    documents = index.documents.by_id(figure.source for figure in figures)
    breaks = index.places.breaks(filed.values())
    whole = (figure for figure in figures if figure.scope is None)
    by_county = groupby(whole, key=attrgetter("county"))  # of one period each, and in the order of codes
    found = {filed[code]: headline([*rivals], documents) for code, rivals in by_county}
    return {
        code: chosen._replace(breaks=after(chosen.figure, breaks[code])) if code in breaks else chosen
        for code, chosen in found.items()
    }
