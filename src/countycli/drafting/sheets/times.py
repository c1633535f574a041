"""The time of a figure in a sheet. Statistics count from January on more often than by the month, and headers such as
`9月` say neither: what may mean both is a question to the reader.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from countycli.drafting.reasons import NotTakenError
from countycli.drafting.sheets.words import CUMULATIVE_WORDS, MONTH_WORDS
from countycli.model.period import Period
from countycli.model.period_text import parse_period
from countycli.phrases import N_, Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

CUMULATIVE, MONTH = "cumulative", "month"
_SPANS = {CUMULATIVE: CUMULATIVE_WORDS, MONTH: MONTH_WORDS}
_QUARTER = re.compile("[季qQ]")
_DAY = re.compile("[末底]")  # figures at the end of a month are counted from nowhere
_QUARTER_MONTHS = 3
_YEAR_MONTHS = 12


class Time(NamedTuple):
    """A period. `is_open`: the text may mean a month or a quarter alone as well as all months since January."""

    period: Period
    is_open: bool = False


def time_in(text: str) -> Time | None:
    """The time that a text tells, where it tells nothing else."""
    period = parse_period(text)
    return Time(period, _is_open(period, text)) if period else None


def spelled(time: Time | None) -> str:
    """A time as headers tell it, so that it stays what it is in front of an indicator; empty where there is none."""
    if time is None:
        return ""
    first, last = time.period.first_year, time.period.last_year
    if time.period.whole_years:
        return f"{first}年" if first == last else f"{first}-{last}年"
    months = time.period.start % _YEAR_MONTHS + 1, time.period.end % _YEAR_MONTHS + 1
    return f"{first}年{months[0]}月" if months[0] == months[1] else f"{first}年{months[0]}-{months[1]}月"


def latest(times: Iterable[Time]) -> Time:
    return max(times, key=lambda time: time.period.recency)


def is_year_before(earlier: Time, later: Time) -> bool:
    return later.period.start - earlier.period.start == _YEAR_MONTHS and later.period.follows(earlier.period)


def span_in(key: str) -> tuple[str, str]:
    """Which months the folded words of a header count, and the other words."""
    for span, known in _SPANS.items():
        for word in sorted(known, key=len, reverse=True):
            if key.startswith(word):
                return span, key.removeprefix(word)
            if key.endswith(word):
                return span, key.removesuffix(word)
    return "", key


def resolved(time: Time, span: str) -> Period:
    """The period of a figure, with what its header says of the months. Raises NotTakenError where that stays open."""
    period = time.period
    if span == CUMULATIVE and period.first_year == period.last_year:
        return Period(period.first.start, period.end)
    if span == MONTH and (period.months == 1 or (period.start == period.first.start and not period.whole_years)):
        return Period(period.end, period.end)
    if span:
        raise NotTakenError(Phrase("which months are meant is not told: give `--period 2024-09`"))
    if time.is_open:
        text = N_("“{period}” alone, or since January? Write 2024年1-9月, or 2024年9月当月")
        raise NotTakenError(Phrase(text, period=period))
    return period


def _is_open(period: Period, text: str) -> bool:
    if period.start == period.first.start:
        return False
    if period.months == 1:
        return not _DAY.search(text)
    return period.months == _QUARTER_MONTHS and bool(_QUARTER.search(text))
