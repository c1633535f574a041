"""Classes of values: a few intervals that tell which values are low and which are high."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LETTERS = "ABCDEF"  # of the lowest class first
USUAL = 5
MOST = len(LETTERS)


class ValueClass(NamedTuple):
    """A class with the number of `places` in it. One by quantiles goes from its lowest value `low` to its highest one
    `high`; one by limits from `low` on to below `high`, where None is no limit.
    """

    letter: str
    low: float | None
    high: float | None
    places: int


class Classed(NamedTuple):
    """Classes, the lowest first, and the letter of each value."""

    classes: tuple[ValueClass, ...]
    letters: dict[float, str]


def are_limits(limits: Sequence[float]) -> bool:
    """Whether numbers are limits of classes: they rise, and letters suffice."""
    bounds = (-inf, *limits, inf)
    return 0 < len(limits) < MOST and all(low < high for low, high in pairwise(bounds))  # no number is below `nan`


def by_quantiles(values: Iterable[float], number: int | None = None) -> Classed:
    """At most `number` classes of nearly as many values each; without a wish five, or fewer where a class would be of
    one value. Equal values are never parted, so classes may be uneven, and fewer where few values differ.
    """
    ordered = sorted(values)
    wanted = number or max(1, min(USUAL, len(ordered) // 2))
    groups: dict[int, list[float]] = {}
    first = 0
    for position, value in enumerate(ordered):
        if value != ordered[first]:
            first = position
        groups.setdefault(first * wanted // len(ordered), []).append(value)
    classes = tuple(
        ValueClass(letter, group[0], group[-1], len(group))
        for letter, group in zip(LETTERS, groups.values(), strict=False)
    )
    letters = {value: letter for letter, group in zip(LETTERS, groups.values(), strict=False) for value in group}
    return Classed(classes, letters)


def by_limits(values: Iterable[float], limits: Sequence[float]) -> Classed:
    """A class below the first limit, one from each limit on. `limits` rise, and are one fewer than letters at most."""
    ordered = list(values)
    letters = {value: LETTERS[bisect_right(limits, value)] for value in ordered}
    counts = [sum(letters[value] == letter for value in ordered) for letter in LETTERS[: len(limits) + 1]]
    bounds = (None, *limits, None)
    classes = zip(LETTERS, bounds, bounds[1:], counts, strict=False)
    return Classed(tuple(ValueClass(*parts) for parts in classes), letters)
