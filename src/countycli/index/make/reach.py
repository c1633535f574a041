"""How far figures that are added to a book reach: which derived figures may change, and from which inputs.

A cell is a metric, a period and a place. Derived figures are only calculated from figures of documents, never from
derived ones, so one step is enough.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from countycli.model.period_text import parse_canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from countycli.index.ask.index import Index
    from countycli.index.ask.places import Places
    from countycli.model.period import Period
    from countycli.model.records import Figure, Formula, Place

    Cell = tuple[str, Period, str]  # metric, period, code of the place


class Kinship:
    """Which units are one place under several codes."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._heirs: dict[str, list[str]] = defaultdict(list)
        self._parts: dict[str, list[str]] = defaultdict(list)
        self._owners: dict[str, str] = {}
        for heir, part, lives in places.lines():
            self._heirs[part].append(heir)
            self._parts[heir].append(part)
            if lives:
                self._owners[part] = heir

    def owner(self, code: str) -> str:
        """The place of today that a unit went on as; the unit itself where there is none."""
        return self._owners.get(code, code)

    def heirs(self, code: str) -> list[str]:
        """A unit, and the places that the unit went on as."""
        return [code, *self._heirs.get(code, ())]

    def line(self, code: str) -> list[str]:
        """A unit, and the former units that went on as this unit."""
        return [code, *self._parts.get(code, ())]

    def family(self, code: str) -> set[str]:
        """All units that share an heir with a unit."""
        return {unit for heir in self.heirs(code) for unit in self.line(heir)}

    def records(self, codes: Iterable[str]) -> Mapping[str, Place]:
        """The places with some codes, and all units that are needed to tell their past and changes of territory."""
        families = {unit for code in codes for unit in self.family(code)}
        found = self._places.by_code(families)
        others = {step.code for place in found.values() for step in (*place.predecessors, *place.successors)}
        return found | self._places.by_code(others - found.keys())


def derived_cells(
    figures: Iterable[Figure], formulas: Mapping[str, Formula], kinship: Kinship, index: Index
) -> set[Cell]:
    """The cells whose derived figures may change when `figures` are added, each under the place of today: results of
    formulas that take an added figure, and cells for which an added figure is itself the result.
    """
    whole = [figure for figure in figures if figure.scope is None]
    found = {(figure.metric, figure.period, figure.county) for figure in whole if figure.metric in formulas}
    by_input: dict[str, list[tuple[str, Formula]]] = defaultdict(list)
    for metric, formula in formulas.items():
        for name in {formula.metric, formula.base}:
            by_input[name].append((metric, formula))
    for figure in whole:
        for metric, formula in by_input.get(figure.metric, ()):
            period, codes = _OUTCOMES[formula.kind](formula, figure, kinship)
            found.update((metric, period, code) for code in codes)
    found.update(_shares(whole, formulas, index))
    return {(metric, period, kinship.owner(code)) for metric, period, code in found}


def _in_place(formula: Formula, figure: Figure, kinship: Kinship) -> tuple[Period, list[str]]:
    """Results for the place and period of the figure."""
    return figure.period, [figure.county]


def _over_time(formula: Formula, figure: Figure, kinship: Kinship) -> tuple[Period, list[str]]:
    """Changes that end or begin in the year of the figure, the latter also for places that continue the unit."""
    span = _span(formula)
    if figure.period == span.first:
        return span, kinship.heirs(figure.county)
    return span, [figure.county] if figure.period == span.last else []


_OUTCOMES: dict[str, Callable[[Formula, Figure, Kinship], tuple[Period, list[str]]]] = {
    "ratio": _in_place,
    "share": _in_place,
    "change": _over_time,
}


def _shares(figures: Iterable[Figure], formulas: Mapping[str, Formula], index: Index) -> Iterator[Cell]:
    """The cells of the shares that places have in regions with added figures."""
    for metric, formula in formulas.items():
        if formula.kind == "share":
            of_input = [figure for figure in figures if figure.metric == formula.metric]
            lying = index.places.within({figure.county for figure in of_input}, formula.base)
            for period, regions in _by_period(figure for figure in of_input if figure.county in lying):
                inside = [code for region in regions for code in lying[region]]
                having = index.holdings.holders_of(formula.metric, period, inside)
                yield from ((metric, period, code) for code in having)


def _by_period(figures: Iterable[Figure]) -> Iterable[tuple[Period, set[str]]]:
    """The places of figures, by their periods."""
    found: dict[Period, set[str]] = defaultdict(set)
    for figure in figures:
        found[figure.period].add(figure.county)
    return found.items()


def input_cells(
    cells: Iterable[Cell], formulas: Mapping[str, Formula], kinship: Kinship, records: Mapping[str, Place]
) -> set[Cell]:
    """The cells of all figures on which the derived figures of `cells` depend: inputs, and figures of documents."""
    found: set[Cell] = set()
    for metric, period, owner in cells:
        formula = formulas[metric]
        for code in kinship.family(owner):
            found.add((metric, period, code))
            found.update(_inputs(formula, period, records[code]))
    return found


def _inputs(formula: Formula, period: Period, place: Place) -> Iterator[Cell]:
    if formula.kind == "change":
        span = _span(formula)
        yield from ((formula.metric, year, place.code) for year in (span.first, span.last))
        return
    yield formula.metric, period, place.code
    if formula.kind == "ratio":
        yield formula.base, period, place.code
    elif region := getattr(place, formula.base):
        yield formula.metric, period, region


def _span(formula: Formula) -> Period:
    span = parse_canonical(formula.base)
    assert span  # checked when the book was compiled
    return span
