"""`countycli show`."""

from __future__ import annotations

from typing import Annotated

import typer

from countycli.cli.options import CountyArgument
from countycli.query import show as query
from countycli.query.show import ShowReport
from countycli.render.words import N_

EXAMPLES = (
    ("countycli show 龙泉", N_("by name")),
    ("countycli show longquan --json", N_("by pinyin, as JSON")),
    ("countycli show 温州平阳 -o 平阳.md", N_("by path, into a Markdown file")),
)


# Periods of an indicator in a table; the machine formats have all.
_SHOWN = 6


def run(
    context: typer.Context,
    county: CountyArgument,
    every: Annotated[
        bool, typer.Option("--all", help=N_("All periods, not only the newest of each indicator."))
    ] = False,
) -> ShowReport:
    return query.show(context.obj.index, county, None if every or context.obj.lists_all else _SHOWN)
