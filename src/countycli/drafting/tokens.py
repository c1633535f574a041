"""Sentences as tokens: what each stretch of folded text is, word by word, with nothing left out."""

from __future__ import annotations

import re
from collections import defaultdict
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from countycli.drafting.numbers import Amount, Numbers, Range, Ratio
from countycli.drafting.times import Against, When, read_against, read_time
from countycli.drafting.turns import Turn, turns_in
from countycli.drafting.wording import keyed, word_list
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from countycli.drafting.indicators import Concept, Indicators


class Kind(Enum):
    """What a token does in a sentence."""

    NAME = auto()  # of an indicator
    GROUP = auto()  # a word for several indicators
    STRUCTURE = auto()  # of the three sectors, before a ratio
    AMOUNT = auto()
    RANGE = auto()
    RATIO = auto()
    TIME = auto()
    AGAINST = auto()  # what a change is measured against
    PLACE = auto()
    AREA = auto()  # 全省, 我县
    IDLE = auto()
    LEADING = auto()
    RISE = auto()
    RATE = auto()
    GAIN = auto()
    EACH = auto()
    ALL = auto()  # 均: one number for all
    AMONG = auto()
    BOUND = auto()
    AIM = auto()
    GUESS = auto()
    COMPARISON = auto()
    SHARE = auto()
    FROM = auto()
    LINK = auto()
    STANDING = auto()
    REGISTERED = auto()  # by registered population
    PAUSE = auto()
    BREAK = auto()  # between thoughts of one sentence
    STOP = auto()
    OPEN = auto()
    CLOSE = auto()
    FINAL = auto()  # the figure is the last revision
    NOUN = auto()  # the end of a name, alone
    OF = auto()  # 占地区生产总值的比重, of what stood before
    PART = auto()  # a town, an enterprise: less than a county
    TURN = auto()  # a phrase that tells a figure by itself
    OTHER = auto()


class Token(NamedTuple):
    """A stretch of folded text from `start` to `end`. One of the fields after `text` says what was read there."""

    kind: Kind
    start: int
    end: int
    text: str
    concepts: tuple[Concept, ...] = ()
    amount: Amount | None = None
    high: Amount | None = None
    ratio: Ratio | None = None
    time: When | None = None
    against: Against | None = None
    turn: Turn | None = None
    places: tuple[str, ...] = ()
    sign: int = 0
    bound: str = ""


