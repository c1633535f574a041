"""Every code and id that a record names exists."""

from __future__ import annotations

import re
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from countycli.model.keys import place_names
from countycli.model.likeness import neighbours
from countycli.model.naming import Tier, name_key
from countycli.phrases import Phrase
from countycli.source.meant import without_marks
from countycli.source.suggestions import Nearest, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from countycli.model.records import Place
    from countycli.source.draft import Draft, Entry


_DIGITS = 6  # of a county's code
_LONG_CODE = re.compile(r"\d{6}(?:\d{3}|\d{6}|\.0+)")  # with a town, with a village, as a spreadsheet's number
_MISREAD = re.compile(r"(?=.*\d.*\d.*\d)[\dlIoO|]{6}")  # a code with letters that look like digits
_ALIKE = str.maketrans("lIoO|", "11001")
_BETWEEN = re.compile(r"[\s/·,，、>-]+")  # what people put between the names of a path
_LONGEST_PATH = 40


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
    _check_topics(draft)
    _check_units(draft)


def _check_topics(draft: Draft) -> None:
    topics = [entry.record for entry in draft.topics]
    names = tuple((name, topic.id) for topic in topics for name in (topic.name_en.lower(), topic.name, topic.id))
    ids = dict.fromkeys(topic.id for topic in topics)
    for metric in draft.metrics:
        topic = metric.record.topic
        if topic and topic not in ids:
            hint = _Definable(topic, names, tuple(ids), "[[topics]]", ("id", "name", "name_en"))
            metric.report("D204", Phrase("No topic “{id}”", id=topic), hint, key="topic")


def _check_units(draft: Draft) -> None:
    ids = dict.fromkeys(entry.record.id for entry in draft.units)
    for metric in draft.metrics:
        unit = metric.record.unit
        if unit and unit not in ids:
            names = tuple((name, name) for name in ids)
            hint = _Definable(unit, names, tuple(ids), "[[units]]", ("id", "name_en", "dimension", "scale"))
            metric.report("D204", Phrase("No unit “{unit}”", unit=unit), hint, key="unit")


class _Definable(NamedTuple):
    """The hint that tells which topic or unit may be meant by a text, or all that there are, and how to define another.
    `names` are pairs of a name and the id that bears the name.
    """

    text: str
    names: tuple[tuple[str, str], ...]
    ids: tuple[str, ...]
    table: str
    keys: tuple[str, ...]

    def find(self) -> Phrase:
        names = dict(self.names)
        meant = nearest(self.text, tuple(names))
        if meant:
            return Phrase(
                "did you mean `{word}`? A new one is defined under {table}, by {keys}",
                word=names[meant],
                table=self.table,
                keys=self.keys,
            )
        return Phrase(
            "known: {words}; a new one is defined under {table}, by {keys}",
            words=self.ids,
            table=self.table,
            keys=self.keys,
        )


def check_terms(draft: Draft) -> None:
    metrics = dict.fromkeys(metric.record.id for metric in draft.metrics)
    for term in draft.terms:
        for identifier in term.record.metrics:
            check_metric(term, identifier, metrics, "metrics")


def check_metric(entry: Entry[Any], metric: str, metrics: Collection[str], key: str | None) -> None:
    """Report an id that no metric has."""
    if metric not in metrics:
        hint = Nearest(metric, tuple(metrics))
        entry.report("D202", Phrase("No metric “{metric}”", metric=metric), hint, key=key)


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
        text = text.translate(_ALIKE) if _MISREAD.fullmatch(text) else text
        for code in (text, text[:_DIGITS]):
            if code in self.places and (code == text or _LONG_CODE.fullmatch(text)):
                return (self.places[code],)
        if text.isdecimal():
            near = (self.places[code] for code in neighbours(text, self.places))
            return tuple(place for place in near if place.valid_to is None)
        if not self._called:
            for _, key, tier, code in sorted(place_names(self.places.values()), key=itemgetter(2)):
                if tier < Tier.INITIALS:
                    self._called.setdefault(key, []).append(_Call(tier, code))
        called = self._called.get(name_key(text), []) or self._called_by_path(text)
        called = [call for call in called if self.places[call.code].valid_to is None] or called
        surest = (self.places[code] for code in {call.code for call in called if call.tier == called[0].tier})
        return tuple(sorted(surest, key=lambda place: (place.level != "county", place.code)))

    def _called_by_path(self, text: str) -> list[_Call]:
        """What a path means, such as 浙江省丽水市龙泉市: places of the last name that lie in those before."""
        text = _BETWEEN.sub("", text)[:_LONGEST_PATH]
        for cut in range(1, len(text)):
            called = self._called.get(name_key(text[cut:]), [])
            inside = [call for call in called if text[:cut] in self._heads(self.places[call.code])]
            if inside:
                return inside
        return []

    def _heads(self, place: Place) -> set[str]:
        """What may stand before the name of a place in a path: its province, its prefecture, or both."""
        above = [self.places[code] for code in reversed(place.above) if code in self.places]
        names = [(region.name, region.short, "") for region in above]
        return {"".join(parts) for parts in product(*names)}

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
        meant = self.registry.meant(self.text)
        if not meant:
            return None
        if len(meant) == 1 and meant[0].valid_to is None:
            return Phrase("did you mean `{word}`?", word=meant[0].code)
        listed = tuple(
            Phrase("`{code}` {name} ({where})", code=place.code, name=place.name, where=self.registry.where(place))
            for place in meant
        )
        return Phrase("did you mean {words}?", words=listed)
