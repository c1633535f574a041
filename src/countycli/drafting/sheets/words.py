"""Words in the headers and cells of spreadsheets, Chinese and English: the sections of `headers.txt`."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

from countycli.drafting.wording import HEADERS, keyed, word_list
from countycli.model.naming import folded

_SIGNS = re.compile(r"[\W_]+")

PLACE, CODE, PERIOD, METRIC, VALUE, UNIT = "county", "code", "period", "metric", "value", "unit"
STATUS, NOTE, BOUND, STANDING, SCOPE = "status", "note", "bound", "standing", "scope"
DOUBTFUL, DERIVED, IGNORED = "doubtful", "derived", "ignored"
WITHIN = "within"  # the month or the quarter, beside a column of years
KEYS = (PLACE, CODE, PERIOD, WITHIN, METRIC)  # what tells of which place, time and indicator figures are
_MARKS = re.compile(r"(?:[①-⑳⑴-⒇❶-❿*＊※†‡]|[\[〔【]\s*(?:注\s*)?\d{1,2}\s*[\]〕】])+$")
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、](?!\d)|#|其中[:：]?)\s*"
)
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LEAVE_OUT = "-"  # what the reader says of a column that is to be left out


def word_key(text: str) -> str:
    """A word without differences of width and case, and without signs: `县（市、区）` and `县市区` are one."""
    return _SIGNS.sub("", folded(text))


def unmarked(text: str) -> str:
    """A text without the marks behind it that lead to footnotes."""
    return _MARKS.sub("", text).rstrip() or text


def unmarked_name(text: str) -> str:
    """A name without marks that lead to footnotes; names end with no figure, so raised ones are marks, too."""
    return unmarked(text.rstrip(_RAISED))


def unnumbered(text: str) -> str:
    """A text without its number in a list, and without the word that makes it a part of what stands above."""
    return _ORDINAL.sub("", normalize("NFKC", text).strip())


def _by_word(section: str) -> dict[str, str]:
    return {word_key(word): key for key, words in keyed(section, HEADERS).items() for word in words}


ROLES: Final = _by_word("roles")
STATUSES: Final = _by_word("statuses")
OWN: Final = frozenset(word_list("own", HEADERS))
GROWTH: Final = frozenset(map(word_key, word_list("growth", HEADERS)))
CHANGE: Final = frozenset(map(word_key, word_list("change", HEADERS)))
CUMULATIVE_WORDS: Final = tuple(map(word_key, word_list("cumulative", HEADERS)))
MONTH_WORDS: Final = tuple(map(word_key, word_list("month", HEADERS)))
HEADINGS: Final = frozenset(map(word_key, word_list("headings", HEADERS)))
RANKS: Final = tuple(map(word_key, word_list("ranks", HEADERS)))
LEVEL: Final = frozenset(map(word_key, word_list("level", HEADERS)))
YES: Final = frozenset(word_list("yes", HEADERS))
NOTHING: Final = frozenset(word_list("nothing", HEADERS))
ERRORS: Final = frozenset(word_list("errors", HEADERS))
TOTALS: Final = frozenset(map(word_key, word_list("totals", HEADERS)))
WHOLE: Final = frozenset(map(word_key, word_list("whole", HEADERS)))
