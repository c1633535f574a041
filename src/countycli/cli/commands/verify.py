"""`countycli verify`."""

from functools import partial
from typing import Annotated

import typer

from countycli.errors import ExitCode
from countycli.phrases import N_
from countycli.query import verify as query

EXAMPLES = (
    ("countycli verify 龙泉.xlsx", N_("a workbook, before its figures are printed")),
    ("countycli verify ranking.csv --json", N_("every difference, for programs")),
)


def run(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help=N_("A file that countycli wrote with `--output`."), show_default=False)
    ],
) -> None:
    from countycli.cli.again import ask_again

    session = context.obj
    session.reads([file])
    report = query.verify(session.index, query.VerifyRequest(file, partial(ask_again, session), session.extent()))
    session.emit("verify", report)
    if report.state == query.CHANGED:
        raise typer.Exit(ExitCode.CHANGED)
