"""The figures of a sheet: what each cell says, together with its row and its column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from countycli.drafting import reasons
from countycli.drafting.findings import SURE, Found, Left
from countycli.drafting.reasons import NotTakenError
from countycli.drafting.sheets.amounts import Amounts, with_attributes
from countycli.drafting.sheets.places import PlaceFinder
from countycli.drafting.sheets.rows import Rows, narrowed, with_status
from countycli.drafting.sheets.times import Time, resolved, spelled
from countycli.drafting.sheets.words import METRIC, NOTHING, UNIT, unmarked
from countycli.model.naming import in_quotes
from countycli.phrases import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from countycli.drafting.sheets.columns import Header
    from countycli.drafting.sheets.headings import Column, HeaderReader
    from countycli.drafting.sheets.layout import Layout
    from countycli.drafting.sheets.rows import Default, Row
    from countycli.drafting.sheets.sheet import Cell, Sheet
    from countycli.model.period import Period

_NO_PERIOD = Phrase("no period is told: give `--period`")
_NO_METRIC = N_("its header names no indicator: give `--map {told}`, with the period if it tells one")
_TWO_METRICS = Phrase("its row and its column don't name one and the same indicator")
_TWO_MEANINGS = N_(
    "the sheet tells this value of one place, indicator and period with different bounds or status: {words}"
)
_TWO_VALUES = N_("the sheet has several values for this place, indicator and period: {words}")
_MERGED = Phrase("the cell was merged with others of figures: of which of them the figure is, is not told")

_OF_ONE = Phrase("all numbers of the column are below 1: parts of one, or per cent? Write 6.1% where that is meant")
_PERCENT = "%"
_FRACTION = re.compile(r"[-−–]?0?\.(\d+)|0")
_MANY_DECIMALS = 3

_PUBLISHED = "actual"  # which says no more than that a figure was published
_FIRM = frozenset({"preliminary", "final"})  # which say how firm a published figure is

Key = tuple[object, ...]


class Crosstab:
    """Reads the figures of a table whose layout is known."""

    def __init__(self, sheet: Sheet, layout: Layout, reader: HeaderReader, default: Default) -> None:
        self._sheet = sheet
        self._layout = layout
        self._reader = reader
        self._default = default
        self._places = PlaceFinder(reader.book)
        self._rows = Rows(sheet, layout, reader, default, self._places)
        self._amounts = Amounts(reader.headers, layout.units)
        self._figure_columns = [column for column in layout.columns.values() if column.holds_figures]
        self._fractions = {column.position for column in self._figure_columns if self._may_be_fractions(column)}
        self._spread = {cell for cells in sheet.merged.values() for cell in self._spread_in(cells)}

    def _spread_in(self, cells: Mapping[int, Cell]) -> Iterator[Cell]:
        """The cells that stand for empty ones of other figures: of another row, or of a column with another header."""
        for column in self._figure_columns:
            cell = cells.get(column.position)
            above = self._layout.columns.get(cell.column) if cell else None
            if cell and (above is None or above.position == column.position or above.text != column.text):
                yield cell

    def _may_be_fractions(self, column: Column) -> bool:
        """Whether numbers under a header that tells per cent look like parts of one: all below 1, some with as many
        decimals as no rate in per cent has.
        """
        if column.header.unit != _PERCENT:
            return False
        texts = (row[column.position].text for row in self._layout.rows if column.position in row)
        found = [_FRACTION.fullmatch(text) for text in texts if any(map(str.isdigit, text))]
        return all(found) and any(len(match[1] or "") >= _MANY_DECIMALS for match in found if match)

    def read(self) -> tuple[list[Found], list[Left]]:
        """All figures, and the cells in columns of figures that hold something else."""
        found = [each for cells in self._layout.rows for each in self._of_row(cells)]
        return [each for each in found if isinstance(each, Found)], [each for each in found if isinstance(each, Left)]

    def _of_row(self, cells: dict[int, Cell]) -> Iterator[Found | Left]:
        filled = [(column, cells[column.position]) for column in self._figure_columns if column.position in cells]
        row = self._rows.read(cells)
        for column, cell in filled:
            if cell.text.casefold() in NOTHING:
                continue
            try:
                yield self._figure(row, column, cell)
            except NotTakenError as error:
                yield Left(cell.text, self._sheet.at(cell), error.reason, column.text)

    def _figure(self, row: Row, column: Column, cell: Cell) -> Found:
        header = column.header
        county = self._places.find(column.county) if column.county else row.county
        of_one = _OF_ONE if column.position in self._fractions else None
        for reason in (row.doubt, county, row.header, _MERGED if cell in self._spread else None, of_one):
            if isinstance(reason, Phrase):
                raise NotTakenError(reason)
        assert isinstance(county, str)  # as all phrases were raised
        identifier, told = self._measured(row, column)
        period = self._period(row, header)
        if not self._places.existed(county, period):
            gone = Phrase("the place with the code {code} was no more in {period}", code=county, period=period)
            raise NotTakenError(gone)
        metric = self._reader.headers.measures.metrics[identifier]
        read = self._amounts.read(cell.text, metric, told, _called(row, column))
        at = self._sheet.at(cell)
        printed = unmarked(cell.text)
        figure = Found(
            county, identifier, period, read.value, read.unit, read.canonical, printed, at, SURE, bound=read.bound
        )
        return with_attributes(figure, with_status(row.attributes, read.status or header.status))

    def _period(self, row: Row, header: Header) -> Period:
        """Raises NotTakenError where the time is not told, or not clearly."""
        of_row = _header_of(row)
        time = header.time or row.time or of_row.time
        if isinstance(time, Phrase):
            raise NotTakenError(time)
        if time is None and self._default.period:
            time = Time(self._default.period)
        time = time or self._layout.time
        if time is None:
            raise NotTakenError(_NO_PERIOD)
        time = narrowed(time, row.within) if row.within else time
        return resolved(time, header.span or of_row.span)

    def _measured(self, row: Row, column: Column) -> tuple[str, str]:
        """The indicator of a cell, and the unit that its row or column tells. Where rows are indicators, a column of
        growth has a unit of its own. Raises NotTakenError where there is no indicator, or more than one.
        """
        header, of_row = column.header, _header_of(row)
        identifier = header.metric or of_row.metric
        told = self._reader.headers.unit(row.attributes.get(UNIT, "")) or header.unit or of_row.unit
        if header.grows and not header.metric:
            identifier = self._reader.headers.growth_of(of_row.metric) if of_row.metric else ""
            told = header.unit
        elif header.metric and METRIC in row.attributes and of_row.metric != header.metric:
            raise NotTakenError(_TWO_METRICS)
        if not identifier:
            named = row.attributes.get(METRIC)
            raise NotTakenError(reasons.UNKNOWN if named else _no_metric(column.text))
        return identifier, told


def _no_metric(header: str) -> Phrase:
    return Phrase(_NO_METRIC, told=in_quotes(f"{header}=ID (UNIT)"))


def _header_of(row: Row) -> Header:
    """What the row says of the indicator, once it is known that this is understood."""
    assert not isinstance(row.header, Phrase)  # such rows were left out
    return row.header


def _called(row: Row, column: Column) -> str:
    """What an option must begin with that explains the words that name the indicator of a cell, which may be the row's
    or the header's: `2023年GDP=2023年`, for the explanation takes the place of the words.
    """
    of_row = METRIC in row.attributes and not column.header.metric
    text, header = (row.attributes[METRIC], _header_of(row)) if of_row else (column.text, column.header)
    return f"{text}={spelled(header.time)}"


def without_clashes(figures: Sequence[Found]) -> tuple[list[Found], list[Left]]:
    """The figures each once, and those for which the sheet has several values."""
    alike: dict[Key, list[Found]] = {}
    for figure in figures:
        key = figure.county, figure.metric, figure.period, figure.scope, figure.target
        alike.setdefault(key, []).append(figure)
    once: list[Found] = []
    left: list[Left] = []
    for group in alike.values():
        if clash := _clash(group):
            reason = Phrase(clash, words=tuple(each.at for each in group))
            left += [Left(each.printed, each.at, reason, each.metric) for each in group]
        else:
            once.append(max(group, key=lambda each: each.status in _FIRM))
    return once, left


def _clash(group: Sequence[Found]) -> str:
    """In what figures differ that should be one and the same; empty where they are."""
    if len({each.canonical for each in group}) > 1:
        return _TWO_VALUES
    bounds, statuses = {each.bound for each in group}, {each.status for each in group}
    if statuses & _FIRM:
        statuses.discard(_PUBLISHED)
    return _TWO_MEANINGS if len(bounds) > 1 or len(statuses) > 1 else ""
