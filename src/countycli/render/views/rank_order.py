"""The lines of a ranking in their order: counties, the median and regions among them, and gaps where counties are not
shown.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from operator import neg
from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from countycli.model.records import Place
    from countycli.model.reports import Headline
    from countycli.query.change import Change
    from countycli.query.rank import RankReport, RankRow


class Reference(NamedTuple):
    """The `value` of a region that counties are compared with; without a place the median of the counties."""

    place: Place | None = None
    headline: Headline | None = None
    change: Change | None = None
    value: float | None = None  # None where the region has no place in the order


class Gap(NamedTuple):
    """So many counties that are ranked here and not shown."""

    counties: int


class County(NamedTuple):
    """A county that is ranked. `marked`: the reader asked where it stands; `tied`: others share the rank."""

    row: RankRow
    value: float
    marked: bool
    tied: bool


Entry = County | Reference | Gap


def references(report: RankReport) -> list[Reference]:
    """The regions beside the ranking, each with its value if the region has a place in the order: an average or a
    median has, for counties lie above and below; the sum of all counties has not.
    """
    changes: Sequence[Change | None] = report.reference_changes or (None,) * len(report.references)
    pairs = zip(report.references, changes, strict=True)
    return [
        Reference(place, headline, change, _value_in_order(report, headline, change))
        for (place, headline), change in pairs
    ]


def _value_in_order(report: RankReport, headline: Headline, change: Change | None) -> float | None:
    if report.since:
        return change.value if change else None
    metric, figure = report.metric, headline.figure
    is_share = metric.formula is not None and metric.formula.kind == "share"  # of a region: its own share is another
    if metric.adds_up or is_share or metric.kind == "rank" or not figure.is_comparable:
        return None
    return figure.value


def in_order(report: RankReport, regions: Sequence[Reference]) -> list[Entry]:
    """The lines of the ranking; of `regions` those that have a place in it."""
    between = [region for region in regions if region.value is not None]
    if report.median is not None:
        between.append(Reference(value=report.median))
    placed: list[tuple[int, float, County | Reference]] = []
    for reference in between:
        assert reference.value is not None  # sorted out above
        value = reference.value if report.ascending else -reference.value
        placed.append((_counties_before(report, value), value, reference))
    placed += ((ahead, float("inf"), county) for ahead, county in _counties(report))
    placed.sort(key=lambda entry: entry[:2])
    return list(_with_gaps(placed))


def _counties_before(report: RankReport, value: float) -> int:
    """How many counties stand before a region with a value, which is negative where the largest stand first."""
    return bisect_right(report.values, value, key=None if report.ascending else neg)


def _counties(report: RankReport) -> Iterator[tuple[int, County]]:
    """The first counties and those that the reader marked, each with the number of counties before it."""
    marked = [county.row for county in report.marked if county.row]
    further = sorted((row for row in marked if row not in report.rows), key=lambda row: row.rank)
    values = [_ranked_by(row) for row in (*report.rows, *further)]
    tied = _tied(report.values)
    ahead = -1
    for row, value in zip((*report.rows, *further), values, strict=True):
        ahead = max(row.rank - 1, ahead + 1)
        yield ahead, County(row, value, row in marked, value in tied)


def _ranked_by(row: RankRow) -> float:
    return row.change.value if row.change else row.headline.figure.value or 0


def _tied(values: Sequence[float]) -> set[float]:
    """The values that several counties have; equal ones stand side by side."""
    return {value for value, following in pairwise(values) if value == following}


def _with_gaps(placed: Sequence[tuple[int, float, County | Reference]]) -> Iterator[Entry]:
    passed = 0
    for ahead, _, entry in placed:
        if ahead > passed:
            yield Gap(ahead - passed)
        yield entry
        passed = ahead + isinstance(entry, County)
