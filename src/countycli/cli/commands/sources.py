"""`countycli sources`."""

from typing import Annotated

import typer

from countycli.cli import completion
from countycli.cli.options import ScopeOption
from countycli.errors import UsageError
from countycli.phrases import N_, Phrase
from countycli.query import sources as query
from countycli.query.sources import SourcesReport

EXAMPLES = (
    ("countycli sources", N_("all documents")),
    ("countycli sources --in 丽水", N_("those that tell of a scope")),
    ("countycli sources 2026-02-25-chinanews-longquan", N_("all that one of them yielded")),
)


def run(
    context: typer.Context,
    document: Annotated[
        str, typer.Argument(metavar="[ID]", help=N_("The document's id."), autocompletion=completion.documents)
    ] = "",
    scope: ScopeOption = None,
) -> SourcesReport:
    if document and scope:
        raise UsageError(Phrase("`--in` lists the documents of a scope; it doesn't go with an id"))
    request = query.SourcesRequest(document or None, scope or None, context.obj.extent())
    return query.sources(context.obj.index, request)
