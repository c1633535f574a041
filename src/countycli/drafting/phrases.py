"""Names that a sentence spreads over several words, put together before the sentence is read.

城镇、农村居民人均可支配收入 are two names of which the first has lost its end; 第三产业增加值占GDP的比重 is one; the
words in brackets of 地区生产总值（GDP） say nothing new.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from countycli.drafting.numbers import Ratio
from countycli.drafting.runs import amount_of, run_of
from countycli.drafting.tokens import Kind, Token
from countycli.drafting.wording import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.drafting.indicators import Concept, Indicators

_SHARE_OF = "占"
_INCLUDING = ("含", "包括", "包含")
_OWN_AREAS = ("全县", "全区", "全旗")  # 占全县生产总值的比重 is the share in the whole of the county itself
_EDGES = (Kind.PAUSE, Kind.STOP, Kind.BREAK)
_MOST_WITHIN = 3  # words within a name
_WORDS = (Kind.OTHER, Kind.IDLE, Kind.NOUN)
_QUIET = (Kind.IDLE, Kind.NAME, Kind.AREA, Kind.TIME, Kind.AGAINST)
_LONGEST_SHARE = 9  # tokens
_SECTORS = 3
_SHORTEST_NAME, _LONGEST_NAME, _MOST_WORDS = 4, 24, 4


def put_together(tokens: Sequence[Token], indicators: Indicators, text: str) -> list[Token]:
    found = _around_brackets(_without_brackets(list(tokens)), indicators, text)
    found = _meant(_attributes(found), indicators, text)
    found = _parted(found, indicators, text)
    found = _ratios(found, text)
    found = _of_whole(_shares(found, indicators, text))
    return _lists(found, indicators, text)


def _meant(tokens: list[Token], indicators: Indicators, text: str) -> list[Token]:
    """The tokens, with words that are an indicator's name in another way of writing as that name."""
    kept: list[Token] = []
    position = 0
    while position < len(tokens):
        end = _words_end(tokens, position)
        found = _longest_meant(tokens, position, end, indicators, text) if end else None
        kept.append(found[0] if found else tokens[position])
        position = found[1] if found else position + 1
    return kept


def _words_end(tokens: Sequence[Token], position: int) -> int | None:
    """The end of a run of words, one of which is not known, that begins at a token; None where none does."""
    if position and tokens[position - 1].kind is Kind.OTHER:
        return None  # the name would begin within a longer one
    end = position
    while end < len(tokens) and end < position + _MOST_WORDS and tokens[end].kind in _WORDS:
        end += 1
    return end if any(token.kind is Kind.OTHER for token in tokens[position:end]) else None


def _longest_meant(
    tokens: Sequence[Token], position: int, end: int, indicators: Indicators, text: str
) -> tuple[Token, int] | None:
    for last in range(end, position, -1):
        told = text[tokens[position].start : tokens[last - 1].end]
        if _SHORTEST_NAME <= len(told) <= _LONGEST_NAME and any(t.kind is Kind.OTHER for t in tokens[position:last]):
            concept = indicators.meant(told)
            if concept:
                return _named(tokens[position], tokens[last - 1].end, concept, text), last
    return None


def _without_brackets(tokens: list[Token]) -> list[Token]:
    """The tokens without brackets whose words narrow nothing."""
    kept: list[Token] = []
    position = 0
    while position < len(tokens):
        end = _closing(tokens, position)
        if end and all(_is_quiet(token) for token in tokens[position + 1 : end]):
            position = end + 1
            continue
        kept.append(tokens[position])
        position += 1
    return kept


def _around_brackets(tokens: list[Token], indicators: Indicators, text: str) -> list[Token]:
    """农林牧渔业（含专业及辅助性活动）增加值 as the name that stands around the brackets, which narrow nothing."""
    kept: list[Token] = []
    position = 0
    while position < len(tokens):
        first, end = tokens[position], _end_around(tokens, position, text)
        concept = indicators.meant(first.text + tokens[end].text) if end else None
        kept.append(_named(first, tokens[end].end, concept, text) if concept and end else first)
        position = end + 1 if concept and end else position + 1
    return kept


