"""Of how many counties the book has a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from recomputation.rankings import Scope, filed_within, members

if TYPE_CHECKING:
    from recomputation.figures import Figures
    from recomputation.periods import Period


class Count(NamedTuple):
    counties: int
    all: int


def coverage(figures: Figures, scope: Scope) -> dict[tuple[str, Period], Count]:
    """By metric and period: the counties with a figure of the whole, of all that existed when the period ended or were
    counted though they ceased in the course of it.
    """
    found = {}
    inside = filed_within(figures, scope)
    for (metric, period), known in figures.valued.items():
        having = known & inside
        counted = _counted(figures, having, period, scope) if having else frozenset()
        if counted:
            found[metric, period] = Count(len(counted), len(members(figures, scope, period) | counted))
    return found


def _counted(figures: Figures, having: frozenset[str], period: Period, scope: Scope) -> frozenset[str]:
    """Each under the county that it is or went on as."""
    everyone = members(figures, scope, period)
    owners = frozenset(figures.registry.owner(code, everyone) or code for code in having)
    if scope.group is not None:
        return owners & everyone
    return frozenset(code for code in owners if code in everyone or _was_there(figures, code, period))


def _was_there(figures: Figures, code: str, period: Period) -> bool:
    """Whether a unit that ceased was there for a part of the period at least."""
    return figures.registry.had_begun(code, period.last) and figures.registry.existed(code, period.first - 1)