_MARKS: Final = {
    **dict.fromkeys("，", Kind.PAUSE),
    **dict.fromkeys("；：", Kind.BREAK),
    **dict.fromkeys("。！？", Kind.STOP),
    "、": Kind.LINK,
    "（": Kind.OPEN,
    "）": Kind.CLOSE,
    "【": Kind.OPEN,
    "】": Kind.CLOSE,
}
_SECTIONS: Final = {
    Kind.IDLE: "idle",
    Kind.LEADING: "leading",
    Kind.RATE: "rates",
    Kind.GAIN: "gains",
    Kind.EACH: "each",
    Kind.ALL: "all",
    Kind.AMONG: "among",
    Kind.AIM: "aims",
    Kind.GUESS: "guesses",
    Kind.COMPARISON: "comparisons",
    Kind.SHARE: "shares",
    Kind.FROM: "from",
    Kind.LINK: "links",
    Kind.AREA: "areas",
    Kind.PART: "part_words",
    Kind.FINAL: "finals",
    Kind.NOUN: "nouns",
    Kind.OTHER: "others",
}
_SIGNS: Final = {"up": 1, "down": -1}
_BASIS: Final = re.compile(
    "(?:经|根据|依据|按照|据|按)[^，。；：]{0,24}?"
    "(?:核算结果|核算|推算|测算结果|抽样调查|调查|快报|初步结果|反馈)(?:数据|数|结果|推算)?(?:显示|反馈)?"
)
_PRICES: Final = re.compile(r"按照?(?:(?:19|20)\d\d年)?(?:可比|不变|现行?|当年)价格?(?:计算|核算)?")
_REGISTERED: Final = re.compile("按(?:公安)?户籍(?:年平均|平均)?人口(?:计算|测算|计)?")
_NUMERAL: Final = r"(?:[一二三四五六七八九十百]{1,3}|\d{1,3})"
_RANK: Final = rf"(?:第{_NUMERAL}(?:位|名)?|首位|榜首|前列|前茅|前{_NUMERAL}(?:位|名|强)?|第一方阵)"
_STAND: Final = "位居|居于|居|位列|列|排名|排在|排|跃居|稳居|名列|位于|位次居|蝉联|保持|领跑|领先"
_STANDING: Final = re.compile(
    rf"(?:{_STAND})(?P<where>[^，。；：“”\d]{{0,16}}?){_RANK}"
    rf"|(?P<whole>全国|全省|全市|全区|[\u4e00-\u9fff]{{2,4}}[省市])(?:县(?:（市、区）|域)?)?(?:{_STAND})?{_RANK}"
)
_STANDING_FIRST: Final = frozenset("位居列排跃稳名蝉保领全")
_NUMERALS: Final = frozenset("一二两三四五六七八九十百")
_POWERS, _EXCEEDED = "千万", ("超", "破", "过", "近", "逾")  # 超千亩: a number of one character
_TIME_FIRST: Final = frozenset(
    "元今去上前明当本次年全截至到自从目近过十未用在再两“一二三四第1234567890下底末五六七八九"
)
_AGAINST_FIRST: Final = frozenset("同比较与环年两一二三四五")
_NUMBERING: Final = r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、](?!\d)"
_LEADER: Final = re.compile(rf"(?:--+|[●■◆▪•★※])?(?:{_NUMBERING})?")
# A clause that begins with a town or a village: 上垟村整合资源. 农村, 村民 and 乡镇 name none.
_OF_PART: Final = re.compile(
    "[\u4e00-\u9fff]{1,2}?(?:[^农乡各全该本示新]村|[^城乡各全该本小]镇|[^各全该本]街道)"
    "(?![民级庄居域落企化人容貌镇乡村委干两里集振户庙办工])(?=[\u4e00-\u9fff])"
)
_PART: Final = re.compile(rf"[\u4e00-\u9fff]{{2,}}(?:{'|'.join(word_list('parts'))})$")


class Lexer:
    """Reads tokens. `places` are codes by name: those names of places that the document may mean."""

    def __init__(self, indicators: Indicators, units: Iterable[str], places: Mapping[str, tuple[str, ...]]) -> None:
        self._units = frozenset(units)
        self._numbers = Numbers(self._units)
        self._words: dict[str, list[Token]] = defaultdict(list)
        self._indicators = indicators
        named = (_word(Kind.PLACE, name)._replace(places=codes) for name, codes in places.items())
        for token in (*_vocabulary(), *_names(indicators), *named):
            self._words[token.text[0]].append(token)
        for tokens in self._words.values():
            tokens.sort(key=lambda token: -len(token.text))

    def read(self, text: str) -> list[Token]:
        tokens: list[Token] = []
        position = unknown = _leader_end(text)
        turns = turns_in(text, self._indicators.metrics, self._units)
        while position < len(text):
            token = _turned(text, turns.get(position)) or self._token(text, position)
            if token is None:
                position += 1
                continue
            if unknown < position:
                tokens.append(_other(text, unknown, position))
            tokens.append(token)
            position = unknown = token.end
        if unknown < position:
            tokens.append(_other(text, unknown, position))
        return tokens

    def _token(self, text: str, start: int) -> Token | None:
        first = text[start]
        if first in _MARKS:
            return Token(_MARKS[first], start, start + 1, first)
        return self._measured(text, start, first) or self._known(text, start, first) or self._late(text, start, first)

    def _measured(self, text: str, start: int, first: str) -> Token | None:
        """Times, and numbers in digits."""
        if first in _AGAINST_FIRST:
            against = read_against(text, start)
            if against:
                return Token(Kind.AGAINST, start, against.end, text[start : against.end], against=against)
        if first in _TIME_FIRST:
            time = read_time(text, start)
            if time:
                return Token(Kind.TIME, start, time.end, text[start : time.end], time=time)
        if first.isdecimal() or (first == "-" and text[start + 1 : start + 2].isdecimal()):
            return self._known(text, start, first) or _number(self._numbers.arabic(text, start), text)
        return None

    def _known(self, text: str, start: int, first: str) -> Token | None:
        """The longest word that begins here, or a phrase on how figures came about or how they rank."""
        for pattern, kind, firsts in _PHRASES:
            match = pattern.match(text, start) if first in firsts else None
            if match:
                return Token(kind, start, match.end(), match[0])
        for word in self._words.get(first, ()):
            if text.startswith(word.text, start):
                return word._replace(start=start, end=start + len(word.text))
        return None

    def _late(self, text: str, start: int, first: str) -> Token | None:
        """Numbers in Chinese characters, which many words begin with."""
        if first in _NUMERALS or (first in _POWERS and text[start - 1 : start] in _EXCEEDED):
            return _number(self._numbers.chinese(text, start), text)
        return None


