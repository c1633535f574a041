"""Short names for tiles: at most four cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

from countycli.model.records import Place

_CHARACTERS = 2
_FULL = 4  # letters of a name in English
_FIRST = 2  # letters of each of two words
# How many letters each of two syllables gives.
_SHARES = ((2, 2), (1, 3), (3, 1))


def tile_names(places: Iterable[Place], *, chinese: bool) -> dict[str, str]:
    """By the code of each place, two characters or, in English, at most four letters: the beginnings of the syllables,
    each with a capital. Names that would be alike are shortened in the way by which most of them differ.
    """
    places = list(places)
    ways = _IN_CHINESE if chinese else _IN_ENGLISH
    names = {place.code: ways[0](place) for place in places}
    counts = Counter(names.values())
    for name in [name for name, count in counts.items() if count > 1]:
        alike = [place for place in places if names[place.code] == name]
        others = counts.keys() - {name}
        way = max(ways, key=lambda way: len({way(place) for place in alike} - others))
        names |= {place.code: way(place) for place in alike}
    return names


def _characters(place: Place, second: int) -> str:
    short = place.short
    return short if len(short) <= _CHARACTERS else short[0] + short[second]


def _letters(place: Place, shares: tuple[int, ...]) -> str:
    syllables = place.pinyin.replace("ü", "yu").split()
    if _bare(place.short_en) not in ("", "".join(syllables)):
        return of_words(place.short_en)  # a customary name, such as Inner Mongolia
    if len(syllables) != len(shares):
        shares = (_FULL,) if len(syllables) == 1 else (2, 1, 1) if len(syllables) == 3 else (1,) * _FULL
    return "".join(syllable[:share].capitalize() for syllable, share in zip(syllables, shares, strict=False))


def of_words(name: str) -> str:
    """A name in English, shortened: `Tibe` for Tibet, `InMo` for Inner Mongolia."""
    words = name.split()
    return words[0][:_FULL] if len(words) == 1 else words[0][:_FIRST] + words[1][:_FIRST]


def _bare(name: str) -> str:
    return "".join(filter(str.isalpha, name)).lower()


_Way = Callable[[Place], str]
_IN_CHINESE: tuple[_Way, ...] = tuple(partial(_characters, second=second) for second in (1, -1, 2))
_IN_ENGLISH: tuple[_Way, ...] = tuple(partial(_letters, shares=shares) for shares in _SHARES)
