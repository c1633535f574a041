"""Runs of whole months, and the dates of the registry."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_FORM = re.compile(r"(\d{4})(?:-(\d\d))?(?:/(\d{4})(?:-(\d\d))?)?")


class Period(NamedTuple):
    """Both ends are included; a month is numbered year * 12 + month - 1."""

    first: int
    last: int

    @property
    def months(self) -> int:
        return self.last - self.first + 1

    @property
    def is_year(self) -> bool:
        return self.months == 12 and self.whole_years

    @property
    def whole_years(self) -> bool:
        return self.first % 12 == 0 and self.last % 12 == 11

    @property
    def first_year(self) -> Period:
        return Period(self.first, self.first + 11)

    @property
    def last_year(self) -> Period:
        return Period(self.last - 11, self.last)

    @property
    def year(self) -> int:
        """The year in which it ends."""
        return self.last // 12

    @property
    def recency(self) -> tuple[int, int]:
        """Later ends are greater, and of two that end together the longer one."""
        return self.last, -self.first

    def __str__(self) -> str:
        ends = month(self.first), month(self.last)
        if self.whole_years:
            ends = f"{self.first // 12:04d}", f"{self.year:04d}"
        return "/".join(dict.fromkeys(ends))


@cache
def period(text: str) -> Period:
    """`2025`, `2024-09`, `2021/2025` or `2024-01/2024-09`."""
    match = _FORM.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no period")
    year, first, last_year, last = match.groups()
    end = (last_year, last) if last_year else (year, first)
    return Period(int(year) * 12 + int(first or 1) - 1, int(end[0]) * 12 + int(end[1] or 12) - 1)


def month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def month_of(date: str) -> int:
    """The month of a day, a month or a year; a bare year counts from its first, for no more is certain."""
    return int(date[:4]) * 12 + int(date[5:7] or 1) - 1
