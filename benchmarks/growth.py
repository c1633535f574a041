"""What a larger book costs: `python benchmarks/growth.py FOLDER [--base FOLDER] [--runs N] [--json FILE]`.

FOLDER is a dataset such as `synthetic.py` makes; the base, unless another one is named, is the one that is bundled. Run
it with the Python of an environment in which countycli is installed as a package (`pip install .`). It compiles both
datasets, each in a process of its own, sets both indexes in copies of the installed package, and asks both the same
questions in turn.

An answer may take longer because the book is larger, or because the answer is: its size stands beside its time.
`--work FOLDER` keeps the copies there, and takes them from there the next time.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from compilation import Compiled, compiled
from timing import Case, Times, installed, medians, output

BUDGET = 1.10  # of an answer's time on the larger book to that on the base
QUESTIONS = {
    "show": ["show", "龙泉"],
    "show --json": ["show", "龙泉", "--json"],
    "rank (census)": ["rank", "-m", "population"],
    "rank --json": ["rank", "-m", "population", "--json"],
    "rank gdp_growth": ["rank", "-m", "gdp_growth"],
    "rank --latest": ["rank", "-m", "gdp_growth", "--latest"],
    "rank of a period": ["rank", "-m", "population", "-p", "2020"],
    "search": ["search", "招商"],
    "compare": ["compare", "龙泉", "云和"],
    "an error": ["show", "龙全"],
}
COMPLETION = {"_COUNTYCLI_COMPLETE": "complete_bash", "COMP_WORDS": "countycli show 龙", "COMP_CWORD": "2"}


class Answer(NamedTuple):
    """One question to both books: times, and how many bytes the answer has."""

    base: Times
    grown: Times
    base_size: int
    grown_size: int

    @property
    def ratio(self) -> float:
        return self.grown.wall / self.base.wall


def prepared(dataset: Path, work: Path) -> Compiled:
    """A copy of the installed package in `work`, with the index of another dataset."""
    report = work / "compiled.json"
    if not report.exists():
        shutil.copytree(installed(), work / "countycli", dirs_exist_ok=True)
        try:
            taken = compiled(installed().parent, dataset, work / "countycli" / "book.sqlite")
        except subprocess.CalledProcessError:
            sys.exit(f"{dataset} can't be compiled")
        report.write_text(json.dumps(taken._asdict()), encoding="utf-8")
    return Compiled(**json.loads(report.read_bytes()))


def cases(work: Path) -> dict[str, Case]:
    program, variables = [sys.executable, "-m", "countycli"], {"PYTHONPATH": str(work)}
    asked = {name: Case([*program, *arguments], variables) for name, arguments in QUESTIONS.items()}
    return {**asked, "completion": Case(program, {**variables, **COMPLETION})}


def answers(base: Path, grown: Path, runs: int) -> dict[str, Answer]:
    first, second = cases(base), cases(grown)
    found = {}
    for name in first:
        times = medians({"base": first[name], "grown": second[name]}, runs)
        sizes = len(output(first[name])), len(output(second[name]))
        found[name] = Answer(times["base"], times["grown"], *sizes)
    return found


def compilation(base: Compiled, grown: Compiled) -> list[str]:
    rows = [
        ("figures", *(f"{it.figures:,}" for it in (base, grown))),
        ("compilation, s", *(f"{it.wall:.1f}" for it in (base, grown))),
        ("  for 100,000 figures", *(f"{it.each(it.wall):.2f}" for it in (base, grown))),
        ("peak memory, MB", *(f"{it.peak / 1e6:.0f}" for it in (base, grown))),
        ("  for 100,000 figures", *(f"{it.each(it.peak) / 1e6:.0f}" for it in (base, grown))),
        ("index, MB", *(f"{it.size / 1e6:.1f}" for it in (base, grown))),
        ("  for 100,000 figures", *(f"{it.each(it.size) / 1e6:.1f}" for it in (base, grown))),
    ]
    return [f"{'':24}{'base':>12}{'grown':>12}", *(f"{name:24}{one:>12}{other:>12}" for name, one, other in rows)]


def table(found: dict[str, Answer]) -> list[str]:
    head = (
        f"{'':18}{'base ms':>8}{'grown':>7}{'ratio':>7}{'cpu ms':>8}{'grown':>7}{'ratio':>7}{'base kB':>9}{'grown':>8}"
    )
    return [head, *(line(name, it) for name, it in found.items())]


def line(name: str, it: Answer) -> str:
    wall, cpu = (it.base.wall, it.grown.wall), (it.base.cpu, it.grown.cpu)
    times = "".join(f"{a * 1000:8.0f}{b * 1000:7.0f}{b / a:7.2f}" for a, b in (wall, cpu))
    return f"{name:18}{times}{it.base_size / 1e3:9.1f}{it.grown_size / 1e3:8.1f}"


def as_json(base: Compiled, grown: Compiled, found: dict[str, Answer]) -> str:
    times = {
        name: {"base": it.base._asdict(), "grown": it.grown._asdict(), "ratio": it.ratio} for name, it in found.items()
    }
    return json.dumps({"base": base._asdict(), "grown": grown._asdict(), "answers": times, "budget": BUDGET}, indent=2)


def verdict(found: dict[str, Answer]) -> str:
    over = [name for name, it in found.items() if it.ratio > BUDGET]
    return f"budget {BUDGET:.2f}; above it: {', '.join(over) or 'none'}"


def compare(arguments: argparse.Namespace, work: Path) -> None:
    base = prepared(arguments.base or installed() / "data", work / "base")
    grown = prepared(arguments.folder, work / "grown")
    found = answers(work / "base", work / "grown", arguments.runs)
    print("\n".join([*compilation(base, grown), "", *table(found), "", verdict(found)]))
    if arguments.json:
        arguments.json.write_text(as_json(base, grown, found), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="the larger dataset")
    parser.add_argument("--base", type=Path, help="what it is held against (default: the bundled dataset)")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--work", type=Path, help="where the copies are kept")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compare(arguments, arguments.work or Path(folder))


if __name__ == "__main__":
    main()
