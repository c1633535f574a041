"""Who takes part in a ranking and in what order: the counties of a scope, what each has that can be ranked, and what
else.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from countycli.model.headlines import headlines
from countycli.names.scopes import with_counties
from countycli.query.figures import after, figures_behind
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from countycli.index.ask.index import Index
    from countycli.model.answers import Value
    from countycli.model.period import Period
    from countycli.model.records import Break, Metric
    from countycli.model.reports import Headline, Scope

    Held = dict[str, tuple[Value, Period]]


class Field(NamedTuple):
    """The counties of a scope, by the code in the scope: what can be ranked, and what else they have. `ceased` are
    those among them that were gone when the period ended; `apart` tells of whom the figures of two periods are of
    unlike territory, and why.
    """

    scope: Scope
    found: Held
    unfit: Held
    ceased: tuple[str, ...] = ()
    apart: Mapping[str, str] | None = None


def in_period(
    index: Index, metric: Metric, scope: Scope, period: Period, among: Collection[str] | None = None
) -> Field:
    """The counties of the end of a period, and those that ceased in the course of it and have a figure that no heir is
    counted with. Only those `among` some codes, where these are given.
    """
    scope = with_counties(index, scope, period.last_year, at=period)
    values = [(value, period) for value in index.figures.values(metric.id, period)]
    late: set[str] = set()
    if not scope.groups:
        members = {*scope.counties}
        ceased = index.places.ceased(scope, period.month_before.last_day, period.last_day)
        late = {it.code for it, _ in values}.intersection(ceased)
        heirs = index.places.heirs(late)
        # Those that went on as another county are counted as that one.
        late = {code for code in late if not members.intersection(heirs.get(code, ()))}
        scope = scope._replace(counties=tuple(sorted((*scope.counties, *late))))
    field = _field(index, _among(scope, among), values)
    return field._replace(ceased=tuple(sorted(late.intersection(field.scope.counties)))) if late else field


def latest(index: Index, metric: Metric, scope: Scope, among: Collection[str] | None = None) -> Field:
    """Each of today's counties with its latest figure that can be ranked: a year's, or where no county has one of these
    that of several years. That of another territory, or of a span that most others don't have, can't be.
    """
    field = _field(index, _among(with_counties(index, scope), among), index.figures.latest(metric.id))
    stale = {code for code, its in index.places.breaks(field.found).items() if _has_moved(*field.found[code], its)}
    stale |= _of_other_length(field.found)
    unfit = field.unfit | {code: field.found[code] for code in stale}
    return field._replace(found={code: it for code, it in field.found.items() if code not in stale}, unfit=unfit)


def _of_other_length(found: Held) -> set[str]:
    """The counties whose figure covers another length of time than a ranking compares: one year or, where no county has
    a year's figure, as many years as the shortest.
    """
    years = {period.months for _, period in found.values() if period.whole_years}
    return {
        code for code, (_, period) in found.items() if not period.whole_years or period.months != min(years, default=0)
    }


def _among(scope: Scope, codes: Collection[str] | None) -> Scope:
    if codes is None:
        return scope
    return scope._replace(counties=tuple(code for code in scope.counties if code in codes))


def _has_moved(it: Value, period: Period, changes: Iterable[Break]) -> bool:
    """Whether the territory changed since the figure's."""
    return not it.restated and any(change.month > (it.boundaries or period.end) for change in changes)


def _field(index: Index, scope: Scope, values: list[tuple[Value, Period]]) -> Field:
    """Values under the codes of the scope; of a unit that went on as another one under the latter's."""
    members = set(scope.counties)
    heirs = index.places.heirs(it.code for it, _ in values if it.code not in members)
    found: Held = {}
    unfit: Held = {}
    for value, period in values:
        owner = next((code for code in (value.code, *heirs.get(value.code, ())) if code in members), None)
        held = found if value.comparable else unfit
        if owner and (owner not in held or _merit(held[owner][1]) < _merit(period)):
            held[owner] = value, period
    return Field(scope, found, {code: it for code, it in unfit.items() if code not in found})


def _merit(period: Period) -> tuple[bool, bool, tuple[int, int]]:
    """A year's figure comes before one of several years, that before one of a part of a year; then the later one."""
    return period.is_year, period.whole_years, period.recency


class Position(NamedTuple):
    """A county's place in the order: its rank, its code in the scope, value and period."""

    rank: int
    code: str
    value: float
    period: Period


def ordered(entries: Iterable[tuple[str, float, Period]], *, ascending: bool) -> Iterator[Position]:
    """Codes with value and period in order; equal values share a rank and the next one is as far down as if they didn't
    (1, 2, 2, 4). Of these the later period's come first, then the order is that of codes.
    """
    entries = sorted(entries)
    if any(entry[2] != entries[0][2] for entry in entries):
        entries.sort(key=lambda entry: entry[2].recency, reverse=True)
    entries.sort(key=itemgetter(1), reverse=not ascending)
    rank, last = 0, None
    for number, (code, value, period) in enumerate(entries, 1):
        if value != last:
            rank, last = number, value
        yield Position(rank, code, value, period)


class Board(NamedTuple):
    """A ranking before anything is looked up for it: of what, by whom, in what order. Without a period each county has
    its latest.
    """

    metric: Metric
    period: Period | None
    field: Field
    ascending: bool

    def positions(self) -> Iterator[Position]:
        entries = ((code, it.value or 0, when) for code, (it, when) in self.field.found.items())
        return ordered(entries, ascending=self.ascending)


def board_of(
    index: Index,
    metric: Metric,
    period: Period | None,
    scope: Scope,
    ascending: bool | None,
    among: Collection[str] | None,
) -> Board:
    """`ascending` is a wish; without one the best come first, where the metric has a best."""
    field = latest(index, metric, scope, among) if period is None else in_period(index, metric, scope, period, among)
    return Board(metric, period, field, metric.higher_is_better is False if ascending is None else ascending)


def headlines_of(index: Index, board: Board, codes: Iterable[str]) -> dict[str, Headline]:
    """The figures of some counties that are ranked, by their codes in the scope, with rivals and breaks."""
    filed = {board.field.found[code][0].code: code for code in codes}
    figures = figures_behind(index, board.metric, board.period, filed)
    documents = index.documents.by_id(figure.source for figure in figures)
    breaks = index.places.breaks(filed.values())
    whole = [it for it in figures if it.scope is None]
    found = {filed[headline.figure.county]: headline for headline in headlines(whole, documents)}
    return {
        code: it._replace(breaks=after(it.figure, breaks[code])) if code in breaks else it for code, it in found.items()
    }
