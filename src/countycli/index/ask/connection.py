"""Questions to the index's file: SQL in, rows out."""

from __future__ import annotations

import errno
import os
import sqlite3
from typing import TYPE_CHECKING, Any

from countycli.errors import DamagedIndexError, UsageError
from countycli.index.schema import FORMAT, TABLES
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from countycli.errors import CountyError

_MOST_MARKS = 500  # parameters of one question; SQLite's own limit is higher, but not everywhere
LAST_CHARACTER = "\U0010ffff"  # prefix + LAST_CHARACTER is the end of the strings that begin with prefix
_LOOK = 1_000_000  # instructions of SQLite between two looks at the work done
# Instructions that a question may take, and further ones for each byte of the file. The longest question, all figures
# of a census, takes 0.4 a byte.
_ANYWAY, _PER_BYTE = 50_000_000, 5
_MEMORY = ":memory:"
_BATCH = 2_000  # rows of a long answer that are held at a time
_MAPPED = 1 << 30  # so many bytes of the file are mapped into memory, which spares a call of the system for each page
_METRICS = "SELECT number, id, unit FROM metrics"


def uri(path: Path, options: str) -> str:
    """The name by which SQLite opens a file with options. `Path.as_uri` would load urllib for it."""
    escaped = path.absolute().as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{'' if escaped.startswith('/') else '/'}{escaped}?{options}"


def as_os_error(error: sqlite3.OperationalError) -> OSError:
    """What kept SQLite from writing a file, as the system would tell it."""
    full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return OSError(errno.ENOSPC if full else 0, str(error))


def connect(path: Path) -> sqlite3.Connection:
    """Open the file of an index for reading. Raises DamagedIndexError where the file is no index of this program's."""
    try:
        connection = sqlite3.connect(uri(path, "mode=ro&immutable=1"), uri=True)
        connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
    except sqlite3.DatabaseError as error:
        raise DamagedIndexError(str(path), str(error)) from error
    reason = _reason_against(connection)
    if reason:
        connection.close()
        raise DamagedIndexError(str(path), reason)
    return connection


def _reason_against(connection: sqlite3.Connection) -> Phrase | str | None:
    """Why a file is no index of this program's; None if it is one."""
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        parts = connection.execute("SELECT type, name FROM sqlite_master WHERE type <> 'index'").fetchall()
    except sqlite3.DatabaseError as error:
        return str(error)
    if version != FORMAT:
        return Phrase("it is of format {found}, not {expected}", found=version, expected=FORMAT)
    return None if sorted(parts) == TABLES else Phrase("its tables are not those of an index")


class _Work:
    """Counts SQLite's instructions for a question, and ends a question that takes far more of them than any question
    to a sound index: in a damaged file pages may lead to each other without end.
    """

    def __init__(self, size: int) -> None:
        """`size` is the size of the index file in bytes."""
        self._most = _ANYWAY + _PER_BYTE * size
        self._done = 0

    def begin(self) -> None:
        self._done = 0

    def __call__(self) -> bool:
        """Whether to stop."""
        self._done += _LOOK
        return self._done > self._most


