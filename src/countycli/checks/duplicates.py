"""Nothing stands twice: no code, no id, no figure, target, initiative or gap of one document."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from countycli.model.records import Figure
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
    for figures in (*_by_document(draft.observations), *_by_document(draft.targets)):
        for entry in _repeated(figures, attrgetter("county", "metric", "period", "scope")):
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


def _by_document(figures: Iterable[Entry[Figure]]) -> Iterable[list[Entry[Figure]]]:
    """The figures of each document. To look for duplicates among all figures at once would take much memory."""
    found: dict[str, list[Entry[Figure]]] = {}
    for source, entries in groupby(figures, attrgetter("record.source")):
        found.setdefault(source, []).extend(entries)
    return found.values()


def _repeated(entries: Iterable[Entry[R]], key: Callable[[R], Hashable]) -> list[Entry[R]]:
    """The second and further entries of each key."""
    entries = list(entries)
    keys = [key(entry.record) for entry in entries]
    seen = set(keys)
    if len(seen) == len(keys):  # as it nearly always is
        return []
    seen.clear()
    repeated = []
    for entry, value in zip(entries, keys, strict=True):
        if value in seen:
            repeated.append(entry)
        seen.add(value)
    return repeated
