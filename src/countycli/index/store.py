"""Where the book is, and how it is opened.

An installed package holds the compiled index beside its TOML. A development checkout has only the TOML, and the
reader's own files come as TOML: their index is compiled when the files have changed, and kept in the user's cache
folder under a name made of the content of the files.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from countycli.index.ask.index import Index, open_file
from countycli.source.folders import cache_folder
from countycli.source.own import NOTHING, OwnData

if TYPE_CHECKING:
    from collections.abc import Mapping

    from countycli.errors import FaultyFile
    from countycli.phrases import Phrase

_PACKAGE = Path(__file__).parents[1]
_BUNDLED = _PACKAGE / "book.sqlite"


class Listener:
    """Who is told of a compilation while it goes on. This listener ignores all of it."""

    def advance(self, done: float) -> None:
        """So much of the compilation is done, from 0 to 1."""

    def end(self) -> None:
        """The compilation is over, done or not."""

    def warn(self, message: Phrase) -> None:
        """The compilation takes longer than need be, or will be repeated at the next start."""

    def leave_out(self, file: FaultyFile) -> None:
        """One of the reader's own files has faults and is left out of the index."""


_NOBODY = Listener()


def dataset_root() -> Path:
    """The folder of the bundled TOML files."""
    return _PACKAGE / "data" if _BUNDLED.exists() else _PACKAGE.parents[1] / "data"


def open_index(
    own: OwnData = NOTHING, listener: Listener = _NOBODY, variables: Mapping[str, str] = os.environ
) -> Index:
    """The bundled book, with the reader's own data layered over it, except files with faults that may be left out.
    `variables` tell where the cache is. Raises InvalidDatasetError if the other files can't be used.
    """
    folder = cache_folder(variables)
    if not own.files:
        return _open(own, "", listener, folder)
    from countycli.index.faulty import Verdicts, opened_without_faulty

    def attempt(files: OwnData, name: str) -> Index:
        return _open(files, name, listener, folder)

    left_out: list[FaultyFile] = []

    def leave_out(file: FaultyFile) -> None:
        left_out.append(file)
        listener.leave_out(file)

    index = opened_without_faulty(own, _name, attempt, Verdicts(_trusted(folder)), leave_out)
    index.left_out = tuple(left_out)
    return index


def index_path(own: OwnData = NOTHING, variables: Mapping[str, str] = os.environ) -> Path | None:
    """The file that `open_index` reads; None where the index is held in memory."""
    if _BUNDLED.exists() and not own.files:
        return _BUNDLED
    from countycli.index import cache
    from countycli.index.faulty import Verdicts, sound_part

    folder = _trusted(cache_folder(variables))
    own = sound_part(own, _name, Verdicts(folder))
    if _BUNDLED.exists() and not own.files:
        return _BUNDLED
    if folder is None:
        return None
    path = cache.index_at(folder, _name(own))
    return path if cache.is_sound(path) else None


def forget(path: str) -> bool:
    """Drop a damaged index, so that it is made again; False for the bundled index, which can't be made again."""
    from countycli.index import compiled

    return compiled.is_kept(path, _BUNDLED) and compiled.forget(Path(path))


def _open(own: OwnData, name: str, listener: Listener, folder: Path | None) -> Index:
    """The bundled index where nothing else is asked for, else the index with a name, which is compiled if need be."""
    bundled = _BUNDLED if _BUNDLED.exists() else None
    if bundled and not own.files:
        return open_file(bundled)
    from countycli.index.compiled import Wanted, open_compiled

    return open_compiled(Wanted(dataset_root(), own, name or _name(own), bundled), folder, listener)


def _name(own: OwnData) -> str:
    from countycli.index.fingerprint import index_name

    return index_name(dataset_root(), own)


def _trusted(folder: Path | None) -> Path | None:
    """The cache folder; None where other users can change what the folder holds."""
    from countycli.index import cache

    return None if folder is None or cache.reason_against(folder) else folder
