"""The reader's own files, which are layered over the bundled dataset."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from countycli.errors import UsageError
from countycli.phrases import Phrase
from countycli.record import NamedTuple
from countycli.source.folders import data_folder, files_in_place, toml_files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

VARIABLE = "COUNTYCLI_DATA"
TODAY_VARIABLE = "COUNTYCLI_TODAY"
_EARLIEST_ZONE = 14 * 3600  # seconds that the time zone where a day begins first is ahead of UTC


class OwnData(NamedTuple):
    """The reader's own TOML files. Where `preferred`, their figures take precedence over the book's, else the book's
    over theirs. `today` is the day of reading: a document with a later date lies in the future. It is empty where that
    is not checked. Files with faults are left out, except those that the reader `named` for this answer; where
    `strict`, none is left out.
    """

    files: tuple[Path, ...] = ()
    preferred: bool = False
    today: str = ""
    named: frozenset[str] = frozenset()
    strict: bool = False

    @property
    def precedence(self) -> int:
        """The precedence of the documents in the files."""
        return -1 if self.preferred else 1

    def insists_on(self, paths: Iterable[str]) -> bool:
        """Whether any of the files must not be left out."""
        return self.strict or not self.named.isdisjoint(paths)

    def without(self, paths: Collection[str]) -> OwnData:
        return self._replace(files=tuple(path for path in self.files if str(path) not in paths))


NOTHING = OwnData()


def find_own(named: Iterable[str], variables: Mapping[str, str], *, usual: bool = True) -> OwnData:
    """The `named` files and folders and, where the `usual` ones are wanted too, those that COUNTYCLI_DATA names and the
    user's data folder. A file that is found twice counts once, under the name that the reader gave.

    Raises UsageError for a name that doesn't exist, or a folder without TOML files.
    """
    given = [file for name in named for file in _files_of(name, "--data")]
    files = (_usual_files(variables) if usual else []) + given
    found = sorted({os.path.realpath(file): file for file in files}.values())
    return OwnData(tuple(found), today=today(variables), named=frozenset(map(str, given)))


def _usual_files(variables: Mapping[str, str]) -> list[Path]:
    listed = filter(None, variables.get(VARIABLE, "").split(os.pathsep))
    files = [file for name in listed for file in _files_of(name, VARIABLE)]
    folder = data_folder(variables)
    return files + (files_in_place(folder) if folder else [])


def today(variables: Mapping[str, str]) -> str:
    """Today's date in the time zone that is furthest ahead; COUNTYCLI_TODAY sets another date. Raises UsageError."""
    given = variables.get(TODAY_VARIABLE, "")
    if given and not _is_date(given):
        message = Phrase("“{value}” is not a date", value=given)
        raise UsageError(message, Phrase("{where} takes a date like 2026-11-30", where=TODAY_VARIABLE))
    return given or time.strftime("%Y-%m-%d", time.gmtime(time.time() + _EARLIEST_ZONE))


def _is_date(text: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _files_of(name: str, where: str) -> list[Path]:
    files = None
    with suppress(FileNotFoundError, ValueError):  # a working folder that was deleted, or no valid name
        path = Path(os.path.abspath(os.path.expanduser(name)))  # noqa: PTH100, PTH111  # `~nobody` is no error here
        files = toml_files([path]) if os.path.lexists(path) else None
    if files:
        return files
    message = Phrase("{path} doesn't exist", path=name)
    if files is not None:
        message = Phrase("There is no TOML file in {path}", path=name)
    raise UsageError(message, Phrase("{where} names a TOML file of your own or a folder of them", where=where))
