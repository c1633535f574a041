"""`countycli show`."""

from typing import Annotated

import typer

from countycli.cli.options import CountyArgument, PeriodsOption, TopicsOption, metrics_argument, parsed_periods
from countycli.phrases import N_
from countycli.query import show as query
from countycli.query.show import ShowReport

EXAMPLES = (
    ("countycli show 龙泉", N_("by name")),
    ("countycli show 龙泉 gdp 常住人口", N_("some indicators only")),
    ("countycli show 龙泉 -t industry -p 2025", N_("a topic, a period")),
    ("countycli show longquan --json", N_("by pinyin, as JSON")),
    ("countycli show 温州平阳 -o 平阳.md", N_("by path, into a Markdown file")),
)


def run(
    context: typer.Context,
    county: CountyArgument,
    metrics: Annotated[
        list[str] | None,
        metrics_argument(N_("Only these indicators: ids or names.")),
    ] = None,
    topic: TopicsOption = None,
    period: PeriodsOption = None,
    every: Annotated[
        bool, typer.Option("--all", help=N_("All indicators and periods, not only the page at a glance."))
    ] = False,
) -> ShowReport:
    request = query.ShowRequest(
        place=county,
        metrics=tuple(metrics or ()),
        topics=tuple(topic or ()),
        periods=parsed_periods(period),
        extent=context.obj.extent(everything=every),
    )
    return query.show(context.obj.index, request)
