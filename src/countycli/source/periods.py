"""Periods as the dataset writes them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from countycli.model.period import Period, month_number
from countycli.model.period_text import parse_canonical, parse_period
from countycli.phrases import Phrase
from countycli.source.meant import line_of, toml
from countycli.source.numbers import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from countycli.source.sheet import Block


_FORMS = Phrase("a year 2025, years 2021/2025, a month 2024-09 or months 2024-01/2024-09")


def read_period(block: Block) -> Period | None:
    """The canonical period of a block; None where the period is missing or not canonical, which is reported."""
    text = block.text("period", _meant, _FORMS)
    if not text:
        return None
    period = parse_canonical(text)
    if period is not None and not _is_near(period):
        message = Phrase(
            "“{text}” lies outside the years {first} to {last}", text=text, first=FIRST_YEAR, last=LAST_YEAR
        )
        block.report("period", "D206", message)
        return None
    if period is not None and str(period) == text:
        return period
    meant = _meant(text)
    hint = line_of("period", meant) if meant else _FORMS
    block.report("period", "D206", Phrase("“{text}” is not a canonical period", text=text), hint)
    return None


def _is_near(period: Period) -> bool:
    return FIRST_YEAR <= period.first_year <= period.last_year <= LAST_YEAR


def _meant(value: object) -> str | None:
    """The period that a faulty value means, as TOML. A day means none: the year and the month are as likely."""
    if not isinstance(value, str | int | Decimal) or isinstance(value, bool):
        return None
    text = value if isinstance(value, str) else toml(value).removesuffix(".0")
    period = parse_canonical(text) or parse_period(text)
    return toml(str(period)) if period and _is_near(period) else None


def read_month(block: Block, key: str) -> int | None:
    """The month of a date, numbered as in `Period`."""
    date = block.date_or_none(key)
    return month_number(date) if date else None
