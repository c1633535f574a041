"""Turns of phrase that tell a figure without its indicator's name before the number: 连续三年入选全国百强县.

They stand in `turns.txt`, by indicator.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from countycli.drafting.numbers import Amount
from countycli.drafting.wording import keyed
from countycli.record import NamedTuple
from countycli.source.printed import chinese_number

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from countycli.model.records import Metric

_FILE: Final = Path(__file__).with_name("turns.txt")
_SECTIONS: Final = ("counted", "measured", "ranked", "growing", "dated", "existing", "planned")
_MEASURING: Final = ("measured", "existing", "planned")
_GAP: Final = r"[^，。；：！？\d]{0,12}?"
_BOUNDS: Final = {"超过": ">", "超": ">", "突破": ">", "逾": ">", "近": "~", "约": "~", "不足": "<"}
_AFTER: Final = {"以上": ">=", "以内": "<=", "内": "<="}
_TENS: Final = {"": 1, "万": 10**4, "亿": 10**8}
_NUMBER: Final = (
    rf"(?P<bound>{'|'.join(_BOUNDS)})?(?P<number>\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)"
    r"(?P<rough>[余多])?(?P<tens>[万亿]?)"
)
_UNIT: Final = r"(?P<unit>(?:亩|美元|元|年|天|层|倍|[个条位名])?)(?P<after>以上|以内|内)?"


class Turn(NamedTuple):
    """A turn as the text has it, from `start` to `end`: the section of the file, the metric's id and the number."""

    start: int
    end: int
    section: str
    metric: str
    amount: Amount


class Form(NamedTuple):
    """How a turn is worded: its section and indicator."""

    section: str
    metric: str
    pattern: re.Pattern[str]


def turns_in(text: str, metrics: Mapping[str, Metric], units: Container[str]) -> dict[int, Turn]:
    """The turns of a paragraph of folded text, by where they begin."""
    found: dict[int, Turn] = {}
    for form in _forms():
        for match in form.pattern.finditer(text):
            found.setdefault(match.start(), _turn(form, match, metrics[form.metric].unit, units))
    return found


@cache
def _forms() -> tuple[Form, ...]:
    return tuple(
        Form(section, metric, _compiled(words, section))
        for section in _SECTIONS
        for metric, wordings in keyed(section, _FILE).items()
        for words in wordings
    )


def _compiled(words: str, section: str) -> re.Pattern[str]:
    """The wording as a pattern; a number that measures has its unit with it."""
    number = _NUMBER + (_UNIT if section in _MEASURING else "")
    return re.compile(words.replace("…", _GAP).replace("#", number))


def _turn(form: Form, match: re.Match[str], unit: str, units: Container[str]) -> Turn:
    groups = {"unit": "", "after": "", **match.groupdict(default="")}
    start = match.start("bound" if groups["bound"] else "number")
    end = max(place for place in map(match.end, ("number", "rough", "tens", *_behind(form))) if place >= 0)
    rough = ">=" if groups["rough"] else None
    bound = "<=" if form.section == "ranked" else _BOUNDS.get(groups["bound"]) or _AFTER.get(groups["after"]) or rough
    printed, tens = _unit(groups["tens"], groups["unit"], unit, units)
    amount = Amount(start, end, _value(groups["number"]), printed, bound, tens)
    return Turn(match.start(), match.end(), form.section, form.metric, amount)


def _behind(form: Form) -> tuple[str, ...]:
    return ("unit", "after") if form.section in _MEASURING else ()


def _unit(tens: str, printed: str, unit: str, units: Container[str]) -> tuple[str, int]:
    """The unit of a number, and by how much that must be multiplied. Counters are the indicator's own unit; 元 of what
    is sold by the kilogram is 元/公斤; 百亿 has none.
    """
    if printed and tens + printed in units:
        return tens + printed if not unit.startswith(f"{printed}/") else unit, 1
    return ("" if tens and not printed else unit), _TENS[tens]


def _value(number: str) -> Decimal:
    return Decimal(number) if number.isascii() else Decimal(chinese_number(number))
