"""For which period places are set side by side.

Of all periods for which any of the places has a figure, the best one is chosen. These points decide, in this order:

1. how many of the places named by the reader have a comparable figure for the period; a place with the only comparable
   figure has nothing to be compared with, and doesn't count;
2. how many of the named places have any figure for the period;
3. whether the place named first has one;
4. how many of the other places of the scope have a comparable one, and then how many have any;
5. whole years come before several years, and these before parts of a year;
6. later periods come before earlier ones and, of periods with the same end, longer ones before shorter ones.

Whether a region around the places has a figure is no point: a comparison of places must not go back a decade for the
sake of a benchmark.

Only figures with a value count: a published rank without its value can't be compared. What is comparable `Figure` says:
bounds, estimates and doubtful figures are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from countycli.model.answers import Holding
    from countycli.model.period import Period

# How good a figure is for comparisons: a published rank without its value, a bound or estimate, a comparable figure.
STANDING, INEXACT, COMPARABLE = range(3)

# The periods for which a place has one metric, and for each how good the figure is.
Periods = dict["Period", int]


def grade(holding: Holding) -> int:
    """How good the figures of a place for one metric and period are at best."""
    return COMPARABLE if holding.comparable else INEXACT if holding.valued else STANDING


class Sides(NamedTuple):
    """The codes of the places that are set side by side: places named one by one, and the others of a scope."""

    named: tuple[str, ...]
    others: tuple[str, ...] = ()


def common_period(sides: Sides, held: Mapping[str, Periods]) -> Period | None:
    """The period that suits the places best; None where no place has one. `held` tells by place code for which periods
    the place has the metric.
    """
    comparable, valued = ([_counted(codes, held, least) for codes in sides] for least in (COMPARABLE, INEXACT))
    first = held.get(sides.named[0], {}) if sides.named else {}

    def merit(when: Period) -> tuple[int, int, bool, int, int, int, tuple[int, int]]:
        named, others = (counts.get(when, 0) for counts in comparable)
        named_valued, others_valued = (counts.get(when, 0) for counts in valued)
        has_first = first.get(when, STANDING) >= INEXACT
        shared = named if named + others > 1 else 0
        return shared, named_valued, has_first, others, others_valued, *_lateness(when)

    periods = (when for code in (*sides.named, *sides.others) for when in held.get(code, ()))
    return max(periods, key=merit, default=None)


def sharing(codes: Iterable[str], held: Mapping[str, Periods], when: Period | None = None) -> int:
    """How many of some places have a value for a period or, without a period, for any."""
    of_places = (held.get(code, {}) for code in codes)
    return sum(
        periods.get(when, STANDING) >= INEXACT if when else any(best >= INEXACT for best in periods.values())
        for periods in of_places
    )


def latest_period(periods: Periods) -> Period | None:
    """The latest period of a place: periods with a value come first, then whole years before parts of a year."""
    return max(periods, key=lambda when: (periods[when] >= INEXACT, _lateness(when)), default=None)


def _counted(codes: Iterable[str], held: Mapping[str, Periods], least: int) -> dict[Period, int]:
    """How many of some places have a figure that is at `least` so good for each period."""
    counts: dict[Period, int] = {}
    for code in codes:
        for when, best in held.get(code, {}).items():
            if best >= least:
                counts[when] = counts.get(when, 0) + 1
    return counts


def _lateness(period: Period) -> tuple[int, tuple[int, int]]:
    """A sort key for points 5 and 6."""
    return period.is_year + period.whole_years, period.recency
