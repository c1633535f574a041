"""The grammar of figures: from the tokens of a sentence to figures, each with indicator, value, place and time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting import reasons
from countycli.drafting.clause import Mention, Remainder, Said
from countycli.drafting.doubts import doubt
from countycli.drafting.numbers import Amount
from countycli.drafting.phrases import listed_concepts
from countycli.drafting.runs import amount_of, called_aims, counts_what_follows, goes_on_with_noun, run_of, with_units
from countycli.drafting.telling import ECONOMY, SHARES, Telling
from countycli.drafting.tokens import Kind, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.drafting.indicators import Concept
    from countycli.drafting.turns import Turn
    from countycli.phrases import Phrase

_TURNED = 0.8  # how sure a figure is that a turn of phrase tells
_NUMBERS = (Kind.AMOUNT, Kind.RANGE, Kind.RATIO)


class Sentence(Telling):
    """Reads one sentence. `mentions` are its figures, `left` the numbers that it leaves to a person."""

    def read(self, tokens: Sequence[Token]) -> None:
        position = 0
        while position < len(tokens):
            position = self._step(tokens, position)
        self.close()

    def _step(self, tokens: Sequence[Token], position: int) -> int:
        token = tokens[position]
        if token.kind in _NUMBERS:
            self.clause.aimed = called_aims(tokens[position:])
            run = run_of(tokens, position, every=self.clause.each)
            after = position + 2 * len(run) - 1
            self._rise_behind(run, tokens[after : after + 2])
            name = tokens[after : after + 1]
            if len(run) == 1 and self._counts(run[0], name, tokens[after + 1 : after + 2]):
                self._mention(name[0].concepts[0], run[0], self._said(), first=True)
                self.clause.counted = True
                self.note(name[0])
                return after + 1
            if counts_what_follows(run[-1], tokens[after : after + 2]) or self._is_of_noun(tokens[after:]):
                self.left += [Remainder(token, reasons.UNKNOWN, "") for token in run]
                self.clause.counted = True
            elif _goes_on_in_a_row(run[-1], tokens[after : after + 2]):
                self.left += [Remainder(token, reasons.UNMATCHED, self.clause.called) for token in run]
                self.clause.counted = True
            else:
                self._numbers(run)
            self.note(run[-1])
            return after
        if token.turn:
            self._turn(token, token.turn)
        self.hear(token)
        return position + 1

    def _turn(self, token: Token, turn: Turn) -> None:
        """A figure that a turn of phrase tells, whatever else the clause says."""
        amount = turn.amount
        number = Token(Kind.AMOUNT, amount.start, amount.end, token.text[amount.start - token.start :], amount=amount)
        reason = self._doubt_turn(turn)
        if reason:
            self.left.append(Remainder(number, reason, self.clause.called))
        else:
            said = self._said()
            if turn.section == "measured":
                said = said._replace(time=said.time or self.day)
            mention = Mention(turn.metric, number, amount, said, _TURNED, amount.start, bound=amount.bound)
            self.mentions.append(mention._replace(turned=turn.section))
        self.clause.counted = True

    def _doubt_turn(self, turn: Turn) -> Phrase | None:
        if self.of_part and not self.indicators.metrics[turn.metric].scope:
            return reasons.PART
        about = (*self.subject, *self.clause.names)
        return reasons.UNKNOWN if turn.section == "growing" and not any(one.level == ECONOMY for one in about) else None

    def _counts(self, number: Token, name: Sequence[Token], behind: Sequence[Token]) -> bool:
        """Whether a number counts what is named behind it, and nothing that is called by more than the name."""
        if not name or name[0].kind is not Kind.NAME or not counts_what_follows(number, name):
            return False
        clause = self.clause
        whole = not behind or behind[0].kind not in (Kind.OTHER, Kind.NAME, Kind.PART, Kind.NOUN)
        told = not (clause.names or clause.compared or clause.former or self.of_part or self.part)
        return whole and told and self.indicators.is_counted(name[0].concepts[0])

    def _is_of_noun(self, after: Sequence[Token]) -> bool:
        """Whether a level whose indicator is not named with the number is of a noun behind: 庆元县95亿元产业园."""
        clause = self.clause
        return not (clause.names or clause.grows) and goes_on_with_noun(after)

    def _rise_behind(self, run: Sequence[Token], after: Sequence[Token]) -> None:
        """What grows may be told after the number: 保持7%以上增速, 实现两位数的增长."""
        behind = [token for token in after if token.text != "的"]
        grows = behind and behind[0].kind in (Kind.RISE, Kind.RATE) and behind[0].text in ("增长", "增速", "增幅")
        if grows and not self.clause.grows and all(amount_of(token).unit == "%" for token in run if token.amount):
            self.clause.rate = True

    def _numbers(self, run: Sequence[Token]) -> None:
        clause = self.clause
        if len(clause.group) == len(run) != len(clause.names):  # 城乡居民人均可支配收入 before two numbers
            clause.names = list(clause.group)
        concepts = tuple(clause.names) or self._meant_by(run)
        clause.rate = clause.rate or (self.rated and not clause.names)
        side_by_side = self._side_by_side(run, concepts)
        reason = doubt(self, run[:1] if side_by_side else run, concepts) or self._mismatch(side_by_side)
        if self.first is None:
            self.first = () if reason else concepts
        if reason:
            self._leave(run, reason)
        elif run[0].kind is Kind.RATIO:
            self._ratio(run[0])
        elif side_by_side:
            tokens = with_units(list(run)) * (len(side_by_side) // len(run))
            for said, token in zip(side_by_side, tokens, strict=True):
                self._mention(concepts[0], token, said, first=token.start == run[0].start)
        else:
            tokens = list(run) if len(run) == len(concepts) else [run[0]] * len(concepts)
            for concept, token in zip(concepts, with_units(tokens), strict=True):
                self._mention(concept, token, self._said(), first=token.start == tokens[0].start)
            if not clause.grows:
                self.lately += concepts
        clause.counted = True
        clause.vaguely = clause.bound is not None
        clause.bound = None

    def _side_by_side(self, run: Sequence[Token], concepts: Sequence[Concept]) -> list[Said]:
        """What the sentence says of each number, where places or times stand side by side, as many as numbers."""
        clause = self.clause
        if len(concepts) != 1 or not (clause.each or (clause.all and len(run) == 1)):
            return []
        return self.row.each(self._said(), len(run) if clause.each else None)

    def _mismatch(self, side_by_side: Sequence[Said]) -> Phrase | None:
        """Several places or times stand side by side, and not as many numbers with them."""
        return reasons.UNMATCHED if self.row.stands and not side_by_side else None

    def _leave(self, run: Sequence[Token], reason: Phrase) -> None:
        """Leave numbers to a person, but for those of a list whose names the book has: 批发业、金融业增加值分别增长."""
        clause = self.clause
        concepts = listed_concepts(clause.words, len(run), self.indicators) if clause.each else []
        if not any(concepts) or self.row.stands:
            self.left += [Remainder(token, reason, clause.called) for token in run]
            return
        for concept, token in zip(concepts, run, strict=True):
            clause.fault, clause.strange, clause.names = None, False, [concept] if concept else []
            why = doubt(self, [token], (concept,)) if concept else reasons.NO_SUCH
            if concept and not why:
                self._mention(concept, token, self._said(), first=token.start == run[0].start)
            else:
                self.left.append(Remainder(token, why or reasons.NO_SUCH, clause.called))

    def _meant_by(self, run: Sequence[Token]) -> tuple[Concept, ...]:
        """What numbers without a name are of: what the sentence is about or, where there are as many, what it has just
        given one after the other (第一产业13亿元、第二产业148亿元，分别增长4.6%、7.7%).
        """
        lately = tuple(self.lately[-len(run) :])
        if self.clause.each and len(run) > 1 and len(self.subject) != len(run) == len(lately):
            return lately
        return self.subject

    def _said(self) -> Said:
        aim = (self.aim and not self.guess) or self.clause.aimed
        return Said(self.time, self.places, self.area, aim, self.guess, self.final)

    def _mention(self, concept: Concept, token: Token, said: Said, *, first: bool) -> None:
        clause = self.clause
        metric = concept.growth if clause.grows else concept.level
        if self.registered:
            metric = self.indicators.of_registered(metric)
        if not metric:
            self.left.append(Remainder(token, reasons.NO_SUCH, clause.called))
            return
        amount = amount_of(token)
        bound = ">=" if token.kind is Kind.RANGE else clause.bound.bound if clause.bound else amount.bound
        start = min(piece.start for piece in (clause.rise, clause.bound, token) if piece) if first else token.start
        sign = clause.rise.sign if clause.rise else 1
        against = clause.against.year if clause.against and clause.grows else None
        self.succession.count(concept, clause.words)
        clause.mentioned = True
        mention = Mention(metric, token, amount, said, self._trust(concept), start, sign, bound)
        self.mentions.append(mention._replace(against=against, changed=clause.changed))

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
        for metric, value in zip(SHARES, token.ratio.values, strict=True):
            amount = Amount(token.start, token.end, value, "%")
            self.mentions.append(Mention(metric, token, amount, said, 0.98, token.start))


def _goes_on_in_a_row(number: Token, after: Sequence[Token]) -> bool:
    """Whether a number of the same kind follows at once: columns of a table, of which year or place nobody knows."""
    other = next((token for token in after if token.text.strip()), None)
    if other is None or other.amount is None or number.amount is None:
        return False
    return other.amount.unit == number.amount.unit
