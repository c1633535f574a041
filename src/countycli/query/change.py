"""How much a figure of a place differs from an earlier one: of an amount in per cent, of a share or a growth rate in
points; and why no difference is told of some pairs of figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.query.figures import FINAL
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from countycli.model.records import Metric
    from countycli.model.reports import Headline

PERCENT, POINTS = "%", "百分点"
AMOUNTS = ("level", "count")  # kinds of metrics of which a change is told in per cent
_PERCENT_DECIMALS = 1
_FINEST = 6  # decimals to which differences are rounded, to drop the noise of binary fractions


class Change(NamedTuple):
    """How much higher a figure is than the earlier figure `then`; a negative value means lower."""

    value: float
    unit: str
    decimals: int
    then: Headline


def difference(metric: Metric, then: float | None, now: float | None) -> float | None:
    """The change from one value of a metric to another; None where there is no value to begin with."""
    if then is None or now is None:
        return None
    if metric.kind not in AMOUNTS:
        return round(now - then, _FINEST)
    return round(100 * (now / then - 1), _PERCENT_DECIMALS) if then > 0 else None


def unit_of(metric: Metric) -> str:
    """The unit of a metric's changes: per cent for amounts, percentage points for metrics that are percentages
    themselves, else the unit of the metric.
    """
    return PERCENT if metric.kind in AMOUNTS else POINTS if metric.unit == PERCENT else metric.unit


def change_between(metric: Metric, now: Headline, then: Headline) -> Change | None:
    """The change between two figures; None where one is revised and the other not, where either is rounded too much, or
    where there is reason to doubt the earlier one.
    """
    if of_two_vintages(now, then) or then.figure.doubtful or too_coarse(metric, now, then):
        return None
    value = difference(metric, then.figure.value, now.figure.value)
    decimals = max(now.figure.decimals, then.figure.decimals, 0)
    if metric.kind in AMOUNTS:
        decimals = _PERCENT_DECIMALS
    return None if value is None else Change(value + 0.0, unit_of(metric), decimals, then)


def of_two_vintages(now: Headline, then: Headline) -> bool:
    """Whether one figure is revised and the other not: the revision would look like growth."""
    return (now.figure.status == FINAL) is not (then.figure.status == FINAL)


def too_coarse(metric: Metric, now: Headline, then: Headline) -> bool:
    """Whether a figure is rounded so much that rounding would look like growth."""
    return min(now.figure.decimals, then.figure.decimals) < metric.change_decimals
