"""What came of targets."""

from __future__ import annotations

from decimal import Decimal
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING

from recomputation.headlines import headline, latitude
from recomputation.periods import month_of
from recomputation.records import OUTCOMES, Figure

if TYPE_CHECKING:
    from recomputation.figures import Figures

_HOLDS = {">=": ge, ">": gt, "<=": le, "<": lt}
_SENSES = {True: ">=", False: "<=", None: None}
_NAMES = {">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than", None: "unstated"}
_STEP = Decimal("1e-9")  # less than any figure is told to


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
    verdict = _verdict(figures, target, result) if result else None
    return verdict or ("open" if target.period.last >= _today(figures) else "no_figure")


def rule(figures: Figures, target: Figure) -> tuple[str, Decimal | None]:
    """What was asked of the outcome, and how far off still is near."""
    vague = target.bound == "~" and target.value is not None
    return _NAMES[_wanted(figures, target)], latitude(target) if vague else None


def is_whole(figures: Figures, target: Figure) -> bool:
    return target.scope is None and figures.book.metrics[target.metric].scope is None


def _wanted(figures: Figures, target: Figure) -> str | None:
    """The comparison with the aim that the outcome must stand; None where neither more nor less is better."""
    if target.bound in _HOLDS:
        return target.bound
    return _SENSES[figures.book.metrics[target.metric].higher_is_better]


def _today(figures: Figures) -> int:
    """The month of the newest document, so that the same book always gives the same answer."""
    return month_of(max(it.published for it in figures.book.documents.values()))


def _verdict(figures: Figures, target: Figure, result: Figure) -> str | None:
    """What all that the outcome allows is judged as; None where not all of it is judged alike."""
    if target.value is None or result.value is None or result.status not in OUTCOMES or result.bound == "~":
        return None
    if result.doubtful:
        return None
    slack = latitude(target) if target.bound == "~" else Decimal(0)
    wanted = _wanted(figures, target)
    verdicts = {_judged(wanted, target.value, slack, value) for value in _allowed(result, target.value, slack)}
    return verdicts.pop() if len(verdicts) == 1 else None


def _allowed(result: Figure, aim: Decimal, slack: Decimal) -> list[Decimal]:
    """The outcome; of a bound values that it allows, on both sides of wherever the verdict may change and there."""
    assert result.value is not None
    if result.bound is None:
        return [result.value]
    turns = (result.value, aim - slack, aim, aim + slack)
    near = (turn + step for turn in turns for step in (-_STEP, Decimal(0), _STEP))
    return [it for it in near if _HOLDS[result.bound](it, result.value)]


def _judged(wanted: str | None, aim: Decimal, slack: Decimal, value: Decimal) -> str:
    if value == aim if wanted is None else _HOLDS[wanted](value, aim):
        return "met"
    if slack and abs(value - aim) <= slack:
        return "near"
    return "missed" if wanted else "unjudged"
