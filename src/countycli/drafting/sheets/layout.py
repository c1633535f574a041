"""How a sheet is laid out: its tables, which rows are their headers, what the lines above a table say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from countycli.drafting.sheets.columns import Header, times_in
from countycli.drafting.sheets.headings import Column, columns_of
from countycli.drafting.sheets.words import IGNORED, KEYS, METRIC, NOTHING, OWN, PLACE
from countycli.record import NamedTuple
from countycli.source.meant import amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from countycli.drafting.sheets.headings import HeaderReader
    from countycli.drafting.sheets.sheet import Cell, Sheet
    from countycli.drafting.sheets.times import Time

    Row = dict[int, Cell]

_HIGHEST = 400  # rows among which the first header is looked for
_SAMPLE = 30  # cells by which a column without a header is recognized
_MOST = 0.6  # of these, to be taken for places or indicators
_MOST_HEADER_ROWS = 4
_FEW = 3  # cells of a line above a table
_NUMBERS = re.compile(r"\W*\d[\d\W]*")  # 9:38:53, 12-15
_OWN = "zones_apart"  # a column that tables of this program alone have


class Unread(NamedTuple):
    """A column of which nothing is known: its header, and how many numbers are in it."""

    text: str
    position: int
    numbers: int


class Layout(NamedTuple):
    """A table. `time` and `units` are what the lines above the table say; `title` is the longest of these lines.
    `is_own`: this program wrote the table, and each column is called as the program calls it.
    """

    columns: dict[int, Column]
    rows: Sequence[Row]
    time: Time | None
    units: tuple[str, ...]
    title: str
    is_own: bool = False


class _Span(NamedTuple):
    """Where a table's lines, its header and its rows begin."""

    above: int
    header: int
    body: int


def layouts_of(sheet: Sheet, reader: HeaderReader) -> list[Layout]:
    """The tables of a sheet, one below the other; none where no row can be a header. A table without a line of its own
    goes on with the one before.
    """
    spans = list(_spans(sheet.rows, reader))
    layouts: list[Layout] = []
    for number, span in enumerate(spans):
        end = spans[number + 1].above if number + 1 < len(spans) else len(sheet.rows)
        layout = _layout(sheet, span, end, reader)
        if layouts and span.above == span.header:
            layout = layout._replace(time=layouts[-1].time, units=layouts[-1].units)
        layouts.append(layout)
    return layouts


def _layout(sheet: Sheet, span: _Span, end: int, reader: HeaderReader) -> Layout:
    rows = sheet.rows
    body = rows[span.body : end]
    named = columns_of([_with_merged(row, rows[span.header], sheet) for row in rows[span.header : span.body]], reader)
    columns = _recognized({**_unnamed(named, body), **named}, body, reader)
    lines = [cell.text for row in rows[span.above : span.header] for cell in row.values()]
    units = {line: reader.headers.units_in(line) for line in lines}
    titles = [line for line in lines if not units[line]]
    every_unit = tuple(dict.fromkeys(unit for found in units.values() for unit in found))
    is_own = _is_own(named, sheet)
    columns = {each.position: _as_written(each, sheet) for each in columns.values()} if is_own else columns
    return Layout(columns, body, _time_of(titles), every_unit, max(titles, key=len, default=""), is_own)


def _is_own(columns: Mapping[int, Column], sheet: Sheet) -> bool:
    """Whether this program wrote a table: that needs more than a table beside one that the program wrote."""
    texts = [column.text for column in columns.values()]
    return _OWN in texts or 2 * sum(text in sheet.sealed for text in texts) > len(texts)


def _as_written(column: Column, sheet: Sheet) -> Column:
    """A column of this program's tables, which say beside the figures what is no part of these. Columns that somebody
    added are read as in any other sheet.
    """
    is_beside = column.text in sheet.sealed | OWN and not column.header.role
    return column._replace(header=Header(role=IGNORED), county="") if is_beside else column


def _with_merged(row: Row, first: Row, sheet: Sheet) -> Row:
    """A row of a header with the cells that others were merged with; what stands above the header is none of it."""
    top, number = (next(iter(cells.values())).row for cells in (first, row))
    merged = {place: cell for place, cell in sheet.merged.get(number, {}).items() if cell.row >= top}
    return {**merged, **row}


def _spans(rows: Sequence[Row], reader: HeaderReader) -> Iterator[_Span]:
    first = _header_row(rows, reader)
    above = 0
    while first is not None:
        body = _body(rows, first, reader)
        yield _Span(above, first, body)
        later = (number for number in range(body, len(rows)) if _begins_table(rows[number], reader))
        first = next(later, None)
        if first is not None:
            above = _above(rows, body, first, reader)


def _header_row(rows: Sequence[Row], reader: HeaderReader) -> int | None:
    """The first row of which half is understood, else the one of which most is; or a row of the header above that."""
    understood = {
        number: _understood(row, reader)
        for number, row in enumerate(rows[:_HIGHEST])
        if len(row) > 1 and not _has_figures(row, reader)
    }
    half = (number for number, count in understood.items() if 2 * count >= max(len(rows[number]), 4))
    best = max(understood, key=lambda number: understood[number], default=0)
    first = next(half, best if understood.get(best) else None)
    while first and first - 1 in understood and _heads(rows[first - 1], reader):
        first -= 1
    return first


