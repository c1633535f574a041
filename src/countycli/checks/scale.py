"""Slips of units: a figure that is a multiple of all that it may be compared with."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

from countycli.checks.evidence import explained, value_of
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.checks.evidence import Evidence
    from countycli.model.records import Figure
    from countycli.source.draft import Entry

# A lost decimal point makes 10, 万 for 亿 10,000. Places differ more than the years of one place do.
_YEARS = 8
_PEERS = 30
_FEWEST_PEERS = 5
_HINT = Phrase("is the unit the one printed? If so, say in `note` what makes it so different")


def check_scale(evidence: Evidence) -> None:
    levels = {name for name, metric in evidence.metrics.items() if metric.kind == "level"}
    found: dict[str, list[Entry[Figure]]] = defaultdict(list)
    for statement in evidence.statements:
        for name in levels.intersection(statement.figures):
            found[name].append(statement.figures[name])
    for entries in found.values():
        if not _are_near(entries):
            _check_metric(entries, evidence)


def _check_metric(entries: list[Entry[Figure]], evidence: Evidence) -> None:
    places: dict[tuple[str, str | None], list[Entry[Figure]]] = defaultdict(list)
    peers: dict[tuple[str, int], list[Entry[Figure]]] = defaultdict(list)
    for entry in entries:
        figure = entry.record
        if value_of(figure) > 0:
            places[figure.county, figure.scope].append(entry)
            peers[evidence.places[figure.county].level, figure.period.months].append(entry)
    for series in places.values():
        if not _are_near(series):
            _check_years(series)
    for group in peers.values():
        _check_peers(group)


def _are_near(entries: Sequence[Entry[Figure]]) -> bool:
    """Whether no two can be far from each other: mostly so, and quickly told."""
    values = [entry.record.value or 0 for entry in entries]
    return max(values) <= _YEARS * min(values)


def _check_years(entries: list[Entry[Figure]]) -> None:
    """One place: a figure far from its neighbours in time. Of two neighbours it is the one that is far from its other
    neighbour too; of only two figures the later one.
    """
    ordered = sorted(entries, key=lambda entry: entry.record.period.recency)
    far = [_far(first, second, _YEARS) for first, second in itertools.pairwise(ordered)]
    for position, entry in enumerate(ordered):
        neighbours = far[max(position - 1, 0) : position + 1]
        if all(neighbours) and (len(neighbours) > 1 or _stands_alone(far, position)):
            _report(entry, ordered[position - 1 if position else 1])


def _stands_alone(far: Sequence[bool], position: int) -> bool:
    """Whether the figure at an end, not its neighbour, is the odd one."""
    return not far[1 if position == 0 else -2] if len(far) > 1 else position > 0


def _far(one: Entry[Figure], other: Entry[Figure], factor: float) -> bool:
    """Part-year figures are smaller by their months."""
    shorter, longer = sorted(entry.record.period.months for entry in (one, other))
    low, high = sorted(value_of(entry.record) for entry in (one, other))
    return high > factor * low * longer / shorter and not explained(one, other)


def _check_peers(entries: list[Entry[Figure]]) -> None:
    """All places of a level: a figure far above or below all others of its metric."""
    if len(entries) <= _FEWEST_PEERS:
        return
    low, lower, *_, higher, high = sorted(entries, key=lambda entry: value_of(entry.record))
    for entry, nearest in ((low, lower), (high, higher)):
        if _far(entry, nearest, _PEERS):
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
