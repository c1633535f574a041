"""Whether an aim was reached: the rule by which an outcome is held against a target, and its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.headlines import latitude
from countycli.model.records import ESTIMATES
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from countycli.model.records import Figure

TARGET_STATES = ("met", "near", "missed", "unjudged", "open", "no_figure")

_MIRRORED = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
_DIGITS = 9  # to which the end of the latitude is rounded: 6.5 - 0.4 is 6.1, not 6.1000000000000005


class Rule(NamedTuple):
    """How an outcome is judged. `comparison` is the one that must be true of the outcome and the aim; None where the
    text gives no bound and neither more nor less of the metric is better. Where the text says “about”, an outcome is
    near if it falls short of the aim by `tolerance` at most, in the target's unit.
    """

    comparison: str | None
    tolerance: float | None = None

    def nearest(self, aim: float) -> float | None:
        """The worst outcome that is still near the aim; None where the text doesn't say “about”."""
        if self.tolerance is None:
            return None
        return round(aim + self.tolerance if self.comparison in ("<=", "<") else aim - self.tolerance, _DIGITS)


def rule_of(target: Figure, higher_is_better: bool | None) -> Rule:
    """The rule by the bound in the target's text; without a bound, by whether more or less of the metric is better."""
    if target.bound in _MIRRORED:
        return Rule(target.bound)
    tolerance = latitude(target.value, target.unit) if target.bound == "~" and target.value is not None else None
    comparison = {True: ">=", False: "<=", None: None}[higher_is_better]
    return Rule(comparison, tolerance)


def state_of(target: Figure, outcome: Figure | None, higher_is_better: bool | None, as_of: int) -> str:
    """One of TARGET_STATES:

    met, near, missed: what an outcome makes of the aim; near is almost what a text with “about” asks for
    unjudged: there is an outcome, but neither more nor less of the metric would be better
    open: no outcome decides, and the target's period isn't over in month `as_of`
    no_figure: no outcome decides, and the period is over
    """
    if outcome is not None and outcome.status not in ESTIMATES:
        verdict = _verdict(target, rule_of(target, higher_is_better), outcome)
        if verdict:
            return verdict
    return "open" if target.period.end >= as_of else "no_figure"


def _verdict(target: Figure, rule: Rule, outcome: Figure) -> str | None:
    """met, near, missed or unjudged; None where the outcome leaves that open: a bound, a standing, a doubtful one."""
    if target.value is None or outcome.value is None or outcome.bound == "~" or outcome.doubtful:
        return None
    if rule.comparison is not None:
        return _compared(target.value, rule.comparison, rule.tolerance, outcome.value, outcome.bound)
    more, less = (
        _compared(target.value, sense, rule.tolerance, outcome.value, outcome.bound) for sense in (">=", "<=")
    )
    if more is None or less is None:
        return None
    if "missed" in (more, less):  # by one sense only: an outcome is on one side of the aim
        return "unjudged"
    return "near" if "near" in (more, less) else "met"


def _compared(aim: float, comparison: str, tolerance: float | None, value: float, bound: str | None) -> str | None:
    if comparison in ("<=", "<"):  # the same the other way up
        bound = _MIRRORED[bound] if bound else None
        return _compared(-aim, _MIRRORED[comparison], tolerance, -value, bound)
    reached = _reached(value, bound, aim, beyond=comparison == ">")
    if reached:
        return "met"
    near = Rule(comparison, tolerance).nearest(aim)
    almost = False if near is None else _reached(value, bound, near)
    if reached is None or almost is None:
        return None
    return "near" if almost else "missed"


def _reached(value: float, bound: str | None, least: float, *, beyond: bool = False) -> bool | None:
    """Whether an outcome is at least `least` or, if `beyond`, more than that; None where its bound leaves that open."""
    if bound is None:
        return value > least or (value == least and not beyond)
    if bound in (">=", ">"):
        return True if value > least or (value == least and (bound == ">" or not beyond)) else None
    return False if value < least or (value == least and (bound == "<" or beyond)) else None
