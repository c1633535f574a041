"""Which units bear a name today, and which bore the name once: units that ceased or have another name today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.naming import name_key, short_of
from countycli.model.period import month_number
from countycli.model.records import CONTINUATIONS
from countycli.phrases import Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import FormerName, Place, Succession

# The kinds of change in which a unit as a whole became another unit, or a part of another unit.
_WHOLE = CONTINUATIONS | {"并入"}


class Step(NamedTuple):
    """A unit that went on as another unit, its heir, or as a part of the heir, and when and how."""

    unit: Place
    succession: Succession
    heir: Place

    def told(self) -> Phrase:
        return Phrase(
            "{old} ({old_code}) has been {name} ({code}) since {date} ({change})",
            old=self.unit,
            old_code=self.unit.code,
            name=self.heir,
            code=self.heir.code,
            date=self.succession.date,
            change=self.succession.change,
        )


class Bearer(NamedTuple):
    """A place under one of its names. `former` is the name where the place no longer bears the name. `answers` is the
    place that a reader gets: the place itself or, where the unit went on as another one, the last heir in `steps`.
    """

    place: Place
    tier: int
    former: FormerName | None
    answers: Place
    steps: tuple[Step, ...] = ()

    @property
    def name(self) -> object:
        return self.former or self.place

    @property
    def until(self) -> str | None:
        """When the unit, or the name, ceased."""
        return self.former.until if self.former else self.place.valid_to


def bearers(index: Index, hits: Mapping[str, int], key: str) -> list[Bearer]:
    """The places whose codes are in `hits`, by code. `hits` tells for each code which kind of name `key` is."""
    places = index.places.by_code(hits)
    return [_bearer(index, place, hits[code], key) for code, place in places.items()]


def existed(bearer: Bearer, period: Period) -> bool:
    """Whether the unit existed and bore the name at some time in a period."""
    place = bearer.place
    began = None if any(step.change in CONTINUATIONS for step in place.predecessors) else place.valid_from
    if began and month_number(began) > period.end:
        return False
    return bearer.until is None or month_number(bearer.until) > period.start


def _bearer(index: Index, place: Place, tier: int, key: str) -> Bearer:
    if place.valid_to is None:
        return Bearer(place, tier, _former_name(place, key), place)
    steps = tuple(_steps(index, place))
    return Bearer(place, tier, None, steps[-1].heir if steps else place, steps)


def _former_name(place: Place, key: str) -> FormerName | None:
    """The former name that a key ends in (a key may be a path); None where the key ends in one of today's names."""
    if not place.former_names or key.endswith(tuple(map(name_key, (place.name, place.short)))):
        return None
    names = ((former, (name_key(former.name), name_key(short_of(former.name)))) for former in place.former_names)
    return next((former for former, keys in names if key.endswith(keys)), None)


def _steps(index: Index, unit: Place) -> Iterator[Step]:
    """The steps in which a unit became a unit of today. A unit that was merged or divided takes no step if the book has
    figures of that unit: the figures tell of no other unit, so the unit answers for itself.
    """
    while unit.valid_to is not None:
        step = _whole_step(unit)
        if step is None or (
            step.change not in CONTINUATIONS and index.holdings.holders(index.places.parts_of(unit.code))
        ):
            return
        heir = index.places.by_code([step.code])[step.code]
        yield Step(unit, step, heir)
        unit = heir


def _whole_step(unit: Place) -> Succession | None:
    """The one step in which a unit as a whole became another unit, or a part of one; None where several units took over
    the land.
    """
    steps = [step for step in unit.successors if step.change in _WHOLE] or list(unit.successors)
    return steps[-1] if len({step.code for step in steps}) == 1 else None
