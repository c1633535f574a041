"""Documents that tell of one thing tell the same, but for what a revision may change."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from countycli.checks.evidence import explained, value_of
from countycli.model.headlines import differ
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from countycli.checks.evidence import Evidence
    from countycli.model.records import Figure
    from countycli.source.draft import Entry

# What a revision may change: an economic census moves a county's GDP by six or seven per cent, growth by one point.
_LEVEL = 0.1  # of the larger figure
_POINTS = 2  # of growth and shares


def check_agreement(evidence: Evidence) -> None:
    for statements in evidence.areas.values():
        for first, second in combinations(statements, 2):
            if first.period == second.period:
                for name in first.figures.keys() & second.figures.keys() & evidence.metrics.keys():
                    in_points = evidence.metrics[name].kind in ("growth", "share")
                    _check_pair(first.figures[name], second.figures[name], _POINTS if in_points else None)


def _check_pair(first: Entry[Figure], second: Entry[Figure], most: float | None) -> None:
    one, other = first.record, second.record
    if not differ(one, other) or explained(first, second):
        return
    values = value_of(one), value_of(other)
    if abs(values[0] - values[1]) > (most or _LEVEL * max(map(abs, values))) + 1e-9:
        message = Phrase(
            "{metric} of {county} for {period} is {value} here, {other} in {source}",
            metric=one.metric,
            county=one.county,
            period=str(one.period),
            value=other.value,
            other=one.value,
            source=one.source,
        )
        second.report("D606", message, Phrase("say in `note` why they differ, or give the one its `scope`"))
