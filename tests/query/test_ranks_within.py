"""Ranks within the province and within the kind, everywhere those that `rank` gives, and medians of rankings."""

from __future__ import annotations

import statistics
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from books import OWN_METRIC, Book, observed
from conftest import Program
from hypothesis import given, settings
from hypothesis import strategies as st

from countycli.errors import NotFoundError
from countycli.index import store
from countycli.index.ask.index import Index
from countycli.model.period import Period
from countycli.model.records import Figure
from countycli.query.rank import RankReport, RankRequest, rank
from countycli.query.show import ShowReport, ShowRequest, show
from countycli.query.within import Within
from countycli.render.page import FIRST_PAGE

ZHEJIANG, LONGQUAN, YIWU = "330000", "331181", "330782"
YEAR = Period.of_years(2023, 2023)
FEWEST = 5


@cache
def book() -> Index:
    return store.open_index()


@cache
def counties() -> list[str]:
    """Counties that have figures, of today and former ones; those with a history make up a half of the list."""
    connection = book().connection
    sql = "SELECT code FROM places WHERE level = 'county' AND length(code) = 6 AND (valid_from IS {}NULL{})"
    steady = [code for (code,) in connection.rows(sql.format("", " AND valid_to IS NULL"))]
    changed = [code for (code,) in connection.rows(sql.format("NOT ", " OR valid_to IS NOT NULL"))]
    return [*changed, *steady[:: len(steady) // len(changed)]]


@cache
def ranking(metric: str, period: Period, province: str, kind: str | None) -> RankReport | None:
    try:
        return rank(book(), RankRequest((metric,), (period,), (province,), kinds=(kind,) if kind else ()))
    except NotFoundError:
        return None


def placed(report: RankReport | None, figure: Figure) -> tuple[int, int, int] | None:
    """The rank of a figure in a ranking, among how many and of how many, where that tells something."""
    if report is None or report.ranked < FEWEST or 2 * report.ranked < len(report.scope.counties):
        return None
    ranks = (row.rank for row in report.rows if row.headline.figure == figure)
    return next(((rank, report.ranked, len(report.scope.counties)) for rank in ranks), None)


def told(within: Within | None) -> tuple[int, int, int] | None:
    return (within.rank, within.of, within.counties) if within else None


@settings(max_examples=60)
@given(st.data())
def test_a_place_has_the_ranks_that_rankings_give(data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(counties()))
    whole = show(book(), ShowRequest(place))
    metrics = sorted({it.figure.metric for it in whole.observations if it.figure.period.whole_years})
    if not metrics:
        return
    asked = data.draw(st.lists(st.sampled_from(metrics), min_size=1, max_size=4, unique=True))
    report = show(book(), ShowRequest(place, metrics=tuple(asked)))
    for figure in (it.figure for it in report.observations if it.figure.period.whole_years):
        unit, ranks = report.places[figure.county], report.ranks.get(figure)
        if unit.province is None or report.metrics[figure.metric].scope:
            continue
        for kind in (None, unit.kind):
            expected = placed(ranking(figure.metric, figure.period, unit.province, kind), figure)
            assert told((ranks.kind if kind else ranks.province) if ranks else None) == expected
        if report.metrics[figure.metric].main:
            assert whole.ranks.get(figure) == ranks


def test_other_indicators_are_ranked_where_they_are_asked_for(index: Index) -> None:
    whole, report = (show(index, ShowRequest(YIWU, metrics=asked)) for asked in ((), ("male_population",)))
    assert report.ranks
    assert {whole.metrics[figure.metric].main for figure in whole.ranks} == {True}


@pytest.mark.parametrize("kind", [None, "县级市", "市辖区"])
def test_a_ranking_of_the_nation_has_the_ranks_of_its_provinces(countycli: Program, kind: str | None) -> None:
    asked = ("--kind", kind) if kind else ()
    rows = countycli("rank", "population", "-p", "2020", *asked, "--json").json["rows"]
    within = {row["county"]["code"]: row["rank_in_province"] for row in rows}
    for province in ("330000", "540000", "110000", "500000"):
        there = countycli("rank", "population", "-p", "2020", "--in", province, *asked, "--json")
        if there.code:
            continue
        answer = there.json
        expected = {row["county"]["code"]: row["rank"] for row in answer["rows"]}
        found = {code: within[code] for code in expected}
        if not any(found.values()):
            assert len(expected) < FEWEST
            continue
        assert {code: rank["rank"] for code, rank in found.items()} == expected
        assert {rank["of"] for rank in found.values()} == {len(expected)}
        assert {rank["counties"] for rank in found.values()} == {answer["scope"]["counties"]}


def test_equal_values_share_a_rank_in_a_ranking_of_the_nation(countycli: Program) -> None:
    metric = "平均家庭户规模"
    rows = countycli("rank", metric, "-p", "2020", "--json").json["rows"]
    within = {row["county"]["code"]: row["rank_in_province"]["rank"] for row in rows if row["rank_in_province"]}
    there = countycli("rank", metric, "-p", "2020", "--in", "浙江", "--json").json["rows"]
    ranks = {row["county"]["code"]: row["rank"] for row in there}
    assert len({*ranks.values()}) < len(ranks)
    assert {code: within[code] for code in ranks} == ranks


def test_a_ranking_within_one_province_says_nothing_twice(countycli: Program) -> None:
    answer = countycli("rank", "population", "-p", "2020", "--in", "浙江", "--json").json
    assert "rank_in_province" not in answer["rows"][0]
    assert answer["median"] == statistics.median(row["value"] for row in answer["rows"])


@pytest.mark.parametrize("extra", [("--latest",), ("-p", "2020", "--since", "2010")])
def test_no_median_of_figures_of_different_years_nor_of_changes(countycli: Program, extra: tuple[str, ...]) -> None:
    assert countycli("rank", "population", "--in", "浙江", *extra, "--json").json["median"] is None


def made(folder: Path, *blocks: str) -> Index:
    book = Book(folder)
    book.write("made", *blocks)
    return book.index()


def shown(index: Index, place: str) -> ShowReport:
    return show(index, ShowRequest(place))


def of_gdp(index: Index, place: str) -> tuple[int, int, int] | None:
    report = shown(index, place)
    return next((told(ranks.province) for figure, ranks in report.ranks.items() if figure.metric == "gdp"), None)


@pytest.fixture(scope="module")
def zhejiang(index: Index) -> list[str]:
    return [code for code in index.places.county_codes(index.places.by_code([ZHEJIANG]).values()) if code != LONGQUAN]


def gdp(code: str, value: float | str) -> str:
    return observed(code, "2023", gdp=value)


def test_ties_share_a_rank(tmp_path: Path, zhejiang: list[str]) -> None:
    blocks = [gdp(code, 500) for code in zhejiang[:3]] + [gdp(code, 100) for code in zhejiang[3:60]]
    index = made(tmp_path, *blocks, gdp(LONGQUAN, 100))
    assert of_gdp(index, zhejiang[0]) == of_gdp(index, zhejiang[2]) == (1, 61, 90)
    assert of_gdp(index, LONGQUAN) == of_gdp(index, zhejiang[59]) == (4, 61, 90)


def test_low_values_lead_where_they_are_better(tmp_path: Path, zhejiang: list[str]) -> None:
    book = Book(tmp_path)
    book.define("metrics.toml", OWN_METRIC.replace("higher_is_better = true", "higher_is_better = false"))
    book.write("made", *(observed(code, "2023", own_index=99 - number) for number, code in enumerate(zhejiang)))
    index = book.index()
    (ranks,) = show(index, ShowRequest(zhejiang[-1], metrics=("own_index",))).ranks.values()
    assert told(ranks.province) == (1, 89, 90)


@pytest.mark.parametrize(
    "value",
    [
        '{ value = 900, bound = ">=" }',
        '{ value = 900, bound = "~" }',
        '{ value = 900, status = "estimate" }',
        '{ standing = "第1位" }',
    ],
)
def test_what_no_ranking_ranks_is_ahead_of_nobody(tmp_path: Path, zhejiang: list[str], value: str) -> None:
    index = made(tmp_path, gdp(zhejiang[0], value), *(gdp(code, 100) for code in zhejiang[1:60]), gdp(LONGQUAN, 200))
    assert of_gdp(index, LONGQUAN) == (1, 60, 90)
    assert of_gdp(index, zhejiang[0]) is None


@pytest.mark.parametrize(("others", "expected"), [(43, None), (44, (1, 45, 90))])
def test_a_rank_needs_half_of_the_province(
    tmp_path: Path, zhejiang: list[str], others: int, expected: tuple[int, int, int] | None
) -> None:
    index = made(tmp_path, *(gdp(code, 100) for code in zhejiang[:others]), gdp(LONGQUAN, 200))
    assert of_gdp(index, LONGQUAN) == expected
    rows = rank(index, RankRequest(("gdp",), (YEAR,))).rows
    assert told(rows[0].within) is None  # the counties of one province only are in this book


def test_parts_of_years_have_no_rank(tmp_path: Path, zhejiang: list[str]) -> None:
    codes = [*zhejiang, LONGQUAN]
    index = made(tmp_path, *(observed(code, "2023-01/2023-09", gdp=100) for code in codes))
    assert shown(index, LONGQUAN).ranks == {}


def test_a_figure_of_a_former_unit_counts_for_its_heir(tmp_path: Path, index: Index) -> None:
    """临安市 (330185) became 临安区 (330112) in 2017. Its figure of that year is ranked as the district's."""
    then = index.places.county_codes(index.places.by_code([ZHEJIANG]).values(), "2017-12-31")
    others = [code for code in then if code != "330112"]
    made_of = [observed(code, "2017", gdp=100) for code in others]
    small = made(tmp_path, *made_of, observed("330185", "2017", gdp=300))
    assert of_gdp(small, "330112") == (1, len(then), len(then))
    assert of_gdp(small, LONGQUAN) == (2, len(then), len(then))


def test_the_page_ranks_the_figures_that_it_shows(index: Index) -> None:
    page = show(index, ShowRequest(LONGQUAN, extent=FIRST_PAGE))
    assert page.glance
    shown = [digest.headline.figure for digest in (*page.glance.headlines, *page.glance.others)]
    asked = show(index, ShowRequest(LONGQUAN, tuple({figure.metric for figure in shown})))
    ranked = {figure: ranks.province for figure, ranks in page.ranks.items() if ranks.province}
    assert len(ranked) > 5
    assert ranked == {figure: asked.ranks[figure].province for figure in ranked}
    assert ranked.keys() >= {one for one in shown if one in asked.ranks and asked.ranks[one].province}


def test_the_page_and_the_formats_tell_ranks(countycli: Program) -> None:
    answer = countycli("show", YIWU, "population", "-p", "2020", "--json").json["observations"][0]
    rank, kind = answer["rank_in_province"], answer["rank_in_kind"]
    assert rank["scope"] == {"id": ZHEJIANG, "name": "浙江省", "name_en": "Zhejiang"}
    assert kind["scope"] == {"id": ZHEJIANG, "name": "浙江省", "name_en": "Zhejiang", "kinds": ["县级市"]}
    page = countycli("show", YIWU, "population", "-p", "2020", lang="zh").out
    assert f" {rank['rank']}/{rank['of']} " in page
    assert "省内排名" in page
    header, row = countycli("show", YIWU, "population", "-p", "2020", "-f", "csv").out.splitlines()
    cells: dict[str, Any] = dict(zip(header.split(","), row.split(","), strict=True))
    assert (int(cells["province_rank"]), int(cells["province_ranked"])) == (rank["rank"], rank["of"])
    assert int(cells["province_kind_rank"]) == kind["rank"]


def test_regions_have_no_ranks(countycli: Program) -> None:
    observations = countycli("show", "杭州市", "--json").json["observations"]
    assert {row["rank_in_province"] for row in observations} == {None}


def test_own_figures_move_the_ranks_of_others(countycli: Program, tmp_path: Path) -> None:
    """Ranks over layered data are those of the rankings, too."""
    file = tmp_path / "own.toml"
    head = '[document]\ntitle = "T"\npublisher = "P"\npublished = 2021-06-01\nkind = "census"\naccess = "official"\n'
    file.write_text(f'{head}\n[[observations]]\ncounty = "{YIWU}"\nperiod = "2020"\npopulation = 150\n', "utf-8")
    own = ("--data", str(file), "--prefer-own")
    for place in (LONGQUAN, YIWU):
        shown = countycli("show", place, "population", "-p", "2020", "--json", *own).json["observations"][0]
        rows = countycli("rank", "population", "-p", "2020", "--in", "浙江", "--json", *own).json["rows"]
        expected = next(row["rank"] for row in rows if row["county"]["code"] == place)
        assert (shown["rank_in_province"]["rank"], shown["rank_in_province"]["of"]) == (expected, len(rows))
        assert shown["rank_in_province"]["rank"] == (len(rows) if place == YIWU else expected)
