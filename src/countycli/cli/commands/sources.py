"""`countycli sources`."""

from __future__ import annotations

from typing import Annotated

import typer

from countycli.cli import completion
from countycli.query import sources as query
from countycli.query.sources import SourcesReport
from countycli.render.words import N_

EXAMPLES = (
    ("countycli sources", N_("all documents")),
    ("countycli sources 2026-02-25-chinanews-longquan", N_("all that one of them yielded")),
)


def run(
    context: typer.Context,
    document: Annotated[
        str, typer.Argument(metavar="[ID]", help=N_("The document's id."), autocompletion=completion.documents)
    ] = "",
) -> SourcesReport:
    return query.sources(context.obj.index, document or None)
