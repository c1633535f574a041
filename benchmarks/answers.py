"""How long answers take beside an empty Typer program: `python benchmarks/answers.py [--runs N] [--json FILE]`.

Run it with the Python of an environment in which countycli is installed as a package (`pip install .`); a checkout
compares its TOML with the index first. Every program is run in turn with `hello`, a two-command Typer program that
prints one Rich table, and its median is given as a ratio to hello's. `twin` prints the cells of `show 龙泉` from a
program in which they are written down.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COUNTY = "龙泉"
PROGRAM = [sys.executable, "-m", "countycli"]
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
# What is timed, and the most that it may take as a ratio to hello.
CASES: dict[str, tuple[list[str], dict[str, str], float | None]] = {
    "show": ([*PROGRAM, "show", COUNTY], {}, 1.30),
    "show --json": ([*PROGRAM, "show", COUNTY, "--json"], {}, 0.85),
    "rank": ([*PROGRAM, "rank", "--metric", "gdp_growth"], {}, 1.15),
    "rank --json": ([*PROGRAM, "rank", "--metric", "gdp_growth", "--json"], {}, 0.85),
    "compare": ([*PROGRAM, "compare", "义乌", "平阳"], {}, None),
    "search": ([*PROGRAM, "search", "招商"], {}, None),
    "completion": (
        PROGRAM,
        {"_COUNTYCLI_COMPLETE": "complete_bash", "COMP_WORDS": "countycli show 龙", "COMP_CWORD": "2"},
        0.85,
    ),
    "--version": ([*PROGRAM, "--version"], {}, 0.35),
    "--help": ([*PROGRAM, "--help"], {}, None),
    "an error": ([*PROGRAM, "show", "龙全"], {}, None),
    "python -c pass": ([sys.executable, "-c", "pass"], {}, None),
}


def twin() -> str:
    """A Typer program that prints the cells of `show` as literals."""
    shown = subprocess.run(
        [*PROGRAM, "show", COUNTY, "--format", "markdown"], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    tables: list[list[list[str]]] = [[]]
    for line in shown.stdout.splitlines():
        if line.startswith("|") and not line.startswith("| ---"):
            tables[-1].append([cell.strip() for cell in line.strip("|").split(" | ")])
        elif not line and tables[-1]:
            tables.append([])
    body = f"""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text
    console = Console(width=200)
    for rows in {tables!r}:
        table = Table(*rows[0] if rows else [], box=None)
        for row in rows[1:]:
            table.add_row(*map(Text, row))
        console.print(table)
"""
    head = "import typer\napp = typer.Typer(add_completion=False)\n@app.command()\ndef show(county: str):"
    return f"{head}{body}@app.command()\ndef other():\n    pass\napp()\n"


def seconds(command: list[str], variables: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(
        command, env={**os.environ, **variables}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - start


def ratio(case: list[str], variables: dict[str, str], base: list[str], runs: int) -> tuple[float, float]:
    """Median seconds of `case`, and its ratio to the median of `base`; both are run in turn after one warm-up."""
    times = [(seconds(case, variables), seconds(base, {})) for _ in range(runs + 1)][1:]
    ours, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    return ours, ours / theirs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        hello, same = Path(folder) / "hello.py", Path(folder) / "twin.py"
        hello.write_text(HELLO, encoding="utf-8")
        same.write_text(twin(), encoding="utf-8")
        base = [sys.executable, str(hello), "hello"]
        for name, (command, variables, budget) in CASES.items():
            results[name] = (*ratio(command, variables, base, arguments.runs), budget)
        show = CASES["show"][0]
        results["show / twin"] = (*ratio(show, {}, [sys.executable, str(same), "show", COUNTY], arguments.runs), 1.10)
    print(f"{'':16}{'ms':>7}{'ratio':>8}{'budget':>8}")
    for name, (median, found, budget) in results.items():
        print(f"{name:16}{median * 1000:7.0f}{found:8.2f}{budget or '':>8}")
    if arguments.json:
        rows = {name: {"seconds": it[0], "ratio": it[1], "budget": it[2]} for name, it in results.items()}
        arguments.json.write_text(json.dumps(rows, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
