"""What own data cost: `python benchmarks/own.py [--runs N] [--most N]`.

Run it with the Python of an environment in which countycli is installed as a package (`pip install .`). It asks the
same questions with a file of a hundred own figures, unchanged and edited, in turn; then it measures the first answer
with more and more figures, up to `--most` of them: layered into a copy of the bundled index and, where a file of
definitions stands beside them, compiled with the whole book.

Times are those of the processor, the least of all runs, for a busy machine makes the clock run on.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from timing import Case, installed, measured

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BUDGET = 2.0  # of an answer after an edit to the same answer without
FIRST_START = 8.0  # seconds of a first start with 300,000 own figures
FEW = 100
COUNTS = (100, 1_000, 10_000, 100_000, 300_000)
QUESTIONS = {
    "show": ["show", "龙泉"],
    "show --json": ["show", "龙泉", "--json"],
    "rank": ["rank", "-m", "gdp_growth"],
    "search": ["search", "招商"],
}
HEAD = """[document]
title = "Figures of one's own"
published = 2026-03-01
kind = "news"
access = "press"
"""
TERM = '[[terms]]\nwords = ["ownword"]\nmetrics = ["gdp"]\n'
BLOCK = 10  # indicators of those that have many figures


class Kind(NamedTuple):
    """An indicator with the range of its plausible values."""

    id: str
    low: float
    high: float


def book() -> sqlite3.Connection:
    return sqlite3.connect(installed() / "book.sqlite")


def write_figures(path: Path, count: int, index: sqlite3.Connection) -> None:
    """So many figures of counties and years drawn at random: each by itself, or as one who collects many has them, of
    ten indicators.
    """
    chance = random.Random(1)  # noqa: S311  # no secrets
    kinds = [
        Kind(*row) for row in index.execute("SELECT id, low, high FROM metrics WHERE scope IS NULL ORDER BY number")
    ]
    found = index.execute("SELECT code FROM places WHERE level = 'county' AND valid_from IS NULL AND valid_to IS NULL")
    blocks = list(product([code for (code,) in found], range(1990, 2025)))
    chance.shuffle(blocks)
    size = 1 if count <= FEW else BLOCK
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(islice(written(blocks, kinds, size, chance), count // size))


def written(
    blocks: Sequence[tuple[str, int]], kinds: Sequence[Kind], size: int, chance: random.Random
) -> Iterator[str]:
    for county, year in blocks:
        chosen = kinds[:size] if size > 1 else chance.sample(kinds, size)
        figures = (f"{kind.id} = {value(kind, chance)}" for kind in chosen)
        yield "\n".join([f'\n[[observations]]\ncounty = "{county}"\nperiod = "{year}"', *figures, ""])


def value(kind: Kind, chance: random.Random) -> float:
    """In the lower part of the range, as most places' values are."""
    return round(kind.low + min(kind.high - kind.low, 1000) * chance.uniform(0.1, 0.9), 2)


class Trial:
    """A folder of own files with an empty cache."""

    def __init__(self, folder: Path) -> None:
        self.own, self.cache = folder / "own", folder / "cache"
        self.own.mkdir(exist_ok=True)

    def ask(self, question: Sequence[str]) -> float:
        arguments = ["-m", "countycli", *question, "--data", str(self.own)]
        return measured(Case([sys.executable, *arguments], {"XDG_CACHE_HOME": str(self.cache)})).cpu

    def check(self) -> None:
        if subprocess.run(
            [sys.executable, "-m", "countycli", "data", "check", str(self.own)], stdout=subprocess.DEVNULL, check=False
        ).returncode:
            sys.exit("the own files have faults")


def edits(trial: Trial, runs: int) -> list[str]:
    path = trial.own / "notes.toml"
    text = path.read_text(encoding="utf-8")
    lines = [f"{'':14}{'unchanged, ms':>15}{'edited, ms':>12}{'ratio':>7}"]
    for name, question in QUESTIONS.items():
        unchanged, edited = [], []
        trial.ask(question)
        for number in range(runs):
            unchanged.append(trial.ask(question))
            path.write_text(f"{text}# {name} {number}\n", encoding="utf-8")
            edited.append(trial.ask(question))
        same, other = min(unchanged), min(edited)
        lines.append(f"{name:14}{same * 1000:15.0f}{other * 1000:12.0f}{other / same:7.2f}")
    return [*lines, f"budget {BUDGET:.2f}"]


def first_starts(folder: Path, most: int, index: sqlite3.Connection) -> Iterator[str]:
    yield f"{'own figures':>14}{'layered, s':>12}{'compiled, s':>13}"
    for count in (count for count in COUNTS if count <= most):
        seconds = []
        for term in ("", TERM):
            with tempfile.TemporaryDirectory(dir=folder) as inner:
                trial = Trial(Path(inner))
                write_figures(trial.own / "notes.toml", count, index)
                if term:
                    (trial.own / "terms.toml").write_text(term, encoding="utf-8")
                seconds.append(trial.ask(QUESTIONS["show"]))
        yield f"{count:14,}{seconds[0]:12.2f}{seconds[1]:13.2f}"
    yield f"budget {FIRST_START:.1f} s for {COUNTS[-1]:,}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--most", type=int, default=COUNTS[-1], help="own figures of the largest first start")
    arguments = parser.parse_args()
    os.environ["XDG_DATA_HOME"] = os.devnull
    index = book()
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder))
        write_figures(trial.own / "notes.toml", FEW, index)
        trial.check()
        print("\n".join(edits(trial, arguments.runs)), flush=True)
        for line in first_starts(Path(folder), arguments.most, index):
            print(line, flush=True)


if __name__ == "__main__":
    main()
