"""Reading of tables: wide sources such as a census, one row a place, one column a metric.

A census has a hundred thousand cells that are read at every compile, so a plain cell takes few steps. A cell may also
be a table with `value`, `printed` and `note`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from countycli.model.records import STATUSES, Figure
from countycli.phrases import Phrase
from countycli.source.draft import Draft, Entry, Total, Zone
from countycli.source.numbers import is_finite, is_number, value_and_decimals
from countycli.source.periods import read_month, read_period
from countycli.source.sheet import Block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from countycli.model.period import Period
    from countycli.source.units import Units

_MISSING = ""  # a cell without a figure


class _Column(NamedTuple):
    """`convert` turns a cell into the metric's unit, where it isn't in that. `adds_up`: a region's figure is the sum of
    its counties' and of its zones'.
    """

    metric: str
    unit: str
    convert: Callable[[int | Decimal], Decimal] | None = None
    adds_up: bool = False


# Column, value and its decimals, `printed` and `note`, and the place for reports.
_Value = tuple[_Column, int | float | None, int, tuple[str | None, str | None], Block]
_NO_TEXTS: tuple[str | None, str | None] = (None, None)


class _Table(NamedTuple):
    """What all the figures of a table have in common."""

    source: str
    period: Period
    status: str
    at: str | None
    columns: list[_Column]


def read_table(block: Block, source: str, draft: Draft, units: Units) -> None:
    """The figures of all rows. `zones` are rows of what a region's figure includes but none of its counties' does:
    region, name, values.
    """
    period, at = read_period(block), block.text_or_none("at")
    status = block.word("status", STATUSES, default="actual")
    found = [_column(block, item, units) for item in block.items("columns")]
    columns = [column for column in found if column]
    rows, zones = block.lists("rows", len(found) + 1), block.lists("zones", len(found) + 2)
    if not block.close() or period is None or len(columns) < len(found):
        return
    table = _Table(source, period, status, at, columns)
    _read_rows(block, rows, table, draft)
    _read_zones(block, zones, table, draft)


def _read_rows(block: Block, rows: list[list[Any]], table: _Table, draft: Draft) -> None:
    for number, (head, *cells) in enumerate(rows):
        row = block.row("rows", number)
        code, row_note, attributes = _head(row, head)
        for column, value, decimals, (printed, note), place in _values(row, cells, table.columns):
            amount, texts = (value, decimals, column.unit), (table.at, printed, note or row_note)
            figure = Figure(
                code, column.metric, table.period, *amount, table.status, table.source, None, None, None, *texts
            )
            draft.observations.append(Entry(figure._replace(**attributes) if attributes else figure, place))


def _read_zones(block: Block, zones: list[list[Any]], table: _Table, draft: Draft) -> None:
    """The zones, and the columns that add up with what the zones have, for the check that they do."""
    added: dict[str, list[tuple[str, float]]] = {column.metric: [] for column in table.columns if column.adds_up}
    for number, (region, _, *cells) in enumerate(zones):
        row = block.row("zones", number)
        draft.zones.append(Entry(Zone(table.source, table.period, str(region)), row))
        for column, value, *_ in _values(row, cells, table.columns):
            if column.adds_up and value is not None:
                added[column.metric].append((str(region), value))
    for metric, values in added.items():
        draft.totals.append(Entry(Total(table.source, metric, table.period, tuple(values)), block))


def _head(row: Block, head: Any) -> tuple[str, str | None, dict[str, Any]]:
    """The code that a row begins with; or a table with that, a note, and what else holds for all its figures."""
    if not isinstance(head, dict):
        return str(head), None, {}
    block = row.cell(0, head)
    attributes = {"scope": block.text_or_none("scope"), "boundaries": read_month(block, "boundaries")}
    read = block.text("county"), block.text_or_none("note"), attributes
    block.close()
    return read


def _column(block: Block, item: str | Block, units: Units) -> _Column | None:
    """None for what names no metric; that is reported."""
    metric = item if isinstance(item, str) else item.text("metric")
    if metric not in units.metrics:
        units.report_unknown(block, "columns", metric)
        return None
    unit = units.metrics[metric].unit
    if isinstance(item, str):
        return _Column(metric, unit)
    printed, adds_up = item.text_or_none("unit"), item.flag("adds_up")
    item.close()
    convert = units.converter(item, metric, printed) if printed else None
    return _Column(metric, unit, convert, adds_up)


def _values(row: Block, cells: list[Any], columns: list[_Column]) -> Iterator[_Value]:
    for position, (column, cell) in enumerate(zip(columns, cells, strict=True), 1):
        if cell == _MISSING:
            continue
        if type(cell) is int and column.convert is None:  # half of all cells
            yield column, cell, 0, _NO_TEXTS, row
            continue
        place, number, texts = row, cell, _NO_TEXTS
        if isinstance(cell, dict):
            place = row.cell(position, cell)
            number, texts = place.take_value(), (place.text_or_none("printed"), place.text_or_none("note"))
            place.close()
        if not (is_number(number) and is_finite(number)):
            message = Phrase("{metric}: a cell must hold a number, or “” where there is none", metric=column.metric)
            place.report(None, "D104", message)
            continue
        if column.convert:
            number = column.convert(number)
        yield column, *value_and_decimals(number), texts, place
