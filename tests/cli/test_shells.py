"""Completion in the shells themselves: a line is typed, Tab is pressed, and the program tells its words."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from conftest import Process, clean_environment
from terminals import Screen

from countycli.cli.shell import SCRIPTS, script_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PROMPT = "ready> "
START = {
    "bash": (("bash", "--norc", "-i"), f"bind 'set enable-bracketed-paste off'; PS1='{PROMPT}'; source {{script}}\r"),
    "zsh": (("zsh", "-f", "-i"), f"PS1='{PROMPT}'; autoload -Uz compinit; compinit -u -D; source {{script}}\r"),
    "fish": (("fish", "--no-config"), f"function fish_prompt; echo '{PROMPT}'; end; source {{script}}\r"),
}
EVERY_SHELL = pytest.mark.parametrize("shell", START)
# In the place of the program: it completes, and tells its words instead of answering.
PROGRAM = """#!/bin/sh
[ -n "$_COUNTYCLI_COMPLETE" ] && exec "{python}" -m countycli
printf 'GOT'; printf '|%s' "$@"; echo
"""


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[str], Screen]:
    """Opens a shell that knows the program and its completion."""

    def start(shell: str) -> Screen:
        if not shutil.which(shell):
            pytest.skip(f"there is no {shell}")
        if shell == "bash" and is_old_bash():
            pytest.skip("this bash can't read characters of several bytes in completions")
        program = tmp_path / "bin" / "countycli"
        program.parent.mkdir()
        program.write_text(PROGRAM.format(python=sys.executable), "utf-8")
        program.chmod(0o755)
        script = tmp_path / "script"
        script.write_text(script_of(shell), "utf-8")
        command, lines = START[shell]
        path = f"{program.parent}:{clean_environment()['PATH']}"
        screen = Screen(*command, columns=120, PATH=path, HOME=str(tmp_path), LC_ALL="C.UTF-8")
        screen.type(f"cd {tmp_path}\r" + lines.format(script=script))
        screen.until(f"\n.*{PROMPT}")
        return screen

    return start


def is_old_bash() -> bool:
    version = subprocess.run(["bash", "-c", "echo ${BASH_VERSINFO[0]}"], capture_output=True, text=True, check=True)  # noqa: S607  # the bash that is tested
    return int(version.stdout) < 5


def words(screen: Screen, typed: str) -> list[str]:
    """The words that the program gets when a line is typed and sent off; a Tab in the line asks for completion."""
    before = screen.seen.count("GOT|")
    screen.type(typed + "\r")
    screen.until(rf"(GOT\|.*){{{before + 1}}}\n")
    told: list[str] = re.findall(r"GOT\|([^\r\n]*)", screen.seen)
    return told[-1].split("|")


def close(screen: Screen) -> None:
    screen.type("\x15exit\r")
    screen.finish()


@EVERY_SHELL
def test_what_was_typed_becomes_what_was_meant(shell: str, opened: Callable[[str], Screen]) -> None:
    screen = opened(shell)
    assert words(screen, "countycli show longquans\t") == ["show", "龙泉市"]
    assert words(screen, "countycli show 'long quans\t") in (["show", "龙泉市"], ["show", "龙泉市 "])
    assert words(screen, "countycli show 江山\t gdp\t") == ["show", "江山市", "gdp"]
    assert words(screen, "countycli rank czrkczhl\t") == ["rank", "urbanization_rate"]
    assert words(screen, "countycli rank gdp -p 2024q1-q3\t") == ["rank", "gdp", "-p", "2024-01/2024-09"]
    assert words(screen, "countycli rank gdp --mark=longquans\t") == ["rank", "gdp", "--mark=龙泉市"]
    assert words(screen, "countycli tren\t") == ["trend"]
    assert words(screen, "countycli rank --lat\t") == ["rank", "--latest"]
    close(screen)


@EVERY_SHELL
def test_what_may_mean_several_is_listed_with_what_tells_them_apart(
    shell: str, opened: Callable[[str], Screen]
) -> None:
    screen = opened(shell)
    screen.type("countycli show lq\t")
    if shell == "bash":  # which rings a bell first
        screen.type("\t")
    screen.until("龙泉市.*Longquan, Lishui, Zhejiang 331181")
    screen.until("路桥区.*Luqiao, Taizhou, Zhejiang 331004")
    assert words(screen, "") == ["show", "lq"]
    assert words(screen, "countycli rank gdp --mark=lq\t") == ["rank", "gdp", "--mark=lq"]
    assert words(screen, "countycli show longq\t") == ["show", "longq" if shell == "fish" else "龙泉"]
    close(screen)


@EVERY_SHELL
def test_names_of_files_are_completed_where_files_are_named(
    shell: str, opened: Callable[[str], Screen], tmp_path: Path
) -> None:
    (tmp_path / "notes.toml").touch()
    screen = opened(shell)
    assert words(screen, "countycli show 龙泉 --data not\t") == ["show", "龙泉", "--data", "notes.toml"]
    assert words(screen, "countycli data check not\t") == ["data", "check", "notes.toml"]
    assert words(screen, "countycli show not\t") == ["show", "not"]
    close(screen)


@pytest.mark.parametrize(("shell", "ending"), SCRIPTS.items())
def test_the_program_prints_the_script_for_each_shell(shell: str, ending: str, process: Process) -> None:
    done = process(_COUNTYCLI_COMPLETE=f"source_{shell}")
    assert (done.code, done.err) == (0, "")
    assert done.out == script_of(shell)
    assert f"complete_{'powershell' if ending == 'ps1' else shell}" in done.out


@EVERY_SHELL
def test_the_script_installs_itself(shell: str, tmp_path: Path) -> None:
    """Typer finds out which shell runs, and where the shell wants the script."""
    path = shutil.which(shell)
    if not path:
        pytest.skip(f"there is no {shell}")
    environ = {**clean_environment(), "HOME": str(tmp_path), "ZDOTDIR": str(tmp_path)}

    def within(*arguments: str) -> subprocess.CompletedProcess[str]:
        line = " ".join(f"'{argument}'" for argument in (sys.executable, *arguments))
        command = [path or "", "-c", f"{line}; true"]
        return subprocess.run(command, capture_output=True, text=True, env=environ, check=False, timeout=60)

    found = within("-c", "import shellingham; print(shellingham.detect_shell()[0])").stdout.strip()
    if found != shell:
        pytest.skip("the shell can't be detected here")
    assert within("-m", "countycli", "--show-completion").stdout.strip() == script_of(shell).strip()
    told = within("-m", "countycli", "--lang", "zh", "--install-completion").stdout
    assert told.startswith(f"已为 {shell} 装好补全")
    assert script_of(shell).strip() in {file.read_text("utf-8").strip() for file in tmp_path.rglob("*countycli*")}
