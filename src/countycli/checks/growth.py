"""The level of a year is what growth makes of the level of the year before."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from countycli.checks.evidence import NO_CHOICE, exact_value, has_own_note, remark
from countycli.checks.verdict import Comparison, best
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.checks.evidence import Choice, Evidence, Statement
    from countycli.model.period import Period
    from countycli.model.records import Figure
    from countycli.model.rules import GrowthRule
    from countycli.source.draft import Entry


def check_growth(evidence: Evidence, rule: GrowthRule, statement: Statement) -> None:
    """Report a growth that no two levels bear out, whichever documents give these. What is compared is the later level,
    not the growth, so that a large growth may be off by more points than a small one.
    """
    entry = statement.figures[rule.metric]
    factor = 1 + exact_value(entry.record) / 100
    comparison = Comparison(1, lambda levels: _rise(levels, factor), lambda _: rule.slack / 100)
    found = best(_levels(entry, rule, statement, evidence), comparison)
    if found and found.miss > 0:
        _report(entry, found.figures)


def _rise(levels: Sequence[Figure], factor: float) -> float:
    """The later level as a multiple of the level that is expected: the earlier one times `factor`. 1, as if it fitted,
    where the expected level isn't above 0.
    """
    earlier, later = map(exact_value, levels)
    return later / (earlier * factor) if earlier * factor > 0 else 1


def _levels(entry: Entry[Figure], rule: GrowthRule, statement: Statement, evidence: Evidence) -> tuple[Choice, ...]:
    """The earlier levels and the later ones; none where a note explains the growth or the territory changed between."""
    area, period = statement.area, statement.period
    before = _year_before(period)
    if has_own_note(entry) or _has_changed(area[0], before, period, evidence):
        return NO_CHOICE, NO_CHOICE
    return tuple(evidence.of_all(rule.level, area, year, remark(entry)) for year in (before, period))


def _year_before(period: Period) -> Period:
    years = -(-period.months // 12)
    return period._replace(start=period.start - 12 * years, end=period.end - 12 * years)


def _has_changed(code: str, before: Period, period: Period, evidence: Evidence) -> bool:
    """Whether the place's territory changed since the first month of the earlier period."""
    changes = evidence.changes(code)
    return bisect_right(changes, before.start) < bisect_right(changes, period.end)


def _report(entry: Entry[Figure], levels: Sequence[Figure]) -> None:
    first, last = levels
    message = Phrase(
        "{metric} is {value}, but from {earlier} ({first}) to {later} ({second}) the level changed by {rise} %",
        metric=entry.record.metric,
        value=entry.record.value,
        earlier=first.value,
        first=first.source,
        later=last.value,
        second=last.source,
        rise=round(100 * (exact_value(last) / exact_value(first) - 1), 1),
    )
    entry.report("D603", message, Phrase("one of the three is misread, of another scope, or needs a `note`"))