class Connection:
    """An open index. What the parts of the index ask goes through here, so that damage is told in one way."""

    def __init__(self, connection: sqlite3.Connection, path: str = _MEMORY) -> None:
        self._connection = connection
        self._path = path
        self._is_closed = False
        self._work = _Work(0 if self.is_in_memory else os.path.getsize(path))  # noqa: PTH202  # a text
        if not self.is_in_memory:
            connection.set_progress_handler(self._work, _LOOK)
        self._metric_ids: dict[int, str] = {}
        self._metric_numbers: dict[str, int] = {}
        self.units: dict[str, str] = {}  # of the metrics whose ids or numbers were asked for

    @property
    def path(self) -> str | None:
        """The file of the index; None where it is held in memory."""
        return None if self.is_in_memory else self._path

    @property
    def is_in_memory(self) -> bool:
        return self._path == _MEMORY

    def close(self) -> None:
        self._is_closed = True
        self._connection.close()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        self._work.begin()
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except UnicodeEncodeError:
            return []  # the parameter is no valid text, so nothing in the book is equal to it
        except sqlite3.DatabaseError as error:
            raise self._failure(error) from error

    def stream(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of an answer that is too long to be held."""
        self._work.begin()
        try:
            cursor = self._connection.execute(sql, parameters)
            while rows := cursor.fetchmany(_BATCH):
                yield from rows
        except sqlite3.DatabaseError as error:
            raise self._failure(error) from error

    def _failure(self, error: sqlite3.DatabaseError) -> CountyError:
        """Why the index gave no answer: a program used it in a way that it can't be, or its file is damaged."""
        if self._is_closed:
            return UsageError(Phrase("The book is closed"), Phrase("open another one: `countycli.open()`"))
        if isinstance(error, sqlite3.ProgrammingError) and "same thread" in str(error):
            message = Phrase("A book answers only in the thread in which it was opened")
            return UsageError(message, Phrase("open another one: `countycli.open()`"))
        return DamagedIndexError(self._path, str(error))

    def rows_in(self, sql: str, values: Iterable[str | int]) -> list[tuple[Any, ...]]:
        """Rows for `… IN ({marks})`, asked for in portions."""
        wanted = list(dict.fromkeys(values))
        portions = (wanted[start : start + _MOST_MARKS] for start in range(0, len(wanted), _MOST_MARKS))
        return [
            row for portion in portions for row in self.rows(sql.format(marks=", ".join("?" * len(portion))), portion)
        ]

    def texts(self, column: str, rest: str, parameters: Sequence[Any] = ()) -> list[str]:
        """The texts of a column, none with a comma; `rest` is the question from FROM on. SQLite joins them to one text:
        thousands of rows of one cell would take twice the time.
        """
        rows = self.rows(f"SELECT group_concat({column}) {rest}", parameters)
        joined = rows[0][0] if rows else None
        return joined.split(",") if joined else []

    def rows_by(self, sql: str, column: str, values: Iterable[str] | None) -> list[tuple[Any, ...]]:
        """Rows whose column has one of some values; all rows where none are named."""
        return self.rows(sql) if values is None else self.rows_in(f"{sql} WHERE {column} IN ({{marks}})", values)

    def document_number(self, identifier: str | None) -> int | None:
        """The number by which figures name a document; -1, which no row has, for an unknown id."""
        if identifier is None:
            return None
        rows = self.rows("SELECT number FROM documents WHERE id = ?", (identifier,))
        return int(rows[0][0]) if rows else -1

    def metric_number(self, identifier: str | None) -> int | None:
        """The number by which figures name a metric; -1, which no row has, for an unknown id."""
        return None if identifier is None else self.metric_numbers([identifier]).get(identifier, -1)

    def metric_numbers(self, identifiers: Iterable[str]) -> Mapping[str, int]:
        """The numbers of some metrics, and maybe of others, by id."""
        unknown = set(identifiers) - self._metric_numbers.keys()
        if unknown:
            self._learn(self.rows_in(f"{_METRICS} WHERE id IN ({{marks}})", unknown))
        return self._metric_numbers

    def metric_ids(self, numbers: Iterable[int]) -> Mapping[int, str]:
        """The ids of some metrics, and maybe of others, by number."""
        unknown = set(numbers) - self._metric_ids.keys()
        if unknown:
            self._learn(self.rows(f"{_METRICS} WHERE number IN ({', '.join(map(str, unknown))})"))
        return self._metric_ids

    def _learn(self, found: Iterable[tuple[Any, ...]]) -> None:
        """Keep what is read of metrics: the questions of one answer name the same few again and again."""
        for number, identifier, unit in found:
            self._metric_ids[number] = identifier
            self._metric_numbers[identifier] = number
            self.units[identifier] = unit


def conditions(columns: Iterable[tuple[str, Any]]) -> tuple[str, list[Any]]:
    """A WHERE clause for those columns whose value is given."""
    given = [(column, value) for column, value in columns if value is not None]
    return " AND ".join(f"{column} = ?" for column, _ in given) or "1", [value for _, value in given]
