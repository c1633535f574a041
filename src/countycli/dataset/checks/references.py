"""Every code and id that a record names exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from countycli.dataset.sheet import did_you_mean
from countycli.errors import Phrase

if TYPE_CHECKING:
    from collections.abc import Collection

    from countycli.dataset.draft import Draft, Entry


def check_references(draft: Draft) -> None:
    codes = {entry.record.code: entry.record.name for entry in draft.places}
    places: list[Entry[Any]] = [*draft.observations, *draft.targets, *draft.initiatives, *draft.gaps, *draft.zones]
    for entry in {id(entry.block): entry for entry in places}.values():  # once for a block, however many figures it has
        _check_county(entry, entry.record.county, codes, "county")
    for member in draft.members:
        _check_county(member, member.record.county, codes, "members")
    for group in draft.groups:
        if group.record.province is not None:
            _check_county(group, group.record.province, codes, "province")
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


def _check_county(entry: Entry[Any], code: str, codes: dict[str, str], key: str) -> None:
    if code in codes:
        return
    by_name = {name: known for known, name in codes.items()}
    hint = Phrase("did you mean `{word}`?", word=by_name[code]) if code in by_name else did_you_mean(code, list(codes))
    entry.block.report(key, "D201", Phrase("No county or region has the code “{code}”", code=code), hint)


def _check_id(entry: Entry[Any], key: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        entry.report("D204", Phrase("No {key} “{id}”", key=key, id=value), did_you_mean(value, list(known)), key=key)
