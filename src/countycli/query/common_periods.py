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
    from collections.abc import Callable, Collection, Iterable, Mapping

    from countycli.model.period import Period
    from countycli.model.records import Key

# The periods that a place has one metric for, and whether with a value.
Periods = dict["Period", bool]


class Sides(NamedTuple):
    """The codes of what is set side by side: places named one by one, and the others of a scope."""

    named: tuple[str, ...]
    others: tuple[str, ...] = ()


def preferred(sides: Sides, held: Mapping[str, Periods]) -> list[Period]:
    """The periods that points 1 to 3 prefer alike, by what each place has `held` of a metric; the first by points 5
    and 6 comes first.
    """
    named, others = (_counted(codes, held) for codes in sides)
    first = held.get(sides.named[0], {}) if sides.named else {}

    def merit(when: Period) -> tuple[int, bool, int]:
        return named.get(when, 0), first.get(when, False), others.get(when, 0)

    merits = {when: merit(when) for code in (*sides.named, *sides.others) for when in held.get(code, ())}
    best = max(merits.values(), default=None)
    return sorted((when for when in merits if merits[when] == best), key=_lateness, reverse=True)


def common_periods(
    candidates: Mapping[str, list[Period]], had_above: Callable[[Collection[Key]], Collection[Key]]
) -> dict[str, Period]:
    """By metric, the period to compare it in. `had_above` tells for which metrics and periods a region has a value: it
    is asked of all first candidates, and of others only where that has none.
    """
    first = [(metric, whens[0]) for metric, whens in candidates.items() if len(whens) > 1]
    had = had_above(first)
    rest = [(metric, when) for metric, best in first if (metric, best) not in had for when in candidates[metric][1:]]
    had = {*had, *had_above(rest)} if rest else had
    return {
        metric: next((when for when in whens if (metric, when) in had), whens[0])
        for metric, whens in candidates.items()
        if whens
    }


def sharing(codes: Iterable[str], held: Mapping[str, Periods], when: Period | None = None) -> int:
    """How many of some places have a value for a period; without one, for any."""
    periods = (held.get(code, {}) for code in codes)
    return sum(its.get(when, False) if when else any(its.values()) for its in periods)


def latest_period(periods: Periods) -> Period | None:
    """A place's latest period: one with a value before others, whole years before parts of a year."""
    return max(periods, key=lambda when: (periods[when], _lateness(when)), default=None)


def _counted(codes: Iterable[str], held: Mapping[str, Periods]) -> dict[Period, int]:
    """How many of some places have a value for each period."""
    counts: dict[Period, int] = {}
    for code in codes:
        for when, valued in held.get(code, {}).items():
            if valued:
                counts[when] = counts.get(when, 0) + 1
    return counts


def _lateness(period: Period) -> tuple[int, tuple[int, int]]:
    """Points 5 and 6."""
    return period.is_year + period.whole_years, period.recency
