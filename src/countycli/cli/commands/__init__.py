"""The commands: a row in this table for each, so that none is imported before it is called.

A command's module parses the command line, asks the query of the same name and returns the query's report. The view of
the same name in `render.views` says how the report is shown.

Modules of commands, and of what completes their words, don't postpone annotations (`from __future__ import
annotations`): Typer would evaluate each of them twice as it builds the command.
"""

from __future__ import annotations

from collections.abc import Mapping

from countycli.phrases import N_
from countycli.record import NamedTuple

PROGRAM = "countycli"


class CommandRow(NamedTuple):
    """A command: its `function` is in `countycli.cli.commands.<module>`, `help` stands in the list of commands. Most
    functions return a report, shown in any format; with `text` they write a text. A command that `cites` has figures
    with their documents, and takes `--cite`. A group has `commands` of its own.
    """

    module: str
    help: str
    function: str = "run"
    text: bool = False
    cites: bool = False
    commands: Mapping[str, CommandRow] | None = None


DATA_COMMANDS = {
    "check": CommandRow("data", N_("Check dataset files and print every fault."), "check"),
    "info": CommandRow("data", N_("What the dataset holds."), "info"),
    "path": CommandRow("data", N_("Where the dataset lies."), "path"),
    "new": CommandRow("new", N_("An empty dataset file for a county, to be filled in."), text=True),
    "draft": CommandRow("draft", N_("Draft a dataset file from a report: figures, targets, initiatives.")),
    "import": CommandRow("importing", N_("Figures of a workbook or CSV file, as a file of the dataset.")),
    "export": CommandRow("export", N_("Write the book as tables for other engines.")),
}

COMMANDS = {
    "show": CommandRow("show", N_("What is known about a county, with period, unit, status and source."), cites=True),
    "rank": CommandRow("rank", N_("Rank counties by an indicator, and say who is left out and why."), cites=True),
    "compare": CommandRow("compare", N_("Counties side by side, each indicator for a common period."), cites=True),
    "trend": CommandRow("trend", N_("How an indicator went over the years, as chart and table."), cites=True),
    "map": CommandRow("map", N_("Counties as tiles in their places, in classes by an indicator."), cites=True),
    "initiatives": CommandRow("initiatives", N_("Policy initiatives, by county, category, year or words."), cites=True),
    "targets": CommandRow("targets", N_("What counties set out to reach, and what came of it."), cites=True),
    "why": CommandRow("why", N_("Everything behind one figure: document, place, as printed, rivals.")),
    "cite": CommandRow("cite", N_("References to the documents behind a figure, ready to be pasted.")),
    "search": CommandRow("search", N_("Find counties, indicators, initiatives and documents.")),
    "counties": CommandRow("counties", N_("The counties that the book knows.")),
    "metrics": CommandRow("metrics", N_("The indicators, or the definition and coverage of one.")),
    "coverage": CommandRow("coverage", N_("Which figures there are: indicators by period, n of N counties.")),
    "groups": CommandRow("groups", N_("Named lists of counties, or the members of one.")),
    "sources": CommandRow("sources", N_("The documents, or everything that one of them yielded.")),
    "verify": CommandRow(
        "verify", N_("Whether a written file still holds what was written, and what the book says now.")
    ),
    "data": CommandRow("data", N_("Check, describe, locate and export the dataset."), commands=DATA_COMMANDS),
    "help": CommandRow("help", N_("Help for a command, or on a topic such as ranking, periods or formats."), text=True),
}
