"""The grammar of figures: from the tokens of a sentence to figures, each with indicator, value, place and time.

A sentence is read from left to right. Names of indicators wait for their numbers; between the two, only words may stand
that are known not to change what is meant. Where anything else stands, the number is left to a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting import reasons
from countycli.drafting.clause import Clause, Mention, Remainder, Said
from countycli.drafting.doubts import doubt
from countycli.drafting.numbers import Amount
from countycli.drafting.runs import amount_of, counts_what_follows, run_of, with_units
from countycli.drafting.tokens import Kind, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.drafting.indicators import Concept, Indicators
    from countycli.drafting.times import When

_NUMBERS = (Kind.AMOUNT, Kind.RANGE, Kind.RATIO)
_EDGES = (Kind.PAUSE, Kind.BREAK, Kind.STOP, Kind.OPEN, Kind.CLOSE)
# After these a name may begin, although words that are not known stand further ahead.
_TURNS = (Kind.LEADING, Kind.AIM, Kind.GUESS)
# What may stand before a place that the clause is about.
_TOPICS = (Kind.TIME, Kind.PLACE, Kind.AREA, Kind.AMONG)
_SECTORS = ("primary_share", "secondary_share", "tertiary_share")


class Sentence:
    """Reads one sentence. `head` is what the sentence before began with: 其中 goes on from there."""

    def __init__(self, indicators: Indicators, head: tuple[Concept, ...] | None) -> None:
        self.indicators = indicators
        self.mentions: list[Mention] = []
        self.left: list[Remainder] = []
        self.head = head
        self.first: tuple[Concept, ...] | None = None
        self.subject: tuple[Concept, ...] = ()
        self.valued = False  # the subject has had its level
        self.why = reasons.UNKNOWN
        self.clause = Clause()
        self.time: When | None = None
        self.opening_time: When | None = None  # with which the sentence begins
        self.opening_place: str | None = None
        self.mentioned: str | None = None  # the last place that is named, whatever of
        self.places: tuple[str, ...] = ()
        self.area = ""
        self.aim = self.guess = self.part = self.registered = False
        self.of_part = False
        self.opening = True

    def read(self, tokens: Sequence[Token]) -> None:
        position = 0
        while position < len(tokens):
            position = self._step(tokens, position)
        self._close()

    def _step(self, tokens: Sequence[Token], position: int) -> int:
        token = tokens[position]
        if token.kind in _NUMBERS:
            run = run_of(tokens, position, every=self.clause.each)
            after = position + 2 * len(run) - 1
            self._rise_behind(run, tokens[after : after + 2])
            if counts_what_follows(run[-1], tokens[after : after + 1]):
                self.left += [Remainder(token, reasons.UNKNOWN, "") for token in run]
                self.clause.counted = True
            else:
                self._numbers(run)
            self._note(run[-1])
            return after
        handler = _HANDLERS.get(token.kind)
        if handler:
            handler(self, token)
        self._note(token)
        return position + 1

    def _rise_behind(self, run: Sequence[Token], after: Sequence[Token]) -> None:
        """What grows may be told after the number: 保持7%以上增速, 实现两位数的增长."""
        behind = [token for token in after if token.text != "的"]
        grows = behind and behind[0].kind in (Kind.RISE, Kind.RATE) and behind[0].text in ("增长", "增速", "增幅")
        if grows and not self.clause.grows and all(amount_of(token).unit == "%" for token in run if token.amount):
            self.clause.rate = True

    def _note(self, token: Token) -> None:
        if token.kind not in (Kind.PAUSE, Kind.BREAK, Kind.TIME, Kind.PLACE, Kind.AREA, Kind.OPEN, Kind.CLOSE):
            self.opening = False
        if token.kind in _EDGES:
            return
        clause = self.clause
        clause.last = token.kind
        if token.kind not in (Kind.IDLE, Kind.LINK, Kind.ALL):
            clause.turn = token.kind
        clause.words.append(token.text)

    # Clauses.

    def _close(self) -> None:
        """The clause has ended: what it was about is what the next one goes on with, unless that says otherwise."""
        clause = self.clause
        if clause.names or clause.fault:
            self.subject = () if clause.fault else tuple(clause.names)
            self.valued = clause.counted and not self.clause.grows
            self.why = clause.fault or self.why
        elif clause.strange:
            self.subject, self.why = (), reasons.UNKNOWN
        self.clause = Clause()

    def pause(self, token: Token) -> None:
        clause = self.clause
        waiting = clause.names and not clause.counted and not clause.fault
        carried = clause if waiting else None
        self._close()
        if carried:
            self.clause.each, self.clause.all = carried.each, carried.all

    def stop(self, token: Token) -> None:
        self._close()
        if token.text == "；":
            self.subject, self.why, self.registered = (), reasons.UNKNOWN, False

    # Names.

    def name(self, token: Token) -> None:
        clause = self.clause
        if clause.counted:
            odd = clause.last is Kind.IDLE  # 711的GDP8亿: a number that has lost its place
            self._close()
            clause = self.clause
            clause.fault = reasons.LONGER if odd else None
        if (
            (clause.last in (Kind.NAME, Kind.GROUP) and not _same(token.concepts, clause.names))
            or (clause.names and not clause.linked and not _same(token.concepts, clause.names))
            or (clause.strange and clause.turn not in _TURNS and not clause.linked)
        ):
            clause.fault = clause.fault or reasons.LONGER
        elif clause.structure or clause.compared:
            clause.fault = clause.fault or reasons.COMPARED
        if not _same(token.concepts, clause.names):
            clause.group = () if clause.names else self.indicators.groups.get(token.text, ())
            clause.names += token.concepts
        clause.linked = False

    def link(self, token: Token) -> None:
        clause = self.clause
        if clause.last in (Kind.NAME, Kind.GROUP, Kind.CLOSE, Kind.RATE):
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
        if not self.clause.names:
            self.of_part = True
        self.other(token)

    # Places and times.

    def place(self, token: Token) -> None:
        if len(token.places) == 1:
            self.mentioned = token.places[0]
        if self._is_topic():
            self.places, self.area, self.of_part = token.places, "", False
            if self.opening and len(token.places) == 1:
                self.opening_place = token.places[0]

    def some_area(self, token: Token) -> None:
        if not self._is_topic():
            return
        if self.clause.last is not Kind.PLACE:
            self.area, self.places = token.text, ()
        self.of_part = False

    def _is_topic(self) -> bool:
        """Whether a place that stands here is what the clause is about: nothing but a time stands before it."""
        clause = self.clause
        before = clause.last in (None, *_TOPICS) or clause.turn in _TURNS
        return before and not (clause.names or clause.counted or clause.compared or clause.strange)

    def when(self, token: Token) -> None:
        assert token.time is not None  # the lexer reads it
        self.time = _joined(self.time, token.time)
        if self.opening:
            self.opening_time = self.time

    # Words that tell what a number is.

    def rises(self, token: Token) -> None:
        self.clause.rise = token

    def rates(self, token: Token) -> None:
        self.clause.rate = True

    def gains(self, token: Token) -> None:
        self.clause.gain = True

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

    def settles(self, token: Token) -> None:
        """Words such as 提高到 end what was said of the former value."""
        if token.text.endswith(("至", "到", "为")):
            self.clause.former = False
            self.clause.rise = None

    def structures(self, token: Token) -> None:
        if self.clause.strange:
            self.clause.fault = reasons.LONGER
        self.clause.structure = True

    def aims(self, token: Token) -> None:
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
        self._close()
        self.part = True
        self.head = self.first if self.first is not None else self.head

    def stands(self, token: Token) -> None:
        if not self.mentions:
            return
        last = self.mentions[-1]
        if last.standing is None:
            self.mentions[-1] = last._replace(standing=_standing(token.text))

    # Numbers.

    def _numbers(self, run: Sequence[Token]) -> None:
        clause = self.clause
        if len(clause.group) == len(run) != len(clause.names):  # 城乡居民人均可支配收入 before two numbers
            clause.names = list(clause.group)
        concepts = tuple(clause.names) or self.subject
        reason = doubt(self, run, concepts)
        if self.first is None:
            self.first = () if reason else concepts
        if reason:
            self.left += [Remainder(token, reason, clause.called) for token in run]
        elif run[0].kind is Kind.RATIO:
            self._ratio(run[0])
        else:
            tokens = list(run) if len(run) == len(concepts) else [run[0]] * len(concepts)
            for concept, token in zip(concepts, with_units(tokens), strict=True):
                self._mention(concept, token)
        clause.counted = True
        clause.bound = None

    def _said(self) -> Said:
        return Said(self.time, self.places, self.area, self.aim and not self.guess, self.guess)

    def _mention(self, concept: Concept, token: Token) -> None:
        clause = self.clause
        metric = concept.growth if clause.grows else concept.level
        if self.registered:
            metric = self.indicators.of_registered(metric)
        if not metric:
            self.left.append(Remainder(token, reasons.NO_SUCH, clause.called))
            return
        amount = amount_of(token)
        bound = ">=" if token.kind is Kind.RANGE else clause.bound.bound if clause.bound else amount.bound
        start = min(piece.start for piece in (clause.rise, clause.bound, token) if piece)
        sign = clause.rise.sign if clause.rise else 1
        self.mentions.append(Mention(metric, token, amount, self._said(), self._trust(concept), start, sign, bound))

    def _trust(self, concept: Concept) -> float:
        """How sure it is that the number is of the concept."""
        trust = 0.99 if concept.proper else 0.97
        if not self.clause.names:
            trust -= 0.02
        return trust - (0.03 if self.clause.each else 0)

    def _ratio(self, token: Token) -> None:
        """The shares of the three sectors. Those before a change are of the time that stands with them (由上年的)."""
        assert token.ratio is not None  # the lexer reads it
        said = self._said()
        for metric, value in zip(_SECTORS, token.ratio.values, strict=True):
            amount = Amount(token.start, token.end, value, "%")
            self.mentions.append(Mention(metric, token, amount, said, 0.98, token.start))
        if self.clause.former:
            self.clause.former = False
            self.time = self.opening_time


def _joined(former: When | None, time: When) -> When:
    """A part of a year after the year: 2023年，……前三季度."""
    if former is None or time.names_year or time.shift or time.run:
        return time
    return time._replace(year=former.year, offset=former.offset) if not former.period else time


def _same(concepts: Sequence[Concept], others: Sequence[Concept]) -> bool:
    return bool(others) and {concept.key for concept in concepts} == {concept.key for concept in others}


def _standing(text: str) -> str:
    return text.lstrip("位居列于为排名在跃稳蝉联保持次") or text


_HANDLERS = {
    Kind.NAME: Sentence.name,
    Kind.GROUP: Sentence.name,
    Kind.STRUCTURE: Sentence.structures,
    Kind.TIME: Sentence.when,
    Kind.AGAINST: Sentence.measured_against,
    Kind.PLACE: Sentence.place,
    Kind.AREA: Sentence.some_area,
    Kind.IDLE: Sentence.settles,
    Kind.RISE: Sentence.rises,
    Kind.RATE: Sentence.rates,
    Kind.GAIN: Sentence.gains,
    Kind.EACH: Sentence.eachs,
    Kind.ALL: Sentence.alls,
    Kind.AMONG: Sentence.among,
    Kind.BOUND: Sentence.bounds,
    Kind.AIM: Sentence.aims,
    Kind.GUESS: Sentence.guesses,
    Kind.COMPARISON: Sentence.compares,
    Kind.SHARE: Sentence.shares,
    Kind.FROM: Sentence.formers,
    Kind.LINK: Sentence.link,
    Kind.STANDING: Sentence.stands,
    Kind.REGISTERED: Sentence.registers,
    Kind.PAUSE: Sentence.pause,
    Kind.BREAK: Sentence.stop,
    Kind.OPEN: Sentence.pause,
    Kind.CLOSE: Sentence.pause,
    Kind.PART: Sentence.some_part,
    Kind.OTHER: Sentence.other,
}
