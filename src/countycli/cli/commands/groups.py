"""`countycli groups`."""

from typing import Annotated

import typer

from countycli.cli import completion
from countycli.cli.options import ScopeOption
from countycli.phrases import N_
from countycli.query import groups as query
from countycli.query.groups import GroupsReport

EXAMPLES = (
    ("countycli groups", N_("all groups")),
    ("countycli groups 山区26县", N_("the members of one")),
)


def run(
    context: typer.Context,
    group: Annotated[
        str, typer.Argument(metavar="[ID]", help=N_("The group: its id or name."), autocompletion=completion.groups)
    ] = "",
    scope: ScopeOption = None,
) -> GroupsReport:
    return query.groups(context.obj.index, query.GroupsRequest(group or None, scope or None, context.obj.extent()))
