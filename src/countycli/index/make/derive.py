"""Figures that are calculated from others by the formulas in `metrics.toml`, where no document gives them."""

from __future__ import annotations

from fractions import Fraction
from math import floor, log10
from operator import attrgetter
from typing import TYPE_CHECKING

from countycli.index.make.figures import apart
from countycli.model.headlines import headlines
from countycli.model.lineage import breaks, continued
from countycli.model.period import Period
from countycli.model.period_text import parse_canonical
from countycli.model.records import Figure, Inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from countycli.model.records import Break, Document, Formula, Metric, Place

    When = tuple[Period, bool]  # the period, and whether final
    Series = Mapping[When, Mapping[str, Figure]]  # the figures of a metric, by place
    Known = Mapping[str, Series]  # what there is to calculate with, by metric
    Pair = tuple[Figure, Figure]  # what is divided, and by what

_FINAL = "final"
_FIRMNESS = ("preliminary", "actual", _FINAL)
_COARSEST = 0.025  # how far, as a part of the quotient, the rounding of a divisor may move it
_NOISE = 1e-6  # of the last decimal: more than what binary fractions lose


def derive(
    metrics: Iterable[Metric],
    figures: Iterable[Figure],
    documents: Mapping[str, Document],
    places: Mapping[str, Place],
) -> Iterator[Figure]:
    """The figures of all metrics with a formula, calculated from the comparable headlines of the formula's inputs. None
    is calculated where a document gives a figure for the same place and period, be it a bound, of an inferred period,
    or filed under a unit that the place continues. Results of the book's figures alone, or of the reader's own alone
    where these are preferred, come before results of both together. A result is never the input of another formula.
    """
    metrics = tuple(metrics)
    least_decimals = {metric.id: metric.change_decimals for metric in metrics}
    formulas = {metric: metric.formula for metric in metrics if metric.formula}
    needed = {name for formula in formulas.values() for name in (formula.metric, formula.base)}
    results = {metric.id for metric in formulas}
    relevant = needed | results
    # Taken at once, so that the caller may put the results where the figures are.
    figures = [figure for figure in figures if figure.metric in relevant and figure.scope is None]
    given: set[tuple[str, str, Period]] = set()
    owners = _owners(places)

    def key(figure: Figure) -> tuple[str, str, Period]:
        return figure.metric, owners.get(figure.county, figure.county), figure.period

    for precedence in sorted({document.precedence for document in documents.values()}):
        sources = {source for source, document in documents.items() if document.precedence <= precedence}
        known = [figure for figure in figures if figure.source in sources]
        given.update(key(figure) for figure in known if figure.metric in results)
        for figure in _results(formulas, _inputs(known, documents, needed), documents, places, least_decimals):
            if (cell := key(figure)) not in given:
                given.add(cell)
                yield figure


def _owners(places: Mapping[str, Place]) -> dict[str, str]:
    """The code of today's place that each former unit went on as, by the unit's code."""
    heirs: dict[str, str] = {}
    for code, place in places.items():
        if place.valid_to is None and place.predecessors:
            heirs.update(dict.fromkeys(continued(code, places), code))
    return heirs


def _results(
    formulas: Mapping[Metric, Formula],
    inputs: Known,
    documents: Mapping[str, Document],
    places: Mapping[str, Place],
    least_decimals: Mapping[str, int],
) -> Iterator[Figure]:
    own = {source for source, document in documents.items() if document.is_own}
    for metric, formula in formulas.items():
        for first, second in _PAIRS[formula.kind](formula, inputs, places):
            if formula.kind == "change" and min(first.decimals, second.decimals) < least_decimals[formula.metric]:
                continue  # rounding would look like growth
            decimals = _decimals(formula, first, second, metric.decimals)
            value = value_of(formula, first, second, decimals)
            if value is not None:
                # The first input's document, unless only the other one is the reader's own.
                source = second.source if second.source in own and first.source not in own else first.source
                yield _figure(metric, (value, decimals), first, second, source)


def _inputs(figures: Iterable[Figure], documents: Mapping[str, Document], metrics: Collection[str]) -> Known:
    """For each metric, place and period the headline of the final figures and the headline of the others: a first count
    is never divided by a revised one. Places come in the order of codes, whatever the order of the files.
    """
    relevant: dict[str, list[Figure]] = {metric: [] for metric in metrics}
    for figure in figures:
        if figure.metric in metrics and figure.is_comparable:
            relevant[figure.metric].append(figure)
    return {metric: _weighed(of_metric, documents) for metric, of_metric in relevant.items()}


def _weighed(figures: list[Figure], documents: Mapping[str, Document]) -> Series:
    figures.sort(key=attrgetter("county"))
    found: dict[When, dict[str, Figure]] = {}
    for final in (True, False):
        alone, rivals = apart([figure for figure in figures if (figure.status == _FINAL) is final])
        for figure in (*alone, *(chosen.figure for chosen in headlines(rivals, documents))):
            found.setdefault((figure.period, final), {})[figure.county] = figure
    return found


