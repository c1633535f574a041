"""`countycli data draft`."""

import re
from typing import Annotated

import typer

from countycli.cli import completion
from countycli.cli.session import Session, one_of
from countycli.drafting.head import Given
from countycli.drafting.reading.files import read_files
from countycli.errors import UsageError
from countycli.model.codes import DOCUMENT_KINDS
from countycli.phrases import N_, Phrase
from countycli.query import draft as query
from countycli.query.draft import DraftReport

EXAMPLES = (
    (
        "countycli data draft report.txt -o mine.toml",
        N_("figures of a report, as a file of the dataset to be looked through"),
    ),
    ("countycli data draft report.txt --county 龙泉 --published 2024-03-01", N_("where the text doesn't tell")),
    ("countycli data draft report.txt --json", N_("what was found and what was left out, as JSON")),
)

_TOML = ".toml"
_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def run(
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help=N_("A document in Chinese: text, HTML, DOCX or PDF; `-` is stdin. Several files are its parts."),
            show_default=False,
        ),
    ],
    county: Annotated[
        str,
        typer.Option(
            "--county",
            "-c",
            metavar="COUNTY",
            help=N_("What the document is about, where its text doesn't tell."),
            autocompletion=completion.places,
        ),
    ] = "",
    published: Annotated[
        str,
        typer.Option("--published", metavar="DATE", help=N_("When the document came out: 2024-03-01, 2024-03, 2024.")),
    ] = "",
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help=N_("Its kind: communique, government_report, news …"))
    ] = "",
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="FILE", help=N_("Write to a file; without it, or in .toml, a draft.")),
    ] = "",
) -> None:
    session = context.obj
    session.reads(files)
    given = Given(_date(published), _kind(kind))
    article = read_files(files, session.environment.stdin)
    report = query.draft(session.index, query.DraftRequest(article, ", ".join(files), county, given))
    session.output.file = output
    if output.endswith(_TOML):
        _write(session, report)
    else:
        session.emit("draft", report)


def _write(session: Session, report: DraftReport) -> None:
    from countycli.render.views.draft import remarks, text

    session.write(text(report, session.words))
    session.tell(remarks(report, session.words))


def _date(text: str) -> str | None:
    if text and not _DATE.fullmatch(text):
        message = Phrase("“{value}” doesn't fit {option}", value=text, option="--published")
        raise UsageError(message, Phrase("give a day, a month or a year: 2024-03-01, 2024-03 or 2024"))
    return text or None


def _kind(text: str) -> str | None:
    return one_of(text, DOCUMENT_KINDS, Phrase("Unknown kind “{value}”", value=text)) if text else None
