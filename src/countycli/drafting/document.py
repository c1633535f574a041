"""From a document's paragraphs to what is found in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from countycli.drafting import reasons
from countycli.drafting.clause import Mention, Remainder
from countycli.drafting.findings import Findings, Found, Left, Programme
from countycli.drafting.folding import Folded, fold
from countycli.drafting.gazetteer import Gazetteer
from countycli.drafting.head import Given, head_of, title_year
from countycli.drafting.indicators import Indicators
from countycli.drafting.judge import judged
from countycli.drafting.measures import Measures
from countycli.drafting.phrases import put_together
from countycli.drafting.programmes import programmes_in
from countycli.drafting.sentence import Sentence
from countycli.drafting.setting import Setting, is_heading
from countycli.drafting.tables import without_tables
from countycli.drafting.tokens import Kind, Lexer, Token
from countycli.model.naming import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from countycli.drafting.findings import Head
    from countycli.drafting.indicators import Concept
    from countycli.drafting.times import When
    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Metric, Place
    from countycli.phrases import Phrase

# Kinds of documents whose titles tell the period that they are of.
_OF_A_PERIOD = ("communique", "statistics_release", "census", "yearbook")
_OF_ONE_PLACE = ("communique", "government_report")
_LONGEST_PRINTED = 20  # characters of a figure with the words before the number
# Where the text of an article is over and the page goes on.
_END: Final = re.compile(
    r"^(?:【?(?:责任|责|本期|值班)?编辑|【?责编|（完）|免责声明|相关(?:阅读|链接|新闻|问题|推荐|文章)|热点推荐|热门(?:推荐|导读|文章)|推荐阅读|上一篇|下一篇|打印本页|延伸阅读|猜你喜欢|\*?请注明出处)"
)


class DocumentReader:
    """Reads documents with the names and units of the book. `home` is the place that a document is said to be about,
    else its text tells; what is `given` of the document is not looked for in the text.
    """

    def __init__(self, index: Index, home: Place | None, given: Given) -> None:
        self.index = index
        self.home = home
        self.given = given
        self.measures = Measures(index.metrics.units(), index.metrics.by_id())
        self.indicators = Indicators(self.measures.metrics)
        self.places = index.places.by_code()

    def read(self, printed: Sequence[str], title: str = "") -> Findings:
        """What is found in the paragraphs of a document, whose title is the first of them where no other is known."""
        paragraphs = [fold(paragraph) for paragraph in printed]
        head = head_of(paragraphs, title, self.given)
        setting = self._setting(head, "\n".join(paragraph.text for paragraph in paragraphs))
        lexer = Lexer(self.indicators, self.measures.units, setting.gazetteer.codes)
        codes = setting.gazetteer.codes
        numbered = without_tables(list(_numbered(paragraphs)), self.indicators, self.measures.units, codes)
        tokens = [put_together(lexer.read(each.text), self.indicators, each.text) for each in numbered]
        if not setting.by_parts:
            setting.usual = _only_time(setting, lexer.read(fold(head.title).text), tokens)
        passages = _Passages(self.indicators, self.measures, head.kind, setting)
        for number, paragraph in enumerate(numbered):
            passages.read(paragraph, tokens[number], f"第{number + 1}段")
        figures, more = judged(passages.figures, self.index, self.measures.metrics)
        return Findings(head, tuple(figures), tuple(passages.programmes.values()), (*passages.left, *more))

    def _setting(self, head: Head, text: str) -> Setting:
        """Of which place and time a document speaks before the first paragraph is read."""
        gazetteer = Gazetteer(self.places, f"{fold(head.title).text}\n{text}")
        if self.home:
            gazetteer.add(self.home)
        home = self.home.code if self.home else home_of(gazetteer, head.title, text)
        year = title_year(head.title) if head.kind in _OF_A_PERIOD else None
        setting = Setting(gazetteer, home, head.published or _year_of_report(head.kind, head.title), year)
        setting.single = self.home is not None or (home is not None and head.kind in _OF_ONE_PLACE)
        setting.by_parts = head.kind == "government_report"
        return setting


class _Passages:
    """The paragraphs of a document of some kind, read one after the other, and what was found in them."""

    def __init__(self, indicators: Indicators, measures: Measures, kind: str, setting: Setting) -> None:
        self.indicators = indicators
        self.measures = measures
        self.kind = kind
        self.setting = setting
        self.figures: list[Found] = []
        self.left: list[Left] = []
        self.programmes: dict[tuple[str, str], Programme] = {}

    def read(self, paragraph: Folded, tokens: Sequence[Token], at: str) -> None:
        """Find what a paragraph tells in its tokens; `at` is how its place in the document is called."""
        setting = self.setting
        heading = is_heading(paragraph.text)
        setting.open_paragraph(paragraph.text, heading=heading)
        if heading:
            setting.head_parts([token.time for token in tokens if token.time])
        head: tuple[Concept, ...] | None = None
        for tokens_of_sentence in _sentences(tokens):
            sentence = Sentence(self.indicators, head)
            sentence.read(tokens_of_sentence)
            setting.hear(sentence.opening_time, sentence.opening_place, sentence.mentioned)
            setting.hear_area(sentence.opening_area)
            head = sentence.first if sentence.first is not None else head
            for mention in sentence.mentions:
                self._take(mention, paragraph, at)
            self._programmes(paragraph, tokens_of_sentence, sentence, at)
            self.left += [_told(rest, paragraph, at) for rest in sentence.left if _is_told(rest.token)]

    def _programmes(self, paragraph: Folded, tokens: Sequence[Token], sentence: Sentence, at: str) -> None:
        if self.kind in _OF_A_PERIOD:  # statistics tell figures; what their preambles quote is policy of others
            return
        start, end = tokens[0].start, tokens[-1].end
        for position, name, category, trust in programmes_in(paragraph):
            if not start <= position < end:
                continue
            setting = self.setting
            county = setting.whose(sentence.places)
            period = setting.period_of(sentence.time or setting.time)
            year = period.last_year if period else setting.base
            if county is None or year is None:
                continue
            planned = setting.aims or bool(period and setting.is_future(period))
            stage = "planned" if planned else "under_way"
            key = county, name_key(name)
            self.programmes.setdefault(key, Programme(county, name, year, category, stage, at, trust))

    def _take(self, mention: Mention, paragraph: Folded, at: str) -> None:
        found = self._found(mention, paragraph, at)
        if isinstance(found, Found):
            self.figures.append(found)
        else:
            self.left.append(
                _told(Remainder(mention.token, found, self.measures.metrics[mention.metric].name), paragraph, at)
            )

    def _found(self, mention: Mention, paragraph: Folded, at: str) -> Found | Phrase:
        metric = self.measures.metrics[mention.metric]
        measured = self.measures.measure(mention.amount, metric)
        if measured is None:
            return reasons.UNIT
        unit, value, canonical = measured
        if not metric.range[0] <= mention.sign * canonical <= metric.range[1]:
            return reasons.IMPLAUSIBLE
        county = self._county(mention) if metric.scope is None else self.setting.around(mention.said.places)
        if county is None:
            return reasons.NO_PLACE
        period, inferred = (self._period_of_turn if mention.turned else self._period)(mention, metric)
        if period is None:
            return reasons.NO_PERIOD
        if mention.against is not None and mention.against != period.first_year - 1:
            return reasons.OTHER_BASE
        target = mention.turned == "planned" or (mention.turned != "existing" and self._is_aimed(mention, period))
        return Found(
            county,
            metric.id,
            period,
            mention.sign * value,
            unit,
            mention.sign * canonical,
            _printed(mention, paragraph),
            at,
            round(mention.trust, 2),
            target=target,
            bound=mention.bound,
            status="actual" if target else self._status(mention),
            standing=mention.standing,
            inferred=inferred,
        )

    def _is_aimed(self, mention: Mention, period: Period) -> bool:
        return mention.said.aim or self.setting.plans_for(period)

    def _period(self, mention: Mention, metric: Metric) -> tuple[Period | None, bool]:
        """The period of a figure, and whether it is inferred."""
        setting = self.setting
        if mention.said.time is None and setting.time is None and mention.said.aim:
            return setting.planned(), False
        period = setting.period_of(mention.said.time or setting.time)
        counted = metric.kind == "count" and not self.indicators.grows(metric.id)
        if period is None and counted and self.kind == "news" and mention.said.time is None and not mention.said.aim:
            return setting.month_of_publication(), True
        if period is None and mention.changed and setting.by_parts:
            return setting.last_year(), True
        time = mention.said.time or setting.time
        if mention.said.time is None and time and time.is_part and counted:
            return self._since()
        foreseen = setting.aims or mention.said.guess
        planned = mention.said.aim or bool(time and time.whole and foreseen)
        # 今年以来 reaches up to a day that is not told; of which year 全年 speaks isn't told before that is over.
        vague = time is not None and (time.open or (time.whole and setting.base is not None))
        if period and (vague or setting.is_untold(time)) and not planned and not setting.has_ended(period):
            return None, False
        return period, bool(time and time.open)

    def _period_of_turn(self, mention: Mention, metric: Metric) -> tuple[Period | None, bool]:
        """The period of what a turn of phrase tells: without a time, that in which a news item was published."""
        setting = self.setting
        time = mention.said.time or setting.time
        if mention.turned == "planned":
            return setting.planned(), False
        if mention.turned == "dated":
            return setting.period_of(time), False
        undated = time is None and self.kind == "news" and not (mention.said.aim or setting.aims)
        if mention.turned == "existing" or undated:
            return setting.month_of_publication(), True
        if time and metric.unit == "个季度":  # a streak ends with a quarter, which 今年以来 doesn't name
            return (None, False) if time.open else (setting.period_of(time), mention.said.time is None)
        of_years = mention.said.time is None or metric.unit == "年"
        return self._since() if time and time.is_part and of_years else self._period(mention, metric)

    def _since(self) -> tuple[Period | None, bool]:
        """The year of which a paragraph speaks (今年以来), where that has ended: things that are counted up in the year
        have no quarter, although the sentence before has one.
        """
        setting = self.setting
        period = setting.period_of(setting.since) if setting.since else None
        return (period, True) if period and setting.has_ended(period) else (None, False)

    def _status(self, mention: Mention) -> str:
        if mention.said.guess:
            return "estimate"
        if mention.said.final:
            return "final"
        return "preliminary" if self.kind == "communique" else "actual"

    def _county(self, mention: Mention) -> str | None:
        setting = self.setting
        if mention.said.places:
            return mention.said.places[0] if len(mention.said.places) == 1 else None
        if mention.said.area:
            return setting.gazetteer.area(mention.said.area, setting.place)
        return None if setting.elsewhere else setting.place


def _only_time(setting: Setting, title: Sequence[Token], paragraphs: Sequence[Sequence[Token]]) -> When | None:
    """The time in the title, else the only one of which the text speaks; None where there are several or none."""
    times = [token.time for token in title if token.time]
    times = times or [token.time for tokens in paragraphs for token in tokens if token.time]
    known = {}
    for time in times:
        period = setting.period_of(time)
        if period and not (time.day or time.stock or time.run or period.months == 1):
            known[period] = time
    return next(iter(known.values())) if len(known) == 1 else None


def home_of(gazetteer: Gazetteer, title: str, text: str) -> str | None:
    """The county that a document is about; None where there are several or none."""
    named = gazetteer.named_in(fold(title).text)
    counties = [code for code in named if gazetteer.places[code].level == "county"]
    if len(set(counties)) == 1:
        return counties[0]
    if not counties and named:
        regions = set(named)
        if len(regions) == 1 and not any(gazetteer.places[code].level == "county" for code in gazetteer.counts):
            return named[0]
    counts = [(count, code) for code, count in gazetteer.counts.items() if gazetteer.places[code].level == "county"]
    counts.sort(reverse=True)
    if not counts:
        return named[-1] if named else None
    if len(counts) == 1 or counts[0][0] >= 3 * counts[1][0]:
        return counts[0][1]
    return None


def _year_of_report(kind: str, title: str) -> str | None:
    year = title_year(title)
    return f"{year}-01" if kind == "government_report" and year else None


def _numbered(paragraphs: Sequence[Folded]) -> Iterator[Folded]:
    """The paragraphs of the text, without what the page has after its end."""
    for paragraph in paragraphs:
        if _END.match(paragraph.text):
            return
        if paragraph.text:
            yield paragraph


def _sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    sentence: list[Token] = []
    for token in tokens:
        sentence.append(token)
        if token.kind is Kind.STOP:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _printed(mention: Mention, paragraph: Folded) -> str:
    """A figure as the document prints it, with the word for its rise or bound unless that stands too far away."""
    printed = paragraph.prints(mention.start, mention.token.end)
    return printed if len(printed) <= _LONGEST_PRINTED else paragraph.prints(mention.token.start, mention.token.end)


def _is_told(token: Token) -> bool:
    """Whether a number deserves a remark: 一个 and 三大 are figures of speech."""
    amount = token.amount
    return amount is None or not amount.chinese or len(token.text) > 3 or amount.unit in "元万元亿元%亩"


def _told(rest: Remainder, paragraph: Folded, at: str) -> Left:
    return Left(paragraph.prints(rest.token.start, rest.token.end), at, rest.reason, rest.name)
