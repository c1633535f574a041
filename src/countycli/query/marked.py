"""The counties that a reader marks in a ranking. Each is shown with its rank, however far down it stands, or with the
reason why it has none. Loaded where counties are marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import AmbiguousError
from countycli.model.records import KIND_NAMES
from countycli.model.reports import Note
from countycli.names.resolve import Match, resolve_place
from countycli.phrases import Phrase
from countycli.query.exclusions import NOT_COUNTY, OUTSIDE
from countycli.query.territory import counterparts
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.records import Place
    from countycli.model.reports import Scope
    from countycli.query.exclusions import Exclusion
    from countycli.query.field import Board, Position
    from countycli.query.rank import RankRow


class Marked(NamedTuple):
    """A county that the reader marked. Without a `row` the county is not ranked, for one of the reasons for which
    counties are left out, or because the place is no county or lies outside the scope; `detail` tells more.
    """

    place: Place
    row: RankRow | None
    reason: str | None = None
    detail: Phrase | None = None


class Sought(NamedTuple):
    """A place that the reader named, and its code among the counties of the scope, None where it is not among them."""

    place: Place
    code: str | None
    notes: tuple[Note, ...]


def seek(index: Index, board: Board, names: Iterable[str]) -> tuple[Sought, ...]:
    """The places that `names` mean, each once. Raises NotFoundError and AmbiguousError."""
    matches = {match.place.code: match for match in (_match(index, board, name) for name in names)}
    codes = counterparts(index, matches, {*board.field.scope.counties})
    return tuple(Sought(match.place, codes.get(code), match.notes) for code, match in matches.items())


def _match(index: Index, board: Board, name: str) -> Match:
    """The place that a name means. Of several places of the name, the only one that lies in the scope is meant."""
    try:
        return resolve_place(index, name)
    except AmbiguousError as error:
        places = index.places.by_code(candidate.code for candidate in error.candidates).values()
        there = [place for place in places if _lies_in(place, board.field.scope)]
        if len(there) != 1:
            return resolve_place(index, name, periods=(board.period,) if board.period else ())
        (place,) = there
        told = Phrase("{text} is taken as {name} ({code}), in the scope", text=name, name=place, code=place.code)
        return Match(place, (Note("match", told),))


def _lies_in(place: Place, scope: Scope) -> bool:
    """Whether a county is or was in a scope."""
    return place.code in scope.counties or any(area.code in place.above for area in scope.areas)


def further(board: Board, shown: Sequence[Position], sought: Iterable[Sought]) -> list[Position]:
    """The positions of counties that were marked and do not stand among those `shown`."""
    missing = {county.code for county in sought}.difference(position.code for position in shown)
    return [position for position in board.positions() if position.code in missing]


def marked(
    sought: Iterable[Sought], board: Board, rows: Mapping[str, RankRow], excluded: Iterable[Exclusion]
) -> tuple[Marked, ...]:
    """The marked counties with their `rows`, by code in the scope, or with the reasons why they are not ranked."""
    reasons = {exclusion.code: exclusion for exclusion in excluded}
    return tuple(_marked(county, board, rows, reasons) for county in sought)


def _marked(county: Sought, board: Board, rows: Mapping[str, RankRow], reasons: Mapping[str, Exclusion]) -> Marked:
    place, code, _ = county
    if row := rows.get(code or ""):
        return Marked(place, row)
    if exclusion := reasons.get(code or ""):
        return Marked(place, None, exclusion.reason, exclusion.detail)
    if place.level != "county":
        return Marked(place, None, NOT_COUNTY)
    return Marked(place, None, OUTSIDE, _why_outside(place, board))


def _why_outside(place: Place, board: Board) -> Phrase | None:
    if board.period and place.begins_after(board.period.end):
        return Phrase("since {date}", date=place.valid_from)
    if board.field.scope.kinds and place.kind not in board.field.scope.kinds:
        return Phrase("{kind}", kind=Phrase(KIND_NAMES.get(place.kind, place.kind)))
    return None
