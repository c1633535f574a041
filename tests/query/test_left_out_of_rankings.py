"""Which counties a ranking leaves out, and the reason that is told of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book, aimed, observed
from periods import period
from rankings import (
    KEQIAO,
    LONGQUAN,
    PINGYANG,
    QUJIANG,
    RUIAN,
    SHANGYU,
    SHAOXING_COUNTY,
    SONGYANG,
    YIWU,
    YUHANG,
    codes_of,
    places_of,
    reasons_of,
    told,
)

from countycli.index.ask.index import Index
from countycli.phrases import Phrase
from countycli.query import Extent
from countycli.query.exclusions import EXCLUSION_REASONS
from countycli.query.rank import RankReport, RankRequest, rank
from countycli.render.words import Words


@pytest.mark.parametrize("scope", ["绍兴", "浙江", None])
def test_figures_under_the_code_of_before_are_those_of_other_periods(tmp_path: Path, scope: str | None) -> None:
    """Of 绍兴县, which went on as 柯桥区, and of 上虞市, as 上虞区; a target likewise. Whether few counties or many are
    looked up makes no difference.
    """
    book = Book(tmp_path)
    book.write(
        "a",
        observed("330602", "2015", gdp=700),
        observed(SHAOXING_COUNTY, "2012", gdp=1000),
        observed(SHAOXING_COUNTY, "2011", gdp=900),
    )
    book.write("b", aimed("330682", "2012", gdp=600), published="2012-01-31")
    report = rank(book.index(), RankRequest(("gdp",), (period("2015"),), scope=scope))
    assert told(report) == {KEQIAO: "other_period", SHANGYU: "target_only"}
    detail = next(exclusion.detail for exclusion in report.excluded if exclusion.code == KEQIAO)
    assert detail == Phrase("has {periods}", periods=(period("2012"), period("2011")))


def test_a_change_over_years_that_others_rank_by_is_left_out_for_its_territory_alone(tmp_path: Path) -> None:
    """余杭's land of 2010 and 2020 was the same; it gave half of it away in 2021."""
    book = Book(tmp_path)
    years = (("2010", 100), ("2020", 110))
    book.write("a", *(observed(code, year, population=people) for code in (LONGQUAN, YUHANG) for year, people in years))
    report = rank(book.index(), RankRequest(("population_change",), latest=True))
    assert codes_of(report) == [LONGQUAN]
    assert told(report) == {YUHANG: "break"}


def test_every_reason_for_which_a_county_is_left_out(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed("331100", "2024", gdp=1000),
        observed(YIWU, "2024", gdp=10),
        observed(LONGQUAN, "2024", gdp='{ value = 11, bound = "~" }'),
        observed(SONGYANG, "2024", gdp='{ value = 12, status = "estimate" }'),
        observed(QUJIANG, "2024", gdp='{ value = 12, status = "forecast" }'),
        observed(SHANGYU, "2024", gdp='{ standing = "第1位" }'),
        observed(PINGYANG, "2023", gdp=13),
        observed("330802", "2024", gdp="{ value = 15, inferred = true }"),
        observed("330304", "2024", scope='"区本级"', gdp=16),
        observed("330305", "2024", scope='"区本级"', gdp=17),
        observed("330305", "2023", gdp=17),
        observed("330302", "2023", gdp=13),
    )
    book.write("b", *(aimed(code, "2024", gdp=14) for code in (RUIAN, "330302")), published="2024-02-01")
    report = rank(book.index(), RankRequest(("gdp",), (period("2024"),)))
    assert places_of(report) == [(1, YIWU)]
    reasons = reasons_of(report)
    assert told(report) == {
        LONGQUAN: "bound",
        SONGYANG: "estimate",
        QUJIANG: "estimate",
        PINGYANG: "other_period",
        "330802": "other_period",
        "330304": "other_scope",
        "330305": "other_scope",
        RUIAN: "target_only",
        "330302": "other_period",
    }
    assert reasons[SHANGYU] == "no_figure"
    assert set(reasons.values()) <= set(EXCLUSION_REASONS)
    words = Words("en")
    assert {exclusion.code: words.text(exclusion.detail) for exclusion in report.excluded if exclusion.detail} == {
        LONGQUAN: "~11 亿元",
        SONGYANG: "12 亿元",
        QUJIANG: "12 亿元",
        PINGYANG: "has 2023",
        SHANGYU: "only a standing: 第1位",
        "330802": "period not stated in the document: 15 亿元",
        "330304": "区本级: 16 亿元",
        "330305": "区本级: 17 亿元",
        "330302": "has 2023",
    }
    assert report.reasons == {
        "no_figure": len(report.scope.counties) - 10,
        "other_period": 3,
        "bound": 1,
        "estimate": 2,
        "target_only": 1,
        "other_scope": 2,
    }


def test_the_reason_is_that_of_the_headline(tmp_path: Path) -> None:
    """The newer document has but a standing; what the county is known by is the estimate."""
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", gdp='{ standing = "第1位" }'), observed(YIWU, "2024", gdp=5))
    book.write("b", observed(LONGQUAN, "2024", gdp='{ value = 3, status = "estimate" }'), published="2025-01-01")
    assert told(rank(book.index(), RankRequest(("gdp",)))) == {LONGQUAN: "estimate"}


def test_the_reason_is_that_of_the_whole_place_where_it_has_a_figure(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(LONGQUAN, "2024", gdp='{ value = 200, status = "estimate" }'),
        observed(LONGQUAN, "2024", scope='"城区"', gdp=80),
        observed(YIWU, "2024", gdp=2500),
    )
    assert told(rank(book.index(), RankRequest(("gdp",)))) == {LONGQUAN: "estimate"}


