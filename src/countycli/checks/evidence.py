"""What contradictions are looked for among: the exact outcomes of all documents, grouped once for all checks."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from countycli.model.records import ESTIMATES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from countycli.model.period import Period
    from countycli.model.records import Figure, Metric, Place
    from countycli.source.draft import Draft, Entry, Total, Zone

    Area = tuple[str, str | None]  # the code of a place, and the scope of what is less or more than all of it


T = TypeVar("T")


class Statement(NamedTuple):
    """What one document says of one area and period, by metric."""

    source: str
    area: Area
    period: Period
    figures: dict[str, Entry[Figure]]

    def own(self, metrics: Sequence[str]) -> list[Figure]:
        """Nothing where one of them is missing."""
        found = [self.figures[it].record for it in metrics if it in self.figures]
        return found if len(found) == len(metrics) else []


class Evidence(NamedTuple):
    """Bounds, estimates and figures of inferred periods are left out: they contradict nothing. Figures of one scope are
    compared with each other only, as those of whole places are.
    """

    statements: Collection[Statement]
    areas: Mapping[Area, list[Statement]]
    metrics: Mapping[str, Metric]
    places: Mapping[str, Place]
    totals: Collection[Entry[Total]]
    zones: Collection[Zone]

    def of(self, metric: str, area: Area, period: Period) -> list[Entry[Figure]]:
        """What all documents say."""
        found = (it.figures.get(metric) for it in self.areas[area] if it.period == period)
        return [entry for entry in found if entry]

    def choices(self, metric: str, by: Statement, others: Iterable[str]) -> Iterator[tuple[Figure, ...]]:
        """A figure for each of the other metrics, in every way that nobody explained: of the same document or, where it
        has none, of any.
        """
        found = [[by.figures[it]] if it in by.figures else self.of(it, by.area, by.period) for it in others]
        for chosen in product(*found):
            if not explained(by.figures[metric], *chosen):
                yield tuple(it.record for it in chosen)


def gather(draft: Draft) -> Evidence:
    places = {entry.record.code: entry.record for entry in draft.places}
    statements = list(_statements(entry for entry in draft.observations if entry.record.county in places))
    areas: dict[Area, list[Statement]] = defaultdict(list)
    for statement in statements:
        areas[statement.area].append(statement)
    # What a town, an enterprise or a project has is not one thing all over the place.
    metrics = {entry.record.id: entry.record for entry in draft.metrics if entry.record.scope is None}
    zones = {entry.record for entry in draft.zones}
    return Evidence(statements, areas, metrics, places, draft.totals, zones)


def _statements(observations: Iterable[Entry[Figure]]) -> Iterator[Statement]:
    """Figures of one statement mostly follow each other, which is used: there are a hundred thousand."""
    found: dict[tuple[str, Area, Period], dict[str, Entry[Figure]]] = {}
    last: tuple[str, str, str | None, Period] | None = None
    figures: dict[str, Entry[Figure]] = {}
    for entry in observations:
        it = entry.record
        if it.value is None or it.bound is not None or it.inferred or it.status in ESTIMATES:
            continue
        head = (it.source, it.county, it.scope, it.period)
        if head != last:
            last, figures = head, found.setdefault((it.source, (it.county, it.scope), it.period), {})
        figures[it.metric] = entry
    return (Statement(*head, figures) for head, figures in found.items())


def explained(*entries: Entry[Figure]) -> bool:
    """Whether a figure has a note of its own, or notes or boundaries set them apart; what all share doesn't."""
    first = entries[0].record
    return any(
        _has_own_note(entry) or (entry.record.note, entry.record.restated) != (first.note, first.restated)
        for entry in entries
    )


def _has_own_note(entry: Entry[Figure]) -> bool:
    """Whether the note is the figure's, not that of the block in which it stands with others."""
    note = entry.record.note
    return note is not None and (entry.key is None or note != entry.block.table.get("note"))


def least(misses: Iterable[tuple[float, T]]) -> tuple[float, T] | None:
    """The choice that misses by least; None where there is none."""
    return min(misses, key=itemgetter(0), default=None)


def value_of(figure: Figure) -> float:
    assert figure.value is not None  # the evidence holds figures with values only
    return figure.value


def rounding(*figures: Figure) -> float:
    """How far rounding alone can take a sum of such figures."""
    return sum(0.5 * float(10**-figure.decimals) for figure in figures)
