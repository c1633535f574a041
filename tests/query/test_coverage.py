"""How far the book reaches, what a county has, and what a document yielded."""

from __future__ import annotations

from typing import Any

import pytest
from books import Book, aimed, observed
from periods import period

from countycli.errors import NotFoundError
from countycli.index.ask.figures import Figures
from countycli.index.ask.index import Index
from countycli.model.records import Figure
from countycli.model.reports import Scope
from countycli.query import Extent
from countycli.query.compare import CompareRequest, compare
from countycli.query.counties import CountiesRequest, counties
from countycli.query.coverage import CoverageReport, CoverageRequest, rows_of, scope_coverage
from countycli.query.metrics import MetricsRequest, metrics
from countycli.query.rank import RankRequest, rank
from countycli.query.sources import SourcesRequest, sources

LONGQUAN, SONGYANG, YIWU, LISHUI, JINHUA, ZHEJIANG = "331181", "331124", "330782", "331100", "330700", "330000"
SHAOXING_COUNTY, KEQIAO = "330621", "330603"
YONGJIA = "330324"  # among the 山区海岛县 in 2024, not in 2025
DONGTOU_COUNTY, DONGTOU = "330322", "330305"  # a member under its code of today, which it has had since 2015
XIACHENG = "330103"


def counted(report: CoverageReport) -> list[tuple[str, str, int, int]]:
    return [(row.metric, str(row.period), row.counties, row.all) for row in report.rows]


@pytest.fixture(scope="module")
def reach(tmp_path_factory: pytest.TempPathFactory) -> Index:
    book = Book(tmp_path_factory.mktemp("reach"))
    book.write(
        "a",
        observed(LONGQUAN, "2024", gdp=200, exports='{ value = 5, bound = ">" }'),
        observed(SONGYANG, "2024", gdp='{ value = 150, status = "estimate" }', exports='{ standing = "第1位" }'),
        observed(YIWU, "2024", gdp=2500),
        observed("331102", "2024", scope='"区本级"', gdp=500),
        observed(LISHUI, "2024", gdp=2100),
        observed(LONGQUAN, "2025", gdp=210),
        observed(LONGQUAN, "2024-01/2024-09", gdp=140),
        observed(YONGJIA, "2024", gdp=600),
        observed(YONGJIA, "2025", gdp=620),
        observed(SHAOXING_COUNTY, "2010", gdp=776),
        observed(XIACHENG, "2020", gdp=1100),
        observed(XIACHENG, "2018", gdp=1000),
    )
    book.write("b", observed(LONGQUAN, "2024", gdp=201), access="copy")
    book.write("c", aimed(LONGQUAN, "2026", gdp=220))
    return book.index()


def test_counties_with_a_figure_of_those_of_the_time(reach: Index) -> None:
    """Of Zhejiang's counties there were 90 at the end of 2010, 2020 and since 2021, and 89 at that of 2018."""
    report = scope_coverage(reach, CoverageRequest(("gdp",), "浙江"))
    assert counted(report) == [
        ("gdp", "2025", 2, 90),
        ("gdp", "2024", 4, 90),
        ("gdp", "2024-01/2024-09", 1, 90),
        ("gdp", "2020", 1, 90),
        ("gdp", "2018", 1, 89),
        ("gdp", "2010", 1, 90),
    ]
    assert counted(scope_coverage(reach, CoverageRequest(("gdp",)))) == counted(
        report
    )  # this book has no other counties


def test_bounds_and_estimates_are_figures_standings_and_parts_are_none(reach: Index) -> None:
    assert counted(scope_coverage(reach, CoverageRequest(("exports",), "丽水"))) == [("exports", "2024", 1, 9)]
    rows = {
        (metric, when): count
        for metric, when, count, _ in counted(scope_coverage(reach, CoverageRequest(("gdp",), "丽水")))
    }
    assert rows["gdp", "2024"] == 2  # 龙泉 and 松阳; 莲都 has one of another area, 丽水 is no county