@pytest.mark.parametrize("named", [0, 1, 2, 3, None])
def test_as_many_of_each_reason_are_named_as_asked_for_those_with_a_detail_first(
    tmp_path: Path, named: int | None
) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(YIWU, "2024", gdp=10),
        *(observed(code, "2023", gdp=1) for code in (LONGQUAN, SONGYANG, QUJIANG)),
        observed(SHANGYU, "2024", gdp='{ standing = "第1位" }'),
    )
    report = rank(book.index(), RankRequest(("gdp",), (period("2024"),), extent=Extent(named=named)))
    assert report.reasons == {"no_figure": len(report.scope.counties) - 4, "other_period": 3}
    found = list(reasons_of(report).values())
    everyone = len(report.scope.counties)
    for reason, count in report.reasons.items():
        assert found.count(reason) == min(count, everyone if named is None else named)
    if named:
        assert SHANGYU in reasons_of(report)  # though it isn't the first by its code


def test_a_figure_of_another_area_never_stands_for_the_county(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(LONGQUAN, "2024", gdp=100),
        observed(LONGQUAN, "2024", scope='"不含开发区"', status='"final"', gdp=900),
        observed(YIWU, "2024", gdp=500),
    )
    report = rank(book.index(), RankRequest(("gdp",)))
    assert [(row.place.code, row.headline.figure.value) for row in report.rows] == [(YIWU, 500), (LONGQUAN, 100)]
    assert [row.headline.rivals for row in report.rows] == [(), ()]
    assert told(report) == {}


def test_an_exact_figure_of_another_document_ranks_where_the_first_gives_a_bound(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", gdp='{ value = 100, bound = ">" }'), published="2026-01-01")
    book.write("b", observed(LONGQUAN, "2024", gdp=105), published="2025-01-01", access="copy")
    (row,) = rank(book.index(), RankRequest(("gdp",))).rows
    assert row.headline.figure.value == 105
    assert [rival.bound for rival in row.headline.rivals] == [">"]


# Why there is no change between two censuses


def test_the_reason_for_no_change_is_the_true_one(index: Index) -> None:
    report = rank(index, RankRequest(("population_change",)))
    reasons = reasons_of(report)
    zoned = {year: index.figures.zoned("population", period(year)) for year in ("2010", "2020")}
    first, last = period("2010"), period("2020")
    breaks = index.places.breaks(reasons)
    places = index.places.by_code(reasons)
    for code, reason in reasons.items():
        between = [change for change in breaks.get(code, ()) if first.start <= change.month <= last.end]
        if reason == "zones_apart":
            parts = set(index.places.parts_of(code))
            assert parts & (zoned["2010"] | zoned["2020"])
        elif reason == "break":
            assert between or (places[code].valid_from or "") >= "2010"
    assert reasons["320583"] == "zones_apart"  # 昆山, whose territory is that of 2010
    wenzhou = [reasons[code] for code in reasons if code.startswith("3303")]
    assert set(wenzhou) == {"zones_apart", "break"}
    assert report.reasons["zones_apart"] > 700
    assert report.reasons["break"] < 250
    assert sum(report.reasons[reason] for reason in ("zones_apart", "break")) >= 958


@pytest.mark.parametrize("metric", ["urbanization_rate", "age_65_share", "gdp_share_province", "gdp_growth"])
def test_of_shares_and_growth_there_is_no_ratio(index: Index, metric: str) -> None:
    report = rank(index, RankRequest((metric,), scope="浙江"))
    assert all(benchmark.ratio is None for row in report.rows for benchmark in row.benchmarks)


def test_of_levels_and_counts_there_is_a_ratio(index: Index) -> None:
    for metric in ("household_size", "population"):
        rows = rank(index, RankRequest((metric,), (period("2020"),), "浙江")).rows
        assert all(benchmark.ratio for row in rows for benchmark in row.benchmarks)


@pytest.mark.parametrize("noted", ["2020", "2023"])
def test_a_change_is_not_ranked_where_a_note_on_an_amount_tells_of_another_coverage(tmp_path: Path, noted: str) -> None:
    book = Book(tmp_path)
    for year, value in (("2020", 5), ("2023", 8)):
        figure = f'{{ value = {value}, note = "含开发区。" }}' if year == noted else value
        blocks = [observed(code, year, gdp=given, gdp_growth=given) for code, given in ((LONGQUAN, figure), (YIWU, 6))]
        book.write(f"of-{year}", *blocks)

    def change_of(metric: str) -> RankReport:
        return rank(book.index(), RankRequest((metric,), (period("2023"),), since=period("2020")))

    assert codes_of(change_of("gdp")) == [YIWU]
    assert reasons_of(change_of("gdp"))[LONGQUAN] == "unlike"
    assert codes_of(change_of("gdp_growth")) == [LONGQUAN, YIWU]  # points of a rate, which no coverage moves


def test_changes_since_a_year_and_mean_yearly_changes_leave_out_the_same_figures_with_notes(index: Index) -> None:
    change = rank(index, RankRequest(("gdp",), (period("2023"),), since=period("2020")))
    yearly = rank(index, RankRequest(("gdp_nominal_change",)))
    unlike = [
        {code for code, reason in reasons_of(report).items() if reason == "unlike"} for report in (change, yearly)
    ]
    assert unlike[0] == unlike[1] != set()
    assert {*codes_of(yearly)} == {*codes_of(change)}


def test_notes_of_a_census_keep_no_change_out(index: Index) -> None:
    report = rank(index, RankRequest(("population",), (period("2020"),), since=period("2010")))
    assert {"230110", "654002"} <= {*codes_of(report)}  # whose rows were mended
