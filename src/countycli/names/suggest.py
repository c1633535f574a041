"""Which places a reader may have meant by a name that the book doesn't know. Loaded only for such names."""

from __future__ import annotations

from itertools import islice, product
from math import inf
from typing import TYPE_CHECKING

from countycli.errors import Candidate, NotFoundError
from countycli.model.likeness import any_other, by_character, distance, near_sound, neighbours
from countycli.model.naming import Tier
from countycli.names.beyond import outside
from countycli.names.defined import no_county, resolve_group
from countycli.names.location import candidates, regions_above
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.index.ask.index import Index
    from countycli.model.likeness import Cost
    from countycli.model.records import Character, Place

    Scores = dict[str, float]  # by code, how far a name of the place is from the text that was typed: 0 is the same

_MOST = 5
_MOST_SPELLINGS = 16  # of a name with characters that can be read in several ways
_LONGEST = 40  # characters; a longer text is like no name
_FURTHEST = 0.5  # for a Chinese name: one of two characters is right
_FURTHEST_LATIN = 0.34
_FURTHEST_GROUP = 0.35
_MARGIN = 0.25  # a place that is further behind the nearest one is not suggested beside the nearest
_PART = 0.3  # how far a name is from a single letter of the name; longer parts are nearer
_SOUNDS_ALIKE = 0.16
_KINDS = "省市县区旗州盟"  # last characters of names, which tell what kind of division a place is
_OTHER_KIND = 0.2
_NO_KIND = 0.1
_BELOW = 0.3  # how much nearer a place counts that lies in the region named before it
_FORMER = 0.1  # how much further a former name counts: names of today come first
_ENGLISH_KINDS = ("city", "county", "district", "prefecture", "province")


def unknown_place(index: Index, text: str, key: str, *, scope: bool = False) -> NotFoundError:
    """The error for a name that no place has, with suggestions; where a `scope` is wanted, without counties."""
    told = outside(text, key) or (_is_group(index, text) if key else None)
    if told:
        return told
    similar = (*similar_groups(index, key), *similar_places(index, key, region=scope))[:_MOST]
    if scope:
        message = Phrase("No province, prefecture or group named “{text}”", text=text)
        return NotFoundError(message, Phrase("`countycli groups` lists the groups"), similar)
    hint = Phrase("names, codes, pinyin and paths like 温州平阳 are understood")
    return NotFoundError(Phrase("No county or region named “{text}”", text=text), hint, similar)


def _is_group(index: Index, text: str) -> NotFoundError | None:
    group = resolve_group(index, text)
    if group is None:
        return None
    hint = Phrase("`countycli groups {id}` lists its members; `countycli rank --in {id}` ranks them", id=group.id)
    return no_county(group, hint)


def similar_groups(index: Index, key: str) -> tuple[Candidate, ...]:
    """Groups with a name close to a key, the closest first: for 山区县 the group 山区26县."""
    if not key or len(key) > _LONGEST:
        return ()
    names = index.names.keys("group")
    scores = _best((identifier, tier, _letters_far(key, name)) for name, tier, identifier in names)
    near = {identifier for identifier, far in scores.items() if far <= _FURTHEST_GROUP}
    groups = [group for group in index.groups.all() if group.id in near] if near else []
    return tuple(Candidate(group.id, group) for group in sorted(groups, key=lambda group: scores[group.id]))


def similar_places(index: Index, key: str, *, region: bool = False) -> tuple[Candidate, ...]:
    """Places that may be meant by a key that is no name, the likeliest first: places whose names look alike, sound the
    same or differ by a typing error. A unit that went on as another one stands as the place of today. For an unknown
    code, only neighbouring codes in the same province are suggested.
    """
    letters = "".join(filter(str.isalnum, key))
    if not letters or len(key) > _LONGEST:
        return ()
    scores = _codes(index, key) if key.isdecimal() else _joined(_named(index, letters), _below_region(index, letters))
    answering, far = _answering(index, scores, region=region)
    order = sorted(answering, key=lambda code: (round(far[code], 2), *_weight(answering[code], letters), code))
    close = [code for code in order if far[code] <= far[order[0]] + _MARGIN]
    return candidates(index, [answering[code] for code in close[:_MOST]])


def _answering(index: Index, scores: Scores, *, region: bool) -> tuple[dict[str, Place], Scores]:
    """The places of the codes in `scores`, a former unit as the place of today that it became, and how far each place
    is from the text that was typed; without counties where a `region` is wanted.
    """
    heirs = index.places.heirs(scores)
    scores = _joined(scores, {heir: scores[code] + _FORMER for code, found in heirs.items() for heir in found})
    known = index.places.by_code(code for code in scores if code not in heirs)
    answering = {code: place for code, place in known.items() if not (region and place.level == "county")}
    return answering, {code: scores[code] + (_FORMER if place.valid_to else 0) for code, place in answering.items()}


def _weight(place: Place, letters: str) -> tuple[bool, bool]:
    """A sort key for places that are equally far from the typed letters: names that begin alike first, then regions."""
    return letters[0] not in (place.name[0], place.pinyin[0]), place.level == "county"


def _codes(index: Index, key: str) -> Scores:
    """Codes of the same province that an unknown code may have been meant for, the likeliest nearest."""
    known = (code for code, tier, _ in index.names.keys("place", key[:2]) if tier == Tier.CODE)
    return {code: place / 100 for place, code in enumerate(neighbours(key, known))}


