"""Name keys and search text, made when the index is compiled so that no answer has to make them."""

from __future__ import annotations

from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from countycli.model.metric_terms import term_key
from countycli.model.naming import Tier, bigrams, name_key, short_of
from countycli.model.records import gb_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from countycli.dataset.draft import Draft
    from countycli.model.records import Character, Group, Metric, Place, Term

_key = cache(name_key)  # of a name twice: to be found by, and to be searched

NameRow = tuple[str, str, int, str]  # kind, key, tier, id

_MOST_SPELLINGS = 32  # of a name whose characters are read in several ways

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


class Item(NamedTuple):
    """Something that a search can find; `text` holds all that it is found by."""

    kind: str
    ref: str
    title: str
    text: str


def place_names(places: Iterable[Place]) -> Iterator[NameRow]:
    """Every key a place is found by. All names of a unit that ceased are former names; initials it has none."""
    for place in places:
        for former in place.former_names:
            for name in (former.name, short_of(former.name)):
                yield "place", _key(name), int(Tier.FORMER), place.code
        for tier, name in _names_of(place):
            if place.valid_to is None:
                yield "place", _key(name), int(tier), place.code
            elif tier is not Tier.INITIALS:
                yield "place", _key(name), int(Tier.FORMER), place.code


def misread_names(places: Iterable[Place], characters: Iterable[Character]) -> Iterator[NameRow]:
    """How names of today are spelt by who doesn't know how their characters are read there: `leqing` for 乐清."""
    readings = {it.character: it.readings for it in characters}
    for place in places:
        proper = place.pinyin.split(" ")
        if place.valid_to is None and any(len(readings.get(character, ())) > 1 for character in place.short):
            choices = [(syllable, *readings.get(it, ())) for it, syllable in zip(place.short, proper, strict=True)]
            spellings = {"".join(it) for it in islice(product(*choices), _MOST_SPELLINGS)}
            for spelling in spellings - {"".join(proper)}:
                for key in (spelling, spelling + _KIND_PINYIN.get(place.kind, "")):
                    yield "misread", key, int(Tier.PINYIN), place.code


def _names_of(place: Place) -> Iterator[tuple[Tier, str]]:
    pinyin = place.pinyin.replace(" ", "")
    traditional_short = place.traditional[: len(place.short)]
    yield Tier.CODE, place.code
    yield Tier.CODE, gb_code(place.code)
    yield Tier.NAME, place.name
    yield Tier.SHORT, place.short
    yield Tier.TRADITIONAL, place.traditional
    yield Tier.TRADITIONAL, traditional_short
    yield Tier.PINYIN, pinyin
    yield Tier.PINYIN, pinyin + _KIND_PINYIN.get(place.kind, "")
    if "ü" in pinyin:
        yield Tier.PINYIN, pinyin.replace("ü", "v")
    yield Tier.INITIALS, place.initials
    for alias in place.aliases:
        yield Tier.ALIAS, alias


def defined_names(kind: str, records: Iterable[Metric] | Iterable[Group]) -> Iterator[NameRow]:
    """The keys of metrics or groups: id, Chinese and English name, aliases."""
    for record in records:
        yield kind, _key(record.id), Tier.CODE, record.id
        for name in (record.name, record.name_en):
            yield kind, _key(name), Tier.NAME, record.id
        for alias in record.aliases:
            yield kind, _key(alias), Tier.ALIAS, record.id


def metric_terms(metrics: Iterable[Metric], terms: Iterable[Term]) -> Iterator[NameRow]:
    """The folded forms of all names of metrics, and the words that name no single one, as typed and folded."""
    for metric in metrics:
        for name in (metric.id, metric.name, metric.name_en, *metric.aliases):
            if term_key(name) not in ("", _key(name)):
                yield "metric", term_key(name), int(Tier.FOLDED), metric.id
    for term in terms:
        for word in term.words:
            for position, identifier in enumerate(term.metrics, Tier.LOOSE):
                for key in {_key(word), term_key(word) or _key(word)}:
                    yield "metric", key, position, identifier


def search_items(draft: Draft) -> Iterator[Item]:
    """Places, groups, metrics, initiatives and documents, in the order in which equal hits are listed."""
    names = {entry.record.code: entry.record for entry in draft.places}
    for place in names.values():
        terms = (*(name for _, name in _names_of(place)), *(former.name for former in place.former_names))
        yield Item("place", place.code, place.name, _text(terms))
    for group in (entry.record for entry in draft.groups):
        yield Item("group", group.id, group.name, _text((group.name, group.id, group.name_en, *group.aliases)))
    words = [entry.record for entry in draft.terms]
    for metric in (entry.record for entry in draft.metrics):
        loose = (word for term in words if metric.id in term.metrics for word in term.words)
        terms = (metric.name, metric.id, metric.name_en, *metric.aliases, metric.definition, *loose)
        yield Item("metric", metric.id, metric.name, _text(terms))
    for initiative in (entry.record for entry in draft.initiatives):
        place = names[initiative.county]
        terms = (initiative.name, place.name, place.pinyin.replace(" ", ""), initiative.category, initiative.summary)
        yield Item("initiative", initiative.id, initiative.name, _text(terms))
    for document in (entry.record for entry in draft.documents):
        terms = (document.title, document.publisher or "", document.published or "", document.id)
        yield Item("document", document.id, document.title, _text(terms))


def grams(text: str) -> set[str]:
    """Bigrams of each term, and each term's last character alone, so that single characters are found by prefix."""
    return {gram for term in text.split("\n") for gram in bigrams(term)}


def _text(terms: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, map(_key, terms))))
