"""The codes under which figures of a place may be filed, and the places nearby that have figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from countycli.index.ask.index import Index
    from countycli.model.records import Place, Succession


class Units(NamedTuple):
    """The codes under which figures of a place may be filed. `parts` are the place's code and those of the former units
    that it continues; `ceased` are other former units whose land came to the place. `places` are the records of all of
    these and of the units that the place's own land went to.
    """

    parts: list[str]
    ceased: dict[str, Succession]
    places: dict[str, Place]

    @property
    def owned(self) -> list[list[str]]:
        """The codes of the place, and then the code of each unit that ceased, in a list of its own."""
        return [self.parts, *([code] for code in self.ceased)]


def units_of(index: Index, place: Place) -> Units:
    """The units that a place was and is."""
    parts = index.places.parts_of(place.code)
    steps = (*place.predecessors, *place.successors)
    places = index.places.by_code([*parts, *(step.code for step in steps)])
    gone = (step for step in place.predecessors if step.code not in parts and places[step.code].valid_to)
    return Units(parts, {step.code: step for step in gone}, places)


def nearest_with_figures(index: Index, place: Place) -> tuple[Place, ...]:
    """Places of the same level that have figures: first places of the same prefecture, then of the same province, then
    others.
    """
    others = [other for other in index.places.with_figures(place.level) if other.code != place.code]

    def distance(other: Place) -> tuple[bool, bool, str]:
        return other.prefecture != place.prefecture, other.province != place.province, other.code

    return tuple(sorted(others, key=distance))
