"""What contradictions are looked for among: the exact outcomes of all documents, grouped once for all checks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from countycli.model.lineage import breaks
from countycli.model.records import ESTIMATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from countycli.model.period import Period
    from countycli.model.records import Figure, Metric, Place
    from countycli.source.draft import Draft, Entry

    Area = tuple[str, str | None]  # the code of a place, and the scope of what is less or more than all of it
    Remark = tuple[str | None, bool]  # the note of a figure, and whether it is restated for later boundaries


class Statement(NamedTuple):
    """The figures that one document gives for one area and period, by metric."""

    source: str
    area: Area
    period: Period
    figures: dict[str, Entry[Figure]]

    def own(self, metrics: Sequence[str]) -> list[Figure]:
        """The figures of these metrics; nothing where one of them is missing."""
        found = [self.figures[metric].record for metric in metrics if metric in self.figures]
        return found if len(found) == len(metrics) else []


class Choice(NamedTuple):
    """Figures of several documents for one metric, any of which may be the right one; `ends` are the least and the
    greatest of them.
    """

    figures: Sequence[Figure]
    ends: Sequence[Figure]

    @classmethod
    def among(cls, figures: Sequence[Figure]) -> Choice:
        return cls(
            figures, (min(figures, key=exact_value), max(figures, key=exact_value)) if len(figures) > 2 else figures
        )


FLOAT_SLACK = 1e-9  # what binary fractions lose
NO_CHOICE = Choice((), ())


class Evidence:
    """All exact figures, grouped so that no check has to look through all of them.

    Bounds, estimates and figures of inferred periods are left out, for they contradict nothing, and doubtful figures,
    of which that is known. Figures of one scope (区本级, 不含开发区) are compared with each other only, and figures of
    whole places with each other only.
    """

    def __init__(
        self, statements: Sequence[Statement], metrics: Mapping[str, Metric], places: Mapping[str, Place]
    ) -> None:
        self.statements = statements
        self.metrics = metrics
        self.places = places
        self.of_area: dict[Area, list[Statement]] = defaultdict(list)
        self.of_time: dict[tuple[Area, Period], list[Statement]] = defaultdict(list)
        for statement in statements:
            self.of_area[statement.area].append(statement)
            self.of_time[statement.area, statement.period].append(statement)
        self._choices: dict[tuple[str, Area, Period], dict[Remark, Choice]] = {}
        self._changes: dict[str, list[int]] = {}

    def of_all(self, metric: str, area: Area, period: Period, remark: Remark) -> Choice:
        """The figures of all documents for a metric that have this remark, and no note of their own which explains why
        they differ.

        The figures of one area and period are sorted by remark once, however often they are asked for.
        """
        key = metric, area, period
        if key not in self._choices:
            found = (statement.figures.get(metric) for statement in self.of_time.get((area, period), ()))
            self._choices[key] = _by_remark(entry for entry in found if entry)
        return self._choices[key].get(remark, NO_CHOICE)

    def choices(self, metric: str, statement: Statement, others: Iterable[str]) -> list[Choice]:
        """For each of the other metrics, the figures against which the statement's figure of `metric` may be held: the
        statement's own figure or, where the statement has none, the figures of all documents. There are none to choose
        from where a note explains the difference.
        """
        entry = statement.figures[metric]
        return [self._choice(entry, statement, other) for other in others]

    def _choice(self, entry: Entry[Figure], statement: Statement, other: str) -> Choice:
        own = statement.figures.get(other)
        if own is not None:
            # A note that all of a row's cells repeat says what they cover, not why they don't fit together.
            return Choice((own.record,), (own.record,)) if remark(entry) == remark(own) else NO_CHOICE
        if has_own_note(entry):
            return NO_CHOICE
        return self.of_all(other, statement.area, statement.period, remark(entry))

    def changes(self, code: str) -> list[int]:
        """The months in which a place's territory changed, in order."""
        if code not in self._changes:
            self._changes[code] = sorted(change.month for change in breaks(code, self.places))
        return self._changes[code]


def gather(draft: Draft) -> Evidence:
    places = {entry.record.code: entry.record for entry in draft.places}
    # What a town, an enterprise or a project has is not one thing all over the place.
    metrics = {entry.record.id: entry.record for entry in draft.metrics if entry.record.scope is None}
    return Evidence(_statements(draft.observations, places), metrics, places)


def _statements(observations: Iterable[Entry[Figure]], places: Mapping[str, Place]) -> list[Statement]:
    """Group the exact figures of known places. Figures of one statement mostly stand one after the other, so that its
    place in the dictionary is looked up once for all of them: there are a hundred thousand figures.
    """
    found: dict[tuple[str, Area, Period], dict[str, Entry[Figure]]] = {}
    last: tuple[str, str, str | None, Period] | None = None
    figures: dict[str, Entry[Figure]] = {}
    for entry in observations:
        figure = entry.record
        if figure.value is None or figure.bound is not None or figure.inferred or figure.status in ESTIMATES:
            continue
        if figure.doubtful:
            continue
        head = (figure.source, figure.county, figure.scope, figure.period)
        if head != last:
            last, figures = head, found.setdefault((figure.source, (figure.county, figure.scope), figure.period), {})
        figures[figure.metric] = entry
    return [Statement(*head, figures) for head, figures in found.items() if head[1][0] in places]


def _by_remark(entries: Iterable[Entry[Figure]]) -> dict[Remark, Choice]:
    found: dict[Remark, list[Figure]] = defaultdict(list)
    for entry in entries:
        if not has_own_note(entry):
            found[remark(entry)].append(entry.record)
    return {remark: Choice.among(figures) for remark, figures in found.items()}


def explained(first: Entry[Figure], second: Entry[Figure]) -> bool:
    """Whether something explains why two figures differ: a note of one of them alone, or other boundaries. A note that
    both have explains nothing.
    """
    return remark(first) != remark(second) or has_own_note(first) or has_own_note(second)


def remark(entry: Entry[Figure]) -> Remark:
    """The note and the boundaries of a figure; only figures with the same ones are held against each other."""
    return entry.record.note, entry.record.restated


def has_own_note(entry: Entry[Figure]) -> bool:
    """Whether a figure has a note that doesn't stand at the head of its block, for all figures of the block."""
    note = entry.record.note
    return note is not None and (entry.key is None or note != entry.block.table.get("note"))


def exact_value(figure: Figure) -> float:
    assert figure.value is not None  # the evidence holds figures with values only
    return figure.value


def rounding(*figures: Figure) -> float:
    """How far rounding alone can take a sum of such figures."""
    return sum(0.5 * float(10**-figure.decimals) for figure in figures)
