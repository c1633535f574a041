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
from typing import NamedTuple

HERE = Path(__file__).parents[1]
SYNTHETIC = ("--metrics", "12", "--years", "10")
# For 100,000 figures: megabytes of memory and of the index; and the part of the base's time.
MOST_MEMORY, MOST_INDEX, MOST_TIME = 55, 10.5, 2 / 3
COMPILE = """
import json, resource, sqlite3, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
try:
    from countycli.index.make.write import compile_folder
except ImportError:  # version 0.1.0 before its rooms
    from countycli.dataset.compile import compile_folder
target = Path(sys.argv[3]).absolute()
start = time.process_time()
compile_folder(Path(sys.argv[2]), target)
seconds = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
figures = sqlite3.connect(target).execute("SELECT count(*) FROM observations").fetchone()[0]
print(json.dumps({"figures": figures, "seconds": seconds, "peak": peak, "size": target.stat().st_size}))
"""


class Compiled(NamedTuple):
    """What a compilation took; `peak` and `size`, that of the index, are bytes."""

    figures: int
    seconds: float
    peak: int
    size: int

    def each(self, amount: float) -> float:
        """For 100,000 figures."""
        return amount * 1e5 / self.figures


def compiled(checkout: Path, dataset: Path, work: Path) -> Compiled:
    command = [sys.executable, "-c", COMPILE, str(checkout / "src"), str(dataset), str(work / "book.sqlite")]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    (work / "book.sqlite").unlink()
    return Compiled(**json.loads(done.stdout))


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
                found.setdefault(book, {}).setdefault(name, []).append(compiled(path, dataset, work))
    return {
        book: {name: Compiled(*map(min, zip(*its, strict=True))) for name, its in of_book.items()}
        for book, of_book in found.items()
    }


def table(found: dict[str, dict[str, Compiled]]) -> list[str]:
    lines = [f"{'for 100,000 figures':22}{'figures':>10}{'seconds':>10}{'peak MB':>10}{'index MB':>10}"]
    for book, of_book in found.items():
        for name, it in of_book.items():
            amounts = it.each(it.seconds), it.each(it.peak) / 1e6, it.each(it.size) / 1e6
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
            ratio = here.each(here.seconds) / of_book["base"].each(of_book["base"].seconds)
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
