"""How a figure is judged by a rule between indicators, whichever rule this is.

The rule works out from figures of other metrics what the figure should be. Several documents may give these other
figures, so that there are several ways to choose them. There is a fault only where no way bears the figure out.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from countycli.checks.evidence import FLOAT_SLACK, exact_value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from countycli.checks.evidence import Choice, Evidence, Statement
    from countycli.model.records import Figure
    from countycli.model.rules import QuotientRule, SumRule

    Figures = tuple[Figure, ...]

_MOST_WAYS = 128  # that are tried one by one


class Comparison(NamedTuple):
    """A figure before its judge: the value that is `expected` of the others, what they have `made` instead, and how far
    off this is `allowed` to be. What is made must rise throughout, or fall throughout, with each of the figures.
    """

    expected: float
    made: Callable[[Figures], float]
    allowed: Callable[[Figures], float]


class Best(NamedTuple):
    """The figures that come nearest to the expected value, and how much farther off than allowed even these are."""

    miss: float
    figures: Figures


def contradiction(
    evidence: Evidence, statement: Statement, metric: str, others: Sequence[str], comparison: Comparison
) -> Figures | None:
    """The figures of the other metrics that come nearest, where even these don't bear out the figure of `metric`."""
    own = tuple(statement.own(others))
    if own and _weighed(own, comparison).miss <= 0:
        return None  # nearly all
    found = best(evidence.choices(metric, statement, others), comparison)
    return found.figures if found and found.miss > 0 else None


def best(choices: Sequence[Choice], comparison: Comparison) -> Best | None:
    """The way to choose figures that comes nearest; None where there is nothing to choose from.

    A flood of documents makes more ways than can be tried. Then only the least and the greatest figure of each choice
    are tried: a value between the results of these counts as borne out, a value beyond them can't be.
    """
    number = prod(len(choice.figures) for choice in choices)
    if not number:
        return None
    many = number > _MOST_WAYS
    ways = list(product(*(choice.ends if many else choice.figures for choice in choices)))
    if many:
        results = [comparison.made(figures) for figures in ways]
        if min(results) <= comparison.expected <= max(results):
            return Best(0, ways[0])
    return min((_weighed(figures, comparison) for figures in ways), key=lambda way: way.miss)


def tolerance(figure: Figure, others: Sequence[Figure], rule: SumRule | QuotientRule) -> float:
    """How far off a rule lets a figure be, apart from rounding: farther where the others are of other documents, which
    may have been revised.
    """
    of_one = all(other.source == figure.source for other in others)
    return exact_value(figure) * (rule.slack if of_one else rule.revision) + FLOAT_SLACK


def _weighed(figures: Figures, comparison: Comparison) -> Best:
    off = abs(comparison.made(figures) - comparison.expected)
    return Best(off - comparison.allowed(figures), figures)
