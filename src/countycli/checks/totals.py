"""In the columns of tables that add up, the figure of a region is the sum of its counties' and of its zones'."""

from __future__ import annotations

from collections import defaultdict
from math import isclose
from typing import TYPE_CHECKING

from countycli.checks.evidence import exact_value
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from countycli.checks.evidence import Evidence
    from countycli.model.period import Period
    from countycli.model.records import Figure, Place
    from countycli.source.draft import Draft, Entry, Total

    Column = tuple[str, Period, str]  # document, period and metric

_COUNTRY = "000000"


def check_totals(evidence: Evidence, draft: Draft) -> None:
    """A region is left alone where the figure of anything in the region is doubtful, for then the sum is not known."""
    if not draft.totals:
        return
    above = {code: _above(place) for code, place in evidence.places.items() if place.level != "country"}
    zones = _zones(entry.record for entry in draft.totals)
    doubtful = _doubtful(zones, draft.observations)
    for name, column in _columns(zones, evidence).items():
        sums = _sums(column, zones[name], above)
        unknown = {region for code in doubtful[name] if code not in sums for region in _around(code, above)}
        for region, total in sums.items():
            if region in column and region not in unknown:
                _check_region(column[region], total)


def _around(code: str, above: Mapping[str, str]) -> Iterator[str]:
    """The regions in which a place lies, the narrowest first."""
    while code in above:
        code = above[code]
        yield code


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


def _doubtful(wanted: Collection[Column], observations: Iterable[Entry[Figure]]) -> dict[Column, set[str]]:
    """The places of each column whose figures are doubtful."""
    found: dict[Column, set[str]] = {column: set() for column in wanted}
    for figure in (entry.record for entry in observations if entry.record.doubtful):
        found.get((figure.source, figure.period, figure.metric), set()).add(figure.county)
    return found


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
