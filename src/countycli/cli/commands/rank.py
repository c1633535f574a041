"""`countycli rank`."""

from __future__ import annotations

from typing import Annotated

import typer

from countycli.cli.options import MetricOption, PeriodOption, ScopeOption, parsed_number, parsed_period
from countycli.errors import Phrase, UsageError
from countycli.query import rank as query
from countycli.query.rank import RankReport
from countycli.render.words import N_

EXAMPLES = (
    ("countycli rank --metric gdp_growth", N_("for the period that most counties have")),
    ("countycli rank -m GDP增速 -p 2024前三季度 --in 浙江", N_("for a period and a province")),
    ("countycli rank -m gdp --latest --top 10", N_("each county's latest figure, the first ten")),
)

# Rows of a table, and counties named for each reason why some are left out; the machine formats have all.
_SHOWN = 20
_NAMED = 8


def run(
    context: typer.Context,
    metric: MetricOption,
    period: PeriodOption = "",
    scope: ScopeOption = None,
    top: Annotated[str, typer.Option("--top", "-n", metavar="N", help=N_("Only the first N rows."))] = "",
    ascending: Annotated[bool, typer.Option("--ascending", help=N_("Smallest first."))] = False,
    descending: Annotated[
        bool, typer.Option("--descending", help=N_("Largest first; without a wish the best come first."))
    ] = False,
    latest: Annotated[bool, typer.Option("--latest", help=N_("Each county's latest period."))] = False,
) -> RankReport:
    if latest and period:
        raise UsageError(Phrase("`--latest` and `--period` exclude each other"))
    if ascending and descending:
        raise UsageError(Phrase("`--ascending` and `--descending` exclude each other"))
    request = query.RankRequest(
        metric=metric,
        period=parsed_period(period),
        scope=scope or None,
        top=parsed_number(top, "--top", 1),
        ascending=ascending if ascending or descending else None,
        latest=latest,
        shown=None if context.obj.lists_all else _SHOWN,
        named=None if context.obj.lists_all else _NAMED,
    )
    return query.rank(context.obj.index, request)
