"""`countycli initiatives`."""

from typing import Annotated

import typer

from countycli.cli import completion
from countycli.cli.options import ScopeOption, YearOption, kinds_option, parsed_kinds, parsed_year
from countycli.phrases import N_
from countycli.query import initiatives as query
from countycli.query.initiatives import InitiativesReport

EXAMPLES = (
    ("countycli initiatives --county 龙泉", N_("of one county")),
    ("countycli initiatives 招商 --in 山区26县", N_("by word, in a group")),
    ("countycli initiatives --category 人才 --year 2025 -f csv", N_("by category and year, as CSV")),
)


def run(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help=N_("Words that name or summary must contain."))
    ] = None,
    county: Annotated[
        str,
        typer.Option("--county", "-c", metavar="COUNTY", help=N_("Only this place."), autocompletion=completion.places),
    ] = "",
    scope: ScopeOption = None,
    kind: Annotated[list[str] | None, kinds_option()] = None,
    category: Annotated[
        str,
        typer.Option(
            "--category",
            "-k",
            metavar="CATEGORY",
            help=N_("Only this category."),
            autocompletion=completion.categories,
        ),
    ] = "",
    year: YearOption = "",
    every: Annotated[
        bool, typer.Option("--all", help=N_("All initiatives, not only the newest of each county or category."))
    ] = False,
) -> InitiativesReport:
    request = query.InitiativesRequest(
        words=tuple(words or ()),
        county=county or None,
        scope=scope or None,
        kinds=parsed_kinds(kind),
        category=category or None,
        year=parsed_year(year),
        extent=context.obj.extent(everything=every),
    )
    return query.initiatives(context.obj.index, request)
