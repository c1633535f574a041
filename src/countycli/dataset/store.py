"""Where the book is, and how it is opened.

An installed package holds the compiled index beside its TOML. A development checkout has only the TOML: its index is
compiled when the TOML has changed and kept in the user's cache folder, named by its content.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from countycli.dataset.index import Index
from countycli.dataset.schema import FORMAT
from countycli.errors import InvalidDatasetError, Phrase

_MOST_CACHED = 4
_PACKAGE = Path(__file__).parents[1]
_BUNDLED = _PACKAGE / "book.sqlite"


def dataset_root() -> Path:
    """The folder of the bundled TOML files."""
    return _PACKAGE / "data" if _BUNDLED.exists() else _PACKAGE.parents[1] / "data"


def open_index() -> Index:
    """The bundled book. Raises InvalidDatasetError if it can't be used."""
    if _BUNDLED.exists():
        return _opened(_BUNDLED)
    return _open_checkout(dataset_root())


def index_path() -> Path | None:
    """The file that `open_index` reads; None where it is held in memory."""
    if _BUNDLED.exists():
        return _BUNDLED
    path = _cached_path(dataset_root())
    return path if _is_whole(path) else None


def _opened(path: Path) -> Index:
    return Index(_connect(path), str(path))


def _connect(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(_read_only(path), uri=True)
    except sqlite3.DatabaseError as error:
        raise _unusable(path, str(error)) from error
    reason = _reason_against(connection)
    if reason:
        connection.close()
        raise _unusable(path, reason)
    return connection


def _read_only(path: Path) -> str:
    """The URI by which SQLite opens a file that nobody writes to. `Path.as_uri` would load urllib for it."""
    escaped = path.as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{'' if escaped.startswith('/') else '/'}{escaped}?mode=ro&immutable=1"


def _reason_against(connection: sqlite3.Connection) -> str | None:
    """Why a file is no index of this program's; None if it is."""
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if version == FORMAT else f"format {version}, not {FORMAT}"


def _unusable(path: Path, reason: str) -> InvalidDatasetError:
    message = Phrase("The index {path} can't be used: {reason}", path=str(path), reason=reason)
    return InvalidDatasetError(message, Phrase("install countycli again"))


def _open_checkout(root: Path) -> Index:
    from countycli.dataset.compile import compile_folder, compile_in_memory

    if not root.is_dir():
        message = Phrase("The dataset is missing: {path}", path=str(root))
        raise InvalidDatasetError(message, Phrase("install countycli again"))
    path = _cached_path(root)
    if _is_whole(path):
        return _opened(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        compile_folder(root, path)
        _drop_oldest(path.parent)
    except (OSError, sqlite3.OperationalError):
        return Index(compile_in_memory(root))
    return _opened(path)


def _drop_oldest(folder: Path) -> None:
    """Keep the cache small: the indexes of a few states of a few checkouts."""
    indexes = sorted(folder.glob("book-*.sqlite"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in indexes[_MOST_CACHED:]:
        path.unlink(missing_ok=True)


def _is_whole(path: Path) -> bool:
    """Whether an index in the cache is there, of this format, and undamaged."""
    try:
        if not path.exists():
            return False
        with closing(_connect(path)) as connection:
            pragmas = ("quick_check(1)", "page_count", "page_size")
            result, pages, page_size = (connection.execute(f"PRAGMA {it}").fetchone()[0] for it in pragmas)
        return bool(result == "ok") and path.stat().st_size == pages * page_size
    except (InvalidDatasetError, sqlite3.DatabaseError, OSError):
        return False


def _cached_path(root: Path) -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("countycli", appauthor=False) / f"book-{FORMAT}-{_fingerprint(root)}.sqlite"


def _fingerprint(root: Path) -> str:
    """A hash of the names and contents of all TOML files, and of the code that compiles them."""
    from hashlib import sha256

    digest = sha256()
    code = [*(_PACKAGE / "dataset").rglob("*.py"), *(_PACKAGE / "model").rglob("*.py")]
    for path in [*sorted(root.rglob("*.toml")), *sorted(code)]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
