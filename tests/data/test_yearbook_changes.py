"""Changes between the county yearbooks of 2020 and 2023 that are out of the ordinary, each with what was made of it.

A change is out of the ordinary where it is more than a limit of its indicator above or below what is usual among the
counties of the province. `yearbook_changes.tsv` lists all of them, with both figures; `docs/data-notes.md` tells why
those without a note stand as they are.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pytest

from countycli.index.ask.index import Index
from countycli.model.records import Figure

CHANGES = Path(__file__).parent / "yearbook_changes.tsv"
EDITIONS = ("yearbook-2020", "yearbook-2023")
FEWEST = 5  # counties of a province of which it can be told what is usual among them
# How many times the usual change a change may be, or the other way round.
LIMITS = {
    "land_area": 1.1,
    "registered_population": 1.15,
    "gdp": 1.3,
    "primary_va": 1.5,
    "secondary_va": 2,
    "tertiary_va": 1.4,
    "budget_revenue": 2,
    "budget_expenditure": 1.5,
    "household_deposits": 1.4,
    "loans": 1.75,
    "scale_industrial_enterprises": 3,
    "fixed_telephones": 10,
    "secondary_students": 1.75,
    "primary_students": 1.5,
    "hospital_beds": 2,
    "residential_welfare_institutions": 20,
    "residential_welfare_beds": 10,
    "facility_agriculture_area": 100,
    "oil_crop_output": 20,
    "cotton_output": 20,
}
Line = tuple[str, ...]  # county, name, metric, both figures, verdict


class Pair(NamedTuple):
    """What the two editions have for one indicator of a county, alike in scope."""

    then: Figure
    now: Figure

    @property
    def change(self) -> float:
        return self._change(0)

    @property
    def least(self) -> float:
        """The change that there is at least, and at most, where people are in whole 万."""
        return self._change(-0.5) if self.now.unit == "万人" else self.change

    @property
    def most(self) -> float:
        return self._change(0.5) if self.now.unit == "万人" else self.change

    @property
    def verdict(self) -> str:
        if self.then.doubtful or self.now.doubtful:
            return "doubtful"
        return "note" if self.then.note or self.now.note else "kept"

    def _change(self, rounding: float) -> float:
        assert self.then.value
        assert self.now.value is not None
        return (self.now.value + rounding * float(10**-self.now.decimals)) / self.then.value


def pairs(index: Index) -> dict[str, list[Pair]]:
    first, second = (
        {(it.county, it.metric, it.scope): it for it in index.figures.observations_from(name) if it.value}
        for name in EDITIONS
    )
    found: dict[str, list[Pair]] = defaultdict(list)
    for key in first.keys() & second.keys():
        if not first[key].derived:
            found[key[1]].append(Pair(first[key], second[key]))
    return found


def usual(several: list[Pair]) -> dict[str, float]:
    """The usual change of an indicator by province: the median, of few counties that of the nation."""
    provinces: dict[str, list[float]] = defaultdict(list)
    for pair in several:
        provinces[pair.now.county[:2]].append(pair.change)
    nation = median(pair.change for pair in several)
    return {province: median(it) if len(it) >= FEWEST else nation for province, it in provinces.items()}


def outliers(index: Index) -> list[Pair]:
    found = []
    for metric, several in pairs(index).items():
        expected = usual(several)
        for pair in several if metric in LIMITS else ():
            change = expected[pair.now.county[:2]]
            if pair.least > change * LIMITS[metric] or pair.most < change / LIMITS[metric]:
                found.append(pair)
    return found


def lines(index: Index) -> list[Line]:
    found = outliers(index)
    names = index.places.by_code({pair.now.county for pair in found})
    return sorted(
        (it.now.county, names[it.now.county].name, it.now.metric, f"{it.then.value}", f"{it.now.value}", it.verdict)
        for it in found
    )


def recorded() -> list[Line]:
    with CHANGES.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file, delimiter="\t")][1:]


def test_changes_out_of_the_ordinary_are_known(index: Index) -> None:
    assert lines(index) == recorded()


def test_all_indicators_but_counts_of_towns_are_compared(index: Index) -> None:
    assert pairs(index).keys() - LIMITS.keys() == {"towns", "subdistricts"}


@pytest.mark.parametrize("metric", ["household_deposits", "loans", "budget_revenue", "budget_expenditure"])
def test_a_lost_digit_would_be_seen(index: Index, metric: str) -> None:
    """A tenth of what it is, or ten times as much, would be out of the ordinary for nearly every figure of 2023."""
    several = pairs(index)[metric]
    expected = usual(several)
    seen = [
        factor
        for pair in several
        for factor in (0.1, 10)
        if not 1 / LIMITS[metric] <= factor * pair.change / expected[pair.now.county[:2]] <= LIMITS[metric]
    ]
    assert len(seen) > 0.99 * 2 * len(several)
