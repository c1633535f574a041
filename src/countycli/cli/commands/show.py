"""`countycli show`."""

from __future__ import annotations

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


def run(context: typer.Context, county: CountyArgument) -> ShowReport:
    return query.show(context.obj.index, county)
