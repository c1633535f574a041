"""The index as the queries see it: one object for each kind of question."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from countycli.index.ask.connection import Connection, connect
from countycli.index.ask.documents import Documents
from countycli.index.ask.figures import Figures
from countycli.index.ask.groups import Groups
from countycli.index.ask.holdings import Holdings
from countycli.index.ask.metrics import Metrics
from countycli.index.ask.names import Names
from countycli.index.ask.places import Places
from countycli.model.reports import DataInfo

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from countycli.errors import FaultyFile
    from countycli.index.ask.layouts import Layouts

_DOUBTFUL = "observations AS figure JOIN details ON details.number = figure.details WHERE doubtful"


class Index:
    """A read-only book."""

    left_out: tuple[FaultyFile, ...] = ()  # the reader's own files that have faults and aren't in the index

    def __init__(self, connection: sqlite3.Connection, path: str = ":memory:") -> None:
        self.connection = Connection(connection, path)
        self.places = Places(self.connection)
        self.groups = Groups(self.connection)
        self.names = Names(self.connection)
        self.metrics = Metrics(self.connection)
        self.documents = Documents(self.connection)
        self.figures = Figures(self.connection)
        self.holdings = Holdings(self.connection, self.places)

    @cached_property
    def layouts(self) -> Layouts:
        """Loaded late: only maps need them."""
        from countycli.index.ask.layouts import Layouts

        return Layouts(self.connection)

    def close(self) -> None:
        self.connection.close()

    def info(self) -> DataInfo:
        meta = dict(self.connection.rows("SELECT key, value FROM meta"))
        counted = int(meta["documents"]), meta["as_of"], int(meta["own"])
        return DataInfo(meta["version"], *counted, meta["book_as_of"], self.left_out)

    def counts(self) -> dict[str, int]:
        """How many records of each kind the book holds."""
        kinds = ("places", "metrics", "documents", "observations", "doubtful", "targets", "initiatives", "groups")
        tables = {**{kind: kind for kind in kinds}, "doubtful": _DOUBTFUL}
        return {kind: self.connection.rows(f"SELECT count(*) FROM {table}")[0][0] for kind, table in tables.items()}


def open_file(path: Path) -> Index:
    """The index in a file. Raises DamagedIndexError where the file is no index of this program's."""
    return Index(connect(path), str(path))
