"""Indexes that are compiled when they are asked for, and kept in the cache folder."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from countycli.errors import CountyError, DamagedIndexError, InvalidDatasetError, reason_of
from countycli.index import cache
from countycli.index.ask.connection import as_os_error
from countycli.index.ask.index import Index, open_file
from countycli.index.fingerprint import index_name, own_part, without_own
from countycli.phrases import Phrase
from countycli.record import NamedTuple
from countycli.source.own import NOTHING, OwnData

if TYPE_CHECKING:
    from countycli.index.store import Listener

# Indexes that were dropped in this run because of damage: the index that they were copied from may be damaged too.
_damaged: set[Path] = set()
_HOMELESS = Phrase("There is no home folder to keep compiled data in: the book is compiled at each start")


class Wanted(NamedTuple):
    """The index of a dataset with the reader's own files, and its name. `bundled` is the index of the dataset alone,
    where the package holds one.
    """

    root: Path
    own: OwnData
    name: str
    bundled: Path | None


def open_compiled(wanted: Wanted, folder: Path | None, listener: Listener) -> Index:
    """The index in the cache folder, compiled if need be; an index in memory where none can be kept in the folder.
    Raises InvalidDatasetError for data with faults.
    """
    if not wanted.root.is_dir():
        message = Phrase("The dataset is missing: {path}", path=str(wanted.root))
        raise InvalidDatasetError(message, Phrase("install countycli again"))
    refused = _refused(folder)
    if folder is None or refused:
        return _in_memory(wanted, refused or _HOMELESS, listener)
    path = cache.index_at(folder, wanted.name)
    if cache.is_sound(path):
        return open_file(path)
    with cache.compiling_alone(folder, listener.warn):
        if cache.is_sound(path):  # another process has just made the index
            return open_file(path)
        return _compiled(wanted, path, listener)


def forget(path: Path) -> bool:
    """Drop a damaged index, so that it is made again; whether that could be done."""
    _damaged.add(path)
    try:
        cache.forget(path)
    except OSError:
        return False
    return True


def _refused(folder: Path | None) -> Phrase | None:
    """Why no index is read from the cache folder nor kept there; None where all is well. The folder is made if there is
    none.
    """
    if folder is None:
        return _HOMELESS
    try:
        cache.make_folder(folder)
    except OSError as error:
        return _not_kept(folder, error)
    reason = cache.reason_against(folder)
    return reason and Phrase(
        "{path} isn't used ({reason}): the book is compiled at each start", path=folder, reason=reason
    )


def _compiled(wanted: Wanted, path: Path, listener: Listener) -> Index:
    """The index, made now and kept in the cache; in memory where the cache can't be written, or where files have
    changed since the index was named.
    """
    from countycli.index.make.write import in_memory, read_sound, save
    from countycli.source.draft import collector_at_rest

    try:
        with collector_at_rest():
            if _layered(wanted, path, listener):
                return open_file(path)
            contents = read_sound(wanted.root, wanted.own, listener.advance)
            if index_name(wanted.root, wanted.own) != wanted.name:
                return Index(in_memory(contents))
            try:
                cache.keep(path, lambda target: save(contents, target, listener.advance))
            except (OSError, sqlite3.OperationalError) as error:
                listener.warn(_not_kept(path.parent, error))
                return Index(in_memory(contents))
    finally:
        listener.end()
    return open_file(path)


def _layered(wanted: Wanted, path: Path, listener: Listener) -> bool:
    """Make the index of own documents from a copy of the book's index, and tell whether that could be done. It can't
    where own files define something, hold very many figures, or have changed since the index was named, nor where the
    book's index is damaged or can't be copied. Then all files have to be compiled, which also tells what is wrong.
    Raises InvalidDatasetError for documents with faults.
    """
    if not wanted.own.files or path in _damaged:
        return False
    from countycli.index.make.layer import write_over
    from countycli.index.make.own import can_be_layered, is_layered_sooner, read_sound_over

    if not can_be_layered(wanted.own):
        return False
    try:
        base = _base(wanted, path.parent, listener)
        with closing(open_file(base)) as index:
            draft = read_sound_over(index, wanted.own, listener.advance)
        if not (wanted.name.endswith(own_part(wanted.own)) and is_layered_sooner(draft)):
            return False
        cache.keep(path, lambda target: write_over(base, target, draft, listener.advance), base)
    except DamagedIndexError as error:
        if is_kept(error.path, wanted.bundled):
            forget(Path(error.path))
        return False
    except CountyError:
        raise
    except Exception:  # noqa: BLE001  # a full disk, or damage to the book's index, which can show anywhere
        return False
    return True


def is_kept(path: str, bundled: Path | None) -> bool:
    """Whether an index lies in the cache, from where it may be dropped: it is neither bundled nor held in memory."""
    return Path(path) not in (bundled, Path(":memory:"))


def _base(wanted: Wanted, folder: Path, listener: Listener) -> Path:
    """The index of the book beneath the reader's own files. In a checkout, where none is bundled, that index is made if
    need be; raises OSError where it can't be kept.
    """
    if wanted.bundled:
        return wanted.bundled
    from countycli.index.make.write import read_sound, save

    base = cache.index_at(folder, without_own(wanted.name))
    if not cache.is_sound(base):
        contents = read_sound(wanted.root, NOTHING, listener.advance)
        cache.keep(base, lambda target: save(contents, target, listener.advance))
    return base


def _in_memory(wanted: Wanted, reason: Phrase, listener: Listener) -> Index:
    """The index, made now and gone at the end; the listener is told the reason."""
    from countycli.index.make.write import in_memory, read_sound
    from countycli.source.draft import collector_at_rest

    listener.warn(reason)
    try:
        with collector_at_rest():
            return Index(in_memory(read_sound(wanted.root, wanted.own, listener.advance), listener.advance))
    finally:
        listener.end()


def _not_kept(folder: Path, error: OSError | sqlite3.OperationalError) -> Phrase:
    """Why an index isn't kept: the folder can't be written, or something in the folder stands in the index's place."""
    path: object = folder
    if isinstance(error, sqlite3.OperationalError):
        reason = reason_of(as_os_error(error))
    else:
        path, reason = error.filename2 or folder, reason_of(error)
    return Phrase("{path} can't be written ({reason}): the book is compiled at each start", path=path, reason=reason)
