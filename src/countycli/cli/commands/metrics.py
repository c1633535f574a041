"""`countycli metrics`."""

from typing import Annotated

import typer

from countycli.cli import completion
from countycli.cli.options import ScopeOption
from countycli.phrases import N_
from countycli.query import metrics as query
from countycli.query.metrics import MetricsReport

EXAMPLES = (
    ("countycli metrics", N_("all indicators")),
    ("countycli metrics gdp_growth", N_("definition and coverage of one")),
    ("countycli metrics --in 丽水", N_("with what there is in a scope")),
)


def run(
    context: typer.Context,
    metric: Annotated[
        str,
        typer.Argument(metavar="[ID]", help=N_("The indicator: its id or name."), autocompletion=completion.metrics),
    ] = "",
    scope: ScopeOption = None,
) -> MetricsReport:
    return query.metrics(context.obj.index, query.MetricsRequest(metric or None, scope or None))
