"""The form in which names are compared, and how surely each kind of name tells a thing."""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from itertools import filterfalse
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DROPPED = frozenset(" \t\n\u3000'’‘ʼʻ′`·・-_.,，、/“”\"")


class Tier(IntEnum):
    """Kinds of names, the surest first. A typed name means whatever has this name in the surest tier in which anything
    has it.
    """

    CODE = 0
    NAME = 1
    SHORT = 2
    TRADITIONAL = 3
    PINYIN = 4
    ALIAS = 5
    FORMER = 6
    INITIALS = 7
    FOLDED = 8  # the form of an indicator's names in which ways to write them are one
    LOOSE = 9  # a word that may mean several indicators: this is the likeliest, the next ones have 10, 11 …


def name_key(text: str) -> str:
    """Fold width, case, tone marks, spaces and punctuation, so that ` Lóng quán` and `longquan` are one key."""
    return "".join(filterfalse(_DROPPED.__contains__, folded(text)))


def visible(text: str) -> str:
    """A text without characters that nobody sees, such as zero-width spaces, marks of direction, soft hyphens and
    variation selectors: they come along when a name is copied from a page.
    """
    return text if text.isascii() else "".join(filterfalse(_is_unseen, text))


def _is_unseen(character: str) -> bool:
    selects = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return selects or unicodedata.category(character) == "Cf"


_ACTIVE = frozenset('"$`\\!“”„')  # what means something to some shell within double quotes
_MEANT = _ACTIVE | frozenset(" \t\n'&|;<>()[]{}*?#~^")
_WITHIN_SINGLE = {"'": "'\"'\"'", "\\": "'\"\\\\\"'"}  # these end the quotes, stand in double ones, and begin them anew


def folded(text: str) -> str:
    """A text without differences of width, case and tone marks."""
    decomposed = unicodedata.normalize("NFKD", visible(text)).casefold()
    return unicodedata.normalize("NFC", "".join(filterfalse(unicodedata.combining, decomposed)))


def short_of(name: str) -> str:
    """A full name without its last character, the kind of place (龙泉市: 龙泉). One of two characters stays whole."""
    return name[:-1] if len(name) > 2 else name


def quoted(name: str) -> str:
    """A name as a shell takes it: in quotes where a character of the name means something to shells."""
    return name if _MEANT.isdisjoint(name) else in_quotes(name)


def in_quotes(text: str) -> str:
    """A text in quotes that bash, zsh and fish understand alike: double ones, which are read most easily, but where
    these would let the shell replace a part of the text.
    """
    if _ACTIVE.isdisjoint(text):
        return f'"{text}"'
    return "'" + "".join(_WITHIN_SINGLE.get(character, character) for character in text) + "'"


def bigrams(text: str) -> Iterator[str]:
    """Each character of a text together with the next one; the last character alone."""
    return map(add, text, [*text[1:], ""])
