"""The items that a search finds, and the bigrams by which a search finds them, made when the index is compiled."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
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
    """Something that a search can find; `text` holds all terms by which the item is found."""

    kind: str
    ref: str
    title: str
    text: str


def search_items(contents: Contents) -> Iterator[Item]:
    """Places, groups, metrics, initiatives and documents. Items of the reader's own documents come last, so that the
    book's items have the same numbers with and without them.
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
    """The initiatives that documents tell of, and the documents themselves, of both the newest first."""
    for initiative in sorted(initiatives, key=lambda programme: -programme.year):
        place = places[initiative.county]
        terms = (initiative.name, place.name, place.pinyin.replace(" ", ""), initiative.category, initiative.summary)
        yield Item("initiative", initiative.id, initiative.name, _text(terms))
    for document in sorted(documents, key=lambda document: document.published or "", reverse=True):
        told = (document.title, document.publisher or "", document.published or "", document.id)
        yield Item("document", document.id, document.title, _text(told))


def gram_rows(items: Iterable[tuple[int, Item]]) -> list[tuple[str, str]]:
    """The bigrams of some items' terms, each with the numbers of the items that have it; a term's last character stands
    alone, so that single characters are found by prefix. `items` come in the order of numbers. A row holds the
    number of the first item and for each further item the difference from the number before.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for number, item in items:
        for gram in set(chain.from_iterable(map(bigrams, item.text.split("\n")))):
            found[gram].append(number)
    return sorted((gram, " ".join(map(str, map(sub, numbers, (0, *numbers))))) for gram, numbers in found.items())


def _text(terms: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, map(folded, terms))))
