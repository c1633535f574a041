"""A figure beside those of the prefecture and the province."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from recomputation.headlines import headline
from recomputation.records import FINAL, Figure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from recomputation.figures import Figures


class Benchmark(NamedTuple):
    """`difference` and `ratio` as `docs/output.md` has them; None where they mean nothing."""

    region: str
    figure: Figure
    difference: Decimal | None
    ratio: Decimal | None


def benchmarks(figures: Figures, it: Figure) -> Iterator[Benchmark]:
    """The narrower region first. Only what is comparable is held against its like; a share of the region isn't."""
    formula = figures.book.metrics[it.metric].formula
    if not it.comparable or (formula is not None and formula.kind == "share"):
        return
    place = figures.registry.places[it.county]
    for region in (place.prefecture, place.province):
        standard = _standard(figures, it, region) if region else None
        if region and standard:
            yield _benchmark(figures, it, region, standard)


def _standard(figures: Figures, it: Figure, region: str) -> Figure | None:
    """Revised beside revised. Of what adds up over counties nothing else is a whole of the part."""
    held = figures.at(it.metric, it.period)
    known = [one for part in figures.registry.parts[region] for one in held.get(part, ()) if one.comparable]
    same = [one for one in known if (one.status == FINAL) is (it.status == FINAL)]
    if not same and not figures.book.metrics[it.metric].adds_up:
        same = known
    return headline(same, figures.book.documents).figure if same else None


def _benchmark(figures: Figures, it: Figure, region: str, standard: Figure) -> Benchmark:
    metric = figures.book.metrics[it.metric]
    assert it.value is not None
    assert standard.value is not None
    difference = None if metric.adds_up else it.value - standard.value
    divides = metric.kind in ("level", "count") and standard.value
    return Benchmark(region, standard, difference, it.value / standard.value if divides else None)
