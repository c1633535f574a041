"""The people that an amount and the same per head imply are those that the place has: fewer or more give away that one
of the two is of another scope, or that the heads are counted otherwise.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from countycli.checks.evidence import Choice, has_own_note, remark, value_of
from countycli.checks.verdict import Comparison, best
from countycli.model.lineage import continued
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from countycli.checks.evidence import Area, Evidence, Remark, Statement
    from countycli.model.records import Figure
    from countycli.model.rules import QuotientRule
    from countycli.source.draft import Entry, Zone

# How far, as a part of the known people, the implied ones may be from them: for rounding and for amounts' being divided
# by the mean of a year, and for each year between the two.
_SLACK = 0.03
_A_YEAR = 0.01


class _Count(NamedTuple):
    """What sets counts of a place's people apart: how many changes of its territory had been made by then, and what is
    remarked.
    """

    changes: int
    remark: Remark


class _Counts(NamedTuple):
    """Counts of people that may be held against each other: of each year, and the years in order."""

    by_year: dict[int, list[Figure]]
    years: list[int]

    def nearest(self, year: int) -> int | None:
        """The distance in years of the nearest count."""
        position = bisect_left(self.years, year)
        return min((abs(near - year) for near in self.years[max(position - 1, 0) : position + 1]), default=None)

    def around(self, year: int, distance: int) -> Choice:
        found = self.by_year.get(year - distance, [])
        return Choice.among([*found, *self.by_year.get(year + distance, [])] if distance else found)


class _Implied(NamedTuple):
    """An amount, the count of people that is nearest to what it implies, and how far these two are apart, in years and
    beyond what is allowed.
    """

    rule: QuotientRule
    distance: int
    miss: float
    amount: Figure
    known: Figure


class Heads:
    """The check, with the counts of people sorted once for each area."""

    def __init__(self, evidence: Evidence, zones: Iterable[Zone]) -> None:
        self._evidence = evidence
        self._zoned = {(zone.source, zone.county, zone.period) for zone in zones}
        self._counts: dict[tuple[Area, str], dict[_Count, _Counts]] = {}

    def check(self, statement: Statement, rules: Collection[QuotientRule]) -> None:
        """A fault where none of the amounts implies people that are known of the nearest year. `rules` divide amounts
        by different counts of people and make the same metric.
        """
        implied = [found for rule in rules for found in self._implied(statement, rule)]
        nearest = min((found.distance for found in implied), default=0)
        # What is known of the same year is divided exactly, by the check of quotients.
        if nearest:
            closest = min((found for found in implied if found.distance == nearest), key=lambda found: found.miss)
            if closest.miss > 0:
                _report(statement.figures[closest.rule.metric], closest)

    def _implied(self, statement: Statement, rule: QuotientRule) -> Iterator[_Implied]:
        entry = statement.figures[rule.metric]
        (amounts,) = self._evidence.choices(rule.metric, statement, (rule.dividend,))
        if not amounts.figures or not value_of(entry.record) or has_own_note(entry):
            return
        year = statement.period.last_year
        changes = bisect_right(self._evidence.changes(statement.area[0]), statement.period.end)
        counts = self._counts_of(statement.area, rule.divisor).get(_Count(changes, remark(entry)))
        distance = counts.nearest(year) if counts else None
        if counts is None or distance is None:
            return
        comparison = Comparison(
            1,
            lambda pair: _people(pair[0], entry.record, rule) / value_of(pair[1]),
            lambda _: _SLACK + _A_YEAR * distance,
        )
        found = best((amounts, counts.around(year, distance)), comparison)
        if found:
            yield _Implied(rule, distance, found.miss, *found.figures)

    def _counts_of(self, area: Area, metric: str) -> dict[_Count, _Counts]:
        """What is known of the people of an area, and of the units that it continues."""
        if (area, metric) not in self._counts:
            found: dict[_Count, dict[int, list[Figure]]] = defaultdict(lambda: defaultdict(list))
            changes = self._evidence.changes(area[0])
            for entry in self._people_of(area, metric):
                known = _Count(bisect_right(changes, entry.record.period.end), remark(entry))
                found[known][entry.record.period.last_year].append(entry.record)
            self._counts[area, metric] = {known: _Counts(years, sorted(years)) for known, years in found.items()}
        return self._counts[area, metric]

    def _people_of(self, area: Area, metric: str) -> Iterator[Entry[Figure]]:
        """Counts of whole years, but for those that leave out zones within the territory."""
        code, scope = area
        for part in (code, *continued(code, self._evidence.places)):
            prefecture = self._evidence.places[part].prefecture or ""
            for statement in self._evidence.of_area.get((part, scope), ()):
                entry = statement.figures.get(metric)
                zoned = (statement.source, prefecture, statement.period) in self._zoned
                if entry and statement.period.is_year and not zoned and _is_countable(entry):
                    yield entry


def _is_countable(entry: Entry[Figure]) -> bool:
    return value_of(entry.record) > 0 and not has_own_note(entry)


def _people(amount: Figure, per_head: Figure, rule: QuotientRule) -> float:
    return rule.times * value_of(amount) / value_of(per_head)


def _report(entry: Entry[Figure], implied: _Implied) -> None:
    figure = entry.record
    people = _people(implied.amount, figure, implied.rule)
    message = Phrase(
        "{metric} of {county} is {value}, so {amount} {first} is of {people} {unit}; in {period} there were {known}",
        metric=figure.metric,
        county=figure.county,
        value=figure.value,
        amount=implied.amount.metric,
        first=implied.amount.value,
        people=round(people, max(implied.known.decimals, 0) or None),
        unit=implied.known.unit,
        period=str(implied.known.period),
        known=implied.known.value,
    )
    hint = Phrase(
        "which people are counted, and is the amount of the whole place? Give it its `scope`, or say in `note`"
    )
    entry.report("D607", message, hint)
