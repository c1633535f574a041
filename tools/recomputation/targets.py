"""What came of targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recomputation.headlines import headline, latitude
from recomputation.periods import month_of
from recomputation.records import OUTCOMES, Figure

if TYPE_CHECKING:
    from decimal import Decimal

    from recomputation.figures import Figures

_MIRRORED = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
_NAMES = {">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than"}


def outcome(figures: Figures, target: Figure) -> Figure | None:
    """The headline for the same place, metric, period and scope; the place is today's, whatever it was called then."""
    registry = figures.registry
    whole = [target.county, *registry.heirs.get(target.county, ())]
    held = figures.at(target.metric, target.period)
    codes = {part for code in whole for part in registry.parts[code]}
    its = [it for code in codes for it in held.get(code, ()) if it.scope == target.scope]
    return headline(its, figures.book.documents).figure if its else None


def state(figures: Figures, target: Figure) -> str:
    """met, near, missed, unjudged, open (the period isn't over) or no_figure (it is, but no outcome decides)."""
    result = outcome(figures, target)
    verdict = _verdict(target, result, _wanted(figures, target)) if result else None
    return verdict or ("open" if target.period.last >= _today(figures) else "no_figure")


def rule(figures: Figures, target: Figure) -> tuple[str, Decimal | None]:
    """What was asked of the outcome, and how far off still is near."""
    wanted = _wanted(figures, target)
    vague = target.bound == "~" and target.value is not None
    return _NAMES[wanted[0]] if len(wanted) == 1 else "unstated", latitude(target) if vague else None


def is_whole(figures: Figures, target: Figure) -> bool:
    return target.scope is None and figures.book.metrics[target.metric].scope is None


def _wanted(figures: Figures, target: Figure) -> tuple[str, ...]:
    """The comparison that the outcome must stand: both where neither more nor less is better."""
    if target.bound in _MIRRORED:
        return (target.bound,)
    better = figures.book.metrics[target.metric].higher_is_better
    return (">=", "<=") if better is None else (">=",) if better else ("<=",)


def _today(figures: Figures) -> int:
    """The month of the newest document, so that the same book always gives the same answer."""
    return month_of(max(it.published for it in figures.book.documents.values()))


def _verdict(target: Figure, result: Figure, wanted: tuple[str, ...]) -> str | None:
    """None where what came of it lies on neither side for certain. Two senses must agree but for nearness."""
    if target.value is None or result.value is None or result.status not in OUTCOMES or result.bound == "~":
        return None
    found = {_by_one_sense(target, result, it) for it in wanted}
    if None in found or len(found) == 1:
        return None if None in found else found.pop()
    return "unjudged" if "missed" in found else "near"


def _by_one_sense(target: Figure, result: Figure, wanted: str) -> str | None:
    assert target.value is not None
    assert result.value is not None
    aim, value, bound = target.value, result.value, result.bound
    if wanted in ("<=", "<"):  # the same the other way up
        aim, value, wanted, bound = -aim, -value, _MIRRORED[wanted], _MIRRORED[bound] if bound else None
    least = aim - latitude(target) if target.bound == "~" else aim
    if _surely_above(value, bound, aim, equal=wanted == ">="):
        return "met"
    opposite = _MIRRORED[bound] if bound else None
    if _surely_above(-value, opposite, -least, equal=wanted == ">"):
        return "missed"
    below = _surely_above(-value, opposite, -aim, equal=False)
    return "near" if below and _surely_above(value, bound, least, equal=True) else None


def _surely_above(value: Decimal, bound: str | None, aim: Decimal, *, equal: bool) -> bool:
    """Whether what is known of a value puts it above the aim, or at it where `equal` is enough."""
    if bound in ("<", "<="):
        return False
    return value > aim or (value == aim and (equal or bound == ">"))
