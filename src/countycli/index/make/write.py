"""Compilation of a draft into the SQLite index that commands read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import chain, groupby, islice
from shlex import quote
from typing import TYPE_CHECKING, Any

from countycli.checks import checked
from countycli.errors import FaultyFile, FaultyFilesError, InvalidDatasetError
from countycli.index.ask.connection import uri
from countycli.index.make.rows import tables
from countycli.index.make.summaries import COUNTS
from countycli.index.schema import DDL, FORMAT, INDEXES, TABLES
from countycli.phrases import Phrase
from countycli.source.draft import collector_at_rest, contents_of
from countycli.source.faults import locate
from countycli.source.files import CHECKED, Advance, rank, unheard
from countycli.source.folders import toml_files
from countycli.source.own import NOTHING, OwnData
from countycli.writing import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from countycli.model.reports import DataInfo, Fault
    from countycli.source.draft import Contents


_MOST_MARKS = 480  # parameters of one statement; old versions of SQLite take 999


def compile_folder(root: Path, target: Path) -> DataInfo:
    """Write the index of the dataset below `root` to `target`, all or nothing; returns what the index holds.

    Raises InvalidDatasetError with every fault, and OSError where `target` can't be written.
    """
    with collector_at_rest():
        contents = read_sound(root)
        with replacing(target) as unfinished:
            save(contents, unfinished)
            unfinished.chmod(0o644)
    return contents.info


def save(contents: Contents, file: Path, advance: Advance = unheard) -> None:
    """Write the index to an empty file. Raises OSError or sqlite3.OperationalError where the file can't be written.

    No other process knows the file yet, so SQLite needn't lock it: not every file system has locks.
    """
    with closing(sqlite3.connect(uri(file, "nolock=1"), uri=True)) as connection:
        write_index(connection, contents, advance)


def in_memory(contents: Contents, advance: Advance = unheard) -> sqlite3.Connection:
    """The index without a file, for where no file can be written."""
    connection = sqlite3.connect(":memory:")
    write_index(connection, contents, advance)
    return connection


def read_sound(root: Path, own: OwnData = NOTHING, advance: Advance = unheard) -> Contents:
    """The contents of all files below `root` and of the reader's own files, which may contradict the book. Raises
    InvalidDatasetError if any rule is broken.
    """
    draft = checked(toml_files([root]), own, advance, contradictions=not own.files)
    if draft.problems:
        raise invalid(locate(draft.problems), own)
    return contents_of(draft)


def invalid(problems: list[Fault], own: OwnData) -> InvalidDatasetError:
    """The error for data with faults. Where the reader's own files have faults, faults in the book's files only follow
    from these and are not told. Faults in own files of definitions come first, for faults in documents may follow from
    these.
    """
    ranks = {str(path): rank(path) for path in own.files}
    of_own = sorted((fault for fault in problems if fault.path in ranks), key=lambda fault: ranks[fault.path])
    problems = of_own or problems
    first = problems[0]
    message = Phrase(
        "Faults in the data: {count}; the first: {path}:{line}: {code} {message}",
        count=len(problems),
        path=first.path,
        line=first.line,
        code=first.code,
        message=first.message,
    )
    hint = Phrase("`countycli data check` lists them all")
    if own.files:
        hint = Phrase(
            "`{command}` lists all of this file; `--no-user-data` leaves out what `--data` doesn't name",
            command=f"countycli data check {quote(first.path)}",
        )
    if not of_own:
        return InvalidDatasetError(message, hint)
    lasting = all(fault.code != "D406" for fault in of_own)  # what lies in the future today may not tomorrow
    return FaultyFilesError(message, hint, _by_file(of_own), lasting=lasting)


def _by_file(faults: list[Fault]) -> tuple[FaultyFile, ...]:
    """Each file with its first fault, of faults that stand together by file, in the order of lines."""
    groups = (list(group) for _, group in groupby(faults, key=lambda fault: fault.path))
    return tuple(FaultyFile(group[0].path, group[0].line, len(group)) for group in groups)


def write_index(connection: sqlite3.Connection, contents: Contents, advance: Advance = unheard) -> None:
    """Create all tables in an empty database, and pack them, so that the file is compact and always the same."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")  # the file takes its name only when it is whole
    connection.executescript(DDL)
    portions = len(TABLES) + 3 * len(contents.metrics)
    with connection:
        for number, (table, columns, rows) in enumerate(tables(contents), 1):
            insert(connection, table, columns, rows)
            advance(CHECKED + (1 - CHECKED) * number / portions)
    connection.execute("VACUUM")  # rows that are inserted one after the other leave a tenth of each page empty
    connection.executescript(INDEXES)
    connection.executescript(COUNTS)
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.commit()


def insert(connection: sqlite3.Connection, table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert many rows with each statement, which takes two thirds of the time of one row a statement. The last rows
    are too few for this statement, and another one would first have to be compiled.
    """
    width = columns.count(",") + 1
    marks, remaining, count = f"({', '.join('?' * width)})", iter(rows), _MOST_MARKS // width
    into = f"INSERT INTO {table} ({columns}) VALUES "
    many = into + ", ".join([marks] * count)
    while len(portion := list(islice(remaining, count))) == count:
        connection.execute(many, [*chain.from_iterable(portion)])
    connection.executemany(into + marks, portion)
