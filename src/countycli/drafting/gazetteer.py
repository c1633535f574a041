"""Which places a document means by the names that stand in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from countycli.drafting.folding import simplified
from countycli.drafting.wording import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from countycli.model.records import Place

COUNTRY = "000000"
_SHORTEST = (
    2  # characters of a full name, such as 范县, which other words (示范县) have in them, unless it begins a clause
)
_COUNTY_WORDS = {"县": ("县", "自治县", "县级市"), "区": ("市辖区", "特区", "林区"), "旗": ("旗", "自治旗")}


class Gazetteer:
    """The places of a document: `codes` by every name that it uses for one or several of them."""

    def __init__(self, places: Mapping[str, Place], text: str) -> None:
        self.places = places
        self.codes: dict[str, tuple[str, ...]] = {}
        self.counts: Counter[str] = Counter()
        named = _names_in(_full_names(places), text)
        regions = _regions_named(places, named, text)
        likely = {name: _likely(name, codes, places, regions, text) for name, codes in named.items()}
        sure = [codes for codes in likely.values() if codes and regions.intersection(places[codes[0]].above)]
        for name, codes in likely.items():
            # Where the text tells in which region it is, a county elsewhere is a word by chance: 平安区创建.
            if not sure or codes in sure or any(places[code].level != "county" for code in codes):
                self._take(name, codes, text)
        short = _short_names(places, self.counts, regions)
        for name, codes in (*_names_in(short, text).items(), *_names_listed(places, regions, text).items()):
            if name not in self.codes:
                self._take(name, codes, text)

    def _take(self, name: str, codes: tuple[str, ...], text: str) -> None:
        if codes:
            self.codes[name] = codes
        if len(codes) == 1:
            self.counts[codes[0]] += text.count(name)

    def add(self, place: Place) -> None:
        """Count a place as named that somebody says the document is about."""
        for name in (simplified(place.name), simplified(place.short)):
            self.codes[name] = (place.code,)

    def named_in(self, text: str) -> list[str]:
        """The codes of the counties and regions that a text names plainly, in order, the narrower first where names
        follow each other (温州市平阳县).
        """
        found: list[str] = []
        position = 0
        names = sorted(self.codes, key=len, reverse=True)
        while position < len(text):
            name = next((name for name in names if text.startswith(name, position)), None)
            if name is None:
                position += 1
                continue
            if len(self.codes[name]) == 1:
                found.append(self.codes[name][0])
            position += len(name)
        return found

    def area(self, word: str, code: str | None) -> str | None:
        """The place that a word such as 全省 or 我县 means in a text on a place; None where that can't be told."""
        if word in ("全国", "我国"):
            return COUNTRY
        place = self.places.get(code or "")
        if place is None:
            return None
        if "省" in word:
            return place.code if place.level == "province" else place.province
        if "市" in word:
            return _city(place)
        kinds = next((kinds for letter, kinds in _COUNTY_WORDS.items() if letter in word), ())
        if word == "全区" and place.level != "county":
            return place.province or place.code
        return place.code if place.kind in kinds else None


def _city(place: Place) -> str | None:
    """全市 of a county-level city or a prefecture is itself, of a county or district its prefecture."""
    if place.level == "prefecture" or place.kind in ("县级市", "地级市", "直辖市"):
        return place.code
    return place.prefecture or (place.province if place.level == "county" else None)


def _full_names(places: Mapping[str, Place]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for place in places.values():
        if place.valid_to is None:
            for name in {simplified(place.name), *place.aliases}:
                if len(name) > 1 and not name.isascii():
                    found[name].append(place.code)
    return {name: tuple(codes) for name, codes in found.items()}


def _regions_named(places: Mapping[str, Place], named: Mapping[str, tuple[str, ...]], text: str) -> set[str]:
    """The provinces and prefectures that a text names, in full or in short."""
    regions = (place for place in places.values() if place.level in ("province", "prefecture") and not place.valid_to)
    full = {code for codes in named.values() for code in codes}
    return {place.code for place in regions if place.code in full or simplified(place.short) in text}


def _short_names(
    places: Mapping[str, Place], counts: Mapping[str, int], regions: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """The short names of places that the text has by their full names, and of the regions around these."""
    around = {above for code in counts for above in places[code].above}
    found: dict[str, list[str]] = defaultdict(list)
    for code in dict.fromkeys((*counts, *around, *(code for code in regions if places[code].level == "province"))):
        if len(places[code].short) > 1:
            found[simplified(places[code].short)].append(code)
    return {name: tuple(codes) for name, codes in found.items()}


def _names_listed(places: Mapping[str, Place], regions: Iterable[str], text: str) -> dict[str, tuple[str, ...]]:
    """The short names of counties that stand side by side in a text on their prefecture: 龙泉、庆元、景宁. A name alone
    may be another word.
    """
    found: dict[str, tuple[str, ...]] = {}
    for region in regions:
        around = (place for place in places.values() if place.prefecture == region and not place.valid_to)
        short = {simplified(place.short): place.code for place in around if len(place.short) > 1}
        name = "|".join(map(re.escape, short))
        for listed in re.findall(f"(?:{name})(?:[、和](?:{name}))+", text) if name else ():
            found |= {word: (short[word],) for word in re.split("[、和]", listed) if word in short}
    return found


def _names_in(names: Mapping[str, tuple[str, ...]], text: str) -> dict[str, tuple[str, ...]]:
    by_start: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_start[name[:2]].append(name)
    found: dict[str, tuple[str, ...]] = {}
    for start in range(len(text) - 1):
        for name in by_start.get(text[start : start + 2], ()):
            if name not in found and text.startswith(name, start):
                found[name] = names[name]
    return found


def _likely(
    name: str, codes: tuple[str, ...], places: Mapping[str, Place], regions: set[str], text: str
) -> tuple[str, ...]:
    """Those of the bearers of a name that lie where the text speaks of; all where none does."""
    near = tuple(code for code in codes if regions.intersection(places[code].above))
    short = len(name) == _SHORTEST and not re.search(rf"(?:^|[\n，。；：、（“]){name}", text)
    common = short or name in word_list("common_places")
    if len(codes) > 1 or common:
        narrow = tuple(code for code in near if places[code].prefecture in regions)
        return narrow or near or (() if common else codes)
    return codes
