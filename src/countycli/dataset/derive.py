"""Figures that follow from others by the formulas in `metrics.toml`, where no document gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.dataset.lineage import breaks, continued
from countycli.model.headlines import headlines
from countycli.model.period_text import parse_canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from countycli.model.period import Period
    from countycli.model.records import Break, Document, Figure, Formula, Metric, Place

    Inputs = Mapping[str, Mapping[tuple[str, Period], Figure]]  # by metric, then by place and period
    Pair = tuple[Figure, Figure]  # what is divided, and by what

_FIRMNESS = ("preliminary", "actual", "final")


def derive(
    metrics: Iterable[Metric],
    figures: Collection[Figure],
    documents: Mapping[str, Document],
    places: Mapping[str, Place],
) -> Iterator[Figure]:
    """The figures of all metrics with a formula, from the comparable headlines of its inputs."""
    formulas = {metric: metric.formula for metric in metrics if metric.formula}
    given = {(it.metric, it.county, it.period) for it in figures if it.scope is None}
    inputs = _inputs(figures, documents, {name for it in formulas.values() for name in (it.metric, it.base)})
    for metric, formula in formulas.items():
        for first, second in _PAIRS[formula.kind](formula, inputs, places):
            figure = _figure(metric, formula, first, second)
            if figure and (metric.id, figure.county, figure.period) not in given:
                yield figure


def _inputs(figures: Iterable[Figure], documents: Mapping[str, Document], metrics: Collection[str]) -> Inputs:
    relevant = [it for it in figures if it.metric in metrics and it.is_comparable]
    relevant.sort(key=lambda it: (it.metric, it.county, it.period))
    inputs: dict[str, dict[tuple[str, Period], Figure]] = {metric: {} for metric in metrics}
    for it in headlines(relevant, documents):
        inputs[it.figure.metric][it.figure.county, it.figure.period] = it.figure
    return inputs


def _ratios(formula: Formula, inputs: Inputs, places: Mapping[str, Place]) -> Iterator[Pair]:
    for key, first in inputs[formula.metric].items():
        second = inputs[formula.base].get(key)
        if second and first.restated == second.restated and (first.period.is_year or not formula.annual):
            yield first, second


def _shares(formula: Formula, inputs: Inputs, places: Mapping[str, Place]) -> Iterator[Pair]:
    """A place and the region that it lies in; of the latter the territory must be that of the period."""
    figures = inputs[formula.metric]
    for (code, period), first in figures.items():
        region = getattr(places[code], formula.base)
        second = figures.get((region, period))
        if second and places[code].level != formula.base:
            yield first, second


def _changes(formula: Formula, inputs: Inputs, places: Mapping[str, Place]) -> Iterator[Pair]:
    """The same territory in two years: also where the place had another name or code in the first one."""
    figures = inputs[formula.metric]
    span = parse_canonical(formula.base)
    assert span  # checked
    for (code, period), last in figures.items():
        if not period.is_year or period.first_year != span.last_year:
            continue
        earlier = (figures.get((part, span.first)) for part in (code, *continued(code, places)))
        first = next(filter(None, earlier), None)
        if first and _same_territory(first, last, breaks(code, places)):
            yield last, first


def _same_territory(first: Figure, last: Figure, changes: Iterable[Break]) -> bool:
    if first.zones_apart or last.zones_apart or first.restated != last.restated:
        return False
    return not any(first.territory < it.month <= last.territory for it in changes)


_PAIRS: dict[str, Callable[[Formula, Inputs, Mapping[str, Place]], Iterator[Pair]]] = {
    "ratio": _ratios,
    "share": _shares,
    "change": _changes,
}


def value_of(formula: Formula, first: Figure, second: Figure, decimals: int) -> float | None:
    """The formula's result, rounded to so many decimals; None where it would divide by nothing."""
    if first.value is None or not second.value:
        return None
    quotient = first.value / second.value - (formula.kind == "change")
    return round(formula.times * quotient, decimals) if decimals > 0 else round(formula.times * quotient)


def _figure(metric: Metric, formula: Formula, first: Figure, second: Figure) -> Figure | None:
    """In the name of the first input, with the less firm status of the two."""
    value = value_of(formula, first, second, metric.decimals)
    if value is None:
        return None
    return first._replace(
        metric=metric.id,
        period=first.period if formula.kind != "change" else first.period._replace(start=second.period.start),
        value=value,
        decimals=metric.decimals,
        unit=metric.unit,
        status=min(first.status, second.status, key=_FIRMNESS.index),
        standing=None,
        at=None,
        printed=None,
        note=None,
        derived=True,
    )
