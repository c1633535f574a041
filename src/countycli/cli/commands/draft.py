"""`countycli data draft`."""

from typing import Annotated

import typer

from countycli.cli.drafts import (
    AgainstOption,
    CountyOption,
    DraftOutputOption,
    KindOption,
    PublishedOption,
    emit_draft,
    parsed_date,
)
from countycli.drafting.head import Given
from countycli.drafting.reading.files import read_files
from countycli.names.given import document_kind_given
from countycli.phrases import N_
from countycli.query import draft as query

EXAMPLES = (
    (
        "countycli data draft report.txt -o mine.toml",
        N_("figures of a report, as a file of the dataset to be looked through"),
    ),
    ("countycli data draft report.txt --published 2024-03-01", N_("where the text doesn't tell")),
    ("countycli data draft report.txt --json", N_("what was found and what was left out, as JSON")),
)


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
    county: CountyOption = "",
    published: PublishedOption = "",
    kind: KindOption = "",
    against: AgainstOption = False,
    output: DraftOutputOption = "",
) -> None:
    session = context.obj
    session.reads(files)
    given = Given(parsed_date(published), document_kind_given(kind))
    article = read_files(files, session.environment.stdin)
    report = query.draft(session.index, query.DraftRequest(article, ", ".join(files), county, given, against))
    emit_draft(session, report, output)
