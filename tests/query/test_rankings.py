"""Rankings: like with like, and whoever is left out with the reason."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from books import Book, aimed, figure, observed
from conftest import Program
from hypothesis import given, settings
from hypothesis import strategies as st

from countycli.dataset.index import Index
from countycli.errors import NotFoundError
from countycli.model.period import Period
from countycli.model.period_text import parse_canonical, parse_period
from countycli.model.records import Place
from countycli.model.reports import Headline, Scope
from countycli.query.rank import EXCLUSION_REASONS, RankReport, RankRequest, rank, ranked
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


def period(text: str) -> Period:
    found = parse_canonical(text)
    assert found
    return found


def places_of(report: RankReport) -> list[tuple[int, str]]:
    return [(row.rank, row.place.code) for row in report.rows]


def reasons_of(report: RankReport) -> dict[str, str]:
    return {it.place.code: it.reason for it in report.excluded}


@pytest.fixture
def growth(countycli: Program) -> Any:
    result = countycli("rank", "--metric", "gdp_growth", "--json")
    assert result.code == 0
    return result.json


def test_growth_of_the_first_three_quarters_of_2024(growth: Any) -> None:
    assert growth["period"] == "2024-01/2024-09"
    assert [(row["rank"], row["county"]["name"], row["value"]) for row in growth["rows"]] == [
        (1, "衢江区", 11.6),
        (2, "松阳县", 7.5),
        (3, "义乌市", 7.3),
        (4, "上虞区", 6.8),
        (5, "平阳县", 6.5),
    ]
    assert {row["unit"] for row in growth["rows"]} == {"%"}


def test_who_is_left_out_of_the_growth_of_2024(growth: Any) -> None:
    excluded = {it["county"]["code"]: it for it in growth["excluded"]}
    assert len(excluded) == len(growth["excluded"]) == 85
    assert (excluded[RUIAN]["reason"], excluded[LONGQUAN]["reason"]) == ("no_figure", "other_period")
    assert "近3年最快" in excluded[RUIAN]["detail"]
    assert "2025" in excluded[LONGQUAN]["detail"]
    assert {it["reason"] for key, it in excluded.items() if key not in (RUIAN, LONGQUAN)} == {"no_figure"}


def test_the_regions_are_no_counties(growth: Any) -> None:
    codes = {it["county"]["code"] for it in growth["rows"] + growth["excluded"]}
    assert len(codes) == growth["scope"]["counties"] == 90
    assert not {code for code in codes if code.endswith("00")}


def test_the_latest_of_each_county(index: Index) -> None:
    report = rank(index, RankRequest("gdp_growth", latest=True))
    assert report.period is None
    assert places_of(report) == [
        (1, QUJIANG),
        (2, LONGQUAN),
        (3, SONGYANG),  # as much as the second, but of an earlier period
        (4, YIWU),
        (5, SHANGYU),
        (6, PINGYANG),
    ]
    assert reasons_of(report)[RUIAN] == "no_figure"
    assert "other_period" not in reasons_of(report).values()


@pytest.mark.parametrize("text", ["2024Q1-Q3", "2024前三季度", "2024-01/09", "Jan-Sep 2024"])
def test_a_typed_period_gives_the_same_as_the_default(index: Index, text: str) -> None:
    assert rank(index, RankRequest("gdp_growth", parse_period(text))) == rank(index, RankRequest("GDP增速"))


def test_another_period_ranks_other_counties(index: Index) -> None:
    report = rank(index, RankRequest("gdp_growth", period("2025")))
    assert places_of(report) == [(1, LONGQUAN)]
    assert reasons_of(report)[QUJIANG] == "other_period"


@pytest.mark.parametrize(
    ("metric", "span", "scope", "codes", "size"),
    [
        ("gdp_growth", "2024-01/2024-09", "丽水", [SONGYANG], 9),
        ("gdp_growth", "2024-01/2024-09", "山区海岛县", [QUJIANG, SONGYANG], 25),
        ("gdp_growth", "2024-01/2024-09", "浙江", [QUJIANG, SONGYANG, YIWU, SHANGYU, PINGYANG], 90),
        ("gdp_growth", "2024-01/2024-09", "金华", [YIWU], 9),
        ("gdp", "2023", "山区26县", [PINGYANG, "330802"], 26),
    ],
)
def test_a_scope_ranks_its_counties(
    index: Index, metric: str, span: str, scope: str, codes: list[str], size: int
) -> None:
    report = rank(index, RankRequest(metric, period(span), scope))
    assert [row.place.code for row in report.rows] == codes
    assert [row.rank for row in report.rows] == list(range(1, len(codes) + 1))
    assert len(report.rows) + len(report.excluded) == size == len(report.scope.counties)


@pytest.mark.parametrize("group", ["山区26县", "山区海岛县"])
def test_a_group_is_that_of_the_period_that_is_ranked(index: Index, group: str) -> None:
    by_default = rank(index, RankRequest("gdp_growth", scope=group))
    assert by_default.period == period("2024-01/2024-09")
    assert by_default == rank(index, RankRequest("gdp_growth", by_default.period, group))


def test_where_nothing_can_be_ranked_the_other_periods_are_told(countycli: Program) -> None:
    result = countycli("rank", "-m", "gdp", "-p", "2024", "--json")
    assert (result.code, result.error["kind"]) == (3, "not_found")
    assert "2024" in result.error["message"]
    assert result.error["hint"] == "there are figures for Jan–Sep 2024, 2023, 2021"
    instead = {it["code"]: it["where"] for it in result.error["candidates"]}
    assert instead[PINGYANG].startswith("has ")
    assert "2023" in instead[PINGYANG]


@pytest.mark.parametrize(
    "request_",
    [
        RankRequest("gdp_growth", scope="舟山"),
        RankRequest("gdp_growth", period("1999")),
        RankRequest("cross_border_ecommerce"),
        RankRequest("qianxiang_wanyi_projects"),
        RankRequest("enterprise_output"),
    ],
)
def test_nothing_to_rank_is_not_found(index: Index, request_: RankRequest) -> None:
    with pytest.raises(NotFoundError):
        rank(index, request_)


def test_the_default_period_has_most_counties(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", *(observed(code, "2024", gdp=100) for code in (LONGQUAN, SONGYANG)), observed(YIWU, "2025", gdp=1))
    report = rank(book.index(), RankRequest("gdp"))
    assert report.period == period("2024")
    assert report.periods == ((period("2024"), 2), (period("2025"), 1))


def test_the_default_period_is_the_latest_among_equals(tmp_path: Path) -> None:
    book = Book(tmp_path)
    spans = ("2023", "2024-12", "2024-10/2024-12", "2024", "2022", "2021", "2020")
    book.write("a", *(observed(LONGQUAN, span, gdp=100) for span in spans))
    report = rank(book.index(), RankRequest("gdp"))
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
    report = rank(book.index(), RankRequest("gdp"))
    assert report.periods == ((period("2023"), 1),)
    assert {code: reason for code, reason in reasons_of(report).items() if reason != "no_figure"} == {
        LONGQUAN: "other_period",
        SONGYANG: "other_period",
        YIWU: "other_period",
    }


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
        aimed(RUIAN, "2024", gdp=14),
    )
    report = rank(book.index(), RankRequest("gdp", period("2024")))
    assert places_of(report) == [(1, YIWU)]
    reasons = reasons_of(report)
    assert {code: reason for code, reason in reasons.items() if reason != "no_figure"} == {
        LONGQUAN: "bound",
        SONGYANG: "estimate",
        QUJIANG: "estimate",
        PINGYANG: "other_period",
        "330802": "other_period",
        RUIAN: "target_only",
    }
    assert reasons[SHANGYU] == "no_figure"
    assert set(reasons.values()) <= set(EXCLUSION_REASONS)
    details = {it.place.code: str(it.detail) for it in report.excluded if it.detail}
    assert details.keys() == {LONGQUAN, SONGYANG, QUJIANG, PINGYANG, SHANGYU, "330802"}
    assert "第1位" in details[SHANGYU]


def test_an_exact_figure_of_another_document_ranks_where_the_first_gives_a_bound(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", gdp='{ value = 100, bound = ">" }'), published="2026-01-01")
    book.write("b", observed(LONGQUAN, "2024", gdp=105), published="2025-01-01", access="copy")
    (row,) = rank(book.index(), RankRequest("gdp")).rows
    assert row.headline.figure.value == 105
    assert [rival.bound for rival in row.headline.rivals] == [">"]


def test_equal_values_share_a_rank(tmp_path: Path) -> None:
    book = Book(tmp_path)
    values: dict[str, float | str] = {LONGQUAN: 9, SONGYANG: 7, QUJIANG: "7.0", YIWU: 5, SHANGYU: 5, PINGYANG: -1}
    book.write("a", *(observed(code, "2024", gdp_growth=value) for code, value in values.items()))
    report = rank(book.index(), RankRequest("gdp_growth"))
    assert places_of(report) == [
        (1, LONGQUAN),
        (2, QUJIANG),
        (2, SONGYANG),
        (4, SHANGYU),
        (4, YIWU),
        (6, PINGYANG),
    ]


def test_figures_of_one_period_share_a_rank_whatever_stands_between_them(tmp_path: Path) -> None:
    book = Book(tmp_path)
    spans = {SHANGYU: "2024", YIWU: "2023", LONGQUAN: "2024"}  # by code, those of 2024 are not neighbours
    book.write("a", *(observed(code, span, gdp_growth=7) for code, span in spans.items()))
    ranks = {row.place.code: row.rank for row in rank(book.index(), RankRequest("gdp_growth", latest=True)).rows}
    assert ranks[SHANGYU] == ranks[LONGQUAN]
    assert ranks[YIWU] != ranks[LONGQUAN]


@pytest.mark.parametrize(("top", "shown"), [(1, 1), (2, 3), (3, 3), (4, 5)])
def test_the_top_keeps_those_that_share_its_last_rank(top: int, shown: int, tmp_path: Path) -> None:
    book = Book(tmp_path)
    values = {LONGQUAN: 9, SONGYANG: 7, QUJIANG: 7, YIWU: 5, SHANGYU: 5, PINGYANG: -1}
    book.write("a", *(observed(code, "2024", gdp_growth=value) for code, value in values.items()))
    report = rank(book.index(), RankRequest("gdp_growth", top=top))
    assert len(rank_view.rows(report, Words("en"))) == shown
    assert len(rank_view.payload(report, Words("en"))["rows"]) == shown


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
    report = rank(book.index(), RankRequest(metric, ascending=ascending))
    assert [row.place.code for row in report.rows] == expected
    assert report.ascending == (expected[0] == LONGQUAN)


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
    report = rank(book.index(), RankRequest("gdp", latest=True))
    assert [(row.rank, row.place.code, str(row.headline.figure.period)) for row in report.rows] == [
        (1, LONGQUAN, "2024"),
        (2, SONGYANG, "2023"),
    ]
    assert reasons_of(report)[YIWU] == "estimate"


def test_the_documents_are_those_of_the_rows(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", gdp=1))
    book.write("b", observed(SONGYANG, "2023", gdp=1), published="2024-01-01")
    assert set(rank(book.index(), RankRequest("gdp", period("2024"))).documents) == {"a"}


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
@settings(deadline=None, max_examples=40)
def test_a_ranking_is_whole_consistent_and_independent_of_order(
    figures: dict[tuple[str, str], str], request_: RankRequest, data: st.DataObject
) -> None:
    blocks = [observed(code, span, gdp_growth=value) for (code, span), value in figures.items()]
    report = answer(blocks, request_)
    assert report == answer(data.draw(st.permutations(blocks)), request_)
    if report is None:
        return
    ranked_codes = [row.place.code for row in report.rows]
    left_out = [it.place.code for it in report.excluded]
    assert sorted(ranked_codes + left_out) == [place.code for place in report.scope.counties]
    values = [row.headline.figure.value or 0 for row in report.rows]
    sign = 1 if report.ascending else -1
    assert values == sorted(values, key=lambda value: sign * value)
    tied = [(row.headline.figure.value, row.headline.figure.period) for row in report.rows]
    for row, value in zip(report.rows, tied, strict=True):
        assert row.rank == 1 + tied.index(value)
        assert (row.headline.figure.bound, row.headline.figure.status) in ((None, "actual"), (None, "preliminary"))
        assert report.period in (None, row.headline.figure.period)
    if report.period is not None and request_.period is None:
        assert report.periods[0] == (report.period, len(report.rows))


@given(st.dictionaries(st.sampled_from(CODES), st.integers(0, 3), min_size=1), st.booleans(), st.data())
def test_ranks_do_not_hang_on_the_order_of_the_figures(
    values: dict[str, int], ascending: bool, data: st.DataObject
) -> None:
    scope = Scope(None, "all", None, tuple(Place(code, "county", code, "", "", "", "") for code in CODES), ())
    chosen = {code: Headline(figure(value)._replace(county=code)) for code, value in values.items()}
    shuffled = dict(data.draw(st.permutations(list(chosen.items()))))
    rows = ranked(chosen, scope, ascending=ascending)
    assert rows == ranked(shuffled, scope, ascending=ascending)
    assert rows[0].rank == 1


def test_a_ranking_never_takes_a_target(countycli: Program) -> None:
    result = countycli("rank", "-m", "fixed_investment", "--json")
    assert (result.code, result.error["kind"]) == (3, "not_found")
