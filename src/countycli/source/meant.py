"""What a value of the wrong type was meant to be, written as TOML. Asked only about faulty values."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from countycli.source.slips import LONGEST_SHOWN, in_quotes, written

if TYPE_CHECKING:
    from countycli.phrases import Phrase

_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?|(\d\d)(\d\d))")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
_YEAR = re.compile(r"(\d{4})年?度?")
_FLAGS = {
    **dict.fromkeys(("true", "yes", "y", "1", "是", "对", "有"), "true"),
    **dict.fromkeys(("false", "no", "n", "0", "否", "不", "无"), "false"),
}
_GROUPS = r"[1-9]\d{0,2}(?:,\d{3})+"  # other commas may be decimal points
_FIGURE = re.compile(
    rf"(?P<before>[^\d.+-]*)(?P<number>[-+]?(?:{_GROUPS}(?:\.\d+)?|\d*\.?\d+\.?))(?P<behind>(?!,\d)[^\d]*)"
)
_COMMA_WITHIN = re.compile(r"\d,\d")
_SERIAL = re.compile(r"\d{5}")
_DAY_ZERO = dt.date(1899, 12, 30)  # the day that Excel calls 0
_SERIAL_YEARS = range(2000, 2050)  # in which a number of five digits is taken for Excel's number of a day
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
# Words before and behind a figure, each with the bound that the word sets; "" for a word that sets none.
_BOUNDS_BEFORE = {
    "~": "约 大约 近 ≈",
    ">": "超 超过 突破 逾 >",
    "<": "不足 低于 不到 <",
    ">=": "至少 不低于 ≥ >=",
    "<=": "不超过 ≤ <=",
}
_BEFORE = {word: bound for bound, words in _BOUNDS_BEFORE.items() for word in words.split()}
_BEFORE.update(dict.fromkeys(("", "增长", "同比增长", "同比", "上升", "增加", "达到", "达", "¥", "$"), ""))
_FALLING = ("下降", "同比下降", "减少", "负", "降低")
_BEHIND = {"以上": ">=", "左右": "~", "以内": "<=", "以下": "<=", "多": ">=", "余": ">="}


class Amount(NamedTuple):
    """A figure as people write one: the number, the unit behind the number, and a bound."""

    number: str
    unit: str
    bound: str


def line_of(key: str, value: str) -> Phrase:
    """The hint that shows a key with its value."""
    return written(f"{key if _BARE_KEY.fullmatch(key) else toml(key)} = {value}")


def toml(value: Any) -> str:
    """A parsed value as TOML writes it, cut where it is long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return in_quotes(value[:LONGEST_SHOWN]).replace("\n", "\\n")
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value[:9])) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(member)}" for key, member in list(value.items())[:9]) + " }"
    if isinstance(value, int) and abs(value) >= 10**LONGEST_SHOWN:
        return hex(value)[:LONGEST_SHOWN]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)[:LONGEST_SHOWN]


def text(value: Any) -> str | None:
    """A number, a day or a flag in quotation marks."""
    if isinstance(value, dict | list | str):
        return None
    return f'"{toml(value)}"'


def code(value: Any) -> str | None:
    """A code of six digits that was written as a number."""
    digits = _folded(value).removesuffix(".0")
    return f'"{digits}"' if re.fullmatch(r"\d{6}", digits) else None


def texts(value: Any) -> str | None:
    if isinstance(value, list):
        is_nested = any(isinstance(member, dict | list) for member in value)
        return None if is_nested else toml([_plain(member) for member in value])
    return None if isinstance(value, dict) else toml([_plain(value)])


def integer(value: Any) -> str | None:
    found = re.search(r"-?\d{1,15}", _folded(value))
    return str(int(found[0])) if found and not isinstance(value, dict | list) else None


def flag(value: Any) -> str | None:
    return _FLAGS.get(_folded(value).casefold())


def date(value: Any) -> str | None:
    """A day, a month or a year as the format writes dates, from whatever form the value has."""
    if isinstance(value, dict | list):
        return None
    folded = value.date().isoformat() if isinstance(value, dt.datetime) else _folded(value)
    day, month, year = _DAY.fullmatch(folded), _MONTH.fullmatch(folded), _YEAR.fullmatch(folded)
    if month and 1 <= int(month[2]) <= 12:
        return f'"{month[1]}-{int(month[2]):02d}"'
    if year:
        return year[1]
    try:
        return dt.date(*(int(part) for part in day.groups() if part)).isoformat() if day else serial_day(value)
    except ValueError:
        return None


def serial_day(value: Any) -> str | None:
    """The day that Excel keeps as a number: 46093 is 2026-03-12."""
    number = "" if isinstance(value, dict | list) else _folded(value).removesuffix(".0")
    found = _DAY_ZERO + dt.timedelta(int(number)) if _SERIAL.fullmatch(number) else _DAY_ZERO
    return found.isoformat() if found.year in _SERIAL_YEARS else None


def has_comma_within(text: str) -> bool:
    """Whether a comma between digits may be a decimal point as well as a separator."""
    return bool(_COMMA_WITHIN.search(_folded(text)))


def amount(written_as: str) -> Amount | None:
    """The figure that a text states, for a text that stands in place of a figure: `约203.5亿元`, `7.6%`, `6300余亩`."""
    found = _FIGURE.fullmatch(re.sub(r"[\s　]", "", _folded(written_as)))
    if not found:
        return None
    before, behind = found["before"], found["behind"]
    number = found["number"].replace(",", "").strip("+").rstrip(".")
    number = f"0{number}" if number.startswith(".") else number
    number = re.sub(r"^(-?)0+(?=\d)", r"\1", number)
    if before in _FALLING and not number.startswith("-"):
        before, number = "", f"-{number}"
    if before not in _BEFORE:
        return None
    word = next((known for known in _BEHIND if behind.startswith(known) or behind.endswith(known)), "")
    unit = behind.removeprefix(word).removesuffix(word)
    return Amount(number, unit.replace("个百分点", "%").replace("百分点", "%"), _BEHIND.get(word, _BEFORE[before]))


def _folded(value: Any) -> str:
    """Half-width, without spaces and invisible characters at the ends; of long text only the beginning."""
    if isinstance(value, int) and abs(value) > 10**LONGEST_SHOWN:
        return ""
    folded = unicodedata.normalize("NFKC", str(value)[:LONGEST_SHOWN])
    return "".join(character for character in folded if unicodedata.category(character) != "Cf").strip()


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else toml(value)


def without_marks(value: str) -> str:
    """A code as it was meant: half-width digits without spaces and invisible characters."""
    return re.sub(r"\s", "", _folded(value))
