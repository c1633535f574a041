"""Figures that no document gives and that follow from others by the formulas in `metrics.toml`."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, NamedTuple

from recomputation.headlines import headline
from recomputation.numbers import rounded
from recomputation.periods import Period, month_of, period
from recomputation.records import FINAL, Book, Figure, Formula, Metric

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recomputation.registry import Change, Registry

Inputs = dict[tuple[str, str, Period, bool], Figure]  # by metric, place, period and whether it is final
Quotient = tuple[int, int]  # what stands above the line and what below
_FIRMNESS = ("preliminary", "actual", FINAL)


class Derivation(NamedTuple):
    """A figure with those that it was calculated from, in the order of the formula."""

    figure: Figure
    inputs: tuple[Figure, Figure]


def derived(book: Book, registry: Registry) -> list[Derivation]:
    """All that follows. What a document gives of the same place and period is never replaced."""
    found: dict[tuple[str, str, Period], Derivation] = {}
    inputs = _inputs(book)
    formulas = [(metric, metric.formula) for metric in book.metrics.values() if metric.formula]
    calculated = {metric.id for metric, _ in formulas}
    given = {_key(it, registry) for it in book.observations if it.metric in calculated and _forestalls(it)}
    by_metric: dict[str, list[Figure]] = {}
    for figure in inputs.values():
        by_metric.setdefault(figure.metric, []).append(figure)
    for metric, formula in formulas:
        least = book.metrics[formula.metric].change_decimals
        for first, second in _pairs(formula, least, by_metric.get(formula.metric, ()), inputs, registry):
            result = _figure(metric, formula, first, second)
            key = _key(result, registry) if result else None
            if result and key and key not in given:
                found.setdefault(key, Derivation(result, (first, second)))
    return list(found.values())


def _key(it: Figure, registry: Registry) -> tuple[str, str, Period]:
    """What there is one derived figure of: the place is today's, whatever it was called then."""
    return it.metric, registry.heirs.get(it.county, (it.county,))[-1], it.period


def _forestalls(it: Figure) -> bool:
    """Whether a document gives the figure of the whole place, be it a bound or for a period that it doesn't state."""
    return it.scope is None


def _inputs(book: Book) -> Inputs:
    """The headline of what is final and that of what isn't: a first count is never divided by a revised one. The final
    come first.
    """
    needed = {name for it in book.metrics.values() if it.formula for name in (it.formula.metric, it.formula.base)}
    grouped: dict[tuple[str, str, Period, bool], list[Figure]] = {}
    for it in book.observations:
        if it.metric in needed and it.comparable:
            grouped.setdefault((it.metric, it.county, it.period, it.status == FINAL), []).append(it)
    weighed = {key: headline(its, book.documents).figure for key, its in grouped.items()}
    return dict(sorted(weighed.items(), key=lambda item: not item[0][3]))


def _pairs(
    formula: Formula, least: int, numerators: Iterable[Figure], inputs: Inputs, registry: Registry
) -> Iterator[tuple[Figure, Figure]]:
    """What is divided, and by what; no change follows from figures with fewer than the `least` decimals."""
    find = {"ratio": _base, "share": _whole, "change": _earlier}[formula.kind]
    for first in numerators:
        second = find(formula, first, inputs, registry)
        if second is None or (formula.kind == "change" and min(first.decimals, second.decimals) < least):
            continue
        yield first, second


def _base(formula: Formula, first: Figure, inputs: Inputs, _: Registry) -> Figure | None:
    """Of the same place, period and boundaries. What is counted by heads is of whole years, and the heads are not
    revised with the amount.
    """
    if formula.annual and not first.period.is_year:
        return None
    final = first.status == FINAL
    vintages = (final, not final) if formula.annual else (final,)
    found = (inputs.get((formula.base, first.county, first.period, it)) for it in vintages)
    second = next((it for it in found if it), None)
    same = second is not None and (first.restated, first.territory) == (second.restated, second.territory)
    return second if same and second and not _coarse(second) else None


def _coarse(divisor: Figure) -> bool:
    """Whether the last printed digit leaves more than a fortieth of the divisor open."""
    return Decimal(20).scaleb(-divisor.decimals) > (divisor.value or 0)


def _whole(formula: Formula, first: Figure, inputs: Inputs, registry: Registry) -> Figure | None:
    """Of the region in which the place lies, or lay."""
    place = registry.places[first.county]
    region = place.prefecture if formula.base == "prefecture" else place.province
    if region is None or region == first.county:
        return None
    second = inputs.get((formula.metric, region, first.period, first.status == FINAL))
    return second if second is not None and second.restated == first.restated else None


def _earlier(formula: Formula, last: Figure, inputs: Inputs, registry: Registry) -> Figure | None:
    """Of the same territory in the first year, under whatever code the unit had then."""
    span = period(formula.base)
    if last.period != span.last_year:
        return None
    final = last.status == FINAL
    found = (inputs.get((formula.metric, part, span.first_year, final)) for part in registry.parts[last.county])
    first = next((it for it in found if it), None)
    if first is None or first.zones_apart or last.zones_apart or first.restated != last.restated:
        return None
    if formula.yearly and (first.note or last.note):
        return None
    return None if _moved(first, last, registry.changes[last.county]) else first


def _moved(first: Figure, last: Figure, changes: tuple[Change, ...]) -> bool:
    return any(first.territory < month_of(it.date) <= last.territory for it in changes)


def _figure(metric: Metric, formula: Formula, first: Figure, second: Figure) -> Figure | None:
    """The result, with the less firm status of the two; a change covers the years of both."""
    assert first.value is not None
    if not second.value:
        return None
    changes = formula.kind == "change"
    quotient: Quotient | None = _divided(first.value, second.value)
    if formula.yearly:
        quotient = _root(first.value, second.value, first.period.first // 12 - second.period.first // 12)
    if quotient is None:
        return None
    above, below = quotient
    above, below = (above - changes * below) * formula.times.numerator, below * formula.times.denominator
    value, decimals = _rounded(above, below, metric.decimals)
    return first._replace(
        metric=metric.id,
        unit=metric.unit,
        period=Period(second.period.first, first.period.last) if changes else first.period,
        value=value,
        decimals=decimals,
        status=min(first.status, second.status, key=_FIRMNESS.index),
        standing=None,
        at=None,
        printed=None,
        note=None,
        derived=True,
    )


def _divided(first: Decimal, second: Decimal) -> Quotient:
    (above, part), (below, other_part) = first.as_integer_ratio(), second.as_integer_ratio()
    return above * other_part, below * part


def _root(first: Decimal, second: Decimal, years: int) -> Quotient | None:
    """Of the quotient, exact to forty digits; None where it isn't above 0."""
    with localcontext() as context:
        context.prec = 40
        quotient = first / second
        return ((quotient.ln() / years).exp()).as_integer_ratio() if quotient > 0 else None


def _rounded(above: int, below: int, usual: int) -> tuple[Decimal, int]:
    """With as many decimals as the metric has; what they would make nothing of keeps two digits."""
    decimals = usual
    if above and not rounded(above, below, usual):
        while abs(above) * 10**decimals < 10 * abs(below):
            decimals += 1
    return rounded(above, below, decimals), decimals
