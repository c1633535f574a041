"""The shape that all rules between indicators have in common: a figure is held against what others make of it, in every
way in which documents let these be chosen. There is a fault only where none of the ways bears the figure out.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from countycli.checks.evidence import Choice, Evidence, Statement
    from countycli.model.records import Figure

    Figures = tuple[Figure, ...]

_MOST_WAYS = 128  # that are tried one by one


class Comparison(NamedTuple):
    """`made` is what figures make of the value that is `expected`, and `allowed` how far they may miss it. What they
    make rises or falls with each of the figures throughout.
    """

    expected: float
    made: Callable[[Figures], float]
    allowed: Callable[[Figures], float]


class Best(NamedTuple):
    """The figures that come nearest to what is expected, and by how much they miss it beyond what is allowed."""

    miss: float
    figures: Figures


def contradiction(
    evidence: Evidence, statement: Statement, metric: str, others: Sequence[str], comparison: Comparison
) -> Figures | None:
    """Those of the other metrics' figures that come nearest to what is expected, where even these don't bear it out."""
    own = tuple(statement.own(others))
    if own and _weighed(own, comparison).miss <= 0:
        return None  # nearly all
    found = best(evidence.choices(metric, statement, others), comparison)
    return found.figures if found and found.miss > 0 else None


def best(choices: Sequence[Choice], comparison: Comparison) -> Best | None:
    """The way that misses by least; None where there is nothing to choose from.

    A flood of documents makes more ways than can be tried. Then only the least and the greatest figure of each choice
    count: what lies between the results of these may be borne out, and what lies beyond them is not.
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


def _weighed(figures: Figures, comparison: Comparison) -> Best:
    off = abs(comparison.made(figures) - comparison.expected)
    return Best(off - comparison.allowed(figures), figures)
