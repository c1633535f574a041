"""Numbers with their units, as Chinese reports print them: `711.81亿元`, `6300余亩`, `5:43:52`, `百分之六点五`.

All patterns read folded text (`folding`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from countycli.record import NamedTuple
from countycli.source.printed import chinese_number

if TYPE_CHECKING:
    from collections.abc import Iterable

POINTS = "个百分点"
# Units of things that the book doesn't measure; a number with one of them is read, but no indicator has the unit.
_OTHER_UNITS = (
    "百分点 个点 美元/吨 港元 欧元 日元 头 只 羽 辆 台 所 件 宗 米 千米 立方米 千克 公斤 斤 克 升 瓦 千瓦 兆瓦 小时"
    " 分钟 岁 月 日 期 批 处 座 栋 幢 间 部 门 册 种 类 级 分 点 届 场 周 轮 对 块 株 棵 袋 箱 瓶 克/立方米 微克/立方米"
    " 标准箱 TEU 艘 架 对 次 步 环 连冠 大 类 字 笔 起 例 剂次 学时 标箱 吨标准煤 支 本 颗 口 片 眼 节 个月 个季度 季度"
    " 条 元/公斤 元/平方米 元/人 倍 个 分贝 公里/小时 时 秒 亩次 亿次 学位 床位 星 A 强"
)
# Other words for units of the book.
_SAME = {
    "名": "人",
    "位": "人",
    "人民币": "元",
    "元人民币": "元",
    "度": "千瓦时",
    "千瓦小时": "千瓦时",
    "千瓦·时": "千瓦时",
    "平方千米": "平方公里",
    "家": "家",
    "个点": POINTS,
    "百分点": POINTS,
    "平米": "平方米",
    "人/平方千米": "人/平方公里",
}
_MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_ARABIC = r"-?\d+(?:\.\d+)?"
_CHINESE = (
    r"(?:[一二三四五六七八九十]+点[一二三四五六七八九零〇]+|[一二两三四五六七八九十百千]+|[千万](?=[亿元亩人户吨]))"
)
_ROUGH = "[余多来]"
_AFTER = {
    "以上": ">=",
    "及以上": ">=",
    "之上": ">=",
    "左右": "~",
    "上下": "~",
    "以内": "<=",
    "以下": "<=",
    "之内": "<=",
}
_DASH = "(?:-|~|至|到)"
_PART_OF_RATIO = r"\d{1,2}(?:\.\d+)?%?"
_RATIO = re.compile(rf"{_PART_OF_RATIO}：{_PART_OF_RATIO}：{_PART_OF_RATIO}")


class Amount(NamedTuple):
    """A number from `start` to `end` of the folded text. `unit` is of the book where the book has that unit, "" for a
    bare number; `tens` are the powers of ten that stood before the unit and are not part of it (`亿` in `711亿`).
    """

    start: int
    end: int
    value: Decimal
    unit: str
    bound: str | None = None
    tens: int = 1
    chinese: bool = False


class Range(NamedTuple):
    """`6%-6.5%`: two amounts of one unit."""

    start: int
    end: int
    low: Amount
    high: Amount


class Ratio(NamedTuple):
    """`5:43:52`."""

    start: int
    end: int
    values: tuple[Decimal, ...]


class Numbers:
    """Reads numbers whose units the book has, and others."""

    def __init__(self, units: Iterable[str]) -> None:
        self._units = frozenset(units)
        words = sorted({*self._units, *_OTHER_UNITS.split(), *_SAME, POINTS}, key=len, reverse=True)
        unit = "|".join(map(re.escape, words))
        after = "|".join(sorted(_AFTER, key=len, reverse=True))
        tens = "[十百千万亿]{0,3}"
        whole = rf"(?P<rough>{_ROUGH})?(?:(?P<tens>{tens}?)(?P<rough2>{_ROUGH})?(?P<unit>{unit})|(?P<bare>{tens}))"
        whole += rf"(?P<rough3>[余多](?![元样个人]))?(?P<after>{after})?"
        self._arabic = re.compile(rf"(?P<number>{_ARABIC}){whole}")
        self._chinese = re.compile(rf"(?P<number>{_CHINESE}){whole}")
        self._first = re.compile(rf"(?P<number>\d+(?:\.\d+)?)(?P<unit>{unit})?(?={_DASH}{_ARABIC})")
        self._percent = re.compile(rf"百分之(?P<number>{_CHINESE}|{_ARABIC})(?P<after>{after})?")

    def arabic(self, text: str, start: int) -> Amount | Range | Ratio | None:
        """The number that begins with a digit at `start`."""
        return _ratio(text, start) or self._range(text, start) or self._amount(self._arabic.match(text, start))

    def chinese(self, text: str, start: int) -> Amount | None:
        """The number in Chinese characters that begins at `start`, which must have a unit."""
        percent = self._percent.match(text, start)
        if percent:
            value = _chinese_value(percent["number"])
            return Amount(start, percent.end(), value, "%", _AFTER.get(percent["after"] or ""), chinese=True)
        if text.startswith("两位数", start):
            return Amount(start, start + 3, Decimal(10), "%", ">=", chinese=True)
        match = self._chinese.match(text, start)
        if not match or not match["unit"]:
            return None
        amount = self._amount(match)
        return amount._replace(chinese=True) if amount else None

    def _range(self, text: str, start: int) -> Range | None:
        first = self._first.match(text, start)
        if not first:
            return None
        high = self._amount(self._arabic.match(text, first.end() + 1))
        if not high or not (high.unit or high.tens > 1):
            return None
        low = Decimal(first["number"])
        if low > high.value or (first["unit"] and self._unit("", first["unit"])[0] != high.unit):
            return None
        return Range(start, high.end, high._replace(start=start, value=low), high)

    def _amount(self, match: re.Match[str] | None) -> Amount | None:
        if not match:
            return None
        unit, tens = self._unit(match["tens"] or match["bare"] or "", match["unit"] or "")
        number = match["number"]
        value = Decimal(number) if number[-1].isdecimal() and number.isascii() else _chinese_value(number)
        rough = match["rough"] or match["rough2"] or match["rough3"]
        bound = _AFTER.get(match["after"] or "") or (">=" if rough in ("余", "多") else "~" if rough else None)
        return Amount(match.start(), match.end(), value, unit, bound, tens)

    def _unit(self, tens: str, printed: str) -> tuple[str, int]:
        """The unit, with as many of the powers of ten before it as belong to a unit of the book; and the other powers,
        multiplied.
        """
        unit = _SAME.get(printed, printed)
        for cut in range(len(tens) + 1):
            if unit and tens[cut:] + unit in self._units:
                return tens[cut:] + unit, _product(tens[:cut])
        return unit, _product(tens)


def _product(tens: str) -> int:
    product = 1
    for character in tens:
        product *= _MAGNITUDES[character]
    return product


def _ratio(text: str, start: int) -> Ratio | None:
    match = _RATIO.match(text, start)
    if not match:
        return None
    return Ratio(start, match.end(), tuple(Decimal(part.rstrip("%")) for part in match[0].split("：")))


def _chinese_value(number: str) -> Decimal:
    if number.isascii():
        return Decimal(number)
    whole, point, places = number.partition("点")
    return Decimal(
        f"{chinese_number(whole)}{'.' if point else ''}{''.join(str(chinese_number(one)) for one in places)}"
    )
