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
    """The error where no county can be ranked, with what the book has instead: other periods or else related metrics,
    the topics of the scope's figures, and where most counties have the metric.
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
        scope = board.field.scope
        return NotFoundError(message, _instead(index, metric, scope), instead or _related(index, metric, scope))
    best = tuple(found for found, _ in periods[:_MOST_PERIODS])
    return NotFoundError(message, Phrase("there are figures for {periods}", periods=best), instead)


def _related(index: Index, metric: Metric, scope: Scope) -> tuple[Candidate, ...]:
    """Related metrics by which counties of the scope can be ranked, each with the period that most of them have."""
    from countycli.query.remarks import reach_of

    reach = {id_: found for id_, found in reach_of(index, metric.related, scope).items() if found[1]}
    named = index.metrics.by_id(reach) if reach else {}
    return tuple(
        Candidate(id_, named[id_], Phrase("{count} counties, {period}", count=count, period=period))
        for id_, (period, count) in sorted(reach.items(), key=lambda found: -found[1][1])
    )


def _instead(index: Index, metric: Metric, scope: Scope) -> Phrase:
    from countycli.query.elsewhere import reaches, reaches_told, stock_in, told

    found = reaches(index, metric)
    more = Phrase("`countycli metrics {id}` tells what there is", id=metric.id)
    if found:
        more = reaches_told(metric, found)
    if scope.name is None:
        return more
    there = told(scope.title, stock_in(index, scope))
    command = f"countycli coverage{scope.options}"
    return Phrase("{first} (`{command}` lists all); {second}", first=there, command=command, second=more)
