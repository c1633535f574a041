"""`countycli data new`."""

from os.path import lexists
from pathlib import Path
from typing import Annotated

import typer

from countycli.cli.endings import TOML, refuse_others
from countycli.cli.options import CountyArgument, PeriodOption, metrics_option, parsed_period
from countycli.errors import UsageError
from countycli.phrases import N_, Phrase
from countycli.query import new as query

EXAMPLES = (
    ("countycli data new 龙泉 -o longquan.toml", N_("an empty file for a county, with the main indicators")),
    ("countycli data new 龙泉 -p 2025 -m gdp -o longquan.toml", N_("for a year, with these indicators")),
)


def run(
    context: typer.Context,
    county: CountyArgument,
    metric: Annotated[list[str] | None, metrics_option(N_("A line for this indicator; may be repeated."))] = None,
    period: PeriodOption = "",
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help=N_("Write to a new file."))] = "",
) -> None:
    from countycli.drafting.template import Speaker, template

    session = context.obj
    refuse_others(output, TOML)
    words = session.words
    subject, notes = query.new(session.index, query.NewRequest(county, tuple(metric or ()), parsed_period(period)))
    session.tell(words.phrase(note.text) for note in notes)
    _refuse_existing(output)
    session.output.file = output
    session.write(template(subject, Speaker(words.phrase, words.name, words.term)))


def _refuse_existing(output: str) -> None:
    """Raises UsageError where there is a file, which may have been filled in."""
    if output and lexists(output) and not Path(output).is_dir():
        message = Phrase("{path} is there already, and may be filled in", path=output)
        raise UsageError(message, Phrase("choose another file with `--output`"))
