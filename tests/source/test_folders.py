"""The user's folders, held against platformdirs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from conftest import Program
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from countycli.source.folders import cache_folder, data_folder, toml_files

VARIABLES = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA")


@pytest.mark.parametrize(
    "variables",
    [
        {"HOME": "/home/li"},
        {"HOME": "/home/li", "XDG_DATA_HOME": "/data", "XDG_CACHE_HOME": "/cache"},
        {"HOME": "/home/li", "XDG_DATA_HOME": "", "XDG_CACHE_HOME": ""},
        {"HOME": "/home/li", "XDG_DATA_HOME": "here", "XDG_CACHE_HOME": "./there"},
    ],
    ids=str,
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths are those of this system")
def test_on_linux(variables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    known = Unix("countycli", appauthor=False)
    assert data_folder(variables, "linux") == Path(known.user_data_dir)
    assert cache_folder(variables, "linux") == Path(known.user_cache_dir)


@pytest.mark.skipif(sys.platform == "win32", reason="paths are those of this system")
def test_on_a_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/Users/li")
    known = MacOS("countycli", appauthor=False)
    assert data_folder({"HOME": "/Users/li"}, "darwin") == Path(known.user_data_dir)
    assert cache_folder({"HOME": "/Users/li"}, "darwin") == Path(known.user_cache_dir)


def test_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    local = str(Path("/Users/li/AppData/Local"))
    monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda _: local)
    known = Windows("countycli", appauthor=False)
    for variables in ({"LOCALAPPDATA": local}, {"USERPROFILE": "/Users/li"}):
        assert data_folder(variables, "win32") == Path(known.user_data_dir)
        assert cache_folder(variables, "win32") == Path(known.user_cache_dir)


def test_without_any_variable_the_home_folder_is_asked_for() -> None:
    assert data_folder({}, "linux") == Path.home() / ".local" / "share" / "countycli"


def test_toml_files_of_folders_in_a_fixed_order_and_once(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml", "notes.txt", "deeper/c.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    names = [path.relative_to(tmp_path).as_posix() for path in toml_files([tmp_path, tmp_path / "a.toml"])]
    assert names == ["a.toml", "b.toml", "deeper/c.toml"]


def test_a_name_in_large_letters_is_found_and_a_folder_called_like_a_file_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "x.toml").mkdir()
    for name in ("A.TOML", "x.toml/b.toml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert toml_files([tmp_path]) == [tmp_path / "A.TOML", tmp_path / "x.toml" / "b.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_circles_of_links_come_to_an_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "a" / "b.toml").write_text("", encoding="utf-8")
    (tmp_path / "circle.toml").symlink_to(tmp_path / "circle.toml")
    assert toml_files([tmp_path]) == [tmp_path / "a" / "b.toml", tmp_path / "circle.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="paths are those of this system")
@pytest.mark.parametrize("folder", ["/", "/proc", "/proc/self", "/sys", "/dev", "~", "~/..", "link"])
def test_folders_that_are_no_place_for_data_are_refused(
    folder: str, countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "people" / "li"
    home.mkdir(parents=True)
    (home / "mine.toml").write_text("", encoding="utf-8")
    (tmp_path / "link").symlink_to("/")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(tmp_path)
    for arguments in (("show", "龙泉", "--data", folder), ("data", "check", str(Path(folder).expanduser()))):
        result = countycli(*arguments)
        assert (result.code, result.out) == (2, "")
        assert "is no folder for data" in result.err


def test_a_walk_through_a_huge_folder_comes_to_an_end(
    countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("countycli.source.folders._MOST_ENTRIES", 3)
    for name in "abcd":
        (tmp_path / name).write_text("", encoding="utf-8")
    result = countycli("show", "龙泉", "--data", str(tmp_path))
    assert result.code == 2
    assert "more than 3 files" in result.err


@pytest.mark.parametrize("name", ["~nosuchuser/x", "~nosuchuser", "no\0thing", "\udcff"])
def test_names_that_lead_nowhere_are_a_usage_error(countycli: Program, name: str) -> None:
    result = countycli("show", "龙泉", "--data", name)
    assert (result.code, result.out) == (2, "")
    assert "doesn't exist" in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder in use can't be removed")
def test_a_working_folder_that_is_gone_is_no_traceback(
    countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert countycli("show", "龙泉", "--data", "mine.toml").code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="files and devices are those of POSIX")
def test_what_is_no_file_or_far_too_large_is_a_fault(countycli: Program, tmp_path: Path) -> None:
    with (tmp_path / "huge.toml").open("wb") as file:
        file.truncate(10**12)  # takes no room on the disk
    os.mkfifo(tmp_path / "pipe.toml")
    for path, words in (("huge.toml", "too large"), ("pipe.toml", "no regular"), ("/dev/zero", "no regular")):
        result = countycli("data", "check", str(tmp_path / path))
        assert result.code == 5
        assert words in result.out
    assert "no regular file" in countycli("data", "check", "/proc/self/status").out
