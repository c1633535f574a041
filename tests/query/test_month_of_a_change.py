"""What a change of territory does to the figures of the month in which it came, and of the months beside it.

On 2001-12-10 衢县 (330821) went on as 衢江区 (330803) after it had given land to 柯城区 (330802), which gave land to
衢江区 on that day. On 2021-04-09 余杭区 (330110) gave half of its land to the new 临平区 (330113), and 下城区 (330103)
was merged into 拱墅区. 绍兴县 (330621) gave land to 越城区 on 2001-01-13 and, when it went on as 柯桥区 (330603), on
2013-10-18. 玉环县 (331021) went on as 玉环市 (331083) in 2017 and kept its land.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book, observed
from periods import period

from countycli.index.ask.index import Index
from countycli.query.coverage import CoverageRequest, scope_coverage
from countycli.query.rank import RankReport, RankRequest, rank
from countycli.query.show import ShowRequest, show
from countycli.query.why import WhyRequest, why
from countycli.render.words import Words

KECHENG, QUJIANG, QU_COUNTY = "330802", "330803", "330821"
YUHANG, LINPING, XIACHENG = "330110", "330113", "330103"
SHAOXING_COUNTY, KEQIAO = "330621", "330603"
YUHUAN_COUNTY, YUHUAN = "331021", "331083"
YIWU, LONGQUAN, SONGYANG = "330782", "331181", "331124"


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """What belongs to a test has an indicator of its own."""
    book = Book(tmp_path_factory.mktemp("land"))
    years = ("2000", "2001", "2002")
    book.write(
        "a",
        *(observed(YUHANG, when, gdp=100) for when in ("2021-01/2021-03", "2021-01/2021-04", "2021-04")),
        *(observed(KECHENG, when, gdp=100) for when in ("2001-01/2001-11", "2001")),
        observed(KECHENG, "2001", boundaries='"2001-11"', exports=100),
        observed(KECHENG, "2001", boundaries='"2001-12"', deposits=100),
        observed(YIWU, "2001", exports=150, deposits=150),
        *(observed(code, "2001", loans=value) for code, value in ((KECHENG, 100), (QUJIANG, 90))),
        observed(YIWU, "2000", loans=150),
        observed(QU_COUNTY, "2001", retail_sales=100),
        observed(YIWU, "2001", retail_sales=150),
        observed(SHAOXING_COUNTY, "2000", gdp=250),
        observed(SHAOXING_COUNTY, "2012", gdp=1000),
        observed(SHAOXING_COUNTY, "2013", gdp=1100),
        observed(SHAOXING_COUNTY, "2013-01/2013-09", gdp=800),
        observed(SHAOXING_COUNTY, "2013", boundaries='"2013-05"', exports=80),
        observed(SHAOXING_COUNTY, "2013", restated="true", deposits=70),
        *(observed(code, "2021-01/2021-04", budget_revenue=30) for code in (XIACHENG, YUHANG, LINPING)),
        *(observed(code, "2021-01/2021-03", budget_revenue=20) for code in (XIACHENG, YUHANG, LINPING)),
        *(observed(code, "2021-04/2021-06", budget_revenue=10) for code in (XIACHENG, YUHANG, LINPING)),
        *(observed(code, "2021-05/2021-06", budget_revenue=10) for code in (XIACHENG, YUHANG, LINPING)),
        *(observed(code, year, fixed_investment=100) for code in (KECHENG, YIWU) for year in years),
        observed(QU_COUNTY, "2000", fixed_investment=90),
        *(observed(QUJIANG, year, fixed_investment=95) for year in years[1:]),
    )
    return book.index()


def dates_of_breaks(index: Index, name: str, when: str, metric: str = "gdp") -> list[str]:
    return [change.date for change in why(index, WhyRequest(name, metric, period(when))).headline.breaks]


def left_out(report: RankReport) -> dict[str, str]:
    return {it.code: it.reason for it in report.excluded if it.reason != "no_figure"}


@pytest.mark.parametrize(
    ("county", "when", "dates"),
    [
        (YUHANG, "2021-01/2021-03", ["2021-04-09"]),
        (YUHANG, "2021-01/2021-04", []),
        (YUHANG, "2021-04", []),
        (KECHENG, "2001-01/2001-11", ["2001-12-10", "2001-12-10"]),
        (KECHENG, "2001", []),
    ],
)
def test_a_period_that_ends_in_the_month_of_a_change_is_of_the_land_after_it(
    land: Index, county: str, when: str, dates: list[str]
) -> None:
    assert dates_of_breaks(land, county, when) == dates
    headlines = {
        str(it.figure.period): it for it in show(land, ShowRequest(county)).observations if it.figure.metric == "gdp"
    }
    assert [change.date for change in headlines[when].breaks] == dates


@pytest.mark.parametrize(
    ("metric", "dates"),
    [("exports", ["2001-12-10", "2001-12-10"]), ("deposits", [])],
    ids=["of the month before", "of the month itself"],
)
def test_boundaries_of_a_month_within_the_period_count_for_it(land: Index, metric: str, dates: list[str]) -> None:
    """What came between the month whose boundaries a figure has and the end of its period came after the figure."""
    assert dates_of_breaks(land, KECHENG, "2001", metric) == dates
    report = rank(land, RankRequest((metric,), scope=("衢州", "金华"), latest=True))
    assert left_out(report) == ({KECHENG: "break"} if dates else {})
    assert report.ranked == (1 if dates else 2)


def test_a_latest_year_in_whose_last_month_land_went_is_ranked(land: Index) -> None:
    report = rank(land, RankRequest(("loans",), latest=True))
    assert [row.place.code for row in report.rows] == [YIWU, KECHENG, QUJIANG]
    assert left_out(report) == {}


def test_what_a_unit_had_that_ceased_in_the_last_month_of_a_period_is_of_the_land_before(land: Index) -> None:
    """衢县 was gone at the end of 2001: its figure of that year can't be of the boundaries of that end."""
    report = why(land, WhyRequest(QUJIANG, "retail_sales", period("2001")))
    assert report.headline.figure.county == QU_COUNTY
    assert [change.date for change in report.headline.breaks] == ["2001-12-10"] * 2
    assert left_out(rank(land, RankRequest(("retail_sales",), latest=True))) == {QUJIANG: "break"}


