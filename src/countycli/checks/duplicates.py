"""Nothing stands twice: no code, no id, no figure, target, initiative or gap of one document."""

from __future__ import annotations

from collections import Counter
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from countycli.model.records import TARGET
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from countycli.model.records import Figure
    from countycli.source.draft import Draft, Entry

R = TypeVar("R")

_STATED = attrgetter("county", "metric", "period", "scope")


def check_duplicates(draft: Draft) -> None:
    _codes(draft.places)
    for entries in (draft.units, draft.topics, draft.metrics, draft.categories, draft.groups, draft.documents):
        _ids(entries)
    for member in _repeated(draft.members, attrgetter("group", "county")):
        member.report("D303", Phrase("“{id}” stands twice", id=member.record.county))
    gaps = (entry for entry in draft.gaps if entry.block.sound)
    for gap in _repeated(gaps, attrgetter("source", "county")):
        gap.report("D303", Phrase("“{id}” stands twice", id=gap.record.county), key="county")
    _figures(draft)
    initiatives = (entry for entry in draft.initiatives if entry.block.sound)
    for initiative in _repeated(initiatives, attrgetter("source", "county", "name")):
        message = Phrase("Initiative “{name}” stands twice in this document", name=initiative.record.name)
        initiative.report("D302", message, key="name")


def _figures(draft: Draft) -> None:
    faulty: dict[bool, list[Entry[Figure]]] = {True: [], False: []}
    for entry in draft.placed_fragments():
        faulty[entry.record.status == TARGET].append(entry)
    for figures, aimed in ((draft.observations, False), (draft.targets, True)):
        for of_document in _by_document(chain(figures, faulty[aimed])):
            _report_figures(_repeated(of_document, _STATED))


def _report_figures(repeated: list[Entry[Figure]]) -> None:
    """A row of a table that repeats a place is reported once, however many figures it repeats."""
    rows = Counter(id(entry.block) for entry in repeated if entry.key is None)
    for entry in repeated:
        count = 1 if entry.key else rows.pop(id(entry.block), 0)
        if count:
            _report_figure(entry, count)


def _report_figure(entry: Entry[Figure], count: int) -> None:
    figure = entry.record
    message = Phrase(
        "{metric} of {county} for {period} stands twice in this document",
        metric=figure.metric,
        county=figure.county,
        period=str(figure.period),
    )
    if count > 1:
        message = Phrase(
            "{count} figures of {county} for {period} stand twice in this document, the first is {metric}",
            count=count,
            county=figure.county,
            period=str(figure.period),
            metric=figure.metric,
        )
    entry.report("D301", message)


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
    """The second and further entries of each key. Where all hashes differ, as they nearly always do, all keys differ;
    hashes take a third of the memory.
    """
    entries = list(entries)
    if len({hash(key(entry.record)) for entry in entries}) == len(entries):
        return []
    seen: set[Hashable] = set()
    repeated = []
    for entry in entries:
        value = key(entry.record)
        if value in seen:
            repeated.append(entry)
        seen.add(value)
    return repeated
