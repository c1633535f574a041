"""Several documents' figures for one metric, place and period agree, but for what a revision may change."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from countycli.checks.evidence import FLOAT_SLACK, exact_value, has_own_note, remark
from countycli.model.headlines import differ
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.checks.evidence import Evidence, Remark, Statement
    from countycli.model.records import Figure
    from countycli.source.draft import Entry

# What a revision may change: an economic census moves a county's GDP by six or seven per cent, growth by one point.
_LEVEL = 0.1  # of the larger figure
_POINTS = 2.0  # of growth and shares
_IN_POINTS = ("growth", "share")  # kinds of metrics


class _Range(NamedTuple):
    """The least and the greatest of some figures."""

    least: Figure
    greatest: Figure


def check_agreement(evidence: Evidence) -> None:
    for statements in evidence.of_time.values():
        if len(statements) > 1:
            for metric, entries in _by_metric(statements).items():
                if len(entries) > 1 and metric in evidence.metrics:
                    _check_metric(entries, evidence.metrics[metric].kind in _IN_POINTS)


def _by_metric(statements: Iterable[Statement]) -> dict[str, list[Entry[Figure]]]:
    found: dict[str, list[Entry[Figure]]] = defaultdict(list)
    for statement in statements:
        for metric, entry in statement.figures.items():
            found[metric].append(entry)
    return found


def _check_metric(entries: Iterable[Entry[Figure]], in_points: bool) -> None:
    """Compare what several documents give for one metric, place and period.

    Each figure is held against the figures of earlier documents with the same remark, and reported at most once:
    against the farthest figure that contradicts it. The farthest is either the least or the greatest of all, so only
    these two are kept. They are kept for each number of decimals, for a figure with few decimals contradicts less.
    """
    ranges: dict[Remark, dict[int, _Range]] = defaultdict(dict)
    for entry in entries:
        if has_own_note(entry):
            continue
        figure = entry.record
        earlier = ranges[remark(entry)]
        contrary = [other for ends in earlier.values() for other in ends if _disagree(other, figure, in_points)]
        if contrary:
            _report(entry, max(contrary, key=lambda other: abs(exact_value(other) - exact_value(figure))))
        ends = earlier.get(figure.decimals, _Range(figure, figure))
        earlier[figure.decimals] = _Range(
            min(ends.least, figure, key=exact_value), max(ends.greatest, figure, key=exact_value)
        )


def _disagree(one: Figure, other: Figure, in_points: bool) -> bool:
    if not differ(one, other):
        return False
    first, second = exact_value(one), exact_value(other)
    most = _POINTS if in_points else _LEVEL * max(abs(first), abs(second))
    return abs(first - second) > most + FLOAT_SLACK


def _report(entry: Entry[Figure], other: Figure) -> None:
    figure = entry.record
    message = Phrase(
        "{metric} of {county} for {period} is {value} here, {other} in {source}",
        metric=figure.metric,
        county=figure.county,
        period=str(figure.period),
        value=figure.value,
        other=other.value,
        source=other.source,
    )
    entry.report("D606", message, Phrase("say in `note` why they differ, or give the one its `scope`"))
