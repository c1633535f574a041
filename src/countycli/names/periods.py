"""Periods that a reader named. Those that are none raise UsageError."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import UsageError
from countycli.model.period_text import parse_period
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.model.period import Period


def period_named(text: str) -> Period:
    """The period that a text names. Raises UsageError."""
    period = parse_period(text)
    if period is None:
        message = Phrase("“{text}” is not a period", text=text)
        raise UsageError(message, Phrase("write 2024, 2024Q1-Q3, 2024前三季度, 2025H1, 2024-01/09 or 十四五"))
    return period


def periods_named(texts: Iterable[str]) -> tuple[Period, ...]:
    """The periods that texts name, each once. Raises UsageError."""
    return tuple(dict.fromkeys(map(period_named, texts)))
