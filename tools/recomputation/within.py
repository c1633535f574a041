"""Ranks among the counties of a province, and of a kind there; what stands in the middle of a ranking."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from recomputation.rankings import Row, Scope, ranked, runs_up, with_ranks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from recomputation.figures import Figures
    from recomputation.periods import Period
    from recomputation.rankings import Ranking
    from recomputation.records import Figure

_FEWEST = 5


class Within(NamedTuple):
    """A rank among the `of` that can be ranked, of all `counties` that there were at the time."""

    rank: int
    of: int
    counties: int
    scope: Scope


def of_figure(figures: Figures, figure: Figure) -> tuple[Within | None, Within | None]:
    """Where the figure of a county for whole years stands in the province, and there within the kind; a page tells that
    of main indicators.
    """
    place, metric = figures.registry.places[figure.county], figures.book.metrics[figure.metric]
    told = place.level == "county" and metric.main and metric.scope is None
    if not (told and figure.comparable and figure.period.whole_years):
        return None, None
    province = Scope(region=place.province or place.code)
    among_all = _places(figures, figure.metric, figure.period, province).get(figure.county)
    among_alike = _places(figures, figure.metric, figure.period, province._replace(kind=place.kind))
    return among_all, among_alike.get(figure.county)


@cache
def _places(figures: Figures, metric: str, period: Period, scope: Scope) -> dict[str, Within]:
    """As `rank --in PROVINCE --period PERIOD` ranks: by the code that the figure is filed under."""
    known = figures.book.metrics[metric]
    counties, rows, _ = ranked(figures, known, period, scope, ascending=runs_up(known))
    told = _told(rows, len(counties), scope)
    return {row.headline.figure.county: told[row.owner] for row in rows if row.owner in told}


def by_province(figures: Figures, ranking: Ranking, scope: Scope) -> dict[str, Within | None] | None:
    """What the counties of a ranking are in their provinces; None unless it is of several provinces without a group."""
    places = figures.registry.places
    provinces = {code: places[code].province or code for code in ranking.counties}
    if scope.group is not None or len({*provinces.values()}) < 2:
        return None
    counties: dict[str, int] = {}
    for province in provinces.values():
        counties[province] = counties.get(province, 0) + 1
    rows: dict[str, list[Row]] = {}
    for row in ranking.rows:
        rows.setdefault(provinces[row.owner], []).append(row)
    found: dict[str, Within | None] = {row.owner: None for row in ranking.rows}
    for province, its in rows.items():
        found |= _told(its, counties[province], scope._replace(region=province))
    return found


def _told(rows: Iterable[Row], counties: int, scope: Scope) -> dict[str, Within]:
    """By county; nothing where fewer than five or fewer than half of the counties can be ranked."""
    rows = with_ranks((row.owner, row.headline) for row in rows)
    if len(rows) < max(_FEWEST, counties / 2):
        return {}
    return {row.owner: Within(row.rank, len(rows), counties, scope) for row in rows}


def median(ranking: Ranking) -> Decimal | None:
    """Of all that are ranked; of two in the middle the mean."""
    values = sorted(row.headline.figure.value for row in ranking.rows if row.headline.figure.value is not None)
    if len(values) < _FEWEST:
        return None
    lower, upper = values[(len(values) - 1) // 2], values[len(values) // 2]
    return (lower + upper) / 2
