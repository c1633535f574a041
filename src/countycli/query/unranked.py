"""The errors where nothing can be ranked, with what the book has instead. Loaded when there is one to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import Candidate, NotFoundError
from countycli.phrases import Phrase
from countycli.query.exclusions import excluded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Metric
    from countycli.model.reports import Scope
    from countycli.query.field import Board

_MOST_PERIODS = 5
_MOST_NAMED = 10


def of_parts(metric: Metric) -> NotFoundError:
    message = Phrase("{metric} tells of parts of counties, which can't be compared, and is not ranked", metric=metric)
    return NotFoundError(message, Phrase("`countycli metrics {id}` tells what there is", id=metric.id))


def nothing(index: Index, board: Board, periods: Sequence[tuple[Period, int]]) -> NotFoundError:
    """The error where no county can be ranked, with what the book has instead: other periods or else the topics of the
    scope's figures, and where most counties have the metric.
    """
    metric, period = board.metric, board.period
    message = Phrase("No county in this scope has a figure of {metric} that can be ranked", metric=metric)
    if period is not None:
        message = Phrase(
            "No county in this scope has a figure of {metric} for {period} that can be ranked",
            metric=metric,
            period=period,
        )
    left_out, _ = excluded(index, metric, period, board.field, None)
    instead = tuple(Candidate(county.code, county.name, county.detail) for county in left_out if county.detail)[
        :_MOST_NAMED
    ]
    if not periods:
        return NotFoundError(message, _instead(index, metric, board.field.scope), instead)
    best = tuple(found for found, _ in periods[:_MOST_PERIODS])
    return NotFoundError(message, Phrase("there are figures for {periods}", periods=best), instead)


def _instead(index: Index, metric: Metric, scope: Scope) -> Phrase:
    from countycli.query.elsewhere import reaches, reaches_told, stock_in, told

    found = reaches(index, metric)
    more = Phrase("`countycli metrics {id}` tells what there is", id=metric.id)
    if found:
        more = reaches_told(metric, found)
    if scope.name is None:
        return more
    there = told(scope.title, stock_in(index, scope))
    return Phrase("{first} (`countycli coverage --in {id}` lists all); {second}", first=there, id=scope.id, second=more)
