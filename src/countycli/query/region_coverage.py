"""How the counties with a figure are spread over the provinces of the country, or the prefectures of a province."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from countycli.index.ask.index import Index
    from countycli.model.records import Place
    from countycli.model.reports import Scope

# The level of the regions that are told of, by the level of the scope.
_BELOW = {"all": "province", "country": "province", "province": "prefecture"}


class Part(NamedTuple):
    """`counties` of the `all` counties that a scope has in `region` have a figure."""

    region: Place
    counties: int
    all: int


def spread(index: Index, scope: Scope, having: set[str]) -> tuple[Part, ...]:
    """The regions of a scope, in the order of their codes; `having` are the counties with a figure. Counties that lie
    in no prefecture are told of under their province. Empty where the scope is no region, or is not divided.
    """
    level = _BELOW.get(scope.kind)
    if level is None:
        return ()
    inside = defaultdict(list)
    for county, region in index.places.regions_of(scope.counties, level).items():
        inside[region or scope.areas[0].code].append(county)
    if len(inside) < 2:
        return ()
    regions = index.places.by_code(sorted(inside))
    return tuple(
        Part(region, len(having.intersection(inside[code])), len(inside[code])) for code, region in regions.items()
    )
