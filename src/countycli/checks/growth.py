"""Levels of two years rise as the growth between them says."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from countycli.checks.evidence import explained, least, value_of
from countycli.model.lineage import breaks
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.checks.evidence import Evidence, Statement
    from countycli.model.period import Period
    from countycli.model.records import Figure
    from countycli.source.draft import Entry

_SUFFIX = "_growth"
# How far, in per cent, the later level may be from what growth makes of the earlier one: for revisions of that one and,
# where growth is at constant prices, for what prices did.
_SLACK = {"constant": 12}
_OTHER_SLACK = 15


def check_growth(evidence: Evidence) -> None:
    metrics = {name for name in evidence.metrics if name.endswith(_SUFFIX)}
    for statement in evidence.statements:
        for name in metrics.intersection(statement.figures):
            _check_rise(statement, name, evidence)


def _check_rise(statement: Statement, name: str, evidence: Evidence) -> None:
    """A fault where no two levels of any documents rise so."""
    entry = statement.figures[name]
    slack = _SLACK.get(evidence.metrics[name].price_basis or "", _OTHER_SLACK)
    best = least((_miss(entry.record, *pair), pair) for pair in _levels(entry, statement, evidence))
    if best and best[0] > slack:
        _report(entry, *best[1])


def _miss(growth: Figure, first: Figure, last: Figure) -> float:
    """By how many per cent the last level is off; of growth by hundreds of per cent more points than of a small one."""
    expected = value_of(first) * (1 + value_of(growth) / 100)
    return 100 * abs(value_of(last) / expected - 1) if expected > 0 else 0


def _report(entry: Entry[Figure], first: Figure, last: Figure) -> None:
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


def _levels(growth: Entry[Figure], by: Statement, evidence: Evidence) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of levels, a year apart and of one territory, that nobody explained."""
    metric = growth.record.metric.removesuffix(_SUFFIX)
    earlier = evidence.of(metric, by.area, _year_before(by.period))
    if not earlier or _changed(growth.record, evidence):
        return
    for first, last in product(earlier, evidence.of(metric, by.area, by.period)):
        if not explained(growth, first, last):
            yield first.record, last.record


def _year_before(period: Period) -> Period:
    years = -(-period.months // 12)
    return period._replace(start=period.start - 12 * years, end=period.end - 12 * years)


def _changed(growth: Figure, evidence: Evidence) -> bool:
    """Whether the place's territory is not that of a year before."""
    since, until = _year_before(growth.period).start, growth.period.end
    return any(since < it.month <= until for it in breaks(growth.county, evidence.places))
