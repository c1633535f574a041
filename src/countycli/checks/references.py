"""Every code and id that a record names exists."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from countycli.model.keys import place_names
from countycli.model.likeness import neighbours
from countycli.model.naming import Tier, name_key
from countycli.phrases import Phrase
from countycli.source.sheet import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from countycli.model.records import Place
    from countycli.source.draft import Draft, Entry


def check_references(draft: Draft) -> None:
    registry = _Registry(entry.record for entry in draft.places)
    places: list[Entry[Any]] = [*draft.observations, *draft.targets, *draft.initiatives, *draft.gaps, *draft.zones]
    for entry in {id(entry.block): entry for entry in places}.values():  # once for a block, however many figures it has
        _check_county(entry, entry.record.county, registry, "county")
    for member in draft.members:
        _check_county(member, member.record.county, registry, "members")
    for group in draft.groups:
        if group.record.province is not None:
            _check_county(group, group.record.province, registry, "province")
    categories = [entry.record.id for entry in draft.categories]
    for initiative in draft.initiatives:
        if initiative.record.category not in categories:
            message = Phrase("No category “{id}”", id=initiative.record.category)
            hint = did_you_mean(initiative.record.category, categories)
            hint = hint or Phrase("known: {words}", words=tuple(categories))
            initiative.report("D203", message, hint, key="category")
    topics = [entry.record.id for entry in draft.topics]
    units = [entry.record.id for entry in draft.units]
    for metric in draft.metrics:
        _check_id(metric, "topic", metric.record.topic, topics)
        _check_id(metric, "unit", metric.record.unit, units)


def check_terms(draft: Draft) -> None:
    metrics = [metric.record.id for metric in draft.metrics]
    for term in draft.terms:
        for identifier in term.record.metrics:
            if identifier not in metrics:
                message = Phrase("No metric “{metric}”", metric=identifier)
                term.report("D202", message, did_you_mean(identifier, metrics), key="metrics")


class _Call(NamedTuple):
    """A place by a name, and how sure that is."""

    tier: int
    code: str


class _Registry:
    """The places that there are, and which of them may be meant where something else stands for a code."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = {place.code: place for place in places}
        self._called: dict[str, list[_Call]] = {}

    def meant(self, text: str) -> tuple[Place, ...]:
        """Those of the surest name; of today's, or else of those that ceased. Of codes, neighbours in the province."""
        if text.isdecimal():
            near = (self.places[code] for code in neighbours(text, self.places))
            return tuple(place for place in near if place.valid_to is None)
        if not self._called:
            for _, key, tier, code in sorted(place_names(self.places.values()), key=itemgetter(2)):
                if tier < Tier.INITIALS:
                    self._called.setdefault(key, []).append(_Call(tier, code))
        called = self._called.get(name_key(text), [])
        called = [it for it in called if self.places[it.code].valid_to is None] or called
        surest = dict.fromkeys(it.code for it in called if it.tier == called[0].tier)
        return tuple(self.places[code] for code in surest)

    def where(self, place: Place) -> str:
        parents = (self.places.get(code or "") for code in (place.province, place.prefecture))
        return "".join(parent.name for parent in parents if parent)


def _check_county(entry: Entry[Any], code: str, registry: _Registry, key: str) -> None:
    if code in registry.places:
        return
    message = Phrase("No county or region has the code “{code}”", code=code)
    entry.block.report(key, "D201", message, _hint(registry, registry.meant(code)))


def _hint(registry: _Registry, meant: Sequence[Place]) -> Phrase | None:
    if not meant:
        return None
    if len(meant) == 1 and meant[0].valid_to is None:
        return Phrase("did you mean `{word}`?", word=meant[0].code)
    listed = tuple(
        Phrase("`{code}` {name} ({where})", code=it.code, name=it.name, where=registry.where(it)) for it in meant
    )
    return Phrase("did you mean {words}?", words=listed)


def _check_id(entry: Entry[Any], key: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        entry.report("D204", Phrase("No {key} “{id}”", key=key, id=value), did_you_mean(value, list(known)), key=key)
