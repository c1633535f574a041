"""What the commands that make drafts share: options that describe a document, and writing of the draft."""

from collections.abc import Iterator
from shlex import quote
from typing import Annotated

import typer

from countycli.cli import completion
from countycli.cli.endings import is_toml
from countycli.cli.session import Session
from countycli.errors import UsageError
from countycli.names.given import published_given
from countycli.phrases import N_, Phrase
from countycli.query.draft import DraftReport

CountyOption = Annotated[
    str,
    typer.Option(
        "--county",
        "-c",
        metavar="COUNTY",
        help=N_("What the document is about, where the document doesn't tell."),
        autocompletion=completion.places,
    ),
]
PublishedOption = Annotated[
    str,
    typer.Option("--published", metavar="DATE", help=N_("When the document came out: 2024-03-01, 2024-03, 2024.")),
]
KindOption = Annotated[
    str,
    typer.Option(
        "--kind",
        metavar="KIND",
        help=N_("Its kind: communique, government_report, news …"),
        autocompletion=completion.document_kinds,
    ),
]
DraftOutputOption = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", help=N_("Write to a file; without it, or in .toml, a draft.")),
]
AgainstOption = Annotated[
    bool, typer.Option("--against", help=N_("Show, for each figure, whether the book has it, agrees, or differs."))
]


def parsed_date(text: str) -> str | None:
    """The date of publication, None where none is given. Raises UsageError for what is no date."""
    return published_given(text, "--published")


def emit_draft(session: Session, report: DraftReport, output: str) -> None:
    """Write a draft as TOML, or as what the file's name or the options say; to stderr what is still to be decided.

    Raises UsageError where a comparison with the book would go to a dataset file, which has no place for it.
    """
    from countycli.render.views.draft import remarks, text

    if report.against is not None and is_toml(output):
        message = Phrase("`--against` compares with the book, and a dataset file has no place for that")
        raise UsageError(message, Phrase("give two commands: one with `--against`, one with `--output`"))
    session.output.file = output
    if is_toml(output):
        session.write(text(report, session.words))
        faults = _faults(session, output)
        told = (faults,) if faults else _next(report, output)
        session.tell((*remarks(report, session.words), *(session.words.phrase(phrase) for phrase in told)))
    else:
        session.emit("draft", report)


def _faults(session: Session, path: str) -> Phrase | None:
    """What `data check` finds wrong with a draft that was written."""
    from countycli.checks.report import check
    from countycli.index.store import dataset_root

    problems = check([path], session.own_data(), dataset_root(), None).problems
    if not problems:
        return None
    first = problems[0]
    template = N_(
        "faults in {path}: {count}; the first, in line {line}: {message}; `countycli data check {path}` lists all"
    )
    return Phrase(template, path=path, count=len(problems), line=first.line, message=first.message)


def _next(report: DraftReport, path: str) -> Iterator[Phrase]:
    """What to do with a draft without a fault."""
    yield Phrase("`data check` finds no fault in {path}", path=path)
    if report.findings.figures:
        county = report.findings.figures[0].county
        yield Phrase("`countycli show {county} --data {path}` shows its figures", county=county, path=quote(path))
