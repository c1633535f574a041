"""Members of a group in a region: also those that lie in a prefecture that the region holds, each in its years only."""

from __future__ import annotations

import pytest
from books import Book, observed

from countycli.index.ask.index import Index
from countycli.model.period import Period
from countycli.model.period_text import parse_canonical
from countycli.names.scopes import resolve_scope
from countycli.query.coverage import CoverageRequest, scope_coverage
from countycli.query.rank import RankRequest, rank

REGION = """[[regions]]
code = "{code}"
name = "{name}"
short = "{short}"
level = "prefecture"
kind = "地区"
{within}province = "330000"
pinyin = "{pinyin}"
traditional = "{name}"
"""
COUNTY = """[[counties]]
code = "{code}"
name = "{name}县"
short = "{name}"
kind = "县"
prefecture = "{prefecture}"
province = "330000"
pinyin = "{pinyin}"
traditional = "{name}縣"
"""
GROUP = """[[groups]]
id = "own_group"
name = "自编三县"
name_en = "three of my own"
aliases = []
province = "330000"
valid_from = 2015
valid_to = 2020
description = "自编。"
description_en = "My own."
source = { title = "笔记", publisher = "本人", published = 2021-01-01 }
members = [
    "339921",
    { code = "339821", valid_from = 2017 },
    { code = "331181", valid_to = 2017 },
]
"""
INNER, OUTER, LONGQUAN, YIWU = "339821", "339921", "331181", "330782"


@pytest.fixture(scope="module")
def nested(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """丙丁地区 lies in 甲乙地区; each has a county in the group, the third is 龙泉."""
    book = Book(tmp_path_factory.mktemp("nested"))
    book.define("regions.toml", REGION.format(code="339900", name="甲乙地区", short="甲乙", within="", pinyin="jia yi"))
    within = 'prefecture = "339900"\n'
    book.define(
        "regions.toml", REGION.format(code="339800", name="丙丁地区", short="丙丁", within=within, pinyin="bing ding")
    )
    book.define("counties.toml", COUNTY.format(code=OUTER, name="外甲", prefecture="339900", pinyin="wai jia"))
    book.define("counties.toml", COUNTY.format(code=INNER, name="内丙", prefecture="339800", pinyin="nei bing"))
    book.define("groups.toml", GROUP)
    codes = (OUTER, INNER, LONGQUAN, YIWU)
    years = ("2014", "2015", "2016", "2017", "2018", "2020", "2023", "2017/2018")
    book.write("a", *(observed(code, year, gdp=100) for code in codes for year in years))
    return book.index()


@pytest.mark.parametrize(
    ("scope", "codes"),
    [
        (("own_group", "甲乙"), {OUTER, INNER}),
        (("own_group", "丙丁"), {INNER}),
        (("own_group", "浙江"), {OUTER, INNER}),
        (("own_group", "全国"), {OUTER, INNER}),
        (("own_group",), {OUTER, INNER}),
        (("甲乙",), {OUTER, INNER}),
    ],
)
def test_who_is_in_a_group_and_in_a_region(nested: Index, scope: tuple[str, ...], codes: set[str]) -> None:
    """As the group was last."""
    assert set(resolve_scope(nested, scope).counties) == codes


@pytest.mark.parametrize(
    ("year", "codes"),
    [
        ("2014", {OUTER, LONGQUAN}),  # the first state that there is
        ("2015", {OUTER, LONGQUAN}),
        ("2016", {OUTER, LONGQUAN}),
        ("2017", {OUTER, INNER, LONGQUAN}),
        ("2018", {OUTER, INNER}),
        ("2020", {OUTER, INNER}),
        ("2023", {OUTER, INNER}),  # the last one
        ("2017/2018", {OUTER, INNER}),
    ],
)
def test_members_are_those_of_the_year_both_ends_included(nested: Index, year: str, codes: set[str]) -> None:
    when = parse_canonical(year)
    assert isinstance(when, Period)
    report = rank(nested, RankRequest(("gdp",), (when,), "own_group"))
    assert {row.place.code for row in report.rows} == codes
    assert set(report.scope.counties) == codes


def test_of_several_years_the_members_of_the_last_are_counted(nested: Index) -> None:
    """In 2017 there were three members, in 2018 two."""
    counted = {
        str(row.period): (row.counties, row.rankable, row.all)
        for row in scope_coverage(nested, CoverageRequest(("gdp",), "own_group")).rows
    }
    assert counted["2017/2018"] == counted["2018"] == (2, 2, 2)
    assert counted["2017"] == (3, 3, 3)
    periods = dict(rank(nested, RankRequest(("gdp",), scope="own_group")).periods)
    assert {str(when): count for when, count in periods.items()}["2017"] == 3
