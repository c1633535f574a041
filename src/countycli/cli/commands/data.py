"""`countycli data check`, `data info` and `data path`."""

from functools import partial
from typing import Annotated

import typer

from countycli.errors import ExitCode
from countycli.phrases import N_
from countycli.query.dataset import DatasetReport, DatasetRequest, PathReport

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
    from countycli.checks.report import check as checked
    from countycli.cli.progress import CHECKING
    from countycli.index.store import dataset_root

    session = context.obj
    session.reads(paths or ())
    advance = partial(session.works_on, CHECKING)
    report = checked(paths or [], session.own_data(), dataset_root(), session.environment.folder, advance)
    session.emit("check", report)
    if report.problems:
        raise typer.Exit(ExitCode.INVALID_DATASET)


def info(context: typer.Context) -> DatasetReport:
    from countycli.query.dataset import info as query

    session = context.obj
    return query(session.index, DatasetRequest(session.own_data(), session.environment.variables))


def path(context: typer.Context) -> PathReport:
    from countycli.query.dataset import path as query

    session = context.obj
    return query(lambda: session.index, DatasetRequest(session.own_data(), session.environment.variables))
