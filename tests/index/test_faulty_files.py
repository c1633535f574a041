"""Own files with faults: what nobody named is left out and told; the answer comes from the rest."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from books import OWN_DOCUMENT, OWN_METRIC, Book, observed
from conftest import Program, Result

from countycli.index import store

LONGQUAN = "331181"
SOUND = OWN_DOCUMENT + observed(LONGQUAN, "2025", gdp_growth=8.1)
FAULTS = OWN_DOCUMENT + observed("999999", "2025", no_metric=1)

Ask = Callable[..., Result]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The user's data folder, with one sound file."""
    folder = tmp_path / "home" / "countycli"
    folder.mkdir(parents=True)
    (folder / "sound.toml").write_text(SOUND, encoding="utf-8")
    return folder


@pytest.fixture
def ask(countycli: Program, tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The program with a small book, a cache of its own, and the user's data folder."""
    (tmp_path / "bundled").mkdir()
    made = Book(tmp_path / "bundled")
    monkeypatch.setattr(store, "dataset_root", lambda: made.folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made.write("bundled", observed(LONGQUAN, "2025", gdp_growth=7.5))
    return lambda *arguments, **variables: countycli(*arguments, **{"XDG_DATA_HOME": str(own.parent), **variables})


def sources(result: Result) -> set[str]:
    assert result.code == 0, result.err
    return set(result.json["sources"])


def test_a_faulty_file_is_left_out_and_told_each_time(ask: Ask, own: Path) -> None:
    (own / "bad.toml").write_text(FAULTS, encoding="utf-8")
    for _ in range(3):  # when it is found, and when it is remembered
        result = ask("show", "龙泉", "--json")
        assert sources(result) == {"bundled", "own/sound"}
        assert result.json["data"]["left_out"] == [{"path": str(own / "bad.toml"), "line": 8, "faults": 2}]
        assert f"{own / 'bad.toml'} is left out" in result.err
        assert "line 8" in result.err
        assert f"countycli data check {own / 'bad.toml'}" in result.err
    assert "left_out" not in ask("show", "龙泉", "--json", "--no-user-data").json["data"]


def test_what_is_mended_counts_and_what_is_spoilt_no_longer(ask: Ask, own: Path) -> None:
    bad = own / "bad.toml"
    for _ in range(2):
        bad.write_text(FAULTS, encoding="utf-8")
        assert sources(ask("show", "龙泉", "--json")) == {"bundled", "own/sound"}
        bad.write_text(SOUND, encoding="utf-8")
        result = ask("show", "龙泉", "--json")
        assert sources(result) == {"bundled", "own/sound", "own/bad"}
        assert "left out" not in result.err


def test_where_all_files_have_faults_the_book_answers(ask: Ask, own: Path) -> None:
    for name in ("sound", "other"):
        (own / f"{name}.toml").write_text(FAULTS, encoding="utf-8")
    for _ in range(2):
        result = ask("show", "龙泉", "--json")
        assert sources(result) == {"bundled"}
        assert len(result.json["data"]["left_out"]) == 2


def test_what_uses_a_faulty_definition_is_left_out_with_it(ask: Ask, own: Path) -> None:
    (own / "metrics.toml").write_text(f"{OWN_METRIC}colour = 'red'\n", encoding="utf-8")
    (own / "user.toml").write_text(OWN_DOCUMENT + observed(LONGQUAN, "2025", own_index=3), encoding="utf-8")
    for _ in range(2):
        result = ask("show", "龙泉", "--json")
        assert sources(result) == {"bundled", "own/sound"}
        assert {Path(it["path"]).name for it in result.json["data"]["left_out"]} == {"metrics.toml", "user.toml"}


@pytest.mark.parametrize("remembered", [False, True])
@pytest.mark.parametrize("way", ["strict", "file", "folder"])
def test_a_named_file_or_a_strict_reader_stops_at_faults(ask: Ask, own: Path, way: str, remembered: bool) -> None:
    bad = own / "bad.toml"
    bad.write_text(FAULTS, encoding="utf-8")
    if remembered:
        ask("show", "龙泉")
    arguments = {"strict": ("--strict",), "file": ("--data", str(bad)), "folder": ("--data", str(own))}[way]
    result = ask("show", "龙泉", *arguments)
    assert (result.code, result.out) == (5, "")
    assert f"{bad}:8: D201" in result.err
    assert ask("show", "龙泉").code == 0


def test_a_named_file_counts_without_the_usual_ones(ask: Ask, own: Path, tmp_path: Path) -> None:
    named = tmp_path / "named.toml"
    named.write_text(SOUND, encoding="utf-8")
    (own / "bad.toml").write_text(FAULTS, encoding="utf-8")
    result = ask("show", "龙泉", "--json", "--no-user-data", "--data", str(named), COUNTYCLI_DATA=str(own))
    assert sources(result) == {"bundled", "own/named"}
    assert "left_out" not in result.json["data"]
    named.write_text(FAULTS, encoding="utf-8")
    assert ask("show", "龙泉", "--no-user-data", "--data", str(named)).code == 5


def test_files_that_the_variable_names_are_left_out_too(ask: Ask, own: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(FAULTS, encoding="utf-8")
    result = ask("show", "龙泉", "--json", COUNTYCLI_DATA=str(bad))
    assert sources(result) == {"bundled", "own/sound"}
    assert str(bad) in result.err


def test_a_fault_of_today_is_none_tomorrow(ask: Ask, own: Path) -> None:
    (own / "later.toml").write_text(SOUND.replace("2026-03-01", "2027-03-02"), encoding="utf-8")
    for today, expected in (
        ("2027-03-01", {"bundled", "own/sound"}),
        ("2027-03-02", {"bundled", "own/sound", "own/later"}),
    ):
        assert sources(ask("show", "龙泉", "--json", COUNTYCLI_TODAY=today)) == expected


def test_the_same_files_elsewhere_are_told_by_their_own_names(ask: Ask, own: Path, tmp_path: Path) -> None:
    (own / "bad.toml").write_text(FAULTS, encoding="utf-8")
    ask("show", "龙泉")
    own.parent.rename(tmp_path / "moved")
    result = ask("show", "龙泉", "--json", XDG_DATA_HOME=str(tmp_path / "moved"))
    assert result.json["data"]["left_out"][0]["path"] == str(tmp_path / "moved" / "countycli" / "bad.toml")


def test_a_spoilt_memory_is_no_harm(ask: Ask, own: Path, tmp_path: Path) -> None:
    (own / "bad.toml").write_text(FAULTS, encoding="utf-8")
    ask("show", "龙泉")
    (memory,) = (tmp_path / "cache").rglob("faults-*.txt")
    for content in ("", "x\n", "99 1 1\n", "1\n", "\udcff"):
        memory.write_bytes(content.encode("utf-8", "surrogateescape"))
        assert sources(ask("show", "龙泉", "--json")) == {"bundled", "own/sound"}


def test_a_folder_that_can_not_be_read_is_told(
    ask: Ask, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = own / "locked"
    locked.mkdir()
    (locked / "a.toml").write_text(SOUND, encoding="utf-8")
    refuse(monkeypatch, locked)
    result = ask("show", "龙泉", "--json")
    assert sources(result) == {"bundled", "own/sound"}
    assert result.json["data"]["left_out"] == [{"path": str(locked), "line": 1, "faults": 1}]
    result = ask("show", "龙泉", "--data", str(locked))
    assert result.code == 5
    assert "permission denied" in result.err
    assert "permission denied" in ask("data", "check", str(own)).out


def refuse(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the system refuse to list a folder; the tests may run as a user who may read everything."""

    def guarded(function: Callable[..., Any]) -> Callable[..., Any]:
        def listed(path: Any = ".") -> Any:
            if os.fspath(path) == str(folder):
                raise PermissionError(13, "Permission denied", str(folder))
            return function(path)

        return listed

    monkeypatch.setattr(os, "scandir", guarded(os.scandir))
    monkeypatch.setattr(os, "listdir", guarded(os.listdir))
