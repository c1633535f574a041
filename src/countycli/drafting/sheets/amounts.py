"""What a cell says as a figure of an indicator: value, unit and bound, and what the row says of it besides."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from countycli.drafting import reasons
from countycli.drafting.reasons import NotTakenError
from countycli.drafting.sheets.words import (
    BOUND,
    DERIVED,
    DOUBTFUL,
    ERRORS,
    NOTE,
    SCOPE,
    STANDING,
    STATUS,
    STATUSES,
    YES,
    unmarked,
    word_key,
)
from countycli.model.naming import in_quotes
from countycli.model.records import BOUNDS, TARGET
from countycli.phrases import N_, Phrase
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
_MULTIPLES = ("万", "亿", "万亿")
_TENS = ("", "万", "亿")  # what follows no multiple in the name of a unit that begins with that multiple
_DASHES = "−–"  # that stand for a minus before a digit
_MINUS = re.compile(rf"^[{_DASHES}](?=[\d.])")
_BLANK_WITHIN = re.compile(r"\d\s+\d")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:\s\d{3})+(?!\d).*")
_REMARK = re.compile(r"[(（]([^()（）]+)[)）]$")
_NO_NUMBER = Phrase("it is no plain number")
# What a cell that is no plain number looks like, and what a person should decide of it.
_QUESTIONS = (
    (r"=.*", N_("a formula without a stored value: open the workbook in a spreadsheet program and save it")),
    (r"[(（][\d.,]+%?[)）]", N_("brackets may mean that it is negative, or a remark: write -2.5 or 2.5")),
    (r"[▲▼△▽↑↓].*", N_("the arrow may tell a rise or a fall: write 2.5 or -2.5")),
    (r"[\d.,]+[⁰¹²³⁴⁵⁶⁷⁸⁹]+", N_("the raised digit may lead to a footnote: write the number without it")),
    (r"[\d.,]+[(（]\d{1,2}[)）]", N_("the digit in brackets may lead to a footnote: write the number without it")),
    (r"-?\d(?:\.\d+)?[eE][+-]?\d+", N_("a spreadsheet shortened the number: show the cells as numbers and save anew")),
    (r"-?[\d.]+[^\d\s]*[-~～—–至][\d.]+.*", reasons.RANGE.template),
    (r"-?\d+,\d+", N_("the comma may be a decimal point: write a point, or commas for thousands")),
    (r".+ \[.+\]", N_("the workbook shows the number otherwise than it keeps it: show the cells as numbers")),
)


class Amount(NamedTuple):
    """`value` is in `unit`, as the sheet has it; `canonical` is the same in the indicator's unit. `status` is
    what a remark behind the number says of it: `(预计)`.
    """

    value: Decimal
    unit: str
    canonical: Decimal
    bound: str | None
    status: str = ""


class Amounts:
    """Reads cells. `above` are the units that a line above the table tells."""

    def __init__(self, headers: Headers, above: Sequence[str]) -> None:
        self._headers = headers
        self._measures = headers.measures
        self._above = above

    def read(self, text: str, metric: Metric, told: str, called: str = "") -> Amount:
        """The figure in a cell; `told` is the unit that its row or its column tells, `called` what an option must
        begin with that explains the cell's header. Raises NotTakenError.
        """
        plain, status = _without_status(_MINUS.sub("-", unmarked(text)))
        found = None if not _is_plain(plain) else amount(plain)
        if found is None or has_comma_within(found.number):
            raise NotTakenError(_question(text))
        value = Decimal(found.number)
        if not has_few_digits(int(value) if value == value.to_integral_value() else value):
            raise NotTakenError(Phrase("it has more digits than figures have"))
        unit = self._unit(metric, self._told(found.unit, told, metric), value, called)
        canonical = self._measures.converted(value, unit, metric.unit)
        if not _in_range(canonical, metric):
            raise NotTakenError(reasons.IMPLAUSIBLE)
        return Amount(value, unit, canonical, found.bound or None, status)

    def _told(self, printed: str, told: str, metric: Metric) -> str:
        """The unit in the cell, or that of its row or its column, which may not be different ones."""
        in_cell = self._headers.unit(printed) if printed else ""
        if printed in _MULTIPLES and not in_cell:
            in_cell = self._multiple(printed, told, metric)
        if _REMARK.fullmatch(printed):
            raise NotTakenError(
                Phrase("what “{text}” says of the figure is not known: write it into a column of notes", text=printed)
            )
        if printed and not in_cell:
            raise NotTakenError(Phrase("no unit is called “{unit}”", unit=printed))
        if in_cell and told and in_cell != told:
            raise NotTakenError(Phrase("cell and header tell different units"))
        return in_cell or told

    def _multiple(self, printed: str, told: str, metric: Metric) -> str:
        """The unit of a number with 万 or 亿 alone: the one that is told, or the indicator's that begins so."""
        dimension = self._measures.units[metric.unit].dimension
        ids = [unit.id for unit in self._measures.units.values() if unit.dimension == dimension]
        known = [told] if told else ids
        begun = [unit for unit in known if unit.startswith(printed) and unit.removeprefix(printed)[:1] not in _TENS]
        return begun[0] if len(begun) == 1 else ""

    def _unit(self, metric: Metric, told: str, value: Decimal, called: str) -> str:
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
        if len(above) > 1:  # of 亿元 and 元 above a table, an income can be in one, and an output in the other
            above = [unit for unit in above if _in_range(self._measures.converted(value, unit, metric.unit), metric)]
        possible = above or [unit.id for unit in units.values() if unit.dimension == dimension]
        if len(possible) == 1:
            return possible[0]
        if metric.unit == _PERCENT and not _in_range(value * 100, metric):  # 6.1 is no growth by 610 per cent
            return _PERCENT
        raise NotTakenError(
            Phrase(
                "no unit is told: write it behind the header, or, where this is it, `--map {told}`",
                told=in_quotes(f"{called}{metric.id} ({metric.unit})"),
            )
        )


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


def _without_status(text: str) -> tuple[str, str]:
    """A cell without the words in brackets behind the number that tell how firm it is, and the status."""
    remark = _REMARK.search(text)
    status = STATUSES.get(word_key(remark[1])) if remark else None
    return (text[: remark.start()], status) if remark and status else (text, "")


def _is_plain(text: str) -> bool:
    """Whether a cell has no digits but those of one number; blanks may part thousands, and nothing else."""
    if any(map(_is_mark, text)):
        return False
    return not _BLANK_WITHIN.search(text) or bool(_THOUSANDS.fullmatch(text.strip()))


def _question(text: str) -> Phrase:
    """What a person should decide of a cell that is no plain number."""
    if text.casefold() in ERRORS:
        return Phrase("the spreadsheet could not calculate it")
    found = (Phrase(question) for form, question in _QUESTIONS if re.fullmatch(form, text))
    return next(found, _NO_NUMBER)


def _is_mark(character: str) -> bool:
    """Whether a character looks like a digit and is none, as raised ones that lead to footnotes."""
    return character.isnumeric() and not character.isdecimal() and character not in _CHINESE


def _in_range(value: Decimal, metric: Metric) -> bool:
    return metric.range[0] <= value <= metric.range[1]
