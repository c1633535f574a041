"""The dataset itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from countycli.errors import NotFoundError, Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from countycli.dataset.index import Index
    from countycli.model.reports import DataInfo, Fault, Note


class PathReport(NamedTuple):
    """Where the dataset lies: the folder of the TOML files and the index, None where that is held in memory."""

    root: str
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
    root: str
    index_path: str | None
    notes: tuple[Note, ...]


def describe(index: Index, root: str, path: str | None) -> DataReport:
    return DataReport(index.counts(), root, path, ())


def check(names: list[str]) -> CheckReport:
    """The faults of the named files and folders, or of the bundled dataset where none is named.

    Raises NotFoundError for a path that doesn't exist or holds no TOML file.
    """
    from countycli.dataset.load import checked, dataset_files
    from countycli.dataset.problems import locate
    from countycli.dataset.rows import data_info
    from countycli.dataset.store import dataset_root

    files = dataset_files(map(_existing, names or [str(dataset_root())]))
    if not files:
        raise NotFoundError(Phrase("There is no TOML file in {path}", path=", ".join(names)))
    draft = checked([*(_definitions(dataset_root(), files) if names else []), *files])
    problems = locate([problem for problem in draft.problems if problem.path in files])
    return CheckReport(tuple(problems), len(files), data_info(draft), ())


def _existing(name: str) -> Path:
    path = Path(name)
    if not path.exists() and not path.is_symlink():
        raise NotFoundError(Phrase("{path} doesn't exist", path=name), Phrase("give a TOML file or a folder of them"))
    return path.absolute()


def _definitions(root: Path, files: list[Path]) -> list[Path]:
    """The bundled definitions that `files` don't replace."""
    own = {file.name for file in files}
    return [file for file in sorted(root.glob("*.toml")) if file.name not in own]
