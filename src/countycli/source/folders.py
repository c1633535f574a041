"""Files in folders, and the user's folders for data and cache, where each system keeps them.

platformdirs knows the same and more, but loading it takes a sixth of an answer's time, and the data folder is looked
for before every answer.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from countycli.errors import UsageError
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PROGRAM = "countycli"
_MOST_ENTRIES = 100_000  # files and folders that are looked at below one folder
_LARGEST = 500_000_000  # bytes of a file: tens of times what the whole book takes
_OF_THE_SYSTEM = ("/proc/", "/sys/")


def data_folder(variables: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Where the reader's own figures are looked for; None where the system knows of no folder of theirs."""
    if platform == "win32":
        return _below(_local_appdata(variables), _PROGRAM)
    if platform == "darwin":
        return _below(_home(variables), "Library", "Application Support", _PROGRAM)
    return _below(_xdg(variables, "XDG_DATA_HOME", ".local/share"), _PROGRAM)


def cache_folder(variables: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Where compiled indexes are kept; it may be emptied at any time. None as for `data_folder`."""
    if platform == "win32":
        return _below(_local_appdata(variables), _PROGRAM, "Cache")
    if platform == "darwin":
        return _below(_home(variables), "Library", "Caches", _PROGRAM)
    return _below(_xdg(variables, "XDG_CACHE_HOME", ".cache"), _PROGRAM)


def toml_files(paths: Iterable[Path]) -> list[Path]:
    """The files among `paths`, and the TOML files below the folders among `paths`, in a fixed order. A folder that
    can't be read is listed like a file, so that reading reports the fault. Links to folders are not followed.

    Raises UsageError for a folder that is no place for data, such as the root of the file system.
    """
    files: list[Path] = []
    for path in paths:
        files += sorted(_below_folder(path)) if path.is_dir() else [path]
    return list(dict.fromkeys(files))


def files_in_place(folder: Path) -> list[Path]:
    """The TOML files in a folder; none where the folder doesn't exist."""
    try:
        return toml_files([folder]) if stat.S_ISDIR(folder.stat().st_mode) else []
    except PermissionError:
        return [folder]
    except OSError:
        return []


def _below_folder(folder: Path) -> list[Path]:
    reason = _unfit(folder)
    if reason:
        raise _refused(folder, reason)
    files: list[Path] = []
    folders, seen = [str(folder)], 0
    while folders:
        inner = folders.pop()
        try:
            entries = list(os.scandir(inner))
        except OSError:
            files.append(Path(inner))
            continue
        seen += len(entries)
        if seen > _MOST_ENTRIES:
            raise _refused(folder, Phrase("it holds more than {count} files", count=f"{_MOST_ENTRIES:,}"))
        folders += [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
        files += [Path(entry.path) for entry in entries if _is_toml(entry)]
    return files


def _is_toml(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is called like a TOML file, in large letters or small, and is no folder or link to one."""
    return entry.name.lower().endswith(".toml") and not _is_folder(entry)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads in a circle
        return False


def _unfit(folder: Path) -> Phrase | None:
    """Why nobody keeps data of their own in a folder; None where one may."""
    real = os.path.realpath(folder)
    inside = os.path.join(real, "")  # noqa: PTH118  # with one separator at the end
    home = os.path.expanduser("~")  # noqa: PTH111  # stays `~` where no home folder is known
    if os.path.dirname(real) == real:  # noqa: PTH120
        return Phrase("it is the root of the file system")
    if os.path.isabs(home) and os.path.join(os.path.realpath(home), "").startswith(inside):  # noqa: PTH117, PTH118
        return Phrase("your whole home folder lies in it")
    if real == "/dev" or inside.startswith(_OF_THE_SYSTEM):
        return Phrase("what it holds is made by the system")
    return None


def _refused(folder: Path, reason: Phrase) -> UsageError:
    message = Phrase("{path} is no folder for data: {reason}", path=str(folder), reason=reason)
    return UsageError(message, Phrase("name the folder in which your TOML files are"))


def read_regular(path: Path) -> bytes:
    """A file's content. Raises OSError, also for a pipe or device, which might never end, and for a huge file, which
    might take all of the memory.
    """
    if path.is_dir():
        os.listdir(path)  # noqa: PTH208  # raises if the folder can't be read
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    state = path.stat()
    if not stat.S_ISREG(state.st_mode) or str(path).startswith(_OF_THE_SYSTEM):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    if state.st_size > _LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return path.read_bytes()


def _xdg(variables: Mapping[str, str], name: str, usual: str) -> Path | None:
    """A folder of the XDG Base Directory Specification, by which a path that is not absolute doesn't count."""
    folder = variables.get(name, "").strip()
    return Path(folder) if os.path.isabs(folder) else _below(_home(variables), usual)  # noqa: PTH117  # "" isn't either


def _local_appdata(variables: Mapping[str, str]) -> Path | None:
    folder = variables.get("LOCALAPPDATA")
    return Path(folder) if folder else _below(_home(variables), "AppData", "Local")


def _home(variables: Mapping[str, str]) -> Path | None:
    """The home folder; a relative one counts from the working folder. None where there is no home folder, as for a user
    unknown to the system, or where the working folder was deleted.
    """
    try:
        home = Path(variables.get("HOME") or variables.get("USERPROFILE") or Path.home())
        return home.absolute()
    except (OSError, RuntimeError):
        return None


def _below(folder: Path | None, *names: str) -> Path | None:
    return folder and folder.joinpath(*names)
