"""Policy initiatives, chosen by county, scope, category, year and words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.errors import NotFoundError, UsageError
from countycli.model.naming import name_key
from countycli.model.period import Period
from countycli.names.resolve import resolve_place
from countycli.names.scopes import notes_on, scope_asked_for
from countycli.phrases import Phrase
from countycli.query import EVERYTHING, Extent
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from countycli.index.ask.index import Index
    from countycli.model.records import Document, Initiative, Place
    from countycli.model.reports import DataInfo, Note, Scope


_FEW_COUNTIES = 20  # as many as a reader looks over one by one


class Part(NamedTuple):
    """The programmes of an answer that one county has, or that are of one category: `key` is the county's code or the
    category's id, `total` tells how many there are, and `shown` has the newest of them.
    """

    key: str
    total: int
    shown: tuple[Initiative, ...]


class InitiativesReport(NamedTuple):
    """`rows` are all programmes, by county; `parts` those that are shown, in the order in which they are shown."""

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
    categories: dict[str, int]  # how many programmes there are of each category, the most first
    parted_by: Literal["category", "county"]
    parts: tuple[Part, ...]

    @property
    def is_shortened(self) -> bool:
        return any(part.total > len(part.shown) for part in self.parts)


class InitiativesRequest(NamedTuple):
    words: tuple[str, ...] = ()
    county: str | None = None
    scope: Sequence[str] | None = None  # one name or several
    category: str | None = None
    year: int | None = None
    kinds: tuple[str, ...] = ()
    extent: Extent = EVERYTHING


def initiatives(index: Index, request: InitiativesRequest) -> InitiativesReport:
    """The programmes that fit everything asked for, by county, each county's newest first. Raises NotFoundError where
    no programme fits.
    """
    category = _category(index, request.category)
    match = resolve_place(index, request.county, periods=_periods(request)) if request.county is not None else None
    scope = scope_asked_for(index, request.scope, request.year, request.kinds)
    place = match.place if match else None
    found = _of_place(index, place) if place else index.documents.initiatives()
    if scope is not None:
        found = _within(index, found, scope)
    places = index.places.by_code(programme.county for programme in found)
    asked = request._replace(category=category, words=tuple(map(name_key, request.words)))
    rows = [programme for programme in found if _fits(programme, places[programme.county], asked)]
    if not rows:
        raise NotFoundError(Phrase("No initiative fits"), Phrase("ask for less; `countycli initiatives` lists all"))
    rows.sort(key=lambda programme: programme.county)
    counts = _by_category(index, rows)
    parted_by = _parting(rows, request)
    parts = _shortened(_parts(rows, parted_by, counts), request.extent.initiatives)
    return InitiativesReport(
        scope=scope,
        place=place,
        words=request.words,
        category=category,
        year=request.year,
        rows=tuple(rows),
        places=places,
        documents=index.documents.by_id(programme.source for part in parts for programme in part.shown),
        info=index.info(),
        notes=notes_on(match, scope),
        categories=counts,
        parted_by=parted_by,
        parts=parts,
    )


def _by_category(index: Index, rows: list[Initiative]) -> dict[str, int]:
    """How many programmes there are of each category, the most first; among equals in the order of the book."""
    found = Counter(programme.category for programme in rows)
    ordered = sorted(index.metrics.categories(), key=lambda category: -found[category.id])
    return {category.id: found[category.id] for category in ordered if found[category.id]}


def _parting(rows: list[Initiative], request: InitiativesRequest) -> Literal["category", "county"]:
    """By what an answer is parted. One place's programmes are parted by category, and programmes of one category by
    county, as are those on one subject in a few counties; all others by whichever makes fewer parts.
    """
    counties, categories = {programme.county for programme in rows}, {programme.category for programme in rows}
    if request.county is not None or len(counties) == 1:
        return "category"
    few = _FEW_COUNTIES if request.words else len(categories)
    return "county" if len(categories) == 1 or len(counties) <= few else "category"


def _parts(
    rows: list[Initiative], parted_by: Literal["category", "county"], categories: dict[str, int]
) -> tuple[Part, ...]:
    """All programmes, in parts: categories with the most programmes first, counties by code; in each the newest
    programme first.
    """
    keys = list(categories) if parted_by == "category" else dict.fromkeys(programme.county for programme in rows)
    within: dict[str, list[Initiative]] = {key: [] for key in keys}
    for programme in sorted(rows, key=lambda programme: -programme.year):
        within[getattr(programme, parted_by)].append(programme)
    return tuple(Part(key, len(found), tuple(found)) for key, found in within.items())


def _shortened(parts: tuple[Part, ...], most: int | None) -> tuple[Part, ...]:
    """The parts with as many programmes as `most` allows, of each part equally many, the newest; one at least."""
    if most is None or sum(part.total for part in parts) <= most:
        return parts
    fitting = [each for each in range(1, most + 1) if sum(min(part.total, each) for part in parts) <= most]
    each = max(fitting, default=1)
    return tuple(part._replace(shown=part.shown[:each]) for part in parts)


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
    terms = (programme.name, place.name, place.pinyin, programme.category, programme.summary)
    text = "\n".join(map(name_key, terms))  # as a search finds initiatives
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
