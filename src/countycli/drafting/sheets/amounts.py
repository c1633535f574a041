"""What a cell says as a figure of an indicator: value, unit and bound, and what the row says of it besides."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from countycli.drafting import reasons
from countycli.drafting.reasons import NotTakenError
from countycli.drafting.sheets.words import (
    BOUND,
    DERIVED,
    DOUBTFUL,
    NOTE,
    SCOPE,
    STANDING,
    STATUS,
    STATUSES,
    YES,
    unmarked,
    word_key,
)
from countycli.model.records import BOUNDS, TARGET
from countycli.phrases import Phrase
from countycli.record import NamedTuple
from countycli.source.meant import amount, has_comma_within
from countycli.source.numbers import has_few_digits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from countycli.drafting.findings import Found
    from countycli.drafting.sheets.columns import Headers
    from countycli.model.records import Metric

_PERCENT = "%"
_CHINESE = "百千万亿"  # parts of units


class Amount(NamedTuple):
    """`value` is in `unit`, as the sheet has it; `canonical` is the same in the indicator's unit."""

    value: Decimal
    unit: str
    canonical: Decimal
    bound: str | None


class Amounts:
    """Reads cells. `above` are the units that a line above the table tells."""

    def __init__(self, headers: Headers, above: Sequence[str]) -> None:
        self._headers = headers
        self._measures = headers.measures
        self._above = above

    def read(self, text: str, metric: Metric, told: str) -> Amount:
        """The figure in a cell; `told` is the unit that its row or its column tells. Raises NotTakenError."""
        plain = unmarked(text).replace("−", "-")
        found = None if any(map(_is_mark, plain)) else amount(plain)
        if found is None or has_comma_within(found.number):
            raise NotTakenError(Phrase("it is no plain number"))
        value = Decimal(found.number)
        if not has_few_digits(int(value) if value == value.to_integral_value() else value):
            raise NotTakenError(Phrase("it has more digits than figures have"))
        unit = self._unit(metric, self._told(found.unit, told), value)
        canonical = self._measures.converted(value, unit, metric.unit)
        if not _in_range(canonical, metric):
            raise NotTakenError(reasons.IMPLAUSIBLE)
        return Amount(value, unit, canonical, found.bound or None)

    def _told(self, printed: str, told: str) -> str:
        """The unit in the cell, or that of its row or its column, which may not be different ones."""
        in_cell = self._headers.unit(printed) if printed else ""
        if printed and not in_cell:
            raise NotTakenError(Phrase("no unit is called “{unit}”", unit=printed))
        if in_cell and told and in_cell != told:
            raise NotTakenError(Phrase("cell and header tell different units"))
        return in_cell or told

    def _unit(self, metric: Metric, told: str, value: Decimal) -> str:
        """The unit that is told, that of a line above the table, or the only one that there can be."""
        units = self._measures.units
        dimension = units[metric.unit].dimension
        if told and units[told].dimension == dimension:
            return told
        if told and self._measures.counts(told, metric):
            return metric.unit
        if told:
            raise NotTakenError(reasons.UNIT)
        above = [unit for unit in self._above if units[unit].dimension == dimension]
        possible = above or [unit.id for unit in units.values() if unit.dimension == dimension]
        if len(possible) == 1:
            return possible[0]
        if metric.unit == _PERCENT and not _in_range(value * 100, metric):  # 6.1 is no growth by 610 per cent
            return _PERCENT
        raise NotTakenError(Phrase('no unit is told: write it behind the header, or `--map "HEADER=ID (UNIT)"`'))


def with_attributes(figure: Found, said: Mapping[str, str]) -> Found:
    """The figure with what its row says besides. Raises NotTakenError for words that mean nothing here."""
    status = STATUSES.get(word_key(said.get(STATUS, "actual")))
    if status is None:
        raise NotTakenError(Phrase("no status is called “{word}”", word=said[STATUS]))
    bound = figure.bound or said.get(BOUND)
    if bound and bound not in BOUNDS:
        raise NotTakenError(Phrase("no bound is called “{word}”", word=bound))
    if word_key(said.get(DERIVED, "")) in YES:
        raise NotTakenError(Phrase("it was calculated, not published"))
    doubtful = word_key(said.get(DOUBTFUL, "")) in YES
    if doubtful and NOTE not in said:
        raise NotTakenError(Phrase("it is doubtful, and no note says why"))
    return figure._replace(
        status="actual" if status == TARGET else status,
        target=status == TARGET,
        bound=bound,
        doubtful=doubtful,
        note=said.get(NOTE),
        standing=said.get(STANDING),
        scope=said.get(SCOPE),
    )


def _is_mark(character: str) -> bool:
    """Whether a character looks like a digit and is none, as raised ones that lead to footnotes."""
    return character.isnumeric() and not character.isdecimal() and character not in _CHINESE


def _in_range(value: Decimal, metric: Metric) -> bool:
    return metric.range[0] <= value <= metric.range[1]
