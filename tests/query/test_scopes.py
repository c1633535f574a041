"""Several regions and groups at once: an answer for all of them is what the answers for each come to."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import Program
from hypothesis import given, settings
from hypothesis import strategies as st

from countycli.errors import NotFoundError
from countycli.index import store
from countycli.model.period import Period
from countycli.model.period_text import parse_canonical
from countycli.names.scopes import resolve_scope, scope_named
from countycli.query.coverage import CoverageRequest, scope_coverage
from countycli.query.rank import RankRequest, rank

if TYPE_CHECKING:
    from countycli.index.ask.index import Index
    from countycli.model.period import Period

MOUNTAINS, ISLANDS = "shanqu26", "shanqu_haidao"
JOINED = [
    ("浙江", "江苏"),
    ("丽水", "温州"),
    ("江苏", "丽水", "温州"),
    ("杭州", "上海", "苏州"),
    (MOUNTAINS, ISLANDS),
]
COMMON = [(MOUNTAINS, "丽水"), (ISLANDS, "温州"), (MOUNTAINS, "浙江")]
ASKED = [("gdp", "2023"), ("gdp", "2022"), ("population", "2010"), ("population", "2020"), ("gdp_growth", "2024")]
LISTS = ("targets", "initiatives", "sources", "counties", "groups")


def periods(text: str) -> tuple[Period, ...]:
    found = parse_canonical(text)
    assert found
    return (found,)


def ranked(index: Index, metric: str, period: str, *scope: str) -> dict[str, float | None]:
    try:
        report = rank(index, RankRequest((metric,), periods(period), scope))
    except NotFoundError:
        return {}
    return {row.place.code: row.headline.figure.value for row in report.rows}


def records(countycli: Program, command: str, *scopes: str) -> set[str]:
    options = [word for scope in scopes for word in ("--in", scope)]
    result = countycli(command, *options, "--json")
    return {json.dumps(row, sort_keys=True) for row in result.json["rows"]} if result.code == 0 else set()


@pytest.mark.parametrize("scopes", JOINED, ids="+".join)
@pytest.mark.parametrize(("metric", "period"), ASKED)
def test_a_ranking_of_several_has_the_rows_of_each(
    scopes: tuple[str, ...], metric: str, period: str, index: Index
) -> None:
    each = [ranked(index, metric, period, scope) for scope in scopes]
    expected = {code: value for rows in each for code, value in rows.items()}
    assert ranked(index, metric, period, *scopes) == expected
    assert expected


@pytest.mark.parametrize("scopes", COMMON, ids="+".join)
@pytest.mark.parametrize(("metric", "period"), ASKED)
def test_a_ranking_of_a_group_in_a_region_has_the_rows_of_both(
    scopes: tuple[str, str], metric: str, period: str, index: Index
) -> None:
    group, region = (ranked(index, metric, period, scope) for scope in scopes)
    expected = {code: value for code, value in group.items() if code in region}
    assert ranked(index, metric, period, *scopes) == expected


@pytest.mark.parametrize("scopes", [*JOINED, *COMMON], ids="+".join)
def test_who_is_ranked_and_who_is_left_out_are_all_counties(scopes: tuple[str, ...], index: Index) -> None:
    report = rank(index, RankRequest(("gdp",), (), scopes))
    left_out = {it.code for it in report.excluded}
    counties = {row.place.code for row in report.rows} | left_out
    assert len(report.rows) + len(left_out) == len(report.scope.counties)
    assert counties == {*report.scope.counties}
    assert report.periods[0][0] == report.period
    for period, count in report.periods:
        assert len(ranked(index, "gdp", str(period), *scopes)) == count


@pytest.mark.parametrize("scopes", [it for it in JOINED if MOUNTAINS not in it], ids="+".join)
@pytest.mark.parametrize("metric", ["gdp", "population"])
def test_regions_are_covered_as_far_as_each_of_them(metric: str, scopes: tuple[str, ...], index: Index) -> None:
    each = [covered(index, metric, scope) for scope in scopes]
    joined = covered(index, metric, *scopes)
    assert joined.keys() == {period for rows in each for period in rows}
    for period, (count, everyone) in joined.items():
        assert count == sum(rows[period][0] for rows in each if period in rows)
        assert everyone == sum(
            rows[period][1] if period in rows else len(resolve_scope(index, scope, at=period).counties)
            for rows, scope in zip(each, scopes, strict=True)
        )


def covered(index: Index, metric: str, *scopes: str) -> dict[Period, tuple[int, int]]:
    try:
        rows = scope_coverage(index, CoverageRequest((metric,), scopes)).rows
    except NotFoundError:
        return {}
    return {row.period: (row.counties, row.all) for row in rows}


@pytest.mark.parametrize(("metric", "period"), ASKED)
@pytest.mark.parametrize("scopes", [*COMMON, (MOUNTAINS, ISLANDS)], ids="+".join)
def test_groups_are_covered_by_what_is_ranked_of_their_year(
    scopes: tuple[str, ...], metric: str, period: str, index: Index
) -> None:
    when = parse_canonical(period)
    assert when
    count, everyone = covered(index, metric, *scopes).get(when, (0, 0))
    assert everyone in (0, len(resolve_scope(index, scopes, when.last_year).counties))
    assert count >= len(ranked(index, metric, period, *scopes))


@pytest.mark.parametrize("command", LISTS)
@pytest.mark.parametrize("scopes", [("丽水", "温州"), ("浙江", "江苏"), (MOUNTAINS, ISLANDS)], ids="+".join)
def test_a_list_of_several_is_that_of_each(command: str, scopes: tuple[str, ...], countycli: Program) -> None:
    each = [records(countycli, command, scope) for scope in scopes]
    assert records(countycli, command, *scopes) == set().union(*each) != set()


@pytest.mark.parametrize("command", ["targets", "initiatives", "counties"])
def test_a_list_of_a_group_in_a_region_is_what_both_have(command: str, countycli: Program) -> None:
    group, region = records(countycli, command, MOUNTAINS), records(countycli, command, "丽水")
    assert records(countycli, command, MOUNTAINS, "丽水") == group & region != set()


def test_search_within_several(countycli: Program) -> None:
    def found(*scopes: str) -> set[str]:
        options = [word for scope in scopes for word in ("--in", scope)]
        rows = countycli("search", "招商", *options, "--json").json["rows"]
        return {row["ref"] for row in rows if row["kind"] != "metric"}

    assert found("丽水", "衢州") == found("丽水") | found("衢州") != set()
    assert found("丽水") != found("丽水", "衢州") != found("衢州")


def test_an_export_of_several(countycli: Program, tmp_path: Path) -> None:
    def exported(name: str, *scopes: str) -> set[str]:
        options = [word for scope in scopes for word in ("--in", scope)]
        path = tmp_path / name
        countycli("data", "export", "-f", "csv", "-m", "gdp", *options, "-o", str(path))
        return set((path / "observations.csv").read_text("utf-8-sig").splitlines())

    lishui, wenzhou, group = exported("a", "丽水"), exported("b", "温州"), exported("c", MOUNTAINS)
    counties = {line for line in lishui if ",county," in line or line.startswith("county_code")}
    assert exported("d", "丽水", "温州") == lishui | wenzhou
    assert exported("e", MOUNTAINS, "丽水") == group & lishui == group & counties
    assert len(group & lishui) > 1


@pytest.mark.parametrize(
    ("asked", "kind", "name", "parts"),
    [
        (("浙江", "江苏"), "union", "浙江省、江苏省（合并）", ["330000", "320000"]),
        (("山区26县", "丽水"), "intersection", "山区26县 ∩ 丽水市", [MOUNTAINS, "331100"]),
        (("丽水", "山区26县"), "intersection", "山区26县 ∩ 丽水市", [MOUNTAINS, "331100"]),
        (("山区26县", "山区海岛县"), "union", "山区26县、山区海岛县（合并）", [MOUNTAINS, ISLANDS]),
        (
            ("山区26县", "丽水", "温州"),
            "intersection",
            "山区26县 ∩ （丽水市、温州市）",
            [MOUNTAINS, "331100", "330300"],
        ),
        (("丽水", "丽水市", "331100"), "prefecture", "丽水市", ["331100"]),
        (("丽水", "浙江", "杭州"), "province", "浙江省", ["330000"]),
        (("全国", "浙江"), "country", "全国", ["000000"]),
        (("山区26县", "26县"), "group", "山区26县", [MOUNTAINS]),
        (("浙江",), "province", "浙江省", ["330000"]),
        ((), "all", "全部", []),
    ],
)
def test_what_was_done_is_named(
    asked: tuple[str, ...], kind: str, name: str, parts: list[str], countycli: Program
) -> None:
    options = [word for scope in asked for word in ("--in", scope)]
    answer = countycli("rank", "-m", "gdp", *options, "--json").json
    scope = answer["scope"]
    assert (scope["kind"], scope["name"], [it["id"] for it in scope["parts"]]) == (kind, name, parts)
    assert scope["id"] == answer["query"]["in"]
    if parts:
        again = countycli("rank", "-m", "gdp", "--in", scope["id"], "--json").json
        assert again["rows"] == answer["rows"]
        assert again["scope"] == scope


def test_a_region_in_another_counts_once_and_that_is_said(countycli: Program) -> None:
    assert "丽水市" in countycli("counties", "--in", "丽水", "--in", "浙江").err
    assert countycli("counties", "--in", "丽水", "--in", "331100").err == ""


@pytest.mark.parametrize("command", ["rank -m gdp", "targets", "initiatives", "sources", "search 招商", "metrics gdp"])
@pytest.mark.parametrize(
    ("lang", "told"), [("zh", "丽水市、温州市（合并）"), ("en", "Lishui 丽水市, Wenzhou 温州市 (together)")]
)
def test_a_table_names_what_was_joined(command: str, lang: str, told: str, countycli: Program) -> None:
    result = countycli(*command.split(), "--in", "丽水", "--in", "温州", lang=lang)
    assert told in result.out


def test_a_group_has_no_county_elsewhere(countycli: Program) -> None:
    result = countycli("rank", "-m", "gdp", "--in", "山区26县", "--in", "江苏", "--json")
    assert (result.code, result.error["kind"]) == (3, "not_found")
    assert "江苏省" in result.error["message"]
    assert "浙江省" in result.error["hint"]


def test_the_regions_around_several_are_shown_beside(index: Index) -> None:
    report = rank(index, RankRequest(("population",), periods("2020"), ("丽水", "苏州", MOUNTAINS)))
    assert [place.code for place, _ in report.references] == ["320500", "331100", "320000", "330000", "000000"]


@cache
def some_regions() -> tuple[str, ...]:
    book = store.open_index()
    regions = tuple(place.code for place in book.places.regions() if place.level != "country")
    book.close()
    return regions


@settings(max_examples=25)
@given(st.data())
def test_any_regions_joined(data: st.DataObject) -> None:
    book = store.open_index()
    codes = data.draw(st.lists(st.sampled_from(some_regions()), min_size=1, max_size=5))
    period = parse_canonical(data.draw(st.sampled_from(["2010", "2020", "2023", "2018-01/2018-06"])))
    joined = resolve_scope(book, codes, at=period)
    each = [resolve_scope(book, (code,), at=period) for code in codes]
    assert {*joined.counties} == {code for scope in each for code in scope.counties}
    assert {*joined.regions} == {code for scope in each for code in scope.regions}
    assert list(joined.counties) == sorted({*joined.counties})
    assert scope_named(book, joined.id)._replace(notes=()) == scope_named(book, codes)._replace(notes=())
    book.close()


@pytest.mark.parametrize(
    ("region", "year", "counties", "one"),
    [
        ("那曲市", "2010", 10, "542428"),  # 班戈县, which lay in 那曲地区 then
        ("那曲地区", "2020", 11, "540627"),
        ("铜仁市", "2010", 10, "522201"),
        ("伊犁州", "2020", 25, "654221"),  # 额敏县 lies in 塔城地区, which lies in 伊犁州
        ("塔城地区", "2020", 7, "654221"),
    ],
)
def test_a_region_has_the_counties_of_what_went_on_as_it_and_lies_in_it(
    index: Index, region: str, year: str, counties: int, one: str
) -> None:
    found = ranked(index, "population", year, region)
    assert (len(found), one in found) == (counties, True)
    rows = scope_coverage(index, CoverageRequest(("population",), region)).rows
    (row,) = (it for it in rows if str(it.period) == year)
    assert (row.counties, row.all) == (counties, counties)
