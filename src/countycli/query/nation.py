"""The country as a map of its provinces: by the provinces' own figures or, where fewer than half of them have one for
the period, by the medians of their counties.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.errors import NotFoundError
from countycli.model.reports import Note, Scope
from countycli.phrases import Phrase
from countycli.query.exclusions import Exclusion
from countycli.query.field import Board, board_of, of_places, rankable_periods
from countycli.query.figures import holdings_of
from countycli.query.map import MEDIANS, PROVINCES, MapReport, MapRow, classes_of, report_of
from countycli.query.sheets import sheet_of_provinces
from countycli.query.within import is_telling, median
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Metric, Place
    from countycli.query.map import MapRequest

_COUNTRY = "000000"
_MOST_PERIODS = 5
_NO_FIGURE, _TOO_FEW = "no_figure", "too_few"


class _Median(NamedTuple):
    """The median of a province; None where too few of its `counties` can be compared."""

    value: float | None
    compared: int
    counties: int


def of_provinces(index: Index, request: MapRequest, metric: Metric, told: tuple[Note, ...]) -> MapReport:
    codes = tuple(sorted({f"{code[:2]}0000" for code in index.places.county_codes()}))
    places = index.places.by_code((*codes, _COUNTRY))
    country = places.pop(_COUNTRY)
    held = Counter(held.period for held in holdings_of(index, codes, metric.id) if held.comparable)
    own = sorted(held, key=lambda period: (held[period], period.recency), reverse=True)
    period = request.period or (own[0] if own else None)
    sheets = sheet_of_provinces(index, country)
    scope = Scope((country,), counties=codes)
    if period and 2 * held[period] >= len(codes):
        board = Board(metric, period, of_places(index, metric, scope, period), ascending=False)
        report = report_of(index, request, board, sheets)
        periods = tuple((other, held[other]) for other in own)
        report = report._replace(of=PROVINCES, periods=periods[:_MOST_PERIODS])
    else:
        report = _of_medians(index, request, metric, tuple(places.values()))
        report = report._replace(scope=scope, sheets=sheets)
    return report._replace(notes=(*told, *report.notes))


def _of_medians(index: Index, request: MapRequest, metric: Metric, provinces: tuple[Place, ...]) -> MapReport:
    scope = Scope()
    periods = rankable_periods(index, metric, scope)
    board = board_of(index, metric, request.period or (periods[0][0] if periods else None), scope, None)
    medians = _medians(board)
    values = {code: found.value for code, found in medians.items() if found.value is not None}
    if not values or board.period is None:
        raise _nothing(index, board, periods)
    classed = classes_of(request, values.values())
    left_out = _without(provinces, medians)
    counted = index.figures.sources(metric.id, board.period, board.field.found)
    return MapReport(
        metric=metric,
        period=board.period,
        scope=board.field.scope,
        of=MEDIANS,
        rows=tuple(_row(place, medians.get(place.code), classed.letters) for place in provinces),
        sheets=(),
        places={},
        classes=classed.classes,
        limits=request.limits,
        classed=len(values),
        excluded=left_out,
        reasons=dict(Counter(province.reason for province in left_out)),
        periods=periods[:_MOST_PERIODS],
        counted=counted,
        documents=index.documents.by_id(counted),
        info=index.info(),
        notes=(),
        named=request.extent.named,
    )


def _nothing(index: Index, board: Board, periods: tuple[tuple[Period, int], ...]) -> NotFoundError:
    """The error where no province can be shown: where there are figures of counties, these can be."""
    if not board.field.found or board.period is None:
        from countycli.query.unranked import nothing

        return nothing(index, board, periods)
    message = Phrase(
        "In no province half of the counties have a figure of {metric} for {period}",
        metric=board.metric,
        period=board.period,
    )
    return NotFoundError(message, Phrase("`--in` shows the counties of a province, prefecture or group"))


def _medians(board: Board) -> dict[str, _Median]:
    values: dict[str, list[float]] = {}
    for code, (value, _) in board.field.found.items():
        values.setdefault(code[:2], []).append(value.value or 0)
    counties = Counter(code[:2] for code in board.field.scope.counties)
    return {
        f"{province}0000": _Median(
            median(sorted(found)) if is_telling(len(found), counties[province]) else None,
            len(found),
            counties[province],
        )
        for province, found in values.items()
    }


def _row(place: Place, median: _Median | None, letters: dict[float, str]) -> MapRow:
    if median is None or median.value is None:
        return MapRow(place, None, "", unfit=median is not None)
    return MapRow(place, median.value, letters[median.value], counties=median.compared)


def _without(provinces: Iterable[Place], medians: dict[str, _Median]) -> tuple[Exclusion, ...]:
    """The provinces without a median: too few of their counties can be compared, or none at all."""
    lacking = ((place, medians.get(place.code)) for place in provinces)
    return tuple(
        Exclusion(place.code, place, _TOO_FEW if median else _NO_FIGURE, _compared(median))
        for place, median in lacking
        if median is None or median.value is None
    )


def _compared(median: _Median | None) -> Phrase:
    if median is None:
        return Phrase("no county has a figure")
    return Phrase("{count} of {all} counties have a figure", count=median.compared, all=median.counties)
