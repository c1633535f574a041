"""Texts that mean a place but are no name in the index: paths such as `温州平阳` or `Longquan, Zhejiang`, and codes as
other programs write them. Loaded only for such texts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from countycli.model.naming import Tier, name_key
from countycli.names.location import regions_above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.index.ask.index import Index

_COUNTRY = "000000"
_FIRST_CHINESE = "\u2e80"  # Latin letters and punctuation come before
_MOST_PARENTS = 4  # the country, a province, and two prefectures where one prefecture lies in another (伊犁州塔城地区)
_LONGEST_REGION = 40  # characters of a region's name in pinyin; no name is longer
# What official lists put between a province and its counties where there is no prefecture.
_FILLERS = re.compile("(?:市辖区|省?直辖县级行政(?:区划|单位)|自治区直辖县级行政(?:区划|单位)|直辖县|县)")
_CODE = re.compile(r"(?P<region>\d\d(?:\d\d)?)|(?P<unit>\d{6})(?:000|000000)?")
_FRACTION = re.compile(r"\.0+")  # what a spreadsheet or a data frame makes of a code
_SEPARATORS = re.compile("[,，、/／;；>]+")
# Kinds of divisions in English, with the pinyin syllables to try for each kind, in order. Longer kinds come before
# kinds that they end in: `county level city` before `city`.
_ENGLISH_KINDS = {
    "autonomous prefecture": ("zizhizhou",),
    "autonomous county": ("zizhixian",),
    "autonomous banner": ("zizhiqi",),
    "autonomous region": ("zizhiqu",),
    "county level city": ("shi",),
    "prefecture level city": ("shi",),
    "municipality": ("shi",),
    "prefecture": ("diqu", "zizhizhou", "shi"),
    "province": ("sheng", "zizhiqu", "shi"),
    "district": ("qu", "tequ", "linqu"),
    "county": ("xian", "zizhixian"),
    "banner": ("qi", "zizhiqi"),
    "league": ("meng",),
    "city": ("shi",),
}
_ENGLISH_COUNTRY = frozenset({"china", "prchina", "prc", "peoplesrepublicofchina"})
_PLAIN_ENGLISH = re.compile("[a-zü' -]+")


def hits_beyond_names(index: Index, text: str) -> dict[str, int]:
    """The codes of the places that `text` may mean, each with the tier of the surest name by which it is meant."""
    for read in (_code, _bilingual, _path, _reversed_path, _english):
        hits = read(index, text)
        if hits:
            return hits
    return {}


def _code(index: Index, text: str) -> dict[str, int]:
    """A text read as a code: with the noughts of towns and villages (331181000000), as a number with decimals
    (331181.0), or as the first digits of a region's code (3311, 33), which is only a guess.
    """
    match = _CODE.fullmatch(_FRACTION.sub("", _digits(text)))
    if not match:
        return {}
    code, tier = (match["unit"], Tier.CODE) if match["unit"] else (match["region"].ljust(6, "0"), Tier.INITIALS)
    return {code: int(tier)} if index.places.find(code) else {}


def _digits(text: str) -> str:
    """A text without blanks around it and with full-width digits made ordinary; a decimal point is kept, for
    `_FRACTION` to find.
    """
    return text.strip().translate({ord("０") + digit: ord("0") + digit for digit in range(10)})


def _path(index: Index, text: str) -> dict[str, int]:
    return _path_hits(index, name_key(text), _MOST_PARENTS)


def _reversed_path(index: Index, text: str) -> dict[str, int]:
    """A path with the narrower place first, as in English: `Longquan, Zhejiang`."""
    segments = _segments(text)
    return _path(index, "".join(reversed(segments))) if len(segments) > 1 else {}


def _english(index: Index, text: str) -> dict[str, int]:
    """A path with kinds of divisions in English: `Yiwu City`, `Pingyang County, Wenzhou`. Where no place of the name is
    of the kind, the kind is ignored.
    """
    segments = [segment for segment in map(_folded, _segments(text)) if name_key(segment) not in _ENGLISH_COUNTRY]
    if not segments or not all(_PLAIN_ENGLISH.fullmatch(segment) for segment in segments):
        return {}
    for order in (segments, segments[::-1]):
        *above, name = ((_kindless(segment), segment) for segment in reversed(order))
        parents = "".join(bare for bare, _ in above)
        for key in _spellings(*name):
            hits = _name_or_path(index, name_key(parents + key), _MOST_PARENTS)
            if hits:
                return hits
    return {}


def _bilingual(index: Index, text: str) -> dict[str, int]:
    """Names as English answers show them, `Longquan 龙泉市, Lishui 丽水市`, read without the English."""
    segments = _segments(text)
    chinese = [_in_chinese(index, segment) for segment in segments]
    return {} if chinese == segments else _names_or_path(index, ",".join(chinese))


def _names_or_path(index: Index, text: str) -> dict[str, int]:
    return index.names.tiers("place", name_key(text)) or _path(index, text) or _reversed_path(index, text)


def _in_chinese(index: Index, segment: str) -> str:
    """The Chinese name in `Longquan 龙泉市`, where both names are of one place; any other text as it is."""
    start = next((n for n, character in enumerate(segment) if character >= _FIRST_CHINESE), 0)
    english, chinese = (index.names.tiers("place", name_key(part)) for part in (segment[:start], segment[start:]))
    return segment[start:] if english.keys() & chinese.keys() else segment


def _segments(text: str) -> list[str]:
    return [part for part in _SEPARATORS.split(text) if part.strip()]


def _folded(segment: str) -> str:
    return " ".join(segment.casefold().replace("-", " ").replace(".", "").split())


def _kindless(segment: str) -> str:
    return next((segment.removesuffix(f" {kind}") for kind in _ENGLISH_KINDS if segment.endswith(f" {kind}")), segment)


def _spellings(bare: str, segment: str) -> Iterator[str]:
    kind = segment.removeprefix(bare).strip()
    yield from (bare + syllables for syllables in _ENGLISH_KINDS.get(kind, ()))
    yield bare


def _name_or_path(index: Index, key: str, parents: int) -> dict[str, int]:
    return index.names.tiers("place", key) or _path_hits(index, key, parents)


def _path_hits(index: Index, key: str, parents: int) -> dict[str, int]:
    """Places that a key names by the regions around them, of today or former ones; at most `parents` of them."""
    hits: dict[str, int] = {}
    for cut in range(min(len(key) - 1, _LONGEST_REGION), 0, -1) if parents else ():
        regions = {hit.id for hit in index.names.hits("place", key[:cut]) if hit.tier <= Tier.FORMER}
        if not regions:
            continue
        heirs = {heir for successors in index.places.heirs(regions).values() for heir in successors}
        for code, tier in _within(index, key[cut:], regions | heirs, parents).items():
            hits[code] = min(tier, hits.get(code, tier))
    return hits


def _within(index: Index, rest: str, regions: set[str], parents: int) -> dict[str, int]:
    """The places inside one of some regions that the rest of a path names."""
    filler = _FILLERS.match(rest)
    for tail in (rest, rest[filler.end() :] if filler else ""):
        found = _name_or_path(index, tail, parents - 1) if tail else {}
        above = regions_above(index, index.places.by_code(found).values())
        inside = {code: tier for code, tier in found.items() if _COUNTRY in regions or regions & above[code]}
        if inside:
            return inside
    return {}