def test_only_in_the_period_in_which_it_ceased_has_a_unit_the_boundaries_of_just_before(land: Index) -> None:
    assert dates_of_breaks(land, KEQIAO, "2000") == ["2013-10-18", "2001-01-13"]
    for when in ("2012", "2013", "2013-01/2013-09"):
        assert dates_of_breaks(land, KEQIAO, when) == ["2013-10-18"]
    boundaries = {str(it.period): it.boundaries for it in land.figures.observations([SHAOXING_COUNTY], "gdp")}
    assert boundaries == {
        "2000": None,
        "2012": None,
        "2013": period("2013-09").end,
        "2013-01/2013-09": None,
    }


def test_what_a_document_says_of_its_boundaries_counts_also_of_a_unit_that_ceased(land: Index) -> None:
    (stated,) = land.figures.observations([SHAOXING_COUNTY], "exports")
    (restated,) = land.figures.observations([SHAOXING_COUNTY], "deposits")
    assert (stated.boundaries, restated.boundaries) == (period("2013-05").end, None)


@pytest.mark.parametrize(
    ("since", "until", "apart"),
    [
        ("2000", "2001", {KECHENG: "break", QUJIANG: "break"}),
        ("2001", "2002", {}),
        ("2000", "2002", {KECHENG: "break", QUJIANG: "break"}),
    ],
)
def test_a_change_of_territory_belongs_to_the_later_of_two_years(
    land: Index, since: str, until: str, apart: dict[str, str]
) -> None:
    report = rank(land, RankRequest(("fixed_investment",), (period(until),), since=period(since)))
    assert left_out(report) == apart
    assert {row.place.code for row in report.rows} == {YIWU, KECHENG, QUJIANG} - apart.keys()
    for order in ((until, since), (since, until)):
        beside = rank(land, RankRequest(("fixed_investment",), tuple(map(period, order))))
        assert beside.beside[0].common == 3 - len(apart)