_PHRASES: Final = (
    (_REGISTERED, Kind.REGISTERED, frozenset("按")),
    (_PRICES, Kind.IDLE, frozenset("按")),
    (_BASIS, Kind.IDLE, frozenset("经根依按据")),
    (_STANDING, Kind.STANDING, _STANDING_FIRST),
)


def _leader_end(text: str) -> int:
    """Where a paragraph begins behind its dash, bullet or number: ——全县……, 1.全县……, （一）全县……."""
    match = _LEADER.match(text)
    return match.end() if match else 0


def _vocabulary() -> Iterator[Token]:
    for kind, section in _SECTIONS.items():
        yield from (_word(kind, word) for word in word_list(section))
    structures = keyed("structures")
    for subject in structures["subject"]:
        yield from (_word(Kind.STRUCTURE, subject + what) for what in structures["what"])
    for direction, group in keyed("rises").items():
        yield from (_word(Kind.RISE, word)._replace(sign=_SIGNS[direction]) for word in group)
    for bound, group in keyed("bounds").items():
        yield from (_word(Kind.BOUND, word)._replace(bound=bound) for word in group)


def _names(indicators: Indicators) -> Iterator[Token]:
    for name in indicators.names():
        concept = indicators.named(name)
        assert concept is not None  # it is named so
        yield _word(Kind.NAME, name)._replace(concepts=(concept,))
    for name, concepts in indicators.groups.items():
        yield _word(Kind.GROUP, name)._replace(concepts=concepts)


def _turned(text: str, turn: Turn | None) -> Token | None:
    return Token(Kind.TURN, turn.start, turn.end, text[turn.start : turn.end], turn=turn) if turn else None


def _word(kind: Kind, text: str) -> Token:
    return Token(kind, 0, 0, text)


def _number(found: Amount | Range | Ratio | None, text: str) -> Token | None:
    if found is None:
        return None
    token = Token(Kind.AMOUNT, found.start, found.end, text[found.start : found.end])
    if isinstance(found, Range):
        return token._replace(kind=Kind.RANGE, amount=found.low, high=found.high)
    if isinstance(found, Ratio):
        return token._replace(kind=Kind.RATIO, ratio=found)
    return token._replace(amount=found)


def _other(text: str, start: int, end: int) -> Token:
    told = text[start:end]
    is_part = _PART.search(told) and told not in word_list("no_parts")
    return Token(Kind.PART if is_part or _begins_with_part(text, start, end) else Kind.OTHER, start, end, told)


def _begins_with_part(text: str, start: int, end: int) -> bool:
    """Whether the clause around these words begins with a part of the county, which ends within them."""
    clause = 1 + max(text.rfind(mark, 0, start) for mark in _MARKS)
    part = _OF_PART.match(text, start if text[start - 1] in "县市区旗" else clause)  # 松阳县新兴镇推进
    return part is not None and start < part.end() <= end
