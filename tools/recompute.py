"""Work the book's answers out a second time, and tell where the program answers otherwise.

    python tools/recompute.py                       what CI compares
    python tools/recompute.py --all                 every scope, county and derived figure: some minutes
    python tools/recompute.py --seed 7 --share 0.1  another sample of what is sampled, and a larger one

Figures are read from `data/`, everything else is calculated from the documented rules, without any of the program's
code. Then the program is asked, and each difference is printed with county, indicator, period and both values. The exit
code is 1 if there is one.

Compared whole: the figures of `data export`, derived ones among them, with their headlines; targets and their states;
coverage of the nation, the provinces and the groups; the nation's rankings of each indicator for every period, for the
one that the program chooses, and by latest figures. Of the rest a share, drawn by the seed: rankings in provinces,
prefectures and groups; the pages of places, with rivals, breaks and what their regions have; what former units answer
for themselves; the inputs of derived figures; coverage of prefectures.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from recomputation.answered import Comparison, RankQuestion
from recomputation.exported import compare_export
from recomputation.figures import Figures
from recomputation.program import running
from recomputation.rankings import Scope, filed_within, periods
from recomputation.reading import read
from recomputation.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recomputation.program import Ask
    from recomputation.records import Figure

ROOT = Path(__file__).resolve().parents[1]
NATION = Scope()
PROCESSES = 2

Item = TypeVar("Item")


class Sample:
    """Draws a share of things; of a few one at least."""

    def __init__(self, seed: str, share: float) -> None:
        self._random = random.Random(seed)  # noqa: S311 (nothing secret is drawn)
        self._share = share

    def of(self, items: Iterable[Item]) -> list[Item]:
        everything = list(items)
        return self._random.sample(everything, min(len(everything), max(1, round(len(everything) * self._share))))


def compare(figures: Figures, ask: Ask, sample: Sample) -> Report:
    report = Report()
    comparison = Comparison(figures, ask, report)
    _compare_figures(figures, ask, report)
    comparison.targets()
    comparison.coverages([NATION, *_regions(figures, "province"), *_groups(figures)])
    comparison.rankings(_national(figures))
    comparison.coverages(sample.of(_regions(figures, "prefecture")))
    comparison.rankings(sample.of(_local(figures)))
    comparison.places(sample.of(it for it in figures.registry.places if _is_living(figures, it)))
    comparison.former(sample.of(_of_former_units(figures)))
    comparison.chains(sample.of(it for it in figures.derived if _is_living(figures, it.figure.county)))
    return report


def _compare_figures(figures: Figures, ask: Ask, report: Report) -> None:
    with TemporaryDirectory() as folder:
        export = ("data", "export", "--format", "csv", "--output", f"{folder}/book")
        (answer,) = ask([export])
        if answer.code:
            sys.exit(answer.err)
        compare_export(figures, Path(folder, "book"), report)


def _regions(figures: Figures, level: str) -> Iterator[Scope]:
    places = figures.registry.places.values()
    yield from (Scope(region=it.code) for it in places if it.level == level and it.valid_to is None)


def _groups(figures: Figures) -> Iterator[Scope]:
    yield from (Scope(group=it) for it in figures.book.groups)


def _national(figures: Figures) -> Iterator[RankQuestion]:
    """Every period, that which the program should choose by leaving the choice to it."""
    for metric, held in figures.by_metric.items():
        best = periods(figures, figures.book.metrics[metric], NATION)[:1]
        chosen = {it for it, _ in best}
        yield RankQuestion(metric, NATION, None, latest=True)
        yield from (RankQuestion(metric, NATION, None if period in chosen else period) for period in held)


def _local(figures: Figures) -> Iterator[RankQuestion]:
    """Of the indicators and periods of which somebody in the scope has a figure."""
    for scope in (*_regions(figures, "province"), *_regions(figures, "prefecture"), *_groups(figures)):
        inside = filed_within(figures, scope)
        held = [key for key, codes in figures.valued.items() if codes & inside]
        yield from (RankQuestion(metric, scope, period) for metric, period in held)
        for metric in dict.fromkeys(metric for metric, _ in held):
            yield from (RankQuestion(metric, scope, None, latest=it) for it in (False, True))


def _of_former_units(figures: Figures) -> Iterator[Figure]:
    """The headlines of units that ceased."""
    for code, held in figures.by_code.items():
        if not _is_living(figures, code):
            yield from (it.figure for it in figures.headlines(held) if it.figure.scope is None)


def _is_living(figures: Figures, code: str) -> bool:
    return figures.registry.places[code].valid_to is None


def _share(text: str) -> float:
    share = float(text)
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError("must be above 0, and 1 at most")
    return share


def _arguments() -> argparse.ArgumentParser:
    summary, _, usage = (__doc__ or "").partition("\n\n")
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=summary, epilog=usage, formatter_class=layout)
    parser.add_argument("--seed", default="1", help="any text; another seed, another sample (default: 1)")
    parser.add_argument("--share", default=0.01, type=_share, help="how much of the rest is drawn (default: 0.01)")
    parser.add_argument("--all", action="store_const", const=1.0, dest="share", help="all of the rest")
    return parser


def main() -> int:
    options = _arguments().parse_args()
    figures = Figures(read(ROOT / "data"))
    with running(PROCESSES) as ask:
        report = compare(figures, ask, Sample(options.seed, options.share))
    print(*report.differences, report.summary(), sep="\n")
    return 1 if report.differences else 0


if __name__ == "__main__":
    sys.exit(main())
