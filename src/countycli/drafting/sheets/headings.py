"""What the columns of a table hold, from the rows of its header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting.sheets.columns import Header
from countycli.drafting.sheets.times import Time, is_year_before, latest
from countycli.drafting.sheets.words import CODE, IGNORED, NOTE, PLACE, STANDING, UNIT, VALUE, word_key
from countycli.names.resolve import is_name
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from countycli.drafting.sheets.columns import Headers
    from countycli.drafting.sheets.sheet import Cell
    from countycli.index.ask.index import Index

_BETWEEN = (IGNORED, NOTE, STANDING)  # columns that may stand between an indicator and its growth


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

    @property
    def holds_figures(self) -> bool:
        """Whether the cells are figures of some indicator."""
        header = self.header
        tells = header.metric or header.time or header.span or header.is_level or header.grows or self.county
        return header.role == VALUE or (not header.role and bool(tells))


class HeaderReader(NamedTuple):
    """What headers are read with: the book's names, and by folded headers what the reader says that these mean."""

    book: Index
    headers: Headers
    mapping: Mapping[str, str]

    def header(self, text: str) -> Header:
        meaning = self.mapping.get(word_key(text))
        return self.headers.read(text) if meaning is None else self.told(meaning)

    def is_explained(self, text: str) -> bool:
        """Whether the reader says what a header means, which may be all cells above a column, with blanks between."""
        return word_key(text) in self.mapping

    def told(self, meaning: str) -> Header:
        """What a header means in the words of this program, by which the reader and the program's own files tell it."""
        return self.headers.read(meaning, ids=True)

    def part(self, text: str) -> Header:
        """What one cell of a header says, which may be a unit alone."""
        unit = "" if self.is_explained(text) else self.headers.unit(text)
        return Header(unit=unit) if unit else self.header(text)

    def names_place(self, text: str) -> bool:
        return is_name(self.book, text)


def columns_of(rows: Sequence[dict[int, Cell]], reader: HeaderReader) -> dict[int, Column]:
    """The columns by position, from the rows of the header.

    A column of which any part of the header is not understood says nothing: a plan, a share or the year before would
    pass for the figure itself.
    """
    columns = {position: _column(position, texts, reader) for position, texts in _stacks(rows).items()}
    if any(column.header.role in {PLACE, CODE} for column in columns.values()):
        columns = {each.position: _unplaced(each) for each in columns.values()}
    return _grown(columns, reader)


def _unplaced(column: Column) -> Column:
    """A column of a table whose rows name places, so that the place in the header can't be that of the figures."""
    return Column(column.position, column.text, Header()) if column.county else column


def _stacks(rows: Sequence[dict[int, Cell]]) -> dict[int, list[str]]:
    """The cells above each column, from the uppermost. A cell of an upper row stands for all columns up to the next
    cell, as one that was merged does, where these have cells of their own below.
    """
    stacks: dict[int, list[str]] = {}
    for position in sorted({position for row in rows for position in row}):
        lowest = max(level for level, row in enumerate(rows) if position in row)
        cells = (_cell_over(position, rows[: level + 1]) for level in range(lowest + 1))
        stacks[position] = [cell.text for cell in dict.fromkeys(cells) if cell]
    return stacks


def _cell_over(position: int, rows: Sequence[dict[int, Cell]]) -> Cell | None:
    """The cell of the last of these rows over a column: its own or, unless a group begins there, one further left."""
    *above, row = rows
    if position in row:
        return row[position]
    start = max((column for column in row if column < position), default=None)
    begun = (column for upper in above for column in upper if start is not None and start < column <= position)
    return None if start is None or any(begun) else row[start]


def _column(position: int, texts: Sequence[str], reader: HeaderReader) -> Column:
    header, county = Header(), ""
    whole = " ".join(texts)
    if reader.is_explained(whole):
        return Column(position, whole, reader.header(whole))
    for number, text in enumerate(texts):
        part = reader.part(text)
        if not part and reader.names_place(text) and not county:
            county = text
            continue
        if not part or contradicts(header, part, reader):
            joined = reader.header("".join(texts[: number + 1]))
            if not joined and number + 1 < len(texts):
                joined = reader.header("".join(texts[: number + 2]))
            return Column(position, whole, joined if number + 2 >= len(texts) else Header())
        if not (header.role and part.role == UNIT):  # `单位` at the beginning of a row of units
            header = header.over(part)
    return Column(position, whole, header, county)


def contradicts(above: Header, below: Header, reader: HeaderReader) -> bool:
    """Whether two headers name two indicators of which the lower one is no part of the upper one."""
    if not above.metric or not below.metric or above.metric == below.metric:
        return False
    return reader.headers.measures.metrics[below.metric].revised_with != above.metric


def _grown(columns: Mapping[int, Column], reader: HeaderReader) -> dict[int, Column]:
    """The columns with the growth of indicators in its place: that of the header above, or of the columns before. The
    growth of the rows' indicators stays without one.
    """
    grown: dict[int, Column] = {}
    before: list[Header] = []
    for position, column in sorted(columns.items()):
        header = column.header
        if header.grows:
            header = _growth(header, before, reader)
        elif header.role not in _BETWEEN:
            alike = bool(before) and before[-1].metric == header.metric and bool(header.time)
            before = [*before, header] if alike else [header]
        grown[position] = column._replace(header=header)
    return grown


def _growth(header: Header, before: Sequence[Header], reader: HeaderReader) -> Header:
    """The header of a growth with the indicator and the time that it tells of; empty where that can't be told."""
    level = header.metric or (before[-1].metric if before else "")
    growth = reader.headers.growth_of(level) if level else ""
    times = [each.time for each in before if each.time]
    time = header.time or (_grown_until(times) if times else None)
    if (level and not growth) or (times and not time):
        return Header()
    span = header.span or (before[-1].span if before and not header.metric else "")
    return header._replace(metric=growth, time=time, span=span)


def _grown_until(times: Sequence[Time]) -> Time | None:
    """The time of a growth beside levels of several times: the latest, if the year before is there, or no other."""
    last = latest(times)
    others = [time for time in times if time != last]
    return last if not others or any(is_year_before(time, last) for time in others) else None