def _end_around(tokens: Sequence[Token], position: int, text: str) -> int | None:
    """What stands behind the brackets after a token, where they tell what is included; None where they don't."""
    closing = _closing(tokens, position + 1) if position + 1 < len(tokens) else None
    if closing is None or closing + 1 == len(tokens):
        return None
    return closing + 1 if text[tokens[position + 1].end :].startswith(_INCLUDING) else None


def _attributes(tokens: list[Token]) -> list[Token]:
    """区属地区生产总值 is another indicator than 地区生产总值; 区属企业, no name behind, is a part of the county."""
    return [
        token._replace(kind=Kind.OTHER) if _is_attribute(token, tokens[after : after + 1]) else token
        for after, token in enumerate(tokens, 1)
    ]


def _is_attribute(token: Token, after: Sequence[Token]) -> bool:
    return token.kind is Kind.PART and token.text.endswith("属") and bool(after) and after[0].kind is Kind.NAME


def _closing(tokens: Sequence[Token], position: int) -> int | None:
    if tokens[position].kind is not Kind.OPEN:
        return None
    return next((place for place in range(position + 1, len(tokens)) if tokens[place].kind is Kind.CLOSE), None)


def _is_quiet(token: Token) -> bool:
    return token.kind in _QUIET or token.text in word_list("quiet")


def _ratios(tokens: list[Token], text: str) -> list[Token]:
    """Three shares in a row, 22.3%、28.6%和49.1%, as a ratio, where a word for the structure stands before them."""
    kept: list[Token] = []
    structure = False
    position = 0
    while position < len(tokens):
        token = tokens[position]
        structure = token.kind is Kind.STRUCTURE or (structure and token.kind not in _EDGES)
        run = run_of(tokens, position, every=False) if structure and token.kind is Kind.AMOUNT else []
        values = tuple(amount_of(one).value for one in run if amount_of(one).unit in ("%", ""))
        if len(values) == _SECTORS:
            ratio = Ratio(token.start, run[-1].end, values)
            kept.append(Token(Kind.RATIO, token.start, run[-1].end, text[token.start : run[-1].end], ratio=ratio))
            position += 2 * len(run) - 1
            continue
        kept.append(token)
        position += 1
    return kept


def _parted(tokens: list[Token], indicators: Indicators, text: str) -> list[Token]:
    """第二产业实现增加值 as the name 第二产业增加值 with words that say nothing within."""
    kept: list[Token] = []
    position = 0
    while position < len(tokens):
        first, end = tokens[position], _noun_after(tokens, position)
        concept = indicators.meant(first.text + tokens[end].text) if end else None
        kept.append(_named(first, tokens[end].end, concept, text) if concept and end else first)
        position = end + 1 if concept and end else position + 1
    return kept


def _noun_after(tokens: Sequence[Token], position: int) -> int | None:
    """Where a noun stands that ends the name at a token, behind idle words; None where none does."""
    if tokens[position].kind not in (Kind.NAME, Kind.OTHER):
        return None
    end = position + 1
    while end < len(tokens) and end <= position + _MOST_WITHIN and tokens[end].kind is Kind.IDLE:
        end += 1
    within = position + 1 < end < len(tokens)
    return end if within and tokens[end].kind is Kind.NOUN else None


def _of_whole(tokens: list[Token]) -> list[Token]:
    """占地区生产总值的比重 as one token, where no name stands before."""
    kept: list[Token] = []
    position = 0
    while position < len(tokens):
        end = _whole_end(tokens, position)
        if end:
            told = _without_own_area(tokens[position : end + 1])
            kept.append(Token(Kind.OF, tokens[position].start, tokens[end].end, told))
        else:
            kept.append(tokens[position])
        position = end + 1 if end else position + 1
    return kept


def _without_own_area(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens if token.text not in _OWN_AREAS)


