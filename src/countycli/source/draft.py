"""Everything read from a set of files, each record with its position in a file."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from countycli.model.period import Period
from countycli.model.reports import DataInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from countycli.model.layouts import Layout, Tile
    from countycli.model.records import (
        Category,
        Character,
        Document,
        Figure,
        Gap,
        Group,
        Initiative,
        Member,
        Metric,
        Place,
        Term,
        Topic,
        Unit,
    )
    from countycli.model.rules import Rule
    from countycli.phrases import Phrase
    from countycli.source.faults import Problem
    from countycli.source.sheet import Block, Sheet
    from countycli.source.suggestions import Hint

R = TypeVar("R")

ANY_PERIOD = Period(0, 0)  # stands for a period that can't be read; its figures are checked, but never compiled


class Zone(NamedTuple):
    """An area, such as a development zone, that a table counts apart from the counties of its region."""

    source: str
    period: Period
    county: str  # the region's code


class Total(NamedTuple):
    """A column of a table in which each region's figure is the sum of its counties' and of `zones` (region, value)."""

    source: str
    metric: str
    period: Period
    zones: tuple[tuple[str, float], ...]


class Entry(NamedTuple, Generic[R]):
    """A record and the block of TOML that holds it. `key` is the record's key within the block: for a figure the id of
    its metric.
    """

    record: R
    block: Block
    key: str | None = None

    def report(self, code: str, message: Phrase, hint: Hint = None, key: str | None = None) -> None:
        self.block.report(key or self.key, code, message, hint)


@dataclass
class Draft:
    """The records of all files in the order of reading. Only a draft without problems may be compiled.

    A record with a fault is kept, so that references to the record are not reported as well. A faulty figure stands
    apart, among the `fragments`.
    """

    sheets: list[Sheet] = field(default_factory=list)
    version: str = ""
    today: str = ""  # the day of the check, where it matters
    places: list[Entry[Place]] = field(default_factory=list)
    characters: list[Entry[Character]] = field(default_factory=list)
    groups: list[Entry[Group]] = field(default_factory=list)
    members: list[Entry[Member]] = field(default_factory=list)
    layouts: list[Entry[Layout]] = field(default_factory=list)
    tiles: list[Entry[Tile]] = field(default_factory=list)
    units: list[Entry[Unit]] = field(default_factory=list)
    topics: list[Entry[Topic]] = field(default_factory=list)
    metrics: list[Entry[Metric]] = field(default_factory=list)
    rules: list[Entry[Rule]] = field(default_factory=list)
    terms: list[Entry[Term]] = field(default_factory=list)
    categories: list[Entry[Category]] = field(default_factory=list)
    documents: list[Entry[Document]] = field(default_factory=list)
    observations: list[Entry[Figure]] = field(default_factory=list)
    targets: list[Entry[Figure]] = field(default_factory=list)
    initiatives: list[Entry[Initiative]] = field(default_factory=list)
    gaps: list[Entry[Gap]] = field(default_factory=list)
    mentioned: list[Entry[str]] = field(default_factory=list)  # codes of places, once for each block that names one
    fragments: list[Entry[Figure]] = field(default_factory=list)  # figures that lack something, for checks of values
    totals: list[Entry[Total]] = field(default_factory=list)
    zones: list[Entry[Zone]] = field(default_factory=list)

    def placed_fragments(self) -> Iterator[Entry[Figure]]:
        """The faulty figures whose place and period are known."""
        return (entry for entry in self.fragments if entry.record.county and entry.record.period != ANY_PERIOD)

    def mention(self, code: str, block: Block) -> None:
        """Remember which place a block names, if any."""
        if code:
            self.mentioned.append(Entry(code, block, "county"))

    @property
    def problems(self) -> list[Problem]:
        return [problem for sheet in self.sheets for problem in sheet.problems]


class Contents(NamedTuple):
    """The records of a draft without faults. Their positions in files are dropped, which take as much memory as the
    figures.
    """

    info: DataInfo
    places: list[Place]
    characters: list[Character]
    groups: list[Group]
    members: list[Member]
    layouts: list[Layout]
    tiles: list[Tile]
    units: list[Unit]
    topics: list[Topic]
    metrics: list[Metric]
    terms: list[Term]
    categories: list[Category]
    documents: list[Document]
    observations: list[Figure]
    targets: list[Figure]
    initiatives: list[Initiative]
    gaps: list[Gap]
    zones: list[Zone]


def contents_of(draft: Draft) -> Contents:
    parts: Any = ([entry.record for entry in getattr(draft, name)] for name in Contents._fields[1:])
    return Contents(data_info(draft), *parts)


def data_info(draft: Draft) -> DataInfo:
    """Version of the data, number and newest date of all documents, number of own ones, newest date of the book's."""
    documents = [entry.record for entry in draft.documents]
    of_book = [document for document in documents if not document.is_own]
    return DataInfo(draft.version, len(documents), _newest(documents), len(documents) - len(of_book), _newest(of_book))


def _newest(documents: Iterable[Document]) -> str:
    return max((document.published or "" for document in documents), default="")


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Switch the garbage collector off: nothing of a draft is garbage before the index is written, and the search for
    garbage would take a quarter of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
