"""Files of terms and characters, and what is told of a county that is no code."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Program

from countycli.index.ask.index import Index

OWN_DOCUMENT = """[document]
title = "notes"
published = 2026-01-31
kind = "statistics_release"
access = "official"
"""


def hint_for(countycli: Program, folder: Path, county: str, lang: str = "en") -> str | None:
    path = folder / "mine.toml"
    path.write_text(f"{OWN_DOCUMENT}[[gaps]]\ncounty = '{county}'\nnote = 'x'\n", encoding="utf-8")
    (row,) = countycli("data", "check", str(path), "--json", lang=lang).json["rows"]
    assert (row["line"], row["code"]) == (7, "D201")
    hint: str | None = row["hint"]
    return hint


@pytest.mark.parametrize(
    ("county", "code"),
    [
        ("龙泉市", "331181"),  # 332502 was so called too, and ceased
        ("龙泉", "331181"),
        ("longquan", "331181"),
        ("平阳县", "330326"),
        ("331811", "331181"),
        ("33118", "331181"),
        ("浙江", "330000"),
        ("331181000000", "331181"),
        ("331181101", "331181"),
        ("331181.0", "331181"),
        ("33118l", "331181"),
        ("33I18I", "331181"),
        ("浙江省丽水市龙泉市", "331181"),
        ("浙江/龙泉", "331181"),
        ("福州市鼓楼区", "350102"),
    ],
)
def test_a_name_or_a_slip_is_answered_with_the_code(countycli: Program, tmp_path: Path, county: str, code: str) -> None:
    assert hint_for(countycli, tmp_path, county) == f"did you mean `{code}`?"


def test_of_several_namesakes_all_are_named(countycli: Program, tmp_path: Path) -> None:
    hint = hint_for(countycli, tmp_path, "鼓楼区")
    assert hint == (
        "did you mean `320106` 鼓楼区 (江苏省南京市), `320302` 鼓楼区 (江苏省徐州市), `350102` 鼓楼区 (福建省福州市),"
        " `410204` 鼓楼区 (河南省开封市)?"
    )
    chinese = hint_for(countycli, tmp_path, "鼓楼区", "zh")
    assert chinese is not None
    assert chinese.startswith("是否想输入 `320106` 鼓楼区（江苏省南京市）")


def test_a_name_of_the_past_is_answered_with_its_own_code(countycli: Program, tmp_path: Path) -> None:
    assert "`310108` 闸北区" in (hint_for(countycli, tmp_path, "闸北区") or "")


@pytest.mark.no_cover
def test_every_name_is_answered_with_codes_of_today(countycli: Program, index: Index, tmp_path: Path) -> None:
    """All names that a unit of today shares with one that ceased."""
    today = index.places.counties()
    names = {place.name for place in today}
    shared = {it.name for it in index.places.by_code(_codes(index)).values() if it.valid_to and it.name in names}
    assert len(shared) > 50
    path = tmp_path / "mine.toml"
    blocks = "".join(f"[[gaps]]\ncounty = '{name}'\nnote = 'x'\n" for name in sorted(shared))
    path.write_text(OWN_DOCUMENT + blocks, encoding="utf-8")
    rows = countycli("data", "check", str(path), "--json").json["rows"]
    for name, row in zip(sorted(shared), rows, strict=True):
        wanted = {place.code for place in today if place.name == name}
        assert {code for code in _codes(index) if f"`{code}`" in row["hint"]} == wanted, name


def _codes(index: Index) -> list[str]:
    return [key for key, _, _ in index.names.keys("place") if key.isdecimal()]


def test_a_code_unlike_any_has_no_hint(countycli: Program, tmp_path: Path) -> None:
    assert hint_for(countycli, tmp_path, "990199") is None
    assert hint_for(countycli, tmp_path, "某县某乡") is None


@pytest.mark.parametrize(
    ("name", "text", "line", "code"),
    [
        ("terms.toml", '[[terms]]\nwords = ["x"]\nmetrics = ["gdp_grwth"]\n', 3, "D202"),
        ("terms.toml", '[[terms]]\nwords = "x"\nmetrics = ["gdp"]\n', 2, "D104"),
        ("terms.toml", '[[terms]]\nword = ["x"]\nmetrics = ["gdp"]\n', 2, "D102"),
        ("characters.toml", '[characters]\n"乐" = "le hvd 7290 5"\n', 2, "D104"),
        ("characters.toml", '[characters]\n"乐清" = "le hvd 7290 5 972"\n', 2, "D104"),
    ],
)
def test_faults_are_found(countycli: Program, tmp_path: Path, name: str, text: str, line: int, code: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    rows = countycli("data", "check", str(path), "--json").json["rows"]
    assert (rows[0]["line"], rows[0]["code"]) == (line, code)


def test_words_of_ones_own_are_understood(frozen: Program, tmp_path: Path) -> None:
    path = tmp_path / "terms.toml"
    path.write_text('[[terms]]\nwords = ["体量"]\nmetrics = ["gdp", "population"]\n', encoding="utf-8")
    result = frozen("metrics", "体量", "--data", str(path), "--json")
    assert [candidate["code"] for candidate in result.error["candidates"]] == ["gdp", "population"]


def test_characters_are_what_the_file_says(index: Index) -> None:
    (it,) = index.names.characters(["乐"]).values()
    assert (it.readings, it.components, it.corners, it.strokes) == (("le", "yue"), "hvd", "7290", 5)
    assert index.names.characters(["沐"])["沐"].twins == "沭"
    assert index.names.characters(["?"]) == {}
    names = "".join(place.name for place in index.places.by_code(_codes(index)).values())
    assert set(index.names.characters(names)) == set(names)
