"""The counties that the book knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from countycli.errors import NotFoundError, Phrase, UsageError
from countycli.model.naming import name_key
from countycli.names.location import parents_of
from countycli.names.resolve import resolve_scope
from countycli.query.show import memberships

if TYPE_CHECKING:
    from countycli.dataset.index import Index
    from countycli.model.records import Place
    from countycli.model.reports import Membership, Note, Scope


class CountyRow(NamedTuple):
    place: Place
    memberships: tuple[Membership, ...]
    figures: int


class CountiesReport(NamedTuple):
    scope: Scope
    words: tuple[str, ...]
    rows: tuple[CountyRow, ...]
    parents: dict[str, Place]
    notes: tuple[Note, ...]


def counties(index: Index, words: tuple[str, ...], scope_name: str | None) -> CountiesReport:
    """Today's counties of a scope whose names hold every word. Raises NotFoundError where none does."""
    scope = resolve_scope(index, scope_name)
    places = list(scope.counties)
    if any(not name_key(word) for word in words):
        raise UsageError(Phrase("A word to look for is empty"), Phrase("leave it out, or give letters or digits"))
    if words:
        found = {it.ref for it in index.search([name_key(word) for word in words]) if it.kind == "place"}
        places = [place for place in places if place.code in found]
    if not places:
        hint = Phrase("`countycli search` looks further")
        raise NotFoundError(Phrase("No county fits “{words}”", words=" ".join(words)), hint)
    figures = index.figure_counts("county")
    return CountiesReport(
        scope=scope,
        words=words,
        rows=tuple(CountyRow(place, memberships(index, place.code), figures.get(place.code, 0)) for place in places),
        parents=parents_of(index, places),
        notes=scope.notes,
    )
