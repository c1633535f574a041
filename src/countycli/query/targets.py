"""The targets that counties set themselves, and what they reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import NotFoundError
from countycli.model.period import Period, latest_first
from countycli.model.reports import Note
from countycli.names.resolve import resolve_place
from countycli.names.scopes import notes_on, resolve_scope
from countycli.phrases import Phrase
from countycli.query.outcomes import TargetRow, rows_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.records import Document, Figure, Metric, Place
    from countycli.model.reports import DataInfo, Scope

_NONE = "no_target"  # the kind of the notes on places without targets


class TargetsReport(NamedTuple):
    scope: Scope | None
    places: tuple[Place, ...]  # those that were named
    years: tuple[int, ...]
    rows: tuple[TargetRow, ...]
    metrics: dict[str, Metric]
    documents: dict[str, Document]
    info: DataInfo
    notes: tuple[Note, ...]

    @property
    def missing(self) -> tuple[Phrase, ...]:
        """Which of the places that were named have no targets of their own."""
        return tuple(note.text for note in self.notes if note.kind == _NONE)


class TargetsRequest(NamedTuple):
    """The targets of some places, or of a scope's counties, for some years; without places and scope the targets of all
    counties, without years the targets for all years.
    """

    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    scope: Sequence[str] | None = None  # one name or several
    kinds: tuple[str, ...] = ()


def targets(index: Index, request: TargetsRequest) -> TargetsReport:
    """The targets of places or of a scope's counties: for each place the targets of the whole place before those of
    firms, projects and other areas, and of both the latest period first.

    Raises NotFoundError where there are no targets.
    """
    matches = [resolve_place(index, name, periods=_periods(request.years)) for name in request.places]
    places = tuple(dict.fromkeys(match.place for match in matches))
    years = () if places else (request.years or (None,))
    scopes = [resolve_scope(index, request.scope, year, kinds=request.kinds) for year in years]
    scope = next(iter(scopes), None)
    owners = _of_scopes(index, scopes, request.years) if scopes else _of_places(index, places)
    wanted = {target: owner for target, owner in owners.items() if _in_years(target.period, request.years)}
    if not wanted:
        raise _nothing(places, tuple(owners), request.years).telling(note.text for note in notes_on(*matches))
    rows = rows_of(index, wanted)
    return TargetsReport(
        scope=scope,
        places=places,
        years=request.years,
        rows=rows,
        metrics=index.metrics.by_id(row.target.metric for row in rows),
        documents=index.documents.by_id(_sources(rows)),
        info=index.info(),
        notes=(*notes_on(*matches, scope), *_missing(places, wanted, rows, request.years)),
    )


def _of_places(index: Index, places: tuple[Place, ...]) -> dict[Figure, str]:
    """The targets of places and of the former units that the places continue, each with the place's code."""
    parts = index.places.parts(place.code for place in places)
    return {target: code for code, units in parts.items() for target in index.figures.targets(units)}


def _of_scopes(index: Index, scopes: list[Scope], years: tuple[int, ...]) -> dict[Figure, str]:
    """The targets of the scope as it was in each of the years. Each target stands with the code of its unit's heir in
    the scope or else of the unit itself: the outcome may be filed under either code, and the heir has figures of both.
    """
    found: dict[Figure, str] = {}
    for scope, year in zip(scopes, years or (None,), strict=True):
        aims = _of_scope(index, scope)
        heirs = index.places.heirs({target.county for target in aims})
        for target in aims:
            if year is None or _in_years(target.period, (year,)):
                unit = target.county
                found[target] = next((heir for heir in heirs.get(unit, ()) if heir in scope.codes), unit)
    return found


def _of_scope(index: Index, scope: Scope) -> list[Figure]:
    """The targets of a scope's counties and regions, and of the former units that these continue."""
    if scope.is_all:
        return index.figures.targets()
    parts = index.places.parts(scope.codes)
    return index.figures.targets([part for units in parts.values() for part in units])


def _in_years(period: Period, years: tuple[int, ...]) -> bool:
    return not years or any(period.first_year <= year <= period.last_year for year in years)


def _sources(rows: Iterable[TargetRow]) -> list[str]:
    """The documents of the targets and of the outcomes."""
    rows = list(rows)
    outcomes = [row.outcome.figure.source for row in rows if row.outcome]
    return [*(row.target.source for row in rows), *outcomes]


def _periods(years: tuple[int, ...]) -> tuple[Period, ...]:
    return tuple(Period.of_years(year, year) for year in years)


def _missing(
    places: tuple[Place, ...], owners: dict[Figure, str], rows: tuple[TargetRow, ...], years: tuple[int, ...]
) -> list[Note]:
    """A note on each place without known targets, or with targets of firms, projects and other areas only."""
    some, own = set(owners.values()), {owners[row.target] for row in rows if row.whole}
    texts = [
        _none_of(place, years) if place.code not in some else _none_own(place, years)
        for place in places
        if place.code not in own
    ]
    return [Note(_NONE, text) for text in texts]


def _none_of(place: Place, years: tuple[int, ...]) -> Phrase:
    if years:
        return Phrase("No targets of {name} for {years} are known", name=place, years=_periods(years))
    return Phrase("No targets of {name} are known", name=place)


def _none_own(place: Place, years: tuple[int, ...]) -> Phrase:
    if years:
        return Phrase(
            "No target of {name} itself for {years} is known, only of firms, projects or other areas",
            name=place,
            years=_periods(years),
        )
    return Phrase("No target of {name} itself is known, only of firms, projects or other areas", name=place)


def _nothing(places: tuple[Place, ...], others: tuple[Figure, ...], years: tuple[int, ...]) -> NotFoundError:
    """The error where no targets are found; `others` are targets for other years than those asked for."""
    hint = Phrase("`countycli targets` lists all")
    if others:
        periods = latest_first({target.period for target in others})
        hint = Phrase("there are targets for {periods}", periods=tuple(periods))
    if len(places) == 1:
        return NotFoundError(_none_of(places[0], years), hint)
    return NotFoundError(Phrase("No targets are known here"), hint)
