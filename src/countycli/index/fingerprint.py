"""Names of compiled indexes, made of the content of the files that an index is compiled from."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from countycli.index.schema import FORMAT
from countycli.source.folders import read_regular

if TYPE_CHECKING:
    from countycli.source.own import OwnData

_PACKAGE = Path(__file__).parents[1]
COMPILERS = ("model", "source", "checks", "index/make")  # the code that decides what an index holds; FORMAT says how
_DIGITS = 16  # of each digest in the name of an index
_LEFT_BY_BUILD = _PACKAGE / "book.key"  # the fingerprint of the bundled dataset


def index_name(root: Path, own: OwnData) -> str:
    """The name of the index of a dataset with the reader's own files: the format of indexes and the content of all
    files. The name begins with that of the dataset's own index.
    """
    name = f"{FORMAT}-{fingerprint(root)[:_DIGITS]}"
    return f"{name}-{own_part(own)}" if own.files else name


def without_own(name: str) -> str:
    """The name of the dataset's own index, from the name of its index with the reader's own files."""
    return name.rpartition("-")[0]


def own_part(own: OwnData) -> str:
    """The part of an index's name that stands for the reader's own files."""
    digest = sha256(b"preferred" if own.preferred else b"")
    for path in own.files:
        digest.update(_named_content(path))
    return digest.hexdigest()[:_DIGITS]


def fingerprint(root: Path) -> str:
    """A hash of the names and contents of a dataset's TOML files, and of the code that compiles them. The build leaves
    the fingerprint of the bundled dataset in the package.
    """
    if _LEFT_BY_BUILD.exists():
        return _LEFT_BY_BUILD.read_text(encoding="ascii")
    digest = sha256()
    code = [path for folder in COMPILERS for path in (_PACKAGE / folder).rglob("*.py")]
    for path in [*sorted(root.rglob("*.toml")), *sorted(code)]:
        digest.update(_named_content(path))
    return digest.hexdigest()


def _named_content(path: Path) -> bytes:
    """A file's name and content. A file that can't be read is reported later, by those who read its content."""
    try:
        content = read_regular(path)
    except OSError as error:
        content = f"\0{error.errno}".encode()  # no file that can be read begins so
    return path.name.encode("utf-8", "surrogateescape") + b"\0" + content + b"\0"
