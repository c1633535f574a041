"""Where the book is, and how it is opened.

An installed package holds the compiled index beside its TOML. A development checkout has only the TOML, and the
reader's own files come as TOML: their index is compiled when they have changed and kept in the user's cache folder,
named by its content.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from countycli.errors import CountyError, DamagedIndexError, InvalidDatasetError, reason_of
from countycli.index.ask.connection import uri
from countycli.index.ask.index import Index
from countycli.index.schema import FORMAT, TABLES_OF_AN_INDEX
from countycli.phrases import Phrase
from countycli.source.folders import cache_folder, read_regular
from countycli.source.own import NOTHING, OwnData

if TYPE_CHECKING:
    from collections.abc import Mapping

    from countycli.errors import FaultyFile

_PACKAGE = Path(__file__).parents[1]
_BUNDLED = _PACKAGE / "book.sqlite"
_COMPILERS = ("model", "source", "checks", "index/make")  # the code that decides what an index holds; FORMAT says how
_DIGITS = 16  # of each digest in the name of an index
_KEY = _PACKAGE / "book.key"  # the fingerprint of the bundled dataset, left by the build


class Listener:
    """Who is told of a compilation while it goes on. This one doesn't mind."""

    def advance(self, done: float) -> None:
        """So much of it is done, from 0 to 1."""

    def end(self) -> None:
        """It is over, done or not."""

    def warn(self, message: Phrase) -> None:
        """It takes longer than it need, or will be repeated."""

    def leave_out(self, file: FaultyFile) -> None:
        """One of the reader's own files has faults and doesn't count."""


_NOBODY = Listener()
_damaged: set[Path] = set()  # indexes that were dropped in this run: the one that they were copied from may be as bad
_HOMELESS = Phrase("There is no home folder to keep compiled data in: the book is compiled at each start")


def dataset_root() -> Path:
    """The folder of the bundled TOML files."""
    return _PACKAGE / "data" if _BUNDLED.exists() else _PACKAGE.parents[1] / "data"


def open_index(
    own: OwnData = NOTHING, listener: Listener = _NOBODY, variables: Mapping[str, str] = os.environ
) -> Index:
    """The bundled book, with the reader's own data over it, but for files with faults that may be left out; `variables`
    tell where the cache is. Raises InvalidDatasetError if the rest can't be used.
    """
    root, folder = dataset_root(), cache_folder(variables)
    if not own.files:
        return _open(root, own, "", listener, folder)
    from countycli.index.faulty import Verdicts, opened_without_faulty

    def attempt(files: OwnData, key: str) -> Index:
        return _open(root, files, key, listener, folder)

    left_out: list[FaultyFile] = []

    def leave_out(file: FaultyFile) -> None:
        left_out.append(file)
        listener.leave_out(file)

    verdicts = Verdicts(_trusted(folder))
    index = opened_without_faulty(own, lambda files: _key(root, files), attempt, verdicts, leave_out)
    index.left_out = tuple(left_out)
    return index


def index_path(own: OwnData = NOTHING, variables: Mapping[str, str] = os.environ) -> Path | None:
    """The file that `open_index` reads; None where it is held in memory."""
    if _BUNDLED.exists() and not own.files:
        return _BUNDLED
    from countycli.index import cache
    from countycli.index.faulty import Verdicts, sound_part

    root, folder = dataset_root(), _trusted(cache_folder(variables))
    own = sound_part(own, lambda files: _key(root, files), Verdicts(folder))
    if _BUNDLED.exists() and not own.files:
        return _BUNDLED
    if folder is None:
        return None
    path = cache.index_at(folder, _key(root, own))
    return path if cache.is_sound(path) else None


def _trusted(folder: Path | None) -> Path | None:
    """The cache folder, unless others decide what it holds."""
    from countycli.index import cache

    return None if folder is None or cache.reason_against(folder) else folder


def forget(path: str) -> bool:
    """Drop a damaged index, so that it is made again; False for the installed one, which can't be."""
    from countycli.index import cache

    if Path(path) in (_BUNDLED, Path(":memory:")):
        return False
    _damaged.add(Path(path))
    try:
        cache.forget(Path(path))
    except OSError:
        return False
    return True


def _open(root: Path, own: OwnData, key: str, listener: Listener, folder: Path | None) -> Index:
    """The bundled index where that is all that is asked for, else the one with the name `key`, made if need be."""
    if _BUNDLED.exists() and not own.files:
        return _opened(_BUNDLED)
    return _open_compiled(root, own, key or _key(root, own), listener, folder)


def _opened(path: Path) -> Index:
    return Index(_connect(path), str(path))


