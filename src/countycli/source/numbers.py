"""Numbers as the dataset writes them: whole ones and decimals that keep their digits."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

# The index stores floating-point numbers, which keep fifteen digits exactly: as many as the gross product of the whole
# country in yuan has. The conversion of a unit may bring about nine decimals.
MOST_DIGITS = 15
MOST_DECIMALS = 9
LONGEST_TOKEN = 20  # characters of a figure as a document prints it
BEYOND: int = 10**MOST_DIGITS

FIRST_YEAR, LAST_YEAR = 1900, 2100  # outside these a year is a slip


def is_number(value: Any) -> bool:
    """Whether TOML gave a number, be it nan or infinite."""
    return isinstance(value, int | Decimal | float) and not isinstance(value, bool)


def is_finite(value: Any) -> bool:
    return not isinstance(value, Decimal | float) or math.isfinite(value)


def has_few_digits(number: Any) -> bool:
    """Whether TOML gave a number that has no more digits before and behind the point than a person can mean. A number
    with more is a slip of the keyboard: to show 1e1000000 would take a million zeros.
    """
    if type(number) is int:  # true and false are no numbers
        return -BEYOND < number < BEYOND
    if not isinstance(number, Decimal) or not number.is_finite():  # TOML's nan and inf may come as floats
        return False
    _, digits, exponent = number.as_tuple()
    decimals = -int(exponent)
    return decimals <= MOST_DECIMALS and max(len(digits), int(number.adjusted()) + 1) <= MOST_DIGITS


def plain_number(number: Any) -> tuple[int | float, int] | None:
    """Value and number of decimals of a number with few digits that is written plainly, such as `45` or `45.67`. None
    for anything else, even for numbers with few digits that are written in another way. There are a hundred thousand
    to be read, and this takes a third of the time that the functions for any number take.
    """
    if type(number) is int:
        return (number, 0) if -BEYOND < number < BEYOND else None
    if type(number) is not Decimal:
        return None
    text = str(number)
    decimals = text.partition(".")[2]
    if len(text) > MOST_DIGITS or not decimals.isdecimal() or len(decimals) > MOST_DECIMALS:
        return None
    return float(text), len(decimals)


def value_and_decimals(number: int | Decimal | None) -> tuple[int | float | None, int]:
    """The value, an integer where the number has no decimals, and the number of decimals: negative where the last whole
    digits are not certain (1.2万亿元 in 亿元).
    """
    if not isinstance(number, Decimal):
        return number, 0
    plain = plain_number(number)
    if plain:
        return plain
    decimals = -int(number.as_tuple().exponent)
    return (float(number) if decimals > 0 else int(number)), decimals


def grouped(number: float, decimals: int | None = None) -> str:
    """A number as messages show it: `2,000,000`, never `2e+06`; by default with all its decimals."""
    if decimals is None:
        return f"{Decimal(str(number)).normalize():,f}"
    return f"{number:,.{max(0, decimals)}f}"
