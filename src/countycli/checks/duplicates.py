"""Nothing stands twice: no code, no id, no figure, target, initiative or gap of one document."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from countycli.source.draft import Draft, Entry

R = TypeVar("R")


def check_duplicates(draft: Draft) -> None:
    _codes(draft.places)
    for entries in (draft.units, draft.topics, draft.metrics, draft.categories, draft.groups, draft.documents):
        _ids(entries)
    for member in _repeated(draft.members, attrgetter("group", "county")):
        member.report("D303", Phrase("“{id}” stands twice", id=member.record.county))
    gaps = (entry for entry in draft.gaps if entry.block.sound)
    for gap in _repeated(gaps, attrgetter("source", "county")):
        gap.report("D303", Phrase("“{id}” stands twice", id=gap.record.county), key="county")
    for figures in (draft.observations, draft.targets):
        for entry in _repeated(figures, attrgetter("source", "county", "metric", "period", "scope")):
            message = Phrase(
                "{metric} of {county} for {period} stands twice in this document",
                metric=entry.record.metric,
                county=entry.record.county,
                period=str(entry.record.period),
            )
            entry.report("D301", message)
    initiatives = (entry for entry in draft.initiatives if entry.block.sound)
    for initiative in _repeated(initiatives, attrgetter("source", "county", "name")):
        message = Phrase("Initiative “{name}” stands twice in this document", name=initiative.record.name)
        initiative.report("D302", message, key="name")


def _codes(entries: list[Entry[Any]]) -> None:
    for entry in _repeated(entries, attrgetter("code")):
        entry.report("D303", Phrase("“{id}” stands twice", id=entry.record.code), key="code")


def _ids(entries: list[Entry[Any]]) -> None:
    for entry in _repeated(entries, attrgetter("id")):
        entry.report("D303", Phrase("“{id}” stands twice", id=entry.record.id), key="id")


def _repeated(entries: Iterable[Entry[R]], key: Callable[[R], Hashable]) -> list[Entry[R]]:
    """The second and further entries of each key."""
    seen: set[Hashable] = set()
    repeated = []
    for entry in entries:
        value = key(entry.record)
        if value in seen:
            repeated.append(entry)
        seen.add(value)
    return repeated
