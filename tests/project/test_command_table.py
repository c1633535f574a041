from __future__ import annotations

import shlex
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT

from countycli.cli import commands
from countycli.cli.group import load_command
from countycli.cli.table import COMMANDS, DATA_COMMANDS, CommandRow

if TYPE_CHECKING:
    from conftest import Program

ROWS: dict[tuple[str, ...], CommandRow] = {
    **{(name,): row for name, row in COMMANDS.items() if row.function != "group"},
    **{("data", name): row for name, row in DATA_COMMANDS.items()},
}
EVERY_ROW = pytest.mark.parametrize(("name", "row"), ROWS.items(), ids=map(" ".join, ROWS))


def module_of(row: CommandRow) -> Any:
    return import_module(f"{commands.__name__}.{row.module}")


def examples_of(name: tuple[str, ...], row: CommandRow) -> tuple[tuple[str, str], ...]:
    examples = module_of(row).EXAMPLES
    found: tuple[tuple[str, str], ...] = examples[name[-1]] if isinstance(examples, dict) else examples
    return found


OWN_FILE = """\
[document]
title = "A report"
publisher = "A county"
published = 2026-01-01
kind = "news"
access = "press"

[[observations]]
county = "331181"
period = "2024"
gdp = 200.5
"""
EXAMPLES = [line for name, row in ROWS.items() for line, _ in examples_of(name, row)]


@EVERY_ROW
def test_every_command_has_its_function(name: tuple[str, ...], row: CommandRow) -> None:
    assert callable(getattr(module_of(row), row.function))


@EVERY_ROW
def test_every_command_loads(name: tuple[str, ...], row: CommandRow) -> None:
    command = load_command(name[-1], row)
    assert command.name == name[-1]
    assert command.help == row.help


@EVERY_ROW
def test_every_command_has_examples_of_itself(name: tuple[str, ...], row: CommandRow) -> None:
    examples = examples_of(name, row)
    assert examples
    assert all(line.split()[: len(name) + 1] == ["countycli", *name] for line, _ in examples)
    assert all(gloss for _, gloss in examples)


def test_every_module_of_commands_is_in_the_table() -> None:
    folder = Path(commands.__path__[0])
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert modules == {row.module for row in (*COMMANDS.values(), *DATA_COMMANDS.values())}


def test_every_command_has_a_view() -> None:
    views = {path.stem for path in (ROOT / "src" / "countycli" / "render" / "views").glob("*.py")}
    assert {name[-1] for name, row in ROWS.items() if not row.text} <= views


@EVERY_ROW
def test_help_lists_the_command_and_its_examples(name: tuple[str, ...], row: CommandRow, countycli: Program) -> None:
    assert row.help.split()[0] in countycli(*name[:-1], "--help").out
    text = countycli(*name, "--help").out
    assert [line for line, _ in examples_of(name, row) if line not in text] == []


@pytest.mark.parametrize("line", EXAMPLES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_example_runs(
    line: str, lang: str, countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text(OWN_FILE, "utf-8")
    program, *arguments = shlex.split(line)
    result = countycli(*arguments, lang=lang)
    assert program == "countycli"
    assert result.code == 0, result.err
    assert result.out or "-o" in arguments
