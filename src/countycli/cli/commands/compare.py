"""`countycli compare`."""

from typing import Annotated

import typer

from countycli.cli import completion
from countycli.cli.options import (
    KindsOption,
    MetricsOption,
    PeriodsOption,
    ScopeOption,
    TopicsOption,
    parsed_kinds,
    parsed_periods,
)
from countycli.errors import UsageError
from countycli.phrases import N_, Phrase
from countycli.query import compare as query
from countycli.query.compare import CompareReport

EXAMPLES = (
    ("countycli compare 义乌 平阳 松阳", N_("the main indicators that two of them have in common")),
    ("countycli compare 义乌 平阳 -t population", N_("all of a topic")),
    ("countycli compare 义乌 衢江 -m gdp_growth -p 2024Q1-Q3", N_("one indicator, one period")),
    ("countycli compare 龙泉 --in 丽水", N_("a county among its neighbours")),
    ("countycli compare 义乌 平阳 -m gdp --latest", N_("the latest of each")),
)


def run(  # noqa: PLR0913, PLR0917  # a parameter for each option, as Typer wants them
    context: typer.Context,
    counties: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COUNTY]...",
            help=N_("Two or more counties or regions, or one beside those of a scope."),
            autocompletion=completion.charted,
            show_default=False,
        ),
    ] = None,
    metric: MetricsOption = None,
    topic: TopicsOption = None,
    period: PeriodsOption = None,
    scope: ScopeOption = None,
    kind: KindsOption = None,
    latest: Annotated[bool, typer.Option("--latest", help=N_("Each place's latest period."))] = False,
    every: Annotated[bool, typer.Option("--all", help=N_("All indicators and, with --in, all counties."))] = False,
) -> CompareReport:
    if latest and period:
        raise UsageError(Phrase("`--latest` and `--period` exclude each other"))
    request = query.CompareRequest(
        places=tuple(counties or ()),
        metrics=tuple(metric or ()),
        topics=tuple(topic or ()),
        periods=parsed_periods(period),
        scope=scope or None,
        kinds=parsed_kinds(kind),
        latest=latest,
        extent=context.obj.extent(everything=every),
    )
    return query.compare(context.obj.index, request)
