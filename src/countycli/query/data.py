"""The dataset itself."""

from __future__ import annotations

from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

from countycli.errors import NotFoundError
from countycli.phrases import Phrase
from countycli.record import NamedTuple
from countycli.source.own import OwnData

if TYPE_CHECKING:
    from countycli.index.ask.index import Index
    from countycli.model.reports import DataInfo, Fault, Note


class PathReport(NamedTuple):
    """Where the dataset lies: the folder of the TOML files, the reader's own files, and the index, None where that is
    held in memory.
    """

    root: str
    own: tuple[str, ...]
    index_path: str | None
    notes: tuple[Note, ...] = ()


class CheckReport(NamedTuple):
    """The faults of `files` dataset files, in the order of files and lines."""

    problems: tuple[Fault, ...]
    files: int
    info: DataInfo
    notes: tuple[Note, ...]


class DataReport(NamedTuple):
    """The dataset itself: what it holds and where it lies."""

    counts: dict[str, int]
    paths: PathReport
    notes: tuple[Note, ...] = ()


def paths(own: OwnData) -> PathReport:
    from countycli.index.store import dataset_root, index_path

    return PathReport(str(dataset_root()), tuple(map(str, own.files)), str(index_path(own) or "") or None)


def describe(index: Index, own: OwnData) -> DataReport:
    return DataReport({**index.counts(), "own_documents": index.info().own}, paths(own))


def check(names: list[str], own: OwnData) -> CheckReport:
    """The faults of the named files and folders, which may use what the bundled dataset and the reader's own files
    define; of these where none is named.

    Raises NotFoundError for a path that doesn't exist or holds no TOML file.
    """
    from countycli.checks import checked
    from countycli.index.make.rows import data_info
    from countycli.index.store import dataset_root
    from countycli.source.faults import locate
    from countycli.source.files import WHOLE
    from countycli.source.folders import toml_files

    files = toml_files(map(_existing, names or [str(dataset_root())]))
    if not files:
        raise NotFoundError(Phrase("There is no TOML file in {path}", path=", ".join(names)))
    if not names:
        draft = checked(files, own, contradictions=not own.files)
        files += own.files
    elif any(file.name == WHOLE for file in files):
        draft = checked(files, OwnData(today=own.today))
    else:
        draft = checked(_definitions(dataset_root(), own, files), OwnData(tuple(files), today=own.today))
    problems = locate([problem for problem in draft.problems if problem.path in files])
    return CheckReport(tuple(problems), len(files), data_info(draft), ())


def _existing(name: str) -> Path:
    path = Path(name)
    if not path.exists() and not path.is_symlink():
        raise NotFoundError(Phrase("{path} doesn't exist", path=name), Phrase("give a TOML file or a folder of them"))
    return path.absolute()


def _definitions(root: Path, own: OwnData, files: list[Path]) -> list[Path]:
    """What `files` may use: the bundled definitions and the reader's own."""
    from countycli.source.files import is_definition

    given = {realpath(file) for file in files}
    known = [*sorted(root.glob("*.toml")), *filter(is_definition, own.files)]
    return [file for file in known if realpath(file) not in given]
