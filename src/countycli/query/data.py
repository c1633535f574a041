"""The dataset itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from countycli.dataset.index import Index
    from countycli.model.records import Category
    from countycli.model.reports import DataInfo, Fault, Note


class PathReport(NamedTuple):
    """Where the dataset lies: the folder of the TOML files and the index, None where that is held in memory."""

    root: str
    index_path: str | None
    notes: tuple[Note, ...] = ()


class CheckReport(NamedTuple):
    """The faults of `files` dataset files, in the order of files and lines."""

    problems: tuple[Fault, ...]
    files: int
    info: DataInfo
    notes: tuple[Note, ...]


class DataReport(NamedTuple):
    """The dataset itself: what it holds and where it lies."""

    counts: dict[str, int]
    categories: tuple[Category, ...]
    root: str
    index_path: str | None
    notes: tuple[Note, ...]


def data_info(index: Index, root: str, path: str | None) -> DataReport:
    return DataReport(index.counts(), tuple(index.categories()), root, path, ())
