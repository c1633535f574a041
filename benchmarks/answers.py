"""How long answers take beside an empty Typer program: `python benchmarks/answers.py [--terminal] [--runs N] [--load]
[--markdown] [--json FILE]`.

Run it with the Python of an environment in which countycli is installed as a package (`pip install '.[bench]'`); a
checkout compares its TOML with the index first. All programs are run in turn, round by round, and medians are set
against each other. What an answer is held against:

- `hello`, a two-command Typer program that prints one Rich table, and `python -c pass`;
- its twin, a program of Typer and Rich in which the cells of the answer, or its JSON, are written down;
- its peers, other programs that print a table, each given the cells of `rank`: those beside this Python or on PATH.

`--terminal` asks on a pseudo-terminal of a hundred columns instead of in a pipe, where answers are drawn by Rich
(`terminal.py`). `--load` keeps every core busy meanwhile: budgets are ratios, and hold on a loaded machine too.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import py_compile
import shutil
import sqlite3
import sys
import tempfile
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from ratios import Budget, lines, machine, markdown, plain
from terminal import COLUMNS, ON_TERMINAL, drawing_twin
from timing import Case, busy, medians, output

PROGRAM = [sys.executable, "-m", "countycli"]
RANK = ["rank", "--metric", "gdp_growth"]
NATION = ["rank", "--metric", "gdp", "--period", "2023"]
COMPLETION = {"_COUNTYCLI_COMPLETE": "complete_bash", "COMP_WORDS": "countycli show 龙", "COMP_CWORD": "2"}
HELLO = """
import typer
app = typer.Typer(add_completion=False)
@app.command()
def hello():
    from rich.console import Console
    from rich.table import Table
    table = Table("a", "b")
    table.add_row("1", "2")
    Console().print(table)
@app.command()
def other():
    pass
app()
"""
TWIN = """
import typer
app = typer.Typer(add_completion=False)
@app.command()
def answer(what: str):
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text
    console = Console(width=200)
    for rows in {tables!r}:
        table = Table(*rows[0] if rows else [], box=None)
        for row in rows[1:]:
            table.add_row(*map(Text, row))
        console.print(table)
@app.command()
def other():
    pass
app()
"""


JSON_TWIN = """
import typer
app = typer.Typer(add_completion=False)
@app.command()
def answer(what: str):
    typer.echo({text!r}, nl=False)
@app.command()
def other():
    pass
app()
"""

NOTES = """[document]
title = "notes"
published = 2026-01-31
kind = "statistics_release"
access = "official"

[[observations]]
county = "331181"
period = "2025"
gdp_growth = 7.6
"""
OWN = "show --data FILE"


class Question(NamedTuple):
    """What is asked, and the most that the answer may take beside hello and beside its twin, if it has one."""

    arguments: list[str]
    budget: Budget = Budget()
    variables: dict[str, str] | None = None
    has_twin: bool = False

    @property
    def case(self) -> Case:
        return Case([*PROGRAM, *self.arguments], self.variables or {})

    @property
    def is_json(self) -> bool:
        return "--json" in self.arguments


def _of_rows(count: int) -> float:
    """The most that JSON of so many rows, and counties left out, may take beside hello."""
    return round(0.85 + 0.02 * count / 100, 2)


QUESTIONS = {
    "show": Question(["show", "龙泉"], Budget(0.90, 1.10), has_twin=True),
    "show --json": Question(["show", "龙泉", "--json"], Budget(0.85), has_twin=True),
    "rank": Question(RANK, Budget(0.90, 1.10), has_twin=True),
    "rank --json": Question([*RANK, "--json"], Budget(_of_rows(2_850)), has_twin=True),
    "rank --in --json": Question([*RANK, "--in", "浙江", "--json"], Budget(0.85), has_twin=True),
    "rank of the nation": Question(NATION, Budget(0.90, 1.10), has_twin=True),
    "rank of the nation --json": Question([*NATION, "--json"], Budget(_of_rows(2_850)), has_twin=True),
    "compare": Question(["compare", "义乌", "平阳"], Budget(0.90, 1.10), has_twin=True),
    "compare --json": Question(["compare", "义乌", "平阳", "--json"], Budget(0.85), has_twin=True),
    "search": Question(["search", "招商"], Budget(0.90, 1.10), has_twin=True),
    "search --json": Question(["search", "招商", "--json"], Budget(0.85), has_twin=True),
    "completion": Question([], Budget(0.80), COMPLETION),
    "--version": Question(["--version"], Budget(0.20)),
    "--help": Question(["--help"]),
    "unknown name": Question(["show", "龙全"]),
    "unknown option": Question(["show", "龙泉", "--jsno"]),
}


def twin(question: Question) -> str:
    """A Typer program that prints an answer's cells, or its JSON, which it holds as literals."""
    if question.is_json:
        return JSON_TWIN.format(text=output(question.case).decode("utf-8"))
    shown = output(question._replace(arguments=[*question.arguments, "--format", "markdown"]).case).decode("utf-8")
    tables: list[list[list[str]]] = [[]]
    for line in shown.splitlines():
        if line.startswith("|") and not line.startswith("| ---"):
            tables[-1].append([cell.strip() for cell in line.strip("|").split(" | ")])
        elif not line and tables[-1]:
            tables.append([])
    return TWIN.format(tables=tables)


