"""Wherever the program is started, and whoever starts it: without a home folder, in a folder that is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from books import OWN_DOCUMENT, observed, small_dataset
from conftest import clean_environment

from countycli.source.folders import cache_folder, data_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="home folders are those of POSIX")

FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "USERPROFILE")
# Users whom the system doesn't know have neither the variable nor an entry.
UNKNOWN = "import pathlib\ndef nobody():\n    raise RuntimeError\npathlib.Path.home = nobody\n"
MAIN = """
import os, pathlib, sys
from countycli.__main__ import main
from countycli.index import store
store.dataset_root = lambda: pathlib.Path(os.environ["BOOK"])
main()
"""
COMMANDS = [
    ("show", "龙泉", "gdp_growth"),
    ("data", "path"),
    ("data", "check"),
    ("help", "files"),
    ("--version",),
    ("--help",),
    ("show",),
    ("show", "nowhere"),
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small book, for without a cache each command compiles one."""
    return str(small_dataset(tmp_path_factory.mktemp("book")))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


def run(
    *arguments: str, code: str = "", folder: Path | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    environ = {key: value for key, value in clean_environment().items() if key not in FOLDERS}
    return subprocess.run(
        [sys.executable, "-c", code + MAIN, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**environ, **variables},
        cwd=folder,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_user_without_a_home_folder_is_answered(command: tuple[str, ...], book: str, tmp_path: Path) -> None:
    result = run(*command, code=UNKNOWN, BOOK=book)
    expected = run(*command, BOOK=book, HOME=str(tmp_path))
    assert result.returncode == expected.returncode
    assert "Traceback" not in result.stderr
    if command == ("help", "files"):
        assert "(none: there is no home folder)" in result.stdout
    else:
        assert result.stdout == expected.stdout


def test_it_is_said_that_the_book_is_compiled_each_time(book: str) -> None:
    result = run("data", "info", code=UNKNOWN, BOOK=book)
    assert "There is no home folder to keep compiled data in" in result.stderr
    assert "in memory" in result.stdout


def test_a_relative_home_counts_from_where_we_are(tmp_path: Path, book: str) -> None:
    own = tmp_path / "home" / ".local" / "share" / "countycli"
    own.mkdir(parents=True)
    (own / "notes.toml").write_text(OWN_DOCUMENT + observed("331181", "2025", gdp=180), encoding="utf-8")
    first = run("why", "龙泉", "gdp", "-p", "2025", folder=tmp_path, HOME="home", BOOK=book)
    assert (first.returncode, "180" in first.stdout) == (0, True)
    assert list((tmp_path / "home" / ".cache" / "countycli").glob("book-*.sqlite")) != []
    assert run("why", "龙泉", "gdp", "-p", "2025", folder=tmp_path, HOME="home", BOOK=book).stdout == first.stdout


@pytest.mark.parametrize("home", ["home", "/nowhere/at/all"])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("show", "龙泉", "gdp_growth"), 0),
        (("show", "龙泉", "-o", "x.json"), 1),
        (("show", "龙泉", "--data", "x.toml"), 2),
        (("data", "check", "x.toml"), 3),
        (("data", "check"), 0),
        (("data", "export", "-f", "csv", "-o", "x"), 1),
    ],
    ids=str,
)
def test_in_a_folder_that_is_gone(
    command: tuple[str, ...], code: int, home: str, tmp_path: Path, book: str, cache: str
) -> None:
    leave = f"import os; os.chdir({str(tmp_path)!r}); os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone')\n"
    result = run(*command, code=leave, HOME=home, XDG_CACHE_HOME=cache, BOOK=book)
    assert (result.returncode, "Traceback" in result.stderr) == (code, False)
    assert list(tmp_path.iterdir()) == []


def test_folders_below_a_relative_home() -> None:
    for platform in ("linux", "darwin", "win32"):
        assert data_folder({"HOME": "relative"}, platform) == data_folder(
            {"HOME": str(Path("relative").absolute())}, platform
        )
        assert cache_folder({"HOME": "/x"}, platform) is not None


def test_no_folder_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", nobody)
    for platform in ("linux", "darwin", "win32"):
        assert data_folder({}, platform) is None
        assert cache_folder({}, platform) is None
    assert cache_folder({"XDG_CACHE_HOME": "/cache"}, "linux") == Path("/cache/countycli")
