"""The whole chain behind one figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from countycli.errors import NotFoundError, Phrase
from countycli.model.period import Period
from countycli.model.records import Metric, Place
from countycli.names.location import parents_of
from countycli.names.resolve import resolve_metric, resolve_place
from countycli.query.headlines import headlines, reasons

if TYPE_CHECKING:
    from countycli.dataset.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Document, Figure, Metric, Place
    from countycli.model.reports import Headline, Note


class WhyReport(NamedTuple):
    """Everything behind one figure."""

    place: Place
    parents: dict[str, Place]
    metric: Metric
    headline: Headline
    reasons: tuple[Phrase, ...]  # why the headline comes before its rivals
    periods: tuple[Period, ...]  # others that this place has the metric for, the latest first
    targets: tuple[Figure, ...]  # for the same metric
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
    periods = sorted(found, key=lambda it: it.recency, reverse=True)
    wanted = period or (periods[0] if periods else None)
    if wanted is None or wanted not in found:
        raise _nothing(place, metric, period, periods, bool(targets))
    return WhyReport(
        place=place,
        parents=parents_of(index, [place]),
        metric=metric,
        headline=found[wanted],
        reasons=reasons(found[wanted], documents),
        periods=tuple(it for it in periods if it != wanted),
        targets=targets,
        documents=documents,
        notes=notes,
    )


def _nothing(place: Place, metric: Metric, period: Period | None, periods: list[Period], aimed: bool) -> NotFoundError:
    message = Phrase("{name} has no figure of {metric}", name=place.name, metric=metric)
    if period is not None:
        message = Phrase("{name} has no figure of {metric} for {period}", name=place.name, metric=metric, period=period)
    hint = Phrase("`countycli show {code}` tells what there is", code=place.code)
    if aimed:
        hint = Phrase("it has a target: `countycli targets {code}`", code=place.code)
    if periods:
        hint = Phrase("there are figures for {periods}", periods=tuple(periods))
    return NotFoundError(message, hint)
