"""Times as Chinese reports name them: `2023年`, `去年`, `前三季度`, `1至11月`, `年末`, `“十四五”期间`, `比上年`.

All patterns read folded text (`folding`).
"""

from __future__ import annotations

import re
from typing import Final

from countycli.model.period import Period
from countycli.model.period_text import parse_period
from countycli.record import NamedTuple

_YEAR = r"(?P<year>(?:19|20)\d\d)年度?|(?P<relative>今年|去年|上年度?|前年|明年|当年|本年度?|次年)"
_PART = (
    r"(?P<first>前|第)?(?P<quarter>[一二三四1-4两])个?季度"
    r"|(?P<half>[上下])半年"
    r"|(?P<from>\d{1,2})月?份?(?:-|至|到|~)(?P<to>\d{1,2})月份?"
    r"|(?P<since_month>元|[一二三四五六七八九十]{1,2})月?(?:-|至|到)(?P<until>[一二三四五六七八九十]{1,2}|\d{1,2})月份?"
    r"|前(?P<months>\d{1,2}|[一二三四五六七八九十]{1,2})个月"
    r"|(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})日)?(?P<monthend>末|底)?"
    r"|(?P<end>年?[末底])"
    r"|(?P<whole>全年度?)"
)
_TIME: Final = re.compile(rf"(?:截至|截止|至|到|自)?(?:目前)?(?:{_YEAR})?(?:{_PART})?(?P<since>初?以来|至今)?")
_YEARS: Final = re.compile(r"(?P<first>(?:19|20)\d\d)年?(?:-|至|到|~)(?P<last>(?:19|20)\d\d)年")
_DATE: Final = re.compile(r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.]\d{1,2}(?:\d\d：\d\d(?:：\d\d)?)?")
_PLAN: Final = re.compile(r"(?P<plan>“?十[一二三四五]?五”?)(?:规划)?(?P<what>时期|期间|期末|末|以来|规划期)")
_RUN: Final = re.compile(
    r"(?:去年|上年)同期|(?:近|过去|前)(?:的)?(?P<years>[一二两三四五六七八九十]+|\d+)年(?:来|间|多来|时间)?|(?P<came>[一二两三四五六七八九十]+|\d+)年来"
    r"|(?:今后|未来|今明|用|在|再用)(?:[一二两三四五六七八九十]+|\d{1,2})(?:到[一二两三四五六七八九十]+)?年(?:左右)?(?:的?时间|之?内)?"
    r"|(?:[二两三四五六七八九十]|\d)年(?:左右)?(?:的?时间|之?内)"
)
# What a change is measured against. `same`: the same period a year before.
_AGAINST: Final = re.compile(
    r"(?P<same>同比(?:去年|上一?年)?|(?:比|较|同|与)(?:去年|上一?年)(?:同期|同月|全年|末|底|年末|年底|同口径|初)*(?:相比|比)?)"
    r"|(?:比|较|同|与)(?P<year>(?:19|20)\d\d)年(?:同期|全年|末|底|年末|年底)*(?:相比|比)?"
    r"|(?P<start>(?:比|较)年初(?:相比)?)"
    r"|(?P<other>环比|年均|年平均|两年平均|[一二三四五]年平均|(?:比|较|同|与)(?:上|前)(?:个?月|季度?|半年)(?:末|底)?(?:相比)?)"
)
_RELATIVE = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "前年": -2, "明年": 1}
_COUNT = {character: number for number, character in enumerate("零一二三四五六七八九十")} | {"两": 2}


class When(NamedTuple):
    """A time from `start` to `end` of the folded text. The year is `year`, or `offset` years from the one in which the
    document speaks (去年), or `shift` years from the one that it speaks of (上年, 全年). `first` and `last` are months;
    without them the whole year is meant. `period` is that of years or of a plan. A `stock` is counted at a year's end,
    `open` times reach up to a day that isn't told (今年以来), a `run` of years can't be told from the text, and a `day`
    is the time of an event.
    """

    start: int
    end: int
    year: int | None = None
    offset: int | None = None
    shift: int = 0
    first: int = 0
    last: int = 0
    period: Period | None = None
    whole: bool = False
    stock: bool = False
    open: bool = False
    run: bool = False
    day: bool = False

    @property
    def is_part(self) -> bool:
        return self.first > 0

    @property
    def names_year(self) -> bool:
        return self.year is not None or self.offset is not None or self.period is not None

    def of_year(self, year: int) -> Period:
        """The period where the year is known."""
        if self.period:
            return self.period
        return Period.of_months(year, self.first, self.last) if self.is_part else Period.of_years(year, year)


