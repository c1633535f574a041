"""Rankings where two rules meet: what counts first, who is still shown, which name a place bears."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book, observed
from periods import period

from countycli.index.ask.index import Index
from countycli.query.rank import RankReport, RankRequest, rank
from countycli.render.views import rank as rank_view
from countycli.render.words import Words

LONGQUAN, SONGYANG, QUJIANG, YIWU, SHANGYU = "331181", "331124", "330803", "330782", "330604"
ZHOUSHAN = ("330902", "330903", "330921", "330922")  # all of 舟山's
SHAOXING = ("330602", "330603", "330604", "330624", "330681", "330683")  # all of 绍兴's
LISHUI, ZHEJIANG = "331100", "330000"
NANHU = "330402"  # 秀城区 until 2005-05-17
# What a reader might define.
CHANGE_OF_REGISTERED = """[[metrics]]
id = "registered_change"
name = "户籍人口三年变化"
name_en = "Change of registered population in three years"
topic = "population"
unit = "%"
kind = "growth"
decimals = 2
range = [-95, 1000]
definition = "2023年户籍人口比2020年增减的百分比。"
definition_en = "Change of registered population from 2020 to 2023 in per cent."
derived = { kind = "change", metric = "registered_population", base = "2020/2023", times = 100 }
"""


def values_of(report: RankReport) -> dict[str, float | None]:
    return {row.place.code: row.headline.figure.value for row in report.rows}


@pytest.fixture(scope="module")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """What belongs to a test has an indicator of its own."""
    book = Book(tmp_path_factory.mktemp("edges"))
    book.write(
        "a",
        observed(YIWU, "2024", exports=10),
        observed(LONGQUAN, "2024", exports='{ value = 11, bound = ">", status = "estimate" }'),
        observed(SONGYANG, "2024", exports='{ value = 12, bound = ">", inferred = true }'),
        observed(QUJIANG, "2024", scope='"区本级"', exports='{ value = 13, status = "estimate" }'),
        *(observed(code, "2024", imports=value) for code, value in ((YIWU, 9), (LONGQUAN, 9), (SONGYANG, 9))),
        *(observed(code, "2024", imports=value) for code, value in ((QUJIANG, 5), (SHANGYU, 5))),
        *(observed(code, year, deposits=100) for code in (YIWU, LONGQUAN, SONGYANG) for year in ("2022", "2023")),
        *(observed(code, "2024-01/2024-06", deposits=100) for code in (YIWU, LONGQUAN, SONGYANG)),
        observed(YIWU, "2024", deposits=100),
        *(observed(code, "2024", loans='{ value = 50, bound = ">" }') for code in (LONGQUAN, SONGYANG)),
        observed(LONGQUAN, "2023", loans=45),
        *(observed(NANHU, year, retail_sales=50) for year in ("2004", "2005", "2006")),
        observed(NANHU, "2005-03/2005-08", retail_sales=25),
        *(observed(NANHU, f"2005-01/2005-0{month}", retail_sales=4 * month) for month in (4, 5)),
        observed(YIWU, "2022", gdp_increment=-10, gdp_growth=5.25),
        observed(YIWU, "2023", gdp_increment=5, gdp_growth=6.5),
        observed(LONGQUAN, "2022", gdp_increment=10, gdp_growth="5.0"),
        observed(LONGQUAN, "2023", gdp_increment=5, gdp_growth=5),
        observed(SONGYANG, "2022", gdp_increment=0, gdp_growth=6),
        observed(SONGYANG, "2023", gdp_increment=5, gdp_growth=6.25),
        *(observed(code, "2020", gdp=value) for code, value in ((LONGQUAN, 140), (LISHUI, 1500), (ZHEJIANG, 64000))),
        *(observed(YIWU, year, agri_output=20) for year in ("2022", "2023")),
        *(observed(SONGYANG, year, restated="true", agri_output=20) for year in ("2022", "2023")),
        observed(LONGQUAN, "2022", restated="true", agri_output=20),
        observed(LONGQUAN, "2023", agri_output=20),
        observed(QUJIANG, "2022", agri_output=20),
        observed(QUJIANG, "2023", restated="true", agri_output=20),
        observed(YIWU, "2024", culture_va=90),
        observed(LONGQUAN, "2023", culture_va='{ value = 9, status = "estimate" }'),
        observed(LONGQUAN, "2024", scope='"城区"', culture_va=5),
        *(observed(code, "2024", electricity_consumption=50) for code in ZHOUSHAN[:2]),
        observed(ZHOUSHAN[0], "2023", electricity_consumption=50),
        *(observed(code, "2024", gdp_per_capita=100000) for code in SHAOXING[:2]),
        *(observed(code, "2024", gdp_per_capita_registered=90000) for code in SHAOXING[:2]),
        *(observed(code, "2024", gdp_per_capita_growth=5) for code in SHAOXING[:3]),
        *(observed(code, "2024", finance_va=0, primary_share=0, projects_attracted=0) for code in (YIWU, LONGQUAN)),
    )
    return book.index()


def test_of_several_reasons_the_weightiest_is_told(edges: Index) -> None:
    """An estimate is none of the outcomes, however vague; a bound is no exact value, of whatever period."""
    reasons = {it.code: it.reason for it in rank(edges, RankRequest(("exports",))).excluded}
    found = {code: reasons[code] for code in (LONGQUAN, SONGYANG, QUJIANG)}
    assert found == {LONGQUAN: "estimate", SONGYANG: "bound", QUJIANG: "other_scope"}


@pytest.mark.parametrize(("top", "shown"), [(1, 1), (2, 3), (3, 3), (4, 5), (5, 5)])
def test_who_shares_the_last_rank_comes_too_unless_that_more_than_doubles_the_rows(
    edges: Index, top: int, shown: int
) -> None:
    """Three share the first rank, two the fourth."""
    assert len(rank(edges, RankRequest(("imports",), top=top)).rows) == shown


def test_twice_as_many_rows_are_not_more_than_doubled(edges: Index) -> None:
    request = RankRequest(("imports",), scope=("衢州", "绍兴"), top=1)
    assert list(values_of(rank(edges, request))) == [SHANGYU, QUJIANG]


def test_a_change_is_ranked_up_to_the_fullest_period_of_the_same_length(edges: Index) -> None:
    """Half of 2024 has as many counties and is later; 2024 is later and has fewer."""
    assert rank(edges, RankRequest(("deposits",))).period == period("2024-01/2024-06")
    report = rank(edges, RankRequest(("deposits",), since=period("2022")))
    assert (report.period, report.ranked) == (period("2023"), 3)


@pytest.mark.parametrize("scope", ["山区26县", "丽水"])
def test_only_what_can_be_ranked_makes_a_period_the_fullest(edges: Index, scope: str) -> None:
    report = rank(edges, RankRequest(("loans",), scope=scope))
    assert (report.period, report.periods) == (period("2023"), ((period("2023"), 1),))


@pytest.mark.parametrize(
    ("when", "name"),
    [
        ("2004", "秀城区"),
        ("2005-01/2005-04", "秀城区"),
        ("2005-01/2005-05", "南湖区"),
        ("2005-03/2005-08", "南湖区"),
        ("2005", "南湖区"),
        ("2006", "南湖区"),
    ],
)
def test_a_place_bears_the_name_that_it_had_when_the_period_ended(edges: Index, when: str, name: str) -> None:
    (row,) = rank(edges, RankRequest(("retail_sales",), (period(when),))).rows
    assert row.place.name == name


def test_beside_a_change_stands_the_name_of_the_later_period(edges: Index) -> None:
    report = rank(edges, RankRequest(("retail_sales",), (period("2006"),), since=period("2004")))
    assert [row.place.name for row in report.rows] == ["南湖区"]


def test_there_is_no_per_cent_of_nothing_and_of_less_than_nothing(edges: Index) -> None:
    report = rank(edges, RankRequest(("gdp_increment",), (period("2023"),), since=period("2022")))
    assert [(row.place.code, row.change.value if row.change else None) for row in report.rows] == [(LONGQUAN, -50)]
    assert {it.code for it in report.excluded} >= {YIWU, SONGYANG}


def test_a_change_in_points_has_the_decimals_of_the_finer_figure(edges: Index) -> None:
    report = rank(edges, RankRequest(("gdp_growth",), (period("2023"),), since=period("2022")))
    changes = {row.place.code: (row.change.value, row.change.decimals) for row in report.rows if row.change}
    assert changes == {YIWU: (1.25, 2), SONGYANG: (0.25, 2), LONGQUAN: (0, 1)}
    shown = rank_view.rows(report, Words("en"))
    assert [row["change"] for row in shown] == [1.25, 0.25, 0]


def kinds_of(report: RankReport) -> list[str]:
    return [note.kind for note in report.notes]


@pytest.mark.parametrize(("when", "ranked", "partial"), [("2024", 2, False), ("2023", 1, True)])
def test_less_than_half_of_a_scope_is_no_ranking_of_it_and_half_is(
    edges: Index, when: str, ranked: int, partial: bool
) -> None:
    report = rank(edges, RankRequest(("electricity_consumption",), (period(when),), "舟山"))
    assert (report.ranked, len(report.scope.counties)) == (ranked, 4)
    assert ("partial" in kinds_of(report)) == partial


def test_only_what_covers_more_is_named_beside_what_covers_little(edges: Index) -> None:
    """The same per registered head covers as many, growth one more."""
    report = rank(edges, RankRequest(("gdp_per_capita",), scope="绍兴"))
    related = [str(Words("en").phrase(note.text)) for note in report.notes if note.kind == "related"]
    assert len(related) == 1
    assert "countycli rank gdp_per_capita_growth -p 2024 --in 330600" in related[0]


@pytest.mark.parametrize(
    ("metric", "questioned"), [("finance_va", True), ("primary_share", False), ("projects_attracted", False)]
)
def test_only_amounts_of_nothing_are_questioned(edges: Index, metric: str, questioned: bool) -> None:
    assert ("zero" in kinds_of(rank(edges, RankRequest((metric,))))) == questioned


def test_a_share_in_a_region_is_set_against_no_share_of_another_place(edges: Index) -> None:
    """What 龙泉 has of the province's GDP, and what 丽水 has of that, are no level and its standard."""
    (row,) = rank(edges, RankRequest(("gdp_share_province",), (period("2020"),))).rows
    assert (row.place.code, row.headline.figure.value, row.benchmarks) == (LONGQUAN, 0.22, ())
    assert [it.region.code for it in rank(edges, RankRequest(("gdp",), (period("2020"),))).rows[0].benchmarks] == [
        LISHUI,
        ZHEJIANG,
    ]


