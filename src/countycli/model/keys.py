"""Every key by which a place, a metric or a group is found, as the index holds them."""

from __future__ import annotations

from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING

from countycli.model.metric_terms import term_key
from countycli.model.naming import Tier, name_key, short_of
from countycli.model.records import KIND_NAMES, gb_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from countycli.model.records import Character, Group, Metric, Place, Term

folded = cache(name_key)  # of a name twice: to be found by, and to be searched
_term_key = cache(term_key)

NameRow = tuple[str, str, int, str]  # kind, key, tier, id

_MOST_SPELLINGS = 32  # of a name whose characters are read in several ways

_UMLAUT = "v", "yu"  # what keyboards and passports have for ü; in keys it is u, as many people type it
_KIND_PINYIN = {
    "县": "xian",
    "县级市": "shi",
    "市辖区": "qu",
    "自治县": "zizhixian",
    "旗": "qi",
    "自治旗": "zizhiqi",
    "特区": "tequ",
    "林区": "linqu",
    "地级市": "shi",
    "省": "sheng",
    "直辖市": "shi",
    "自治区": "zizhiqu",
    "自治州": "zizhizhou",
    "地区": "diqu",
    "盟": "meng",
}


def place_names(places: Iterable[Place]) -> Iterator[NameRow]:
    """Every key by which a place is found. All names of a unit that ceased count as former ones, but for initials."""
    for place in places:
        for former in place.former_names:
            for name in (former.name, short_of(former.name)):
                yield "place", folded(name), int(Tier.FORMER), place.code
        for tier, name in names_of(place):
            if place.valid_to is None:
                yield "place", folded(name), int(tier), place.code
            elif tier is not Tier.INITIALS:
                yield "place", folded(name), int(Tier.FORMER), place.code


def misread_names(places: Iterable[Place], characters: Iterable[Character]) -> Iterator[NameRow]:
    """Wrong spellings of today's names, by readings that the characters have elsewhere: `leqing` for 乐清 (Yueqing)."""
    readings = {character.character: character.readings for character in characters}
    for place in places:
        proper = place.pinyin.split(" ")
        if place.valid_to is None and any(len(readings.get(character, ())) > 1 for character in place.short):
            choices = [
                (syllable, *readings.get(character, ()))
                for character, syllable in zip(place.short, proper, strict=True)
            ]
            spellings = {"".join(syllables) for syllables in islice(product(*choices), _MOST_SPELLINGS)}
            for spelling in spellings - {"".join(proper)}:
                for key in (spelling, spelling + _KIND_PINYIN.get(place.kind, "")):
                    yield "misread", key, int(Tier.PINYIN), place.code


def names_of(place: Place) -> Iterator[tuple[Tier, str]]:
    pinyin = place.pinyin.replace(" ", "")
    traditional_short = place.traditional[: len(place.short)]
    yield Tier.CODE, place.code
    yield Tier.CODE, gb_code(place.code)
    yield Tier.NAME, place.name
    yield Tier.SHORT, place.short
    yield Tier.TRADITIONAL, place.traditional
    yield Tier.TRADITIONAL, traditional_short
    for spelling in (_bare_english(place), pinyin, *(pinyin.replace("ü", typed) for typed in _UMLAUT)):
        yield Tier.PINYIN, spelling
        yield Tier.PINYIN, spelling + _KIND_PINYIN.get(place.kind, "")
    yield Tier.PINYIN, place.name_en
    yield Tier.INITIALS, place.initials
    for alias in place.aliases:
        yield Tier.ALIAS, alias


def _bare_english(place: Place) -> str:
    """The English name without the kind, but for places whose Chinese names have no short form either: `hotan` means
    和田市 and 和田县, as 和田 does.
    """
    name = place.short_en.casefold()
    return name if place.short == place.name else name.removesuffix(" " + KIND_NAMES.get(place.kind, ""))


def defined_names(kind: str, records: Iterable[Metric] | Iterable[Group]) -> Iterator[NameRow]:
    """The keys of metrics or groups: id, Chinese and English name, aliases."""
    for record in records:
        yield kind, folded(record.id), Tier.CODE, record.id
        for name in (record.name, record.name_en):
            yield kind, folded(name), Tier.NAME, record.id
        for alias in record.aliases:
            yield kind, folded(alias), Tier.ALIAS, record.id


def metric_terms(metrics: Iterable[Metric], terms: Iterable[Term]) -> Iterator[NameRow]:
    """The folded forms of all names of metrics; and words that may mean several metrics, both as typed and folded."""
    for metric in metrics:
        for name in (metric.id, metric.name, metric.name_en, *metric.aliases):
            if _term_key(name) not in ("", folded(name)):
                yield "metric", _term_key(name), int(Tier.FOLDED), metric.id
    for term in terms:
        for word in term.words:
            for position, identifier in enumerate(term.metrics, Tier.LOOSE):
                for key in {folded(word), _term_key(word) or folded(word)}:
                    yield "metric", key, position, identifier
