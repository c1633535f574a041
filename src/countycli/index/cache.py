"""The folder of compiled indexes.

Beside each index lies its seal, a file with the index's digest, size, inode and times when the index was written. An
index whose size, inode and times still agree with the seal is used at once. Any other index is read through, and used
if its digest agrees with the seal. No change can hide, because the system itself keeps the time of a file's last
change. Nothing in the folder is ever run or unpickled, but whoever writes an index decides what the book says: a folder
to which other users may write isn't used.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from countycli.phrases import Phrase
from countycli.writing import UNFINISHED, replacing, unfinished_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_MOST = 4  # indexes that are kept, for those who go back and forth between a few states of the data
_UNFELT = 0.5  # seconds to wait for another process that compiles before the reader is told
_PATIENCE = 60  # seconds to wait after the reader was told
_SEAL = ".seal"
_NO_DIGEST = "-"
_ONLY_MINE = 0o700  # rights of the folder
_ALSO_READ_BY_NOBODY = 0o600  # rights of the files in the folder
_WRITTEN_BY_OTHERS = 0o022


def index_at(folder: Path, key: str) -> Path:
    """Where the index of some data is kept, whether it is there or not."""
    return folder / f"book-{key}.sqlite"


def make_folder(folder: Path) -> None:
    """Make the folder if it isn't there. Raises OSError."""
    folder.mkdir(mode=_ONLY_MINE, parents=True, exist_ok=True)


def reason_against(path: Path) -> Phrase | None:
    """Why the folder, or a file in the folder, is not to be trusted: another user can change the content. None where no
    other user can, where nothing is at `path`, and on systems that don't tell who owns a file.
    """
    try:
        return _whose(path.stat())
    except OSError:
        return None


def _whose(state: os.stat_result) -> Phrase | None:
    if not hasattr(os, "geteuid"):
        return None
    if state.st_uid != os.geteuid():
        return Phrase("it belongs to another user")
    return Phrase("others may write to it") if state.st_mode & _WRITTEN_BY_OTHERS else None


def is_sound(path: Path) -> bool:
    """Whether there is an index at `path`, unchanged since it was written."""
    try:
        size, changed, digest, *more = _seal_of(path).read_text(encoding="ascii").split()
        state = path.stat()
        if _whose(state):
            return False
        if (size, changed, *more) == _marks(state):
            return True
        if str(state.st_size) != size or digest == _NO_DIGEST or _digest(path) != digest:
            return False
    except (OSError, ValueError):
        return False
    with suppress(OSError):
        _write_seal(path, digest)
    return True


def keep(path: Path, write: Callable[[Path], None], base: Path | None = None) -> None:
    """Have an index written, seal it and drop the oldest indexes. The seal is written last, for an index without a seal
    isn't used. An index that was copied from a `base` gets no digest, which would take as long as the copying; if such
    an index is touched, it is made again. The base is never dropped.

    Raises OSError or sqlite3.OperationalError where the folder can't be written; nothing is left of the index then.
    """
    with suppress(OSError):
        path.rmdir()  # an empty folder that lies where the index belongs would be in the way each time
    with replacing(path, _ALSO_READ_BY_NOBODY) as made:
        write(made)
        digest = _NO_DIGEST if base else _digest(made)
    try:
        _write_seal(path, digest)
    except OSError:
        forget(path)
        raise
    _drop_oldest(path.parent, base)


def forget(path: Path) -> None:
    """Drop an index, such as one that turned out to be damaged. Raises OSError."""
    _seal_of(path).unlink(missing_ok=True)
    path.unlink(missing_ok=True)


@contextmanager
def compiling_alone(folder: Path, tell: Callable[[Phrase], None]) -> Iterator[None]:
    """Let only one process of a user compile at a time. The other processes wait, tell the reader so, and then find the
    index. The lock is SQLite's lock on a file, which the system releases when a process is killed. Nobody waits where
    the folder can't be written or files can't be locked, nor longer than _PATIENCE.
    """
    try:
        connection = _to_lock(folder)
    except sqlite3.Error:
        connection = None
    if connection is None:
        yield
        return
    with closing(connection):
        with suppress(sqlite3.Error):  # what lies in the place of the lock is no database
            _lock(connection, tell)
            _clear(folder)
        yield


def _to_lock(folder: Path) -> sqlite3.Connection | None:
    """A connection to the file that is locked; None on a file system without locks. There SQLite would wait in vain: it
    can't tell a lock that the file system refuses from a lock that another process holds.
    """
    return sqlite3.connect(folder / "lock", timeout=_UNFELT, isolation_level=None) if _has_locks(folder) else None


def _has_locks(folder: Path) -> bool:
    try:
        import fcntl
    except ImportError:  # on Windows, where all file systems have locks
        return True
    tried = folder / unfinished_name()
    try:
        with tried.open("xb") as file:
            tried.unlink(missing_ok=True)  # another process may have cleared it away
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


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
    """Remove unfinished files of processes that were killed. Another process may be doing the same."""
    for path in folder.glob(f"*{UNFINISHED}"):
        with suppress(OSError):
            path.unlink()


def _drop_oldest(folder: Path, base: Path | None) -> None:
    """Drop all but `base` and the newest indexes. An index that another process has just dropped counts as oldest."""
    indexes = sorted(folder.glob("book-*.sqlite"), key=lambda path: (path != base, _age(path)))
    for path in indexes[_MOST:]:
        with suppress(OSError):
            forget(path)


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0


def _seal_of(path: Path) -> Path:
    return path.with_suffix(_SEAL)


def _write_seal(path: Path, digest: str) -> None:
    size, *marks = _marks(path.stat())
    with replacing(_seal_of(path), _ALSO_READ_BY_NOBODY) as unfinished:
        unfinished.write_text(" ".join((size, marks[0], digest, *marks[1:])) + "\n", encoding="ascii")


def _marks(state: os.stat_result) -> tuple[str, ...]:
    """What tells that a file was changed or replaced: size, time of last writing, inode, time of any change."""
    return tuple(map(str, (state.st_size, state.st_mtime_ns, state.st_ino, state.st_ctime_ns)))


def _digest(path: Path) -> str:
    from hashlib import file_digest

    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
