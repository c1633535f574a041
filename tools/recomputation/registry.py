"""What became of units: which went on as which, when territories changed, which counties there were at a time."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from recomputation.periods import month_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from recomputation.records import Group, Place

# After these a unit goes on as a whole, and its figures are its heir's; the others change territories.
_CONTINUATIONS = frozenset({"撤县设区", "撤县设市", "撤市设区", "撤地设市", "更名", "代码变更"})
_COUNTRY = "000000"
_GAINS = frozenset({"划入", "并入"})
_LOSSES = frozenset({"划入", "析置"})


class Change(NamedTuple):
    """Land that came from another unit (`in`) or went to it (`out`)."""

    date: str
    change: str
    other: str
    direction: str


class Registry:
    def __init__(self, places: Mapping[str, Place]) -> None:
        self.places = places
        self._areas_of: dict[str, frozenset[str]] = {}
        self._counties: dict[tuple[str | None, int | None], frozenset[str]] = {}

    @cached_property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """By unit its own code and those of the units that went on as it."""
        return {code: self._parts(code) for code in self.places}

    def _parts(self, code: str) -> tuple[str, ...]:
        found = [code]
        for part in found:
            steps = (it for it in self.places[part].predecessors if it.change in _CONTINUATIONS)
            found += [it.code for it in steps if it.code in self.places and it.code not in found]
        return tuple(found)

    @cached_property
    def heirs(self) -> dict[str, tuple[str, ...]]:
        """By unit those that it went on as."""
        found: dict[str, tuple[str, ...]] = {}
        for code, parts in self.parts.items():
            for part in parts[1:]:
                found[part] = (*found.get(part, ()), code)
        return found

    @cached_property
    def changes(self) -> dict[str, tuple[Change, ...]]:
        """By unit the changes of its territory, and those of the units that it continues."""
        return {code: self._changes(parts) for code, parts in self.parts.items()}

    def _changes(self, parts: Iterable[str]) -> tuple[Change, ...]:
        found = []
        for place in map(self.places.__getitem__, parts):
            found += [Change(it.date, it.change, it.code, "in") for it in place.predecessors if it.change in _GAINS]
            lost = (it for it in place.successors if it.change in _LOSSES and not self._lies_in(it.code, place.code))
            found += [Change(it.date, it.change, it.code, "out") for it in lost]
        return tuple(dict.fromkeys(found))

    def _lies_in(self, code: str, region: str) -> bool:
        """A city that gets districts gives nothing away."""
        place = self.places.get(code)
        return place is not None and region in (place.prefecture, place.province)

    def owner(self, code: str, members: Container[str]) -> str | None:
        """The unit among `members` whose figures those of a code are."""
        if code in members:
            return code
        return next((it for it in self.heirs.get(code, ()) if it in members), None)

    def kind(self, code: str, month: int | None) -> str:
        """What a county was when a month ended, or is today: of one that began later, what it had been before."""
        if month is not None and not self.had_begun(code, month):
            code = next((part for part in self.parts[code] if self.existed(part, month)), code)
        return self.places[code].kind

    def existed(self, code: str, month: int) -> bool:
        """Whether a unit was there when a month ended."""
        ceased = self.places[code].valid_to
        return self.had_begun(code, month) and (ceased is None or month_of(ceased) > month)

    def had_begun(self, code: str, month: int) -> bool:
        begun = self.places[code].valid_from
        return begun is None or month_of(begun) <= month

    def counties(self, region: str | None, month: int | None) -> frozenset[str]:
        """The counties of a region, or of all the book, at the end of a month; without one today's."""
        key = region, month
        if key not in self._counties:
            found = (code for code in self.places if self.is_county_of(code, region))
            self._counties[key] = frozenset(code for code in found if self._counts(code, month))
        return self._counties[key]

    def _counts(self, code: str, month: int | None) -> bool:
        return self.places[code].valid_to is None if month is None else self.existed(code, month)

    def is_county_of(self, code: str, region: str | None) -> bool:
        place = self.places[code]
        if place.level != "county":
            return False
        return region is None or not self._areas(region).isdisjoint((place.prefecture, place.province, _COUNTRY))

    def _areas(self, region: str) -> frozenset[str]:
        """The codes that a region's counties have as theirs: its own, those of prefectures that lie in it, and those
        that either had before.
        """
        if region not in self._areas_of:
            within = (it.code for it in self.places.values() if it.level == "prefecture" and it.prefecture == region)
            self._areas_of[region] = frozenset(part for it in (region, *within) for part in self.parts[it])
        return self._areas_of[region]


def members_at(group: Group, year: int | None, today: Container[str]) -> frozenset[str]:
    """A group's counties in a year: of years before it was made or after it ended those of its first or last year, and
    without a year those of the last. `valid_to` is the last whole year of a membership. If every member has one, all
    that are counties `today` count after the last year and without a year.
    """
    first, last = int((group.valid_from or "0")[:4]), int((group.valid_to or "9999")[:4])
    if all(it.valid_to for it in group.members) and (year is None or year > last):
        return frozenset(it.code for it in group.members if it.code in today)
    at = last if year is None else max(first, min(last, year))
    return frozenset(
        it.code for it in group.members if int((it.valid_from or "0")[:4]) <= at <= int((it.valid_to or "9999")[:4])
    )
