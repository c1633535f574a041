"""How a sheet is laid out: which rows are headers, what each column says, what the lines above the table say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting.sheets.columns import Header
from countycli.drafting.sheets.words import CODE, IGNORED, METRIC, NOTE, PLACE, STANDING, UNIT, VALUE, word_key
from countycli.names.resolve import is_name
from countycli.record import NamedTuple
from countycli.source.meant import amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from countycli.drafting.sheets.columns import Headers
    from countycli.drafting.sheets.sheet import Cell, Sheet
    from countycli.index.ask.index import Index
    from countycli.model.period import Period

_HIGHEST = 40  # rows among which the header is looked for
_SAMPLE = 30  # cells by which a column without a header is recognized
_BETWEEN = (IGNORED, NOTE, STANDING)  # columns that may stand between an indicator and its growth
_MOST = 0.6  # of these, to be taken for places or indicators


class Column(NamedTuple):
    """A column: its header as it is written, and what the header says. `county` is the place that the header names."""

    position: int
    text: str
    header: Header
    county: str = ""

    @property
    def tells(self) -> bool:
        """Whether the reader of the sheet knows what the column holds."""
        return bool(self.header or self.county)


class Unread(NamedTuple):
    """A column of which nothing is known: its header, and how many numbers are in it."""

    text: str
    position: int
    numbers: int


class Layout(NamedTuple):
    """`period` and `units` are what the lines above the table say; `title` is the longest of these lines."""

    columns: dict[int, Column]
    rows: Sequence[dict[int, Cell]]
    period: Period | None
    units: tuple[str, ...]
    title: str

    def having(self, role: str) -> list[Column]:
        return [column for column in self.columns.values() if column.header.role == role]


class Reading(NamedTuple):
    """What headers are read with: the book's names, and by folded headers what the reader says that these mean."""

    book: Index
    headers: Headers
    mapping: Mapping[str, str]

    def header(self, text: str) -> Header:
        return self.headers.read(self.mapping.get(word_key(text), text))

    def names_place(self, text: str) -> bool:
        return is_name(self.book, text)


def layout_of(sheet: Sheet, reading: Reading) -> Layout | None:
    """The layout of a sheet; None where no row can be a header."""
    first = _header_row(sheet.rows, reading)
    if first is None:
        return None
    last = _last_header_row(sheet.rows, first, reading)
    above, body = sheet.rows[:first], sheet.rows[last + 1 :]
    named = _columns(sheet.rows[first : last + 1], reading)
    columns = _recognized(_grown({**_unnamed(named, body), **named}, reading), body, reading)
    lines = [cell.text for row in above for cell in row.values()]
    units = tuple(dict.fromkeys(unit for line in lines for unit in reading.headers.units_in(line)))
    return Layout(columns, body, _period_of(lines, reading), units, max(lines, key=len, default=""))


def _header_row(rows: Sequence[dict[int, Cell]], reading: Reading) -> int | None:
    """The first row of which half is understood, else the one of which most is."""
    understood = {
        number: sum(bool(reading.header(cell.text)) for cell in row.values())
        for number, row in enumerate(rows[:_HIGHEST])
        if _may_be_header(row, reading)
    }
    half = (number for number, count in understood.items() if 2 * count >= max(len(rows[number]), 4))
    best = max(understood, key=lambda number: understood[number], default=0)
    return next(half, best if understood.get(best) else None)


def _may_be_header(row: dict[int, Cell], reading: Reading) -> bool:
    return len(row) > 1 and not any(_is_figure(cell.text, reading) for cell in row.values())


def _is_figure(text: str, reading: Reading) -> bool:
    return amount(text) is not None and not reading.header(text)


def _last_header_row(rows: Sequence[dict[int, Cell]], first: int, reading: Reading) -> int:
    """The last row of the header. A further row belongs to the header if all of it is understood, or is units, and the
    row before has a gap that the further row fills, or covers the same columns.
    """
    last = first
    for number, row in enumerate(rows[first + 1 : first + 3], first + 1):
        cells = [cell.text for cell in row.values()]
        units = all(reading.headers.unit(text) or reading.header(text).role == UNIT for text in cells)
        parts = all(reading.header(text) and not reading.header(text).role for text in cells)
        if not (units or (parts and not set(row) <= set(rows[last]))):
            break
        last = number
    return last


