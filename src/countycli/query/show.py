"""What is known about one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from countycli.errors import Phrase
from countycli.model.reports import Headline, Membership, Note
from countycli.names.location import parents_of
from countycli.names.resolve import resolve_place
from countycli.query.headlines import headlines

if TYPE_CHECKING:
    from countycli.dataset.index import Index
    from countycli.model.records import Document, Figure, Gap, Initiative, Metric, Place, Topic

_MOST_NEAREST = 8


class ShowReport(NamedTuple):
    place: Place
    parents: dict[str, Place]
    memberships: tuple[Membership, ...]
    population: Headline | None
    observations: tuple[Headline, ...]
    targets: tuple[Figure, ...]
    initiatives: tuple[Initiative, ...]
    nearest: tuple[Place, ...]  # those with figures, where this place has none
    further: int  # how many more have figures
    metrics: dict[str, Metric]
    topics: tuple[Topic, ...]
    documents: dict[str, Document]
    notes: tuple[Note, ...]


def show(index: Index, name: str) -> ShowReport:
    place, notes = resolve_place(index, name)
    figures, targets = index.observations(county=place.code), index.targets(county=place.code)
    initiatives = index.initiatives(county=place.code)
    gaps = index.gaps(place.code)
    documents = index.documents([*_sources(figures, targets, initiatives), *(gap.source for gap in gaps)])
    observations = headlines(figures, documents)
    metrics = index.metrics(figure.metric for figure in [*figures, *targets])
    positions = {identifier: position for position, identifier in enumerate(metrics)}
    nearest = () if figures else nearest_with_figures(index, place)
    return ShowReport(
        place=place,
        parents=parents_of(index, [place]),
        memberships=memberships(index, place.code),
        population=_population(observations),
        observations=tuple(sorted(observations, key=lambda it: _order(it.figure, positions))),
        targets=tuple(sorted(targets, key=lambda it: _order(it, positions))),
        initiatives=tuple(initiatives),
        nearest=nearest[:_MOST_NEAREST],
        further=len(nearest[_MOST_NEAREST:]),
        metrics=metrics,
        topics=tuple(index.topics()),
        documents=documents,
        notes=(*notes, *(_gap_note(gap, documents) for gap in gaps)),
    )


def memberships(index: Index, county: str) -> tuple[Membership, ...]:
    """The groups that a county belongs or belonged to, with the years."""
    return tuple(
        Membership(group, member.valid_from or group.valid_from, member.valid_to or group.valid_to)
        for group, member in index.groups_of(county)
    )


def nearest_with_figures(index: Index, place: Place) -> tuple[Place, ...]:
    """Places of the same level that have figures: those of its prefecture, of its province, and then others."""
    others = [other for other in index.places_with_figures(place.level) if other.code != place.code]

    def distance(other: Place) -> tuple[bool, bool, str]:
        return other.prefecture != place.prefecture, other.province != place.province, other.code

    return tuple(sorted(others, key=distance))


def _gap_note(gap: Gap, documents: dict[str, Document]) -> Note:
    return Note(
        "gap", Phrase("{title} ({id}): {note}", title=documents[gap.source].title, id=gap.source, note=gap.note)
    )


def _sources(*records: list[Figure] | list[Initiative]) -> list[str]:
    return [record.source for part in records for record in part]


def _order(figure: Figure, positions: dict[str, int]) -> tuple[int, int, int]:
    """Metrics as the dataset lists them, for each the newest period first."""
    end, start = figure.period.recency
    return positions[figure.metric], -end, -start


def _population(observations: list[Headline]) -> Headline | None:
    """The newest figure of resident population, which stands in the header."""
    found = [it for it in observations if it.figure.metric in ("population", "resident_population")]
    return max(found, key=lambda it: it.figure.period.recency, default=None)