class Against(NamedTuple):
    """What a change is measured against: `year` where one is named, else by `kind`: same, start or other."""

    start: int
    end: int
    kind: str
    year: int | None = None


def read_time(text: str, start: int) -> When | None:
    """The time that begins at `start`."""
    for pattern, read in (
        (_YEARS, _of_years),
        (_DATE, _of_date),
        (_PLAN, _of_plan),
        (_RUN, _of_run),
        (_TIME, _of_time),
    ):
        match = pattern.match(text, start)
        found = read(match) if match and match.end() > start else None
        if found:
            return found
    return None


def read_against(text: str, start: int) -> Against | None:
    """What a change is measured against, where that begins at `start`."""
    match = _AGAINST.match(text, start)
    if not match:
        return None
    year = int(match["year"]) if match["year"] else None
    kind = "same" if match["same"] else "start" if match["start"] else "other"
    return Against(start, match.end(), kind, year)


def joined(former: When | None, time: When) -> When:
    """A part of a year after the year (2023年，……前三季度), and the year before that one (2023年，……由上年的)."""
    if former is None or former.period or time.names_year or time.run:
        return time
    year = former.year + time.shift if former.year is not None else None
    offset = former.offset + time.shift if former.offset is not None else None
    return time._replace(year=year, offset=offset, shift=time.shift if year is None and offset is None else 0)


def years_of(time: When) -> list[When]:
    """The years of a span (2021-2023年), each as a time of its own; else the time alone."""
    if time.period is None or time.open or time.period.first_year == time.period.last_year:
        return [time]
    years = range(time.period.first_year, time.period.last_year + 1)
    return [time._replace(period=None, year=year) for year in years]


def _of_years(match: re.Match[str]) -> When | None:
    first, last = int(match["first"]), int(match["last"])
    return When(match.start(), match.end(), period=Period.of_years(first, last)) if first < last else None


def _of_date(match: re.Match[str]) -> When | None:
    month = int(match["month"])
    if not 1 <= month <= 12:
        return None
    return When(match.start(), match.end(), int(match["year"]), first=month, last=month, day=True)


def _of_plan(match: re.Match[str]) -> When | None:
    period = parse_period(match["plan"])
    if period is None:
        return None
    if match["what"] in ("期末", "末"):
        period = period.last
    return When(match.start(), match.end(), period=period, open=match["what"] == "以来")


def _of_run(match: re.Match[str]) -> When:
    years = match["years"] or match["came"]  # without either, 去年同期 or 两年内: which is not told
    if years in ("一", "1"):
        return When(match.start(), match.end(), whole=True)
    return When(match.start(), match.end(), run=True)


def _of_time(match: re.Match[str]) -> When | None:
    months = _months(match)
    named = match["year"] or match["relative"]
    bare = match["end"] or match["whole"] or match["monthend"] or match["from"] or match["since_month"]
    if months is None or not (named or bare or months[0]):
        return None
    if match["end"] in ("末", "底") and not named:
        return None
    return When(
        match.start(),
        match.end(),
        year=int(match["year"]) if match["year"] else None,
        offset=_RELATIVE.get(match["relative"] or ""),
        shift={"上年": -1, "上年度": -1, "次年": 1}.get(match["relative"] or "", 0),
        first=months[0],
        last=months[1],
        whole=bool(match["whole"]),
        stock=bool(match["end"] or match["monthend"]),
        day=bool(match["day"]) and not match[0].startswith("截"),
        open=bool(match["since"]) or (match["relative"] == "今年" and not bare and not months[0]),
    )


def _months(match: re.Match[str]) -> tuple[int, int] | None:
    """First and last month; 0 for both where the whole year is meant, None where months can't be so."""
    if match["quarter"]:
        quarter = _number(match["quarter"])
        return (1 if match["first"] == "前" else quarter * 3 - 2), quarter * 3
    if match["half"]:
        return (1, 6) if match["half"] == "上" else (7, 12)
    first, last = _named_months(match)
    if (first, last) in ((1, 12), (0, 0)) or (last == 12 and match["monthend"]):
        return 0, 0
    return (first, last) if 1 <= first <= last <= 12 else None


def _named_months(match: re.Match[str]) -> tuple[int, int]:
    if match["from"]:
        return int(match["from"]), int(match["to"])
    if match["since_month"]:
        return _number(match["since_month"]), _number(match["until"])
    if match["months"]:
        return 1, _number(match["months"])
    month = int(match["month"] or 0)
    return month, month


def _number(text: str) -> int:
    if text == "元":  # 元月
        return 1
    if text.isdecimal():
        return int(text)
    if len(text) == 2:  # 十一, 十二
        return 10 + _COUNT[text[1]]
    return _COUNT[text]
