"""`--pager`: long answers leafed through on a terminal, and nowhere else."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from conftest import Pipe, Terminal
from terminals import on_terminal, script

from countycli.cli.environment import Environment

if TYPE_CHECKING:
    from conftest import Program

ANSWER = ("show", "龙泉")
# A pager that tells what it was given, ends before it has read all, or waits for a key of the reader.
TELLS = "import os, sys; print('PAGED', os.environ['LESS'], os.environ.get('LESSCHARSET')); print(sys.stdin.read())"
QUITS = "import sys; print('FIRST', sys.stdin.readline())"
WAITS = """import sys, signal
signal.signal(signal.SIGINT, lambda *_: print("INTERRUPTED", flush=True))
print("READY", flush=True)
with open("/dev/tty") as keys:
    keys.readline()
print("READ", len(sys.stdin.read()))"""


@pytest.fixture
def tells(tmp_path: Path) -> str:
    return script(tmp_path, "tells.py", TELLS)


def test_an_answer_goes_to_the_pager_that_is_named(tells: str) -> None:
    result = on_terminal(*ANSWER, "--pager", PAGER=tells).finish()
    assert result.code == 0
    assert result.out.startswith("PAGED FRX utf-8\n")
    shown = on_terminal(*ANSWER, FORCE_HYPERLINK="0").finish()
    assert "\x1b[" in shown.out  # with colour
    assert shown.out.rstrip() in result.out


def test_what_less_was_told_stays(tells: str) -> None:
    result = on_terminal(*ANSWER, "--pager", PAGER=tells, LESS="-S", LESSCHARSET="latin1").finish()
    assert result.out.startswith("PAGED -S latin1\n")


@pytest.mark.parametrize(
    ("asked", "variables", "pagers"),
    [
        (False, {}, ()),
        (False, {"PAGER": "less"}, ()),
        (False, {"COUNTYCLI_PAGER": "less -S"}, ("less -S",)),
        (False, {"COUNTYCLI_PAGER": ""}, ()),
        (True, {}, ("less", "more")),
        (True, {"PAGER": "most"}, ("most",)),
        (True, {"COUNTYCLI_PAGER": "lv", "PAGER": "most"}, ("lv",)),
        (True, {"COUNTYCLI_PAGER": "", "PAGER": "most"}, ()),
        (True, {"PAGER": "cat"}, ()),
        (True, {"PAGER": " "}, ()),
        (True, {"PAGER": "less", "TERM": "dumb"}, ()),
    ],
)
def test_which_pager_is_taken(asked: bool, variables: dict[str, str], pagers: tuple[str, ...]) -> None:
    assert Environment(Terminal(), Pipe(), variables).pagers(asked=asked) == pagers
    assert Environment(Pipe(), Terminal(), variables).pagers(asked=asked) == ()


@pytest.mark.parametrize(("choice", "is_paged"), [((), True), (("--no-pager",), False), (("--pager",), True)])
def test_a_pager_for_all_answers_is_switched_off_for_one(choice: tuple[str, ...], is_paged: bool, tells: str) -> None:
    result = on_terminal("data", "path", *choice, COUNTYCLI_PAGER=tells).finish()
    assert result.code == 0
    assert result.out.startswith("PAGED") == is_paged


@pytest.mark.parametrize("line", [("show", "--help"), ("help", "ranking", "--pager"), ()])
def test_texts_are_leafed_through_too(line: tuple[str, ...], tells: str) -> None:
    assert on_terminal(*line, COUNTYCLI_PAGER=tells).finish().out.startswith("PAGED")


def test_off_a_terminal_there_is_none(tells: str, countycli: Program, tmp_path: Path) -> None:
    plain = countycli(*ANSWER)
    assert countycli(*ANSWER, "--pager", PAGER=tells, COUNTYCLI_PAGER=tells) == plain
    target = tmp_path / "answer.txt"
    told = on_terminal(*ANSWER, "--pager", "-o", str(target), PAGER=tells).finish()
    assert told.out == f"countycli: Written to {target}\n"


def test_a_reader_who_leaves_early_is_no_error(tmp_path: Path) -> None:
    pager = script(tmp_path, "quits.py", QUITS)
    result = on_terminal("metrics", "--json", "--pager", PAGER=pager).finish()
    assert (result.code, result.out) == (0, "FIRST {\n\n")


@pytest.mark.parametrize(("line", "code"), [(("show", "nowhere"), 3), (("show", "朝阳"), 4), (("show",), 2)])
def test_errors_are_told_beside_the_pager(line: tuple[str, ...], code: int, tells: str) -> None:
    result = on_terminal(*line, COUNTYCLI_PAGER=tells).finish()
    assert result.code == code
    assert result.out.startswith("countycli: ")


def test_a_check_with_faults_keeps_its_exit_code(tells: str, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[document]\n", encoding="utf-8")
    result = on_terminal("data", "check", str(own), "--pager", PAGER=tells).finish()
    assert result.code == 5
    assert "PAGED" in result.out


@pytest.mark.parametrize("named", ["no-such-pager --at-all", "less 'unclosed"])
def test_a_pager_that_cant_be_run_is_told_of(named: str, countycli: Program) -> None:
    result = on_terminal("data", "path", "--pager", PAGER=named).finish()
    told, *answer = result.out.splitlines(keepends=True)
    assert result.code == 0
    assert told.startswith(f"countycli: The pager {named} can't be run: ")
    assert "".join(answer) == countycli("data", "path").out


def test_a_pager_that_fails_loses_nothing(tmp_path: Path, countycli: Program) -> None:
    pager = script(tmp_path, "fails.py", "import sys; sys.exit(1)")
    result = on_terminal("data", "path", "--pager", PAGER=pager).finish()
    assert result.code == 0
    assert f"countycli: The pager {pager} failed with exit code 1\n" in result.out
    assert result.out.endswith(countycli("data", "path").out)


def test_a_pager_that_the_reader_interrupts_has_not_failed(tmp_path: Path) -> None:
    pager = script(tmp_path, "leaves.py", "import sys; print('SHOWN'); sys.exit(2)")
    result = on_terminal("data", "path", "--pager", PAGER=pager).finish()
    assert (result.code, result.out) == (0, "SHOWN\n")


def test_where_no_pager_is_installed_the_answer_comes_all_the_same(tmp_path: Path, countycli: Program) -> None:
    result = on_terminal("data", "path", "--pager", PATH=str(tmp_path)).finish()
    told, *answer = result.out.splitlines(keepends=True)
    assert told == "countycli: The pager more can't be run: no such file or folder\n"
    assert "".join(answer) == countycli("data", "path").out


def test_ctrl_c_belongs_to_the_pager(tmp_path: Path) -> None:
    pager = script(tmp_path, "waits.py", WAITS)
    screen = on_terminal("metrics", "--pager", "--lang", "zh", PAGER=pager)
    screen.until("READY")
    screen.type("\x03")
    screen.until("INTERRUPTED")
    screen.type("\n")
    result = screen.finish()
    assert result.code == 0
    assert "READ" in result.out


@pytest.mark.skipif(shutil.which("less") is None, reason="`less` is not installed")
def test_less_itself() -> None:
    screen = on_terminal(*ANSWER, "--pager", "--lang", "zh", LC_ALL="C")
    screen.until("龙泉市.*\n:")  # the first page in Chinese, and the prompt, whatever the locale
    screen.type("q")
    assert screen.finish().code == 0


@pytest.mark.skipif(shutil.which("less") is None, reason="`less` is not installed")
def test_less_leaves_at_once_what_fits_the_screen() -> None:
    result = on_terminal("data", "path", "--pager").finish()
    assert result.code == 0
