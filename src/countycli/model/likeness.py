"""How far a typed name is from one that exists: letters and characters missed, added, swapped, or taken for others."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from countycli.model.records import Character

    Cost = Callable[[str, str], float]  # of the first character typed for the second, from 0 to 1

SWAPPED = 0.5
MISSED = 0.7
_SAME_SOUND = 0.7
_NEAR_SOUND = 0.55
_TWINS = 0.95
# Syllables that many speakers and writers don't tell apart.
_NEAR = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("ü", "u"), ("v", "u"))


def distance(typed: str, name: str, cost: Cost, most: float = inf) -> float:
    """The least cost of turning `typed` into `name` (optimal string alignment). Costs above `most` may be inexact."""
    typed, name = _parted(typed, name)
    if max(len(typed), len(name)) > 2 * most + 1:
        return inf
    if not typed or not name:
        return MISSED * len(typed or name)
    if len(typed) == len(name) == 1:
        return cost(typed, name)
    return _aligned(typed, name, cost)


def neighbours(typed: str, codes: Iterable[str]) -> list[str]:
    """The codes of the same province that are one slip from the typed one: digits swapped, or a digit missed, added or
    wrong. The nearest come first.
    """
    near = (code for code in codes if code[:2] == typed[:2] and abs(len(code) - len(typed)) < 2)
    found = {code: distance(typed, code, any_other) for code in near}
    slips = (code for code, far in found.items() if far <= 1)
    return sorted(slips, key=lambda code: (found[code], -_begun(typed, code), code))


def _begun(first: str, second: str) -> int:
    """How many characters at the beginning the two texts have in common."""
    return next((n for n, (one, other) in enumerate(zip(first, second, strict=False)) if one != other), len(first))


def _parted(typed: str, name: str) -> tuple[str, str]:
    """Both texts without the beginning and the end that they have in common."""
    shorter = min(len(typed), len(name))
    begin = next((n for n in range(shorter) if typed[n] != name[n]), shorter)
    end = next((n for n in range(shorter - begin) if typed[-1 - n] != name[-1 - n]), shorter - begin)
    return typed[begin : len(typed) - end], name[begin : len(name) - end]


def _aligned(typed: str, name: str, cost: Cost) -> float:
    before: list[float] = []
    row = [MISSED * column for column in range(len(name) + 1)]
    for number, character in enumerate(typed):
        earlier, before = before, row
        row = [before[0] + MISSED]
        for column, wanted in enumerate(name):
            taken = before[column] + (0 if character == wanted else cost(character, wanted))
            best = min(taken, before[column + 1] + MISSED, row[column] + MISSED)
            if number and column and character == name[column - 1] and typed[number - 1] == wanted:
                best = min(best, earlier[column - 1] + SWAPPED)
            row.append(best)
    return row[-1]


def any_other(typed: str, wanted: str) -> float:
    """The cost of one letter in the place of another: the same for all."""
    return 1


def by_character(known: Mapping[str, Character]) -> Cost:
    """The cost of one Chinese character in the place of another: little where the two sound or look alike."""

    def cost(typed: str, wanted: str) -> float:
        if typed not in known or wanted not in known:
            return 1
        return 1 - max(_sound(known[typed], known[wanted]), _shape(known[typed], known[wanted]))

    return cost


def _sound(first: Character, second: Character) -> float:
    if not set(first.readings).isdisjoint(second.readings):
        return _SAME_SOUND
    alike = {near_sound(reading) for reading in first.readings}.intersection(map(near_sound, second.readings))
    return _NEAR_SOUND if alike else 0


def near_sound(syllables: str) -> str:
    """One spelling for all syllables that are easily taken for each other: `zon` for `zong` and `zhong`."""
    for spelled, heard in _NEAR:
        syllables = syllables.replace(spelled, heard)
    return syllables


def _shape(first: Character, second: Character) -> float:
    """How much two characters look alike, from 0 to 1: by their components, corners and phonetic parts, which are three
    ways of looking a character up, and by their strokes. Some are known as twins, whatever these say.

    The weights are those by which the name that was meant came first in most of two thousand made-up slips.
    """
    if second.character in first.twins:
        return _TWINS
    shared = 2 * _common(first.components, second.components) / (len(first.components + second.components) or 1)
    corners = sum(map(str.__eq__, first.corners, second.corners)) / 4 if first.corners and second.corners else shared
    phonetic = not set(first.phonetics).isdisjoint(second.phonetics)
    strokes = abs(first.strokes - second.strokes) / max(first.strokes, second.strokes)
    return min(0.95, max(0, 0.6 * shared + 0.4 * corners + 0.3 * phonetic - 0.3 * strokes))


def _common(first: str, second: str) -> int:
    """The length of the longest sequence of letters that both texts contain in the same order, with gaps or without."""
    row = [0] * (len(second) + 1)
    for letter in first:
        before, row = row, [0]
        for column, other in enumerate(second):
            row.append(before[column] + 1 if letter == other else max(before[column + 1], row[column]))
    return row[-1]
