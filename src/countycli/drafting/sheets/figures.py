"""The figures of a sheet: what each cell says, together with its row and its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting import reasons
from countycli.drafting.findings import SURE, Found, Left
from countycli.drafting.sheets.amounts import Amounts, NotTakenError, with_attributes
from countycli.drafting.sheets.columns import Header
from countycli.drafting.sheets.layout import holds_figures
from countycli.drafting.sheets.places import Gazetteer
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
from countycli.model.period_text import parse_period
from countycli.phrases import Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.drafting.sheets.layout import Column, Layout, Reading
    from countycli.drafting.sheets.sheet import Cell, Sheet
    from countycli.model.period import Period

_ROLES = (BOUND, CODE, DERIVED, DOUBTFUL, METRIC, NOTE, PERIOD, PLACE, SCOPE, STANDING, STATUS, UNIT)
_NO_PERIOD = Phrase("no period is told: give `--period`")
_NO_PLACE = Phrase("no place is told: give `--county`")

Key = tuple[object, ...]


class Default(NamedTuple):
    """What the reader says of the whole sheet; it counts where rows and columns don't tell."""

    county: str = ""
    period: Period | None = None


class Row(NamedTuple):
    """What a row says of all its figures. `county` is a code, or why there is none; `attributes` are words by role."""

    county: str | Phrase
    period: Period | None
    header: Header
    attributes: dict[str, str]


class Crosstab:
    """Reads the figures of a sheet whose layout is known."""

    def __init__(self, sheet: Sheet, layout: Layout, reading: Reading, default: Default) -> None:
        self._sheet = sheet
        self._layout = layout
        self._reading = reading
        self._default = default
        self._places = Gazetteer(reading.book)
        self._amounts = Amounts(reading.headers, layout.units)
        self._figure_columns = [column for column in layout.columns.values() if holds_figures(column)]
        self._row_metric = ""  # the indicator of the row before, of which `增速` tells the growth

    def read(self) -> tuple[list[Found], list[Left]]:
        """All figures, and the cells in columns of figures that hold something else."""
        found = [each for row in self._layout.rows for each in self._of_row(row)]
        left = [each for each in found if isinstance(each, Left)]
        return _without_clashes([each for each in found if isinstance(each, Found)], left)

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
        county = self._places.of_row(said.get(CODE, []), said.get(PLACE, [])) or self._default.county or _NO_PLACE
        period = parse_period(attributes[PERIOD].removesuffix(".0")) if PERIOD in attributes else None
        return Row(county, period, self._row_header(attributes.get(METRIC, "")), attributes)

    def _row_header(self, text: str) -> Header:
        """What the cell says that names a row's indicator; `增速` alone is the growth of that in the row before."""
        header = self._reading.header(text) if text else Header()
        level = header.metric or self._row_metric
        if header.grows and level:
            growth = self._reading.headers.growth_of(level)
            return header._replace(metric=growth) if growth else Header()
        self._row_metric = header.metric
        return header

    def _figure(self, row: Row, column: Column, cell: Cell) -> Found:
        header = column.header
        county = self._places.find(column.county) if column.county else row.county
        if isinstance(county, Phrase):
            raise NotTakenError(county)
        period = header.period or row.period or row.header.period or self._default.period or self._layout.period
        if period is None:
            raise NotTakenError(_NO_PERIOD)
        identifier, told = self._measured(row, header)
        if not identifier:
            raise NotTakenError(reasons.UNKNOWN)
        metric = self._reading.headers.measures.metrics[identifier]
        value, unit, canonical, bound = self._amounts.read(cell.text, metric, told)
        at = self._sheet.at(cell)
        figure = Found(county, identifier, period, value, unit, canonical, cell.text, at, SURE, bound=bound)
        return with_attributes(figure, row.attributes)

    def _measured(self, row: Row, header: Header) -> tuple[str, str]:
        """The indicator of a cell, and the unit that its row or column tells. Where rows are indicators, a column of
        growth has a unit of its own.
        """
        if header.grows and not header.metric:
            level = row.header.metric
            return self._reading.headers.growth_of(level) if level else "", header.unit
        told = self._reading.headers.unit(row.attributes.get(UNIT, "")) or header.unit or row.header.unit
        return header.metric or row.header.metric, told


def _without_clashes(figures: list[Found], left: list[Left]) -> tuple[list[Found], list[Left]]:
    """The figures each once, and what is left: also those that the sheet gives in two ways."""
    alike: dict[Key, list[Found]] = {}
    for figure in figures:
        key = figure.county, figure.metric, figure.period, figure.scope, figure.target
        alike.setdefault(key, []).append(figure)
    clashing = [group for group in alike.values() if len({each.canonical for each in group}) > 1]
    more = [Left(each.printed, each.at, reasons.DIFFERS) for group in clashing for each in group]
    return [group[0] for group in alike.values() if group not in clashing], [*left, *more]
