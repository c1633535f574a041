"""Every code and id that a record names exists."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from countycli.model.keys import place_names
from countycli.model.likeness import neighbours
from countycli.model.naming import Tier, name_key
from countycli.phrases import Phrase
from countycli.source.meant import without_marks
from countycli.source.suggestions import Nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from countycli.model.records import Place
    from countycli.source.draft import Draft, Entry


def check_references(draft: Draft) -> None:
    registry = _Registry(entry.record for entry in draft.places)
    for mention in draft.mentioned:
        _check_county(mention, mention.record, registry, "county")
    for member in draft.members:
        _check_county(member, member.record.county, registry, "members")
    for group in draft.groups:
        if group.record.province is not None:
            _check_county(group, group.record.province, registry, "province")
    categories = tuple(entry.record.id for entry in draft.categories)
    for initiative in draft.initiatives:
        category = initiative.record.category
        if category and category not in categories:
            hint = Nearest(category, categories, listed=True)
            initiative.report("D203", Phrase("No category “{id}”", id=category), hint, key="category")
    topics = tuple(entry.record.id for entry in draft.topics)
    units = tuple(entry.record.id for entry in draft.units)
    for metric in draft.metrics:
        _check_id(metric, "topic", metric.record.topic, topics)
        _check_id(metric, "unit", metric.record.unit, units)


def check_terms(draft: Draft) -> None:
    metrics = tuple(metric.record.id for metric in draft.metrics)
    for term in draft.terms:
        for identifier in term.record.metrics:
            if identifier not in metrics:
                message = Phrase("No metric “{metric}”", metric=identifier)
                term.report("D202", message, Nearest(identifier, metrics), key="metrics")


class _Call(NamedTuple):
    """A place that a name may mean, and the tier of the name: the lower, the surer."""

    tier: int
    code: str


class _Registry:
    """The places that there are, and which of them may be meant where something else stands for a code."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = {place.code: place for place in places}
        self._called: dict[str, list[_Call]] = {}

    def meant(self, text: str) -> tuple[Place, ...]:
        """The places that a text may mean. A name means those of its surest tier, counties first, and units of today
        before units that ceased. A code means itself without its marks, or codes of the same province that are like it.
        """
        text = without_marks(text)
        if text in self.places:
            return (self.places[text],)
        if text.isdecimal():
            near = (self.places[code] for code in neighbours(text, self.places))
            return tuple(place for place in near if place.valid_to is None)
        if not self._called:
            for _, key, tier, code in sorted(place_names(self.places.values()), key=itemgetter(2)):
                if tier < Tier.INITIALS:
                    self._called.setdefault(key, []).append(_Call(tier, code))
        called = self._called.get(name_key(text), [])
        called = [call for call in called if self.places[call.code].valid_to is None] or called
        surest = (self.places[code] for code in {call.code for call in called if call.tier == called[0].tier})
        return tuple(sorted(surest, key=lambda place: (place.level != "county", place.code)))

    def where(self, place: Place) -> str:
        parents = (self.places.get(code or "") for code in (place.province, place.prefecture))
        return "".join(parent.name for parent in parents if parent)


def _check_county(entry: Entry[Any], code: str, registry: _Registry, key: str) -> None:
    if code in registry.places:
        return
    message = Phrase("No county or region has the code “{code}”", code=code)
    entry.block.report(key, "D201", message, _Meant(registry, code))


class _Meant(NamedTuple):
    """The hint that names the places that may be meant."""

    registry: _Registry
    text: str

    def find(self) -> Phrase | None:
        return _hint(self.registry, self.registry.meant(self.text))


def _hint(registry: _Registry, meant: Sequence[Place]) -> Phrase | None:
    if not meant:
        return None
    if len(meant) == 1 and meant[0].valid_to is None:
        return Phrase("did you mean `{word}`?", word=meant[0].code)
    listed = tuple(
        Phrase("`{code}` {name} ({where})", code=place.code, name=place.name, where=registry.where(place))
        for place in meant
    )
    return Phrase("did you mean {words}?", words=listed)


def _check_id(entry: Entry[Any], key: str, value: str, known: tuple[str, ...]) -> None:
    if value and value not in known:
        entry.report("D204", Phrase("No {key} “{id}”", key=key, id=value), Nearest(value, known), key=key)
