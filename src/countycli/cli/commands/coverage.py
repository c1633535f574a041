"""`countycli coverage`."""

from typing import Annotated

import typer

from countycli.cli import completion
from countycli.cli.options import KindsOption, MetricsOption, PeriodsOption, ScopeOption, parsed_kinds, parsed_periods
from countycli.phrases import N_
from countycli.query import coverage as query
from countycli.query.county_coverage import CountyCoverageReport
from countycli.query.coverage import CoverageReport

EXAMPLES = (
    ("countycli coverage --in 浙江", N_("the main indicators by year, n of N counties")),
    ("countycli coverage gdp --in 浙江", N_("one indicator by period, and who is missing")),
    ("countycli coverage 龙泉", N_("what a county has and lacks")),
)


def run(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]...",
            help=N_("Indicators, and a county or a scope, in any order."),
            autocompletion=completion.covered,
        ),
    ] = None,
    metric: MetricsOption = None,
    period: PeriodsOption = None,
    scope: ScopeOption = None,
    kind: KindsOption = None,
    every: Annotated[bool, typer.Option("--all", help=N_("All indicators, not only the main ones."))] = False,
) -> CoverageReport | CountyCoverageReport:
    request = query.CoverageRequest(
        words=tuple(words or ()),
        metrics=tuple(metric or ()),
        scope=scope or None,
        kinds=parsed_kinds(kind),
        periods=parsed_periods(period),
        extent=context.obj.extent(everything=every),
    )
    return query.coverage(context.obj.index, request)
