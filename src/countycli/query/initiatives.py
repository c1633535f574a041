"""Policy initiatives, chosen by county, scope, category, year and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import NotFoundError, UsageError
from countycli.model.naming import name_key
from countycli.model.period import Period
from countycli.names.resolve import resolve_place
from countycli.names.scopes import notes_on, scope_asked_for
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
    """The programmes that fit everything asked for, by county, each county's newest first. Raises NotFoundError where
    no programme fits.
    """
    category = _category(index, request.category)
    match = resolve_place(index, request.county, periods=_periods(request)) if request.county is not None else None
    scope = scope_asked_for(index, request.scope, request.year)
    place = match.place if match else None
    found = _of_place(index, place) if place else index.documents.initiatives()
    if scope is not None:
        found = _within(index, found, scope)
    places = index.places.by_code(programme.county for programme in found)
    asked = request._replace(category=category, words=tuple(map(name_key, request.words)))
    rows = [programme for programme in found if _fits(programme, places[programme.county], asked)]
    if not rows:
        raise NotFoundError(Phrase("No initiative fits"), Phrase("ask for less; `countycli initiatives` lists all"))
    return InitiativesReport(
        scope=scope,
        place=place,
        words=request.words,
        category=category,
        year=request.year,
        rows=tuple(sorted(rows, key=lambda programme: programme.county)),
        places=places,
        documents=index.documents.by_id(programme.source for programme in rows),
        info=index.info(),
        notes=notes_on(match, scope),
    )


def _within(index: Index, found: list[Initiative], scope: Scope) -> list[Initiative]:
    """The programmes of a scope's counties and regions, and of former units that went on as one of these."""
    heirs, codes = index.places.heirs(programme.county for programme in found), scope.codes

    def lies_there(county: str) -> bool:
        return not codes.isdisjoint([county, *heirs.get(county, ())])

    return [programme for programme in found if lies_there(programme.county)]


def _periods(request: InitiativesRequest) -> tuple[Period, ...]:
    return (Period.of_years(request.year, request.year),) if request.year is not None else ()


def _of_place(index: Index, place: Place) -> list[Initiative]:
    """The programmes of a place and of the former units that went on as this place."""
    parts = index.places.parts_of(place.code)
    return [programme for code in parts for programme in index.documents.initiatives(county=code)]


def _fits(programme: Initiative, place: Place, asked: InitiativesRequest) -> bool:
    """Whether a programme fits the category (an id), the year and the words (name keys) that are asked for."""
    if asked.category not in (None, programme.category) or asked.year not in (None, programme.year):
        return False
    text = name_key(f"{programme.name} {programme.summary} {programme.category} {place.name}")
    return all(word in text for word in asked.words)


def _category(index: Index, text: str | None) -> str | None:
    """The id of the category that a text names by id or English name. An unknown one raises UsageError rather than
    NotFoundError, because categories are a fixed list.
    """
    if text is None:
        return None
    categories = index.metrics.categories()
    for category in categories:
        if name_key(text) in (name_key(category.id), name_key(category.name_en)):
            return category.id
    known = tuple(categories)
    raise UsageError(Phrase("No category “{id}”", id=text), Phrase("known: {words}", words=known))
