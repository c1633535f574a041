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


class _Known(NamedTuple):
    """Counts of people that may be held against each other: of each year, and the years in order."""

    by_year: dict[int, Choice]
    years: list[int]

    def nearest(self, year: int) -> list[int]:
        """The nearest year of which there are counts; two where one before and one after are as near."""
        position = bisect_left(self.years, year)
        around = self.years[max(position - 1, 0) : position + 1]
        distance = min(abs(known - year) for known in around)
        return [known for known in around if abs(known - year) == distance]


class _Question(NamedTuple):
    """The amounts that may be divided by people, and the counts of these that are known of a year nearby."""

    rule: QuotientRule
    amounts: Choice
    counts: Choice
    distance: int  # in years


class _Implied(NamedTuple):
    """An amount, and the known count of people that is nearest to what it implies."""

    rule: QuotientRule
    miss: float
    amount: Figure
    known: Figure


class Heads:
    """The check, with the counts of people sorted once for each area."""

    def __init__(self, evidence: Evidence, zones: Iterable[Zone]) -> None:
        self._evidence = evidence
        self._zoned = {(zone.source, zone.county, zone.period) for zone in zones}
        self._counts: dict[tuple[Area, str], dict[_Count, _Known]] = {}

    def check(self, rules: Collection[QuotientRule], statement: Statement) -> None:
        """A fault where none of the amounts implies people that are known of the nearest year. `rules` divide amounts
        by different counts of people and make the same metric.
        """
        if not statement.period.is_year:
            return
        questions = [question for rule in rules for question in self._questions(statement, rule)]
        nearest = min((question.distance for question in questions), default=0)
        # What is known of the same year is divided exactly, by the check of quotients.
        if nearest:
            entry = statement.figures[questions[0].rule.metric]
            answers = [_answer(entry.record, it) for it in questions if it.distance == nearest]
            closest = min(answers, key=lambda answer: answer.miss)
            if closest.miss > 0:
                _report(entry, closest)

    def _questions(self, statement: Statement, rule: QuotientRule) -> Iterator[_Question]:
        entry = statement.figures[rule.metric]
        (amounts,) = self._evidence.choices(rule.metric, statement, (rule.dividend,))
        if not amounts.figures or not value_of(entry.record) or has_own_note(entry):
            return
        year = statement.period.last_year
        changes = bisect_right(self._evidence.changes(statement.area[0]), statement.period.end)
        known = self._counts_of(statement.area, rule.divisor).get(_Count(changes, remark(entry)))
        if known is None:
            return
        for other in known.nearest(year):
            yield _Question(rule, amounts, known.by_year[other], abs(other - year))

    def _counts_of(self, area: Area, metric: str) -> dict[_Count, _Known]:
        """What is known of the people of an area, and of the units that it continues."""
        if (area, metric) not in self._counts:
            found: dict[_Count, dict[int, list[Figure]]] = defaultdict(lambda: defaultdict(list))
            changes = self._evidence.changes(area[0])
            for entry in self._people_of(area, metric):
                count = _Count(bisect_right(changes, entry.record.period.end), remark(entry))
                found[count][entry.record.period.last_year].append(entry.record)
            self._counts[area, metric] = {
                count: _Known({year: Choice.among(figures) for year, figures in years.items()}, sorted(years))
                for count, years in found.items()
            }
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


def _answer(per_head: Figure, question: _Question) -> _Implied:
    rule = question.rule
    comparison = Comparison(
        1,
        lambda pair: _people(pair[0], per_head, rule) / value_of(pair[1]),
        lambda _: _SLACK + _A_YEAR * question.distance,
    )
    found = best((question.amounts, question.counts), comparison)
    assert found  # there are amounts and counts
    return _Implied(rule, found.miss, *found.figures)


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
