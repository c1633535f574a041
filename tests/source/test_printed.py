"""Tokens as documents print them, held against the values that they are said to mean."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countycli.source.printed import can_mean, chinese_number

MEANS = [
    ("7.5%", "7.5"),
    ("７．５％", "7.5"),
    ("1607.8亿元", "1607.8"),
    ("45004亿元", "45004"),
    ("45,004亿元", "45004"),
    ("4.5004万亿元", "45004"),
    ("711的GDP8億元", "711.8"),
    ("6005億", "600.5"),
    ("47個2%", "47.2"),
    ("985%以上", "98.5"),
    ("6300余亩", "6300"),
    ("500多億元", "500"),
    ("不足200亩", "200"),
    ("第48位", "48"),
    ("前50强", "50"),
    ("50%、60%以上", "50"),
    ("50%、60%以上", "60"),
    ("3至5个", "3"),
    ("增长1.86倍", "1.86"),
    ("翻了10倍", "10"),
    ("下降3.2%", "-3.2"),
    ("-3.2%", "-3.2"),
    ("两三万元", "2"),
    ("两三万元", "3"),
    ("四张", "4"),
    ("四張", "4"),
    ("五大", "5"),
    ("五鏈", "5"),
    ("十条", "10"),
    ("十五大", "15"),
    ("二十一连冠", "21"),
    ("一百二十个", "120"),
    ("连续三年", "3"),
    ("連續兩年", "2"),
    ("双试点", "2"),
    ("雙試點", "2"),
    ("半年", "0.5"),
    ("百天内", "100"),
    ("超千亩", "1000"),
    ("百亿级", "100"),
    ("两位数增长", "10"),
    ("兩位數", "10"),
    ("一层", "1"),
    ("市内夺第一", "1"),
    ("二〇二四", "2024"),
    ("0.0%", "0"),
    ("0%", "0.0"),
    ("十二万亿元", "12"),
    ("零增长", "0"),
]
CANNOT_MEAN = [
    ("7.5%", "7.6"),
    ("7.5%", "57"),
    ("1607.8亿元", "1608.7"),
    ("711的GDP8億元", "717.8"),
    ("711的GDP8億元", "718.1"),
    ("47個2%", "42.7"),
    ("985%以上", "95.8"),
    ("6300余亩", "6200"),
    ("6300余亩", "63001"),
    ("两三万元", "4"),
    ("四张", "5"),
    ("二十一连冠", "22"),
    ("二十一连冠", "12"),
    ("两位数", "20.5"),
    ("第48位", "84"),
    ("7.5%", "0"),
    ("近半", "0.6"),
    ("", "7"),
    ("若干", "7"),
]
NUMERALS = {
    "零": 0,
    "〇": 0,
    "半": 0.5,
    "一": 1,
    "两": 2,
    "兩": 2,
    "双": 2,
    "九": 9,
    "十": 10,
    "十五": 15,
    "二十": 20,
    "二十一": 21,
    "九十九": 99,
    "百": 100,
    "一百": 100,
    "一百零五": 105,
    "一百二十": 120,
    "三百六十五": 365,
    "千": 1000,
    "两千零一": 2001,
    "九千九百九十九": 9999,
    "万": 10**4,
    "萬": 10**4,
    "两万三千": 23000,
    "十万": 10**5,
    "一百二十三万四千五百六十七": 1234567,
    "亿": 10**8,
    "一亿二千万": 120_000_000,
    "百亿": 10**10,
    "億": 10**8,
    "万亿": 10**12,
    "一万亿": 10**12,
    "十二万亿": 12 * 10**12,
    "二〇二四": 2024,
    "一九七八": 1978,
}


@pytest.mark.parametrize(("printed", "value"), MEANS)
def test_token_can_mean_the_value(printed: str, value: str) -> None:
    assert can_mean(printed, Decimal(value))


@pytest.mark.parametrize(("printed", "value"), CANNOT_MEAN)
def test_token_can_not_mean_another_value(printed: str, value: str) -> None:
    assert not can_mean(printed, Decimal(value))


@pytest.mark.parametrize(("numerals", "number"), NUMERALS.items())
def test_number_in_chinese_characters(numerals: str, number: float) -> None:
    assert chinese_number(numerals) == number


VALUES = st.decimals(min_value="0.1", max_value=99999, places=1)


@given(VALUES, st.sampled_from(["亿元", "%", "%以上", "余亩", "个"]))
def test_a_printed_number_means_itself(value: Decimal, unit: str) -> None:
    assert can_mean(f"{value}{unit}", value)
    assert can_mean(f"{value:,}{unit}", value)


@given(VALUES, VALUES)
def test_a_token_means_no_value_of_other_digits(value: Decimal, other: Decimal) -> None:
    digits = [str(number).replace(".", "").strip("0") for number in (value, other)]
    assert can_mean(f"{value}%", other) == (digits[0] == digits[1])


@given(st.integers(1, 99_999_999))
def test_every_number_in_chinese_characters_is_read(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number


def in_chinese(number: int) -> str:
    """A whole number below a hundred million as it is written out."""
    if number >= 10**4:
        rest = number % 10**4
        return (
            in_chinese(number // 10**4) + "万" + ("零" if 0 < rest < 1000 else "") + (in_chinese(rest) if rest else "")
        )
    text = ""
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += "零一二三四五六七八九"[digit] + name
        elif text and number % power:
            text += "" if text.endswith("零") else "零"
    return text