@pytest.mark.parametrize(
    ("when", "ranked", "counties"),
    [
        ("2021-01/2021-03", [YUHANG, XIACHENG], 13),
        ("2021-01/2021-04", [LINPING, XIACHENG, YUHANG], 14),
        ("2021-04/2021-06", [LINPING, XIACHENG, YUHANG], 14),
        ("2021-05/2021-06", [LINPING, YUHANG], 13),
    ],
)
def test_who_was_there_for_a_part_of_a_period_counts_for_it(
    land: Index, when: str, ranked: list[str], counties: int
) -> None:
    """Those that came within it are there when it ends; those that went in it are counted where they have a figure."""
    report = rank(land, RankRequest(("budget_revenue",), (period(when),), "杭州"))
    assert (sorted(row.place.code for row in report.rows), len(report.scope.counties)) == (sorted(ranked), counties)
    rows = {str(row.period): row for row in scope_coverage(land, CoverageRequest(("budget_revenue",), "杭州")).rows}
    assert (rows[when].counties, rows[when].rankable, rows[when].all) == (len(ranked), len(ranked), counties)


OWN_CHANGE = """[[metrics]]
id = "own_change_{last}"
name = "自编变化{last}"
name_en = "Change of my own to {last}"
aliases = []
topic = "population"
unit = "%"
kind = "growth"
decimals = 2
range = [-95, 1000]
definition = "自编。"
definition_en = "My own."
derived = {{ kind = "change", metric = "population", base = "{first}/{last}", times = 100 }}
"""


def test_a_change_is_derived_where_the_land_is_that_of_both_years(tmp_path: Path) -> None:
    book = Book(tmp_path)
    for first, last in ((2000, 2001), (2001, 2002)):
        book.define("metrics.toml", OWN_CHANGE.format(first=first, last=last))
    people = {"2000": 1000, "2001": 1100, "2002": 1210}
    book.write("a", *(observed(code, year, population=it) for code in (KECHENG, YIWU) for year, it in people.items()))
    derived = {
        (it.county, str(it.period)): it.value for it in book.index().figures.observations([KECHENG, YIWU]) if it.derived
    }
    assert derived == {(YIWU, "2000/2001"): 10, (YIWU, "2001/2002"): 10, (KECHENG, "2001/2002"): 10}


NEW_YEARS_EVE = """[[counties]]
code = "339901"
name = "甲乙县"
short = "甲乙"
kind = "县"
prefecture = "331100"
province = "330000"
pinyin = "jia yi"
traditional = "甲乙縣"
valid_to = {day}
successors = [{{ code = "339902", date = {day}, change = "撤县设市" }}]

[[counties]]
code = "339902"
name = "甲乙市"
short = "甲乙"
kind = "县级市"
prefecture = "331100"
province = "330000"
pinyin = "jia yi"
traditional = "甲乙市"
valid_from = {day}
predecessors = [{{ code = "339901", date = {day}, change = "撤县设市" }}]
"""


@pytest.mark.parametrize("day", ["2014-12-30", "2014-12-31"])
@pytest.mark.parametrize("filed", ["339901", "339902"])
def test_of_a_county_that_goes_on_as_another_on_the_last_day_one_is_counted(
    tmp_path: Path, day: str, filed: str
) -> None:
    book = Book(tmp_path)
    book.define("counties.toml", NEW_YEARS_EVE.format(day=day))
    book.write(
        "a", *(observed(code, year, gdp=9) for code, year in (("339901", "2013"), (filed, "2014"), ("339902", "2015")))
    )
    index = book.index()
    counted = {
        str(row.period): (row.counties, row.all)
        for row in scope_coverage(index, CoverageRequest(("gdp",), "丽水")).rows
    }
    assert counted == {"2015": (1, 10), "2014": (1, 10), "2013": (1, 10)}
    report = rank(index, RankRequest(("gdp",), (period("2014"),), "丽水"))
    assert ([row.headline.figure.county for row in report.rows], len(report.scope.counties)) == ([filed], 10)


