"""The dataset itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from countycli.index.ask.index import Index
    from countycli.model.reports import Note
    from countycli.source.own import OwnData


class PathReport(NamedTuple):
    """Where the dataset lies: the folder of the TOML files, the reader's own files, and the index, None where that is
    held in memory.
    """

    root: str
    own: tuple[str, ...]
    index_path: str | None
    notes: tuple[Note, ...] = ()


class DataReport(NamedTuple):
    """The dataset itself: what it holds and where it lies."""

    counts: dict[str, int]
    paths: PathReport
    notes: tuple[Note, ...] = ()


def paths(own: OwnData, variables: Mapping[str, str]) -> PathReport:
    """`variables` tell where the cache is."""
    from countycli.index.store import dataset_root, index_path

    path = index_path(own, variables)
    return PathReport(str(dataset_root()), tuple(map(str, own.files)), str(path) if path else None)


def describe(index: Index, own: OwnData, variables: Mapping[str, str]) -> DataReport:
    return DataReport({**index.counts(), "own_documents": index.info().own}, paths(own, variables))
