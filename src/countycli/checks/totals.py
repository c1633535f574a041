"""In the columns of tables that add up, a region has what its counties have, and what lies in none of them."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

from countycli.checks.evidence import value_of
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from countycli.checks.evidence import Evidence
    from countycli.model.records import Figure, Place
    from countycli.source.draft import Entry, Total

_COUNTRY = "000000"


def check_totals(evidence: Evidence) -> None:
    above = {code: _above(place) for code, place in evidence.places.items() if place.level != "country"}
    for entry in evidence.totals:
        column = _column(entry.record, evidence)
        for region, total in _sums(column, entry.record, above).items():
            if region in column:
                _check_region(column[region], total)


def _above(place: Place) -> str:
    """The region next above."""
    return place.prefecture or place.province or _COUNTRY


def _check_region(entry: Entry[Figure], total: float) -> None:
    figure = entry.record
    value = value_of(figure)
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


def _column(total: Total, evidence: Evidence) -> dict[str, Entry[Figure]]:
    """A row that has less than its whole place, a prefecture without another one that it administers, has what lies in
    it directly, and counts once like the others.
    """
    return {
        it.area[0]: it.figures[total.metric]
        for it in evidence.statements
        if it.source == total.source and total.metric in it.figures and it.period == total.period
    }


def _sums(column: Mapping[str, Entry[Figure]], total: Total, above: Mapping[str, str]) -> dict[str, float]:
    """What lies in each region that has any rows below it."""
    sums: dict[str, float] = dict.fromkeys(_regions(column, above), 0)
    for code, entry in column.items():
        if code not in sums and code in above:  # a county, or a prefecture that had none
            sums[above[code]] += entry.record.value or 0
    for zone, value in total.zones:
        # The zones of a region without other rows are only some of its parts; those of no known region sum up its rows.
        if zone in sums:
            sums[zone] += value
    for region, inside in sums.items():
        if region in above:
            sums[above[region]] += inside
    return sums


def _regions(column: Iterable[str], above: Mapping[str, str]) -> list[str]:
    """The regions in which any place of the column lies, each before the one that it lies in itself."""
    lowest = {above[code] for code in column if code in above}
    middle = {above[region] for region in lowest if region in above}
    return sorted(lowest | middle | {_COUNTRY}, key=lambda region: _depth(region, above), reverse=True)


def _depth(region: str, above: Mapping[str, str]) -> int:
    return 1 + _depth(above[region], above) if region in above else 0