def test_who_is_missing_for_the_fullest_period(reach: Index) -> None:
    (found,) = scope_coverage(reach, CoverageRequest(("gdp",), "丽水")).missing
    assert found.period == period("2024")
    missing = {place.code for place in found.places}
    assert len(missing) == 7
    assert missing.isdisjoint({LONGQUAN, SONGYANG, LISHUI})
    assert "331102" in missing


def test_a_unit_of_the_time_is_missing_for_the_time(reach: Index) -> None:
    (found,) = scope_coverage(reach, CoverageRequest(("gdp",), "杭州")).missing
    assert (found.period, len(found.places)) == (period("2020"), 12)
    missing = {place.name for place in found.places}
    assert {"江干区", "余杭区"} <= missing
    assert missing.isdisjoint({"下城区", "临平区", "钱塘区"})


def test_a_county_has_what_the_unit_had_that_it_continues(reach: Index) -> None:
    report = scope_coverage(reach, CoverageRequest(("gdp",), "绍兴"))
    (found,) = report.missing
    assert (found.period, report.rows[0].counties, report.rows[0].all) == (period("2010"), 1, 6)
    assert "绍兴县" not in {place.name for place in found.places}


def test_members_of_a_group_are_counted_in_their_years(reach: Index) -> None:
    report = scope_coverage(reach, CoverageRequest(("gdp",), "山区海岛县"))
    assert counted(report)[:2] == [("gdp", "2025", 1, 22), ("gdp", "2024", 3, 25)]
    (found,) = report.missing
    assert found.period == period("2024")
    assert len(found.places) == 22
    assert YONGJIA not in {place.code for place in found.places}


def test_a_members_standing_is_no_figure(reach: Index) -> None:
    """松阳 is a member too, and has but a standing."""
    assert counted(scope_coverage(reach, CoverageRequest(("exports",), "山区海岛县"))) == [("exports", "2024", 1, 25)]


def test_figures_under_a_code_of_before_are_the_members(tmp_path_factory: pytest.TempPathFactory) -> None:
    book = Book(tmp_path_factory.mktemp("before"))
    book.write("a", observed(DONGTOU_COUNTY, "2014", gdp=50), observed(LONGQUAN, "2014", gdp=90))
    report = scope_coverage(book.index(), CoverageRequest(("gdp",), "山区海岛县"))
    assert counted(report) == [("gdp", "2014", 2, 25)]
    (found,) = report.missing
    assert len(found.places) == 23
    assert {LONGQUAN, DONGTOU}.isdisjoint(place.code for place in found.places)


def test_all_metrics_in_the_order_of_the_book_the_latest_period_first(reach: Index) -> None:
    report = scope_coverage(reach, CoverageRequest(scope="丽水"))
    positions = list(reach.metrics.by_id())
    order = [(positions.index(row.metric), -row.period.end, row.period.start) for row in report.rows]
    assert order == sorted(order)
    assert (report.asked, report.missing) == ((), ())
    assert ("gdp_share_prefecture", "2024", 1, 9) in counted(report)  # derived ones count
    assert set(report.metrics) == {row.metric for row in report.rows}


def test_of_a_group_too_metrics_come_in_the_order_of_the_book_and_the_latest_period_first(reach: Index) -> None:
    report = scope_coverage(reach, CoverageRequest(scope="山区海岛县"))
    assert counted(report) == [
        ("gdp", "2025", 1, 22),
        ("gdp", "2024", 3, 25),
        ("gdp", "2024-01/2024-09", 1, 25),
        ("gdp_share_prefecture", "2024", 1, 25),
        ("exports", "2024", 1, 25),
    ]


@pytest.mark.parametrize("request_", [CoverageRequest(("gdp",), "舟山"), CoverageRequest(("fiscal_revenue",))])
def test_no_figure_in_a_scope_is_not_found(reach: Index, request_: CoverageRequest) -> None:
    with pytest.raises(NotFoundError):
        scope_coverage(reach, request_)


def test_the_coverage_of_a_metric_is_that_of_the_whole_book(reach: Index) -> None:
    report = metrics(reach, MetricsRequest("gdp"))
    assert report.coverage == scope_coverage(reach, CoverageRequest(("gdp",))).rows
    assert metrics(reach, MetricsRequest(None)).coverage == ()