def test_a_change_is_between_figures_for_the_boundaries_of_one_time(edges: Index) -> None:
    """One that is restated for later boundaries, and one that isn't, may be of different land."""
    report = rank(edges, RankRequest(("agri_output",), (period("2023"),), since=period("2022")))
    assert {row.place.code for row in report.rows} == {YIWU, SONGYANG}
    reasons = {it.code: it.reason for it in report.excluded}
    assert {reasons[LONGQUAN], reasons[QUJIANG]} == {"break"}


def test_of_what_can_not_be_ranked_the_whole_place_is_told_of_before_later_parts(edges: Index) -> None:
    report = rank(edges, RankRequest(("culture_va",), latest=True))
    reasons = {it.code: it.reason for it in report.excluded}
    assert ([row.place.code for row in report.rows], reasons[LONGQUAN]) == ([YIWU], "estimate")


# Rounding


@pytest.fixture
def counted(tmp_path: Path) -> Book:
    """Registered people in whole 万, with one decimal and with four."""
    book = Book(tmp_path)
    book.write(
        "first", *(observed(code, "2020", registered_population="28.1806") for code in (YIWU, LONGQUAN, SONGYANG))
    )
    later = {YIWU: "29", LONGQUAN: "29.0", SONGYANG: "28.9512"}
    book.write("second", *(observed(code, "2023", registered_population=people) for code, people in later.items()))
    book.write("parts", observed(LONGQUAN, "2023", scope='"城区"', registered_population="9"))
    return book


@pytest.mark.parametrize(
    ("now", "then", "changes"),
    [("2023", "2020", {LONGQUAN: 2.9, SONGYANG: 2.7}), ("2020", "2017", {LONGQUAN: 4.0, SONGYANG: 3.6})],
)
def test_rounding_is_no_growth(counted: Book, now: str, then: str, changes: dict[str, float]) -> None:
    """In whichever of the two periods a figure is in whole 万."""
    earlier = {YIWU: "27", LONGQUAN: "27.1", SONGYANG: "27.2012"}
    counted.write("third", *(observed(code, "2017", registered_population=people) for code, people in earlier.items()))
    report = rank(counted.index(), RankRequest(("registered_population",), (period(now),), "浙江", since=period(then)))
    assert {it.code: it.reason for it in report.excluded}[YIWU] == "rounded"
    assert {row.place.code: row.change.value for row in report.rows if row.change} == changes


def test_no_change_is_derived_from_rounding(counted: Book) -> None:
    counted.define("metrics.toml", CHANGE_OF_REGISTERED)
    changes = counted.index().figures.observations(metric="registered_change")
    assert {it.county: it.value for it in changes} == {LONGQUAN: 2.91, SONGYANG: 2.73}
