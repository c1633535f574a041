"""`data new`: what an empty file for a place holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting.template import Subject
from countycli.errors import UsageError
from countycli.model.period import Period
from countycli.names.defined import find_metrics
from countycli.names.resolve import resolve_place
from countycli.phrases import Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from countycli.index.ask.index import Index
    from countycli.model.records import Place
    from countycli.model.reports import Note


class NewRequest(NamedTuple):
    """Without `metrics` the main ones are meant, without a `period` the last whole year of which documents tell, or in
    which a former place was there.
    """

    county: str
    metrics: tuple[str, ...] = ()
    period: Period | None = None


def new(index: Index, request: NewRequest) -> tuple[Subject, tuple[Note, ...]]:
    """The subject of the file, and notes on how the names were understood. Raises NotFoundError and AmbiguousError,
    and UsageError for a period in which the place was no more.
    """
    match = resolve_place(index, request.county)
    metrics, told = find_metrics(index, request.metrics)
    period = request.period or _latest_year(index, match.place)
    if not match.place.lasts_until(period):
        gone = Phrase("the place with the code {code} was no more in {period}", code=match.place.code, period=period)
        raise UsageError(gone, Phrase("give an earlier period, or the place of today"))
    order = {topic.id: position for position, topic in enumerate(index.metrics.topics())}
    chosen = sorted(metrics or index.metrics.main(), key=lambda metric: order[metric.topic])
    subject = Subject(match.place, period, chosen, index.metrics.topics(), index.metrics.categories())
    return subject, (*match.notes, *told)


def _latest_year(index: Index, place: Place) -> Period:
    """The last whole year before the newest document, and before the end of the place."""
    ends = (index.info().as_of, place.valid_to or index.info().as_of)
    year = min(int(end[:4]) for end in ends) - 1
    return Period.of_years(year, year)
