"""Layouts of tiles: a place that is unknown, stands twice or lacks a tile is a fault on its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from books import DATA, OWN_COUNTY, small_dataset
from conftest import Program

ZHEJIANG = "layouts/330000-zhejiang.toml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The registry of Zhejiang with its layout."""
    folder = small_dataset(tmp_path, documents=())
    (folder / "layouts").mkdir()
    shutil.copy(DATA / ZHEJIANG, folder / ZHEJIANG)
    return folder


def faults(countycli: Program, *arguments: str) -> list[tuple[str, str, str]]:
    """The name, code and line (as text) of each fault."""
    rows = countycli("data", "check", *arguments, "--json").json["rows"]
    texts = {row["path"]: Path(row["path"]).read_text("utf-8").splitlines() for row in rows}
    return [(Path(row["path"]).name, row["code"], texts[row["path"]][row["line"] - 1].strip()) for row in rows]


def change(book: Path, old: str, new: str) -> None:
    text = (book / ZHEJIANG).read_text("utf-8")
    assert text.count(old) == 1
    (book / ZHEJIANG).write_text(text.replace(old, new), "utf-8")


def test_the_layout_has_no_fault(countycli: Program, book: Path) -> None:
    assert faults(countycli, str(book)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("苍南", ".   ", [("D504", "rows = [")]),
        ("苍南", "苍北", [("D201", "苍北"), ("D504", "rows = [")]),
        ("苍南", "苍南 平阳", [("D303", "苍南 平阳"), ("D303", "苍南 平阳")]),
        ("苍南", "江干", [("D201", "江干"), ("D504", "rows = [")]),  # a county that ceased
        ("苍南", "330327", []),
        ('"330000"', '"330100"', [("D201", 'region = "330100"')]),  # a prefecture has no layout
        ('"by_hand"', '"by hand"', [("D207", 'placed = "by hand"')]),
        ('placed = "by_hand"\n', "", [("D103", "[layout]")]),
        ('placed = "by_hand"\n', 'placed = "by_hand"\nrow = []\n', [("D102", "row = []")]),
    ],
)
def test_a_fault_is_found_on_its_line(
    old: str, new: str, expected: list[tuple[str, str]], countycli: Program, book: Path
) -> None:
    change(book, old, new)
    found = faults(countycli, str(book))
    assert sorted(code for _, code, _ in found) == sorted(code for code, _ in expected)
    for code, text in expected:
        assert any(found_code == code and text in line for _, found_code, line in found)


def test_a_short_name_of_several_counties_is_asked_for_as_a_code(countycli: Program, book: Path) -> None:
    counties = book / "counties.toml"
    text = counties.read_text("utf-8")
    counties.write_text(
        text.replace('short = "苍南"', 'short = "平阳"').replace('name = "苍南县"', 'name = "平阳县"'), "utf-8"
    )
    rows = countycli("data", "check", str(book), "--json").json["rows"]
    hints = [row["hint"] for row in rows if row["code"] == "D201" and "“平阳”" in row["message"]]
    assert hints == ["write the code: 330326, 330327"]


def test_no_region_is_laid_out_twice(countycli: Program, book: Path) -> None:
    shutil.copy(book / ZHEJIANG, book / "layouts" / "again.toml")
    found = faults(countycli, str(book))
    assert [(name, code) for name, code, line in found if "region" in line] == [
        ("330000-zhejiang.toml", "D303"),
        ("again.toml", "D303"),
    ]


def test_a_county_of_the_readers_own_needs_no_tile(book: Path, tmp_path: Path) -> None:
    own = tmp_path / "own" / "counties.toml"
    own.parent.mkdir()
    own.write_text(OWN_COUNTY, "utf-8")
    answer = Program(book)("counties", "试验", "--data", str(own), "--strict", "--json")
    assert [row["name"] for row in answer.json["rows"]] == ["试验县"]
