"""The growth that statistics offices publish, set against changes that are calculated from levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.reports import Note
from countycli.phrases import Phrase
from countycli.query.change import AMOUNTS
from countycli.query.figures import weighed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Metric, Place
    from countycli.query.change import Change
    from countycli.query.series import Point, Series

FAR_FROM_GROWTH = "growth"  # the kind of the note on a change that is far from the published growth
_REAL = "constant"  # the price basis of growth that leaves out what prices did
_FAR = 5.0  # points between a change and the published growth, above which the reader is told
_YEAR = 12  # months


def far_from_growth(index: Index, metric: Metric, series: Iterable[Series]) -> Iterator[Note]:
    """A note on each change on a year before that is far from the growth at constant prices that was published for the
    same period. An earlier figure that was revised afterwards raises or lowers the change, and so do prices.
    """
    growth = _growth_of(index, metric)
    if growth is None:
        return
    changes = {
        (each.place, point.figure.period): change
        for each in series
        for point in each.points
        if each.scope is None and (change := _on_a_year_before(point))
    }
    published = _published(index, growth, {place.code for place, _ in changes})
    for (place, period), change in changes.items():
        value = published.get((place.code, period))
        if value is not None and abs(change.value - value) > _FAR:
            yield Note(FAR_FROM_GROWTH, _far(place, value, change, period))


def _growth_of(index: Index, metric: Metric) -> Metric | None:
    """The indicator that tells the growth of an amount at constant prices."""
    if metric.kind not in AMOUNTS:
        return None
    related = index.metrics.by_id(metric.related).values()
    return next((other for other in related if other.kind == "growth" and other.price_basis == _REAL), None)


def _far(place: Place, growth: float, change: Change, period: Period) -> Phrase:
    return Phrase(
        "{place}, {period}: {growth}% growth was published, at constant prices, and not {change}%; the figure for "
        "{since} may have been revised since, or prices have changed much",
        place=place,
        period=period,
        growth=f"{growth:g}",
        change=f"{change.value:.{change.decimals}f}",
        since=change.then.figure.period,
    )


def _on_a_year_before(point: Point) -> Change | None:
    """The change of a figure on the same months of the year before; None where there is none."""
    change = point.step.change if point.step else None
    if change is None or point.figure.period.start - change.then.figure.period.start != _YEAR:
        return None
    return change


def _published(index: Index, growth: Metric, codes: Collection[str]) -> dict[tuple[str, Period], float]:
    """The growth of places by code and period, as far as it is exact."""
    if not codes:
        return {}
    parts = index.places.parts(codes)
    figures = index.figures.observations({part for units in parts.values() for part in units}, metric=growth.id)
    documents = index.documents.by_id({figure.source for figure in figures})
    return {
        (code, figure.period): figure.value
        for code, units in parts.items()
        for figure in (each.figure for each in weighed([own for own in figures if own.county in units], documents))
        if figure.value is not None and figure.scope is None and figure.bound is None and not figure.doubtful
    }
