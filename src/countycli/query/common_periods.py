"""For which period places are set side by side.

Of the periods that any of them has a figure for, the one that these points prefer, in this order:

1. most of the places named by the reader have a figure;
2. the first-named has one;
3. most of the other places of the scope have one;
4. a prefecture or province that they lie in has one, named or not;
5. it is a whole year, or else several, not a part of a year;
6. it is the latest, of those that end together the longest.

A figure is a value here; a rank without the figure makes no period common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from countycli.model.period import Period

# The periods that a place has one metric for, and whether with a value.
Periods = dict["Period", bool]


class Sides(NamedTuple):
    """The codes of what is set side by side: places named one by one, the others of a scope, and the regions above."""

    named: tuple[str, ...]
    others: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


# What speaks for a period, the weightiest first: the points above, and its recency.
_Merit = tuple[int, bool, int, bool, int, tuple[int, int]]


def common_period(sides: Sides, held: Mapping[str, Periods], wanted: Collection[Period] | None = None) -> Period | None:
    """The period to compare one metric in, by what each place has `held` of it; only one of those `wanted`."""
    named, others, above = (_counted(codes, held) for codes in sides)
    first = held.get(sides.named[0], {}) if sides.named else {}
    periods = {when for code in (*sides.named, *sides.others) for when in held.get(code, ())}

    def merit(when: Period) -> _Merit:
        has = named.get(when, 0), first.get(when, False), others.get(when, 0), when in above
        return (*has, _wholeness(when), when.recency)

    return max((when for when in periods if wanted is None or when in wanted), key=merit, default=None)


def sharing(codes: Iterable[str], held: Mapping[str, Periods], when: Period | None = None) -> int:
    """How many of some places have a value for a period; without one, for any."""
    periods = (held.get(code, {}) for code in codes)
    return sum(its.get(when, False) if when else any(its.values()) for its in periods)


def latest_period(periods: Periods) -> Period | None:
    """A place's latest period: one with a value before others, whole years before parts of a year."""
    return max(periods, key=lambda when: (periods[when], _wholeness(when), when.recency), default=None)


def _counted(codes: Iterable[str], held: Mapping[str, Periods]) -> dict[Period, int]:
    """How many of some places have a value for each period."""
    counts: dict[Period, int] = {}
    for code in codes:
        for when, valued in held.get(code, {}).items():
            if valued:
                counts[when] = counts.get(when, 0) + 1
    return counts


def _wholeness(period: Period) -> int:
    return period.is_year + period.whole_years
