"""The user's folders, held against platformdirs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
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
