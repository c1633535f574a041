"""`countycli search`."""

from typing import Annotated

import typer

from countycli.cli.options import ScopeOption
from countycli.phrases import N_
from countycli.query import search as query
from countycli.query.search import SearchReport

EXAMPLES = (
    ("countycli search 营商环境", N_("everything about a subject")),
    ("countycli search gdp 增速", N_("with all of several words")),
)


def run(
    context: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help=N_("Words that a hit must contain."), show_default=False)
    ],
    scope: ScopeOption = None,
) -> SearchReport:
    request = query.SearchRequest(tuple(words), scope or None, context.obj.extent())
    return query.search(context.obj.index, request)