def _ratios(formula: Formula, inputs: Known, places: Mapping[str, Place]) -> Iterator[Pair]:
    for (period, final), of_period in inputs[formula.metric].items():
        if formula.annual and not period.is_year:
            continue
        firm = (final, not final) if formula.annual else (final,)  # population isn't revised when the amount is
        bases: dict[str, Figure] = {}
        for is_final in reversed(firm):
            bases |= inputs[formula.base].get((period, is_final), {})
        for code, first in of_period.items():
            second = bases.get(code)
            if second and _same_boundaries(first, second) and _tells_enough(second):
                yield first, second


def _shares(formula: Formula, inputs: Known, places: Mapping[str, Place]) -> Iterator[Pair]:
    """The figure of a place, and that of the region in which the place lay."""
    for of_period in inputs[formula.metric].values():
        for code, first in of_period.items():
            second = of_period.get(getattr(places[code], formula.base) or "")
            if second and second.county != code and first.restated == second.restated:
                yield first, second


def _changes(formula: Formula, inputs: Known, places: Mapping[str, Place]) -> Iterator[Pair]:
    """The figures of one territory in two years, also where the place had another name or code in the first year."""
    span = parse_canonical(formula.base)
    assert span  # checked
    for final in (True, False):
        earlier, later = (inputs[formula.metric].get((year, final), {}) for year in (span.first, span.last))
        for code, last in later.items():
            first = next((earlier[part] for part in (code, *continued(code, places)) if part in earlier), None)
            if first and _same_territory(first, last, breaks(code, places)) and _steady(formula, first, last):
                yield last, first


def _same_boundaries(first: Figure, second: Figure) -> bool:
    return (first.restated, first.territory) == (second.restated, second.territory)


def _tells_enough(divisor: Figure) -> bool:
    """Whether a divisor is printed with so many digits that its rounding hardly moves the quotient: 2 in whole 万人 may
    be 15,000 people or 25,000.
    """
    return divisor.value is not None and 0.5 * float(10**-divisor.decimals) <= _COARSEST * divisor.value


def _steady(formula: Formula, first: Figure, last: Figure) -> bool:
    """Whether nothing is known that makes the two figures unlike. Amounts of money are counted anew for every year, and
    a note on one of them tells of another coverage; a change for each year would make a trend of that.
    """
    return not formula.yearly or (first.note is None and last.note is None)


def _same_territory(first: Figure, last: Figure, changes: Iterable[Break]) -> bool:
    if first.zones_apart or last.zones_apart or first.restated != last.restated:
        return False
    return not any(first.territory < change.month <= last.territory for change in changes)


_PAIRS: dict[str, Callable[[Formula, Known, Mapping[str, Place]], Iterator[Pair]]] = {
    "ratio": _ratios,
    "share": _shares,
    "change": _changes,
}


def value_of(formula: Formula, first: Figure, second: Figure, decimals: int) -> float | None:
    """The formula's result, rounded to so many decimals, of two values that are as near to the even one; None where the
    formula would divide by zero, or take the root of a loss.
    """
    result = _result(formula, first, second)
    if result is None:
        return None
    if _is_halfway(result, decimals) and not formula.yearly:  # binary fractions can't tell on which side it lies
        return _rounded(_exact(formula, first, second), decimals)
    return _rounded(result, decimals)


def _rounded(number: float | Fraction, decimals: int) -> float:
    if decimals <= 0:
        return round(number)
    return round(number, decimals) if isinstance(number, float) else float(round(number, decimals))


def _result(formula: Formula, first: Figure, second: Figure) -> float | None:
    if first.value is None or not second.value:
        return None
    quotient = first.value / second.value
    if formula.yearly:
        if quotient <= 0:
            return None
        quotient = quotient ** (1 / (first.period.first_year - second.period.first_year))
    return formula.times * (quotient - (formula.kind == "change"))


def _is_halfway(number: float, decimals: int) -> bool:
    return abs(number * float(10**decimals) % 1 - 0.5) < _NOISE


def _exact(formula: Formula, first: Figure, second: Figure) -> Fraction:
    times, dividend, divisor = (Fraction(str(number)) for number in (formula.times, first.value, second.value))
    return times * (dividend / divisor - (formula.kind == "change"))


def _decimals(formula: Formula, first: Figure, second: Figure, usual: int) -> int:
    """The metric's usual decimals or, where these would round a small result to 0, as many as give two digits."""
    result = _result(formula, first, second)
    if not result or round(result, usual):
        return usual
    return 1 - floor(log10(abs(result)))


def _figure(metric: Metric, result: tuple[float, int], first: Figure, second: Figure, source: str) -> Figure:
    """The result, a value and its decimals, as a figure of the first input's territory, with the less firm status of
    the two; a change begins with the period of the second input.
    """
    changes = metric.formula is not None and metric.formula.kind == "change"
    return Figure(
        first.county,
        metric.id,
        Period(second.period.start, first.period.end) if changes else first.period,
        *result,
        metric.unit,
        first.status if first.status == second.status else min(first.status, second.status, key=_FIRMNESS.index),
        source,
        restated=first.restated,
        derived=True,
        zones_apart=first.zones_apart,
        boundaries=first.boundaries,
        inputs=Inputs(first.source, second.source, "" if first.county == second.county else second.county),
    )