@pytest.mark.parametrize(("scope", "counties_"), [("浙江", 90), ("丽水", 9)])
def test_the_censuses_cover_every_county(index: Index, scope: str, counties_: int) -> None:
    report = scope_coverage(index, CoverageRequest(("population",), scope))
    assert counted(report) == [
        ("population", "2020", counties_, counties_),
        ("population", "2010", counties_, counties_),
    ]
    assert [it.places for it in report.missing] == [()]


# Counties


def periods_of(index: Index, *words: str, scope: str | None = None) -> dict[str, list[str]]:
    return {
        metric.id: [str(it) for it in found]
        for metric, found in counties(index, CountiesRequest(words, scope)).coverage
    }


def test_a_single_county_comes_with_what_it_has(reach: Index) -> None:
    assert periods_of(reach, "龙泉") == {
        "gdp": ["2025", "2024", "2024-01/2024-09"],
        "gdp_share_prefecture": ["2024"],
        "exports": ["2024"],
    }
    assert periods_of(reach, "柯桥") == {"gdp": ["2010"]}  # as 绍兴县
    assert periods_of(reach, "海盐") == {}


def test_several_counties_come_without(reach: Index) -> None:
    assert len(counties(reach, CountiesRequest(("州",), None)).rows) > 1
    assert periods_of(reach, "州") == {}
    assert periods_of(reach, scope="丽水") == {}


def test_the_county_that_is_called_just_so_comes_with_what_it_has(index: Index) -> None:
    """龙泉 is also how 龙泉驿区 of 成都 begins."""
    codes = [row.place.code for row in counties(index, CountiesRequest(("龙泉",), None)).rows]
    assert codes == [LONGQUAN, "510112"]
    found = periods_of(index, "龙泉")
    assert {"2010", "2020"} <= set(found["population"])
    assert found == periods_of(index, LONGQUAN)
    assert found != periods_of(index, "龙泉驿")
    assert periods_of(index, "龙") == {}


def test_a_name_of_several_comes_without(index: Index) -> None:
    assert [row.place.name for row in counties(index, CountiesRequest(("鼓楼",), None)).rows] == ["鼓楼区"] * 4
    assert periods_of(index, "鼓楼") == {}
    assert "population" in periods_of(index, "鼓楼", scope="南京")


# Sources


@pytest.mark.parametrize("shown", [0, 1, 3, 100, None])
def test_as_many_observations_of_a_document_as_are_shown(reach: Index, shown: int | None) -> None:
    everything = sources(reach, SourcesRequest("a"))
    report = sources(reach, SourcesRequest("a", extent=Extent(figures=shown)))
    count = len(everything.observations)
    assert report.rows == everything.rows
    assert report.rows[0].observations == count == 14
    assert report.observations == everything.observations[: count if shown is None else shown]


def test_a_census_yields_more_than_is_shown(index: Index) -> None:
    report = sources(index, SourcesRequest("census-2020", extent=Extent(figures=20)))
    assert len(report.observations) == 20
    assert report.rows[0].observations > 50_000
    assert report.observations[0].figure.county == "000000"


# Comparison


def test_each_place_stands_beside_its_own_regions(reach: Index) -> None:
    (row,) = compare(reach, CompareRequest(("龙泉", "义乌"), ("gdp",), (period("2024"),))).rows
    assert [[(it.region.code, it.difference, it.ratio) for it in beside] for beside in row.beside] == [
        [(LISHUI, None, 200 / 2100)],
        [],
    ]


def test_what_does_not_add_up_is_set_beside_by_difference(tmp_path_factory: pytest.TempPathFactory) -> None:
    book = Book(tmp_path_factory.mktemp("beside"))
    book.write(
        "a",
        observed(LONGQUAN, "2024", gdp_growth=7.25),
        observed(YIWU, "2024", gdp_growth='{ value = 8, bound = ">" }'),
        observed(LISHUI, "2024", gdp_growth=6.5),
        observed(ZHEJIANG, "2024", gdp_growth=5),
        observed(JINHUA, "2024", gdp_growth=6),
    )
    (row,) = compare(book.index(), CompareRequest(("龙泉", "义乌"))).rows
    beside = [{it.region.code: it.difference for it in found} for found in row.beside]
    assert beside == [{LISHUI: 0.75, ZHEJIANG: 2.25}, {}]  # a bound is subtracted from nothing
    assert [it.figure.value if it else None for it in row.benchmarks] == [5, 6, 6.5]


