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


def plain_number(number: int | Decimal | None) -> int | float | None:
    """A whole number as an integer where its unit doesn't promise decimals."""
    if isinstance(number, Decimal):
        return float(number) if decimals_of(number) > 0 else int(number)
    return number


def decimals_of(number: int | Decimal | None) -> int:
    """Decimals of a number; negative where its last whole digits are not certain (1.2万亿元 in 亿元)."""
    return -int(number.as_tuple().exponent) if isinstance(number, Decimal) else 0
