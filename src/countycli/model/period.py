"""The time that a figure covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Period(NamedTuple):
    """A run of whole months, both ends included; a month is numbered year * 12 + (month - 1).

    Compare periods by `recency`, not by `<`: the latest is the one that reaches furthest and, among those that end
    together, the longest.
    """

    start: int
    end: int

    @classmethod
    def of_years(cls, first: int, last: int) -> Period:
        return cls(first * 12, last * 12 + 11)

    @classmethod
    def of_months(cls, year: int, first: int, last: int) -> Period:
        """Months `first` to `last` (1–12) of one year."""
        return cls(year * 12 + first - 1, year * 12 + last - 1)

    @property
    def first(self) -> Period:
        """The first of the years that the period covers."""
        return Period.of_years(self.first_year, self.first_year)

    @property
    def last(self) -> Period:
        """The last of the years that the period covers."""
        return Period.of_years(self.last_year, self.last_year)

    @property
    def first_year(self) -> int:
        return self.start // 12

    @property
    def last_year(self) -> int:
        return self.end // 12

    @property
    def months(self) -> int:
        return self.end - self.start + 1

    @property
    def whole_years(self) -> bool:
        return self.start % 12 == 0 and self.end % 12 == 11

    @property
    def is_year(self) -> bool:
        return self.end - self.start == 11 and self.start % 12 == 0

    @property
    def recency(self) -> tuple[int, int]:
        """Sort key: later ends are greater, and of two that end together the longer one."""
        return self.end, -self.start

    @property
    def last_day(self) -> str:
        """As days are written; of every month the 31st, for days are compared as text."""
        return f"{_month(self.end)}-31"

    @property
    def month_before(self) -> Period:
        """The month that ends when the period begins."""
        return Period(self.start - 1, self.start - 1)

    def contains(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end

    def follows(self, other: Period) -> bool:
        """Whether the period is later than another one and as long, so that a change can be told from that to this."""
        return self.start > other.start and self.months == other.months

    def __str__(self) -> str:
        """The canonical form: `2025`, `2021/2025`, `2024-09` or `2024-01/2024-09`."""
        if self.is_year:
            return str(self.first_year)
        if self.whole_years:
            return f"{self.first_year}/{self.last_year}"
        if self.start == self.end:
            return _month(self.start)
        return f"{_month(self.start)}/{_month(self.end)}"


def latest_first(periods: Iterable[Period]) -> list[Period]:
    """In the order in which periods are listed: see `recency`."""
    return sorted(periods, key=lambda period: period.recency, reverse=True)


def month_number(date: str) -> int:
    """The month of a date, a month or a year as text; of a bare year its first."""
    return int(date[:4]) * 12 + int(date[5:7] or 1) - 1


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
