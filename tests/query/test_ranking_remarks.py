"""What a ranking says of itself before its rows are read: vintages, few counties, cities, ceased counties, zeros."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from books import OWN_DOCUMENT, Book, observed
from conftest import Program
from periods import period

from countycli.errors import NotFoundError
from countycli.index.ask.index import Index
from countycli.query import Extent
from countycli.query.compare import CompareRequest, compare
from countycli.query.rank import RankRequest, rank
from countycli.query.show import ShowRequest, show

ZHEJIANG, LONGQUAN, YIWU, SONGYANG, HANGZHOU = "330000", "331181", "330782", "331124", "330100"


def notes_of(report: object, kind: str) -> list[str]:
    return [str(note.text) for note in report.notes if note.kind == kind]  # type: ignore[attr-defined]  # any report


# Vintages


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "metric", ["gdp", "gdp_growth", "gdp_per_capita", "budget_revenue", "tertiary_va", "population"]
)
@pytest.mark.parametrize("scope", ["浙江", "杭州", "宁波", "嘉兴", "湖州", "金华", "全国"])
def test_what_counties_are_divided_by_is_among_the_lines_that_are_shown(index: Index, metric: str, scope: str) -> None:
    for year in ("2020", "2021", "2022", "2023", "2024"):
        try:
            report = rank(index, RankRequest((metric,), (period(year),), scope))
        except NotFoundError:
            continue
        regions = {place.code for place, _ in report.references}
        shown = {(place.code, it.figure.value, it.figure.source) for place, it in report.references}
        beside = [it for row in report.rows for it in row.benchmarks if it.region.code in regions]
        assert {(it.region.code, it.standard.value, it.standard.source) for it in beside} <= shown


def test_both_lines_of_a_region_are_named(countycli: Program) -> None:
    text = countycli("rank", "gdp", "-p", "2023", "--in", "浙江", "--top", "90").out
    assert re.search(r"浙江省 \(revised; shares of such figures are of it\) +85,620 ", text)
    assert re.search(r"浙江省 \(as first reported; shares of such figures are of it\) +82,553 ", text)
    rows = {
        it["county"]["name"]: it for it in countycli("rank", "gdp", "-p", "2023", "--in", "浙江", "--json").json["rows"]
    }
    share = rows["义乌市"]["benchmarks"][-1]
    assert share["ratio"] == pytest.approx(2055.62 / 82553)
    assert (share["value"], share["status"]) == (82553, "preliminary")


def test_a_ranking_of_one_vintage_names_none(countycli: Program) -> None:
    result = countycli("rank", "population", "-p", "2020", "--in", "浙江")
    assert "revised" not in result.out
    assert "as first reported" not in result.out


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Index:
    book = Book(tmp_path_factory.mktemp("revised"))
    final = '{ value = 110, status = "final" }'
    book.write(
        "a",
        observed(LONGQUAN, "2023", gdp=final, primary_va=10, gdp_growth=5, retail_sales=40),
        observed(LONGQUAN, "2022", gdp=100, primary_va=9),
        observed(YIWU, "2023", gdp=200, retail_sales=80),
        observed(ZHEJIANG, "2023", gdp=8000, gdp_growth='{ value = 6, status = "final" }'),
    )
    return book.index()


def test_what_is_revised_with_an_indicator_is_told_where_it_is_not(revised: Index) -> None:
    (own, beside) = notes_of(show(revised, ShowRequest(LONGQUAN)), "vintage")
    assert own.startswith("2023: revised: ")
    assert "Gross domestic product" in own.split("as first reported")[0]
    assert all(name in own.split("as first reported")[1] for name in ("Value added of primary industry", "GDP growth"))
    assert "retail sales" not in own
    assert "GDP growth" in beside
    assert "浙江省" in beside


def test_a_revised_county_among_first_counts_is_named(revised: Index) -> None:
    (text,) = notes_of(rank(revised, RankRequest(("gdp",), (period("2023"),))), "vintage")
    assert text == "2023: revised: 龙泉市; as first reported: 义乌市" or "龙泉市; as first reported: 义乌市" in text
    assert notes_of(rank(revised, RankRequest(("retail_sales",), (period("2023"),))), "vintage") == []


def test_a_comparison_names_what_is_revised(revised: Index) -> None:
    report = compare(revised, CompareRequest((LONGQUAN, YIWU), ("gdp", "retail_sales", "primary_va")))
    told = notes_of(report, "vintage")
    assert all("retail sales" not in text for text in told)
    (across,) = [text for text in told if "义乌市" in text]
    assert "revised: 龙泉市" in across
    (along,) = [text for text in told if "primary industry" in text]
    assert along.index("Gross domestic product") < along.index("as first") < along.index("Value added of primary")


def test_no_change_is_made_of_a_revised_figure_and_a_first_count(revised: Index) -> None:
    with pytest.raises(NotFoundError) as caught:
        rank(revised, RankRequest(("gdp",), (period("2023"),), since=period("2022")))
    assert caught.value.exit_code == 3


# Few counties, and what covers more


@pytest.mark.parametrize(
    ("metric", "scope", "fuller"),
    [
        ("resident_population", "丽水", "population"),
        ("resident_population", "浙江", "population"),
        ("exports", "全国", None),
        ("gdp_growth", "浙江", "gdp"),
        ("resident_population", "山区26县", "population"),
    ],
)
def test_less_than_half_is_said_with_what_covers_more(
    index: Index, metric: str, scope: str, fuller: str | None
) -> None:
    report = rank(index, RankRequest((metric,), scope=scope))
    counties = len(report.scope.counties)
    (text,) = notes_of(report, "partial")
    assert f"Only {report.ranked} of {counties} counties" in text
    named = notes_of(report, "related")
    if fuller is None:
        assert not [it for it in named if "population" in it]
        return
    (told,) = [it for it in named if f"countycli rank {fuller} -p" in it]
    count = int(told.split(" covers ")[1].split(" for ")[0])
    fullest = max((count for _, count in rank(index, RankRequest((fuller,), scope=scope)).periods), default=0)
    assert count == fullest > report.ranked


def test_half_of_the_scope_is_a_ranking(index: Index) -> None:
    for year in ("2010", "2020"):
        report = rank(index, RankRequest(("population",), (period(year),), "浙江"))
        assert notes_of(report, "partial") == notes_of(report, "related") == []


# Who is among the counties


@pytest.mark.parametrize(
    ("metric", "year", "scope", "names"),
    [
        ("household_size", "2010", "北京", {"崇文区", "宣武区"}),
        ("population", "2020", "江苏", {"崇川区", "港闸区"}),
        ("population", "2020", "浙江", set()),
    ],
)
def test_counties_that_ceased_within_the_period_are_named(
    index: Index, metric: str, year: str, scope: str, names: set[str]
) -> None:
    report = rank(index, RankRequest((metric,), (period(year),), scope))
    told = "".join(notes_of(report, "ceased"))
    places = index.places.by_code(row.place.code for row in report.rows).values()
    assert {place.name for place in places if place.valid_to and place.valid_to < f"{year}-12-31~"} >= names
    assert all(name in told for name in names)
    assert bool(told) is bool(names)


@pytest.mark.parametrize(("scope", "names"), [("广东", ("东莞市", "中山市")), ("海南省", ("儋州市",)), ("浙江", ())])
def test_cities_without_counties_are_named(index: Index, scope: str, names: tuple[str, ...]) -> None:
    report = rank(index, RankRequest(("population",), (period("2020"),), scope))
    told = "".join(notes_of(report, "city"))
    assert all(name in told for name in names)
    assert bool(told) is bool(names)
    places = index.places.by_code(row.place.code for row in report.rows).values()
    assert {place.name for place in places if place.kind == "地级市"} == set(names)


# Nothing of an amount


def test_an_amount_of_nothing_is_questioned(tmp_path: Path, frozen: Program) -> None:
    own = tmp_path / "own.toml"
    block = observed(LONGQUAN, "2025", exports=0)
    own.write_text(f"{OWN_DOCUMENT}\n{block}", encoding="utf-8")
    result = frozen("rank", "exports", "-p", "2025", "--data", str(own))
    assert result.code == 0
    assert "A figure of 0 may stand for one that is missing: Longquan 龙泉市" in result.out
    (note,) = [
        it
        for it in frozen("rank", "exports", "-p", "2025", "--data", str(own), "--json").json["notes"]
        if it["kind"] == "zero"
    ]
    assert "Longquan 龙泉市" in note["text"]


@pytest.mark.parametrize(
    "metric", ["gdp", "budget_revenue", "retail_sales", "deposits", "resident_population", "income"]
)
def test_what_there_is_always_some_of_can_not_be_zero(tmp_path: Path, frozen: Program, metric: str) -> None:
    own = tmp_path / "own.toml"
    block = observed(LONGQUAN, "2025", **{metric: 0})
    own.write_text(f"{OWN_DOCUMENT}\n{block}", encoding="utf-8")
    result = frozen("data", "check", str(own))
    assert result.code == 5
    assert f"D401 {metric} is 0: there is always some of it" in result.out
    assert frozen("rank", metric, "--data", str(own)).code == 5


def test_counts_and_shares_of_nothing_are_figures(index: Index) -> None:
    report = rank(
        index,
        RankRequest(("rural_population",), (period("2020"),), ascending=True, extent=Extent(rows=5, named=0)),
    )
    assert [row.headline.figure.value for row in report.rows[:2]] == [0, 0]
    assert notes_of(report, "zero") == []
