"""The censuses of 2010 and 2020: values typed again, and sums."""

from __future__ import annotations

import tomllib
from collections import defaultdict

import pytest
from books import DATA

from countycli.index.ask.index import Index
from countycli.model.period import Period
from countycli.model.records import Figure

Census = dict[str, dict[str, Figure]]  # by metric, then by place

VALUES = [
    ("2020", "000000", "population", 1409778724),
    ("2020", "000000", "urban_population", 899991162),
    ("2020", "000000", "age_65_share", 13.52),
    ("2020", "000000", "migrants_other_province", 124837153),
    ("2020", "330000", "population", 64567588),
    ("2020", "330000", "household_size", 2.35),
    ("2020", "440000", "population", 126012510),
    ("2020", "440000", "age_0_14_share", 18.85),
    ("2020", "330100", "population", 11936010),
    ("2020", "330100", "mean_years_schooling", 10.76),
    ("2020", "330782", "population", 1859390),
    ("2020", "330782", "migrants_other_province", 880224),
    ("2020", "330782", "sex_ratio", 117.08),
    ("2020", "331181", "population", 248866),
    ("2020", "331181", "housing_area_per_capita", 48.01),
    ("2020", "331181", "migrants_same_county", 101172),
    ("2020", "330326", "illiteracy_rate", 7.79),
    ("2020", "110101", "rural_population", 0),
    ("2020", "441900", "population", 10466625),
    ("2020", "540621", "minority_share", 95.91),
    ("2020", "659010", "family_households", 10960),
    ("2020", "500112", "population_female", 1095213),
    ("2020", "371722", "age_15_64_share", 60.92),
    ("2010", "330000", "population", 54426891),
    ("2010", "330000", "birth_rate", 8.17),
    ("2010", "330100", "population", 8700373),
    ("2010", "330782", "population", 1234015),
    ("2010", "330782", "registered_population", 74.1352),
    ("2010", "331181", "death_rate", 7.73),
    ("2010", "330103", "population", 526096),
    ("2010", "310103", "age_65_share", 16.28),
    ("2010", "310230", "rural_population", 366372),
    ("2010", "441900", "population_male", 4446224),
    ("2010", "540000", "illiteracy_rate", 32.29),
    ("2010", "530900", "sex_ratio", 110.38),  # printed without the point
    ("2010", "130000", "family_households", 20395116),
]


@pytest.fixture(scope="module")
def censuses(index: Index) -> dict[str, Census]:
    found: dict[str, Census] = {}
    for year in ("2010", "2020"):
        figures: Census = defaultdict(dict)
        for it in index.figures.observations_from(f"census-{year}"):
            if not it.derived:
                figures[it.metric][it.county] = it
        found[year] = figures
    return found


@pytest.mark.parametrize(("year", "code", "metric", "value"), VALUES)
def test_values_of_a_census(censuses: dict[str, Census], year: str, code: str, metric: str, value: float) -> None:
    found = censuses[year][metric][code]
    assert (found.value, str(found.period), found.status, found.bound) == (value, year, "actual", None)


@pytest.mark.parametrize(("year", "places", "cells"), [("2010", 3221, 57832), ("2020", 3208, 57744)])
def test_how_much_a_census_holds(censuses: dict[str, Census], year: str, places: int, cells: int) -> None:
    assert len(censuses[year]["population"]) == places
    assert sum(map(len, censuses[year].values())) == cells


def zones(year: str) -> dict[str, int]:
    """The people of what no county includes, by the region in which it lies."""
    text = (DATA / "tables" / f"census-{year}.toml").read_text(encoding="utf-8")
    found: dict[str, int] = defaultdict(int)
    for table in tomllib.loads(text)["tables"]:
        names = [column if isinstance(column, str) else column["metric"] for column in table["columns"]]
        for region, _, *cells in table["zones"]:
            found[region] += int(cells[names.index("population")])
    return found


@pytest.mark.parametrize("year", ["2010", "2020"])
def test_counties_and_zones_make_prefectures_and_these_provinces(
    index: Index, censuses: dict[str, Census], year: str
) -> None:
    people: dict[str, int] = {code: int(it.value or 0) for code, it in censuses[year]["population"].items()}
    places = index.places.by_code(people)
    zoned = zones(year)
    assert set(zoned) <= set(places)
    parts: dict[str, list[str]] = defaultdict(list)
    for code, place in places.items():
        if place.level in ("county", "prefecture"):
            # The census prints a prefecture that lies in another one beside that.
            above = place.prefecture if place.level == "county" and place.prefecture in people else place.province
            parts[str(above)].append(code)
    regions = [code for code, place in places.items() if place.level in ("province", "prefecture") and code in parts]
    assert len(regions) > 350
    for region in regions:
        assert people[region] == sum(people[code] for code in parts[region]) + zoned.get(region, 0), region
    provinces = [code for code, place in places.items() if place.level == "province"]
    assert len(provinces) == 31
    # Without the armed forces, which belong to no province.
    assert sum(people[code] for code in provinces) == {"2010": 1332810869, "2020": 1409778724}[year]


@pytest.mark.parametrize("year", ["2010", "2020"])
def test_only_yili_stands_for_less_than_it_is_called(index: Index, censuses: dict[str, Census], year: str) -> None:
    """It administers two prefectures that the census prints by themselves; so nothing is a share of its figures."""
    parts = {(it.county, it.scope) for figures in censuses[year].values() for it in figures.values() if it.scope}
    assert parts == {("654000", "州直属县市")}
    assert all(figures["654000"].scope for figures in censuses[year].values())
    period = Period.of_years(int(year), int(year))
    shares = {it.county for it in index.figures.observations(metric="population_share_prefecture", period=period)}
    assert not shares & {code for code in censuses[year]["population"] if code.startswith("6540")}
    assert {"654201", "654301", "650102"} <= shares


@pytest.mark.parametrize("year", ["2010", "2020"])
def test_men_and_women_make_the_people(censuses: dict[str, Census], year: str) -> None:
    people, men, women = (censuses[year][name] for name in ("population", "population_male", "population_female"))
    assert people.keys() == men.keys() == women.keys()
    for code, it in people.items():
        assert it.value == (men[code].value or 0) + (women[code].value or 0), code


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("330782", 50.68),  # 1859390 / 1234015
        ("331181", 6.07),  # 248866 / 234626
        ("331126", 0.71),  # 142551 / 141541
        ("330326", None),  # in 2020 people of 温州's development zones were counted apart
        ("330112", 11.98),  # 634555 / 566665: 临安市, which became a district of Hangzhou in 2017
        ("330327", None),  # 龙港 left 苍南 in 2019
    ],
)
def test_change_between_the_censuses(index: Index, code: str, value: float | None) -> None:
    found = index.figures.observations([code], "population_change", Period.of_years(2010, 2020))
    assert [it.value for it in found] == ([] if value is None else [value])


def test_urbanization_follows_from_the_census(index: Index) -> None:
    (found,) = index.figures.observations(["331181"], "urbanization_rate", Period.of_years(2020, 2020))
    assert (found.value, found.derived) == (66.5, True)  # 165567 / 248866
