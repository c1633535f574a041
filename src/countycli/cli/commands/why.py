"""`countycli why`."""

from typing import Annotated

import typer

from countycli.cli.options import CountyArgument, PeriodOption, metric_argument, parsed_period
from countycli.phrases import N_
from countycli.query import why as query
from countycli.query.why import WhyReport

EXAMPLES = (
    ("countycli why 平阳 gdp --period 2023", N_("how a garbled figure was restored")),
    ("countycli why 龙泉 GDP增速", N_("the latest figure of an indicator")),
)


def run(
    context: typer.Context,
    county: CountyArgument,
    metric: Annotated[str, metric_argument()],
    period: PeriodOption = "",
) -> WhyReport:
    return query.why(context.obj.index, query.WhyRequest(county, metric, parsed_period(period)))
