"""What the rows of a table say of all their figures: the place, the time, the indicator, and what is told besides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from countycli.drafting.reasons import NotTakenError
from countycli.drafting.sheets.columns import Header
from countycli.drafting.sheets.headings import contradicts
from countycli.drafting.sheets.layout import holds_words
from countycli.drafting.sheets.times import Time, resolved, time_in
from countycli.drafting.sheets.words import (
    BOUND,
    CODE,
    DERIVED,
    DOUBTFUL,
    KEYS,
    LEAVE_OUT,
    METRIC,
    NOTE,
    PERIOD,
    PLACE,
    SCOPE,
    STANDING,
    STATUS,
    UNIT,
    WHOLE,
    WITHIN,
    word_key,
)  # fmt: skip
from countycli.model.naming import in_quotes
from countycli.phrases import N_, Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from countycli.drafting.sheets.headings import Column, HeaderReader
    from countycli.drafting.sheets.layout import Layout
    from countycli.drafting.sheets.places import PlaceFinder
    from countycli.drafting.sheets.sheet import Cell, Sheet
    from countycli.model.period import Period

    Cells = dict[int, Cell]

_ROLES = (*KEYS, BOUND, DERIVED, DOUBTFUL, NOTE, SCOPE, STANDING, STATUS, UNIT)
_JOINED = (NOTE, SCOPE, STANDING)
_SCOPE_OF_METRIC = re.compile(r" \[[^]]+\]$")  # behind an indicator in this program's files, where it is of no place
_NO_PLACE = Phrase("no place is told: give `--county`")
_NO_NAME = Phrase("the row names no place, while others do")
_QUARTERS = ("季", "quarter")
_UNSAID = N_(
    "what “{text}” under “{header}” means for the figure is not known: "
    "`--map {part}` where it is a part of the place, `--map {nothing}` where it changes nothing"
)


class Default(NamedTuple):
    """What the reader says of the whole sheet; it counts where rows and columns don't tell."""

    county: str = ""
    period: Period | None = None


class Row(NamedTuple):
    """What a row says of all its figures. `county` is a code, `time` a time and `header` an indicator, or why there is
    none; `within` is the month or the quarter of the year that is told elsewhere; `doubt` is why none of the figures
    can be taken; `attributes` are words by role.
    """

    county: str | Phrase
    time: Time | Phrase | None
    within: str
    header: Header | Phrase
    attributes: dict[str, str]
    doubt: Phrase | None


class Rows:
    """Reads the rows of a table, from the first to the last."""

    def __init__(
        self, sheet: Sheet, layout: Layout, reader: HeaderReader, default: Default, places: PlaceFinder
    ) -> None:
        self._sheet = sheet
        self._layout = layout
        self._reader = reader
        self._default = default
        self._places = places
        self._telling = [column for column in layout.columns.values() if column.header.role in _ROLES]
        self._unsaid = [column for column in layout.columns.values() if not column.tells]
        self._keys = KeyCells(sheet, [column for column in layout.columns.values() if column.header.role in KEYS])
        self._row_metric = ""  # the indicator of the row before, of which `增速` tells the growth
        self._names_places = any(
            column.header.role in {PLACE, CODE} and any(column.position in row for row in layout.rows)
            for column in self._telling
        )

    def read(self, cells: Cells) -> Row:
        said = self._said(cells)
        attributes = {role: "；".join(texts) if role in _JOINED else texts[0] for role, texts in said.items()}
        if word_key(attributes.get(SCOPE, "")) in WHOLE:
            del attributes[SCOPE]
        county = self._places.of_row(said.get(CODE, []), said.get(PLACE, [])) or self._unnamed()
        return Row(
            county,
            self._time(said.get(PERIOD, [])),
            said.get(WITHIN, [""])[0],
            self._header(said.get(METRIC, [])),
            attributes,
            self._doubt(cells, county),
        )

    def _said(self, cells: Cells) -> dict[str, list[str]]:
        """The words of a row by role, each once; of a month or a quarter with the word that makes it one."""
        whole = self._keys.filled(cells)
        said: dict[str, list[str]] = {}
        for column in self._telling:
            if column.position in whole:
                text = whole[column.position].text
                texts = said.setdefault(column.header.role, [])
                if text not in texts:
                    texts.append(_part_of_year(column, text) if column.header.role == WITHIN else text)
        return said

    def _unnamed(self) -> str | Phrase:
        """The place of a row that names none."""
        return _NO_NAME if self._names_places else self._default.county or _NO_PLACE

    def _doubt(self, cells: Cells, county: str | Phrase) -> Phrase | None:
        """What stands in a column of which nothing is known, where that may make the row's figures those of a part."""
        merged = self._sheet.merged.get(next(iter(cells.values())).row, {})
        for column in self._unsaid:
            cell = cells.get(column.position) or merged.get(column.position)
            if cell and holds_words(cell.text, self._reader) and not self._places.is_around(cell.text, county):
                if column.text:
                    return _unsaid(cell.text, column.text)
                return Phrase("what “{text}” means for the figure is not known: write a header above", text=cell.text)
        return None

    def _time(self, texts: list[str]) -> Time | Phrase | None:
        """The time in the row's own cells for that."""
        times = [self._time_in(text.removesuffix(".0")) for text in texts]
        if not times or self._layout.is_own:
            return times[0] if times else None
        if any(time != times[0] for time in times):
            return Phrase("the row tells several periods: {words}", words=tuple(texts))
        return times[0]

    def _time_in(self, text: str) -> Time | Phrase:
        if self._layout.is_own and (time := time_in(text)):
            return time._replace(is_open=False)  # in this program's files 2024-09 is that month alone
        header = self._reader.headers.read(text)
        if header.time is None or header._replace(time=None, span=""):
            return Phrase("“{text}” is no period that is known: write 2024, 2024年1-9月 or 2024年前三季度", text=text)
        try:
            return Time(resolved(header.time, header.span)) if header.span else header.time
        except NotTakenError as error:
            return error.reason

    def _header(self, texts: list[str]) -> Header | Phrase:
        """What the cells say that name a row's indicator; `增速` alone is the growth of that in the row before."""
        header = Header()
        for text in texts[:1] if self._layout.is_own else texts:
            part = (
                self._reader.told(_SCOPE_OF_METRIC.sub("", text)) if self._layout.is_own else self._reader.header(text)
            )
            if len(texts) > 1 and (not part or contradicts(header, part, self._reader)):
                return Phrase("“{text}” beside the indicator is not understood", text=text)
            header = header.over(part)
        level = header.metric or self._row_metric
        if header.grows and level:
            growth = self._reader.headers.growth_of(level)
            return header._replace(metric=growth) if growth else Header()
        self._row_metric = header.metric
        return header


