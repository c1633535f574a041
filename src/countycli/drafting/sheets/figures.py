"""The figures of a sheet: what each cell says, together with its row and its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting import reasons
from countycli.drafting.findings import SURE, Found, Left
from countycli.drafting.reasons import NotTakenError
from countycli.drafting.sheets.amounts import Amounts, with_attributes
from countycli.drafting.sheets.columns import Header
from countycli.drafting.sheets.places import PlaceFinder
from countycli.drafting.sheets.times import Time, resolved, time_in
from countycli.drafting.sheets.words import (
    BOUND,
    CODE,
    DERIVED,
    DOUBTFUL,
    METRIC,
    NOTE,
    NOTHING,
    PERIOD,
    PLACE,
    SCOPE,
    STANDING,
    STATUS,
    UNIT,
)  # fmt: skip
from countycli.phrases import Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from countycli.drafting.sheets.headings import Column, HeaderReader
    from countycli.drafting.sheets.layout import Layout
    from countycli.drafting.sheets.sheet import Cell, Sheet
    from countycli.model.period import Period

_KEYS = (PLACE, CODE, PERIOD, METRIC)
_ROLES = (BOUND, CODE, DERIVED, DOUBTFUL, METRIC, NOTE, PERIOD, PLACE, SCOPE, STANDING, STATUS, UNIT)
_NO_PERIOD = Phrase("no period is told: give `--period`")
_NO_PLACE = Phrase("no place is told: give `--county`")
_NO_NAME = Phrase("the row names no place, while others do")
_NO_METRIC = Phrase('its header names no indicator: give `--map "HEADER=ID (UNIT)"`, with the period if it tells one')
_TWO_METRICS = Phrase("its row and its column don't name one and the same indicator")
_TWO_VALUES = Phrase("the sheet has several values for this place, indicator and period")
_OWN_PERIOD = "period"  # this program's name of the column, in which 2024-09 is that month alone

Key = tuple[object, ...]


class Default(NamedTuple):
    """What the reader says of the whole sheet; it counts where rows and columns don't tell."""

    county: str = ""
    period: Period | None = None


class Row(NamedTuple):
    """What a row says of all its figures. `county` is a code, `time` a time, or why there is none; `attributes` are
    words by role.
    """

    county: str | Phrase
    time: Time | Phrase | None
    header: Header
    attributes: dict[str, str]


