"""What a document says of itself: title, publisher, date, kind."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from countycli.drafting.findings import Head
from countycli.drafting.folding import fold
from countycli.drafting.setting import NUMBERED, is_caption
from countycli.record import NamedTuple
from countycli.source.printed import chinese_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.drafting.folding import Folded

_KINDS: Final = (
    ("communique", r"统计公报|发展公报|统计公告"),
    ("government_report", r"政府工作报告|工作报告|计划执行情况|预算执行情况|计划草案|发展计划.*报告"),
    ("census", r"普查.{0,8}公报|人口普查"),
    ("press_conference", r"新闻发布会|发布会"),
    ("yearbook", r"统计年鉴|年鉴"),
    ("statistics_release", r"统计月报|统计快报|主要经济指标|经济运行情况|经济运行分析|主要统计数据|统计数据"),
)
_DATE = r"((?:19|20)\d\d)(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?"
_PUBLISHED: Final = re.compile(rf"(?:发布|更新|发表|发文|刊发|成文|公布)?(?:日期|时间|于)?：?{_DATE}")
_LABELLED: Final = re.compile(
    rf"(?:发布|更新|发表|发文|刊发|成文|公布|发稿)(?:日期|时间|于)?：?{_DATE}|[日时]期?间?：{_DATE}"
)
_OFFICES: Final = (
    r"[\u4e00-\u9fff]{2,18}(?:统计局|人民政府|人民政府办公室|调查队|发展和改革局)"
    r"(?:国家统计局[\u4e00-\u9fff]{2,10}调查队)?"
)
# Who may stand beside a date alone: also an office that would not be known on a line of its own.
_NAMED: Final = (
    r"(?:(?:信息|稿件|文章)?来源|发布机构|发布单位|发文机关|发布者|作者)?：?"
    rf"(?P<name>{_OFFICES}|[\u4e00-\u9fff]{{3,22}}(?:局|委员会|发改委|办公室|办公厅|中心|政府网|新闻网|日报社?))"
)
_DATED: Final = (
    r"(?:(?:发布|更新|发表|发文|刊发|成文|公布|发稿)?(?:日期|时间|于)?：?)"
    r"((?:19|20)\d\d)(?:年|[-/.])(\d{1,2})(?:(?:月|[-/.])(\d{1,2})日?|月份?)"
    r"(?: ?\d{2}：\d{2}(?:：\d{2})?)?(?:发布|公布|印发)?"
)
_BETWEEN: Final = "[-|/，、]*"
_MORE: Final = "(?:(?:浏览|点击|阅读|访问|字体|字号|打印|分享|编辑|责任编辑).*)?"
# Publisher and date on one line: 龙泉市统计局 2025年5月12日, and the other way round.
_IMPRINTS: Final = (
    re.compile(rf"{_NAMED}{_BETWEEN}{_DATED}{_MORE}"),
    re.compile(rf"{_DATED}{_BETWEEN}{_NAMED}{_MORE}"),
)
_HELD: Final = re.compile(rf"^[（-]*{_DATE}在")
_STAMPED: Final = re.compile(rf"^{_DATE}(?: ?\d{{2}}：\d{{2}}|来源|作者)")
_CHINESE_DATE: Final = re.compile(
    "([一二][〇零○九][〇零○一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_WIRE: Final = re.compile(r"(\d{1,2})月(\d{1,2})日(?:电|讯|消息)")
_PAST_YEAR: Final = re.compile(r"(?<![到至])((?:19|20)\d\d)年")
_MONTH: Final = re.compile(rf"(?:{_OFFICES})?((?:19|20)\d\d)年(\d{{1,2}})月(?:份)?$")
_YEAR: Final = re.compile(r"((?:19|20)\d\d)年?")
_SOURCE: Final = re.compile(
    r"(?:信息来源|稿件来源|文章来源|来源|發布機構|发布机构|发布单位|发文机关|发布者)：(?P<name>[^，。；：\s|]{2,24}?)(?=发布|作者|发表|更新|日期|时间|浏览|点击|编辑|字体|(?:19|20)\d\d[-年/.]|$|[|）（])"
)
_WIRES: Final = {
    "中新网": "中国新闻网",
    "中新社": "中国新闻社",
    "新华社": "新华社",
    "新华网": "新华网",
    "人民网": "人民网",
}
_BUREAU: Final = re.compile(rf"^{_OFFICES}$")
_AROUND: Final = "（）-"  # stand around a date
_TOP, _END = 8, 6  # paragraphs in which a document speaks of itself
_USUAL_TITLE, _LONGEST_TITLE = 10, 60


class Given(NamedTuple):
    """What the reader says of a document, before it is read."""

    published: str | None = None
    kind: str | None = None


def head_of(paragraphs: Sequence[Folded], title: str, given: Given) -> Head:
    """`title` is what the file has as its title, "" where it has none."""
    title = title or _title([paragraph for paragraph in paragraphs[:_TOP] if _is_title(paragraph)])
    kind = given.kind or _kind(title, paragraphs)
    published = given.published or _published(paragraphs, title)
    return Head(title, _publisher(paragraphs), published, kind)


def _title(lines: Sequence[Folded]) -> str:
    """The first line that tells a kind of document; else the first of some length, for the first of all may be the name
    of a page.
    """
    told = [line for line in lines if any(re.search(pattern, line.text) for _, pattern in _KINDS)]
    long = [line for line in lines if len(line.text) >= _USUAL_TITLE]
    return next((_bare(line.printed) for line in (*told, *long, *lines)), "")


def title_year(title: str) -> int | None:
    match = _YEAR.search(title)
    return int(match[1]) if match else None


def _is_title(paragraph: Folded) -> bool:
    text = paragraph.text
    inner = text.endswith(("。", "；")) or NUMBERED.match(text) or is_caption(text)
    return 4 <= len(text) <= _LONGEST_TITLE and not inner


def _bare(printed: str) -> str:
    return " ".join(printed.lstrip("#").split())


def _kind(title: str, paragraphs: Sequence[Folded]) -> str:
    folded = fold(title).text
    for kind, pattern in _KINDS:
        if re.search(pattern, folded):
            return kind
    opening = "".join(paragraph.text for paragraph in paragraphs[:_TOP])
    if re.search("向大会报告政府工作|向大会作政府工作报告|代表.{0,14}政府.{0,8}报告", opening):
        return "government_report"
    return "news"


def _published(paragraphs: Sequence[Folded], title: str) -> str | None:
    ends = [paragraph.text for paragraph in (*paragraphs[:_TOP], *paragraphs[-_END:])]
    ends = [_CHINESE_DATE.sub(_in_digits, text) for text in ends]
    for pattern in (_HELD, _LABELLED, _PUBLISHED, *_IMPRINTS, _STAMPED):
        for text in ends[:_TOP] if pattern is _STAMPED else ends:
            whole = pattern in (_PUBLISHED, *_IMPRINTS)
            match = pattern.fullmatch(text.strip(_AROUND)) if whole else pattern.search(text)
            if match:
                found = _day([group for group in match.groups() if group and group.isdecimal()])
                if found:
                    return found
    return _wired(ends, paragraphs, title)


def _in_digits(match: re.Match[str]) -> str:
    """二○二四年一月三十日 as 2024年1月30日."""
    year, month, day = (chinese_number(part.replace("○", "〇")) for part in match.groups())
    return f"{year}年{month}月{day}日"


def _wired(ends: Sequence[str], paragraphs: Sequence[Folded], title: str) -> str | None:
    """The day of a dispatch (2月25日电), in the year of which the text speaks; else a month as the last line; else what
    the years of plans tell.
    """
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    wire = next((match for line in ends if (match := _WIRE.search(line))), None)
    years = [int(year) for year in _PAST_YEAR.findall(text)]
    if wire and years:
        ended = re.search(rf"(?:回首|回顾|过去的|刚刚过去的){max(years)}年|{max(years)}年全年", text)
        return _day([str(max(years) + (1 if ended else 0)), *wire.groups()])
    for line in (paragraph.text for paragraph in reversed(paragraphs[-_END:])):
        match = _MONTH.fullmatch(line.strip(_AROUND))
        if match and 1 <= int(match[2]) <= 12:
            return f"{match[1]}-{int(match[2]):02d}"
    return _before_plans(text, ends)


def _before_plans(text: str, ends: Sequence[str]) -> str | None:
    """A text that speaks of 今年以来 and of what is planned for another year is of the year before that."""
    planned = {int(year) for year in re.findall(r"((?:19|20)\d\d)年，[^。]{0,24}将", text)}
    if len(planned) != 1 or "今年以来" not in text:
        return None
    year = planned.pop() - 1
    day = next((match for line in ends if (match := re.search(r"(?<![年\d])(\d{1,2})月\d{1,2}日", line))), None)
    return f"{year}-{int(day[1]):02d}" if day and 1 <= int(day[1]) <= 12 else str(year)


def _day(groups: Sequence[str]) -> str | None:
    if len(groups) < 3:
        return None
    try:
        return str(date(*(int(group) for group in groups[:3])))
    except ValueError:
        return None


def _publisher(paragraphs: Sequence[Folded]) -> str | None:
    near = [*paragraphs[:_TOP], *paragraphs[-_END:]]
    for paragraph in near:
        match = _SOURCE.search(paragraph.text)
        if match:
            return match["name"]
        wire = next(
            (name for word, name in _WIRES.items() if re.match(rf"{word}.{{0,8}}\d{{1,2}}月", paragraph.text)), None
        )
        if wire:
            return wire
    return next((name for paragraph in near if (name := _office(paragraph.text))), None)


def _office(text: str) -> str | None:
    """The office that a line names, alone or beside a date."""
    if _BUREAU.match(text):
        return text
    line = _CHINESE_DATE.sub(_in_digits, text).strip(_AROUND)
    imprint = next((match for pattern in _IMPRINTS if (match := pattern.fullmatch(line))), None)
    return imprint["name"] if imprint else None
