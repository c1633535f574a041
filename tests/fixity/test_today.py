"""What the book says today to the question of a file: revised, new and missing figures, from the same question."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from books import OWN_FILE, observed
from conftest import FROZEN, Program
from seals import ASKED, ENDINGS, verified, written

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCUMENT = "documents/2023-02-20-zhongguoxizangwang-lishui-news-2022.toml"
ANOTHER_VERSION = {"dataset.toml": {'"2026.11.1"': '"2027.3.1"'}}
# 松阳's figure is revised, 庆元 (331126) has none any more, 龙泉 gets one.
REVISED = {**ANOTHER_VERSION, DOCUMENT: {"value = 7.3": "value = 7.1", "增长7.3%": "增长7.1%", '"331126"': '"331181"'}}
RANKED = ("rank", "gdp_growth", "--in", "丽水", "-p", "2022")


def edition(folder: Path, changes: Mapping[str, Mapping[str, str]], **added: str) -> Program:
    """The program on another edition of the frozen book."""
    shutil.copytree(FROZEN, folder)
    for name, replaced in changes.items():
        text = (folder / name).read_text("utf-8")
        for old, new in replaced.items():
            assert old in text
            text = text.replace(old, new)
        (folder / name).write_text(text, "utf-8")
    for name, text in added.items():
        (folder / "documents" / f"{name}.toml").write_text(text, "utf-8")
    return Program(folder)


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return edition(tmp_path_factory.mktemp("later") / "book", REVISED)


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return edition(tmp_path_factory.mktemp("renamed") / "book", ANOTHER_VERSION)


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "json", "xlsx"])
def test_revised_new_and_missing_figures_are_told(ending: str, frozen: Program, later: Program, tmp_path: Path) -> None:
    answer = verified(later, written(frozen, tmp_path / f"x.{ending}", *RANKED))
    assert (answer["state"], answer["rows"], answer["same_data"]) == ("whole", [], False)
    assert answer["written"]["data"]["version"] == "2026.11.1"
    assert answer["data"]["version"] == "2027.3.1"
    today = [(row["kind"], row["county"], row["column"], row["was"], row["now"]) for row in answer["today"]]
    assert ("changed", "松阳县", "value", "7.3", "7.1") in today
    assert ("removed", "庆元县", None, "5.9", None) in today
    assert ("added", "龙泉市", None, None, "5.9") in today
    assert {row["period"] for row in answer["today"] if row["county"] == "松阳县"} == {"2022"}


@pytest.mark.parametrize("ending", ["html", "md", "svg", "txt"])
def test_pages_tell_it_too(ending: str, frozen: Program, later: Program, tmp_path: Path) -> None:
    answer = verified(later, written(frozen, tmp_path / f"x.{ending}", *RANKED))
    assert answer["state"] == "whole"
    assert any("7.3" in str(row["was"]) and "7.1" in str(row["now"]) for row in answer["today"])


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("asked", [ASKED[name] for name in ("show", "rank", "trend", "map")])
def test_a_new_version_alone_is_no_difference(
    asked: tuple[str, ...], ending: str, frozen: Program, renamed: Program, tmp_path: Path
) -> None:
    answer = verified(renamed, written(frozen, tmp_path / f"x.{ending}", *asked))
    assert (answer["state"], answer["today"], answer["same_data"]) == ("whole", [], False)


def test_what_changed_in_the_file_and_in_the_book_is_told_apart(
    frozen: Program, later: Program, tmp_path: Path
) -> None:
    path = written(frozen, tmp_path / "x.csv", *RANKED)
    path.write_text(path.read_text("utf-8").replace(",7.3,", ",9.3,"), "utf-8")
    page = later("verify", str(path))
    assert page.code == 6
    in_file, in_book = page.out.split("What the book says today")
    assert "7.3" in in_file
    assert "9.3" in in_file
    assert "7.1" in in_book
    assert "9.3" not in in_book
    for words in ("new", "gone", "2027.3.1"):
        assert words in page.out


@pytest.mark.parametrize("name", ["rank", "map"])
def test_the_period_is_asked_again_that_was_taken(name: str, frozen: Program, tmp_path: Path) -> None:
    """Another book would take another one."""
    counties = ("331102", "331121", "331122", "331123", "331124", "331125", "331126", "331127", "331181")
    figures = "".join(observed(county, "2026-01", gdp=100 + number) for number, county in enumerate(counties))
    head = OWN_FILE.partition("[[observations]]")[0].replace("2026-01-01", "2026-02-01")
    newer = edition(tmp_path / "book", {}, new=head + figures)
    asked = (name, "gdp", "--in", "丽水")
    assert newer(*asked, "--json").json["query"]["period"] == "2026-01"
    answer = verified(newer, written(frozen, tmp_path / "x.csv", *asked))
    assert [row for row in answer["today"] if row["column"] != "layout"] == []


def test_own_data_are_named_anew(frozen: Program, tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(OWN_FILE, "utf-8")
    path = written(frozen, tmp_path / "x.csv", "show", "龙泉", "gdp", "--data", str(own))
    assert frozen("verify", str(path), "--data", str(own), "--json").json["today"] == []
    answer = verified(frozen, path)
    assert answer["written"]["data"]["own"] == 1
    assert answer["written"]["command"] == "countycli show 龙泉 gdp --data mine.toml -o x.csv"
    assert [note["kind"] for note in answer["notes"]] == ["own"]
    assert next((row["kind"], row["was"]) for row in answer["today"]) == ("removed", "200.5")
