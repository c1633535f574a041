"""What a compilation takes: `python benchmarks/compile.py [--base CHECKOUT] [--runs N] [--json FILE]`.

Two books are compiled, the bundled one and a synthetic one, which has more figures and fewer of them with details; each
in a process of its own. With `--base` another checkout compiles its own two in turn with these, so that a busy moment
slows both. Time is the processor's, of so many runs the least; memory is that of the process at its largest.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from compilation import Compiled, compiled

HERE = Path(__file__).parents[1]
SYNTHETIC = ("--metrics", "12", "--years", "10")
# For 100,000 figures: megabytes of memory and of the index; and the part of the base's time.
MOST_MEMORY, MOST_INDEX, MOST_TIME = 55, 10.5, 2 / 3


def datasets(checkout: Path, work: Path) -> dict[str, Path]:
    """Those of a checkout; another version may have other definitions."""
    made = work / "synthetic"
    command = [sys.executable, str(checkout / "benchmarks" / "synthetic.py"), str(made), *SYNTHETIC]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return {"bundled": checkout / "data", "synthetic": made}


def measured(checkouts: dict[str, Path], runs: int, work: Path) -> dict[str, dict[str, Compiled]]:
    """By book and checkout, the least of each amount."""
    books = {name: datasets(path, work / name) for name, path in checkouts.items()}
    found: dict[str, dict[str, list[Compiled]]] = {}
    for _ in range(runs):
        for name, path in checkouts.items():
            for book, dataset in books[name].items():
                taken = compiled(path / "src", dataset, work / "book.sqlite")
                found.setdefault(book, {}).setdefault(name, []).append(taken)
                (work / "book.sqlite").unlink()
    return {
        book: {name: Compiled(*map(min, zip(*its, strict=True))) for name, its in of_book.items()}
        for book, of_book in found.items()
    }


def table(found: dict[str, dict[str, Compiled]]) -> list[str]:
    lines = [f"{'for 100,000 figures':22}{'figures':>10}{'seconds':>10}{'peak MB':>10}{'index MB':>10}"]
    for book, of_book in found.items():
        for name, it in of_book.items():
            amounts = it.each(it.processor), it.each(it.peak) / 1e6, it.each(it.size) / 1e6
            cells = "".join(f"{amount:10.2f}" for amount in amounts)
            lines.append(f"{f'{book}, {name}':22}{it.figures:10,}{cells}")
    return lines


def verdict(found: dict[str, dict[str, Compiled]]) -> list[str]:
    lines = []
    for book, of_book in found.items():
        here = of_book["here"]
        over = [
            f"{name} {amount:.1f} of {most}"
            for name, amount, most in (
                ("peak", here.each(here.peak) / 1e6, MOST_MEMORY),
                ("index", here.each(here.size) / 1e6, MOST_INDEX),
            )
            if amount > most
        ]
        if "base" in of_book:
            ratio = here.each(here.processor) / of_book["base"].each(of_book["base"].processor)
            lines.append(f"{book}: {ratio:.2f} of the base's time (budget {MOST_TIME:.2f})")
        lines.append(f"{book}: above the budget: {', '.join(over) or 'nothing'}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--base", type=Path, help="another checkout to compare with")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    checkouts = {"base": arguments.base.absolute()} if arguments.base else {}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in (*checkouts, "here"):
            (work / name).mkdir()
        found = measured({**checkouts, "here": HERE}, arguments.runs, work)
    print("\n".join([*table(found), "", *verdict(found)]))
    if arguments.json:
        amounts = {book: {name: it._asdict() for name, it in of_book.items()} for book, of_book in found.items()}
        arguments.json.write_text(json.dumps(amounts, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
