"""A map of tiles: the counties of a scope in classes by one indicator and period.

Compared is what `rank` would rank: exact outcomes of one period. The country is shown by province: by figures of the
provinces themselves where half of them have one, else by the medians of their counties, never by both.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.errors import UsageError
from countycli.model.reports import Note
from countycli.names.defined import find_metrics
from countycli.names.scopes import scope_named
from countycli.phrases import Phrase
from countycli.query import EVERYTHING, Extent
from countycli.query.classes import ValueClass, by_limits, by_quantiles
from countycli.query.exclusions import Exclusion, excluded
from countycli.query.field import board_of, headlines_of, rankable_periods
from countycli.query.remarks import remarks
from countycli.query.sheets import Sheet, sheets_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Document, Metric, Place
    from countycli.model.reports import DataInfo, Headline, Scope
    from countycli.query.classes import Classed
    from countycli.query.field import Board

COUNTIES, PROVINCES, MEDIANS = "counties", "provinces", "medians"  # what values are of
_MOST_PERIODS = 5
_OF_RANKINGS = ("partial", "related")


class MapRow(NamedTuple):
    """A place with its value and the letter of its class, both empty where it has no value that can be compared; a
    figure that can't is `unfit`. Of a median there is no headline, but of how many `counties` it is.
    """

    place: Place
    value: float | None
    letter: str
    headline: Headline | None = None
    unfit: bool = False
    counties: int | None = None


class MapReport(NamedTuple):
    """`rows` has all places of the scope, `sheets` where they stand: none where they lie in too many provinces. `of`
    tells of what the values are. `classed` counts the places with a value.
    """

    metric: Metric
    period: Period
    scope: Scope
    of: str
    rows: tuple[MapRow, ...]
    sheets: tuple[Sheet, ...]
    places: Mapping[str, Place]  # the prefectures and provinces around the tiles, by code
    classes: tuple[ValueClass, ...]
    limits: tuple[float, ...]  # those that were asked for
    classed: int
    excluded: tuple[Exclusion, ...]  # for each reason as many places as were asked for
    reasons: dict[str, int]
    periods: tuple[tuple[Period, int], ...]
    counted: dict[str, int]  # how many of the values each document gives, the most first
    documents: dict[str, Document]
    info: DataInfo
    notes: tuple[Note, ...]
    named: int | None = None  # how many names a list may have; None: all


class MapRequest(NamedTuple):
    """`classes` is the number of classes by quantiles, `limits` are where classes begin instead. Several `metrics` are
    refused, once it is known that all of them are some.
    """

    metrics: tuple[str, ...]
    period: Period | None = None
    scope: Sequence[str] | None = None
    classes: int | None = None
    limits: tuple[float, ...] = ()
    extent: Extent = EVERYTHING


def map(index: Index, request: MapRequest) -> MapReport:  # noqa: A001  # the command's name
    """Put the places of a scope into classes. Raises NotFoundError where no figure can be compared, with what there is
    instead, and UsageError for several indicators.
    """
    (metric, *others), told = find_metrics(index, request.metrics)
    if others:
        message = Phrase("A map shows one indicator, not several: {metrics}", metrics=(metric, *others))
        raise UsageError(message, Phrase("ask for one map after the other"))
    if metric.scope:
        from countycli.query.unranked import of_parts

        raise of_parts(metric)
    scope = scope_named(index, request.scope)
    if scope.is_all:
        from countycli.query.nation import of_provinces

        return of_provinces(index, request, metric, told)
    periods = rankable_periods(index, metric, scope)
    board = board_of(index, metric, request.period or (periods[0][0] if periods else None), scope, None)
    if not board.field.found or board.period is None:
        from countycli.query.unranked import nothing

        raise nothing(index, board, periods).telling(note.text for note in told)
    report = report_of(index, request, board, sheets_of(index, board.field.scope))
    return report._replace(periods=periods[:_MOST_PERIODS], notes=(*told, *report.notes))


def report_of(index: Index, request: MapRequest, board: Board, sheets: tuple[Sheet, ...]) -> MapReport:
    """The report on places with figures of their own."""
    assert board.period  # the caller found one
    field = board.field
    headlines = headlines_of(index, board, field.found)
    classed = classes_of(request, (value.value or 0 for value, _ in field.found.values()))
    places = index.places.by_code(field.scope.counties)
    left_out, reasons = excluded(index, board.metric, board.period, field, request.extent.named)
    rows = [_row(place, headlines.get(code), classed, code in field.unfit) for code, place in places.items()]
    counted = Counter(headline.figure.source for headline in headlines.values())
    return MapReport(
        metric=board.metric,
        period=board.period,
        scope=field.scope,
        of=COUNTIES,
        rows=tuple(rows),
        sheets=sheets,
        places=index.places.by_code({cell.around for sheet in sheets for cell in sheet.cells if cell.around}),
        classes=classed.classes,
        limits=request.limits,
        classed=len(field.found),
        excluded=left_out,
        reasons=reasons,
        periods=(),
        counted=dict(counted.most_common()),
        documents=index.documents.by_id(source for headline in headlines.values() for source in headline.sources),
        info=index.info(),
        notes=(*field.scope.notes, *_remarks(index, board)),
        named=request.extent.named,
    )


def _remarks(index: Index, board: Board) -> tuple[Note, ...]:
    """The remarks of a ranking, but for those that speak of rankings, and a note where little can be compared."""
    told = tuple(note for note in remarks(index, board) if note.kind not in _OF_RANKINGS)
    compared, counties = len(board.field.found), len(board.field.scope.counties)
    if 2 * compared >= counties:
        return told
    text = Phrase("Only {count} of {all} have a figure to compare, less than half", count=compared, all=counties)
    return (Note("partial", text), *told)


def classes_of(request: MapRequest, values: Iterable[float]) -> Classed:
    return by_limits(values, request.limits) if request.limits else by_quantiles(values, request.classes)


def _row(place: Place, headline: Headline | None, classed: Classed, unfit: bool) -> MapRow:
    if headline is None or headline.figure.value is None:
        return MapRow(place, None, "", unfit=unfit)
    value = headline.figure.value
    return MapRow(place, value, classed.letters[value], headline)
