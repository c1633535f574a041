"""The whole chain behind one figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from countycli.errors import NotFoundError, Phrase
from countycli.names.resolve import resolve_metric, resolve_place
from countycli.query.headlines import headlines, reasons

if TYPE_CHECKING:
    from countycli.dataset.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Document, Figure, Metric, Place
    from countycli.model.reports import Headline, Note


class WhyReport(NamedTuple):
    """Everything behind one figure; behind an aim where `aimed`."""

    place: Place
    metric: Metric
    headline: Headline
    reasons: tuple[Phrase, ...]  # why the headline comes before its rivals
    periods: tuple[Period, ...]  # others that this place has the metric for, the latest first
    targets: tuple[Figure, ...]  # for the same metric
    aimed: bool
    documents: dict[str, Document]
    notes: tuple[Note, ...]


def why(index: Index, county: str, metric_name: str, period: Period | None) -> WhyReport:
    """The figure of `period`, else the latest. Raises NotFoundError, naming the periods there are."""
    place, notes = resolve_place(index, county)
    metric = resolve_metric(index, metric_name)
    figures = index.observations(county=place.code, metric=metric.id)
    targets = tuple(index.targets(county=place.code, metric=metric.id))
    documents = index.documents(figure.source for figure in [*figures, *targets])
    found = {it.figure.period: it for it in headlines(figures, documents)}
    aims = {it.figure.period: it for it in headlines(targets, documents)}
    periods = sorted(found, key=lambda it: it.recency, reverse=True)
    wanted = period or next(iter(periods), None) or max(aims, key=lambda it: it.recency, default=None)
    headline = (found.get(wanted) or aims.get(wanted)) if wanted else None
    if wanted is None or headline is None:
        raise _nothing(place, metric, period, periods)
    return WhyReport(
        place=place,
        metric=metric,
        headline=headline,
        reasons=reasons(headline, documents),
        periods=tuple(it for it in periods if it != wanted),
        targets=tuple(it for it in targets if wanted in found or it.period != wanted),
        aimed=wanted not in found,
        documents=documents,
        notes=notes,
    )


def _nothing(place: Place, metric: Metric, period: Period | None, periods: list[Period]) -> NotFoundError:
    message = Phrase("{name} has no figure of {metric}", name=place.name, metric=metric)
    if period is not None:
        message = Phrase("{name} has no figure of {metric} for {period}", name=place.name, metric=metric, period=period)
    hint = Phrase("`countycli show {code}` tells what there is", code=place.code)
    if periods:
        hint = Phrase("there are figures for {periods}", periods=tuple(periods))
    return NotFoundError(message, hint)
