"""Where nothing is found, the book says what it has there and where it has more."""

from __future__ import annotations

import csv
import re

import pytest
from conftest import ROOT, Program

from countycli.index.ask.index import Index
from countycli.names.scopes import resolve_scope
from countycli.query.elsewhere import reaches, stock_in, stock_of

PROVINCES = ("110000", "320000", "510000", "650000")  # whose exports the book doesn't have
ZHEJIANG, JIANGSU = "330000", "320000"


@pytest.mark.parametrize("code", PROVINCES)
def test_a_scope_without_the_indicator_says_what_it_has(index: Index, countycli: Program, code: str) -> None:
    scope = resolve_scope(index, code)
    (people,) = [it for it in stock_in(index, scope) if it.topic.id == "population"]
    assert "population" in people.metrics
    assert {str(period) for period in people.periods} >= {"2010", "2020"}
    assert people.counties <= len(scope.counties)
    result = countycli("rank", "-m", "exports", "--in", code, "--json")
    assert result.code == 3
    hint = result.error["hint"]
    assert f"Population (indicators: {len(people.metrics)}, counties: {people.counties}; " in hint
    assert f"`countycli coverage --in {code}`" in hint
    assert re.search(r"浙江省 \(\d{4}, counties: ", hint)


def test_the_provinces_with_most_of_an_indicator(index: Index) -> None:
    for name in ("gdp", "population", "exports"):
        found = reaches(index, index.metrics.get(name))
        for it in found:
            rows = index.holdings.coverage(name, resolve_scope(index, it.region.code))
            assert max(row.rankable for row in rows) == it.counties
            assert (it.period, it.counties) in [(row.period, row.rankable) for row in rows]
        assert [it.counties for it in found] == sorted((it.counties for it in found), reverse=True)
    assert [it.region.code for it in reaches(index, index.metrics.get("exports"))] == [ZHEJIANG]


def test_a_group_is_counted_by_its_members(index: Index) -> None:
    scope = resolve_scope(index, "山区26县")
    stocks = {it.topic.id: it for it in stock_in(index, scope)}
    assert stocks["population"].counties == len(scope.counties) == 26
    assert 0 < stocks["trade"].counties < 26


def test_the_holdings_of_one_place_are_those_that_show_lists(countycli: Program, index: Index) -> None:
    shown = countycli("show", "昆山", "--json").json["observations"]
    stocks = stock_of(index, ["320583"])
    assert {it["metric"] for it in shown} == {metric for stock in stocks for metric in stock.metrics}
    assert {it["period"] for it in shown} == {str(period) for stock in stocks for period in stock.periods}
    assert {stock.counties for stock in stocks} == {1}


def test_a_scope_without_any_figure_says_so(countycli: Program) -> None:
    error = countycli("rank", "-m", "gdp", "--in", "三沙", "--json").error
    assert error["hint"].startswith("the book has no figures of counties in Sansha 三沙市")


def undivided_cities() -> list[str]:
    with (ROOT / "tests" / "data" / "undivided_cities.tsv").open(encoding="utf-8") as file:
        return [row["name"] for row in csv.DictReader(file, delimiter="\t")]


@pytest.mark.parametrize("name", undivided_cities())
def test_a_city_without_counties_is_no_scope_and_no_county(countycli: Program, name: str) -> None:
    result = countycli("rank", "-m", "population", "--in", name)
    assert result.code == 3
    assert f"{name} has no counties of its own; it stands among the counties itself" in result.err
    assert "is a county" not in result.err
    code = result.err.split("countycli show ")[1][:6]
    assert countycli("show", code, "--json").json["county"]["name"] == name
