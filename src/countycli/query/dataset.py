"""What the dataset holds, and where its files lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.reports import NO_DOCUMENTS
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from countycli.index.ask.index import Index
    from countycli.model.records import Document
    from countycli.model.reports import DataInfo, Note
    from countycli.source.own import OwnData


class DatasetRequest(NamedTuple):
    """`own` are the reader's files, which are read beside the book; the environment `variables` tell where the cache
    lies.
    """

    own: OwnData
    variables: Mapping[str, str]


class PathReport(NamedTuple):
    """Where the dataset lies: the folder of the TOML files, the reader's own files, and the file of the index, None for
    an index in memory. The index is opened only when `info` is read, so that the files of a broken dataset, which has
    no index, can be found too.
    """

    root: str
    own: tuple[str, ...]
    index_path: str | None
    opened: Callable[[], Index]
    documents: Mapping[str, Document] = NO_DOCUMENTS
    notes: tuple[Note, ...] = ()

    @property
    def info(self) -> DataInfo:
        return self.opened().info()


class DatasetReport(NamedTuple):
    """What the dataset holds and where it lies."""

    counts: dict[str, int]
    paths: PathReport
    info: DataInfo
    documents: Mapping[str, Document] = NO_DOCUMENTS
    notes: tuple[Note, ...] = ()


def path(opened: Callable[[], Index], request: DatasetRequest) -> PathReport:
    """Where the dataset lies; `opened` opens the index, when something in the report needs one."""
    from countycli.index.store import index_path

    index = index_path(request.own, request.variables)
    return _paths(str(index) if index else None, opened, request)


def _paths(index_path: str | None, opened: Callable[[], Index], request: DatasetRequest) -> PathReport:
    from countycli.index.store import dataset_root

    return PathReport(str(dataset_root()), tuple(map(str, request.own.files)), index_path, opened)


def info(index: Index, request: DatasetRequest) -> DatasetReport:
    told, paths = index.info(), _paths(index.connection.path, lambda: index, request)
    return DatasetReport({**index.counts(), "own_documents": told.own}, paths, told)