def _named(index: Index, key: str) -> Scores:
    return _latin(index, key) if key.isascii() else _chinese(index, key)


def _below_region(index: Index, key: str) -> Scores:
    """Places like the rest of a key that begins with the name of a region around them: 沭阳 for `江苏沐阳`."""
    for cut in range(len(key) - 2, 1, -1):
        regions = {hit.id for hit in index.names.hits("place", key[:cut]) if hit.tier <= Tier.ALIAS}
        scores = _named(index, key[cut:]) if regions else {}
        above = regions_above(index, index.places.by_code(scores).values())
        there = [code for code, within in above.items() if regions & within]
        if there:
            return {code: scores[code] - _BELOW for code in there}
    return {}


def _chinese(index: Index, key: str) -> Scores:
    """Places whose names differ from the key by a character missed, added, swapped or mistaken, or sound the same."""
    stem, kind = _stem(key)
    rows = index.names.with_any("place", stem, longest=len(key) + 1 if len(key) < 3 else None)
    close = [row for row in rows if Tier.CODE < row[1] < Tier.INITIALS and _shares_half(stem, row[0])]
    known = index.names.characters({*stem, *(character for name, _, _ in close for character in name)})
    cost = by_character(known)
    scores = _best((code, tier, _far(stem, kind, name, cost)) for name, tier, code in close)
    heard = dict.fromkeys(_homophones(index, stem, known), _SOUNDS_ALIKE)
    return {code: far for code, far in _joined(heard, scores).items() if far <= _FURTHEST}


def _stem(name: str) -> tuple[str, str]:
    """A name without the last character that tells the kind of division, and this character; a name of two characters
    is kept whole.
    """
    return (name[:-1], name[-1]) if len(name) > 2 and name[-1] in _KINDS else (name, "")


def _shares_half(key: str, name: str) -> bool:
    stem, _ = _stem(name)
    shared = sum(map(key.__contains__, stem))
    return 2 * shared >= len(stem) or shared == len(key) > 1


def _far(stem: str, kind: str, name: str, cost: Cost) -> float:
    """How far a typed stem and kind are from a name, from 0 (the same) to 1."""
    wanted, wanted_kind = _stem(name)
    shorter, longer = sorted((len(stem), len(wanted)))
    other = 0 if kind == wanted_kind else _OTHER_KIND if kind and wanted_kind else _NO_KIND
    if longer > shorter > 1 and (stem in wanted or wanted in stem):
        return _PART * (1 - shorter / longer) + other / longer
    return (distance(stem, wanted, cost) + other) / longer if longer - shorter <= 1 + shorter // 4 else 1


def _homophones(index: Index, key: str, known: dict[str, Character]) -> Iterable[str]:
    """Places whose names sound as the characters of a key do, or may do: 龙泉 for 龙荃."""
    spellings = product(*(known[character].readings for character in key if character in known))
    keys = ["".join(syllables) for syllables in islice(spellings, _MOST_SPELLINGS)]
    return [code for spelling in keys for code in (*_spelt(index, spelling), *_misread(index, spelling))]


def _spelt(index: Index, spelling: str) -> list[str]:
    return [hit.id for hit in index.names.hits("place", spelling) if hit.tier == Tier.PINYIN]


def _misread(index: Index, spelling: str) -> list[str]:
    """Places that are spelt so if their characters are read as elsewhere: 乐清, read Yueqing, for `leqing`."""
    return [hit.id for hit in index.names.hits("misread", spelling)]


def _latin(index: Index, key: str) -> Scores:
    """Places whose pinyin differs from the key by a letter or two missed, added, swapped or wrong, or by another
    reading of a character.
    """
    misread = dict.fromkeys(_misread(index, key), 0.0)
    tried = [key, *(key.removesuffix(kind) for kind in _ENGLISH_KINDS if key.endswith(kind) and key != kind)]
    rows = index.names.with_any("place", key, len(tried[-1]) - 2, len(key) + 2)
    spellings = [row for row in rows if Tier.CODE < row[1] < Tier.INITIALS]
    scores = _best((code, tier, _spelling_far(typed, name)) for typed in tried for name, tier, code in spellings)
    return {code: far for code, far in _joined(misread, scores).items() if far <= _FURTHEST_LATIN}


def _spelling_far(key: str, name: str) -> float:
    """How far a typed spelling is from a name, half as far where only similar sounds were mistaken for each other."""
    if 4 * sum(map(key.__contains__, name)) < 3 * len(name):
        return 1
    far = _letters_far(key, name, most=_FURTHEST_LATIN * max(len(key), len(name)))
    return far / 2 if far < 1 and near_sound(key) == near_sound(name) else far


def _letters_far(key: str, name: str, most: float = inf) -> float:
    shorter, longer = sorted((len(key), len(name)))
    if longer > shorter > 1 and (key in name or name in key):
        return _PART * (1 - shorter / longer)
    return distance(key, name, any_other, most) / longer


def _best(found: Iterable[tuple[str, int, float]]) -> Scores:
    scores: Scores = {}
    for code, tier, far in found:
        scores[code] = min(far + _FORMER * (tier == Tier.FORMER), scores.get(code, 1))
    return scores


def _joined(first: Scores, second: Scores) -> Scores:
    return {code: min(first.get(code, 1), second.get(code, 1)) for code in first | second}
