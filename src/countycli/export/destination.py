"""The place of an export, which is written beside its destination and moved there when the export is whole."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from countycli.errors import OutputError, reason_of
from countycli.export.files import WRITERS
from countycli.export.package import DESCRIPTOR
from countycli.export.tables import PARTITIONS, TABLES
from countycli.phrases import Phrase
from countycli.writing import UNFINISHED, is_abandoned, unfinished_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMER = "former"  # the earlier export, while the new one takes its place
_OWN_FILE = re.compile(
    rf"(?:{'|'.join(table.name for table in TABLES)})"
    rf"(?:(?:/(?:{'|'.join(PARTITIONS)})=\d+)+/part-0)?\.(?:{'|'.join(WRITERS)})|{re.escape(DESCRIPTOR)}"
)


@contextmanager
def destination(name: str, *, is_file: bool, force: bool) -> Iterator[Path]:
    """A path for writing an export, which is moved to `name` at the end. If writing fails, what was at `name` stays.

    Raises OutputError for what may not be replaced, and for every OSError within.
    """
    try:
        path = Path(name).resolve()
        refuse(path, name, is_file=is_file, force=force)
        _clear(path.parent)
        workshop = path.parent / unfinished_name()
        workshop.mkdir(mode=0o700)
        try:
            yield workshop / path.name
            _put(workshop / path.name, path, workshop / _FORMER)
        finally:
            rmtree(workshop, ignore_errors=True)
    except OSError as error:
        message = Phrase("{path} can't be written: {reason}", path=name, reason=reason_of(error))
        raise OutputError(message, Phrase("choose another place with `--output`")) from error


def _clear(folder: Path) -> None:
    """Remove the unfinished folders of exports that were killed. A folder in which an earlier export lies aside stays:
    no other copy of that export may exist.
    """
    for workshop in folder.glob(f".*{UNFINISHED}"):
        if is_abandoned(workshop.name) and workshop.is_dir() and not (workshop / _FORMER).exists():
            rmtree(workshop, ignore_errors=True)


def refuse(path: Path, name: str, *, is_file: bool, force: bool) -> None:
    """Raises OutputError where the export may not replace what is at `path`. A folder is replaced only if all files in
    the folder are files of an export.
    """
    hint = Phrase("choose another place with `--output`")
    if path.exists() and not path.is_dir() and not path.is_file():
        raise OutputError(Phrase("{path} can't be written: {reason}", path=name, reason=Phrase("it is no file")), hint)
    if path.is_dir() if is_file else path.exists() and not path.is_dir():
        kind = Phrase("it is a folder") if is_file else Phrase("it is a file")
        raise OutputError(Phrase("{path} can't be written: {reason}", path=name, reason=kind), hint)
    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        return
    if not force:
        raise OutputError(Phrase("{path} exists already", path=name), Phrase("`--force` replaces it"))
    if path.is_dir() and (other := _other_than_export(path)):
        raise OutputError(Phrase("{path} holds more than an export: {other}", path=name, other=other), hint)


def _other_than_export(folder: Path) -> str | None:
    """The first file of a folder, by name, that is no file of an export."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    return next((name for name in files if not _OWN_FILE.fullmatch(name)), None)


def _put(new: Path, path: Path, former: Path) -> None:
    """Move `new` to `path`. A folder can't be replaced in one step, so one at `path` is moved to `former` first."""
    if not path.is_dir():
        new.replace(path)
        return
    path.rename(former)
    try:
        new.rename(path)
    except OSError:
        former.rename(path)
        raise
