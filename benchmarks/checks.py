"""How the checks of a dataset grow with its figures: `python benchmarks/checks.py [--sizes 2000,8000,63000]`.

Figures crowd where a check might compare each with all others: in one place, one indicator, one document, one period
of one place; and documents contradict each other wherever they can. For every shape and number of blocks a process of
its own reads the files and runs the checks. Times are the processor's; what counts is how the time per figure grows
from the smallest to the largest number: a check that compares all pairs takes thirty times as long per figure for
thirty times the blocks.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATA = Path(__file__).parents[1] / "data"
BUDGET = 1.5  # of the time per figure with the most blocks to that with the fewest
COUNTY = "330782"
FIRST_YEAR, LAST_YEAR = 1900, 2025
HEAD = """[document]
title = "Document {number}"
published = 2026-03-01
kind = "news"
access = "official"
"""
BLOCKS_OF_A_DOCUMENT = 5000
# Runs in a process of its own: the folder of definitions, and that of the documents.
MEASURED = """
import gc, json, sys, time
from pathlib import Path
from countycli.checks import run_checks
from countycli.source.files import read_files
from countycli.source.folders import toml_files
gc.disable()
steps = []
files = [*sorted(Path(sys.argv[1]).glob("*.toml")), *toml_files([Path(sys.argv[2])])]
start = time.process_time()
draft = read_files(files)
read = time.process_time()
run_checks(draft, steps.append)
checked = time.process_time()
print(json.dumps({
    "figures": len(draft.observations), "read": read - start, "checks": checked - read,
    "faults": len(draft.problems), "steps": len(steps),
}))
"""


class Block(NamedTuple):
    county: str
    period: str
    months: int
    noise: float = 0  # how far figures may be off, as a part of them
    scope: str = ""


class Measured(NamedTuple):
    """Seconds of processor time, and how often the checks told how far they were."""

    figures: int
    read: float
    checks: float
    faults: int
    steps: int

    @property
    def per_figure(self) -> float:
        """Microseconds that the checks take for a figure."""
        return self.checks * 1e6 / self.figures


def periods() -> Iterator[tuple[str, int]]:
    """All periods within a year and of several years, and how many months they have."""
    for year in range(LAST_YEAR, FIRST_YEAR - 1, -1):
        yield str(year), 12
        for last in range(1, 12):
            yield span(year, 1, last), last
        for first in range(2, 13):
            for last in range(first, 13):
                yield span(year, first, last), last - first + 1


def span(year: int, first: int, last: int) -> str:
    return f"{year}-{first:02d}/{year}-{last:02d}" if last > first else f"{year}-{first:02d}"


def counties() -> list[str]:
    lines = (DATA / "counties.toml").read_text(encoding="utf-8").split("[[counties]]")
    return [entry.split('code = "')[1][:6] for entry in lines[1:] if "valid_" not in entry]


def one_place(size: int) -> Iterator[list[Block]]:
    """As many periods of one county as there are, then those of parts of it, in as few documents as hold them."""
    known = list(periods())
    scopes = ["", *(f"范围{number}" for number in range(1, size // len(known) + 1))]
    blocks = [Block(COUNTY, *known[n % len(known)], scope=scopes[n // len(known)]) for n in range(size)]
    yield from parted(blocks, BLOCKS_OF_A_DOCUMENT)


def one_document(size: int) -> Iterator[list[Block]]:
    """Many counties and periods."""
    known, codes = list(periods()), counties()
    yield [Block(codes[number % len(codes)], *known[number // len(codes)]) for number in range(size)]


def one_period(size: int) -> Iterator[list[Block]]:
    """Each document tells the same of one county."""
    yield from ([Block(COUNTY, str(year), 12) for year in (2023, 2024)] for _ in range(size // 2))


def contradictory(size: int) -> Iterator[list[Block]]:
    """Each document tells something else of one county."""
    yield from ([Block(COUNTY, str(year), 12, 0.9) for year in (2023, 2024)] for _ in range(size // 2))


def parted(blocks: list[Block], most: int) -> Iterator[list[Block]]:
    rest = iter(blocks)
    while part := list(islice(rest, most)):
        yield part


def whole(block: Block, chance: Random) -> dict[str, float]:
    """Figures that fit each other; without those for which others are to be found in other documents."""
    gdp = 100.0 * block.months / 12
    figures = {
        "gdp": gdp,
        "primary_va": gdp * 0.1,
        "secondary_va": gdp * 0.4,
        "tertiary_va": gdp * 0.5,
        "gdp_growth": 0.0,
        "resident_population": 10.0,
        "gdp_per_capita": gdp * 1000,
        "secondary_share": 40.0,
    }
    return {name: value * (1 + block.noise * chance.uniform(-1, 1)) for name, value in figures.items()}


def parts_alone(block: Block, chance: Random) -> dict[str, float]:
    """What only other documents' figures can bear out."""
    names = ("gdp", "gdp_per_capita") if chance.random() < 0.5 else ("primary_va", "secondary_va", "tertiary_va")
    figures = whole(block, chance)
    return {name: figures[name] for name in (*names, "gdp_growth")}