def with_own_data(folder: Path) -> Case:
    """An answer that has figures of the reader's own; the round that doesn't count compiles them."""
    notes = folder / "notes.toml"
    notes.write_text(NOTES, encoding="utf-8")
    command = [*PROGRAM, *QUESTIONS["show"].arguments, "--data", str(notes)]
    return Case(command, {"XDG_CACHE_HOME": str(folder / "cache")})


def peers(folder: Path) -> dict[str, Case]:
    """Programs that print the cells of `rank`, as far as they are installed."""
    cells = output(Case([*PROGRAM, *RANK, "--format", "csv"], {})).decode("utf-8")
    file, base = folder / "rank.csv", folder / "rank.sqlite"
    file.write_text(cells, encoding="utf-8")
    save(cells, base)
    commands = {
        "sqlite-utils": tool("sqlite-utils", "rows", str(base), "rank", "--table"),
        "csvlook": tool("csvlook", str(file)),
        "rich": tool("rich", "--csv", str(file)),
        "duckdb": one_liner("duckdb", f"duckdb.read_csv({str(file)!r}).show()"),
        "pandas": one_liner("pandas", f"print(pandas.read_csv({str(file)!r}).to_string())"),
    }
    found = {name: Case(command, {}) for name, command in commands.items() if command}
    return {name: case for name, case in found.items() if output(case)}  # what prints nothing failed


def save(cells: str, base: Path) -> None:
    header, *rows = csv.reader(io.StringIO(cells))
    connection = sqlite3.connect(base)
    connection.execute(f"CREATE TABLE rank ({', '.join(header)})")
    connection.executemany(f"INSERT INTO rank VALUES ({', '.join('?' * len(header))})", rows)
    connection.commit()
    connection.close()


def tool(name: str, *arguments: str) -> list[str]:
    """A command beside this Python, or else on PATH; nothing where there is none."""
    path = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    return [path, *arguments] if path else []


def one_liner(module: str, code: str) -> list[str]:
    return [sys.executable, "-c", f"import {module}; {code}"] if find_spec(module) else []


def compiled(folder: Path, name: str, source: str) -> list[str]:
    """The command that runs a program as an installed one is run: its source is not compiled anew each time."""
    path, made = folder / f"{name}.py", folder / f"{name}.pyc"
    path.write_text(source, encoding="utf-8")
    py_compile.compile(str(path), cfile=str(made), doraise=True)
    return [sys.executable, str(made)]


def programs(folder: Path) -> dict[str, Case]:
    """All that is timed."""
    found = {"hello": Case([*compiled(folder, "hello", HELLO), "hello"], {})}
    found["python -c pass"] = Case([sys.executable, "-c", "pass"], {})
    for name, question in QUESTIONS.items():
        found[name] = question.case
        if question.has_twin:
            found[f"twin of {name}"] = Case([*compiled(folder, name, twin(question)), "answer", "it"], {})
    found[OWN] = with_own_data(folder)
    return {**found, **{f"peer {name}": case for name, case in peers(folder).items()}}


def programs_on_terminal(folder: Path) -> dict[str, Case]:
    """All that is timed on a terminal."""
    found = {"hello": [*compiled(folder, "hello", HELLO), "hello"], "python -c pass": [sys.executable, "-c", "pass"]}
    for name, question in ON_TERMINAL.items():
        found[name] = [*PROGRAM, *question.arguments]
        found[f"twin of {name}"] = [*compiled(folder, name, drawing_twin(question.arguments)), "answer", "it"]
    return {name: Case(command, {"TERM": "xterm-256color"}, COLUMNS) for name, command in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--terminal", action="store_true", help="ask on a terminal instead of in a pipe")
    parser.add_argument("--load", action="store_true", help="keep every core busy meanwhile")
    parser.add_argument("--markdown", action="store_true", help="print the table as the README shows it")
    parser.add_argument("--json", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cases = (programs_on_terminal if arguments.terminal else programs)(Path(folder))
        with busy() if arguments.load else nullcontext():
            times = medians(cases, arguments.runs)
    asked = ON_TERMINAL if arguments.terminal else QUESTIONS
    budgets = {name: question.budget for name, question in asked.items()}
    found = lines(times, {OWN: Budget(budgets["show"].hello), **budgets})
    circumstances = machine(loaded=arguments.load, runs=arguments.runs)
    print((markdown if arguments.markdown else plain)(found, circumstances))
    if arguments.json:
        content = {**circumstances._asdict(), "programs": {it.name: it.record() for it in found}}
        arguments.json.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
