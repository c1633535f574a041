"""`countycli coverage`."""

from __future__ import annotations

import typer

from countycli.cli.options import MetricOption, ScopeOption
from countycli.query import coverage as query
from countycli.query.coverage import CoverageReport
from countycli.render.words import N_

EXAMPLES = (
    ("countycli coverage --in 浙江", N_("every indicator by year, n of N counties")),
    ("countycli coverage --metric gdp --in 浙江", N_("one indicator by period, and who is missing")),
)


def run(context: typer.Context, metric: MetricOption = "", scope: ScopeOption = "") -> CoverageReport:
    return query.coverage(context.obj.index, query.CoverageRequest(metric or None, scope or None))
