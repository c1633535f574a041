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
    """The codes of the units that went on as this one under other names or kinds, the latest first."""
    found: list[str] = []
    for step in places[code].predecessors:
        if step.change in CONTINUATIONS and step.code in places:
            found += [step.code, *continued(step.code, places)]
    return found


def breaks(code: str, places: Mapping[str, Place]) -> Iterator[Break]:
    """When land was given or received, by this place or by a unit that it continues."""
    for part in (code, *continued(code, places)):
        place = places[part]
        yield from (
            Break(code, it.date, it.code, it.change, gain=True) for it in place.predecessors if it.change in _GAINS
        )
        yield from (
            Break(code, it.date, it.code, it.change, gain=False) for it in place.successors if it.change in _LOSSES
        )
