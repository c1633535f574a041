"""Kinds of counties: how they are named, which counties are meant at which time, and where they narrow a scope."""

from __future__ import annotations

import pytest
from conftest import Program, Shell

from countycli.errors import UsageError
from countycli.index.ask.index import Index
from countycli.model.period_text import parse_canonical
from countycli.model.records import COUNTY_KINDS, KIND_NAMES
from countycli.names.kinds import kinds_named
from countycli.names.scopes import resolve_scope

CITIES, COUNTIES, DISTRICTS = "县级市", "县", "市辖区"


@pytest.mark.parametrize("kind", COUNTY_KINDS)
def test_each_kind_answers_to_its_names(kind: str) -> None:
    for name in (kind, KIND_NAMES[kind], KIND_NAMES[kind].upper(), f" {kind} "):
        assert kinds_named([name]) == (kind,)


@pytest.mark.parametrize(
    ("words", "kinds"),
    {
        "city": (CITIES,),
        "市": (CITIES,),
        "county-level cities": (CITIES,),
        "xianjishi": (CITIES,),
        "区": (DISTRICTS,),
        "Districts": (DISTRICTS,),
        "banner": ("旗",),
        "autonomous county": ("自治县",),
        "zizhixian": ("自治县",),
        "县,县级市": (COUNTIES, CITIES),
        "县、自治县、county": (COUNTIES, "自治县"),
        "counties，cities": (COUNTIES, CITIES),
    }.items(),
)
def test_words_for_kinds(words: str, kinds: tuple[str, ...]) -> None:
    assert kinds_named([words]) == kinds


@pytest.mark.parametrize(
    ("word", "told"), [("distirct", "district"), ("县级区", "city"), ("村", "known"), ("县,", "known")]
)
def test_what_is_no_kind(countycli: Program, word: str, told: str) -> None:
    with pytest.raises(UsageError):
        kinds_named([word])
    for command in ("counties", "rank population", "coverage", "initiatives", "targets", "compare"):
        result = countycli(*command.split(), "--in", "浙江", "--kind", word, "--json")
        assert (result.code, result.out) == (2, "")
        assert told in result.error["hint"]


def kinds_of(index: Index, codes: tuple[str, ...]) -> set[str]:
    return {place.kind for place in index.places.by_code(codes).values()}


@pytest.mark.parametrize("name", [None, "浙江", "丽水", "脱贫县"])
def test_a_scope_of_kinds_is_the_part_of_these_kinds(index: Index, name: str | None) -> None:
    everyone = resolve_scope(index, name).counties
    parts: list[str] = []
    for kind in sorted(kinds_of(index, everyone)):
        scope = resolve_scope(index, name, kinds=(kind,))
        assert kinds_of(index, scope.counties) == {kind}
        assert scope.regions == ()
        parts += scope.counties
    assert sorted(parts) == sorted(everyone)


@pytest.mark.parametrize(
    ("name", "period", "kind", "code"),
    [
        ("河北", "2010", COUNTIES, "130823"),  # 平泉县, a city since 2017
        ("河北", "2020", CITIES, "130881"),
        ("浙江", "2010", COUNTIES, "330621"),  # 绍兴县, 柯桥区 since 2013
        ("浙江", "2020", DISTRICTS, "330603"),
        ("脱贫县", "2010", COUNTIES, "130881"),  # members stand there by their codes of today
        ("脱贫县", "2020", CITIES, "130881"),
    ],
)
def test_a_county_is_of_the_kind_that_it_was_then(index: Index, name: str, period: str, kind: str, code: str) -> None:
    at = parse_canonical(period)
    assert at
    for each in (COUNTIES, CITIES, DISTRICTS):
        scope = resolve_scope(index, name, at.last_year, at=at, kinds=(each,))
        assert (code in scope.counties) == (each == kind)


@pytest.mark.no_cover
@pytest.mark.parametrize("name", ["浙江", "脱贫县", "全国"])
@pytest.mark.parametrize("kind", [COUNTIES, CITIES, "自治县"])
def test_coverage_counts_what_a_ranking_ranks(countycli: Program, name: str, kind: str) -> None:
    asked = ("--in", name, "--kind", kind, "--json")
    for row in countycli("coverage", "population", *asked).json["rows"]:
        answer = countycli("rank", "population", "-p", row["period"], "--top", "1", *asked).json
        counted = {period["period"]: period["counties"] for period in answer["periods"]}
        assert row["rankable"] == counted[row["period"]]
        assert row["all"] == answer["scope"]["counties"]
        assert answer["scope"]["kinds"] == [kind]


def test_counties_and_kinds(countycli: Program) -> None:
    answer = countycli("counties", "--in", "浙江", "--kind", "city,县", "--json").json
    assert {row["kind"] for row in answer["rows"]} == {CITIES, COUNTIES}
    assert answer["scope"]["kinds"] == [CITIES, COUNTIES]
    page = countycli("counties", "--in", "浙江", "--kind", "自治县", lang="zh").out
    assert page.startswith("浙江省（自治县）：1个县区")
    assert countycli("counties", "--in", "浙江", "--kind", "banner").out == ""
    assert countycli("counties", "--in", "浙江", "--kind", "banner").code == 3


def test_programmes_and_targets_of_a_kind(countycli: Program, index: Index) -> None:
    for command in ("initiatives", "targets"):
        rows = countycli(command, "--in", "浙江", "--kind", CITIES, "--json").json["rows"]
        assert kinds_of(index, tuple({row["county"]["code"] for row in rows})) == {CITIES}
        everyone = countycli(command, "--in", "浙江", "--json").json["rows"]
        assert len(rows) < len(everyone)


def test_a_comparison_with_counties_of_a_kind(countycli: Program) -> None:
    places = countycli("compare", "龙泉", "--in", "丽水", "--kind", "县", "--json").json["places"]
    names = [place["name"] for place in places]
    assert names[0] == "龙泉市"
    assert all(name.endswith("县") and not name.endswith("自治县") for name in names[1:])


def test_a_place_beside_counties_of_a_kind(countycli: Program) -> None:
    scopes = countycli("coverage", "龙泉", "--in", "浙江", "--kind", CITIES, "--json").json["scopes"]
    assert [(scope["id"], scope["kinds"]) for scope in scopes] == [("330000", [CITIES])]


@pytest.mark.parametrize(("typed", "offered"), [("县", "县级市"), ("ban", "旗"), ("自", "自治县")])
def test_kinds_are_offered(shell: Shell, typed: str, offered: str) -> None:
    line = f"countycli counties --kind {typed}"
    result = shell(_COUNTYCLI_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD="3")
    assert offered in result.out.split()
