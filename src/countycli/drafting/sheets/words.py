"""Words in the headers and cells of spreadsheets, Chinese and English: the sections of `headers.txt`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from countycli.drafting.wording import keyed, word_list
from countycli.model.naming import folded

_FILE = Path(__file__).with_name("headers.txt")
_SIGNS = re.compile(r"[\W_]+")

PLACE, CODE, PERIOD, METRIC, VALUE, UNIT = "county", "code", "period", "metric", "value", "unit"
STATUS, NOTE, BOUND, STANDING, SCOPE = "status", "note", "bound", "standing", "scope"
DOUBTFUL, DERIVED, IGNORED = "doubtful", "derived", "ignored"
LEAVE_OUT = "-"  # what the reader says of a column that is to be left out


def word_key(text: str) -> str:
    """A word without differences of width and case, and without signs: `县（市、区）` and `县市区` are one."""
    return _SIGNS.sub("", folded(text))


def _by_word(section: str) -> dict[str, str]:
    return {word_key(word): key for key, words in keyed(section, _FILE).items() for word in words}


ROLES: Final = _by_word("roles")
STATUSES: Final = _by_word("statuses")
GROWTH: Final = frozenset(map(word_key, word_list("growth", _FILE)))
LEVEL: Final = frozenset(map(word_key, word_list("level", _FILE)))
YES: Final = frozenset(word_list("yes", _FILE))
NOTHING: Final = frozenset(word_list("nothing", _FILE))
