"""Of how many counties the book has a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from recomputation.rankings import Scope, filed_within, members

if TYPE_CHECKING:
    from recomputation.figures import Figures, Held
    from recomputation.periods import Period


class Count(NamedTuple):
    """`rankable`: how many of the counties have a figure that can be ranked."""

    counties: int
    all: int
    rankable: int


def coverage(figures: Figures, scope: Scope) -> dict[tuple[str, Period], Count]:
    """By metric and period: the counties with a figure of the whole, of all that existed when the period ended or were
    counted though they ceased in the course of it.
    """
    found = {}
    inside = filed_within(figures, scope)
    for (metric, period), known in figures.valued.items():
        having = known & inside
        counted = _counted(figures, having, period, scope) if having else {}
        if counted:
            everyone = members(figures, scope, period) | counted.keys()
            held = figures.at(metric, period)
            rankable = sum(_can_be_ranked(figures, held, codes) for codes in counted.values())
            found[metric, period] = Count(len(counted), len(everyone), rankable)
    return found


def _can_be_ranked(figures: Figures, held: Held, codes: list[str]) -> bool:
    return figures.headline(it for code in codes for it in held[code]).figure.comparable


def _counted(figures: Figures, having: frozenset[str], period: Period, scope: Scope) -> dict[str, list[str]]:
    """By county that it is or went on as, the codes under which there is a figure."""
    everyone = members(figures, scope, period)
    anyone = members(figures, scope._replace(kind=None), period)
    owners: dict[str, list[str]] = {}
    for code in having:
        owners.setdefault(figures.registry.owner(code, anyone) or code, []).append(code)
    return {
        owner: codes
        for owner, codes in owners.items()
        if owner in everyone or (scope.group is None and owner not in anyone and _fits(figures, owner, period, scope))
    }


def _fits(figures: Figures, code: str, period: Period, scope: Scope) -> bool:
    return scope.kind in (None, figures.registry.places[code].kind) and _was_there(figures, code, period)


def _was_there(figures: Figures, code: str, period: Period) -> bool:
    """Whether a unit that ceased was there for a part of the period at least."""
    return figures.registry.had_begun(code, period.last) and figures.registry.existed(code, period.first - 1)
