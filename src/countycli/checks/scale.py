"""Slips of units and decimal points: a level far above or below all levels with which it may be compared."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

from countycli.checks.evidence import exact_value, explained
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from countycli.checks.evidence import Evidence
    from countycli.model.records import Figure
    from countycli.source.draft import Entry

# How many times a figure may be the next one: of the same place in other years, and of all places of a level, which
# differ more. A lost decimal point makes a figure 10 times what it was, 万 taken for 亿 10,000 times.
_YEARS = 8
_PEERS = 30
_FEWEST_PEERS = 5
_HINT = Phrase("is the unit the one printed? If so, say in `note` what makes it so different")


def check_scale(evidence: Evidence, swings: Mapping[str, float]) -> None:
    """`swings` tells, of metrics that swing, how many times the next figure a figure of theirs may be."""
    levels = {name for name, metric in evidence.metrics.items() if metric.kind == "level"}
    found: dict[str, list[Entry[Figure]]] = defaultdict(list)
    for statement in evidence.statements:
        for name in levels.intersection(statement.figures):
            found[name].append(statement.figures[name])
    for name, entries in found.items():
        swing = swings.get(name, 0)
        if not _are_near(entries, max(_YEARS, swing)):
            _check_metric(entries, evidence, swing)


def _check_metric(entries: list[Entry[Figure]], evidence: Evidence, swing: float) -> None:
    places: dict[tuple[str, str | None], list[Entry[Figure]]] = defaultdict(list)
    peers: dict[tuple[str, int], list[Entry[Figure]]] = defaultdict(list)
    for entry in entries:
        figure = entry.record
        if exact_value(figure) > 0:
            places[figure.county, figure.scope].append(entry)
            peers[evidence.places[figure.county].level, figure.period.months].append(entry)
    for series in places.values():
        if not _are_near(series, max(_YEARS, swing)):
            _check_years(series, max(_YEARS, swing))
    for group in peers.values():
        _check_peers(group, max(_PEERS, swing))


def _are_near(entries: Sequence[Entry[Figure]], factor: float) -> bool:
    """Whether all figures are within the factor, so that no two need be compared. Mostly they are."""
    values = [entry.record.value or 0 for entry in entries]
    return max(values) <= factor * min(values)


def _check_years(entries: list[Entry[Figure]], factor: float) -> None:
    """Report the figures of one place that are far from both neighbours in time. The first and the last figure have one
    neighbour: of the two the odd one is the one whose other neighbour is far too; where there are only two figures, the
    later one.
    """
    ordered = sorted(entries, key=lambda entry: entry.record.period.recency)
    far = [_far(first, second, factor) for first, second in itertools.pairwise(ordered)]
    for position, entry in enumerate(ordered):
        neighbours = far[max(position - 1, 0) : position + 1]
        if all(neighbours) and (len(neighbours) > 1 or _stands_alone(far, position)):
            _report(entry, ordered[position - 1 if position else 1])


def _stands_alone(far: Sequence[bool], position: int) -> bool:
    """Whether the first or last figure, which is far from its only neighbour, is the odd one of the two."""
    return not far[1 if position == 0 else -2] if len(far) > 1 else position > 0


def _far(one: Entry[Figure], other: Entry[Figure], factor: float) -> bool:
    """Whether one figure is more than `factor` times the other. Of a part of a year less is expected, by its months."""
    shorter, longer = sorted(entry.record.period.months for entry in (one, other))
    low, high = sorted(exact_value(entry.record) for entry in (one, other))
    return high > factor * low * longer / shorter and not explained(one, other)


def _check_peers(entries: list[Entry[Figure]], factor: float) -> None:
    """Report the least and the greatest figure of all places of a level, where they are far from the next one."""
    if len(entries) <= _FEWEST_PEERS:
        return
    low, lower, *_, higher, high = sorted(entries, key=lambda entry: exact_value(entry.record))
    for entry, nearest in ((low, lower), (high, higher)):
        if _far(entry, nearest, factor):
            _report(entry, nearest)


def _report(entry: Entry[Figure], nearest: Entry[Figure]) -> None:
    figure, other = entry.record, nearest.record
    message = Phrase(
        "{metric} of {county} is {value}; the nearest, of {other} in {period}, is {nearest} ({source})",
        metric=figure.metric,
        county=figure.county,
        value=figure.value,
        other=other.county,
        period=str(other.period),
        nearest=other.value,
        source=other.source,
    )
    entry.report("D605", message, _HINT)
