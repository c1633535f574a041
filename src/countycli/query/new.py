"""`data new`: what an empty file for a place holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting.template import Subject
from countycli.model.period import Period
from countycli.names.defined import find_metrics
from countycli.names.resolve import resolve_place
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from countycli.index.ask.index import Index
    from countycli.model.reports import Note


class NewRequest(NamedTuple):
    """Without `metrics` the main ones are meant, without a `period` the last whole year of which documents tell."""

    county: str
    metrics: tuple[str, ...] = ()
    period: Period | None = None


def new(index: Index, request: NewRequest) -> tuple[Subject, tuple[Note, ...]]:
    """The subject of the file, and notes on how the names were understood. Raises NotFoundError and AmbiguousError."""
    match = resolve_place(index, request.county)
    metrics, told = find_metrics(index, request.metrics)
    period = request.period or _latest_year(index)
    order = {topic.id: position for position, topic in enumerate(index.metrics.topics())}
    chosen = sorted(metrics or index.metrics.main(), key=lambda metric: order[metric.topic])
    subject = Subject(match.place, period, chosen, index.metrics.topics(), index.metrics.categories())
    return subject, (*match.notes, *told)


def _latest_year(index: Index) -> Period:
    """The last whole year before the newest document."""
    year = int(index.info().as_of[:4]) - 1
    return Period.of_years(year, year)
