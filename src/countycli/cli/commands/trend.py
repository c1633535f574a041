"""`countycli trend`."""

from typing import Annotated

import typer

from countycli.cli import completion
from countycli.cli.options import metrics_option, parsed_period, period_option
from countycli.phrases import N_
from countycli.query import trend as query
from countycli.query.trend import TrendReport

EXAMPLES = (
    ("countycli trend 龙泉 -m gdp", N_("one county, with its prefecture beside it")),
    ("countycli trend 义乌 慈溪 诸暨 -m gdp --from 2017", N_("several counties, a part of the time")),
    ("countycli trend 余杭 gdp", N_("across a change of territory")),
    ("countycli trend 浙江 -m gdp_growth -f csv", N_("a province, as rows")),
)


def run(
    context: typer.Context,
    counties: Annotated[
        list[str],
        typer.Argument(
            metavar="COUNTY...",
            help=N_("Up to six counties or regions."),
            autocompletion=completion.charted,
            show_default=False,
        ),
    ],
    metric: Annotated[str, metrics_option(N_("The indicator: its id or name."))] = "",
    first: Annotated[str, period_option("--from", text=N_("Only periods that begin with this one or later."))] = "",
    last: Annotated[str, period_option("--to", text=N_("Only periods that end with this one or earlier."))] = "",
) -> TrendReport:
    request = query.TrendRequest(tuple(counties), metric or None, parsed_period(first), parsed_period(last))
    return query.trend(context.obj.index, request)
