"""What counties set out to reach, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import NotFoundError, Phrase
from countycli.model.period_text import parse_canonical
from countycli.model.records import ESTIMATES
from countycli.names.resolve import resolve_place
from countycli.names.scopes import resolve_scope
from countycli.query.figures import scoped_cells_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.dataset.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Document, Figure, Metric, Place
    from countycli.model.reports import Headline, Note, Scope

TARGET_STATES = ("met", "missed", "open", "no_figure")


_MIRRORED = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}


class TargetRow(NamedTuple):
    target: Figure
    place: Place
    outcome: Headline | None
    state: str


class TargetsReport(NamedTuple):
    scope: Scope | None
    place: Place | None
    year: int | None
    rows: tuple[TargetRow, ...]
    metrics: dict[str, Metric]
    documents: dict[str, Document]
    notes: tuple[Note, ...]


class TargetsRequest(NamedTuple):
    place: str | None = None
    year: int | None = None
    scope: Sequence[str] | None = None  # one name or several


def targets(index: Index, request: TargetsRequest) -> TargetsReport:
    """The targets of one place, or of a scope's counties; the latest period first.

    Raises NotFoundError where there are none.
    """
    place, scope, notes = _whose(index, request)
    found = [target for target in _targets(index, place, scope) if _in_year(target.period, request.year)]
    if not found:
        raise _nothing(place)
    metrics = index.metrics(target.metric for target in found)
    positions = {identifier: position for position, identifier in enumerate(metrics)}
    found.sort(key=lambda it: (it.county, -it.period.end, -it.period.start, positions[it.metric]))
    owners = _owners(index, found, place, scope)
    outcomes = scoped_cells_of(index, owners.values(), {(it.metric, it.period) for it in found})
    places = index.places(target.county for target in found)
    as_of = _month(index.info().as_of)
    rows = [
        _row(it, places, outcomes.get((owners[it.county], it.metric, it.period, it.scope)), metrics, as_of)
        for it in found
    ]
    sources = [figure.source for row in rows for figure in _figures(row)]
    return TargetsReport(scope, place, request.year, tuple(rows), metrics, index.documents(sources), notes)


def state_of(target: Figure, outcome: Figure | None, higher_is_better: bool | None, as_of: int) -> str:
    """met, missed, open (the period isn't over in month `as_of`) or no_figure (it is, but no outcome decides)."""
    if outcome is not None and outcome.status not in ESTIMATES:
        verdict = _verdict(target, _direction(target, higher_is_better), outcome)
        if verdict:
            return verdict
    return "open" if target.period.end >= as_of else "no_figure"


def _direction(target: Figure, higher_is_better: bool | None) -> str:
    """The comparison that an outcome must stand: the target's own bound or, without one, the metric's sense."""
    if target.bound in _MIRRORED:
        return target.bound
    return "<=" if higher_is_better is False else ">="


def _verdict(target: Figure, direction: str, outcome: Figure) -> str | None:
    """None where the outcome, a bound or a standing without value, lies on neither side for certain."""
    if target.value is None or outcome.value is None or outcome.bound == "~":
        return None
    aim, value, bound = target.value, outcome.value, outcome.bound
    if direction in ("<=", "<"):  # the same the other way up
        aim, value, direction = -aim, -value, _MIRRORED[direction]
        bound = _MIRRORED[bound] if bound else None
    if target.bound == "~":  # about: a tenth off is as good
        aim -= abs(aim) * 0.1
    equal_is_enough = direction == ">="
    if bound not in ("<=", "<") and (value > aim or (value == aim and (equal_is_enough or bound == ">"))):
        return "met"
    if bound not in (">=", ">") and (value < aim or (value == aim and (not equal_is_enough or bound == "<"))):
        return "missed"
    return None


def _whose(index: Index, request: TargetsRequest) -> tuple[Place | None, Scope | None, tuple[Note, ...]]:
    if request.place is not None:
        match = resolve_place(index, request.place)
        return match.place, None, match.notes
    scope = resolve_scope(index, request.scope, request.year)
    return None, scope, scope.notes


def _targets(index: Index, place: Place | None, scope: Scope | None) -> list[Figure]:
    if place is not None:
        return index.targets(index.parts_of(place.code))
    if scope is None or scope.is_all:
        return index.targets()
    return index.targets([part for parts in index.parts(scope.codes).values() for part in parts])


def _owners(index: Index, found: list[Figure], place: Place | None, scope: Scope | None) -> dict[str, str]:
    """The place of today that each target's unit is or went on as: its outcome may be filed under either."""
    units = {target.county for target in found}
    if place is not None:
        return dict.fromkeys(units, place.code)
    heirs = index.heirs(units)
    codes = scope.codes if scope else frozenset[str]()
    return {unit: next((heir for heir in heirs.get(unit, ()) if heir in codes), unit) for unit in units}


def _in_year(period: Period, year: int | None) -> bool:
    return year is None or period.first_year <= year <= period.last_year


def _row(
    target: Figure,
    places: dict[str, Place],
    outcome: Headline | None,
    metrics: dict[str, Metric],
    as_of: int,
) -> TargetRow:
    better = metrics[target.metric].higher_is_better
    state = state_of(target, outcome.figure if outcome else None, better, as_of)
    return TargetRow(target, places[target.county], outcome, state)


def _figures(row: TargetRow) -> list[Figure]:
    return [row.target] + ([row.outcome.figure] if row.outcome else [])


def _month(published: str) -> int:
    """The month of a document's date; of a bare year its first, so that no period counts as over too early."""
    period = parse_canonical(published[:7])
    return period.start if period else 0


def _nothing(place: Place | None) -> NotFoundError:
    hint = Phrase("`countycli targets` lists all")
    if place is not None:
        return NotFoundError(Phrase("No targets of {name} are known", name=place.name), hint)
    return NotFoundError(Phrase("No targets are known here"), hint)
