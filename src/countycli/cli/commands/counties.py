"""`countycli counties`."""

from typing import Annotated

import typer

from countycli.cli.options import KindsOption, ScopeOption, parsed_kinds
from countycli.phrases import N_
from countycli.query import counties as query
from countycli.query.counties import CountiesReport

EXAMPLES = (
    ("countycli counties --in 浙江", N_("of a province")),
    ("countycli counties --in 山区海岛县 -f csv", N_("of a group, as CSV")),
    ("countycli counties --kind 自治县 --in 脱贫县", N_("of one kind, in a group")),
)


def run(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help=N_("Words that the names must contain."))
    ] = None,
    scope: ScopeOption = None,
    kind: KindsOption = None,
) -> CountiesReport:
    return query.counties(
        context.obj.index, query.CountiesRequest(tuple(words or ()), scope or None, parsed_kinds(kind))
    )
