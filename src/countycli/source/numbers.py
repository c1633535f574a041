"""Numbers as the dataset writes them: whole ones and decimals that keep their digits."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any


def is_number(value: Any) -> bool:
    """Whether TOML gave a number, be it nan or infinite."""
    return isinstance(value, int | Decimal | float) and not isinstance(value, bool)


def is_finite(value: Any) -> bool:
    return not isinstance(value, Decimal | float) or math.isfinite(value)


def value_and_decimals(number: int | Decimal | None) -> tuple[int | float | None, int]:
    """A number, whole ones as an integer where their unit doesn't promise decimals; and how many decimals it has:
    negative where its last whole digits are not certain (1.2万亿元 in 亿元).
    """
    if not isinstance(number, Decimal):
        return number, 0
    decimals = -int(number.as_tuple().exponent)
    return (float(number) if decimals > 0 else int(number)), decimals
