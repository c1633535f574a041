"""What values of TOML are dates: a day, a month as text, or a year."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from countycli.source.numbers import FIRST_YEAR, LAST_YEAR

_YEAR = re.compile(r"\d{4}", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(?:0[1-9]|1[0-2])", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def is_date(value: Any) -> bool:
    """Whether a value is a day, a month or a year of the time that the dataset is about."""
    if isinstance(value, str):
        month = _MONTH.fullmatch(value)
        return bool(month) and int(value[:4]) >= FIRST_YEAR
    if isinstance(value, int) and not isinstance(value, bool):
        return FIRST_YEAR <= value <= LAST_YEAR
    return is_day(value)


def is_written_date(text: str) -> bool:
    """Whether a text tells a date as files of the dataset do: 2024-03-01, 2024-03 or 2024."""
    if _YEAR.fullmatch(text):
        return is_date(int(text))
    try:
        return is_date(dt.date.fromisoformat(text) if _DAY.fullmatch(text) else text)
    except ValueError:
        return False


def is_day(value: Any) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime) and value.year >= FIRST_YEAR
