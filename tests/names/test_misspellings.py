"""Suggestions for places that are miswritten, and for what the book doesn't cover."""

from __future__ import annotations

import pytest
from conftest import ROOT, Program
from hypothesis import given
from hypothesis import strategies as st

from countycli.errors import NotFoundError
from countycli.index.ask.index import Index
from countycli.model.likeness import MISSED, any_other, by_character, distance, neighbours
from countycli.names.resolve import resolve_place
from countycli.names.scopes import resolve_scope

LINES = [
    line.split("\t")
    for line in (ROOT / "tests/data/misspellings.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
NAMES = st.text("龙泉县阳江州", max_size=6)


def suggested(index: Index, typed: str, *, region: bool = False) -> list[str]:
    with pytest.raises(NotFoundError) as raised:
        resolve_place(index, typed, region=region)
    return [candidate.code for candidate in raised.value.candidates]


@pytest.mark.parametrize(("typed", "meant"), LINES, ids=[typed for typed, _ in LINES])
def test_what_was_meant_is_suggested(index: Index, typed: str, meant: str) -> None:
    assert meant in suggested(index, typed)


def test_most_of_them_come_first(index: Index) -> None:
    first = [typed for typed, meant in LINES if suggested(index, typed)[0] == meant]
    assert len(first) > 0.9 * len(LINES) > 100


@pytest.mark.parametrize("code", ["313181", "991181", "3311", "123456", "33118119"])
def test_no_code_of_another_province_is_suggested(index: Index, code: str) -> None:
    try:
        assert {it[:2] for it in suggested(index, code)} <= {code[:2]}
    except pytest.fail.Exception:
        assert resolve_place(index, code).place.code.startswith(code[:2])  # official forms are understood


def test_every_swap_of_two_digits_offers_the_code(index: Index) -> None:
    codes = set(index.places.county_codes())
    for code in sorted(codes)[::50]:
        swapped = code[:4] + code[5] + code[4]
        if swapped != code and not index.places.find(swapped):
            assert code in suggested(index, swapped)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "香港",
            "澳门",
            "台湾",
            "台北",
            "台北市",
            "臺北",
            "新竹",
            "高雄",
            "台湾省",
            "台湾省高雄市",
            "香港特别行政区",
            "澳門",
        ),
        *("Hong Kong", "Macau", "Macao", "Taipei", "Taiwan", "Kaohsiung", "Taipei City", "xianggang", "810000"),
    ],
)
@pytest.mark.parametrize(("lang", "told"), [("en", "the counties of mainland China"), ("zh", "中国大陆")])
def test_what_is_not_covered_is_told(countycli: Program, name: str, lang: str, told: str) -> None:
    result = countycli("show", name, lang=lang)
    assert result.code == 3
    assert told in result.err
    assert len(result.err.splitlines()) == 2
    assert "candidates" not in result.err


@pytest.mark.parametrize("name", ["台州", "台山", "新北", "台安", "金门", "九龙"])
def test_places_with_like_names_are_covered(index: Index, name: str) -> None:
    assert resolve_place(index, name).place.short == name


@pytest.mark.parametrize(
    ("typed", "group"),
    [
        ("山区县", "shanqu26"),
        ("山区县", "shanqu_haidao"),
        ("山海县", "shanqu_haidao"),
        ("mountain counties", "shanqu26"),
        ("mountain county", "shanqu26"),
        ("island counties", "shanqu_haidao"),
        ("山区27县", "shanqu26"),
    ],
)
@pytest.mark.parametrize("command", [("rank", "-m", "gdp", "--in"), ("show",)])
def test_groups_are_suggested(countycli: Program, command: tuple[str, ...], typed: str, group: str) -> None:
    result = countycli(*command, typed, "--json")
    assert result.code == 3
    assert group in [candidate["code"] for candidate in result.error["candidates"]]


def test_what_is_suggested_for_a_scope_is_one(index: Index) -> None:
    for typed in ("浙红", "杭洲", "丽水氏", "zhejang", "山区县"):
        candidates = suggested(index, typed, region=True)
        assert candidates
        for candidate in candidates:
            assert resolve_scope(index, candidate).kind != "all"


def test_the_message_for_a_scope_is_of_scopes(countycli: Program) -> None:
    english, chinese = (countycli("rank", "-m", "gdp", "--in", "杭洲", lang=lang).err for lang in ("en", "zh"))
    assert english.splitlines() == [
        "countycli: No province, prefecture or group named “杭洲”",
        "  330100  Hangzhou 杭州市  Zhejiang 浙江省",
        "Hint: `countycli groups` lists the groups",
    ]
    assert chinese.splitlines()[0] == "countycli: 没有名为“杭洲”的省、市或名单"


@given(NAMES, NAMES)
def test_the_distance_is_one_of_both_ways(first: str, second: str) -> None:
    assert distance(first, second, any_other) == pytest.approx(distance(second, first, any_other))
    assert (distance(first, second, any_other) == 0) == (first == second)


@given(NAMES, st.integers(0, 6))
def test_what_is_missed_costs_the_same_everywhere(name: str, position: int) -> None:
    assert distance(name, name[:position] + "新" + name[position:], any_other) == pytest.approx(MISSED)


def test_look_alikes_and_homophones_are_nearer_than_others(index: Index) -> None:
    cost = by_character(index.names.characters("沐沭汝龙泉全山毫亳"))
    assert cost("沐", "沭") < cost("汝", "沭") < 1
    assert cost("全", "泉") < cost("山", "泉")
    assert cost("毫", "亳") < 0.3
    assert cost("沐", "?") == 1


def test_neighbours_of_a_code() -> None:
    codes = ["331181", "331102", "330182", "341181", "331811"]
    assert neighbours("331182", codes) == ["331181", "331102", "330182"]
    assert neighbours("33118", codes) == ["331181"]
    assert neighbours("311181", codes) == []


@pytest.mark.parametrize(
    ("typed", "kind", "ref"),
    [
        ("26县", "group", "shanqu26"),
        ("山区海岛", "group", "shanqu_haidao"),
        ("mountain counties", "group", "shanqu26"),
        ("老人", "metric", "age_65_share"),
    ],
)
def test_search_finds_groups_and_words_for_indicators(countycli: Program, typed: str, kind: str, ref: str) -> None:
    rows = countycli("search", typed, "--json").json["rows"]
    assert (kind, ref) in [(row["kind"], row["ref"]) for row in rows]


def test_search_suggests_groups(countycli: Program) -> None:
    candidates = countycli("search", "山海县", "--json").error["candidates"]
    assert candidates[0]["code"] == "shanqu_haidao"
