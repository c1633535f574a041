"""Work the book's answers out a second time, and tell where the program answers otherwise.

    python tools/recompute.py                        what CI compares: about a minute
    python tools/recompute.py --all                  every scope, period, county and derived figure: hours
    python tools/recompute.py --seed 7 --share 0.02  another sample of what is sampled, and a larger one

Figures are read from `data/`, everything else is calculated from the documented rules, without any of the program's
code. Then the program is asked, and each difference is printed with county, indicator, period and both values. The exit
code is 1 if there is one.

Compared whole: the figures of `data export`, derived ones among them, with their headlines; targets and their states;
coverage of the nation, the provinces and the groups. Of the rest a share, drawn by the seed, and besides at least one
of each kind: rankings of each indicator, in each kind of scope (nation, province, prefecture, group, counties of a
kind), for each kind of period, for the period that the program chooses, and by latest figures; pages of places of each
level and kind and of each province, with ranks there, rivals, breaks and what their regions have; series of each
indicator, with changes and the reasons why none is told; what former units answer for themselves; the inputs of derived
figures, of each formula; coverage of prefectures and of kinds. What is drawn stays drawn when the book grows.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from recomputation.answered import Comparison, RankQuestion
from recomputation.exported import compare_export
from recomputation.figures import Figures
from recomputation.program import running
from recomputation.rankings import Scope, filed_within, members, periods
from recomputation.reading import read
from recomputation.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from recomputation.periods import Period
    from recomputation.program import Ask
    from recomputation.records import Figure

ROOT = Path(__file__).resolve().parents[1]
NATION = Scope()
PROCESSES = 2

Item = TypeVar("Item")


class Sample:
    """Draws a share of things, and the first that has a trait which none before had. Each draw depends on nothing but
    the seed and the name of the thing, so that a growing book adds to the sample and leaves what is there.
    """

    def __init__(self, seed: str, share: float) -> None:
        self._seed, self._share = seed, share

    def of(
        self,
        items: Iterable[Item],
        traits: Callable[[Item], Iterable[object]] = lambda _: [""],
        name: Callable[[Item], object] = lambda item: item,
    ) -> list[Item]:
        lots = sorted(((self._lot(name(item)), item) for item in items), key=itemgetter(0))
        seen: set[object] = set()
        drawn = []
        for lot, item in lots:
            its = {*traits(item)}
            if lot < self._share or not its <= seen:
                drawn.append(item)
                seen |= its
        return drawn

    def _lot(self, name: object) -> float:
        """From 0 up to, but not, 1; the same in each process, unlike a hash."""
        return crc32(f"{self._seed} {name}".encode()) / 2**32


def compare(figures: Figures, ask: Ask, sample: Sample) -> Report:
    report = Report()
    comparison = Comparison(figures, ask, report)
    _compare_figures(figures, ask, report)
    comparison.targets()
    comparison.coverages([NATION, *_regions(figures, "province"), *_groups(figures)])
    comparison.coverages(sample.of([*_regions(figures, "prefecture"), *_of_kinds(figures)], _kind_of_scope))
    comparison.rankings(sample.of(_national(figures), partial(_traits_of_question, figures)))
    comparison.rankings(sample.of(_local(figures), partial(_traits_of_question, figures)))
    living = (code for code in figures.registry.places if _is_living(figures, code))
    comparison.places(sample.of(living, partial(_traits_of_place, figures)))
    comparison.trends(sample.of(_of_series(figures), partial(_traits_of_series, figures)))
    comparison.former(sample.of(_of_former_units(figures), name=_name))
    derived = (chain for chain in figures.derived if _is_living(figures, chain.figure.county))
    comparison.chains(sample.of(derived, lambda chain: [chain.figure.metric], lambda chain: _name(chain.figure)))
    return report


# Kinds of things, of each of which at least one is drawn


def _kind_of_scope(scope: Scope) -> list[object]:
    return [_level(scope), scope.kind]


def _level(scope: Scope) -> str:
    if scope.region is None:
        return "group" if scope.group else "nation"
    return "province" if scope.region.endswith("0000") else "prefecture"


def _traits_of_question(figures: Figures, question: RankQuestion) -> list[object]:
    """Of the nation, whose rankings are long, each kind of indicator instead of each indicator."""
    level, metric = _level(question.scope), figures.book.metrics[question.metric]
    when = "latest" if question.latest else _kind_of_period(question.period)
    topic = (metric.kind, metric.formula is not None) if question.scope == NATION else metric.id
    return [topic, (level, when), (question.scope.kind, question.latest)]


def _kind_of_period(period: Period | None) -> str:
    if period is None:
        return "chosen"
    return "year" if period.is_year else "years" if period.whole_years else "month" if period.months == 1 else "months"


def _traits_of_place(figures: Figures, code: str) -> list[object]:
    place = figures.registry.places[code]
    continues = place.level, len(figures.registry.parts[code]) > 1
    return [(place.level, place.kind), place.province, continues]


def _traits_of_series(figures: Figures, series: tuple[str, str]) -> list[object]:
    code, metric = series
    return [metric, (figures.book.metrics[metric].kind, figures.registry.places[code].level)]


def _name(figure: Figure) -> tuple[str, str, str, str | None]:
    return figure.county, figure.metric, str(figure.period), figure.scope


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


def _of_kinds(figures: Figures) -> Iterator[Scope]:
    """The nation, provinces and groups narrowed to each kind that any of their counties is of."""
    for scope in (NATION, *_regions(figures, "province"), *_groups(figures)):
        kinds = {figures.registry.places[code].kind for code in members(figures, scope, None)}
        yield from (scope._replace(kind=kind) for kind in sorted(kinds))


def _national(figures: Figures) -> Iterator[RankQuestion]:
    """Every period, that which the program should choose by leaving the choice to it."""
    for metric, held in figures.by_metric.items():
        best = periods(figures, figures.book.metrics[metric], NATION)[:1]
        chosen = {it for it, _ in best}
        yield RankQuestion(metric, NATION, None, latest=True)
        yield from (RankQuestion(metric, NATION, None if period in chosen else period) for period in held)


def _local(figures: Figures) -> Iterator[RankQuestion]:
    """Of the indicators and periods of which somebody in the scope has a figure."""
    regions = *_regions(figures, "province"), *_regions(figures, "prefecture")
    for scope in (*regions, *_groups(figures), *_of_kinds(figures)):
        inside = filed_within(figures, scope)
        held = [key for key, codes in figures.valued.items() if not codes.isdisjoint(inside)]
        yield from (RankQuestion(metric, scope, period) for metric, period in held)
        for metric in dict.fromkeys(metric for metric, _ in held):
            yield from (RankQuestion(metric, scope, None, latest=it) for it in (False, True))


def _of_former_units(figures: Figures) -> Iterator[Figure]:
    """The headlines of units that ceased."""
    for code, held in figures.by_code.items():
        if not _is_living(figures, code):
            yield from (it.figure for it in figures.headlines(held) if it.figure.scope is None)


def _of_series(figures: Figures) -> Iterator[tuple[str, str]]:
    """Living units, each with every indicator of which it has a figure."""
    for code, held in figures.by_code.items():
        if _is_living(figures, code):
            yield from ((code, metric) for metric in dict.fromkeys(it.metric for it in held))


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
    parser.add_argument("--share", default=0.003, type=_share, help="how much of the rest is drawn (default: 0.003)")
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
