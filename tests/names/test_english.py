"""English names, other spellings, and what comes along when a name is copied."""

from __future__ import annotations

import pytest
from conftest import Program

from countycli.index.ask.index import Index
from countycli.model.naming import name_key, visible
from countycli.names.resolve import resolve_place


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("hohhot", "150100"),
        ("Hohhot City", "150100"),
        ("呼和浩特", "150100"),
        ("huhehaote", "150100"),
        ("Kashgar Prefecture", "653100"),
        ("Kashgar City", "653101"),
        ("Inner Mongolia", "150000"),
        ("Inner Mongolia Autonomous Region", "150000"),
        ("Guangxi Zhuang Autonomous Region", "450000"),
        ("Ningxia Hui Autonomous Region", "640000"),
        ("Xinjiang Uygur Autonomous Region", "650000"),
        ("Xinjiang Uyghur Autonomous Region", "650000"),
        ("Tibet", "540000"),
        ("Xizang", "540000"),
        ("Shaanxi Province", "610000"),
        ("Horqin Left Middle Banner", "150521"),
        ("jingning she autonomous county", "331127"),
        ("Qapqal", "654022"),
        ("Yarkand", "653125"),
        ("Qamdo", "540300"),
        ("Sa‘gya", "540224"),
        ("Shangri-La, Yunnan", "533401"),
        ("lyuchun", "532531"),
        ("Lyu Chun", "532531"),
        ("lvchun", "532531"),
        ("luchun", "532531"),
        ("lyuchunxian", "532531"),
        ("LYUESHUN", None),
        ("lyueyang", "610727"),
        ("Yi County, Baoding", "130633"),
    ],
)
def test_english_names_and_passport_spellings(countycli: Program, typed: str, code: str | None) -> None:
    result = countycli("show", typed, "--json")
    assert (result.code, result.json["county"]["code"] if code else None) == ((0, code) if code else (3, None))


@pytest.mark.parametrize(("typed", "codes"), [("kashgar", {"653100", "653101"}), ("Yining", {"654002", "654021"})])
def test_english_names_of_several_places_are_listed(countycli: Program, typed: str, codes: set[str]) -> None:
    result = countycli("show", typed, "--json")
    assert result.code == 4
    assert {place["code"] for place in result.error["candidates"]} == codes


def test_every_place_is_understood_as_english_answers_show_it(index: Index) -> None:
    """But for those that another place is called like, which are listed or of which the other is told."""
    places = [*index.places.counties()[::7], *index.places.regions()]
    assert len(places) > 700
    for place in places:
        around = "".join(
            f", {region.short_en} {region.name}" for region in index.places.by_code(place.above[:1]).values()
        )
        for name in (place.short_en, place.name_en):
            assert resolve_place(index, f"{name} {place.name}{around}").place == place, name


def test_two_names_of_different_places_are_no_name(countycli: Program) -> None:
    assert countycli("show", "Yiwu 龙泉市").code == 3
    assert countycli("show", "Zhejiang 龙泉市").code == 0  # a path


UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2064\u2066\u2069\ufeff\u00ad\ufe0f\U000e0101"


@pytest.mark.parametrize("character", UNSEEN, ids=ascii)
def test_what_nobody_sees_is_passed_over(countycli: Program, character: str) -> None:
    def spoilt(text: str) -> str:
        return f"{character}{text[0]}{character}{text[1:]}{character}"

    plain = countycli("rank", "gdp", "--in", "浙江", "--period", "2023", "--kind", "县级市", "--top", "3").out
    typed = ("rank", spoilt("gdp"), "--in", spoilt("浙江"), "--period", spoilt("2023"), "--kind", spoilt("县级市"))
    assert countycli(*typed, "--top", spoilt("3")).out == plain
    assert countycli("show", spoilt("龙泉"), "--year", "2023").code == 2  # an option that is none stays none
    assert countycli("search", spoilt("新春第一会")).out == countycli("search", "新春第一会").out
    assert name_key(spoilt("龙泉")) == "龙泉"


def test_names_of_files_keep_all_their_characters(countycli: Program, tmp_path: object) -> None:
    path = f"{tmp_path}/a\u200db.json"
    assert countycli("show", "龙泉", "-o", path).code == 0
    assert countycli("data", "check", f"{tmp_path}/\u200b.toml", "--lang", "en").err.count("\u200b") == 0  # made safe
    from pathlib import Path

    assert Path(path).exists()


def test_only_what_cannot_be_seen_is_dropped() -> None:
    assert visible("Lǘ\u00a0é 龙·泉—１") == "Lǘ\u00a0é 龙·泉—１"
    assert visible("") == ""


def test_json_has_english_names_wherever_a_place_has_a_name(countycli: Program) -> None:
    def walk(value: object) -> None:
        if isinstance(value, dict):
            if {"code", "name"} <= value.keys():
                assert value["name_en"], value
            for part in value.values():
                walk(part)
        elif isinstance(value, list):
            for part in value:
                walk(part)

    for arguments in (
        ("show", "龙泉"),
        ("rank", "gdp", "--in", "丽水", "--period", "2023"),
        ("compare", "龙泉", "义乌"),
        ("trend", "龙泉", "--metric", "gdp"),
        ("map", "gdp", "--in", "浙江"),
        ("targets", "龙泉"),
        ("initiatives", "--county", "龙泉"),
        ("why", "龙泉", "gdp"),
        ("counties", "--in", "丽水"),
        ("coverage", "龙泉"),
        ("groups", "山区26县"),
    ):
        result = countycli(*arguments, "--json")
        assert result.code == 0, result.err
        walk(result.json)


def test_flat_rows_end_with_the_english_name(countycli: Program) -> None:
    header, first, *_ = countycli("rank", "gdp", "--in", "丽水", "-f", "csv").out.splitlines()
    assert header.endswith(",county_name_en")
    assert first.endswith(",Liandu District")


def test_former_names_are_told_in_english_too(countycli: Program) -> None:
    assert "Formerly: Xiucheng 秀城区 (until 2005-05-17)" in countycli("show", "南湖", "--lang", "en").out
    former = countycli("show", "鄂尔多斯", "--json").json["county"]["former_names"]
    assert [(name["name"], name["name_en"], name["short_en"]) for name in former] == [
        ("伊克昭盟", "Ih Ju League", "Ih Ju")
    ]
