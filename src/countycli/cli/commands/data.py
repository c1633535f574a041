"""`countycli data check`, `data info` and `data path`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countycli.errors import ExitCode, NotFoundError, Phrase
from countycli.query.data import CheckReport, DataReport, PathReport
from countycli.render.words import N_

EXAMPLES = {
    "check": (
        ("countycli data check", N_("the dataset that the program came with")),
        ("countycli data check mine.toml", N_("a file of your own, on top of it")),
    ),
    "info": (("countycli data info --json", N_("counts, version and places, as JSON")),),
    "path": (("countycli data path", N_("the folder of the TOML files")),),
}


def check(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...", help=N_("Files or folders of your own; checked on top of the bundled dataset.")
        ),
    ] = None,
) -> None:
    from countycli.dataset.compile import data_info
    from countycli.dataset.load import checked, dataset_files
    from countycli.dataset.problems import locate
    from countycli.dataset.store import dataset_root

    files = dataset_files(map(_existing, paths or [str(dataset_root())]))
    base = _definitions(dataset_root(), files) if paths else []
    draft = checked([*base, *files])
    problems = locate([problem for problem in draft.problems if problem.path in files])
    context.obj.emit("check", CheckReport(tuple(problems), len(files), data_info(draft), ()))
    if problems:
        raise typer.Exit(ExitCode.INVALID_DATASET)


def info(context: typer.Context) -> DataReport:
    from countycli.dataset.store import dataset_root, index_path
    from countycli.query.data import data_info

    return data_info(context.obj.index, str(dataset_root()), str(index_path() or "") or None)


def path(context: typer.Context) -> PathReport:
    from countycli.dataset.store import dataset_root, index_path

    return PathReport(str(dataset_root()), str(index_path() or "") or None)


def _existing(name: str) -> Path:
    path = Path(name)
    if not path.exists():
        raise NotFoundError(Phrase("{path} doesn't exist", path=name), Phrase("give a TOML file or a folder of them"))
    return path.resolve()


def _definitions(root: Path, files: list[Path]) -> list[Path]:
    """The bundled definitions that `files` don't replace; with a whole dataset of one's own none of them."""
    own = {file.name for file in files}
    return [file for file in sorted(root.glob("*.toml")) if file.name not in own]
