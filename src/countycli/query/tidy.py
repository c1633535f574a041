"""All figures of some places, indicators and periods as plain rows, a row a figure: what analysts load into a frame."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Any

from countycli.export.tables import TABLES
from countycli.names.defined import find_metrics
from countycli.names.resolve import resolve_place
from countycli.names.scopes import resolve_scope
from countycli.query.export import selection_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from countycli.export.tables import Selection
    from countycli.index.ask.index import Index
    from countycli.model.period import Period

_FIGURES = next(table for table in TABLES if table.name == "observations")
_DATES = ("start", "end")
COLUMNS = (*(column.name for column in _FIGURES.columns), *_DATES)
_PERIOD = COLUMNS.index("first_month"), COLUMNS.index("last_month")


class TidyRequest(NamedTuple):
    """Figures of some places or of all places in a scope; without either of the whole book."""

    metrics: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    places: tuple[str, ...] = ()
    scope: Sequence[str] | None = None  # one name or several


def tidy(index: Index, request: TidyRequest) -> list[tuple[Any, ...]]:
    """Rows with the COLUMNS of an exported table of figures and the first and last day of the period. Rivals have rows
    of their own, told from headlines by the column `headline`.
    """
    metrics, _ = find_metrics(index, request.metrics)
    selection = _selected(index, request)._replace(metrics=tuple(metric.id for metric in metrics))
    return [
        (*row, *_days(row))
        for period in request.periods or (None,)
        for row in _FIGURES.rows(index, selection._replace(period=period), ())
    ]


def _selected(index: Index, request: TidyRequest) -> Selection:
    if not request.places:
        return selection_of(index, resolve_scope(index, request.scope))
    places = (resolve_place(index, name, periods=request.periods)[0] for name in request.places)
    codes = tuple(part for place in places for part in index.places.parts_of(place.code))
    return selection_of(index, resolve_scope(index, None))._replace(counties=codes)


def _days(row: tuple[Any, ...]) -> Iterator[date]:
    """The first and the last day of the row's period."""
    (first_year, first), (last_year, last) = (map(int, row[position].split("-")) for position in _PERIOD)
    yield date(first_year, first, 1)
    yield date(last_year, last, monthrange(last_year, last)[1])