# What is no year, where each county's latest year is ranked


@pytest.fixture(scope="module")
def spans(tmp_path_factory: pytest.TempPathFactory) -> Index:
    book = Book(tmp_path_factory.mktemp("spans"))
    book.write(
        "a",
        observed(YIWU, "2024", gdp=2500),
        observed(LONGQUAN, "2024-01/2024-06", gdp=90),
        observed(SONGYANG, "2024-01/2024-09", gdp=100),
        observed(QUJIANG, "2024-01/2024-11", gdp=120),
        observed(KECHENG, "2023-07/2024-06", gdp=130),
        observed("330302", "2021/2024", gdp=5000),
        observed("330304", "2023-01/2024-06", gdp=800),
        observed(YIWU, "2021/2025", exports=9000),
        observed(LONGQUAN, "2016/2020", exports=700),
        observed(SONGYANG, "2011/2020", exports=900),
        observed(QUJIANG, "2020-07/2025-06", exports=800),
        observed(YUHUAN_COUNTY, "2011/2015", imports=440),
        observed(YUHUAN, "2018-01/2018-06", imports=50),
        observed(YIWU, "2016/2020", imports=500),
        observed(YUHUAN_COUNTY, "2015", loans=440),
        observed(YUHUAN, "2016/2020", loans=2000),
        observed(YIWU, "2020", loans=500),
    )
    return book.index()


def told(report: RankReport) -> dict[str, tuple[str, str]]:
    words = Words("en")
    return {it.code: (it.reason, words.text(it.detail)) for it in report.excluded if it.reason != "no_figure"}


def test_why_each_span_that_is_no_year_is_left_out_of_the_latest_years(spans: Index) -> None:
    report = rank(spans, RankRequest(("gdp",), latest=True))
    assert [row.place.code for row in report.rows] == [YIWU]
    assert told(report) == {
        LONGQUAN: ("other_period", "only a part of a year: 90 亿元 (Jan–Jun 2024)"),
        SONGYANG: ("other_period", "only a part of a year: 100 亿元 (Jan–Sep 2024)"),
        QUJIANG: ("other_period", "only a part of a year: 120 亿元 (Jan–Nov 2024)"),
        KECHENG: ("other_period", "not of one year: 130 亿元 (Jul 2023–Jun 2024)"),
        "330302": ("other_period", "not of one year: 5,000 亿元 (2021–2024)"),
        "330304": ("other_period", "not of one year: 800 亿元 (Jan 2023–Jun 2024)"),
    }


def test_spans_of_as_many_years_as_the_shortest_are_ranked_where_there_is_no_year(spans: Index) -> None:
    report = rank(spans, RankRequest(("exports",), latest=True))
    assert [row.place.code for row in report.rows] == [YIWU, LONGQUAN]
    assert told(report) == {
        SONGYANG: ("other_period", "not of one year: 900 亿元 (2011–2020)"),
        QUJIANG: ("other_period", "not of one year: 800 亿元 (Jul 2020–Jun 2025)"),
    }


@pytest.mark.parametrize(
    ("metric", "ranked"),
    [
        ("imports", [(YIWU, "2016/2020"), (YUHUAN_COUNTY, "2011/2015")]),
        ("loans", [(YIWU, "2020"), (YUHUAN_COUNTY, "2015")]),
    ],
    ids=["years before a part of one", "one year before several"],
)
def test_of_what_a_place_and_the_unit_that_it_continues_have_the_fitting_span_counts(
    spans: Index, metric: str, ranked: list[tuple[str, str]]
) -> None:
    """Though the other one is later."""
    figures = [row.headline.figure for row in rank(spans, RankRequest((metric,), latest=True)).rows]
    assert [(it.county, str(it.period)) for it in figures] == ranked
