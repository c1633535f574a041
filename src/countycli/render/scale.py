"""Axes of charts: from where to where, and at which round numbers they are labelled."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROUND = (1.0, 2.0, 2.5, 5.0)  # first digits of the distance between labels
_FEWEST, _MOST = 2, 6  # distances between labels
_ROWS = 12  # from the lowest label to the highest, at most
_NARROW = 0.15  # a part of the highest value: values that differ by less are drawn from zero only where they must be
_FINEST = 9  # decimals, beyond which only errors of binary fractions lie


class Scale(NamedTuple):
    """An axis of `intervals` of `step`, each of `rows` lines of a chart, from `low` upwards."""

    low: float
    step: float
    intervals: int
    rows: int

    @property
    def height(self) -> int:
        """How many lines the axis takes."""
        return self.intervals * self.rows + 1

    @property
    def high(self) -> float:
        return self.low + self.intervals * self.step

    @property
    def from_zero(self) -> bool:
        """Whether zero is on the axis."""
        return self.low <= 0 <= self.high

    def height_of(self, value: float) -> float:
        """How high a value stands on the axis: from 0 at the lower end to 1 at the upper one."""
        return (value - self.low) / (self.high - self.low)

    def line(self, value: float) -> int:
        """The line of a value on the axis, counted from the top."""
        return self.height - 1 - round((value - self.low) / self.step * self.rows)

    def labels(self) -> Iterator[tuple[int, str]]:
        """The lines that bear a number, from the bottom up, with the number."""
        for number, (_, text) in enumerate(self.ticks()):
            yield self.height - 1 - number * self.rows, text

    def ticks(self) -> Iterator[tuple[float, str]]:
        """The round values that the axis is labelled with, from the bottom up."""
        for number in range(self.intervals + 1):
            value = round(self.low + number * self.step, _FINEST)
            yield value, f"{value:,.{_decimals(self.step)}f}"


def scale_of(values: Sequence[float], *, zero: bool) -> Scale:
    """The axis that shows some values best. It has zero on it, but where values differ so little that they could not be
    told apart then; with `zero` also there.
    """
    low, high = min(values), max(values)
    if zero or low <= 0 or high - low >= _NARROW * high:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = _around(low)
    return max(_scales(low, high), key=lambda scale: _merit(scale, low, high))


def _around(value: float) -> tuple[float, float]:
    margin = abs(value) / 10 or 1.0
    return value - margin, value + margin


def _scales(low: float, high: float) -> Iterator[Scale]:
    """The axes that may show values from `low` to `high`: those with round distances, neither few nor many."""
    power = floor(log10(high - low))
    for exponent in (power - 1, power):
        for first in _ROUND:
            step = first * 10.0**exponent
            bottom = floor(round(low / step, _FINEST))
            count = ceil(round(high / step, _FINEST)) - bottom
            if _FEWEST <= count <= _MOST:
                yield Scale(bottom * step, step, count, _ROWS // count)


def _merit(scale: Scale, low: float, high: float) -> float:
    """How many lines the values take."""
    return (high - low) / scale.step * scale.rows


def _decimals(step: float) -> int:
    """How many decimals tell numbers apart that are `step` from each other."""
    return next(decimals for decimals in range(_FINEST + 1) if abs(round(step, decimals) - step) < step / 100)
