"""Files that are whole or not there: written under another name, and renamed at the end.

Renaming a file within a folder is one step to the system. Whoever reads sees the old file or the new one, and a disk
that is full in the middle of the writing leaves the old file as it was.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

UNFINISHED = ".part"  # the ending of a file that is still being written

_EVERYBODY = 0o666  # the rights of a new file, less those that the process's umask takes away
_STREAMS = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/")  # names of streams that the process holds open already
# Errors of replacing a file that may be written: the folder is not writable, or the file is a mount point.
_UNMOVABLE = (errno.EACCES, errno.EPERM, errno.EBUSY)


def unfinished_name() -> str:
    """A unique name for a file that is being written; the name tells which process is writing."""
    return f"{_process_mark(os.getpid())}{os.urandom(4).hex()}{UNFINISHED}"


def is_abandoned(name: str) -> bool:
    """Whether a file was left unfinished by a process of this machine that has ended since."""
    parts = name.split("-")
    if os.name == "nt" or len(parts) != 4 or not parts[2].isdecimal() or not name.endswith(UNFINISHED):
        return False  # `os.kill(process, 0)` would end the process on Windows instead of asking for it
    process = int(parts[2])
    return name.startswith(_process_mark(process)) and not _runs(process)


def _process_mark(process: int) -> str:
    """The beginning of the names of a process's unfinished files; names the machine, for several may share a folder."""
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
    """An empty file in the folder of `path`, for the caller to fill; at the end the file is renamed to `path`. When
    anything goes wrong the new file is removed, and `path` is as it was. Raises OSError.
    """
    unfinished = path.with_name(unfinished_name())
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, rights))
    try:
        yield unfinished
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


class Beside:
    """A text that goes with a file, into a file of the same name with an `ending` behind."""

    def __init__(self, ending: str, text: str) -> None:
        self.ending = ending
        self.text = text

    def path(self, of: Path) -> Path:
        return of.with_name(of.name + self.ending)


def is_kept(name: str) -> bool:
    """Whether what is written to the file of that name stays there, as it does not in a device, a pipe or a stream."""
    try:
        state = _state(name)
    except (OSError, ValueError):
        return True  # writing will tell what is wrong
    return state is None or not _flows(name, state)


def write_file(name: str, content: str | bytes, beside: Beside | None = None) -> bool:
    """Write a text, or bytes, to the file that a person named, and what goes beside. Both are written before either
    takes its place. A link is followed to its file. A new file gets the owner and rights of the file that it replaces.

    False where nothing could be put beside: in a folder where a file may be written, but none be added. Raises OSError.
    """
    if "\0" in name:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), name)
    state = _state(name)
    if name.endswith(os.sep) or (os.altsep and name.endswith(os.altsep)):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
    if state and _flows(name, state):
        _fill(Path(name), content, "a")  # appended, not emptied: others may be writing to the file behind `/dev/stdout`
        return True
    path = Path(os.path.realpath(name))
    if state and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)
    try:
        _replace(path, state, content, beside)
    except OSError as error:
        if state is None or error.errno not in _UNMOVABLE:
            raise
        _fill(path, content)
        return beside is None
    return True


def _replace(path: Path, state: os.stat_result | None, content: str | bytes, beside: Beside | None) -> None:
    with ExitStack() as steps:
        if beside:
            other = beside.path(path)
            if (there := _state(str(other))) and not stat.S_ISREG(there.st_mode):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(other))
            _fill(steps.enter_context(replacing(other)), beside.text)
        unfinished = steps.enter_context(replacing(path))
        _fill(unfinished, content)
        if state:
            _pass_on(state, unfinished)


def _flows(name: str, state: os.stat_result) -> bool:
    """Whether a name is that of a device, a pipe, or a stream that the process holds open."""
    return name.startswith(_STREAMS) or not stat.S_ISREG(state.st_mode)


def _state(name: str) -> os.stat_result | None:
    """The state of the file of that name; None where there is none, also behind a link."""
    try:
        return Path(name).stat()
    except FileNotFoundError:
        return None


def _fill(path: Path, content: str | bytes, mode: str = "w") -> None:
    """Write a text as UTF-8; bytes of a file's name that are no text are written as escapes, as in JSON."""
    if isinstance(content, bytes):
        with path.open(f"{mode}b") as binary:
            binary.write(content)
        return
    with path.open(mode, encoding="utf-8", errors="backslashreplace", newline="") as file:
        file.write(content)


def _pass_on(state: os.stat_result, path: Path) -> None:
    """Give a file the rights, and where the system allows the owner, of the file that it replaces: `state`."""
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(path, state.st_uid, state.st_gid)
    path.chmod(stat.S_IMODE(state.st_mode))
