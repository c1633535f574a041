"""Metrics and scopes by name."""

from __future__ import annotations

import pytest
from conftest import Program

from countycli.dataset.index import Index
from countycli.errors import NotFoundError
from countycli.names.resolve import resolve_group, resolve_metric, resolve_scope


def test_every_metric_is_found_by_id_names_and_other_terms(index: Index) -> None:
    for metric in index.metrics().values():
        for name in (
            metric.id,
            metric.id.upper(),
            metric.name,
            metric.name_en,
            metric.name_en.upper(),
            *metric.aliases,
        ):
            assert resolve_metric(index, name) == metric


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("gdp", "gdp"),
        ("GDP", "gdp"),
        ("ＧＤＰ", "gdp"),
        ("gdp growth", "gdp_growth"),
        ("gdp-growth", "gdp_growth"),
        ("GDP增速", "gdp_growth"),
        ("GDP 增速", "gdp_growth"),
        ("地区生产总值增速", "gdp_growth"),
    ],
)
def test_metric_as_people_type_it(index: Index, name: str, identifier: str) -> None:
    assert resolve_metric(index, name).id == identifier


@pytest.mark.parametrize(
    ("typo", "meant"), [("gdp_grow", "gdp_growth"), ("GDP增", "gdp_growth"), ("fiscal_revenu", "fiscal_revenue")]
)
def test_unknown_metric_suggests_what_is_close(countycli: Program, typo: str, meant: str) -> None:
    result = countycli("rank", "--metric", typo, "--json")
    assert (result.code, result.error["kind"]) == (3, "not_found")
    assert meant in [it["code"] for it in result.error["candidates"]]


def test_a_county_is_no_metric(index: Index) -> None:
    with pytest.raises(NotFoundError):
        resolve_metric(index, "龙泉")


def test_no_scope_is_every_county_of_today(index: Index) -> None:
    scope = resolve_scope(index, None)
    assert (scope.id, scope.kind, scope.name) == (None, "all", None)
    assert list(scope.counties) == index.counties()


@pytest.mark.parametrize("name", ["浙江", "浙江省", "zhejiang", "330000"])
def test_a_province_as_scope(index: Index, name: str) -> None:
    scope = resolve_scope(index, name)
    assert (scope.id, scope.kind, scope.name) == ("330000", "province", "浙江省")
    assert len(scope.counties) == 90


@pytest.mark.parametrize(
    ("name", "code", "count"),
    [
        ("丽水", "331100", 9),
        ("丽水地区", "331100", 9),
        ("lishui", "331100", 9),
        ("浙江温州", "330300", 12),
        ("杭州市", "330100", 13),
    ],
)
def test_a_prefecture_as_scope(index: Index, name: str, code: str, count: int) -> None:
    scope = resolve_scope(index, name)
    assert (scope.id, scope.kind) == (code, "prefecture")
    assert {place.prefecture for place in scope.counties} == {code}
    assert len(scope.counties) == count


def test_the_prefectures_share_out_the_province(index: Index) -> None:
    prefectures = [place for place in index.regions() if place.level == "prefecture"]
    parts = [county.code for region in prefectures for county in resolve_scope(index, region.code).counties]
    assert sorted(parts) == [county.code for county in resolve_scope(index, "330000").counties]


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("shanqu26", "shanqu26"),
        ("山区26县", "shanqu26"),
        ("山区２６县", "shanqu26"),
        ("26县", "shanqu26"),
        ("浙江山区26县", "shanqu26"),
        ("26 mountain counties", "shanqu26"),
        ("shanqu_haidao", "shanqu_haidao"),
        ("山区海岛县", "shanqu_haidao"),
        ("山区海岛25县", "shanqu_haidao"),
        ("Mountain and Island Counties", "shanqu_haidao"),
    ],
)
def test_a_group_as_scope(index: Index, name: str, identifier: str) -> None:
    scope = resolve_scope(index, name)
    assert (scope.id, scope.kind) == (identifier, "group")
    assert scope.name == next(group.name for group in index.groups() if group.id == identifier)


@pytest.mark.parametrize(
    ("group", "year", "count", "members", "others"),
    [
        ("shanqu26", 2021, 26, {"330802", "330326", "331102", "331181"}, {"330305", "330922"}),
        ("shanqu26", 2023, 26, {"330802", "330326", "331102", "331181"}, {"330305", "330922"}),
        ("shanqu26", None, 26, {"330802", "330326", "331102"}, {"330305"}),
        ("shanqu_haidao", 2024, 25, {"330324", "330327", "330881", "330305", "330922"}, {"330802", "330326", "331102"}),
        ("shanqu_haidao", 2025, 22, {"330305", "330922", "331181"}, {"330324", "330327", "330881", "330802"}),
        ("shanqu_haidao", None, 22, {"330305", "330922", "331181"}, {"330324", "330327", "330881"}),
    ],
)
def test_members_of_a_group_in_a_year(
    index: Index, group: str, year: int | None, count: int, members: set[str], others: set[str]
) -> None:
    codes = {place.code for place in resolve_scope(index, group, year).counties}
    assert len(codes) == count
    assert members <= codes
    assert codes.isdisjoint(others)


@pytest.mark.parametrize(("period", "counties"), [("2023", 26), ("2021", 26)])
def test_a_ranking_takes_the_members_of_its_year(countycli: Program, period: str, counties: int) -> None:
    result = countycli("rank", "-m", "gdp", "-p", period, "--in", "山区26县", "--json")
    assert (result.json["scope"]["name"], result.json["scope"]["counties"]) == ("山区26县", counties)


def test_counties_of_a_scope_are_in_the_order_of_codes(index: Index) -> None:
    for name in (None, "浙江", "丽水", "山区26县", "山区海岛县"):
        codes = [place.code for place in resolve_scope(index, name).counties]
        assert codes == sorted(set(codes))


@pytest.mark.parametrize("name", ["龙泉", "331181", "longquan", "绍兴县"])
@pytest.mark.parametrize(
    "command", [("rank", "-m", "gdp"), ("targets",), ("initiatives",), ("counties",)], ids=" ".join
)
def test_a_county_as_scope_is_refused(countycli: Program, command: tuple[str, ...], name: str) -> None:
    result = countycli(*command, "--in", name, "--json")
    assert result.code == 3
    assert "scope" in result.error["message"]
    assert result.error["hint"]


def test_unknown_group_lists_the_groups(countycli: Program) -> None:
    result = countycli("groups", "山区27县", "--json")
    assert result.code == 3
    assert [it["code"] for it in result.error["candidates"]] == ["shanqu26", "shanqu_haidao"]


def test_unknown_group_resolves_to_none(index: Index) -> None:
    assert resolve_group(index, "山区27县") is None
    assert resolve_group(index, "") is None


def test_a_scope_by_initials_is_a_region_though_a_county_shares_them(index: Index) -> None:
    assert {hit.id[:4] for hit in index.name_hits("place", "zj")} > {"3300"}
    assert resolve_scope(index, "zj").name == "浙江省"