def _heads(row: Row, reader: HeaderReader) -> bool:
    """Whether a row above a header belongs to the header: it names an indicator or what rows are, or nothing but
    places, periods and the like.
    """
    parts = {cell.text: reader.part(cell.text) for cell in row.values()}
    names = any(part.metric or part.role in KEYS for part in parts.values())
    return names or all(part or reader.names_place(text) for text, part in parts.items())


def _begins_table(row: Row, reader: HeaderReader) -> bool:
    """Whether a row below a table is the header of another one: it says what rows are, and half is understood."""
    if len(row) <= 1 or _has_figures(row, reader):
        return False
    says_rows = any(reader.header(cell.text).role in KEYS for cell in row.values())
    return says_rows and 2 * _understood(row, reader) >= max(len(row), 4)


def _above(rows: Sequence[Row], body: int, first: int, reader: HeaderReader) -> int:
    """Where the lines above a later table begin, below the rows of the table before."""
    while first > body and len(rows[first - 1]) <= _FEW and not _has_figures(rows[first - 1], reader):
        first -= 1
    return first


def _understood(row: Row, reader: HeaderReader) -> int:
    return sum(bool(reader.header(cell.text)) for cell in row.values())


def _has_figures(row: Row, reader: HeaderReader) -> bool:
    return any(_is_figure(cell.text, reader) for cell in row.values())


def _is_figure(text: str, reader: HeaderReader) -> bool:
    return _states_amount(text, reader) and not reader.header(text)


def _body(rows: Sequence[Row], first: int, reader: HeaderReader) -> int:
    """Where the rows of a table begin. A row without figures belongs to the header as long as the columns that tell
    what a row is have nothing in the row, or only headers.
    """
    for number in range(first + 1, min(first + _MOST_HEADER_ROWS, len(rows))):
        header = rows[first:number]
        keys = {position for row in header for position, cell in row.items() if reader.header(cell.text).role in KEYS}
        if _has_figures(rows[number], reader) or not _goes_on(rows[number], keys, header, reader):
            return number
    return min(first + _MOST_HEADER_ROWS, len(rows))


def _goes_on(row: Row, keys: set[int], header: Sequence[Row], reader: HeaderReader) -> bool:
    start = min(position for above in header for position in above)
    told = [cell for position, cell in row.items() if position in keys or position < start]
    says = keys or any(reader.part(cell.text) or reader.names_place(cell.text) for cell in row.values())
    within = max(position for above in header for position in above) + len(row)
    return bool(says) and all(reader.part(cell.text) for cell in told) and max(row) <= within


def _unnamed(named: Mapping[int, Column], body: Sequence[Row]) -> dict[int, Column]:
    """Columns without a header, before the first that has one or between others."""
    positions = sorted({position for row in body for position in row} - named.keys())
    return {position: Column(position, "", Header()) for position in positions}


def _recognized(columns: Mapping[int, Column], body: Sequence[Row], reader: HeaderReader) -> dict[int, Column]:
    """The columns with what can be told by their cells where there is no header."""
    found = dict(columns)
    roles = {column.header.role for column in columns.values()}
    for position, column in columns.items():
        if column.header or column.text:
            continue
        role = _role_by_cells([row[position].text for row in body[:_SAMPLE] if position in row], reader)
        if role and role not in roles:
            roles.add(role)
            found[position] = column._replace(header=Header(role=role))
    return found


def _role_by_cells(texts: list[str], reader: HeaderReader) -> str:
    tests = {
        PLACE: reader.names_place,
        METRIC: lambda text: bool(reader.header(text).metric),
    }
    for role, test in tests.items():
        if texts and sum(map(test, texts)) >= _MOST * len(texts):
            return role
    return ""


def _time_of(lines: Iterable[str]) -> Time | None:
    """The one time that the lines above a table name."""
    found = {time for line in lines for time in times_in(line)}
    return found.pop() if len(found) == 1 else None


def unread_columns(layout: Layout, reader: HeaderReader) -> tuple[Unread, ...]:
    """The columns of numbers whose headers don't say what they hold."""
    unread = (column for column in layout.columns.values() if not column.tells)
    counts = ((column, _numbers(column, layout, reader)) for column in unread)
    return tuple(Unread(column.text, column.position, count) for column, count in counts if count)


def _numbers(column: Column, layout: Layout, reader: HeaderReader) -> int:
    cells = (row[column.position] for row in layout.rows if column.position in row)
    return sum(_states_amount(cell.text, reader) or _NUMBERS.fullmatch(cell.text) is not None for cell in cells)


def holds_words(text: str, reader: HeaderReader) -> bool:
    """Whether a cell says something in words, and neither a number nor that there is none."""
    return any(map(str.isalpha, text)) and text.casefold() not in NOTHING and not _states_amount(text, reader)


def _states_amount(text: str, reader: HeaderReader) -> bool:
    found = amount(text)
    return found is not None and (not found.unit or bool(reader.headers.unit(found.unit)))
