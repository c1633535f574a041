"""What came of targets."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from recomputation.headlines import headline
from recomputation.periods import month_of
from recomputation.records import OUTCOMES, Figure

if TYPE_CHECKING:
    from recomputation.figures import Figures

_MIRRORED = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
_TENTH = Decimal("0.1")


def outcome(figures: Figures, target: Figure) -> Figure | None:
    """The headline for the same place, metric, period and scope; the place is today's, whatever it was called then."""
    registry = figures.registry
    whole = [target.county, *registry.heirs.get(target.county, ())]
    held = figures.at(target.metric, target.period)
    codes = {part for code in whole for part in registry.parts[code]}
    its = [it for code in codes for it in held.get(code, ()) if it.scope == target.scope]
    return headline(its, figures.book.documents).figure if its else None


def state(figures: Figures, target: Figure) -> str:
    """met, missed, open (the period isn't over) or no_figure (it is, but no outcome decides)."""
    result = outcome(figures, target)
    better = figures.book.metrics[target.metric].higher_is_better
    verdict = _verdict(target, result, lower=better is False) if result else None
    return verdict or ("open" if target.period.last >= _today(figures) else "no_figure")


def _today(figures: Figures) -> int:
    """The month of the newest document, so that the same book always gives the same answer."""
    return month_of(max(it.published for it in figures.book.documents.values()))


def _verdict(target: Figure, result: Figure, *, lower: bool) -> str | None:
    """None where what came of it lies on neither side for certain."""
    if target.value is None or result.value is None or result.status not in OUTCOMES or result.bound == "~":
        return None
    wanted = target.bound if target.bound in _MIRRORED else "<=" if lower else ">="
    aim, value, bound = target.value, result.value, result.bound
    if wanted in ("<=", "<"):  # the same the other way up
        aim, value, wanted, bound = -aim, -value, _MIRRORED[wanted], _MIRRORED[bound] if bound else None
    aim -= abs(aim) * _TENTH if target.bound == "~" else 0
    if _surely_above(value, bound, aim, equal=wanted == ">="):
        return "met"
    missed = _surely_above(-value, _MIRRORED[bound] if bound else None, -aim, equal=wanted == ">")
    return "missed" if missed else None


def _surely_above(value: Decimal, bound: str | None, aim: Decimal, *, equal: bool) -> bool:
    """Whether what is known of a value puts it above the aim, or at it where `equal` is enough."""
    if bound in ("<", "<="):
        return False
    return value > aim or (value == aim and (equal or bound == ">"))
