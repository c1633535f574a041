"""Figures of the book, written into sheets of many layouts, come back as they are, or not at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Program

COUNTIES = {"331181": "龙泉市", "331126": "庆元县", "331125": "云和县", "331121": "青田县"}
METRICS = {
    "gdp": ("地区生产总值", "亿元"),
    "gdp_growth": ("GDP增速", "%"),
    "gdp_per_capita": ("人均GDP", "元"),
    "urbanization_rate": ("城镇化率", "%"),
}
YEARS = ("2019", "2020", "2021")


Grid = list[list[str]]
Cells = dict[tuple[str, str, str], float]
Lists = tuple[list[str], list[str], list[str]]


def cell(cells: Cells, county: str, metric: str, year: str) -> str:
    return f"{cells[county, metric, year]:g}"


def named(metric: str) -> str:
    name, unit = METRICS[metric]
    return f"{name}（{unit}）"


def row_a_figure(cells: Cells, lists: Lists) -> Grid:
    counties, metrics, years = lists
    rows = [
        [COUNTIES[county], year, METRICS[metric][0], cell(cells, county, metric, year), METRICS[metric][1]]
        for county in counties
        for year in years
        for metric in metrics
    ]
    return [["县", "年份", "指标", "数值", "单位"], *rows]


def row_a_county(cells: Cells, lists: Lists) -> Grid:
    counties, metrics, years = lists
    pairs = [(metric, year) for metric in metrics for year in years]
    header = ["县", *(f"{year}年{named(metric)}" for metric, year in pairs)]
    return [header, *([COUNTIES[county], *(cell(cells, county, *pair) for pair in pairs)] for county in counties)]


def years_over_indicators(cells: Cells, lists: Lists) -> Grid:
    counties, metrics, years = lists
    pairs = [(metric, year) for year in years for metric in metrics]
    upper = [f"{year}年" if metric == metrics[0] else "" for metric, year in pairs]
    body = [[COUNTIES[county], *(cell(cells, county, *pair) for pair in pairs)] for county in counties]
    return [["县", *upper], ["", *(named(metric) for metric, _ in pairs)], *body]


def row_an_indicator(cells: Cells, lists: Lists) -> Grid:
    (county, *_), metrics, years = lists
    rows = [
        [METRICS[metric][0], METRICS[metric][1], *(cell(cells, county, metric, year) for year in years)]
        for metric in metrics
    ]
    return [["地区：", COUNTIES[county]], ["指标", "单位", *(f"{year}年" for year in years)], *rows]


def places_over_years(cells: Cells, lists: Lists) -> Grid:
    counties, metrics, years = lists
    pairs = [(county, year) for county in counties for year in years]
    upper = [COUNTIES[county] if year == years[0] else "" for county, year in pairs]
    rows = [[named(metric), *(cell(cells, county, metric, year) for county, year in pairs)] for metric in metrics]
    return [["指标", *upper], ["", *(f"{year}年" for _, year in pairs)], *rows]


def merged_counties(cells: Cells, lists: Lists) -> Grid:
    counties, metrics, years = lists
    rows = [
        [COUNTIES[county] if year == years[0] else "", year, *(cell(cells, county, metric, year) for metric in metrics)]
        for county in counties
        for year in years
    ]
    return [["县", "年份", *map(named, metrics)], *rows]


def a_table_a_year(cells: Cells, lists: Lists) -> Grid:
    counties, metrics, years = lists
    grid: Grid = []
    for year in years:
        rows = [[COUNTIES[county], *(cell(cells, county, metric, year) for metric in metrics)] for county in counties]
        grid += [[f"{year}年主要经济指标"], ["县", *map(named, metrics)], *rows]
    return grid


LAYOUTS = (
    row_a_figure,
    row_a_county,
    years_over_indicators,
    row_an_indicator,
    places_over_years,
    merged_counties,
    a_table_a_year,
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Cells, Lists]:
    counties, metrics, years = (
        draw(st.lists(st.sampled_from(list(known)), min_size=1, unique=True)) for known in (COUNTIES, METRICS, YEARS)
    )
    values = {
        "gdp": (110, 180),
        "gdp_growth": (-9, 15),
        "gdp_per_capita": (45000, 70000),
        "urbanization_rate": (20, 90),
    }
    cells = {
        (county, metric, year): draw(st.integers(*(10 * end for end in values[metric]))) / 10
        for county in counties
        for metric in metrics
        for year in years
    }
    return cells, (counties, metrics, years)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])  # the file is written anew
@given(tables())
def test_figures_come_back_as_they_are(
    layout: Callable[[Cells, Lists], Grid], countycli: Program, tmp_path: Path, table: tuple[Cells, Lists]
) -> None:
    cells, lists = table
    path = tmp_path / "sheet.csv"
    path.write_text("\n".join(",".join(row) for row in layout(cells, lists)), "utf-8")
    result = countycli("data", "import", str(path), "--county", lists[0][0], "--json")
    found = json.loads(result.out) if result.code == 0 else {"observations": []}
    taken = {(each["county"], each["metric"], each["period"]): each["value"] for each in found["observations"]}
    assert taken.items() <= cells.items()
    if len(lists[1]) > 1 and len(lists[2]) > 1:  # else some headers have too few words to be told from a title
        assert len(taken) == len(cells) if layout is not row_an_indicator else len(taken) == len(cells) // len(lists[0])
