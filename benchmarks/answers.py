"""How long answers take beside an empty Typer program: `python benchmarks/answers.py [--runs N] [--json FILE]`.

Run it with the Python of an environment in which countycli is installed as a package (`pip install .`); a checkout
compares its TOML with the index first. All programs are run in turn, round by round, and medians are set against each
other. What an answer is held against:

- `hello`, a two-command Typer program that prints one Rich table, and `python -c pass`;
- its twin, a program of Typer and Rich in which the cells of the answer are written down;
- its peers, other programs that print a table: those installed in this environment, each given the cells of `rank`.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sqlite3
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from timing import Case, Times, medians, output

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = [sys.executable, "-m", "countycli"]
RANK = ["rank", "--metric", "gdp_growth"]
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


class Question(NamedTuple):
    """What is asked, and the most that the answer may take as a ratio to hello and to its twin, if it has one."""

    arguments: list[str]
    budget: float | None = None
    variables: dict[str, str] | None = None
    twin_budget: float | None = None

    @property
    def case(self) -> Case:
        return Case([*PROGRAM, *self.arguments], self.variables or {})


QUESTIONS = {
    "show": Question(["show", "龙泉"], 1.30, twin_budget=1.10),
    "show --json": Question(["show", "龙泉", "--json"], 0.85),
    "rank": Question(RANK, 1.15, twin_budget=1.10),
    "rank --json": Question([*RANK, "--json"], 0.85),
    "compare": Question(["compare", "义乌", "平阳"], twin_budget=1.10),
    "search": Question(["search", "招商"], twin_budget=1.10),
    "completion": Question([], 0.85, COMPLETION),
    "--version": Question(["--version"], 0.35),
    "--help": Question(["--help"]),
    "an error": Question(["show", "龙全"]),
}


def twin(question: Question) -> str:
    """A Typer program that prints the cells of an answer as literals."""
    shown = output(question._replace(arguments=[*question.arguments, "--format", "markdown"]).case).decode("utf-8")
    tables: list[list[list[str]]] = [[]]
    for line in shown.splitlines():
        if line.startswith("|") and not line.startswith("| ---"):
            tables[-1].append([cell.strip() for cell in line.strip("|").split(" | ")])
        elif not line and tables[-1]:
            tables.append([])
    return TWIN.format(tables=tables)


def peers(folder: Path) -> dict[str, Case]:
    """Programs that print the cells of `rank`, as far as they are installed here."""
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
    """A command of this environment; nothing where it isn't there."""
    path = Path(sys.executable).with_name(name)
    return [str(path), *arguments] if path.exists() else []


def one_liner(module: str, code: str) -> list[str]:
    return [sys.executable, "-c", f"import {module}; {code}"] if find_spec(module) else []


def programs(folder: Path) -> dict[str, Case]:
    """All that is timed."""
    (folder / "hello.py").write_text(HELLO, encoding="utf-8")
    found = {"hello": Case([sys.executable, str(folder / "hello.py"), "hello"], {})}
    found["python -c pass"] = Case([sys.executable, "-c", "pass"], {})
    for name, question in QUESTIONS.items():
        found[name] = question.case
        if question.twin_budget:
            path = folder / f"{name}.py"
            path.write_text(twin(question), encoding="utf-8")
            found[f"twin of {name}"] = Case([sys.executable, str(path), "answer", "it"], {})
    return {**found, **{f"peer {name}": case for name, case in peers(folder).items()}}


# What is printed


class Line(NamedTuple):
    """A program and, as ratios of medians by the clock, what it takes beside others."""

    name: str
    times: Times
    to_hello: float
    budget: float | None
    to_pass: float
    to_twin: float | None
    twin_budget: float | None


def lines(times: dict[str, Times]) -> Iterator[Line]:
    for name, it in times.items():
        question, same = QUESTIONS.get(name, Question([])), times.get(f"twin of {name}")
        to_twin = it.wall / same.wall if same else None
        to_hello, to_pass = it.wall / times["hello"].wall, it.wall / times["python -c pass"].wall
        yield Line(name, it, to_hello, question.budget, to_pass, to_twin, question.twin_budget)


def table(found: list[Line]) -> list[str]:
    head = f"{'':18}{'ms':>6}{'cpu':>6}{'/ hello':>9}{'budget':>8}{'/ pass':>8}{'/ twin':>8}{'budget':>8}"
    return [head, *map(row, found)]


def row(it: Line) -> str:
    first = f"{it.name:18}{it.times.wall * 1000:6.0f}{it.times.cpu * 1000:6.0f}"
    return (
        f"{first}{it.to_hello:9.2f}{number(it.budget)}{number(it.to_pass)}{number(it.to_twin)}{number(it.twin_budget)}"
    )


def number(value: float | None) -> str:
    return " " * 8 if value is None else f"{value:8.2f}"


def beside_peers(times: dict[str, Times]) -> list[str]:
    """`rank` as a ratio to each of its peers."""
    found = [(name, it) for name, it in times.items() if name.startswith("peer ")]
    ratios = [f"{name.removeprefix('peer ')} {times['rank'].wall / it.wall:.2f}" for name, it in found]
    return [f"rank / peers: {', '.join(ratios)}"] if ratios else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        times = medians(programs(Path(folder)), arguments.runs)
    found = list(lines(times))
    print("\n".join([*table(found), *beside_peers(times)]))
    if arguments.json:
        rows = {it.name: {**it._asdict(), "times": it.times._asdict()} for it in found}
        arguments.json.write_text(json.dumps(rows, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
