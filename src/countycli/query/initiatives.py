"""Policy initiatives, by county, scope, category, year and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import NotFoundError, UsageError
from countycli.model.naming import name_key
from countycli.model.period import Period
from countycli.names.resolve import resolve_place
from countycli.names.scopes import resolve_scope
from countycli.phrases import Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.index.ask.index import Index
    from countycli.model.records import Document, Initiative, Place
    from countycli.model.reports import DataInfo, Note, Scope


class InitiativesReport(NamedTuple):
    scope: Scope | None
    place: Place | None
    words: tuple[str, ...]
    category: str | None
    year: int | None
    rows: tuple[Initiative, ...]
    places: dict[str, Place]
    documents: dict[str, Document]
    info: DataInfo
    notes: tuple[Note, ...]


class InitiativesRequest(NamedTuple):
    words: tuple[str, ...] = ()
    county: str | None = None
    scope: Sequence[str] | None = None  # one name or several
    category: str | None = None
    year: int | None = None


def initiatives(index: Index, request: InitiativesRequest) -> InitiativesReport:
    """Those that fit everything asked for, by county, the newest first. Raises NotFoundError where none does."""
    category = _category(index, request.category)
    match = resolve_place(index, request.county, periods=_periods(request)) if request.county is not None else None
    scope = resolve_scope(index, request.scope, request.year) if request.scope is not None else None
    place = match.place if match else None
    found = _of_place(index, place) if place else index.documents.initiatives()
    if scope is not None:
        heirs, codes = index.places.heirs(it.county for it in found), scope.codes
        found = [it for it in found if not codes.isdisjoint([it.county, *heirs.get(it.county, ())])]
    places = index.places.by_code(it.county for it in found)
    wanted = [name_key(word) for word in request.words]
    found = [it for it in found if _fits(it, places[it.county], category, request.year, wanted)]
    if not found:
        raise NotFoundError(Phrase("No initiative fits"), Phrase("ask for less; `countycli initiatives` lists all"))
    found.sort(key=lambda it: it.county)
    return InitiativesReport(
        scope=scope,
        place=place,
        words=request.words,
        category=category,
        year=request.year,
        rows=tuple(found),
        places=places,
        documents=index.documents.by_id(it.source for it in found),
        info=index.info(),
        notes=(match.notes if match else ()) + (scope.notes if scope else ()),
    )


def _periods(request: InitiativesRequest) -> tuple[Period, ...]:
    return (Period.of_years(request.year, request.year),) if request.year is not None else ()


def _of_place(index: Index, place: Place) -> list[Initiative]:
    """Its own and those of the units that it continues."""
    return [it for code in index.places.parts_of(place.code) for it in index.documents.initiatives(county=code)]


def _fits(it: Initiative, place: Place, category: str | None, year: int | None, words: list[str]) -> bool:
    if category not in (None, it.category) or year not in (None, it.year):
        return False
    text = name_key(f"{it.name} {it.summary} {it.category} {place.name}")
    return all(word in text for word in words)


def _category(index: Index, text: str | None) -> str | None:
    """The category's id, from that or its English name. Raises UsageError, for categories are a fixed list."""
    if text is None:
        return None
    categories = index.metrics.categories()
    for category in categories:
        if name_key(text) in (name_key(category.id), name_key(category.name_en)):
            return category.id
    known = tuple(categories)
    raise UsageError(Phrase("No category “{id}”", id=text), Phrase("known: {words}", words=known))