@pytest.mark.no_cover
@pytest.mark.parametrize("scope", [None, "全国", "浙江", "北京", "徐州", "安徽", "海南省", "山区26县"])
@pytest.mark.parametrize("metric", ["population", "registered_population", "urbanization_rate"])
def test_coverage_and_ranking_count_the_same_counties(index: Index, metric: str, scope: str | None) -> None:
    """n of N of every period: n is never more than N, and a ranking has the same N and no more counties."""
    for row in scope_coverage(index, CoverageRequest((metric,), scope)).rows:
        assert 0 < row.counties <= row.all, row
        if not row.period.whole_years or row.counties == 1:
            continue
        ranking = rank(index, RankRequest((metric,), (row.period,), scope, extent=Extent(rows=1, named=1)))
        assert len(ranking.scope.counties) == row.all, row
        assert ranking.ranked <= row.counties, row
        assert dict(ranking.periods).get(row.period, ranking.ranked) == ranking.ranked
        if metric == "population":
            assert ranking.ranked == row.counties, row


# The spread over regions


def spread(index: Index, metric: str, scope: str | None, when: str) -> dict[str, tuple[int, int]]:
    request = CoverageRequest(metrics=(metric,), scope=(scope,) if scope else None, periods=(period(when),))
    (gap,) = scope_coverage(index, request).missing
    return {part.region.name: (part.counties, part.all) for part in gap.parts}


def test_the_spread_over_prefectures(reach: Index) -> None:
    found = spread(reach, "gdp", "浙江", "2024")
    assert {name: count for name, (count, _) in found.items() if count} == {"丽水市": 2, "金华市": 1, "温州市": 1}
    assert found["丽水市"] == (2, 9)
    assert sum(size for _, size in found.values()) == 90


def test_the_spread_over_provinces_leaves_no_county_out(index: Index) -> None:
    (row,) = rows_of(index, (index.metrics.by_id()["gdp"],), Scope(), (period("2023"),))
    found = spread(index, "gdp", None, "2023")
    assert sum(counties for counties, _ in found.values()) == row.counties
    assert sum(size for _, size in found.values()) == row.all
    assert "香港特别行政区" not in found


def test_counties_in_no_prefecture_stand_under_their_province(index: Index) -> None:
    found = spread(index, "gdp", "河南", "2023")
    assert found["河南省"] == (1, 1)  # 济源
    assert sum(size for _, size in found.values()) == 157


@pytest.mark.parametrize("scope", ["丽水", "山区26县", "北京", "浙江+江苏"])
def test_there_is_no_spread_where_nothing_is_divided(index: Index, scope: str) -> None:
    request = CoverageRequest(metrics=("gdp",), scope=scope.split("+"), periods=(period("2023"),))
    (gap,) = scope_coverage(index, request).missing
    assert gap.parts == ()


def test_the_spread_is_of_the_kinds_that_were_asked_for(index: Index) -> None:
    request = CoverageRequest(metrics=("gdp",), kinds=("县级市",), periods=(period("2023"),))
    (gap,) = scope_coverage(index, request).missing
    found = {part.region.name: part.all for part in gap.parts}
    assert found["浙江省"] == 20
    assert "北京市" not in found


def test_the_first_page_of_a_large_source_reads_only_the_counties_that_it_shows(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    whole = Figures.observations_from

    def counted(figures: Figures, *asked: Any, **how: Any) -> list[Figure]:
        found = whole(figures, *asked, **how)
        read.extend(found)
        return found

    monkeypatch.setattr(Figures, "observations_from", counted)
    report = sources(index, SourcesRequest("yearbook-2023", extent=Extent(figures=50)))
    assert len(report.observations) == 50
    assert {figure.county for figure in read} == {headline.figure.county for headline in report.observations}
    assert report.rows[0].observations > 40_000
