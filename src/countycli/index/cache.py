"""The folder of compiled indexes.

Each index has a seal beside it: size, time of change and digest as they were when it was written. An index whose size
and time are the seal's is taken as it is; another one is read through, and is good if its digest is still the seal's.
Nothing in the folder is ever run or unpickled, so whoever changes it can spoil an index but not more.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from countycli.phrases import Phrase
from countycli.source.folders import UNFINISHED, cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_MOST = 4  # indexes that are kept: of a few states of the data
_UNFELT = 0.5  # seconds to wait for another process that compiles before it is told
_PATIENCE = 60  # seconds to wait after that
_SEAL = ".seal"


def index_at(key: str) -> Path:
    """Where the index of some data is kept, whether it is there or not."""
    return cache_folder(os.environ) / f"book-{key}.sqlite"


def is_sound(path: Path) -> bool:
    """Whether an index is there and as it was written."""
    try:
        size, time, digest = _seal_of(path).read_text(encoding="ascii").split()
        state = path.stat()
        if (str(state.st_size), str(state.st_mtime_ns)) == (size, time):
            return True
        if str(state.st_size) != size or _digest(path) != digest:
            return False
    except (OSError, ValueError):
        return False
    with suppress(OSError):
        _write_seal(path, path, digest)
    return True


def keep(path: Path, write: Callable[[Path], None]) -> None:
    """Have an index written, seal it, and drop the oldest ones. The seal comes first: without its index it is nothing.

    Raises OSError or sqlite3.OperationalError where the folder can't be written; nothing is left of the index then.
    """
    made = path.with_name(f"{path.stem}.{os.getpid()}{UNFINISHED}")
    try:
        write(made)
        _write_seal(path, made, _digest(made))
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    _drop_oldest(path.parent)


def forget(path: Path) -> None:
    """Drop an index that turned out to be damaged."""
    _seal_of(path).unlink(missing_ok=True)
    path.unlink(missing_ok=True)


@contextmanager
def compiling_alone(folder: Path, tell: Callable[[Phrase], None]) -> Iterator[None]:
    """Only one process of a user's compiles at a time; the others wait, which is told, and find its index. SQLite's
    lock on a file is given back by the system when a process is killed. Where the folder can't be written, or the other
    one doesn't end, nobody waits on.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(folder / "lock", timeout=_UNFELT, isolation_level=None)
    except (OSError, sqlite3.Error):
        yield
        return
    with closing(connection):
        with suppress(sqlite3.Error):  # what lies there is no lock
            _lock(connection, tell)
            _clear(folder)
        yield


def _lock(connection: sqlite3.Connection, tell: Callable[[Phrase], None]) -> None:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        tell(Phrase("another process compiles the data; waiting for it …"))
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000}")
        connection.execute("BEGIN EXCLUSIVE")


def _clear(folder: Path) -> None:
    """Remove what processes that were killed have left."""
    for path in folder.glob(f"*{UNFINISHED}"):
        path.unlink(missing_ok=True)


def _drop_oldest(folder: Path) -> None:
    indexes = sorted(folder.glob("book-*.sqlite"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in indexes[_MOST:]:
        forget(path)


def _seal_of(path: Path) -> Path:
    return path.with_suffix(_SEAL)


def _write_seal(path: Path, written: Path, digest: str) -> None:
    """Seal the index at `path`, whose content is in `written`."""
    state = written.stat()
    unfinished = _seal_of(path).with_suffix(_SEAL + UNFINISHED)
    unfinished.write_text(f"{state.st_size} {state.st_mtime_ns} {digest}\n", encoding="ascii")
    unfinished.replace(_seal_of(path))


def _digest(path: Path) -> str:
    from hashlib import file_digest

    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