def _columns(rows: Sequence[dict[int, Cell]], reading: Reading) -> dict[int, Column]:
    """The columns by position, from the rows of the header, each of which says more than the one above. A cell of an
    upper row stands for all columns up to the next cell, as one that was merged does.
    """
    columns: dict[int, Column] = {}
    everywhere = sorted({position for row in rows for position in row})
    for level, row in enumerate(rows):
        cell: Cell | None = None
        for position in everywhere:
            is_last = level == len(rows) - 1
            cell = row.get(position, None if is_last or _is_alone(position, rows[:level]) else cell)
            if cell is None:
                continue
            columns[position] = _under(columns.get(position), cell, position, reading)
    return columns


def _is_alone(position: int, above: Sequence[dict[int, Cell]]) -> bool:
    """Whether a header above begins a group of its own in a column."""
    return any(position in row for row in above)


def _under(above: Column | None, cell: Cell, position: int, reading: Reading) -> Column:
    unit = reading.headers.unit(cell.text)
    header = Header(unit=unit) if unit else reading.header(cell.text)
    if above is None:
        return Column(position, cell.text, header)
    known = above.header or header.metric or header.role  # a growth or year of what isn't known is no figure
    return Column(position, f"{above.text} {cell.text}", above.header.over(header) if known else Header())


def _unnamed(named: Mapping[int, Column], body: Sequence[dict[int, Cell]]) -> dict[int, Column]:
    """Columns without a header, before the first that has one or between others."""
    positions = sorted({position for row in body for position in row} - named.keys())
    return {position: Column(position, "", Header()) for position in positions}


def _grown(columns: Mapping[int, Column], reading: Reading) -> dict[int, Column]:
    """The columns with the growth of indicators in its place: that of the header above, or of the column before. The
    growth of the rows' indicators stays without one, and is of the period of the column before.
    """
    grown: dict[int, Column] = {}
    before = Header()
    for position, column in sorted(columns.items()):
        header = column.header
        level = header.metric or (before.metric if header.grows else "")
        if header.grows:
            growth = reading.headers.growth_of(level) if level else ""
            header = (
                header._replace(metric=growth, period=header.period or before.period)
                if growth or not level
                else Header()
            )
        elif header.role not in _BETWEEN:
            before = header
        grown[position] = column._replace(header=header)
    return grown


def _recognized(columns: Mapping[int, Column], body: Sequence[dict[int, Cell]], reading: Reading) -> dict[int, Column]:
    """The columns with what can be told by their cells, or by names of places in the header, where words don't tell."""
    found = dict(columns)
    roles = {column.header.role for column in columns.values()}
    for position, column in columns.items():
        if column.header or column.text:
            continue
        role = _role_by_cells([row[position].text for row in body[:_SAMPLE] if position in row], reading)
        if role and role not in roles:
            roles.add(role)
            found[position] = column._replace(header=Header(role=role))
    return found if roles & {PLACE, CODE} else {**found, **_places(found, reading)}


def _role_by_cells(texts: list[str], reading: Reading) -> str:
    tests = {
        PLACE: reading.names_place,
        METRIC: lambda text: bool(reading.header(text).metric),
    }
    for role, test in tests.items():
        if texts and sum(map(test, texts)) >= _MOST * len(texts):
            return role
    return ""


def _places(columns: Mapping[int, Column], reading: Reading) -> dict[int, Column]:
    """The columns whose headers name places."""
    others = (column for column in columns.values() if column.text and not column.header)
    return {
        column.position: column._replace(county=column.text) for column in others if reading.names_place(column.text)
    }


def _period_of(lines: Iterable[str], reading: Reading) -> Period | None:
    """The one period that the lines above a table name."""
    from countycli.drafting.sheets.columns import periods_in

    found = {period for line in lines for period in periods_in(line)}
    return found.pop() if len(found) == 1 else None


def unread_columns(layout: Layout) -> tuple[Unread, ...]:
    """The columns of numbers whose headers don't say what they hold."""
    counts = ((column, _numbers(column, layout)) for column in layout.columns.values() if not column.tells)
    return tuple(Unread(column.text, column.position, count) for column, count in counts if count)


def _numbers(column: Column, layout: Layout) -> int:
    cells = (row[column.position] for row in layout.rows if column.position in row)
    return sum(amount(cell.text) is not None for cell in cells)


def holds_figures(column: Column) -> bool:
    """Whether the cells of a column are figures of some indicator."""
    header = column.header
    tells = header.metric or header.period or header.is_level or header.grows or column.county
    return header.role == VALUE or (not header.role and bool(tells))
