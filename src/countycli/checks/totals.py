"""In the columns of tables that add up, the figure of a region is the sum of its counties' and of its zones'."""

from __future__ import annotations

from collections import defaultdict
from math import isclose
from typing import TYPE_CHECKING

from countycli.checks.evidence import exact_value
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from countycli.checks.evidence import Evidence
    from countycli.model.period import Period
    from countycli.model.records import Figure, Place
    from countycli.source.draft import Entry, Total

    Column = tuple[str, Period, str]  # document, period and metric

_COUNTRY = "000000"


def check_totals(evidence: Evidence, totals: Iterable[Total]) -> None:
    above = {code: _above(place) for code, place in evidence.places.items() if place.level != "country"}
    zones = _zones(totals)
    for name, column in _columns(zones, evidence).items():
        for region, total in _sums(column, zones[name], above).items():
            if region in column:
                _check_region(column[region], total)


def _above(place: Place) -> str:
    """The region in which a place lies directly."""
    return place.prefecture or place.province or _COUNTRY


def _check_region(entry: Entry[Figure], total: float) -> None:
    figure = entry.record
    value = exact_value(figure)
    # Exact but for what binary fractions lose in a sum of thousands.
    if figure.note is None and not isclose(value, total, rel_tol=1e-12, abs_tol=1e-6):
        message = Phrase(
            "{metric} of {county} is {value}, but its counties and zones make {total}: {difference} is missing",
            metric=figure.metric,
            county=figure.county,
            value=figure.value,
            total=round(total, max(figure.decimals, 0)),
            difference=round(value - total, max(figure.decimals, 0)),
        )
        entry.report(
            "D602", message, Phrase("look for a cell left empty or misread, and for a place that is not listed")
        )


def _zones(totals: Iterable[Total]) -> dict[Column, list[tuple[str, float]]]:
    """The columns that add up, and what their zones have. A document may give one column in several tables."""
    zones: dict[Column, list[tuple[str, float]]] = {}
    for total in totals:
        zones.setdefault((total.source, total.period, total.metric), []).extend(total.zones)
    return zones


def _columns(wanted: Collection[Column], evidence: Evidence) -> dict[Column, dict[str, Entry[Figure]]]:
    """The figures of each column, by place. The row of a prefecture that administers another one has a scope, for the
    figure is only of what lies in the prefecture directly; such a row counts like the row of a whole place.
    """
    columns: dict[Column, dict[str, Entry[Figure]]] = {column: {} for column in wanted}
    metrics: dict[tuple[str, Period], list[str]] = defaultdict(list)
    for source, period, metric in wanted:
        metrics[source, period].append(metric)
    for statement in evidence.statements:
        for metric in metrics.get((statement.source, statement.period), ()):
            if metric in statement.figures:
                columns[statement.source, statement.period, metric][statement.area[0]] = statement.figures[metric]
    return columns


def _sums(
    column: Mapping[str, Entry[Figure]], zones: Iterable[tuple[str, float]], above: Mapping[str, str]
) -> dict[str, float]:
    """For each region that has rows of places within it, the sum of these rows and of its zones."""
    sums: dict[str, float] = dict.fromkeys(_regions(column, above), 0)
    for code, entry in column.items():
        if code not in sums and code in above:  # a county, or a prefecture that had none
            sums[above[code]] += entry.record.value or 0
    for zone, value in zones:
        # Where a region has no rows of its counties, its zones are only some of its parts: there is nothing to sum up.
        if zone in sums:
            sums[zone] += value
    for region, inside in sums.items():
        if region in above:
            sums[above[region]] += inside
    return sums


def _regions(column: Iterable[str], above: Mapping[str, str]) -> list[str]:
    """The regions in which any place of the column lies, a lower one before the one above it."""
    lowest = {above[code] for code in column if code in above}
    middle = {above[region] for region in lowest if region in above}
    return sorted(lowest | middle | {_COUNTRY}, key=lambda region: _depth(region, above), reverse=True)


def _depth(region: str, above: Mapping[str, str]) -> int:
    return 1 + _depth(above[region], above) if region in above else 0