def _unsaid(text: str, header: str) -> Phrase:
    part, nothing = in_quotes(f"{header}=scope"), in_quotes(f"{header}={LEAVE_OUT}")
    return Phrase(_UNSAID, text=text, header=header, part=part, nothing=nothing)


class KeyCells:
    """The cells that tell what the figures of rows are. An empty one that was merged with another says what that says.
    Where the file doesn't tell what was merged, the cell above counts if such cells stand further right.
    """

    def __init__(self, sheet: Sheet, columns: list[Column]) -> None:
        self._merged = sheet.merged
        self._roles = {column.position: column.header.role for column in sorted(columns)}
        self._before: Cells = {}
        self._row = 0

    def filled(self, cells: Cells) -> Cells:
        """The row with these cells, as its reader understands the row."""
        number = next(iter(cells.values())).row
        merged = {place: cell for place, cell in self._merged.get(number, {}).items() if place in self._roles}
        known = {**merged, **cells}
        own = [position for position in self._roles if position in known]
        above = self._before if number == self._row + 1 else {}
        filler = {} if not own else {place: above[place] for place in self._left_of(own) if place in above}
        whole = {**filler, **known}
        self._before = {position: whole[position] for position in self._roles if position in whole}
        self._row = number
        return whole

    def _left_of(self, own: list[int]) -> list[int]:
        """The columns before the first cell, but no name for a code, and no code for a name, which are the place's."""
        told = {self._roles[position] for position in own}
        other = {PLACE: CODE, CODE: PLACE}
        return [position for position, role in self._roles.items() if position < own[0] and other.get(role) not in told]


def _part_of_year(column: Column, text: str) -> str:
    """A month or a quarter as one writes it behind a year: a bare number says what the column's header says."""
    number = text.removesuffix(".0")
    if not number.isdecimal():
        return text
    is_quarter = any(word in word_key(column.text) for word in _QUARTERS)
    return f"{int(number)}季度" if is_quarter else f"{int(number)}月"


def narrowed(time: Time, within: str) -> Time:
    """A month or a quarter of the year that is told elsewhere. Raises NotTakenError where there is no such time."""
    period = time.period
    found = time_in(f"{period.first_year}年{within}") if period == period.first else None
    if found is None:
        raise NotTakenError(Phrase("“{text}” is no month or quarter of {period}", text=within, period=period))
    return found


def with_status(said: Mapping[str, str], status: str) -> Mapping[str, str]:
    """What a row says besides, with the status that the header or the cell tells where the row has none of its own."""
    return {STATUS: status, **said} if status else said
