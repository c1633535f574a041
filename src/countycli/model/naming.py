"""The form in which names are compared, and how surely each kind of name tells a thing."""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DROPPED = frozenset(" \t\n\u3000'’`·・-_.,，、/“”\"")


class Tier(IntEnum):
    """Kinds of names, the surest first. A name is taken for what it means in the first tier that knows it."""

    CODE = 0
    NAME = 1
    SHORT = 2
    TRADITIONAL = 3
    PINYIN = 4
    ALIAS = 5
    FORMER = 6
    INITIALS = 7
    FOLDED = 8  # the form of an indicator's names in which ways to write them are one
    LOOSE = 9  # a word that may mean this indicator; the next that it may mean has the next number


def name_key(text: str) -> str:
    """Fold width, case, tone marks, spaces and punctuation, so that ` Lóng quán` and `longquan` are one key."""
    return "".join(char for char in folded(text) if char not in _DROPPED)


def folded(text: str) -> str:
    """A text without differences of width, case and tone marks."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if not unicodedata.combining(char)))


def short_of(name: str) -> str:
    """A full name without its last character, the kind; of two characters the whole."""
    return name[:-1] if len(name) > 2 else name


def quoted(name: str) -> str:
    """A name as it is typed in a command."""
    return f'"{name}"' if " " in name else name


def bigrams(text: str) -> Iterator[str]:
    """Each character with its successor; the last one alone."""
    for position in range(len(text)):
        yield text[position : position + 2]
