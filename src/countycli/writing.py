"""Files that are whole or not there: written beside their place, and moved into it at the end.

Moving a file within a folder is one step to the system. Whoever reads sees the old file or the new one, and a disk that
is full in the middle leaves the old one as it was.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

UNFINISHED = ".part"  # how the name of a file ends that is still being written

_EVERYBODY = 0o666  # the rights of a new file, from which the process's mask takes some away
_STREAMS = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/")  # other names of files that are open already
# Why a file that may be written can still not be replaced: its folder may not be written, or it is a mount point.
_UNMOVABLE = (errno.EACCES, errno.EPERM, errno.EBUSY)


def unfinished_name() -> str:
    """A name for what is being written. It tells by which process, and no two are alike."""
    return f"{_process_mark(os.getpid())}{os.urandom(4).hex()}{UNFINISHED}"


def is_abandoned(name: str) -> bool:
    """Whether something is called as only a process of this machine would call it that has ended since."""
    parts = name.split("-")
    if os.name == "nt" or len(parts) != 4 or not parts[2].isdecimal() or not name.endswith(UNFINISHED):
        return False  # on Windows there is no asking for a process that leaves it alone
    process = int(parts[2])
    return name.startswith(_process_mark(process)) and not _runs(process)


def _process_mark(process: int) -> str:
    """How the names of a process's unfinished files begin. Several machines may write to one folder."""
    from zlib import crc32

    machine = os.uname().nodename if hasattr(os, "uname") else ""
    return f".countycli-{crc32(machine.encode(errors='replace')):08x}-{process}-"


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True


@contextmanager
def replacing(path: Path, rights: int = _EVERYBODY) -> Iterator[Path]:
    """An empty file in the folder of `path`, to be filled; it becomes `path` at the end. When anything goes wrong
    nothing is left of it, and `path` is as it was. Raises OSError.
    """
    unfinished = path.with_name(unfinished_name())
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, rights))
    try:
        yield unfinished
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def write_text(name: str, text: str) -> bool:
    """Write a text to the file that a person named, and tell whether it stays there: what goes to a device or a pipe
    does not. Of a link the file is written that the link leads to; a file that is replaced passes its rights on.

    Raises OSError.
    """
    if "\0" in name:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), name)
    state = _state(name)
    if name.endswith(os.sep) or (os.altsep and name.endswith(os.altsep)):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
    if state and (name.startswith(_STREAMS) or not stat.S_ISREG(state.st_mode)):
        _fill(Path(name), text, "a")  # no file to be emptied: `/dev/stdout` may be one to which others write, too
        return False
    path = Path(os.path.realpath(name))
    if state and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)
    try:
        with replacing(path) as unfinished:
            _fill(unfinished, text)
            if state:
                _pass_on(state, unfinished)
    except OSError as error:
        if state is None or error.errno not in _UNMOVABLE:
            raise
        _fill(path, text)
    return True


def _state(name: str) -> os.stat_result | None:
    """What is there; None for nothing, and for a link that leads to nothing yet."""
    try:
        return Path(name).stat()
    except FileNotFoundError:
        return None


def _fill(path: Path, text: str, mode: str = "w") -> None:
    """What is no character of its own, such as a byte of a file's name, is written as an escape: JSON has the same."""
    with path.open(mode, encoding="utf-8", errors="backslashreplace", newline="") as file:
        file.write(text)


def _pass_on(state: os.stat_result, path: Path) -> None:
    """Give a file the owner, where that is allowed, and the rights of the one whose place it takes."""
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(path, state.st_uid, state.st_gid)
    path.chmod(stat.S_IMODE(state.st_mode))
