"""What is told while a compilation goes on."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

import pytest
from books import small_dataset
from conftest import Pipe, Program, Terminal

from countycli.cli import progress
from countycli.cli.app import run
from countycli.cli.environment import Environment
from countycli.index import store

LINE = "countycli: Compiling the data, once for this state of the files …"


@pytest.fixture(autouse=True)
def _small_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = small_dataset(tmp_path)
    monkeypatch.setattr(progress, "_PATIENCE", 0.5)
    monkeypatch.setattr(store, "dataset_root", lambda: data)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def on(terminal: Terminal) -> Environment:
    """A terminal for messages, and the folders of the test."""
    folders = {name: os.environ[name] for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME")}
    return Environment(Pipe(), terminal, {"COUNTYCLI_LANG": "en", **folders})


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second passes between any two looks at the clock."""
    clock = count(step=0.5)
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "monotonic", lambda: 0.0)


@pytest.mark.usefixtures("slow")
def test_a_slow_compilation_is_told_once(countycli: Program) -> None:
    first = countycli("show", "龙泉")
    assert (first.code, first.err) == (0, LINE + "\n")
    assert "Compiling" not in first.out
    assert countycli("show", "龙泉").err == ""


@pytest.mark.usefixtures("quick")
def test_a_quick_one_is_not_told(countycli: Program) -> None:
    assert countycli("show", "龙泉").err == ""


@pytest.mark.usefixtures("slow")
def test_a_terminal_is_told_how_far_it_is_and_left_clean() -> None:
    err = Terminal()
    assert run(["show", "龙泉"], on(err)) == 0
    states = err.getvalue().split("\r\033[K")
    assert states[0] == ""
    assert states[-1] == ""
    shares = [int(it.removeprefix(LINE + " ").removesuffix("%")) for it in states[1:-1]]
    assert shares == sorted(shares)
    assert len(shares) > 5
    assert 0 <= shares[0] < 30
    assert 90 <= shares[-1] <= 100


@pytest.mark.usefixtures("slow")
def test_a_slow_check_is_told_on_a_terminal_alone(
    countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # no checkout, of which other things are told
    err = Terminal()
    assert run(["data", "check"], on(err)) == 0
    states = err.getvalue().split("\r\033[K")
    assert (states[0], states[-1]) == ("", "")
    shares = [int(it.removeprefix("countycli: Checking the files … ").removesuffix("%")) for it in states[1:-1]]
    assert shares == sorted(shares)
    assert len([share for share in shares if 60 < share < 100]) > 10  # the checks themselves, after the reading
    assert countycli("data", "check").err == ""


@pytest.mark.usefixtures("slow")
def test_a_fault_comes_after_a_cleared_line(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[document]\n", encoding="utf-8")
    err = Terminal()
    assert run(["show", "龙泉", "--data", str(own)], on(err)) == 5
    assert err.getvalue().split("\r\033[K")[-1].startswith("countycli: Faults in the data: 3; the first: ")
