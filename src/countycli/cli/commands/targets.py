"""`countycli targets`."""

from __future__ import annotations

from typing import Annotated

import typer

from countycli.cli import completion
from countycli.cli.options import ScopeOption, YearOption, parsed_year
from countycli.errors import Phrase, UsageError
from countycli.query import targets as query
from countycli.query.targets import TargetsReport
from countycli.render.words import N_

EXAMPLES = (
    ("countycli targets 松阳", N_("of one county")),
    ("countycli targets --in 浙江 --year 2025", N_("of a province's counties for a year")),
)


def run(
    context: typer.Context,
    county: Annotated[
        str,
        typer.Argument(metavar="[COUNTY]", help=N_("Only this place."), autocompletion=completion.places),
    ] = "",
    year: YearOption = "",
    scope: ScopeOption = None,
) -> TargetsReport:
    if county and scope:
        raise UsageError(Phrase("A county and `--in` exclude each other"))
    request = query.TargetsRequest(county or None, parsed_year(year), scope or None)
    return query.targets(context.obj.index, request)