def _whole_end(tokens: Sequence[Token], position: int) -> int | None:
    if tokens[position].text not in (_SHARE_OF, "所占") or position + 2 >= len(tokens):
        return None
    whole = position + (2 if tokens[position + 1].text in _OWN_AREAS else 1)
    if tokens[whole].kind is not Kind.NAME:
        return None
    after = whole + (2 if tokens[whole + 1 : whole + 2] and tokens[whole + 1].text == "的" else 1)
    return after if after < len(tokens) and tokens[after].kind is Kind.SHARE else None


def _shares(tokens: list[Token], indicators: Indicators, text: str) -> list[Token]:
    """A name, 占, words and 比重 as one name, where the book knows the indicator."""
    kept: list[Token] = []
    position = 0
    while position < len(tokens):
        end = _share_end(tokens, position)
        concept = indicators.meant(_without_own_area(tokens[position : end + 1])) if end else None
        if concept and end:
            kept.append(_named(tokens[position], tokens[end].end, concept, text))
            position = end + 1
            continue
        kept.append(tokens[position])
        position += 1
    return kept


def _share_end(tokens: Sequence[Token], position: int) -> int | None:
    if tokens[position].kind is not Kind.NAME:
        return None
    of = False
    for place in range(position + 1, min(position + _LONGEST_SHARE, len(tokens))):
        token = tokens[place]
        of = of or _SHARE_OF in token.text
        if token.kind is Kind.SHARE and of:
            return place
        if token.kind in (Kind.PAUSE, Kind.STOP, Kind.BREAK, Kind.AMOUNT):
            return None
    return None


def _lists(tokens: list[Token], indicators: Indicators, text: str) -> list[Token]:
    """Words before a name and a link, as the names that they are with the end of that name."""
    found = list(tokens)
    for position in range(len(found) - 3, -1, -1):
        first, link, name = found[position : position + 3]
        if first.kind is not Kind.OTHER or link.kind is not Kind.LINK or name.kind is not Kind.NAME:
            continue
        start, concept = _completed(found, position, text, _last_name(found, position + 2), indicators)
        if concept:
            begun = next(place for place, token in enumerate(found) if token.end > start)
            found[begun : position + 1] = [_named(found[begun]._replace(start=start), first.end, concept, text)]
            return _lists(found, indicators, text)
    return found


def _last_name(tokens: Sequence[Token], position: int) -> Token:
    """The last of the names that follow each other with links from a name on."""
    while position + 2 < len(tokens) and (tokens[position + 1].kind, tokens[position + 2].kind) == (
        Kind.LINK,
        Kind.NAME,
    ):
        position += 2
    return tokens[position]


def _completed(
    tokens: Sequence[Token], position: int, text: str, name: Token, indicators: Indicators
) -> tuple[int, Concept | None]:
    """Where the name begins that ends at a token if it has the end of `name`, too."""
    end = tokens[position].end
    clause = position
    while clause > 0 and tokens[clause - 1].kind in (Kind.OTHER, Kind.IDLE, Kind.NAME):
        clause -= 1
    for start in range(tokens[clause].start, end):
        for cut in range(1, len(name.text)):
            concept = indicators.named(text[start:end] + name.text[cut:])
            if concept and concept.key != name.concepts[0].key:
                return start, concept
    return end, None


def _named(token: Token, end: int, concept: Concept, text: str) -> Token:
    return Token(Kind.NAME, token.start, end, text[token.start : end], concepts=(concept,))


def listed_concepts(words: Sequence[str], numbers: int, indicators: Indicators) -> list[Concept | None]:
    """What the names of a list mean that share the end of the last: 批发和零售业、金融业增加值分别; None for those that
    are no indicator. Nothing where there are not as many names as numbers.
    """
    end = next((place for place, word in enumerate(words) if word in word_list("each")), 0)
    start = next((place for place, word in enumerate(words) if word not in word_list("areas")), 0)
    told = "".join(words[start:end])
    noun = next((noun for noun in word_list("nouns") if told.endswith(noun)), "")
    names = next((names for names in (told.split("、"), re.split("[、和]", told)) if len(names) == numbers > 1), [])
    return [indicators.named(f"{name.removesuffix(noun)}{noun}") for name in names] if noun else []
