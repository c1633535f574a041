"""Kinds of counties, and the words that people have for them in Chinese, English and pinyin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import UsageError
from countycli.model.naming import name_key
from countycli.model.records import COUNTY_KINDS, KIND_NAMES
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

_BETWEEN = str.maketrans("，、；;", ",,,,")
_OTHER_WORDS = {
    "县": "xian counties",
    "县级市": "市 city cities county-level-cities shi xianjishi",
    "市辖区": "区 districts urban-district urban-districts qu shixiaqu",
    "自治县": "民族自治县 autonomous-counties zizhixian",
    "旗": "banners qi",
    "自治旗": "autonomous-banners zizhiqi",
    "特区": "special-districts tequ",
    "林区": "forestry-districts linqu",
    "地级市": "prefecture-level-cities dijishi",
}


def kinds_named(texts: Iterable[str]) -> tuple[str, ...]:
    """The kinds that some texts name, each once; a text may name several, with commas between. Raises UsageError for a
    text that names none.
    """
    known = _known()
    found: dict[str, None] = {}
    for text in (part for given in texts for part in given.translate(_BETWEEN).split(",")):
        kind = known.get(name_key(text))
        if kind is None:
            raise _unknown(text.strip(), known)
        found[kind] = None
    return tuple(found)


def _known() -> dict[str, str]:
    """The kind that each word stands for, by the word's key."""
    words = {kind: (kind, KIND_NAMES[kind], *_OTHER_WORDS[kind].split()) for kind in COUNTY_KINDS}
    return {name_key(word): kind for kind, names in words.items() for word in names}


def _unknown(text: str, known: dict[str, str]) -> UsageError:
    from difflib import get_close_matches

    message = Phrase("No kind of county named “{text}”", text=text)
    close = dict.fromkeys(known[key] for key in get_close_matches(name_key(text), known))
    words = tuple(Phrase(KIND_NAMES[kind]) for kind in close or COUNTY_KINDS)
    if close:
        return UsageError(message, Phrase("did you mean {words}?", words=words))
    return UsageError(message, Phrase("known: {words}", words=words))