def _connect(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(uri(path, "mode=ro&immutable=1"), uri=True)
    except sqlite3.DatabaseError as error:
        raise DamagedIndexError(str(path), str(error)) from error
    reason = _reason_against(connection)
    if reason:
        connection.close()
        raise DamagedIndexError(str(path), reason)
    return connection


def _reason_against(connection: sqlite3.Connection) -> Phrase | str | None:
    """Why a file is no index of this program's; None if it is."""
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        parts = connection.execute("SELECT type, name FROM sqlite_master WHERE type <> 'index'").fetchall()
    except sqlite3.DatabaseError as error:
        return str(error)
    if version != FORMAT:
        return Phrase("it is of format {found}, not {expected}", found=version, expected=FORMAT)
    return None if sorted(parts) == TABLES_OF_AN_INDEX else Phrase("its tables are not those of an index")


def _open_compiled(root: Path, own: OwnData, key: str, listener: Listener, folder: Path | None) -> Index:
    from countycli.index import cache

    if not root.is_dir():
        message = Phrase("The dataset is missing: {path}", path=str(root))
        raise InvalidDatasetError(message, Phrase("install countycli again"))
    refused = _refused(folder)
    if folder is None or refused:
        return _in_memory(root, own, refused or _HOMELESS, listener)
    path = cache.index_at(folder, key)
    if cache.is_sound(path):
        return _opened(path)
    with cache.compiling_alone(folder, listener.warn):
        if cache.is_sound(path):  # another process has just made it
            return _opened(path)
        return _compiled(root, own, key, path, listener)


def _refused(folder: Path | None) -> Phrase | None:
    """Why no index is read from the cache folder nor kept there, which is made if need be; None where all is well."""
    from countycli.index import cache

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


def _compiled(root: Path, own: OwnData, key: str, path: Path, listener: Listener) -> Index:
    """The index, made now and kept in the cache; in memory where that can't be written, or where the files have changed
    since they were named `key`.
    """
    from countycli.index import cache
    from countycli.index.make.write import in_memory, read_sound, save
    from countycli.source.draft import collector_at_rest

    try:
        with collector_at_rest():
            if _layered(root, own, key, path, listener):
                return _opened(path)
            contents = read_sound(root, own, listener.advance)
            if _key(root, own) != key:
                return Index(in_memory(contents))
            try:
                cache.keep(path, lambda target: save(contents, target, listener.advance))
            except (OSError, sqlite3.OperationalError) as error:
                listener.warn(_not_kept(path.parent, error))
                return Index(in_memory(contents))
    finally:
        listener.end()
    return _opened(path)


def _layered(root: Path, own: OwnData, key: str, path: Path, listener: Listener) -> bool:
    """Make the index of own documents from a copy of the book's, and tell whether that could be done: not where own
    files define something, hold very many figures, or have changed since they were named `key`, nor where the book's
    index is damaged or can't be copied. All files are compiled then, which tells what is wrong. Raises
    InvalidDatasetError for documents with faults.
    """
    if not own.files or path in _damaged:
        return False
    from countycli.index import cache
    from countycli.index.make.layer import write_over
    from countycli.index.make.own import can_be_layered, is_layered_sooner, read_sound_over

    if not can_be_layered(own):
        return False
    try:
        base = _base(root, key, path.parent, listener)
        with closing(_opened(base)) as index:
            draft = read_sound_over(index, own, listener.advance)
        if not (key.endswith(_own_part(own)) and is_layered_sooner(draft)):
            return False
        cache.keep(path, lambda target: write_over(base, target, draft, listener.advance), base)
    except DamagedIndexError as error:
        forget(error.path)
        return False
    except CountyError:
        raise
    except Exception:  # noqa: BLE001  # a full disk, or damage to the book's index, which can show anywhere
        return False
    return True


def _base(root: Path, key: str, folder: Path, listener: Listener) -> Path:
    """The index of the book beneath own files whose index is named `key`. That of a checkout is made if need be; raises
    OSError where it can't be kept.
    """
    if _BUNDLED.exists():
        return _BUNDLED
    from countycli.index import cache
    from countycli.index.make.write import read_sound, save

    base = cache.index_at(folder, key.rpartition("-")[0])
    if not cache.is_sound(base):
        draft = read_sound(root, NOTHING, listener.advance)
        cache.keep(base, lambda target: save(draft, target, listener.advance))
    return base


def _in_memory(root: Path, own: OwnData, reason: Phrase, listener: Listener) -> Index:
    """The index, made now and gone at the end, and why."""
    from countycli.index.make.write import in_memory, read_sound
    from countycli.source.draft import collector_at_rest

    listener.warn(reason)
    try:
        with collector_at_rest():
            return Index(in_memory(read_sound(root, own, listener.advance), listener.advance))
    finally:
        listener.end()


def _not_kept(folder: Path, error: OSError | sqlite3.OperationalError) -> Phrase:
    """What can't be written is the folder, or what stands in it in the place of the index."""
    path: object = folder
    if isinstance(error, sqlite3.OperationalError):
        full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        reason = reason_of(OSError(errno.ENOSPC if full else 0, str(error)))
    else:
        path, reason = error.filename2 or folder, reason_of(error)
    return Phrase("{path} can't be written ({reason}): the book is compiled at each start", path=path, reason=reason)


def _key(root: Path, own: OwnData) -> str:
    """What the index of a dataset with the reader's own files is named by: its format and the content of all files. It
    begins like the name of the dataset's own index.
    """
    key = f"{FORMAT}-{fingerprint(root)[:_DIGITS]}"
    return f"{key}-{_own_part(own)}" if own.files else key


def _own_part(own: OwnData) -> str:
    """The part of the name that stands for the reader's own files."""
    from hashlib import sha256

    digest = sha256(b"preferred" if own.preferred else b"")
    for path in own.files:
        digest.update(_named_content(path))
    return digest.hexdigest()[:_DIGITS]


def fingerprint(root: Path) -> str:
    """A hash of the names and contents of a dataset's TOML files, and of the code that compiles them; of the bundled
    dataset it was left by the build.
    """
    if _KEY.exists():
        return _KEY.read_text(encoding="ascii")
    from hashlib import sha256

    digest = sha256()
    code = [path for folder in _COMPILERS for path in (_PACKAGE / folder).rglob("*.py")]
    for path in [*sorted(root.rglob("*.toml")), *sorted(code)]:
        digest.update(_named_content(path))
    return digest.hexdigest()


def _named_content(path: Path) -> bytes:
    """A file's name and content. One that can't be read is reported when it is read."""
    try:
        content = read_regular(path)
    except OSError as error:
        content = f"\0{error.errno}".encode()  # what no file begins with that is read
    return path.name.encode("utf-8", "surrogateescape") + b"\0" + content + b"\0"