class Crosstab:
    """Reads the figures of a table whose layout is known."""

    def __init__(self, sheet: Sheet, layout: Layout, reader: HeaderReader, default: Default) -> None:
        self._sheet = sheet
        self._layout = layout
        self._reader = reader
        self._default = default
        self._places = PlaceFinder(reader.book)
        self._amounts = Amounts(reader.headers, layout.units)
        self._figure_columns = [column for column in layout.columns.values() if column.holds_figures]
        self._row_metric = ""  # the indicator of the row before, of which `增速` tells the growth
        self._keys = KeyCells(layout.columns.values())
        self._own_periods = any(
            column.header.role == PERIOD and column.text == _OWN_PERIOD for column in layout.columns.values()
        )
        self._names_places = any(
            column.header.role in {PLACE, CODE} and any(position in row for row in layout.rows)
            for position, column in layout.columns.items()
        )

    def read(self) -> tuple[list[Found], list[Left]]:
        """All figures, and the cells in columns of figures that hold something else."""
        found = [each for row in self._layout.rows for each in self._of_row(self._keys.filled(row))]
        return [each for each in found if isinstance(each, Found)], [each for each in found if isinstance(each, Left)]

    def _of_row(self, cells: dict[int, Cell]) -> Iterator[Found | Left]:
        filled = [(column, cells[column.position]) for column in self._figure_columns if column.position in cells]
        figures = [(column, cell) for column, cell in filled if cell.text.casefold() not in NOTHING]
        if not figures:
            return
        row = self._row(cells)
        for column, cell in figures:
            try:
                yield self._figure(row, column, cell)
            except NotTakenError as error:
                yield Left(cell.text, self._sheet.at(cell), error.reason, column.text)

    def _row(self, cells: dict[int, Cell]) -> Row:
        said: dict[str, list[str]] = {}
        for column in self._layout.columns.values():
            if column.header.role in _ROLES and column.position in cells:
                said.setdefault(column.header.role, []).append(cells[column.position].text)
        attributes = {role: texts[0] for role, texts in said.items()}
        county = self._places.of_row(said.get(CODE, []), said.get(PLACE, [])) or self._unnamed()
        return Row(county, self._time(attributes), self._row_header(attributes.get(METRIC, "")), attributes)

    def _unnamed(self) -> str | Phrase:
        """The place of a row that names none."""
        return _NO_NAME if self._names_places else self._default.county or _NO_PLACE

    def _time(self, attributes: Mapping[str, str]) -> Time | Phrase | None:
        """The time in the row's own cell for that."""
        if PERIOD not in attributes:
            return None
        text = attributes[PERIOD].removesuffix(".0")
        if self._own_periods and (time := time_in(text)):
            return time._replace(is_open=False)
        header = self._reader.headers.read(text)
        if header.time is None or header._replace(time=None, span=""):
            return Phrase("“{text}” is no period that is known: write 2024, 2024年1-9月 or 2024年前三季度", text=text)
        try:
            return Time(resolved(header.time, header.span)) if header.span else header.time
        except NotTakenError as error:
            return error.reason

    def _row_header(self, text: str) -> Header:
        """What the cell says that names a row's indicator; `增速` alone is the growth of that in the row before."""
        header = self._reader.header(text) if text else Header()
        level = header.metric or self._row_metric
        if header.grows and level:
            growth = self._reader.headers.growth_of(level)
            return header._replace(metric=growth) if growth else Header()
        self._row_metric = header.metric
        return header

    def _figure(self, row: Row, column: Column, cell: Cell) -> Found:
        header = column.header
        county = self._places.find(column.county) if column.county else row.county
        if isinstance(county, Phrase):
            raise NotTakenError(county)
        period = self._period(row, header)
        identifier, told = self._measured(row, header)
        if not identifier:
            raise NotTakenError(reasons.UNKNOWN if row.attributes.get(METRIC) else _NO_METRIC)
        if not self._places.existed(county, period):
            gone = Phrase("the place with the code {code} was no more in {period}", code=county, period=period)
            raise NotTakenError(gone)
        metric = self._reader.headers.measures.metrics[identifier]
        value, unit, canonical, bound = self._amounts.read(cell.text, metric, told)
        at = self._sheet.at(cell)
        figure = Found(county, identifier, period, value, unit, canonical, cell.text, at, SURE, bound=bound)
        return with_attributes(figure, row.attributes)

    def _period(self, row: Row, header: Header) -> Period:
        """Raises NotTakenError where the time is not told, or not clearly."""
        time = header.time or row.time or row.header.time
        if isinstance(time, Phrase):
            raise NotTakenError(time)
        if time is None and self._default.period:
            time = Time(self._default.period)
        time = time or self._layout.time
        if time is None:
            raise NotTakenError(_NO_PERIOD)
        return resolved(time, header.span or row.header.span)

    def _measured(self, row: Row, header: Header) -> tuple[str, str]:
        """The indicator of a cell, and the unit that its row or column tells. Where rows are indicators, a column of
        growth has a unit of its own.
        """
        level = row.header.metric
        if header.grows and not header.metric:
            return self._reader.headers.growth_of(level) if level else "", header.unit
        if header.metric and METRIC in row.attributes and level != header.metric:
            raise NotTakenError(_TWO_METRICS)
        told = self._reader.headers.unit(row.attributes.get(UNIT, "")) or header.unit or row.header.unit
        return header.metric or level, told


class KeyCells:
    """The cells that tell what the figures of rows are. Where one is empty and such cells stand further right, the cell
    above counts, as one that was merged does.
    """

    def __init__(self, columns: Iterable[Column]) -> None:
        roles = {column.position: column.header.role for column in columns if column.header.role in _KEYS}
        self._roles = dict(sorted(roles.items()))
        self._before: dict[int, Cell] = {}
        self._row = 0

    def filled(self, cells: dict[int, Cell]) -> dict[int, Cell]:
        """The row with these cells, as its reader understands the row."""
        own = [position for position in self._roles if position in cells]
        number = next(iter(cells.values())).row
        above = self._before if number == self._row + 1 else {}
        filler = {} if not own else {place: above[place] for place in self._left_of(own) if place in above}
        whole = {**filler, **cells}
        self._before = {position: whole[position] for position in self._roles if position in whole}
        self._row = number
        return whole

    def _left_of(self, own: list[int]) -> list[int]:
        """The columns before the first cell, but no name for a code, and no code for a name, which are the place's."""
        told = {self._roles[position] for position in own}
        other = {PLACE: CODE, CODE: PLACE}
        return [position for position, role in self._roles.items() if position < own[0] and other.get(role) not in told]


def without_clashes(figures: Sequence[Found]) -> tuple[list[Found], list[Left]]:
    """The figures each once, and those for which the sheet has several values."""
    alike: dict[Key, list[Found]] = {}
    for figure in figures:
        key = figure.county, figure.metric, figure.period, figure.scope, figure.target
        alike.setdefault(key, []).append(figure)
    clashing = [group for group in alike.values() if len({each.canonical for each in group}) > 1]
    more = [Left(each.printed, each.at, _TWO_VALUES, each.metric) for group in clashing for each in group]
    return [group[0] for group in alike.values() if group not in clashing], more
