"""What came of targets: each with the figure of its place, metric and period, and the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.aims import Rule, rule_of, state_of
from countycli.model.period import month_number
from countycli.model.records import is_own
from countycli.query.figures import scoped_cells_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from countycli.index.ask.index import Index
    from countycli.model.records import Figure, Metric, Place
    from countycli.model.reports import DataInfo, Headline


class TargetRow(NamedTuple):
    """`whole`: the target is for the place as a whole, not for a firm, a project or another area."""

    target: Figure
    place: Place
    outcome: Headline | None
    rule: Rule
    state: str
    whole: bool


class _Clock(NamedTuple):
    """The months up to which documents are known, by which a period counts as over. The book's targets are judged by
    the book's documents alone: a later document of the reader's own must not turn them into missed targets.
    """

    book: int
    all: int

    @classmethod
    def of(cls, info: DataInfo) -> _Clock:
        return cls(_month(info.book_as_of), _month(info.as_of))

    def month(self, target: Figure) -> int:
        return self.all if is_own(target.source) else self.book


def rows_of(index: Index, owners: dict[Figure, str]) -> tuple[TargetRow, ...]:
    """Targets with what came of them, each judged by the figures of the place whose code stands with it."""
    metrics = index.metrics.by_id(target.metric for target in owners)
    outcomes = scoped_cells_of(index, set(owners.values()), {(target.metric, target.period) for target in owners})
    places = index.places.by_code(target.county for target in owners)
    clock = _Clock.of(index.info())
    rows = []
    for target, code in owners.items():
        outcome = outcomes.get((code, target.metric, target.period, target.scope))
        rows.append(_row(target, places[target.county], metrics[target.metric], outcome, clock))
    positions = {identifier: position for position, identifier in enumerate(metrics)}
    return tuple(sorted(rows, key=lambda row: _order(row, positions)))


def _order(row: TargetRow, positions: dict[str, int]) -> tuple[str, bool, int, int, int]:
    end, start = row.target.period.end, row.target.period.start
    return row.place.code, not row.whole, -end, -start, positions[row.target.metric]


def _row(target: Figure, place: Place, metric: Metric, outcome: Headline | None, clock: _Clock) -> TargetRow:
    better = metric.higher_is_better
    state = state_of(target, outcome.figure if outcome else None, better, clock.month(target))
    return TargetRow(target, place, outcome, rule_of(target, better), state, metric.tells_of_whole(target))


def _month(published: str) -> int:
    """The month of a document's date; January for a bare year, so that no period counts as over too early."""
    return month_number(published) if published else 0
