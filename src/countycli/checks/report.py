"""What `data check` answers: the faults of a dataset, or of files that are to be layered over one."""

from __future__ import annotations

from os.path import lexists, realpath
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from countycli.checks import checked
from countycli.errors import NotFoundError
from countycli.model.reports import NO_DOCUMENTS, Note
from countycli.phrases import Phrase
from countycli.record import NamedTuple
from countycli.source.draft import collector_at_rest, data_info
from countycli.source.faults import locate
from countycli.source.files import CHECKED, WHOLE, Advance, is_definition, unheard
from countycli.source.folders import toml_files
from countycli.source.own import OwnData

if TYPE_CHECKING:
    from collections.abc import Mapping

    from countycli.model.records import Document
    from countycli.model.reports import DataInfo, Fault
    from countycli.source.draft import Draft


# What a checkout of this project is known by.
_SIGNS = ("pyproject.toml", "src/countycli/__init__.py", f"data/{WHOLE}")


class CheckReport(NamedTuple):
    """The faults of `files` dataset files, in the order of files and lines. `folder` is that of the dataset that was
    checked or, where files were named, of the definitions that they may use; None where they are a dataset themselves.
    """

    problems: tuple[Fault, ...]
    files: int
    info: DataInfo
    folder: str | None
    named: bool
    notes: tuple[Note, ...]
    documents: Mapping[str, Document] = NO_DOCUMENTS


class _Subject(NamedTuple):
    """The files whose faults are asked for, and the draft of these with what they use from `root`, where they do."""

    files: list[Path]
    draft: Draft
    root: Path | None


def check(names: list[str], own: OwnData, root: Path, here: Path | None, advance: Advance = unheard) -> CheckReport:
    """The faults of the named files and folders, which may use what the dataset in `root` and the reader's own files
    define; of these where none is named. `here` is the folder in which the reader stands, as far as there is one.

    Raises NotFoundError for a path that doesn't exist or holds no TOML file.
    """

    def heard(done: float) -> None:
        advance(done / CHECKED)

    with collector_at_rest():
        subject = _named(names, own, root, heard) if names else _whole(own, root, heard)
    wanted = set(subject.files)
    problems = locate([problem for problem in subject.draft.problems if problem.path in wanted])
    notes = _stray(here, subject.root) if here and subject.root else ()
    folder = str(subject.root) if subject.root else None
    return CheckReport(tuple(problems), len(subject.files), data_info(subject.draft), folder, bool(names), notes)


def _whole(own: OwnData, root: Path, advance: Advance) -> _Subject:
    """The dataset and the reader's own files, which may contradict the book."""
    files = _found([root], str(root))
    return _Subject([*files, *own.files], checked(files, own, advance, contradictions=not own.files), root)


def _named(names: list[str], own: OwnData, root: Path, advance: Advance) -> _Subject:
    files = _found(list(map(_existing, names)), ", ".join(names))
    if any(file.name == WHOLE for file in files):
        return _Subject(files, checked(files, OwnData(today=own.today), advance), None)
    mine = OwnData(tuple(files), today=own.today)
    return _Subject(files, checked(_definitions(root, own, files), mine, advance), root)


def _found(paths: list[Path], told: str) -> list[Path]:
    files = toml_files(paths)
    if not files:
        raise NotFoundError(Phrase("There is no TOML file in {path}", path=told))
    return files


def _existing(name: str) -> Path:
    if not lexists(name):  # nor does what can be no name, or what counts from a folder that is gone
        raise NotFoundError(Phrase("{path} doesn't exist", path=name), Phrase("give a TOML file or a folder of them"))
    return Path(name).absolute()


def _definitions(root: Path, own: OwnData, files: list[Path]) -> list[Path]:
    """What `files` may use: the definitions in `root` and the reader's own."""
    given = {realpath(file) for file in files}
    known = [*sorted(root.glob("*.toml")), *filter(is_definition, own.files)]
    return [file for file in known if realpath(file) not in given]


def _stray(here: Path, root: Path) -> tuple[Note, ...]:
    """A warning where the reader stands in a checkout of this project, but another copy of the dataset was read.
    Somebody who has just changed files of the checkout would believe that these had been checked.
    """
    checkouts = (folder for folder in (here, *here.parents) if all((folder / sign).is_file() for sign in _SIGNS))
    data = next((folder / "data" for folder in checkouts), None)
    if data is None or realpath(data) == realpath(root):
        return ()
    text = Phrase(
        "the dataset in {folder} was read, not that of this checkout: name it (`{command}`), or install the checkout"
        " (`pip install -e .`)",
        folder=str(root),
        command=f"countycli data check {quote(str(data))}",
    )
    return (Note("checkout", text),)
