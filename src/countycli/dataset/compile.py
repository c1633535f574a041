"""Compilation of a draft into the SQLite index that commands read."""

from __future__ import annotations

import gc
import os
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from countycli.dataset.load import checked, dataset_files
from countycli.dataset.problems import locate
from countycli.dataset.rows import data_info, tables
from countycli.dataset.schema import DDL, FORMAT, INDEXES
from countycli.dataset.summaries import SUMMARIES
from countycli.errors import InvalidDatasetError, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.dataset.draft import Draft
    from countycli.model.reports import DataInfo, Fault


def compile_folder(root: Path, target: Path) -> DataInfo:
    """Write the index of the dataset below `root` to `target`, all or nothing; what it holds.

    Raises InvalidDatasetError with every fault, and OSError where `target` can't be written.
    """
    with _collector_at_rest():
        return _compiled(read_sound(root), target)


def _compiled(draft: Draft, target: Path) -> DataInfo:
    descriptor, name = tempfile.mkstemp(prefix=target.name, dir=target.parent)
    os.close(descriptor)
    unfinished = Path(name)
    try:
        with closing(sqlite3.connect(unfinished)) as connection:
            write_index(connection, draft)
        unfinished.chmod(0o644)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink()
        raise
    return data_info(draft)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Nothing of a draft is garbage before it is written; looking for some would take a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def compile_in_memory(root: Path) -> sqlite3.Connection:
    """The same index in memory, for where no folder can be written."""
    draft = read_sound(root)
    connection = sqlite3.connect(":memory:")
    write_index(connection, draft)
    return connection


def read_sound(root: Path) -> Draft:
    """The draft of all files below `root`; raises InvalidDatasetError if any rule is broken."""
    draft = checked(dataset_files([root]))
    if draft.problems:
        raise invalid(locate(draft.problems))
    return draft


def invalid(problems: list[Fault]) -> InvalidDatasetError:
    first = problems[0]
    message = Phrase(
        "The dataset has {count} faults; the first: {path}:{line}: {code} {message}",
        count=len(problems),
        path=first.path,
        line=first.line,
        code=first.code,
        message=first.message,
    )
    return InvalidDatasetError(message, Phrase("`countycli data check` lists them all"))


def write_index(connection: sqlite3.Connection, draft: Draft) -> None:
    """Create all tables in an empty database. Rows go in by key, so that the file is compact and always the same."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")  # the file takes its name only when it is whole
    connection.executescript(DDL)
    with connection:
        for table, columns, rows in tables(draft):
            marks = ", ".join("?" * (columns.count(",") + 1))
            connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
    connection.executescript(INDEXES)
    connection.executescript(SUMMARIES)
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.commit()
