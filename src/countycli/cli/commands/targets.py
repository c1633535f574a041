"""`countycli targets`."""

from typing import Annotated

import typer

from countycli.cli import completion
from countycli.cli.options import KindsOption, ScopeOption, YearsOption, parsed_kinds, parsed_years
from countycli.errors import UsageError
from countycli.phrases import N_, Phrase
from countycli.query import targets as query
from countycli.query.targets import TargetsReport

EXAMPLES = (
    ("countycli targets 松阳", N_("of one county")),
    ("countycli targets 松阳 龙湾 -y 2024 -y 2025", N_("of several counties and years")),
    ("countycli targets --in 浙江 --year 2025", N_("of a province's counties for a year")),
)


def run(
    context: typer.Context,
    counties: Annotated[
        list[str] | None,
        typer.Argument(metavar="[COUNTY]...", help=N_("Only these places."), autocompletion=completion.places),
    ] = None,
    year: YearsOption = None,
    scope: ScopeOption = None,
    kind: KindsOption = None,
) -> TargetsReport:
    if counties and scope:
        raise UsageError(Phrase("A county and `--in` exclude each other"))
    if counties and kind:
        raise UsageError(Phrase("A county and `--kind` exclude each other"))
    request = query.TargetsRequest(tuple(counties or ()), parsed_years(year), scope or None, parsed_kinds(kind))
    return query.targets(context.obj.index, request)
