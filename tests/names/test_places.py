"""Places by every kind of name they have."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

import pytest
from conftest import ROOT, Program

from countycli.dataset.index import Index
from countycli.errors import AmbiguousError, NotFoundError
from countycli.names.resolve import resolve_place


def _entries(file: str, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((ROOT / "data" / file).read_text(encoding="utf-8"))[table]
    return found


COUNTIES = _entries("counties.toml", "counties")
REGIONS = _entries("regions.toml", "regions")
TODAY = [it for it in COUNTIES if "valid_to" not in it]
FORMER = [it for it in COUNTIES + REGIONS if "valid_to" in it]
REGIONS_TODAY = [it for it in REGIONS if "valid_to" not in it]
NAME_OF = {it["code"]: it["name"] for it in COUNTIES + REGIONS}
KIND = {"县": "xian", "县级市": "shi", "市辖区": "qu", "自治县": "zizhixian", "地级市": "shi", "省": "sheng"}
WHOLE = ("撤县设区", "撤县设市", "撤市设区", "更名", "并入", "代码变更")


def _initials(place: dict[str, Any]) -> str:
    return "".join(syllable[0] for syllable in place["pinyin"].split())


def _ids(places: list[dict[str, Any]]) -> list[str]:
    return [it["code"] for it in places]


INITIALS = Counter(map(_initials, TODAY + REGIONS_TODAY))


def _plain_names(place: dict[str, Any]) -> list[str]:
    """Names that tell a place so plainly that nothing needs to be said."""
    short = place["traditional"][: len(place["short"])]
    return [place["code"], place["name"], place["short"], place["traditional"], short]


def _pinyin_names(place: dict[str, Any]) -> list[str]:
    spaced = place["pinyin"]
    joined = spaced.replace(" ", "")
    kind = KIND[place["kind"]]
    return [joined, spaced, spaced.title(), joined.upper(), "'".join(spaced.split()), joined + kind, f"{spaced} {kind}"]


@pytest.mark.parametrize("county", TODAY + REGIONS_TODAY, ids=_ids(TODAY + REGIONS_TODAY))
def test_plain_names_tell_the_place_without_a_note(index: Index, county: dict[str, Any]) -> None:
    matches = [resolve_place(index, name) for name in _plain_names(county)]
    assert {match.place.code for match in matches} == {county["code"]}
    assert not any(match.notes for match in matches)


@pytest.mark.parametrize("county", TODAY + REGIONS_TODAY, ids=_ids(TODAY + REGIONS_TODAY))
def test_pinyin_tells_the_place_and_says_what_was_taken(index: Index, county: dict[str, Any]) -> None:
    matches = [resolve_place(index, name) for name in _pinyin_names(county)]
    assert {match.place.code for match in matches} == {county["code"]}
    assert {note.kind for match in matches for note in match.notes} == {"match"}
    assert all(county["code"] in str(match.notes[0].text) for match in matches)


@pytest.mark.parametrize("county", TODAY, ids=_ids(TODAY))
def test_paths_tell_the_county(index: Index, county: dict[str, Any]) -> None:
    prefecture = next(it for it in REGIONS if it["code"] == county["prefecture"])
    paths = [
        f"{province}{separator}{city}{separator}{name}"
        for province in ("浙江", "浙江省", "")
        for city in (prefecture["short"], prefecture["name"])
        for separator in ("", "/", " ")
        for name in (county["short"], county["name"])
    ]
    assert {resolve_place(index, path).place.code for path in paths} == {county["code"]}


@pytest.mark.parametrize("county", TODAY, ids=_ids(TODAY))
def test_pinyin_paths_tell_the_county(index: Index, county: dict[str, Any]) -> None:
    prefecture = next(it for it in REGIONS if it["code"] == county["prefecture"])
    for path in (f"{prefecture['pinyin']} {county['pinyin']}", f"zhejiang/{county['pinyin']}"):
        assert resolve_place(index, path).place.code == county["code"]


@pytest.mark.parametrize("county", TODAY, ids=_ids(TODAY))
def test_unique_initials_tell_the_county_and_others_list_all(index: Index, county: dict[str, Any]) -> None:
    initials = _initials(county)
    if INITIALS[initials] == 1:
        assert resolve_place(index, initials).place.code == county["code"]
        return
    with pytest.raises(AmbiguousError) as caught:
        resolve_place(index, initials)
    assert county["code"] in {candidate.code for candidate in caught.value.candidates}
    assert len(caught.value.candidates) == INITIALS[initials]


@pytest.mark.parametrize(("name", "code"), [(alias, it["code"]) for it in TODAY for alias in it.get("aliases", [])])
def test_other_names_in_use(index: Index, name: str, code: str) -> None:
    assert resolve_place(index, name).place.code == code


@pytest.mark.parametrize("unit", FORMER, ids=_ids(FORMER))
def test_code_of_a_former_unit_leads_to_what_it_became(countycli: Program, unit: dict[str, Any]) -> None:
    whole = {it["code"] for it in unit["successors"] if it["change"] in WHOLE}
    heirs = whole or {it["code"] for it in unit["successors"]}
    result = countycli("show", unit["code"], "--json")
    if len(heirs) == 1:
        assert result.code == 0
        assert result.json["county"]["code"] in heirs
        assert result.json["notes"][0]["kind"] == "moved"
        assert unit["name"] in result.err
    else:
        assert result.code == 4
        assert {it["code"] for it in result.error["candidates"]} == heirs


@pytest.mark.parametrize("unit", FORMER, ids=_ids(FORMER))
def test_full_name_of_a_former_unit_leads_to_the_same_as_its_code(index: Index, unit: dict[str, Any]) -> None:
    held_today = {it["name"]: it["code"] for it in TODAY + REGIONS_TODAY}
    if unit["name"] in held_today:
        assert resolve_place(index, unit["name"]).place.code == held_today[unit["name"]]
        return
    for name in (unit["name"], unit["traditional"]):
        assert _outcome(index, name) == _outcome(index, unit["code"])


def _outcome(index: Index, name: str) -> tuple[str, ...]:
    try:
        return (resolve_place(index, name).place.code,)
    except AmbiguousError as error:
        return tuple(candidate.code for candidate in error.candidates)


@pytest.mark.parametrize(
    ("name", "code", "date"),
    [
        ("绍兴县", "330603", "2013-10-18"),
        ("鄞县", "330212", "2002-02-01"),
        ("富阳市", "330111", "2014-12-13"),
        ("玉环县", "331083", "2017-04-09"),
        ("下城区", "330105", "2021-04-09"),
        ("江东", "330212", "2016-09-14"),
        ("衢县", "330803", "2001-12-10"),
        ("丽水地区", "331100", "2000-05-20"),
    ],
)
def test_former_name_tells_what_the_unit_has_been_since(countycli: Program, name: str, code: str, date: str) -> None:
    result = countycli("show", name, "--json")
    assert result.json["county"]["code"] == code
    assert date in result.err
    assert NAME_OF[code] in result.err


def test_a_divided_unit_lists_its_parts(countycli: Program) -> None:
    result = countycli("show", "江干", "--json")
    assert result.code == 4
    assert [(it["code"], it["name"], it["where"]) for it in result.error["candidates"]] == [
        ("330102", "上城区", "浙江省杭州市"),
        ("330114", "钱塘区", "浙江省杭州市"),
    ]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("lq", ["331004", "331181"]),
        ("LQ", ["331004", "331181"]),
        ("浙江lq", ["331004", "331181"]),
        ("zj", ["330000", "330681"]),
    ],
)
def test_ambiguous_name_lists_all_that_it_may_mean(countycli: Program, name: str, codes: list[str]) -> None:
    result = countycli("show", name, "--json")
    assert (result.code, result.error["kind"]) == (4, "ambiguous")
    assert [it["code"] for it in result.error["candidates"]] == codes
    assert all(it["name"] and (it["where"] or it["code"] == "330000") for it in result.error["candidates"])
    assert result.out == ""


def test_the_prefecture_settles_ambiguous_initials(index: Index) -> None:
    assert resolve_place(index, "丽水lq").place.code == "331181"
    assert resolve_place(index, "台州lq").place.code == "331004"


def test_a_path_through_the_wrong_prefecture_is_not_found(countycli: Program) -> None:
    assert countycli("show", "温州龙泉").code == 3


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("龙全", "331181"),
        ("龙泉县", "331181"),
        ("义鸟", "330782"),
        ("longqan", "331181"),
        ("longquann", "331181"),
        ("pinyang", "330326"),
        ("yiwuu", "330782"),
        ("景宁自治县", "331127"),
    ],
)
def test_unknown_name_suggests_what_is_close(countycli: Program, typo: str, meant: str) -> None:
    result = countycli("show", typo, "--json")
    assert (result.code, result.error["kind"]) == (3, "not_found")
    assert meant in [it["code"] for it in result.error["candidates"]]
    assert typo in result.error["message"]
    assert result.error["hint"]


@pytest.mark.parametrize("typo", ["龙全", "longqan", "玉环洲", "331182"])
def test_only_places_of_today_are_suggested(index: Index, typo: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve_place(index, typo)
    suggested = {candidate.code for candidate in caught.value.candidates}
    assert suggested
    assert suggested.isdisjoint(it["code"] for it in FORMER)


NONSENSE = {
    "punctuation": "··-_/，。",
    "full stop": "。",
    "emoji": "🏔️🏔️",
    "sql": "'; DROP TABLE places; --",
    "percent": "%",
    "underscore": "_",
    "quote": '"',
    "brackets": "[red]龙[/red]",
    "template": "{name}",
    "number": "0",
    "long": "龙" * 5000,
    "long latin": "x" * 5000,
}


NONSENSE_CASES = [
    pytest.param(command, text, id=f"{command[0]} {name}")
    for command in (("show",), ("rank", "-m", "gdp", "--in"), ("why", "龙泉"), ("groups",))
    for name, text in NONSENSE.items()
]


@pytest.mark.parametrize(("command", "text"), NONSENSE_CASES)
def test_nonsense_is_not_found(countycli: Program, command: tuple[str, ...], text: str) -> None:
    result = countycli(*command, text)
    assert result.code == 3
    assert result.out == ""
    assert result.err.startswith("countycli: No ")


@pytest.mark.parametrize("text", ["", " ", " \t\u3000"], ids=["empty", "blank", "wide blank"])
@pytest.mark.parametrize(
    "command",
    [
        ("show",),
        ("rank", "-m"),
        ("rank", "-m", "gdp", "--in"),
        ("rank", "-m", "gdp", "-p"),
        ("compare", "龙泉"),
        ("why", "龙泉"),
        ("targets",),
        ("targets", "--in"),
        ("initiatives", "--county"),
        ("counties", "--in"),
        ("metrics",),
        ("groups",),
        ("sources",),
    ],
    ids=" ".join,
)
def test_a_blank_is_a_mistake_of_usage(countycli: Program, command: tuple[str, ...], text: str) -> None:
    result = countycli(*command, text)
    assert (result.code, result.out) == (2, "")
    assert " is empty\n" in result.err


@pytest.mark.parametrize(
    "text",
    ["浙江" * 600, "zhejiang" * 600, "浙江省丽水市" * 300, "龙泉" * 600],
    ids=["short", "pinyin", "full", "county"],
)
def test_an_endless_path_is_not_found(countycli: Program, text: str) -> None:
    assert countycli("show", text).code == 3


@pytest.mark.parametrize(
    "command", [("show",), ("search",), ("rank", "--metric"), ("sources",), ("groups",)], ids=" ".join
)
def test_bytes_that_are_no_text_are_not_found(countycli: Program, command: tuple[str, ...]) -> None:
    gbk_typed_into_utf8 = "龙泉".encode("gbk").decode("utf-8", errors="surrogateescape")
    assert countycli(*command, gbk_typed_into_utf8).code == 3


def test_a_place_without_figures_is_another_answer_than_an_unknown_name(countycli: Program) -> None:
    known, unknown = countycli("show", "海盐"), countycli("show", "海咸")
    assert (known.code, unknown.code) == (0, 3)
    assert "海盐县" in known.out
