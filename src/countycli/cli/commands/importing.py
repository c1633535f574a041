"""`countycli data import`."""

from collections.abc import Iterable, Mapping
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
from countycli.cli.options import PeriodOption, parsed_period
from countycli.cli.session import Session
from countycli.drafting.sheets.files import read_sheet
from countycli.drafting.sheets.layout import Unread
from countycli.drafting.sheets.words import LEAVE_OUT
from countycli.errors import UsageError
from countycli.names.given import document_kind_given
from countycli.phrases import N_, Phrase
from countycli.query import sheet as query

EXAMPLES = (
    ("countycli data import figures.xlsx -o mine.toml", N_("figures of a workbook, as a file of the dataset")),
    (
        'countycli data import figures.csv --map "产值=gdp (亿元)"',
        N_("what the sheet doesn't say itself"),
    ),
)

SheetArgument = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help=N_("A workbook (.xlsx) or a CSV file, with a header in Chinese or English; `-` is stdin.")
    ),
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="HEADER=MEANING",
        help=N_("What a header means: `X=gdp (亿元)`, `X=county`, `X=-` to leave it out; may be repeated."),
    ),
]
SheetOption = Annotated[
    str, typer.Option("--sheet", metavar="NAME", help=N_("The sheet of a workbook; else its first with content."))
]
TitleOption = Annotated[str, typer.Option("--title", metavar="TEXT", help=N_("The title of the document."))]
PublisherOption = Annotated[str, typer.Option("--publisher", metavar="NAME", help=N_("Who published the document."))]


def run(  # noqa: PLR0913, PLR0917  # a parameter for each option, as Typer wants them
    context: typer.Context,
    file: SheetArgument,
    maps: MapOption = None,
    sheet: SheetOption = "",
    county: CountyOption = "",
    period: PeriodOption = "",
    title: TitleOption = "",
    publisher: PublisherOption = "",
    published: PublishedOption = "",
    kind: KindOption = "",
    against: AgainstOption = False,
    output: DraftOutputOption = "",
) -> None:
    session = context.obj
    session.reads([file])
    request = query.SheetRequest(
        read_sheet(file, sheet, session.environment.stdin),
        file,
        _meanings(maps or ()),
        county,
        parsed_period(period),
        title,
        publisher or None,
        parsed_date(published),
        document_kind_given(kind),
        against,
    )
    report = query.import_sheet(session.index, request)
    named = tuple(column for column in report.unread if column.text)
    if named and session.environment.asks:
        answers = _asked(session, named)
        report = query.import_sheet(session.index, request._replace(mapping={**request.mapping, **answers}))
    emit_draft(session, report, output)


def _meanings(maps: Iterable[str]) -> dict[str, str]:
    """What headers mean. Raises UsageError where one is to mean two things."""
    meanings: dict[str, str] = {}
    for header, meaning in map(_meaning, maps):
        if meanings.setdefault(header, meaning) != meaning:
            message = Phrase("`--map` gives “{header}” two meanings", header=header)
            raise UsageError(message, Phrase("give one of them"))
    return meanings


def _meaning(text: str) -> tuple[str, str]:
    header, between, meaning = text.rpartition("=")
    if not (between and header.strip() and meaning.strip()):
        message = Phrase("“{value}” doesn't fit {option}", value=text, option="--map")
        raise UsageError(message, Phrase('a header and what the header means: `--map "HEADER=gdp (亿元)"`'))
    return header.strip(), meaning.strip()


def _asked(session: Session, unread: tuple[Unread, ...]) -> Mapping[str, str]:
    """What the person at the terminal says that columns mean; a column without an answer is left out."""
    answers: dict[str, str] = {}
    stdin = session.environment.stdin
    session.tell([session.words("What are these columns? An indicator with its unit, as gdp (亿元); Enter leaves out")])
    for column in unread:
        session.to_stderr(f"{column.text}: ")
        line = stdin.readline().decode("utf-8", "replace").strip() if stdin else ""
        answers[column.text] = line or LEAVE_OUT
    return answers
