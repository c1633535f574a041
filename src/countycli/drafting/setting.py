"""Of which place and time a text speaks, from one paragraph to the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from countycli.drafting.times import joined
from countycli.model.period import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.drafting.gazetteer import Gazetteer
    from countycli.drafting.times import When

_LONGEST_HEADING = 45
_PLANS: Final = re.compile(
    "(?:主要|预期|工作|发展|总体|奋斗)目标|(?:目标|重点|工作|主要)任务|工作(?:安排|打算|部署|重点|思路|建议|计划)|今后|下一步|下步|展望|总体要求|总体思路|重点工作|发展思路"
    "|未来五年|计划安排|工作举措"
)
_REVIEWS: Final = re.compile(
    "回顾|完成情况|执行情况|总结|过去|运行情况|发展情况|主要成效|工作成绩|主要成绩|工作情况|主要工作|成效"
)
_SPOKEN_YEAR: Final = re.compile(r"(?:19|20)\d\d(?=年(?!\d{1,2}月(?:\d|）?$)))")
NUMBERED: Final = re.compile("[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]）")  # a part of a text
_STOPPED: Final = re.compile("[一二三四五六七八九十]{1,3}、[^，。；]{2,24}。")  # a heading that ends with a full stop
_CAPTION: Final = re.compile(r"附?[图表]\d+")
_FIVE_YEARS: Final = re.compile("五年|十[一二三四五]?五")
_TALLY_MONTHS = 4  # up to April 全年 means the year that has ended


class Setting:
    """`base` is the year in which the document was published, `month` the month; `current` the year that it speaks of.
    `aims` tells whether a part on plans is read. `place` is what the paragraph is about, `home` the whole document.
    """

    def __init__(self, gazetteer: Gazetteer, home: str | None, published: str | None, title_year: int | None) -> None:
        self.gazetteer = gazetteer
        self.home = home
        self.base = int(published[:4]) if published else None
        self.month = int(published[5:7]) if published and len(published) >= 7 else None
        self.current = title_year or None
        self.reference = title_year
        self.place = self.about = self.nearby = home  # `nearby` is the place that was named last
        self.time: When | None = None
        self.since: When | None = None  # 今年以来, with which the paragraph begins
        self.usual: When | None = None  # the only time of which the document speaks
        self.aims = False
        self.single = home is not None
        self.elsewhere = False  # the paragraph speaks of a place that is not in the book
        self.headed: When | None = None  # the part of a year that a heading names
        self.spoken: int | None = None  # the year with which a paragraph began
        self.by_parts = False  # parts of the document, each under its heading, speak of a year each

    def open_paragraph(self, text: str, *, heading: bool) -> None:
        """A new paragraph: a heading may set place, year and whether plans follow."""
        self.since, self.elsewhere = None, False
        if not heading:
            self.time = self.time if self.time and self._is_planned(self.time) else None
            return
        named = [code for code in self.gazetteer.named_in(text) if self.gazetteer.places[code].level == "county"]
        if named and not self.single:
            self.place = self.about = self.nearby = named[-1]
            self.time = None
            self.aims = False
        year = _SPOKEN_YEAR.search(text)
        if year:
            self.current = int(year[0])
            self.time = None
        if self.reference is None and self.base and self.spoken == self.base - 1 and NUMBERED.match(text):
            self.reference = self.spoken  # a text that began with a year and goes on in numbered parts is of that year
        plans, reviews = bool(_PLANS.search(text)), bool(_REVIEWS.search(text))
        if plans or reviews:
            self.aims = plans
        if (self.by_parts or year) and (plans or reviews):
            self._open_part(int(year[0]) if year else None, text, plans=plans)

    def head_parts(self, times: Sequence[When]) -> None:
        """A heading with one part of a year (一、1-3月份主要指标) says of when the paragraphs below are, up to the next
        heading with a time.
        """
        if times:
            parts = [time for time in times if time.first < time.last]
            self.headed = parts[0] if len(parts) == len(times) == 1 else None

    def _open_part(self, year: int | None, text: str, *, plans: bool) -> None:
        """A part of a report: on the year that its heading names, else on the coming or the past one; a part on five
        years is on none.
        """
        if year is None and self.base is not None:
            year = self.base - (0 if plans else 1)
        self.current = year
        self.reference = None if _FIVE_YEARS.search(text) else year
        self.time = None

    def hear(self, time: When | None, place: str | None, mentioned: str | None) -> None:
        """A sentence began with a time or place: these are those of what follows. A county that is only `mentioned` is
        whose programmes follow.
        """
        if time is not None:
            self.time = joined(self.time, time)
            if time.year and not time.is_part:
                self.spoken = time.year
            self.since = self.since or (time if time.open else None)
        if mentioned and mentioned not in self._above(self.nearby) and self._is_near(mentioned):
            self.nearby = mentioned
        if self.single:
            return
        if self._is_county(place) or (place and self.home is None):
            self.place = self.about = place
            self.elsewhere = False
        elif self._is_county(mentioned):
            self.about = mentioned

    def hear_area(self, area: str) -> None:
        """A sentence began with 全区: in a text on a county, the paragraph goes on with a place unknown to the book."""
        if area and not self.single and self.place:
            self.elsewhere = self.gazetteer.area(area, self.place) is None

    def _is_near(self, code: str) -> bool:
        """Whether what is told of villages may be told of a place: a county, or a prefecture nearby."""
        former = self.nearby or self.home
        prefecture = self.gazetteer.places[code].level == "prefecture"
        around = (*self._above(former), former)
        return self._is_county(code) or (prefecture and bool(self._above(code)) and self._above(code)[-1] in around)

    def _above(self, code: str | None) -> tuple[str, ...]:
        """The regions around a place, of which its neighbourhood goes on being that place."""
        return self.gazetteer.places[code].above if code else ()

    def around(self, places: tuple[str, ...]) -> str | None:
        """In which county a village or an enterprise is: in that of the sentence, else in the place named last."""
        if self.single:
            return self.home
        return places[0] if len(places) == 1 and self._is_county(places[0]) else self.nearby

    def whose(self, places: tuple[str, ...]) -> str | None:
        """Whose programmes a sentence tells of: those of the county that it names, else of the one named last."""
        named = places[0] if len(places) == 1 else None
        return named if named and (self._is_county(named) or self.about is None) else self.about

    def _is_county(self, code: str | None) -> bool:
        return code is not None and self.gazetteer.places[code].level == "county"

    def _is_planned(self, time: When) -> bool:
        period = self.period_of(time)
        return period is not None and self.is_future(period)

    def planned(self) -> Period | None:
        """The year of a plan that names none: the year of publication, before it has half gone."""
        if self.reference and not self.aims:  # what was once planned for the year of which a review speaks
            return None
        if self.aims and self.current:
            return Period.of_years(self.current, self.current)
        if self.base and self.month and self.month <= 6:
            return Period.of_years(self.base, self.base)
        return None

    def last_year(self) -> Period | None:
        """The year before that of publication: with it the years end of which a report looks back."""
        return Period.of_years(self.base - 1, self.base - 1) if self.base else None

    def month_of_publication(self) -> Period | None:
        return Period.of_months(self.base, self.month, self.month) if self.base and self.month else None

    def has_ended(self, period: Period) -> bool:
        """Whether a period was over, or nearly so, when the document was published."""
        return self.base is not None and self.month is not None and period.end <= self.base * 12 + self.month - 1

    def year_of(self, time: When) -> int | None:
        """The year of a time; None where the text doesn't tell."""
        if time.year is not None:
            return time.year
        if time.offset is not None:
            return self.base + time.offset if self.base is not None else None
        if self.time and self.time is not time and self.time.names_year and not self.time.period:
            year = self.year_of(self.time)
            return year + time.shift if year is not None else None
        if self.current is not None:
            return self.current + time.shift
        return self._year_of_publication(time)

    def _year_of_publication(self, time: When) -> int | None:
        """The year of a time of which only the document's date and the year with which it began tell."""
        recent = self.spoken is not None and self.base in (None, self.spoken + 1)
        if self.spoken is not None and recent and (time.whole or time.stock or time.shift):
            return self.spoken + time.shift
        if self.base is None:
            return None
        ended = time.whole and self.month is not None and self.month <= _TALLY_MONTHS
        return self.base + time.shift - (1 if ended else 0)

    def is_untold(self, time: When | None) -> bool:
        """Whether a time is a part of a year that nothing names: 1-11月 in a text of March is no plan for the year."""
        return time is not None and time.is_part and not time.names_year and self.current is None

    def period_of(self, time: When | None) -> Period | None:
        """The period that a time means, or that of the document where the text names none."""
        if time is None and (self.headed or self.usual):
            return self.period_of(self.headed or self.usual)
        if time is None:
            return Period.of_years(self.reference, self.reference) if self.reference else None
        if time.period:
            return time.period
        if time.run:
            return None
        year = self.year_of(time)
        return time.of_year(year) if year is not None else None

    def plans_for(self, period: Period) -> bool:
        """Whether what is said of a period is a plan: in a part on plans, unless the period was over."""
        return self.is_future(period) or (self.aims and not self.has_ended(period))

    def is_future(self, period: Period) -> bool:
        """Whether a period had hardly begun when the document was published."""
        if self.base is None:
            return False
        now = self.base * 12 + (self.month or 1) - 1
        return period.start > now or (period.end > now + 6 and period.start >= now - 2 and self.month is not None)


def is_heading(text: str) -> bool:
    """Whether a paragraph of folded text is a heading or a line with a name rather than a sentence."""
    ends = text.endswith(("；", "，", "！", "？")) or (text.endswith("。") and not _STOPPED.fullmatch(text))
    return len(text) <= _LONGEST_HEADING and not ends and not is_caption(text)


def is_caption(text: str) -> bool:
    """Whether a paragraph is what stands above or below a table or a picture: that may be of many years."""
    return bool(_CAPTION.match(text))
