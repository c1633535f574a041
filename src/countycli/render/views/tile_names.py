"""Short names for tiles: at most four cells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from countycli.model.records import Place

_CHARACTERS = 2
_FULL = 4  # letters of a name in English
# How many letters each of two syllables gives.
_SHARES = ((2, 2), (1, 3), (3, 1))


def tile_names(places: Iterable[Place], *, chinese: bool) -> dict[str, str]:
    """By the code of each place, two characters or, in English, at most four letters: the beginnings of the syllables,
    each with a capital. Names that would be alike are shortened in another way, if there is one by which they differ.
    """
    places = list(places)
    ways = _IN_CHINESE if chinese else _IN_ENGLISH
    usual = {place.code: ways[0](place) for place in places}
    counts = Counter(usual.values())
    for name in [name for name, count in counts.items() if count > 1]:
        alike = [place for place in places if usual[place.code] == name]
        usual |= _told_apart(alike, ways, counts)
    return usual


def _told_apart(places: list[Place], ways: tuple[Callable[[Place], str], ...], taken: Counter[str]) -> dict[str, str]:
    """The names of places by the first way by which they differ from each other and from others; none if there is no
    such way.
    """
    for way in ways[1:]:
        names = {place.code: way(place) for place in places}
        if len({*names.values()}) == len(places) and not any(taken[name] for name in names.values()):
            return names
    return {}


def _characters(place: Place, second: int) -> str:
    short = place.short
    return short if len(short) <= _CHARACTERS else short[0] + short[second]


def _letters(place: Place, shares: tuple[int, ...]) -> str:
    syllables = place.pinyin.split()
    if len(syllables) != len(shares):
        shares = (_FULL,) if len(syllables) == 1 else (2, 1, 1) if len(syllables) == 3 else (1,) * _FULL
    return "".join(syllable[:share].capitalize() for syllable, share in zip(syllables, shares, strict=False))


_IN_CHINESE = tuple(lambda place, second=second: _characters(place, second) for second in (1, -1, 2))
_IN_ENGLISH = tuple(lambda place, shares=shares: _letters(place, shares) for shares in _SHARES)
