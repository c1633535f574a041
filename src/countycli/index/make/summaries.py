"""What the figures of an index tell together: which places have any, and which is the latest of each place.

The functions take the headlines among any figures, so that own documents can be layered over the book with the same
functions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from countycli.index.schema import COMPARABLE, FIGURE_COLUMNS, VALUELESS
from countycli.model.period import month_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from countycli.model.records import Place

Row = tuple[Any, ...]
OfPeriod = tuple[int, int, int, list[Row]]  # metric, last and first month, and the headlines

_COUNTRY = 0
_YEAR = 11  # from the first month of a year to its last
_METRIC, _LAST, _FIRST, _COUNTY, _SCOPE, _GRADE, _HEADLINE = map(
    FIGURE_COLUMNS.split(", ").index, ("metric", "last_month", "first_month", "county", "scope", "grade", "headline")
)

# How many figures there are of each county and of each metric.
COUNTS = "".join(
    f"INSERT INTO counts SELECT '{per}', {per}, count(*) FROM observations GROUP BY {per};\n"
    for per in ("county", "metric")
)


class Counties:
    """The counties as coverage counts them, by number."""

    def __init__(self, places: Mapping[str, Place], lines: Iterable[tuple[str, str]]) -> None:
        """`places` hold the prefectures of all counties too. `lines` are pairs of an heir and a former unit that went
        on as the heir.
        """
        lines = tuple(lines)
        parts = {part for _, part in lines}
        owners = {part: heir for heir, part in lines if heir not in parts}
        counties = {int(code): place for code, place in places.items() if place.level == "county"}
        regions = {number: _regions(place, places, owners) for number, place in counties.items()}
        areas = {area: position for position, area in enumerate(dict.fromkeys(regions.values()))}
        firsts: dict[tuple[str, int], int] = {}
        self._regions = (*areas,)
        self._areas = {number: areas[area] for number, area in regions.items()}  # positions in `_regions`
        # Units that went on as the same county count once in a prefecture, as the first of them.
        self._counted_as = {
            number: firsts.setdefault((owners.get(place.code, place.code), self._areas[number]), number)
            for number, place in counties.items()
        }
        self._since = {n: month_number(place.valid_from) for n, place in counties.items() if place.valid_from}
        self._until = {n: month_number(place.valid_to) for n, place in counties.items() if place.valid_to}
        self._extinct = {number for number in self._until if counties[number].code not in owners}

    def covered(self, grades: Mapping[int, int], first: int, last: int) -> Iterator[tuple[int, ...]]:
        """Each region with its amounts for a period, from the grades of the figures of all places."""
        held = self._counted(grades.keys(), first, last)
        comparable = {number for number in held if grades[number] == COMPARABLE}
        amounts = (
            set(map(self._counted_as.__getitem__, held)),
            set(map(self._counted_as.__getitem__, comparable)),
            comparable - self._until.keys(),
            {number for number in held & self._extinct if self._until[number] <= last},
        )
        found: dict[int, list[int]] = defaultdict(lambda: [0] * len(amounts))
        for position, numbers in enumerate(amounts):
            for area, count in Counter(map(self._areas.__getitem__, numbers)).items():
                for region in self._regions[area]:
                    found[region][position] += count
        for region, counts in found.items():
            yield region, *counts

    def _counted(self, numbers: AbstractSet[int], first: int, last: int) -> AbstractSet[int]:
        """The counties that count for a period: no county before it began, and no extinct one after it ceased."""
        held = numbers & self._areas.keys()
        early = {number for number in held & self._since.keys() if self._since[number] > last}
        return held - early - {number for number in held & self._extinct if self._until[number] < first}


def _regions(place: Place, places: Mapping[str, Place], owners: Mapping[str, str]) -> tuple[int, ...]:
    """The prefecture that a county's own went on as, the one around its own, the province and the country."""
    prefecture = place.prefecture or ""
    around = places[prefecture].prefecture if prefecture else None
    return (*map(int, filter(None, (owners.get(prefecture, prefecture), around, place.province))), _COUNTRY)


def headlines_by_period(rows: Iterable[Row]) -> list[OfPeriod]:
    """The headlines among rows that come in the order of the primary key."""
    headlines = (row for row in rows if row[_HEADLINE])
    return [(*key, list(of_period)) for key, of_period in groupby(headlines, itemgetter(_METRIC, _LAST, _FIRST))]


def coverage(periods: Iterable[OfPeriod], counties: Counties) -> Iterator[Row]:
    """For each region, metric and period: how many counties have a figure; of these, how many can be ranked, how many
    of the latter exist today, and how many ceased before the period ended without going on as another. Larger regions
    are sums of prefectures.

    From figures of some places only, the result is what these places add to the coverage, if all units are there that
    count as one with a place.
    """
    for metric, last, first, headlines in periods:
        grades = {row[_COUNTY]: row[_GRADE] for row in headlines if row[_GRADE] < VALUELESS and not row[_SCOPE]}
        for region, *amounts in counties.covered(grades, first, last):
            yield region, metric, last, first, *amounts


def latest(periods: Iterable[OfPeriod]) -> list[Row]:
    """For each place with figures of a metric the headline that stands for the place where no period is asked for. The
    `periods` are of this metric only.

    A comparable figure is better than any other. After that count, in this order: whole places before scopes; single
    years before longer periods, and these before parts of a year; later ends; earlier beginnings; the scope that is
    last by name. Most are comparable figures of years, which come in this order, from the worst to the best.
    """
    years, others = list[Row](), list[Row]()
    for _, last, first, headlines in periods:
        if _is_year(first, last):
            years += (row for row in headlines if row[_GRADE] == COMPARABLE)
            others += (row for row in headlines if row[_GRADE] != COMPARABLE)
        else:
            others += headlines
    best = {row[_COUNTY]: row for row in (*sorted(others, key=_merit), *years)}
    return [(row[_METRIC], number, row[_LAST], row[_FIRST], row[_SCOPE]) for number, row in sorted(best.items())]


def _is_year(first: int, last: int) -> bool:
    return last - first == _YEAR and first % 12 == 0


def _merit(row: Row) -> tuple[Any, ...]:
    first, last, scope = row[_FIRST], row[_LAST], row[_SCOPE]
    is_comparable = row[_GRADE] == COMPARABLE
    return is_comparable, scope == "", _is_year(first, last), last - first >= _YEAR, last, -first, scope