def one_metric(block: Block, chance: Random) -> dict[str, float]:
    return {"gdp": whole(block, chance)["gdp"]}


class Shape(NamedTuple):
    documents: Callable[[int], Iterator[list[Block]]]
    figures: Callable[[Block, Random], dict[str, float]]


SHAPES = {
    "one place": Shape(one_place, whole),
    "one metric": Shape(one_document, one_metric),
    "one document": Shape(one_document, whole),
    "one period": Shape(one_period, whole),
    "one period, parts": Shape(one_period, parts_alone),
    "contradictions": Shape(contradictory, whole),
    "contradictions, parts": Shape(contradictory, parts_alone),
}


def write(folder: Path, shape: Shape, size: int) -> None:
    chance = Random(size)  # noqa: S311  # no secret
    for number, blocks in zip(count(), shape.documents(size)):
        text = "".join(written(block, shape.figures(block, chance)) for block in blocks)
        (folder / f"d{number}.toml").write_text(HEAD.format(number=number) + text, encoding="utf-8")


def written(block: Block, figures: dict[str, float]) -> str:
    lines = "".join(f"{name} = {value:.3f}\n" for name, value in figures.items())
    scope = f'scope = "{block.scope}"\n' if block.scope else ""
    return f'[[observations]]\ncounty = "{block.county}"\nperiod = "{block.period}"\n{scope}{lines}'


def measured(shape: Shape, size: int) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), shape, size)
        command = [sys.executable, "-c", MEASURED, str(DATA), folder]
        return Measured(**json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout))


def growth(found: dict[int, Measured]) -> float:
    """The time per figure with the most blocks as a multiple of that with the fewest."""
    return found[max(found)].per_figure / found[min(found)].per_figure


def rows(name: str, found: dict[int, Measured]) -> Iterator[str]:
    for size, it in found.items():
        numbers = (
            f"{size:9,}{it.figures:10,}{it.read:8.2f}{it.checks:9.2f}{it.per_figure:8.1f}{it.faults:9,}{it.steps:7}"
        )
        yield f"{name:23}{numbers}"
    yield f"{'':23}time per figure grows by {growth(found):.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", default="2000,8000,63000", help="numbers of blocks, separated by commas")
    parser.add_argument("--shapes", nargs="*", choices=SHAPES, default=[*SHAPES])
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    print(f"{'':23}{'blocks':>9}{'figures':>10}{'read s':>8}{'checks s':>9}{'µs/fig':>8}{'faults':>9}{'told':>7}")
    results: dict[str, dict[int, Measured]] = {}
    for name in arguments.shapes:
        results[name] = {size: measured(SHAPES[name], size) for size in sizes}
        print("\n".join(rows(name, results[name])), flush=True)
    over = [name for name, found in results.items() if growth(found) > BUDGET]
    print(f"budget {BUDGET}; above it: {', '.join(over) or 'none'}")
    if arguments.json:
        arguments.json.write_text(as_json(results), encoding="utf-8")


def as_json(results: dict[str, dict[int, Measured]]) -> str:
    shown = {
        name: {"growth": growth(found), "sizes": {size: it._asdict() for size, it in found.items()}}
        for name, found in results.items()
    }
    return json.dumps({"budget": BUDGET, "shapes": shown}, indent=2)


if __name__ == "__main__":
    main()
