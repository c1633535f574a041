"""Periods as people write them, in Chinese and English, and the canonical form that the dataset uses.

This module stands apart from `period` because compiling its patterns costs time, which an answer to a question without
a typed period need not spend.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from countycli.model.period import Period

if TYPE_CHECKING:
    from collections.abc import Callable

_YEAR = r"(?P<year>(?:19|20)\d\d)年?"
_YEAR_AND = r"(?P<year>(?:19|20)\d\d)[-/.年]"
_DASH = r"(?:-|–|—|~|～|至|到)"
_DIGIT = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_PLAN_NUMBER = {"十": 10, "十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15}
_TENTH_PLAN_YEAR: Final = 2001

_CANONICAL = re.compile(r"(\d{4})(?:-(\d\d))?(?:/(\d{4})(?:-(\d\d))?)?")


def parse_canonical(text: str) -> Period | None:
    """The period of a canonical text: `2025`, `2024-09`, `2021/2025`, `2024-01/2024-09`. None for any other text."""
    match = _CANONICAL.fullmatch(text)
    if not match:
        return None
    first_year, first_month, last_year, last_month = (int(part) if part else None for part in match.groups())
    assert first_year is not None  # the pattern doesn't match without a year
    if last_year is not None and (first_month is None) != (last_month is None):
        return None
    start = _whole_year(first_year) if first_month is None else _checked(first_year, first_month, first_month)
    if last_year is None:
        return start
    end = _whole_year(last_year) if last_month is None else _checked(last_year, last_month, last_month)
    if start is None or end is None or end.end < start.start:
        return None
    return Period(start.start, end.end)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Not before a period is typed in another form: the files of the dataset have the canonical one."""
    return re.compile(pattern)


def parse_period(text: str) -> Period | None:
    """The period that somebody typed: `2024Q1-Q3`, `2024年前三季度`, `Jan–Sep 2024`, `十四五` …; else None."""
    folded = re.sub(r"[\s“”\"]+", "", unicodedata.normalize("NFKC", text)).casefold()
    period = parse_canonical(folded)
    if period:
        return period
    for pattern, read in _FORMS:
        match = _compiled(pattern).fullmatch(folded)
        if match:
            return read(match)
    return None


def _whole_year(year: int) -> Period:
    return Period.of_years(year, year)


def _checked(year: int, first: int, last: int) -> Period | None:
    return Period.of_months(year, first, last) if 1 <= first <= last <= 12 else None


def _year(match: re.Match[str]) -> Period:
    return _whole_year(int(match["year"]))


def _years(match: re.Match[str]) -> Period | None:
    first, last = int(match["year"]), int(match["last"])
    return Period.of_years(first, last) if first <= last else None


def _months(match: re.Match[str]) -> Period | None:
    first = int(match["first"])
    return _checked(int(match["year"]), first, int(match["last"] or first))


def _month_span(match: re.Match[str]) -> Period | None:
    start = _checked(int(match["year"]), int(match["first"]), int(match["first"]))
    end = _checked(int(match["last_year"]), int(match["last"]), int(match["last"]))
    return Period(start.start, end.end) if start and end and start.start <= end.end else None


def _first_months(match: re.Match[str]) -> Period | None:
    return _checked(int(match["year"]), 1, int(match["last"]))


def _quarters(match: re.Match[str]) -> Period | None:
    first = _DIGIT[match["first"]]
    last = _DIGIT[match["last"] or match["first"]]
    return _checked(int(match["year"]), first * 3 - 2, last * 3)


def _first_quarters(match: re.Match[str]) -> Period:
    return Period.of_months(int(match["year"]), 1, _DIGIT[match["last"]] * 3)


def _half(match: re.Match[str]) -> Period:
    first = match["half"] in ("1", "上")
    return Period.of_months(int(match["year"]), *((1, 6) if first else (7, 12)))


def _english_month(text: str) -> int:
    return _ENGLISH_MONTHS.index(text[:3]) + 1


def _english_months(match: re.Match[str]) -> Period | None:
    first = _english_month(match["first"])
    last = _english_month(match["last"]) if match["last"] else first
    return _checked(int(match["year"]), first, last)


def _english_span(match: re.Match[str]) -> Period | None:
    start = Period.of_months(int(match["year"]), *[_english_month(match["first"])] * 2)
    end = Period.of_months(int(match["last_year"]), *[_english_month(match["last"])] * 2)
    return Period(start.start, end.end) if start.start <= end.end else None


def _plan(match: re.Match[str]) -> Period | None:
    """Five-year plans since the tenth (2001–2005) follow each other without a gap."""
    number = _PLAN_NUMBER.get(match["plan"], 0) or int(match["number"] or 0)
    first = _TENTH_PLAN_YEAR + (number - 10) * 5
    return Period.of_years(first, first + 4) if number >= 10 else None


_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Period | None]], ...] = (
    (rf"{_YEAR}(?:全年|年度|度|末|底)?", _year),
    (rf"{_YEAR}(?:{_DASH}|/)(?P<last>(?:19|20)\d\d)年?", _years),
    (rf"{_YEAR_AND}(?P<first>\d\d?)月?(?P<last>)(?:份|末|底)?", _months),
    (rf"(?P<year>(?:19|20)\d\d)[年.](?P<first>\d\d?)月?(?:{_DASH}|/)(?P<last>\d\d?)月?(?:份)?", _months),
    # Not 2024-09-12 or 2024/09/12, which are dates.
    (rf"{_YEAR}-(?P<first>\d\d?)(?:/|–|—|~|至|到)(?P<last>\d\d?)", _months),
    (rf"{_YEAR}/(?P<first>\d\d?){_DASH}(?P<last>\d\d?)", _months),
    (rf"{_YEAR_AND}(?P<first>\d\d?)月?(?:{_DASH}|/)(?P<last_year>\d{{4}})[-/.年](?P<last>\d\d?)月?", _month_span),
    (rf"{_YEAR}前(?P<last>\d\d?)个?月", _first_months),
    (rf"{_YEAR}[-/]?q(?P<first>[1-4])(?:{_DASH}q?(?P<last>[1-4]))?", _quarters),
    (rf"q(?P<first>[1-4])(?:{_DASH}q?(?P<last>[1-4]))?[,/-]?{_YEAR}", _quarters),
    (rf"{_YEAR}第?(?P<first>[一二三四1-4])(?:{_DASH}(?P<last>[一二三四1-4]))?季度?", _quarters),
    (rf"{_YEAR}前(?P<last>[一二两三四1-4])个?季度?", _first_quarters),
    (rf"{_YEAR}[-/]?h(?P<half>[12])", _half),
    (rf"h(?P<half>[12])[,/-]?{_YEAR}", _half),
    (rf"{_YEAR}(?P<half>[上下])半年?", _half),
    (rf"(?P<first>{_ENGLISH_MONTH})(?:{_DASH}(?P<last>{_ENGLISH_MONTH}))?,?{_YEAR}", _english_months),
    (
        rf"(?P<first>{_ENGLISH_MONTH}),?{_YEAR}{_DASH}(?P<last>{_ENGLISH_MONTH}),?(?P<last_year>\d{{4}})",
        _english_span,
    ),
    (r"(?P<plan>十[一二三四五]?)五(?P<number>)(?:规划)?(?:时期|期间)?", _plan),
    (r"(?P<number>1[0-5])th(?P<plan>)(?:five-?year)?(?:fyp|plan)", _plan),
)
