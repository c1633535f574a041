"""Whether the token that a document prints can mean a value.

Garbled sources lose or displace decimal points and units, but not digits, so only digits are compared.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DIGIT_COUNT = re.compile(r"[两兩二三四五六七八九\d]位[数數]")
_ZERO = re.compile("零|〇|持平")
_NUMERALS = re.compile(r"[〇零一二两兩三四五六七八九十百千万萬亿億半双雙]+")
_DIGITS = {
    char: value
    for value, chars in enumerate(("〇零", "一", "二两兩双雙", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_LARGE_POWERS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}


def can_mean(printed: str, value: int | Decimal) -> bool:
    """Whether some number in `printed`, Arabic or Chinese, or all its digits together, has the digits of `value`."""
    text = unicodedata.normalize("NFKC", printed)
    candidates = {_significant(number) for number in _NUMBER.findall(text)}
    candidates.add(_significant("".join(char for char in text if char.isdigit())))
    for numerals in _NUMERALS.findall(text):
        # 两三万: each digit on its own may be meant; 一百二十 is one number.
        candidates.add(_significant(str(chinese_number(numerals))))
        candidates |= {str(_DIGITS[char]) for char in numerals if char in _DIGITS}
    if _DIGIT_COUNT.search(text):
        candidates.add("1")  # 两位数 is 10 at the least
    candidates.discard("")
    return _significant(format(abs(value), "f")) in candidates or (value == 0 and _has_zero(text))


def _has_zero(text: str) -> bool:
    """Whether one of the numbers in `text` is zero."""
    return any(not _significant(number) for number in _NUMBER.findall(text)) or bool(_ZERO.search(text))


def chinese_number(numerals: str) -> int | float:
    """A number in Chinese characters: `二十一` is 21, `两万三千` 23000, `半` 0.5, `二〇二四` 2024."""
    if numerals == "半":
        return 0.5
    if not any(char in _POWERS or char in _LARGE_POWERS for char in numerals):
        return int("".join(str(_DIGITS.get(char, 0)) for char in numerals))
    total = section = digit = 0
    for char in numerals:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _POWERS:
            section += (digit or 1) * _POWERS[char]
            digit = 0
        elif char in _LARGE_POWERS:
            power = _LARGE_POWERS[char]
            if total < power:  # 十二万亿: all that stands before counts in 亿
                total = (total + section + digit or 1) * power
            else:
                total += (section + digit) * power
            section = digit = 0
    return total + section + digit


def _significant(number: str) -> str:
    """The digits that carry meaning: no point, no separators, no zeros at either end."""
    return re.sub(r"\D", "", number).strip("0")
