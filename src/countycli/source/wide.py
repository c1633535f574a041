"""Reading of tables: wide sources such as a census, one row a place, one column a metric.

A census has a hundred thousand cells that are read at every compile, so a plain cell takes few steps. A cell may also
be a table with `value`, `printed`, `note` and `doubtful`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from countycli.model.records import STATUSES, Figure
from countycli.phrases import N_, Phrase
from countycli.record import made
from countycli.source import meant
from countycli.source.doubt import DOUBTFUL, EXAMPLE, MISPLACED, read_doubt
from countycli.source.draft import ANY_PERIOD, Draft, Entry, Total, Zone
from countycli.source.numbers import MOST_DIGITS, has_few_digits, plain_number, value_and_decimals
from countycli.source.periods import read_month, read_period
from countycli.source.sheet import Block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from countycli.model.period import Period
    from countycli.source.units import Units

_MISSING = ""  # a cell without a figure
_CODES_END = 10**10  # codes have six digits, or ten
_SHARED = Figure._fields.index("status")  # the first of the fields that are the same for all figures of a row


class _Column(NamedTuple):
    """`convert` turns a cell into the metric's unit; None where cells are in that unit. `adds_up`: a region's figure is
    the sum of its counties' and of its zones' figures.
    """

    metric: str
    unit: str
    convert: Callable[[int | Decimal], Decimal] | None = None
    adds_up: bool = False


# Column, value, number of decimals, `printed`, `note` and `doubtful`, and the block that reports faults.
_Attributes = tuple[str | None, str | None, bool]
_Value = tuple[_Column, int | float | None, int, _Attributes, Block]
_Rows = list[tuple[Block, list[Any]]]
_NO_ATTRIBUTES: _Attributes = (None, None, False)


class _Table(NamedTuple):
    """What all the figures of a table have in common."""

    source: str
    period: Period
    status: str
    at: str | None
    columns: list[_Column | None]  # None for a column that names no metric


def read_table(block: Block, source: str, draft: Draft, units: Units) -> None:
    """Read the figures of all rows. `zones` are rows (region, name, values) of areas that a region's figure includes,
    but no figure of its counties does.
    """
    period, at = read_period(block), block.text_or_none("at")
    status = block.word("status", STATUSES, default="actual")
    columns = [_column(block.member("columns", n), item, units) for n, item in enumerate(block.items("columns"))]
    rows, zones = block.lists("rows", len(columns) + 1), block.lists("zones", len(columns) + 2)
    is_sound = block.close() and period is not None and None not in columns
    table = _Table(source, period or ANY_PERIOD, status, at, columns)
    _read_rows(rows, table, draft, draft.observations if is_sound else draft.fragments)
    _read_zones(block, zones, table, draft)


def _read_rows(rows: _Rows, table: _Table, draft: Draft, figures: list[Entry[Figure]]) -> None:
    source, period, status, at, columns = table
    for row, (head, *cells) in rows:
        code, row_note, attributes = _head(row, head)
        draft.mention(code, row)
        usual = Figure(code, "", period, None, 0, "", status, source, at=at, note=row_note, **attributes)
        shared = usual[_SHARED:]
        for column, value, decimals, cell, place in _values(row, cells, columns):
            figure = made(Figure, (code, column.metric, period, value, decimals, column.unit, *shared))
            if cell is not _NO_ATTRIBUTES:
                printed, note, doubtful = cell
                figure = figure._replace(printed=printed, note=note or row_note, doubtful=doubtful)
            figures.append(made(Entry, (figure, place, None)))


def _read_zones(block: Block, zones: _Rows, table: _Table, draft: Draft) -> None:
    """Read the zones, and note what the zones add to each column that adds up, for the check of sums."""
    added: dict[str, list[tuple[str, float]]] = {
        column.metric: [] for column in table.columns if column and column.adds_up
    }
    for row, (head, name, *cells) in zones:
        region = _code(row, head)
        if not isinstance(name, str):
            row.report(None, "D104", Phrase("Behind the region's code stands the name of the zone"))
        draft.mention(region, row)
        draft.zones.append(Entry(Zone(table.source, table.period, region), row))
        for column, value, _, (*_, doubtful), place in _values(row, cells, table.columns):
            if doubtful:
                place.report(DOUBTFUL, "D102", MISPLACED, EXAMPLE)
            if column.adds_up and value is not None:
                added[column.metric].append((region, value))
    for metric, values in added.items():
        draft.totals.append(Entry(Total(table.source, metric, table.period, tuple(values)), block))


def _head(row: Block, head: Any) -> tuple[str, str | None, dict[str, Any]]:
    """The code at the beginning of a row, with a note and the attributes of all figures in the row, where a table that
    holds them stands there instead of the bare code.
    """
    if not isinstance(head, dict):
        return _code(row, head), None, {}
    block = row.cell(0, head)
    attributes = {"scope": block.text_or_none("scope"), "boundaries": read_month(block, "boundaries")}
    read = block.text("county", meant.code), block.text_or_none("note"), attributes
    block.close()
    return read


def _code(row: Block, head: Any) -> str:
    """A code in quotation marks or, as a spreadsheet gives it, as a number."""
    if isinstance(head, str) or (type(head) is int and 0 <= head < _CODES_END):
        return str(head)
    row.report(None, "D104", Phrase("A row begins with the code of its place, such as “331181”"))
    return ""


def _column(place: Block, item: str | Block, units: Units) -> _Column | None:
    """A column; None where it names no metric, which is reported to the `place` of the column in the list."""
    metric = item if isinstance(item, str) else item.text("metric")
    if metric not in units.metrics:
        units.report_unknown(place, None, metric)
        return None
    unit = units.metrics[metric].unit
    if isinstance(item, str):
        return _Column(metric, unit)
    printed, adds_up = item.text_or_none("unit"), item.flag("adds_up")
    item.close()
    convert = units.converter(item, metric, printed) if printed else None
    return _Column(metric, unit, convert, adds_up)


def _values(row: Block, cells: list[Any], columns: list[_Column | None]) -> Iterator[_Value]:
    for position, (column, cell) in enumerate(zip(columns, cells, strict=True), 1):
        if column is None:
            continue
        if plain := plain_number(cell):  # nearly all
            value, decimals = value_and_decimals(column.convert(cell)) if column.convert else plain
            yield column, value, decimals, _NO_ATTRIBUTES, row
            continue
        if cell == _MISSING:
            continue
        place, number, attributes = row, cell, _NO_ATTRIBUTES
        if isinstance(cell, dict):
            place = row.cell(position, cell)
            number, attributes = place.take_value(), _attributes(place)
            place.close(keep=True)
        if not has_few_digits(number):
            place.report(None, "D104", *_no_number(column.metric, number))
            continue
        if column.convert:
            number = column.convert(number)
        yield column, *value_and_decimals(number), attributes, place


def _attributes(cell: Block) -> _Attributes:
    note = cell.text_or_none("note")
    return cell.token("printed"), note, read_doubt(cell, note)


def _no_number(metric: str, cell: Any) -> tuple[Phrase, Phrase | None]:
    """The message on a cell that holds no number, and what to write in place of a text."""
    if not isinstance(cell, str):
        template = N_("{metric}: a cell must hold a number of {digits} digits at most, or “” where there is none")
        return Phrase(template, metric=metric, digits=MOST_DIGITS), None
    found = meant.amount(cell)
    hint = Phrase("write: {line}", line=found.number) if found else Phrase("a number, or “” where there is none")
    return Phrase("{metric}: “{text}” is text, not a number", metric=metric, text=cell), hint
