"""What the words of a sentence tell of its figures: names, places, times, and how a number is meant.

Words are read from left to right. Names of indicators wait for their numbers; between the two, only words may stand
that are known not to change what is meant. Where anything else stands, the number is left to a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting import reasons
from countycli.drafting.clause import Aside, Clause, Mention, Remainder, same_concepts
from countycli.drafting.rows import Row, goes_on
from countycli.drafting.standings import take_rank
from countycli.drafting.succession import Succession
from countycli.drafting.times import joined
from countycli.drafting.tokens import Kind, Token
from countycli.drafting.wording import keyed

if TYPE_CHECKING:
    from collections.abc import Callable

    from countycli.drafting.indicators import Concept, Indicators
    from countycli.drafting.times import When

(ECONOMY,), SECTORS, SHARES = keyed("economy").values()
_EDGES = (Kind.PAUSE, Kind.BREAK, Kind.STOP, Kind.OPEN, Kind.CLOSE)
# With these a sentence may begin before the time and place that it is of.
_OPENING = (*_EDGES, Kind.TIME, Kind.PLACE, Kind.AREA, Kind.LEADING, Kind.FINAL, Kind.IDLE, Kind.GUESS)
# After these a name may begin, although words that are not known stand further ahead.
_TURNS = (Kind.LEADING, Kind.AIM, Kind.GUESS, Kind.FINAL)
_SAID = ("说", "指出", "表示", "介绍", "透露", "提出", "强调", "获悉", "了解")  # after these a sentence begins anew
_JOINING = frozenset("与对向把将")  # after these a part is not what the sentence is about
# What may stand before a place that the clause is about.
_TOPICS = (Kind.TIME, Kind.PLACE, Kind.AREA, Kind.AMONG, Kind.FINAL)


class Telling:
    """What has been told so far. `head` is what the sentence before began with: 其中 goes on from there."""

    def __init__(self, indicators: Indicators, head: tuple[Concept, ...] | None) -> None:
        self.indicators = indicators
        self.mentions: list[Mention] = []
        self.left: list[Remainder] = []
        self.head = head
        self.first: tuple[Concept, ...] | None = None
        self.subject: tuple[Concept, ...] = ()
        self.named = ""  # how the last indicator is called
        self.valued = False  # the subject has had its level
        self.lately: list[Concept] = []  # what has had its level since the last semicolon
        self.why = reasons.UNKNOWN
        self.clause = Clause()
        self.row = Row()
        self.succession = Succession()
        self.rated = False  # the subject is its growth: 各地GDP增速，
        self.time: When | None = None
        self.day: When | None = None  # of an event
        self.opening_time: When | None = None  # with which the sentence begins
        self.opening_place: str | None = None
        self.opening_area = ""
        self.mentioned: str | None = None  # the last place that is named, whatever of
        self.places: tuple[str, ...] = ()
        self.area = ""
        self.aim = self.guess = self.final = self.part = self.registered = False
        self.former_time: When | None = None  # what held before the time of a former value
        self.of_part = False
        self.aside: Aside | None = None
        self.opening = True

    def hear(self, token: Token) -> None:
        """Take in a word."""
        handler = _HANDLERS.get(token.kind)
        if handler:
            handler(self, token)
        self.note(token)

    def note(self, token: Token) -> None:
        if token.kind not in _OPENING:
            self.opening = False
        if token.kind in _EDGES:
            return
        if token.kind not in _TOPICS or token.kind is Kind.AMONG:
            self.succession.turned = False
        clause = self.clause
        clause.last = token.kind
        if token.kind not in (Kind.IDLE, Kind.LINK, Kind.ALL):
            clause.turn = token.kind
        clause.words.append(token.text)

    # Clauses.

    def close(self) -> None:
        """The clause has ended: what it was about is what the next one goes on with, unless that says otherwise."""
        clause = self.clause
        if clause.names or clause.fault:
            self.subject = () if clause.fault else clause.whole or tuple(clause.names)
            self.valued = clause.counted and not clause.grows and not clause.vaguely
            self.rated = clause.rate and not clause.counted
            self.why = clause.fault or self.why
        elif (clause.strange or (clause.apart and self.succession.inherits)) and not clause.is_aside:
            self.subject, self.why = (), reasons.UNKNOWN
        if clause.held and clause.last is not Kind.TIME:  # 回首2025年，: of what follows, too
            (self.time,) = clause.held
        self.clause = Clause()

    def pause(self, token: Token) -> None:
        clause = self.clause
        waiting = clause.names and not clause.counted and not clause.fault
        if clause.words and clause.words[-1].endswith(_SAID) and not self.mentions:  # 他在报告中说，2023年
            self.opening = True
        self.close()
        if waiting:
            self.clause.each, self.clause.all = clause.each, clause.all
        if clause.turn is Kind.AGAINST and not clause.names and not clause.counted:  # 与2020年相比，
            self.clause.against = clause.against

    def stop(self, token: Token) -> None:
        announces = token.text == "：" and bool(self.clause.names) and not self.clause.counted
        if token.text == "：":  # 报告指出：2023年，
            self.clause.held = ()  # what follows is of the time that stands before
            self.opening = self.opening or not self.mentions
        self.close()
        self.clause.announced = announces  # 地区生产总值：103.7亿元
        if token.text == "；":
            self.subject, self.why, self.registered = (), reasons.UNKNOWN, False
            self.lately = []
            self.succession.turn()

    # Names.

    def name(self, token: Token) -> None:
        clause = self.clause
        if clause.counted:
            odd = clause.last is Kind.IDLE  # 711的GDP8亿: a number that has lost its place
            self.close()
            clause = self.clause
            clause.fault = reasons.LONGER if odd else None
        elif clause.names and clause.words[-1:] in (["中"], ["的"]) and "中" in clause.words[-2:]:
            self.close()  # 一般公共预算收入中的税收收入
            clause = self.clause
        if (
            (clause.last in (Kind.NAME, Kind.GROUP) and not same_concepts(token.concepts, clause.names))
            or (clause.names and not clause.linked and not same_concepts(token.concepts, clause.names))
            or (clause.strange and clause.turn not in _TURNS and not clause.linked)
        ):
            clause.fault = clause.fault or reasons.LONGER
        elif clause.structure or clause.compared:
            clause.fault = clause.fault or reasons.COMPARED
        elif self._is_sector_of_another(token):
            clause.fault = reasons.PART_OF
        self.named = token.text if not clause.fault else ""
        if not same_concepts(token.concepts, clause.names):
            clause.group = () if clause.names else self.indicators.groups.get(token.text, ())
            clause.names += token.concepts
        clause.linked = False

    def _is_sector_of_another(self, token: Token) -> bool:
        """Whether a sector without 增加值 follows something else that has sectors: after 固定资产投资, 第一产业 is the
        investment in it.
        """
        bare = token.concepts[0].level in SECTORS and not token.text.endswith("增加值")
        head = self.first or self.head
        return bare and bool(head) and not any(concept.level in (ECONOMY, *SECTORS) for concept in head or ())

    def link(self, token: Token) -> None:
        clause = self.clause
        if clause.counted:
            self.pause(token)
        elif clause.last in (Kind.NAME, Kind.GROUP, Kind.CLOSE, Kind.RATE):
            clause.linked = True

    def other(self, token: Token) -> None:
        clause = self.clause
        clause.rise, clause.bound = None, None
        if clause.counted:
            return
        if clause.names:
            clause.fault = clause.fault or reasons.LONGER
        clause.strange = True

    def some_part(self, token: Token) -> None:
        clause = self.clause
        joined = any(word in _JOINING for word in "".join(clause.words[-2:]))  # 深化与阿里巴巴集团战略合作
        if not (clause.names or clause.counted or joined):
            self.of_part = True
        self.other(token)

    def opens(self, token: Token) -> None:
        """What brackets say of a part, or as an aside, ends with them."""
        self.pause(token)
        self.aside = Aside(self.subject, self.places, self.area, self.of_part, self.part)

    def closes(self, token: Token) -> None:
        self.pause(token)
        if self.aside:
            self.subject, self.places, self.area, self.of_part, self.part = self.aside
            self.aside = None

    # Places and times.

    def place(self, token: Token) -> None:
        if len(token.places) == 1:
            self.mentioned = token.places[0]
        if goes_on(self.clause, Kind.PLACE, Kind.LINK):
            self.row.place(token.places, goes_on=True)
        elif self._is_topic():
            self.row.place(token.places, goes_on=False)
            self.places, self.area, self.of_part = token.places, "", False
            inherited = self.succession.place()
            if inherited:
                self.subject, self.valued = (inherited,), False
            elif self.succession.is_unclear(self.subject):
                self.subject, self.why = (), reasons.UNKNOWN
            if self.opening and len(token.places) == 1:
                self.opening_place = token.places[0]

    def some_area(self, token: Token) -> None:
        if not self._is_topic():
            return
        if self.succession.turned:  # …其中城镇人口…；全县出生人口…: the whole again
            self.part = False
        self.row.area()
        if self.clause.last is not Kind.PLACE:
            self.area, self.places = token.text, ()
        if self.opening:
            self.opening_area = token.text
        self.of_part = False

    def _is_topic(self) -> bool:
        """Whether a place that stands here is what the clause is about: nothing but a time stands before it."""
        clause = self.clause
        listed = clause.last is Kind.LINK and clause.turn is None  # 莲都区550亿元、龙泉市180亿元
        before = clause.last in (None, *_TOPICS) or clause.turn in _TURNS or listed
        return before and not (clause.names or clause.counted or clause.compared or clause.strange)

    def when(self, token: Token) -> None:
        assert token.time is not None  # the lexer reads it
        if token.time.day:
            self.day = token.time
            return
        if self.clause.strange and not self.clause.former:  # 项目一季度开工: of this clause alone
            self.clause.held = (self.time,)
        self.time = joined(self.time, token.time)
        listed = goes_on(self.clause, Kind.TIME, Kind.LINK)
        self.row.time(self.time, goes_on=listed)
        self.clause.dated = self.clause.former
        if self.opening:
            self.opening_time = self.time
        elif listed and self.opening_time:  # which of them goes on after the sentence isn't told
            self.opening_time = self.opening_time._replace(run=True)

    # Words that tell what a number is.

    def rises(self, token: Token) -> None:
        self.clause.rise = token

    def rates(self, token: Token) -> None:
        self.clause.rate = True

    def gains(self, token: Token) -> None:
        self.clause.gain = True

    def leads(self, token: Token) -> None:
        self.clause.apart = True
        self.clause.added = self.clause.added or token.text.startswith("新")

    def eachs(self, token: Token) -> None:
        self.clause.each = True

    def alls(self, token: Token) -> None:
        self.clause.all = True

    def compares(self, token: Token) -> None:
        if token.text in ("高于", "低于"):
            self.clause.bound = token._replace(bound=">" if token.text == "高于" else "<")
        else:
            self.clause.compared = True

    def bounds(self, token: Token) -> None:
        self.clause.bound = token

    def formers(self, token: Token) -> None:
        self.clause.former = True
        self.former_time = self.time

    def settles(self, token: Token) -> None:
        """Words such as 提高到 end what was said of the former value; 累计 means all months up to one."""
        clause = self.clause
        clause.apart = clause.apart or self.succession.parts(token.text)
        if token.text == "累计" and self.time and self.time.is_part:
            self.time = self.time._replace(first=1)
        if not token.text.endswith(("至", "到", "为")):
            return
        clause.rise = None
        if clause.former:
            clause.former = clause.dated = clause.counted = False
            clause.changed = True
            self.time = self.former_time

    def finals(self, token: Token) -> None:
        self.final = True

    def noun(self, token: Token) -> None:
        """The end of a name: of the one that the sentence is about, of one that begins before it (规上工业企业212家，
        实现增加值24亿元), or of one that is not known.
        """
        begun = self.indicators.begun(self.named, token.text)
        if begun and not self.clause.names and not self.clause.strange and not self.clause.counted:
            self.clause.names = [begun]
            return
        ends = [self.indicators.metrics[concept.key].name.endswith(token.text) for concept in self.subject]
        if self.clause.names or self.clause.strange or not ends or not all(ends):
            self.other(token)

    def of_whole(self, token: Token) -> None:
        """占地区生产总值的比重: of what the sentence is about."""
        concepts = self.clause.names or list(self.subject)
        found = [self.indicators.share(concept, token.text) for concept in concepts]
        shares = [concept for concept in found if concept]
        self.clause.whole = tuple(concepts)
        self.clause.names = shares
        if not shares or len(shares) < len(found):
            self.clause.fault = reasons.NO_SUCH

    def structures(self, token: Token) -> None:
        if self.clause.strange:
            self.clause.fault = reasons.LONGER
        self.clause.structure = True

    def aims(self, token: Token) -> None:
        self.clause.apart = self.clause.apart or (self.succession.inherits and not self.aim)  # the former was no aim
        self.aim = True
        if token.text.endswith(("突破", "超过")):
            self.clause.bound = token._replace(bound=">")

    def guesses(self, token: Token) -> None:
        self.guess = True

    def shares(self, token: Token) -> None:
        """`占比` after a name, or `…占…比重`, which `phrases` has not known as an indicator."""
        self.clause.fault = reasons.NO_SUCH

    def registers(self, token: Token) -> None:
        self.registered = True

    def measured_against(self, token: Token) -> None:
        self.clause.against = token.against

    def among(self, token: Token) -> None:
        self.close()
        self.part = True
        self.head = self.first if self.first is not None else self.head


_HANDLERS: dict[Kind, Callable[[Telling, Token], None]] = {
    Kind.NAME: Telling.name,
    Kind.GROUP: Telling.name,
    Kind.STRUCTURE: Telling.structures,
    Kind.TIME: Telling.when,
    Kind.AGAINST: Telling.measured_against,
    Kind.PLACE: Telling.place,
    Kind.AREA: Telling.some_area,
    Kind.IDLE: Telling.settles,
    Kind.RISE: Telling.rises,
    Kind.RATE: Telling.rates,
    Kind.GAIN: Telling.gains,
    Kind.LEADING: Telling.leads,
    Kind.EACH: Telling.eachs,
    Kind.ALL: Telling.alls,
    Kind.AMONG: Telling.among,
    Kind.BOUND: Telling.bounds,
    Kind.AIM: Telling.aims,
    Kind.GUESS: Telling.guesses,
    Kind.COMPARISON: Telling.compares,
    Kind.SHARE: Telling.shares,
    Kind.FROM: Telling.formers,
    Kind.LINK: Telling.link,
    Kind.STANDING: take_rank,
    Kind.REGISTERED: Telling.registers,
    Kind.PAUSE: Telling.pause,
    Kind.BREAK: Telling.stop,
    Kind.OPEN: Telling.opens,
    Kind.CLOSE: Telling.closes,
    Kind.PART: Telling.some_part,
    Kind.FINAL: Telling.finals,
    Kind.NOUN: Telling.noun,
    Kind.OF: Telling.of_whole,
    Kind.OTHER: Telling.other,
}
