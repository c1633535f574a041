"""Periods as the dataset writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.period import month_number
from countycli.model.period_text import parse_canonical, parse_period
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from countycli.model.period import Period
    from countycli.source.sheet import Block


def read_period(block: Block) -> Period | None:
    """The canonical period of a block; None where it has none, which is reported."""
    text = block.text("period")
    if not text:
        return None
    period = parse_canonical(text)
    if period is not None and str(period) == text:
        return period
    meant = period or parse_period(text)
    hint = Phrase("write it as `{period}`", period=str(meant)) if meant else None
    block.report("period", "D206", Phrase("“{text}” is not a canonical period", text=text), hint)
    return None


def read_month(block: Block, key: str) -> int | None:
    """The month of a date, numbered as in `Period`."""
    date = block.date_or_none(key)
    return month_number(date) if date else None
