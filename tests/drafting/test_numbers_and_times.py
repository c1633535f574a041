from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countycli.drafting.folding import fold
from countycli.drafting.numbers import Amount, Numbers, Range, Ratio
from countycli.drafting.times import read_against, read_time
from countycli.model.period import Period

UNITS = (
    "元",
    "万元",
    "亿元",
    "万亿元",
    "亿美元",
    "%",
    "‰",
    "人",
    "万人",
    "万人次",
    "亩",
    "万吨",
    "千瓦时",
    "亿千瓦时",
    "户",
    "万户",
    "倍",
)


@cache
def numbers() -> Numbers:
    return Numbers(UNITS)


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("711.81亿元", "711.81", "亿元", None),
        ("６３００餘畝", "6300", "亩", ">="),
        ("1,234,567人", "1234567", "人", None),
        ("500多亿元", "500", "亿元", ">="),
        ("1.2万亿元", "1.2", "万亿元", None),
        ("120亿千瓦时", "120", "亿千瓦时", None),
        ("45.6亿度", "45.6", "亿千瓦时", None),
        ("6.5%以上", "6.5", "%", ">="),
        ("7%左右", "7", "%", "~"),
        ("3.5%以内", "3.5", "%", "<="),
        ("-1.16‰", "-1.16", "‰", None),
        ("0.5个百分点", "0.5", "个百分点", None),
        ("711.8亿", "711.8", "", None),
    ],
)
def test_numbers_in_digits(text: str, value: str, unit: str, bound: str | None) -> None:
    folded = fold(text)
    found = numbers().arabic(folded.text, 0)
    assert isinstance(found, Amount)
    assert (found.value, found.unit, found.bound, found.end) == (Decimal(value), unit, bound, len(folded.text))
    assert folded.prints(found.start, found.end) == text


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("百分之六点五", "6.5", "%"), ("二十一连冠", "21", "连冠"), ("两亿元", "2", "亿元"), ("两位数", "10", "%")],
)
def test_numbers_in_characters(text: str, value: str, unit: str) -> None:
    found = numbers().chinese(text, 0)
    assert found is not None
    assert (found.value, found.unit) == (Decimal(value), unit)


def test_characters_without_a_unit_are_no_number() -> None:
    assert numbers().chinese("一般公共预算收入", 0) is None
    assert numbers().chinese("三产融合", 0) is None


def test_ranges_and_ratios() -> None:
    found = numbers().arabic("6%-6.5%", 0)
    assert isinstance(found, Range)
    assert (found.low.value, found.high.value) == (Decimal(6), Decimal("6.5"))
    ratio = numbers().arabic(fold("5∶43：52").text, 0)
    assert isinstance(ratio, Ratio)
    assert ratio.values == (Decimal(5), Decimal(43), Decimal(52))


@given(st.decimals(min_value=0, max_value=10**7, places=2), st.sampled_from(UNITS))
def test_what_is_printed_is_read(value: Decimal, unit: str) -> None:
    found = numbers().arabic(f"{value:,}{unit}".replace(",", ""), 0)
    assert isinstance(found, Amount)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023年", "2023"),
        ("2024年上半年", "2024-01/2024-06"),
        ("2024年前三季度", "2024-01/2024-09"),
        ("2024年1至11月", "2024-01/2024-11"),
        ("2024年1-12月", "2024"),
        ("2024年一季度", "2024-01/2024-03"),
        ("2023年末", "2023"),
        ("到2025年", "2025"),
        ("2021-2025年", "2021/2025"),
        ("“十四五”期间", "2021/2025"),
        ("“十三五”末", "2020"),
    ],
)
def test_times_that_name_their_year(text: str, period: str) -> None:
    found = read_time(text, 0)
    assert found is not None
    assert found.end == len(text)
    assert str(found.period or found.of_year(found.year or 0)) == period


@pytest.mark.parametrize("text", ["13月", "2024年1至13月", "三次产业", "第一产业", "十四五规划纲要"])
def test_what_is_no_time(text: str) -> None:
    assert read_time(text, 0) is None or not read_time(text, 0).is_part  # type: ignore[union-attr]  # just asked


def test_times_from_another_one() -> None:
    last, this, since = (read_time(text, 0) for text in ("去年", "前三季度", "今年以来"))
    assert last is not None
    assert this is not None
    assert since is not None
    assert (last.offset, this.first, this.last, since.open) == (-1, 1, 9, True)
    assert this.of_year(2024) == Period.of_months(2024, 1, 9)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("同比", "same"), ("比上年末", "same"), ("环比", "other"), ("年均", "other"), ("比年初", "start")],
)
def test_what_a_change_is_measured_against(text: str, kind: str) -> None:
    found = read_against(text, 0)
    assert found is not None
    assert found.kind == kind
