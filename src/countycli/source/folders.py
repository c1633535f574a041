"""Files in folders, and the user's folders for data and cache, where each system keeps them.

platformdirs knows the same and more, but loading it takes a sixth of an answer's time, and the data folder is looked
for before every answer.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PROGRAM = "countycli"


def data_folder(variables: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Where the reader's own figures are looked for; None where the system knows of no folder of theirs."""
    if platform == "win32":
        return _below(_local_appdata(variables), _PROGRAM)
    if platform == "darwin":
        return _below(_home(variables), "Library", "Application Support", _PROGRAM)
    return _below(_xdg(variables, "XDG_DATA_HOME", ".local/share"), _PROGRAM)


def cache_folder(variables: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Where compiled indexes are kept; it may be emptied at any time. None as of `data_folder`."""
    if platform == "win32":
        return _below(_local_appdata(variables), _PROGRAM, "Cache")
    if platform == "darwin":
        return _below(_home(variables), "Library", "Caches", _PROGRAM)
    return _below(_xdg(variables, "XDG_CACHE_HOME", ".cache"), _PROGRAM)


def toml_files(paths: Iterable[Path]) -> list[Path]:
    """The files among `paths`, and the TOML files below those that are folders, in a fixed order."""
    files: list[Path] = []
    for path in paths:
        files += sorted(it for it in path.rglob("*.toml") if not it.is_dir()) if path.is_dir() else [path]
    return list(dict.fromkeys(files))


def read_regular(path: Path) -> bytes:
    """A file's content. Raises OSError, also for what might never end, such as a pipe."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    return path.read_bytes()


def _xdg(variables: Mapping[str, str], name: str, usual: str) -> Path | None:
    """A folder of the XDG Base Directory Specification, by which a path that is not absolute doesn't count."""
    folder = variables.get(name, "").strip()
    return Path(folder) if os.path.isabs(folder) else _below(_home(variables), usual)  # noqa: PTH117  # of "" too


def _local_appdata(variables: Mapping[str, str]) -> Path | None:
    folder = variables.get("LOCALAPPDATA")
    return Path(folder) if folder else _below(_home(variables), "AppData", "Local")


def _home(variables: Mapping[str, str]) -> Path | None:
    """The home folder, from the folder where we are if it is given that way; None where there is none: a user without
    an entry among the system's users, or a folder that was deleted.
    """
    try:
        home = Path(variables.get("HOME") or variables.get("USERPROFILE") or Path.home())
        return home.absolute()
    except (OSError, RuntimeError):
        return None


def _below(folder: Path | None, *names: str) -> Path | None:
    return folder and folder.joinpath(*names)
