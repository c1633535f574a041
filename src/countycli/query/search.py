"""Counties, metrics, initiatives and documents that hold all the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from countycli.errors import NotFoundError, Phrase, UsageError
from countycli.model.naming import name_key
from countycli.names.location import parents_of, where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.dataset.index import Found, Index
    from countycli.model.reports import Note


class SearchRow(NamedTuple):
    """A hit: `kind` is county, region, metric, initiative or document; `ref` is what other commands take."""

    kind: str
    ref: str
    title: str
    detail: str


class SearchReport(NamedTuple):
    words: tuple[str, ...]
    rows: tuple[SearchRow, ...]
    notes: tuple[Note, ...]


def search(index: Index, words: Sequence[str]) -> SearchReport:
    """Hits in titles first, then by kind. Raises NotFoundError where nothing holds all the words."""
    keys = [key for key in map(name_key, words) if key]
    if not keys:
        raise UsageError(Phrase("Nothing to search for"), Phrase("give one or more words"))
    found = index.search(keys)
    if not found:
        raise NotFoundError(
            Phrase("Nothing contains “{words}”", words=" ".join(words)), Phrase("try fewer or shorter words")
        )
    found.sort(key=lambda it: not all(key in name_key(it.title) for key in keys))
    return SearchReport(tuple(words), tuple(_rows(index, found)), ())


def _rows(index: Index, found: list[Found]) -> list[SearchRow]:
    places = index.places(it.ref for it in found if it.kind == "place")
    parents = parents_of(index, places.values())
    documents = index.documents(it.ref for it in found if it.kind == "document")
    initiatives = {it.id: it for it in index.initiatives()} if any(it.kind == "initiative" for it in found) else {}
    metrics = index.metrics(it.ref for it in found if it.kind == "metric")
    owners = index.places(it.county for it in initiatives.values())
    rows = []
    for kind, ref, title in found:
        if kind == "place":
            rows.append(
                SearchRow(
                    "county" if places[ref].level == "county" else "region", ref, title, where(places[ref], parents)
                )
            )
        elif kind == "initiative":
            rows.append(SearchRow(kind, ref, title, owners[initiatives[ref].county].name))
        elif kind == "document":
            rows.append(SearchRow(kind, ref, title, f"{documents[ref].publisher} {documents[ref].published}"))
        else:
            rows.append(SearchRow(kind, ref, title, metrics[ref].unit))
    return rows
