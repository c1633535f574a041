"""`countycli compare`."""

from __future__ import annotations

from typing import Annotated

import typer

from countycli.cli import completion
from countycli.cli.options import MetricsOption, PeriodOption, parsed_period
from countycli.query import compare as query
from countycli.query.compare import CompareReport
from countycli.render.words import N_

EXAMPLES = (
    ("countycli compare 义乌 平阳 松阳", N_("all that two of them have in common")),
    ("countycli compare 义乌 衢江 -m gdp_growth -p 2024Q1-Q3", N_("one indicator, one period")),
)


def run(
    context: typer.Context,
    counties: Annotated[
        list[str],
        typer.Argument(
            metavar="COUNTY...",
            help=N_("Two or more counties or regions."),
            autocompletion=completion.places,
            show_default=False,
        ),
    ],
    metric: MetricsOption = None,
    period: PeriodOption = "",
) -> CompareReport:
    request = query.CompareRequest(tuple(counties), tuple(metric or ()), parsed_period(period))
    return query.compare(context.obj.index, request)
