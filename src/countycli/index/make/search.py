"""What a search finds, and the bigrams that it is found by, made when the index is compiled."""

from __future__ import annotations

from operator import sub
from typing import TYPE_CHECKING, NamedTuple

from countycli.model.keys import folded, names_of
from countycli.model.naming import bigrams
from countycli.model.records import is_own

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from countycli.model.records import Document, Initiative, Place
    from countycli.source.draft import Contents


class Item(NamedTuple):
    """Something that a search can find; `text` holds all that it is found by."""

    kind: str
    ref: str
    title: str
    text: str


def search_items(contents: Contents) -> Iterator[Item]:
    """Places, groups, metrics, initiatives and documents; those of the reader's own documents behind all of the book's,
    which have the same numbers with them and without.
    """
    names = {place.code: place for place in contents.places}
    for place in names.values():
        terms = (*(name for _, name in names_of(place)), *(former.name for former in place.former_names))
        yield Item("place", place.code, place.name, _text(terms))
    for group in contents.groups:
        yield Item("group", group.id, group.name, _text((group.name, group.id, group.name_en, *group.aliases)))
    for metric in contents.metrics:
        loose = (word for term in contents.terms if metric.id in term.metrics for word in term.words)
        terms = (metric.name, metric.id, metric.name_en, *metric.aliases, metric.definition, *loose)
        yield Item("metric", metric.id, metric.name, _text(terms))
    for own in (False, True):
        yield from told_items(
            (initiative for initiative in contents.initiatives if is_own(initiative.source) is own),
            (document for document in contents.documents if document.is_own is own),
            names,
        )


def told_items(
    initiatives: Iterable[Initiative], documents: Iterable[Document], places: Mapping[str, Place]
) -> Iterator[Item]:
    """What documents tell, and they themselves."""
    for initiative in initiatives:
        place = places[initiative.county]
        terms = (initiative.name, place.name, place.pinyin.replace(" ", ""), initiative.category, initiative.summary)
        yield Item("initiative", initiative.id, initiative.name, _text(terms))
    for document in documents:
        told = (document.title, document.publisher or "", document.published or "", document.id)
        yield Item("document", document.id, document.title, _text(told))


def gram_rows(items: Iterable[tuple[int, Item]]) -> list[tuple[str, str]]:
    """The bigrams of some items' terms, each with the numbers of the items that have it; a term's last character stands
    alone, so that single characters are found by prefix. Of the items, which come by number, an index keeps the first
    one's number and how much greater each next one's is: rows that are added to it later begin anew.
    """
    found: dict[str, list[int]] = {}
    for number, item in items:
        for gram in {gram for term in item.text.split("\n") for gram in bigrams(term)}:
            found.setdefault(gram, []).append(number)
    return sorted((gram, " ".join(map(str, map(sub, numbers, (0, *numbers))))) for gram, numbers in found.items())


def _text(terms: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, map(folded, terms))))
