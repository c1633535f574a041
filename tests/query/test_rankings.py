"""Rankings: like with like, and whoever is left out with the reason."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from books import Book, aimed, observed
from census import population
from hypothesis import given, settings
from hypothesis import strategies as st

from countycli.errors import NotFoundError
from countycli.index.ask.index import Index
from countycli.model.period import Period
from countycli.model.period_text import parse_canonical, parse_period
from countycli.phrases import Phrase
from countycli.query import Extent
from countycli.query.exclusions import EXCLUSION_REASONS
from countycli.query.field import Position, ordered, ranked
from countycli.query.rank import RankReport, RankRequest, rank
from countycli.render.views import rank as rank_view
from countycli.render.words import Words

LONGQUAN, SONGYANG, QUJIANG, YIWU, SHANGYU, PINGYANG, RUIAN = (
    "331181",
    "331124",
    "330803",
    "330782",
    "330604",
    "330326",
    "330381",
)
LISHUI, ZHEJIANG, CHINA = "331100", "330000", "000000"
SHAOXING_COUNTY, KEQIAO = "330621", "330603"  # the former went on as the latter on 2013-10-18
XIACHENG, JIANGGAN = "330103", "330104"  # merged into 拱墅, divided: both on 2021-04-09
YUHANG, LINPING, QIANTANG, GONGSHU = "330110", "330113", "330114", "330105"  # 临平 and 钱塘 since that day
YONGJIA = "330324"  # among the 山区海岛县 in 2024, not in 2025


def period(text: str) -> Period:
    found = parse_canonical(text)
    assert found
    return found


def places_of(report: RankReport) -> list[tuple[int, str]]:
    return [(row.rank, row.place.code) for row in report.rows]


def codes_of(report: RankReport) -> list[str]:
    return [row.place.code for row in report.rows]


def reasons_of(report: RankReport) -> dict[str, str]:
    return {it.code: it.reason for it in report.excluded}


def told(report: RankReport) -> dict[str, str]:
    """Who is left out for more than the want of any figure."""
    return {code: reason for code, reason in reasons_of(report).items() if reason != "no_figure"}


# The counties of the time of the period: of the real book, against the rows of the census files.


@pytest.mark.parametrize(
    ("year", "there", "not_there"),
    [
        ("2020", {XIACHENG, JIANGGAN, YUHANG}, {LINPING, QIANTANG}),
        ("2010", {XIACHENG, JIANGGAN, SHAOXING_COUNTY}, {KEQIAO, LINPING, QIANTANG}),
    ],
)
def test_a_census_ranks_the_counties_of_its_day(index: Index, year: str, there: set[str], not_there: set[str]) -> None:
    report = rank(index, RankRequest(("population",), (period(year),), "浙江"))
    counties = {code: value for code, value in population(int(year)).items() if code[:2] == "33" and code[4:] != "00"}
    assert len(counties) == 90
    assert {row.place.code: row.headline.figure.value for row in report.rows} == counties
    assert (report.ranked, len(report.scope.counties), report.excluded, report.reasons) == (90, 90, (), {})
    assert there <= set(codes_of(report))
    assert not_there.isdisjoint(codes_of(report))
    values = [row.headline.figure.value or 0 for row in report.rows]
    assert values == sorted(values, reverse=True)


def test_a_ranking_over_the_nation_names_as_many_as_are_shown(index: Index) -> None:
    request = RankRequest(("population",), (period("2020"),), extent=Extent(rows=20, named=3))
    report = rank(index, request)
    counties = [code for code, place in index.places.by_code(population(2020)).items() if place.level == "county"]
    assert len(report.rows) == 20
    assert report.ranked + sum(report.reasons.values()) == len(report.scope.counties)
    assert report.ranked >= len(counties) > 2800
    largest = sorted((population(2020)[code] for code in counties), reverse=True)[:3]
    assert [row.headline.figure.value for row in report.rows[:3]] == largest
    everything = rank(index, request._replace(extent=Extent(rows=None, named=None)))
    assert everything.rows[:20] == report.rows
    assert (len(everything.rows), len(everything.excluded)) == (report.ranked, sum(report.reasons.values()))
    assert all(reasons <= 3 for reasons in map([*reasons_of(report).values()].count, report.reasons))


def test_the_regions_of_a_real_ranking(index: Index) -> None:
    report = rank(index, RankRequest(("population",), (period("2020"),), "丽水"))
    assert [(place.code, it.figure.value) for place, it in report.references] == [
        (code, population(2020)[code]) for code in (LISHUI, ZHEJIANG, CHINA)
    ]
    assert {row.place.code for row in report.rows}.isdisjoint({LISHUI, ZHEJIANG, CHINA})


@pytest.mark.parametrize("text", ["2010", "2010年", "２０１０"])
def test_a_typed_period_is_that_period(index: Index, text: str) -> None:
    typed = parse_period(text)
    assert typed
    report = rank(index, RankRequest(("常住人口（普查）",), (typed,), "丽水"))
    assert report == rank(index, RankRequest(("population",), (period("2010"),), "丽水"))
    assert report.period == period("2010")


def test_a_group_of_another_time_takes_its_nearest_state(index: Index) -> None:
    report = rank(index, RankRequest(("population",), (period("2010"),), "山区海岛县"))
    figures = {row.headline.figure.county: row.headline.figure.value for row in report.rows}
    assert (len(figures), report.excluded) == (25, ())
    assert "330305" in report.scope.counties  # 洞头区, which was 洞头县 in 2010
    assert figures["330322"] == population(2010)["330322"]
    assert "330305" not in figures


@pytest.mark.parametrize(
    "request_",
    [
        RankRequest(("population",), periods=(period("1999"),), scope="舟山"),
        RankRequest(("enterprise_output",)),
        RankRequest(("没有这样的指标",)),
        RankRequest(("population",), scope="没有这样的地方"),
    ],
)
def test_nothing_to_rank_is_not_found(index: Index, request_: RankRequest) -> None:
    with pytest.raises(NotFoundError):
        rank(index, request_)


def test_where_nothing_can_be_ranked_the_other_periods_are_told(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(PINGYANG, "2023", gdp=711.8),
        observed(LONGQUAN, "2024-01/2024-09", gdp=120),
        observed(YIWU, "2024", gdp='{ value = 2500, bound = ">" }'),
    )
    with pytest.raises(NotFoundError) as caught:
        rank(book.index(), RankRequest(("gdp",), (period("2024"),)))
    words = Words("en")
    assert words.phrase(caught.value.hint or caught.value.message) == "there are figures for Jan–Sep 2024, 2023"
    instead = {it.code: words.text(it.where) for it in caught.value.candidates}
    assert instead == {LONGQUAN: "has Jan–Sep 2024", PINGYANG: "has 2023", YIWU: ">2,500 亿元"}


# Counties that came, went or changed their codes, on small books.


def test_who_ceased_in_the_course_of_a_year_is_ranked_with_a_figure_for_it(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", *(observed(code, "2021", gdp=5) for code in (XIACHENG, GONGSHU, YUHANG)))
    report = rank(book.index(), RankRequest(("gdp",), (period("2021"),), "杭州"))
    assert codes_of(report) == [XIACHENG, GONGSHU, YUHANG]
    assert JIANGGAN not in reasons_of(report)  # ceased too, and has none
    assert {LINPING, QIANTANG} <= reasons_of(report).keys()
    assert len(report.rows) + len(report.excluded) == len(report.scope.counties) == 14


def test_a_year_later_it_is_gone(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", *(observed(code, "2022", gdp=5) for code in (GONGSHU, YUHANG)), observed(XIACHENG, "2020", gdp=5))
    report = rank(book.index(), RankRequest(("gdp",), (period("2022"),), "杭州"))
    assert XIACHENG not in {*codes_of(report), *reasons_of(report)}
    assert len(report.scope.counties) == 13


@pytest.mark.parametrize("filed", [SHAOXING_COUNTY, KEQIAO])
def test_a_county_that_went_on_as_another_is_counted_once_in_the_year_of_the_change(tmp_path: Path, filed: str) -> None:
    book = Book(tmp_path)
    book.write("a", observed(filed, "2013", gdp=5), observed(YIWU, "2013", gdp=4))
    report = rank(book.index(), RankRequest(("gdp",), (period("2013"),), "浙江"))
    assert [row.headline.figure.county for row in report.rows] == [filed, YIWU]
    assert len(report.scope.counties) == 90
    assert {SHAOXING_COUNTY, KEQIAO}.isdisjoint(reasons_of(report))


@pytest.mark.parametrize("kinds", [(), ("市辖区",)], ids=["all", "kind"])
def test_the_default_period_is_that_of_most_of_todays_counties(tmp_path: Path, kinds: tuple[str, ...]) -> None:
    """Three had a figure for 2019, but two of them are gone."""
    book = Book(tmp_path)
    book.write(
        "a",
        *(observed(code, "2019", gdp=5) for code in (XIACHENG, JIANGGAN, YUHANG)),
        *(observed(code, "2018", gdp=5) for code in (YUHANG, GONGSHU)),
    )
    report = rank(book.index(), RankRequest(("gdp",), kinds=kinds))
    assert report.period == period("2018")
    assert report.periods == ((period("2018"), 2), (period("2019"), 3))


def test_a_group_has_the_members_of_the_year(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", *(observed(code, year, gdp=5) for code in (YONGJIA, LONGQUAN) for year in ("2024", "2025")))
    book_index = book.index()
    by_default = rank(book_index, RankRequest(("gdp",), scope="山区海岛县"))
    assert by_default.periods == ((period("2024"), 2), (period("2025"), 1))
    assert (by_default.period, codes_of(by_default)) == (period("2024"), [YONGJIA, LONGQUAN])
    later = rank(book_index, RankRequest(("gdp",), (period("2025"),), "山区海岛县"))
    assert codes_of(later) == [LONGQUAN]
    assert YONGJIA not in reasons_of(later)
    assert [len(it.scope.counties) for it in (by_default, later)] == [25, 22]


def test_the_latest_figures_are_those_of_todays_counties(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(SHAOXING_COUNTY, "2012", gdp_growth=9),
        observed(XIACHENG, "2019", gdp_growth=8),
        observed(LONGQUAN, "2019", gdp_growth=7),
    )
    report = rank(book.index(), RankRequest(("gdp_growth",), latest=True))
    assert codes_of(report) == [LONGQUAN]
    assert told(report) == {KEQIAO: "break"}  # in 2013 it gave land to 越城
    assert XIACHENG not in reasons_of(report)


def test_the_latest_figures_leave_out_those_of_other_boundaries(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(YUHANG, "2020", gdp=3000),
        observed(GONGSHU, "2020", gdp="{ value = 1500, restated = true }"),
        observed(LINPING, "2021", gdp=900),
        observed(LONGQUAN, "2019", gdp=100),
    )
    index = book.index()
    report = rank(index, RankRequest(("gdp",), latest=True))
    assert codes_of(report) == [GONGSHU, LINPING, LONGQUAN]
    assert told(report) == {YUHANG: "break"}
    (detail,) = [Words("en").text(it.detail) for it in report.excluded if it.code == YUHANG]
    assert "3,000" in detail
    assert "2020" in detail
    then = rank(index, RankRequest(("gdp",), (period("2020"),)))
    assert codes_of(then) == [YUHANG, GONGSHU]
    assert [[it.other for it in row.headline.breaks] for row in then.rows] == [[LINPING], []]


def test_a_later_figure_of_todays_boundaries_is_ranked(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(YUHANG, "2020", gdp=3000), observed(YUHANG, "2021", gdp=2500))
    report = rank(book.index(), RankRequest(("gdp",), latest=True))
    assert [(row.place.code, row.headline.figure.value, row.headline.breaks) for row in report.rows] == [
        (YUHANG, 2500, ())
    ]


# What is compared with the regions.


@pytest.fixture
def regional(tmp_path: Path) -> Index:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(LONGQUAN, "2024", gdp=190, gdp_growth=7.5),
        observed(YIWU, "2024", gdp=2500, gdp_growth=5),
        observed(LISHUI, "2024", gdp=2000, gdp_growth=6.25),
        observed(ZHEJIANG, "2024", gdp=90000, gdp_growth=5.5),
        observed(CHINA, "2024", gdp=1350000, gdp_growth=5),
        observed(CHINA, "2023", gdp_growth=4),
    )
    return book.index()


def test_what_does_not_add_up_is_subtracted(regional: Index) -> None:
    rows = {row.place.code: row for row in rank(regional, RankRequest(("gdp_growth",))).rows}
    assert [(it.region.code, it.difference) for it in rows[LONGQUAN].benchmarks] == [(LISHUI, 1.25), (ZHEJIANG, 2)]
    assert [(it.region.code, it.difference) for it in rows[YIWU].benchmarks] == [(ZHEJIANG, -0.5)]


def test_what_adds_up_is_divided(regional: Index) -> None:
    rows = {row.place.code: row for row in rank(regional, RankRequest(("gdp",))).rows}
    shares = [(it.region.code, it.difference, it.ratio) for it in rows[LONGQUAN].benchmarks]
    assert shares == [(LISHUI, None, 0.095), (ZHEJIANG, None, 190 / 90000)]


@pytest.mark.parametrize(
    ("scope", "references"),
    [
        (None, [CHINA]),
        ("全国", [CHINA]),
        ("浙江", [ZHEJIANG, CHINA]),
        ("丽水", [LISHUI, ZHEJIANG, CHINA]),
        ("金华", [ZHEJIANG, CHINA]),  # it has no figure itself
        ("山区26县", [ZHEJIANG, CHINA]),
    ],
)
def test_the_regions_above_stand_for_reference(regional: Index, scope: str | None, references: list[str]) -> None:
    period_ = period("2024")
    report = rank(regional, RankRequest(("gdp_growth",), (period_,), scope))
    assert [place.code for place, _ in report.references] == references
    assert {it.figure.period for _, it in report.references} == {period_}
    assert set(references).isdisjoint(codes_of(report))


def test_the_latest_figures_of_each_have_no_reference(regional: Index) -> None:
    assert rank(regional, RankRequest(("gdp_growth",), latest=True)).references == ()


def test_bounds_and_estimates_are_compared_with_nothing(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(LONGQUAN, "2024", gdp_growth=7),
        observed(LISHUI, "2024", gdp_growth='{ value = 6, bound = ">" }'),
        observed(ZHEJIANG, "2024", gdp_growth='{ value = 6, status = "estimate" }'),
    )
    (row,) = rank(book.index(), RankRequest(("gdp_growth",))).rows
    assert row.benchmarks == ()


def test_of_first_counts_beside_a_revised_one_the_better_document_stands(tmp_path: Path) -> None:
    """The headline of the region is the revised figure; a county's first count is held against the region's."""
    book = Book(tmp_path)
    book.write("revised", observed(ZHEJIANG, "2024", gdp='{ value = 93000, status = "final" }'), published="2026-01-31")
    book.write("own", observed(ZHEJIANG, "2024", gdp=90131), published="2025-03-04")
    book.write("copied", observed(ZHEJIANG, "2024", gdp=90131), published="2025-03-11", access="copy")
    book.write("county", observed(LONGQUAN, "2024", gdp=190))
    (row,) = rank(book.index(), RankRequest(("gdp",))).rows
    assert [(it.standard.value, it.standard.source) for it in row.benchmarks] == [(90131, "own")]


def test_the_default_period_has_most_counties(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", *(observed(code, "2024", gdp=100) for code in (LONGQUAN, SONGYANG)), observed(YIWU, "2025", gdp=1))
    report = rank(book.index(), RankRequest(("gdp",)))
    assert report.period == period("2024")
    assert report.periods == ((period("2024"), 2), (period("2025"), 1))


def test_the_default_period_is_the_latest_among_equals(tmp_path: Path) -> None:
    book = Book(tmp_path)
    spans = ("2023", "2024-12", "2024-10/2024-12", "2024", "2022", "2021", "2020")
    book.write("a", *(observed(LONGQUAN, span, gdp=100) for span in spans))
    report = rank(book.index(), RankRequest(("gdp",)))
    assert [str(it) for it, _ in report.periods] == ["2024", "2024-10/2024-12", "2024-12", "2023", "2022"]
    assert str(report.period) == "2024"


def test_only_what_can_be_ranked_counts_for_the_default_period(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(LONGQUAN, "2024", gdp='{ value = 1, bound = ">=" }'),
        observed(SONGYANG, "2024", gdp='{ value = 1, status = "estimate" }'),
        observed(YIWU, "2024", gdp='{ standing = "第1位" }'),
        observed(QUJIANG, "2023", gdp=1),
    )
    report = rank(book.index(), RankRequest(("gdp",)))
    assert report.periods == ((period("2023"), 1),)
    assert {code: reason for code, reason in reasons_of(report).items() if reason != "no_figure"} == {
        LONGQUAN: "other_period",
        SONGYANG: "other_period",
        YIWU: "other_period",
    }


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
    detail = next(it.detail for it in report.excluded if it.code == KEQIAO)
    assert detail == Phrase("has {periods}", periods=(period("2012"), period("2011")))


def test_a_change_over_years_that_others_rank_by_is_left_out_for_its_territory_alone(tmp_path: Path) -> None:
    """余杭's land of 2010 and 2020 was the same; it gave half of it away in 2021."""
    book = Book(tmp_path)
    years = (("2010", 100), ("2020", 110))
    book.write("a", *(observed(code, year, population=it) for code in (LONGQUAN, YUHANG) for year, it in years))
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
    assert {it.code: words.text(it.detail) for it in report.excluded if it.detail} == {
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


def test_equal_values_share_a_rank(tmp_path: Path) -> None:
    book = Book(tmp_path)
    values: dict[str, float | str] = {LONGQUAN: 9, SONGYANG: 7, QUJIANG: "7.0", YIWU: 5, SHANGYU: 5, PINGYANG: -1}
    book.write("a", *(observed(code, "2024", gdp_growth=value) for code, value in values.items()))
    report = rank(book.index(), RankRequest(("gdp_growth",)))
    assert places_of(report) == [
        (1, LONGQUAN),
        (2, QUJIANG),
        (2, SONGYANG),
        (4, SHANGYU),
        (4, YIWU),
        (6, PINGYANG),
    ]


def test_equal_figures_share_a_rank_whatever_their_years(tmp_path: Path) -> None:
    book = Book(tmp_path)
    spans = {SHANGYU: "2024", YIWU: "2023", LONGQUAN: "2024"}  # by code, those of 2024 are not neighbours
    book.write("a", *(observed(code, span, gdp_growth=7) for code, span in spans.items()))
    report = rank(book.index(), RankRequest(("gdp_growth",), latest=True))
    assert places_of(report) == [(1, SHANGYU), (1, LONGQUAN), (1, YIWU)]


@pytest.fixture(scope="module")
def ties(tmp_path_factory: pytest.TempPathFactory) -> Index:
    book = Book(tmp_path_factory.mktemp("ties"))
    values = {LONGQUAN: 9, SONGYANG: 7, QUJIANG: 7, YIWU: 5, SHANGYU: 5, PINGYANG: -1}
    book.write("a", *(observed(code, "2024", gdp_growth=value) for code, value in values.items()))
    return book.index()


@pytest.mark.parametrize(("top", "shown"), [(1, 1), (2, 3), (3, 3), (4, 5)])
def test_the_top_keeps_those_that_share_its_last_rank(top: int, shown: int, ties: Index) -> None:
    report = rank(ties, RankRequest(("gdp_growth",), top=top))
    assert len(rank_view.rows(report, Words("en"))) == shown
    assert len(list(rank_view.payload(report, Words("en"))["rows"])) == shown
    assert report.ranked == 6


@pytest.mark.parametrize(
    ("top", "shown", "rows"), [(None, 2, 3), (None, 4, 5), (None, 20, 6), (1, 4, 1), (6, 2, 6), (None, None, 6)]
)
def test_without_a_top_as_many_rows_as_can_be_shown(top: int | None, shown: int | None, rows: int, ties: Index) -> None:
    report = rank(ties, RankRequest(("gdp_growth",), top=top, extent=Extent(rows=shown)))
    assert (len(report.rows), report.ranked) == (rows, 6)


@pytest.mark.parametrize(
    ("metric", "ascending", "expected"),
    [
        ("gdp", False, [SONGYANG, LONGQUAN]),
        ("gdp", True, [LONGQUAN, SONGYANG]),
        ("income_ratio", False, [LONGQUAN, SONGYANG]),
        ("provincial_rank", False, [LONGQUAN, SONGYANG]),
        ("secondary_share", False, [SONGYANG, LONGQUAN]),
        ("secondary_share", True, [LONGQUAN, SONGYANG]),
    ],
)
def test_the_best_comes_first(tmp_path: Path, metric: str, ascending: bool, expected: list[str]) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", **{metric: 1}), observed(SONGYANG, "2024", **{metric: 2}))
    report = rank(book.index(), RankRequest((metric,), ascending=ascending or None))
    assert [row.place.code for row in report.rows] == expected
    assert report.ascending == (expected[0] == LONGQUAN)


def test_the_worst_comes_first_where_that_is_asked_for(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", income_ratio=1), observed(SONGYANG, "2024", income_ratio=2))
    report = rank(book.index(), RankRequest(("income_ratio",), ascending=False))
    assert [row.place.code for row in report.rows] == [SONGYANG, LONGQUAN]


def test_the_latest_that_can_be_ranked_is_taken(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(LONGQUAN, "2025", gdp='{ value = 1, bound = ">" }'),
        observed(LONGQUAN, "2024", gdp=3),
        observed(LONGQUAN, "2023", gdp=4),
        observed(SONGYANG, "2023", gdp=2),
        observed(YIWU, "2025", gdp='{ value = 1, status = "estimate" }'),
    )
    report = rank(book.index(), RankRequest(("gdp",), latest=True))
    assert [(row.rank, row.place.code, str(row.headline.figure.period)) for row in report.rows] == [
        (1, LONGQUAN, "2024"),
        (2, SONGYANG, "2023"),
    ]
    assert reasons_of(report)[YIWU] == "estimate"


def test_the_documents_are_those_of_the_rows(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", gdp=1))
    book.write("b", observed(SONGYANG, "2023", gdp=1), published="2024-01-01")
    assert set(rank(book.index(), RankRequest(("gdp",), (period("2024"),))).documents) == {"a"}


CODES = [LONGQUAN, SONGYANG, QUJIANG, YIWU, SHANGYU, PINGYANG, RUIAN]
VALUES = st.sampled_from(
    [
        "1",
        "2",
        "2.0",
        "3.5",
        "-1",
        "0",
        '{ value = 2, bound = ">=" }',
        '{ value = 2, status = "estimate" }',
        '{ value = 2, status = "preliminary" }',
        '{ standing = "第1位" }',
    ]
)
SPANS = st.sampled_from(["2023", "2024", "2024-01/2024-09"])
FIGURES = st.dictionaries(st.tuples(st.sampled_from(CODES), SPANS), VALUES, min_size=1, max_size=12)
REQUESTS = st.builds(
    RankRequest,
    st.just("gdp_growth"),
    st.sampled_from([None, period("2023"), period("2024")]),
    st.sampled_from([None, "浙江", "丽水", "山区26县"]),
    st.none(),
    st.booleans(),
    st.booleans(),
)


def answer(blocks: list[str], request: RankRequest) -> RankReport | None:
    with TemporaryDirectory() as folder:
        book = Book(Path(folder))
        book.write("a", *blocks)
        try:
            return rank(book.index(), request)
        except NotFoundError:
            return None


@given(figures=FIGURES, request_=REQUESTS, data=st.data())
@settings(deadline=None, max_examples=15)
def test_a_ranking_is_whole_consistent_and_independent_of_order(
    figures: dict[tuple[str, str], str], request_: RankRequest, data: st.DataObject
) -> None:
    blocks = [observed(code, span, gdp_growth=value) for (code, span), value in figures.items()]
    report = answer(blocks, request_)
    assert report == answer(data.draw(st.permutations(blocks)), request_)
    if report is None:
        return
    left_out = [it.code for it in report.excluded]
    assert sorted(codes_of(report) + left_out) == list(report.scope.counties)
    assert report.ranked == len(report.rows)
    values = [row.headline.figure.value or 0 for row in report.rows]
    sign = 1 if report.ascending else -1
    assert values == sorted(values, key=lambda value: sign * value)
    for row in report.rows:
        assert (row.headline.figure.bound, row.headline.figure.status) in ((None, "actual"), (None, "preliminary"))
        assert report.period in (None, row.headline.figure.period)
    if report.period is not None and not request_.periods:
        assert report.periods[0] == (report.period, len(report.rows))


ENTRIES = st.dictionaries(
    st.integers(110101, 659012).map(str),
    st.tuples(
        st.one_of(st.integers(-3, 3), st.sampled_from([0.1, 0.30000000000000004, 2.0])),
        st.sampled_from([period(text) for text in ("2023", "2024", "2024-01/2024-09", "2024-12")]),
    ),
    max_size=12,
).map(lambda found: [(code, value, when) for code, (value, when) in found.items()])


@given(ENTRIES, st.booleans(), st.randoms(use_true_random=False))
def test_order_keeps_everybody_and_does_not_hang_on_that_of_the_figures(
    entries: list[tuple[str, float, Period]], ascending: bool, random: object
) -> None:
    found = list(ranked(ordered(entries, ascending=ascending)))
    assert sorted((it.code, it.value, it.period) for it in found) == sorted(entries)
    assert found == list(ranked(ordered(entries[::-1], ascending=ascending)))
    values = [it.value for it in found]
    assert values == sorted(values, reverse=not ascending)


@given(ENTRIES, st.booleans())
def test_a_rank_is_one_more_than_the_number_of_those_before(
    entries: list[tuple[str, float, Period]], ascending: bool
) -> None:
    found = list(ranked(ordered(entries, ascending=ascending)))
    for it in found:
        better = [other for other in found if (other.value < it.value if ascending else other.value > it.value)]
        assert it.rank == 1 + len(better)


@given(ENTRIES)
def test_all_equal_values_share_a_rank_the_later_first(entries: list[tuple[str, float, Period]]) -> None:
    shared: dict[int, list[Position]] = {}
    for it in ranked(ordered(entries, ascending=False)):
        shared.setdefault(it.rank, []).append(it)
    assert len(shared) == len({value for _, value, _ in entries})
    for its in shared.values():
        assert len({it.value for it in its}) == 1
        assert its == sorted(its, key=lambda it: it.period.recency, reverse=True)


def test_a_ranking_never_takes_a_target(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", aimed(LONGQUAN, "2026", gdp=100), aimed(YIWU, "2026", gdp=120))
    with pytest.raises(NotFoundError):
        rank(book.index(), RankRequest(("gdp",)))


# Each county's latest year


@pytest.mark.parametrize("metric", ["gdp", "gdp_growth", "income", "urbanization_rate", "scale_industrial_va_growth"])
def test_a_part_of_a_year_takes_no_part_in_a_ranking_of_latest_years(index: Index, metric: str) -> None:
    report = rank(index, RankRequest((metric,), scope="浙江", latest=True))
    assert all(row.headline.figure.period.is_year for row in report.rows)
    held: dict[str, list[Period]] = {}
    for it in index.holdings.of(report.scope.counties, metric):
        if it.comparable and it.period.is_year:
            held.setdefault(it.code, []).append(it.period)
    for row in report.rows:
        assert row.headline.figure.period == max(held[row.place.code], key=lambda it: it.recency)
    assert {reason for code, reason in reasons_of(report).items() if code in held} <= {"break"}
    values: dict[float, set[int]] = {}
    for row in report.rows:
        values.setdefault(row.headline.figure.value or 0, set()).add(row.rank)
    assert all(len(ranks) == 1 for ranks in values.values())


def test_a_year_comes_before_a_later_span_of_years(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a", observed(LONGQUAN, "2023", fixed_investment=10), observed(LONGQUAN, "2021/2025", fixed_investment=90)
    )
    book.write(
        "b", observed(YIWU, "2021/2025", fixed_investment=95), observed(SONGYANG, "2025-01/2025-06", fixed_investment=3)
    )
    report = rank(book.index(), RankRequest(("fixed_investment",), latest=True))
    assert [(row.place.code, str(row.headline.figure.period)) for row in report.rows] == [(LONGQUAN, "2023")]
    assert told(report) == {YIWU: "other_period", SONGYANG: "other_period"}


def test_spans_of_years_are_ranked_where_there_are_no_years(index: Index) -> None:
    latest = rank(index, RankRequest(("population_change",), scope="丽水", latest=True))
    assert latest.ranked == rank(index, RankRequest(("population_change",), scope="丽水")).ranked == 9


# Why there is no change between two censuses


def test_the_reason_for_no_change_is_the_true_one(index: Index) -> None:
    report = rank(index, RankRequest(("population_change",)))
    reasons = reasons_of(report)
    zoned = {year: index.figures.zoned("population", period(year)) for year in ("2010", "2020")}
    first, last = period("2010"), period("2020")
    breaks = index.places.breaks(reasons)
    places = index.places.by_code(reasons)
    for code, reason in reasons.items():
        between = [it for it in breaks.get(code, ()) if first.start <= it.month <= last.end]
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
    assert sum(report.reasons[it] for it in ("zones_apart", "break")) >= 958


@pytest.mark.parametrize("metric", ["urbanization_rate", "age_65_share", "gdp_share_province", "gdp_growth"])
def test_of_shares_and_growth_there_is_no_ratio(index: Index, metric: str) -> None:
    report = rank(index, RankRequest((metric,), scope="浙江"))
    assert all(it.ratio is None for row in report.rows for it in row.benchmarks)


def test_of_levels_and_counts_there_is_a_ratio(index: Index) -> None:
    for metric in ("household_size", "population"):
        rows = rank(index, RankRequest((metric,), (period("2020"),), "浙江")).rows
        assert all(it.ratio for row in rows for it in row.benchmarks)


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
