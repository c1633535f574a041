"""The people that an amount and the same per head imply are those that the place has: fewer or more give away that one
of the two is of another scope, or that the heads are counted otherwise.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from countycli.checks.evidence import explained, value_of
from countycli.checks.quotients import PER_HEAD
from countycli.model.lineage import breaks, continued
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from countycli.checks.evidence import Evidence, Statement
    from countycli.checks.quotients import Quotient
    from countycli.model.period import Period
    from countycli.model.records import Figure
    from countycli.source.draft import Entry

# How far, as a part of the known people, the implied ones may be from them: for rounding and for amounts' being divided
# by the mean of a year, and for each year between the two.
_SLACK = 0.03
_A_YEAR = 0.01


class _Implied(NamedTuple):
    """The people that an amount and the same per head imply, and those known of the nearest year."""

    amount: Figure
    people: float
    known: Figure

    @property
    def miss(self) -> float:
        """By how much they are further apart than is allowed."""
        years = abs(self.known.period.last_year - self.amount.period.last_year)
        return abs(self.people / value_of(self.known) - 1) - _SLACK - _A_YEAR * years


def check_heads(evidence: Evidence) -> None:
    zoned = {(it.source, it.county, it.period) for it in evidence.zones}
    for statement in evidence.statements:
        for name in {rule.metric for rule in PER_HEAD}.intersection(statement.figures):
            if statement.period.is_year:
                _check_figure(statement, name, evidence, zoned)


def _check_figure(
    statement: Statement, name: str, evidence: Evidence, zoned: Collection[tuple[str, str, Period]]
) -> None:
    """A fault where none of the amounts implies people that are known of the nearest year."""
    found = [
        it
        for rule in PER_HEAD
        if rule.metric == name
        for it in _implied(statement, rule, evidence, _people(statement, rule.second, evidence, zoned))
    ]
    nearest = min((_distance(it.known, statement.period) for it in found), default=0)
    found = [it for it in found if _distance(it.known, statement.period) == nearest]
    best = min(found, key=lambda it: it.miss, default=None)
    # What is known of the same year is divided exactly, by another check.
    if best and nearest and best.miss > 0:
        _report(statement.figures[name], best)


def _implied(
    statement: Statement, rule: Quotient, evidence: Evidence, people: list[Entry[Figure]]
) -> Iterator[_Implied]:
    entry = statement.figures[rule.metric]
    amounts = evidence.choices(rule.metric, statement, (rule.first,))
    for (amount,), known in product(amounts, people):
        if value_of(entry.record) and not explained(entry, known):
            yield _Implied(amount, rule.times * value_of(amount) / value_of(entry.record), known.record)


def _people(
    statement: Statement, metric: str, evidence: Evidence, zoned: Collection[tuple[str, str, Period]]
) -> list[Entry[Figure]]:
    """What is known of the same territory in any year, but for counts that leave out zones within it."""
    code, scope = statement.area
    changes = [it.month for it in breaks(code, evidence.places)]
    found = []
    for part in (code, *continued(code, evidence.places)):
        prefecture = evidence.places[part].prefecture or ""
        for other in evidence.areas.get((part, scope), ()):
            if metric in other.figures and other.period.is_year and value_of(other.figures[metric].record) > 0:
                low, high = sorted((other.period.end, statement.period.end))
                moved = any(low < month <= high for month in changes)
                if not moved and (other.source, prefecture, other.period) not in zoned:
                    found.append(other.figures[metric])
    return found


def _distance(figure: Figure, period: Period) -> int:
    return abs(figure.period.last_year - period.last_year)


def _report(entry: Entry[Figure], best: _Implied) -> None:
    figure = entry.record
    message = Phrase(
        "{metric} of {county} is {value}, so {amount} {first} is of {people} {unit}; in {period} there were {known}",
        metric=figure.metric,
        county=figure.county,
        value=figure.value,
        amount=best.amount.metric,
        first=best.amount.value,
        people=round(best.people, max(best.known.decimals, 0) or None),
        unit=best.known.unit,
        period=str(best.known.period),
        known=best.known.value,
    )
    hint = Phrase(
        "which people are counted, and is the amount of the whole place? Give it its `scope`, or say in `note`"
    )
    entry.report("D607", message, hint)
