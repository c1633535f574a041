"""Levels of two years rise as the growth between them says."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from countycli.checks.evidence import NO_CHOICE, has_own_note, remark, value_of
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
    """A fault where no two levels of any documents rise so. A large rise may be off by more points than a small one:
    the later level is compared, not the growth.
    """
    entry = statement.figures[rule.metric]
    factor = 1 + value_of(entry.record) / 100
    comparison = Comparison(1, lambda levels: _rise(levels, factor), lambda _: rule.slack / 100)
    found = best(_levels(entry, rule, statement, evidence), comparison)
    if found and found.miss > 0:
        _report(entry, found.figures)


def _rise(levels: Sequence[Figure], factor: float) -> float:
    """The later level as a multiple of what growth makes of the earlier one; 1 where that makes nothing."""
    earlier, later = map(value_of, levels)
    return later / (earlier * factor) if earlier * factor > 0 else 1


def _levels(entry: Entry[Figure], rule: GrowthRule, statement: Statement, evidence: Evidence) -> tuple[Choice, ...]:
    """The levels of both years, of one territory, unless somebody explained the growth: the earlier and the later."""
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
        rise=round(100 * (value_of(last) / value_of(first) - 1), 1),
    )
    entry.report("D603", message, Phrase("one of the three is misread, of another scope, or needs a `note`"))
