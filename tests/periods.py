"""Periods as tests write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.period_text import parse_canonical

if TYPE_CHECKING:
    from countycli.model.period import Period


def period(text: str) -> Period:
    """The period of a text in canonical form: `2024`, `2024Q1-Q3`."""
    found = parse_canonical(text)
    assert found, text
    return found
