"""Metrics and scopes by name."""

from __future__ import annotations

import pytest
from conftest import Program

from countycli.errors import AmbiguousError, NotFoundError
from countycli.index.ask.index import Index
from countycli.model.period_text import parse_canonical
from countycli.names.defined import find_metric, resolve_group
from countycli.names.scopes import resolve_scope


def test_every_metric_is_found_by_id_names_and_other_terms(index: Index) -> None:
    for metric in index.metrics.by_id().values():
        for name in (
            metric.id,
            metric.id.upper(),
            metric.name,
            metric.name_en,
            metric.name_en.upper(),
            *metric.aliases,
        ):
            assert find_metric(index, name).metric == metric


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
    assert find_metric(index, name).metric.id == identifier


@pytest.mark.parametrize(
    ("typo", "meant"), [("gdp_grow", "gdp_growth"), ("GDP增", "gdp_growth"), ("fiscal_revenu", "fiscal_revenue")]
)
def test_unknown_metric_suggests_what_is_close(countycli: Program, typo: str, meant: str) -> None:
    result = countycli("rank", "--metric", typo, "--json")
    assert (result.code, result.error["kind"]) == (3, "not_found")
    assert meant in [it["code"] for it in result.error["candidates"]]


def test_a_county_is_no_metric(index: Index) -> None:
    with pytest.raises(NotFoundError):
        find_metric(index, "龙泉")


def test_no_scope_is_every_county_of_today(index: Index) -> None:
    scope = resolve_scope(index, None)
    assert (scope.id, scope.kind, scope.name) == (None, "all", None)
    assert list(scope.counties) == [place.code for place in index.places.counties()]
    assert len(scope.counties) == 2849  # as many as the head of counties.toml says


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
    assert {place.prefecture for place in index.places.by_code(scope.counties).values()} == {code}
    assert len(scope.counties) == count
    assert scope.regions == (code,)


def test_the_provinces_share_out_the_country_and_their_prefectures_them(index: Index) -> None:
    regions = index.places.regions()
    provinces = [region.code for region in regions if region.level == "province"]
    parts = [code for province in provinces for code in resolve_scope(index, province).counties]
    country = resolve_scope(index, "全国")
    assert (country.id, country.kind, len(provinces)) == ("000000", "country", 31)
    assert sorted(parts) == list(country.counties) == list(resolve_scope(index, None).counties)
    of_zhejiang = [region.code for region in regions if region.province == "330000"]
    assert len(of_zhejiang) == 11
    parts = [code for region in of_zhejiang for code in resolve_scope(index, region).counties]
    assert sorted(parts) == list(resolve_scope(index, "330000").counties)
    assert resolve_scope(index, "330000").regions == ("330000", *of_zhejiang)


@pytest.mark.parametrize(
    ("name", "period", "count", "there", "not_there"),
    [
        ("杭州", "2020", 13, {"330103", "330104"}, {"330113", "330114"}),
        ("杭州", "2021-01/2021-03", 13, {"330103", "330104"}, {"330113", "330114"}),
        ("杭州", "2021", 13, {"330113", "330114"}, {"330103", "330104"}),
        ("绍兴", "2012", 6, {"330621"}, {"330603"}),
        ("绍兴", "2013", 6, {"330603"}, {"330621"}),
        (None, "2020", None, {"330103", "110101"}, {"330113"}),
        ("全国", "2020", None, {"330103", "110101"}, {"330113"}),
    ],
)
def test_the_counties_of_a_region_when_a_period_ended(
    index: Index, name: str | None, period: str, count: int | None, there: set[str], not_there: set[str]
) -> None:
    scope = resolve_scope(index, name, at=parse_canonical(period))
    assert there <= set(scope.counties)
    assert not_there.isdisjoint(scope.counties)
    assert count in (None, len(scope.counties))
    assert list(scope.counties) == sorted(scope.counties)


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
    assert scope.name == next(group.name for group in index.groups.all() if group.id == identifier)


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
    codes = {*resolve_scope(index, group, year).counties}
    assert len(codes) == count
    assert members <= codes
    assert codes.isdisjoint(others)


@pytest.mark.parametrize(("period", "counties"), [("2023", 26), ("2021", 26)])
def test_a_ranking_takes_the_members_of_its_year(countycli: Program, period: str, counties: int) -> None:
    result = countycli("rank", "-m", "gdp", "-p", period, "--in", "山区26县", "--json")
    assert (result.json["scope"]["name"], result.json["scope"]["counties"]) == ("山区26县", counties)


def test_counties_of_a_scope_are_in_the_order_of_codes(index: Index) -> None:
    for name in (None, "浙江", "丽水", "山区26县", "山区海岛县"):
        codes = resolve_scope(index, name).counties
        assert list(codes) == sorted(set(codes))


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
    assert [it["code"] for it in result.error["candidates"]] == [
        group["id"] for group in countycli("groups", "--json").json["rows"]
    ]


def test_unknown_group_resolves_to_none(index: Index) -> None:
    assert resolve_group(index, "山区27县") is None
    assert resolve_group(index, "") is None


@pytest.mark.parametrize(
    ("name", "code"),
    [("朝阳", "211300"), ("淮安", "320800"), ("江苏淮安", "320800"), ("本溪", "210500")],
)
def test_a_scope_is_the_region_of_a_name_that_a_county_shares(index: Index, name: str, code: str) -> None:
    """朝阳 is a city of 辽宁, its county, and districts of two other cities."""
    assert len({hit.id for hit in index.names.hits("place", name)}) != 1
    assert resolve_scope(index, name).id == code


@pytest.mark.parametrize(("name", "codes"), [("海南", ["460000", "632500"]), ("吉林", ["220000", "220200"])])
def test_a_province_and_a_prefecture_of_one_name_are_not_chosen_between(
    index: Index, name: str, codes: list[str]
) -> None:
    with pytest.raises(AmbiguousError) as caught:
        resolve_scope(index, name)
    assert [it.code for it in caught.value.candidates] == codes


def test_a_scope_of_several_regions_is_not_chosen(countycli: Program) -> None:
    """浙江, 镇江 and 湛江 are regions, 诸暨 and others counties with these initials."""
    result = countycli("counties", "--in", "zj", "--json")
    assert result.code == 4
    found = {it["code"] for it in result.error["candidates"]}
    assert {"330000", "321100", "440800"} <= found
    assert {code[4:] for code in found} == {"00"}


def test_a_prefecture_that_ceased_is_a_scope_of_its_time(index: Index) -> None:
    """丽水地区 became 丽水市 in 2000, under another code."""
    scope = resolve_scope(index, "332500")
    assert (scope.id, [note.kind for note in scope.notes]) == ("331100", ["moved"])
