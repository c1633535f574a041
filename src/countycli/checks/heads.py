"""An amount divided by the same amount per head gives a number of people, which must be the number of people that the
place has. More or fewer people mean that the amount or the amount per head has another scope, or that other people are
counted (registered instead of resident ones).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from countycli.checks.evidence import Choice, exact_value, has_own_note, remark
from countycli.checks.verdict import Comparison, best
from countycli.model.lineage import continued
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from countycli.checks.evidence import Area, Evidence, Remark, Statement
    from countycli.model.records import Figure
    from countycli.model.rules import QuotientRule
    from countycli.source.draft import Entry, Zone

# How far the implied number of people may be from the known one, as a part of the known one: for rounding and because
# amounts are divided by the mean of a year; and in addition for each year between the two numbers.
_SLACK = 0.03
_A_YEAR = 0.01


class _Count(NamedTuple):
    """What must be the same of two counts of a place's people that are compared: the territory, told by the number of
    its changes so far, and the remark.
    """

    changes: int
    remark: Remark


class _Known(NamedTuple):
    """Counts of people with the same territory and remark: those of each year, and the years in order."""

    by_year: dict[int, Choice]
    years: list[int]

    def nearest(self, year: int) -> list[int]:
        """The nearest year of which there are counts; two where one before and one after are as near."""
        position = bisect_left(self.years, year)
        around = self.years[max(position - 1, 0) : position + 1]
        distance = min(abs(known - year) for known in around)
        return [known for known in around if abs(known - year) == distance]


class _Question(NamedTuple):
    """What is asked of one rule: the amounts that may be divided, and the counts of people in a nearby year."""

    rule: QuotientRule
    amounts: Choice
    counts: Choice
    distance: int  # in years


class _Implied(NamedTuple):
    """The amount and the count of people that fit each other best, and by how much even these two miss."""

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
        """Report an amount per head for which no amount implies the people that are known of the nearest year. The
        `rules` all make this metric, from different counts of people.
        """
        if not statement.period.is_year:
            return
        questions = [question for rule in rules for question in self._questions(statement, rule)]
        nearest = min((question.distance for question in questions), default=0)
        # What is known of the same year is divided exactly, by the check of quotients.
        if nearest:
            entry = statement.figures[questions[0].rule.metric]
            answers = [_answer(entry.record, question) for question in questions if question.distance == nearest]
            closest = min(answers, key=lambda answer: answer.miss)
            if closest.miss > 0:
                _report(entry, closest)

    def _questions(self, statement: Statement, rule: QuotientRule) -> Iterator[_Question]:
        entry = statement.figures[rule.metric]
        (amounts,) = self._evidence.choices(rule.metric, statement, (rule.dividend,))
        if not amounts.figures or not exact_value(entry.record) or has_own_note(entry):
            return
        year = statement.period.last_year
        changes = bisect_right(self._evidence.changes(statement.area[0]), statement.period.end)
        known = self._counts_of(statement.area, rule.divisor).get(_Count(changes, remark(entry)))
        if known is None:
            return
        for other in known.nearest(year):
            yield _Question(rule, amounts, known.by_year[other], abs(other - year))

    def _counts_of(self, area: Area, metric: str) -> dict[_Count, _Known]:
        """All counts of the people of an area, some of them filed under units that went on as this one."""
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
        """The counts of whole years, without those of tables that count functional zones of the place apart."""
        code, scope = area
        for part in (code, *continued(code, self._evidence.places)):
            prefecture = self._evidence.places[part].prefecture or ""
            for statement in self._evidence.of_area.get((part, scope), ()):
                entry = statement.figures.get(metric)
                zoned = (statement.source, prefecture, statement.period) in self._zoned
                if entry and statement.period.is_year and not zoned and _is_countable(entry):
                    yield entry


def _is_countable(entry: Entry[Figure]) -> bool:
    return exact_value(entry.record) > 0 and not has_own_note(entry)


def _answer(per_head: Figure, question: _Question) -> _Implied:
    rule = question.rule
    comparison = Comparison(
        1,
        lambda pair: _people(pair[0], per_head, rule) / exact_value(pair[1]),
        lambda _: _SLACK + _A_YEAR * question.distance,
    )
    found = best((question.amounts, question.counts), comparison)
    assert found  # there are amounts and counts
    return _Implied(rule, found.miss, *found.figures)


def _people(amount: Figure, per_head: Figure, rule: QuotientRule) -> float:
    return rule.times * exact_value(amount) / exact_value(per_head)


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
