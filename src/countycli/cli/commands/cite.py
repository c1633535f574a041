"""`countycli cite`."""

from typing import Annotated

import typer

from countycli.cli import completion
from countycli.cli.options import PeriodOption, metric_argument, parsed_period
from countycli.cli.output import cited_style
from countycli.errors import UsageError
from countycli.phrases import N_, Phrase
from countycli.query import cite as query
from countycli.query.cite import CiteReport
from countycli.render.references import STYLES

EXAMPLES = (
    ("countycli cite 龙泉 GDP增速", N_("the document behind a figure, by GB/T 7714")),
    ("countycli cite 龙泉 gdp -p 2023 --style news", N_("a figure and its source in a sentence")),
    ("countycli cite yearbook-2023 --style bibtex", N_("a document, for LaTeX")),
)


def run(
    context: typer.Context,
    subject: Annotated[
        str,
        typer.Argument(
            metavar="COUNTY|ID",
            help=N_("A county or region, before an indicator; or the id of a document."),
            autocompletion=completion.cited,
            show_default=False,
        ),
    ],
    metric: Annotated[str, metric_argument("[METRIC]")] = "",
    period: PeriodOption = "",
    style: Annotated[
        str,
        typer.Option(
            "--style",
            metavar="STYLE",
            help=N_("gbt7714, bibtex, csl (CSL-JSON) or news (a sentence)."),
            autocompletion=completion.styles,
        ),
    ] = STYLES[0],
) -> CiteReport:
    if period and not metric:
        raise UsageError(Phrase("`--period` needs an indicator"), Phrase("give it: `countycli cite 龙泉 gdp`"))
    request = query.CiteRequest(subject, metric, parsed_period(period), cited_style(style))
    return query.cite(context.obj.index, request)
