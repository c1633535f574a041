"""What a sentence says in the meantime: the clause that is being read, and what has come out of clauses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.drafting.indicators import Concept
    from countycli.drafting.numbers import Amount
    from countycli.drafting.times import Against, When
    from countycli.drafting.tokens import Kind, Token
    from countycli.phrases import Phrase

# Clauses that say of a figure how far it is of something else, before the sentence goes on with it.
_ASIDE: Final = re.compile("(?:实现|完成|为|达到|已)*(?:占|(?:年初|调整|年度)?预算|预期目标|年度目标|年度任务)")


class Said(NamedTuple):
    """What the sentence has said so far of figures. `places` are codes, `area` is a word such as 全省."""

    time: When | None
    places: tuple[str, ...]
    area: str
    aim: bool
    guess: bool
    final: bool


class Mention(NamedTuple):
    """A figure as the sentence has it: the metric's id, the token of its number, and the number. `start` is where the
    words begin that tell how it grew, or how exact the number is. `trust` is how sure the reading is, from 0 to 1.
    """

    metric: str
    token: Token
    amount: Amount
    said: Said
    trust: float
    start: int
    sign: int = 1
    bound: str | None = None
    standing: str | None = None
    changed: bool = False  # a former value stands before
    turned: str = ""  # the section of the turn of phrase that told it
    against: int | None = None  # the year on which the change is, where one is named


class Aside(NamedTuple):
    """What a sentence was about, and where, before a bracket opened."""

    subject: tuple[Concept, ...]
    places: tuple[str, ...]
    area: str
    of_part: bool
    part: bool


class Remainder(NamedTuple):
    """A number that is left, and why; `name` is what stands before it."""

    token: Token
    reason: Phrase
    name: str = ""


class Clause:
    """What has been read since the last pause."""

    def __init__(self) -> None:
        self.names: list[Concept] = []
        self.group: tuple[Concept, ...] = ()  # what the name means where several numbers follow
        self.whole: tuple[Concept, ...] = ()  # the names whose shares in something the clause tells
        self.fault: Phrase | None = None  # why numbers of this clause can't be told
        self.announced = False  # the name and a colon stand before
        self.strange = False  # a word that is not known stood before any name
        self.counted = False  # a number has been read
        self.mentioned = False  # the number was taken for a figure
        self.vaguely = False  # the number was a bound
        self.apart = False  # a word stood before that begins another thought: 引进, 建设
        self.rise: Token | None = None
        self.rate = False
        self.gain = False
        self.aimed = False  # 增长8%的目标: numbers of the clause are called an aim
        self.added = False  # 新增: what is counted has come in addition
        self.each = False
        self.all = False
        self.compared = False
        self.former = False
        self.changed = False  # a former value stood before
        self.dated = False  # the former value has a time of its own
        self.structure = False
        self.linked = False  # a name was just followed by a link
        self.bound: Token | None = None
        self.held: tuple[When | None, ...] = ()  # the time that holds again after the clause
        self.against: Against | None = None
        self.last: Kind | None = None
        self.turn: Kind | None = None  # the last kind of token that is no idle word
        self.words: list[str] = []

    @property
    def grows(self) -> bool:
        """Whether the number that follows is a growth."""
        return self.rise is not None or self.rate

    @property
    def is_aside(self) -> bool:
        return bool(_ASIDE.match("".join(self.words)))

    @property
    def called(self) -> str:
        """The last words: what a number may be of."""
        return "".join(self.words)[-12:]


def same_concepts(concepts: Sequence[Concept], others: Sequence[Concept]) -> bool:
    return bool(others) and {concept.key for concept in concepts} == {concept.key for concept in others}
