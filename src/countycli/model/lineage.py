"""What the registry tells of a place's past: the units that it continues, and when its territory changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.records import CONTINUATIONS, Break

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from countycli.model.records import Place

_GAINS = frozenset({"划入", "并入"})
_LOSSES = frozenset({"划入", "析置"})


def continued(code: str, places: Mapping[str, Place]) -> list[str]:
    """The codes of the units that went on as the unit with this code, under other names or kinds; the latest first.

    A unit that comes up twice is not followed again; `data check` reports such a circle.
    """
    found: list[str] = []
    waiting = [code]
    while waiting:
        for step in places[waiting.pop(0)].predecessors:
            if step.change in CONTINUATIONS and step.code in places and step.code not in (code, *found):
                found.append(step.code)
                waiting.append(step.code)
    return found


def breaks(code: str, places: Mapping[str, Place]) -> Iterator[Break]:
    """The times at which a place, or a unit that the place continues, received land or gave some away. A city that is
    divided into districts of its own gives nothing away.
    """
    for part in (code, *continued(code, places)):
        place = places[part]
        for step in place.predecessors:
            if step.change in _GAINS:
                yield Break(code, step.date, step.code, step.change, gain=True)
        for step in place.successors:
            if step.change in _LOSSES and part not in _regions_of(places.get(step.code)):
                yield Break(code, step.date, step.code, step.change, gain=False)


def _regions_of(place: Place | None) -> tuple[str | None, ...]:
    return (place.prefecture, place.province) if place else ()
