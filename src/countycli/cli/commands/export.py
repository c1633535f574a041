"""`countycli data export`."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import Annotated, NoReturn

import typer

from countycli.cli import completion
from countycli.cli.choices import one_of
from countycli.cli.options import MetricsOption, PeriodOption, ScopeOption, parsed_period
from countycli.cli.progress import EXPORTING
from countycli.errors import UsageError
from countycli.export.tables import PARTITIONS
from countycli.phrases import N_, Phrase
from countycli.query import export as query
from countycli.query.export import DATABASE, FORMATS, PACKAGE, ExportReport

# Signals that ask the process to end; not every system has both.
_ENDS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
EXAMPLES = (
    ("countycli data export -f parquet -o book", N_("the whole book, a folder of Parquet files")),
    ("countycli data export -f sqlite -o book.db", N_("the whole book, one SQLite file")),
    ("countycli data export -f datapackage -o book.zip", N_("the whole book, one file that describes itself")),
    ("countycli data export -f csv --in 浙江 -m gdp -o gdp", N_("one indicator of a province, as CSV")),
)


_FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=N_("parquet, csv, jsonl, sqlite or datapackage."),
        autocompletion=completion.export_formats,
    ),
]
_OutputOption = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help=N_("The folder to make; for sqlite, the file; for datapackage also a .zip."),
    ),
]
_PartitionOption = Annotated[
    str,
    typer.Option(
        "--partition-by",
        metavar="KEYS",
        help=N_("Files of figures by province, by year, or by both: province,year."),
        autocompletion=completion.partitions,
    ),
]


def run(
    context: typer.Context,
    kind: _FormatOption,
    output: _OutputOption,
    partition: _PartitionOption = "",
    scope: ScopeOption = None,
    metric: MetricsOption = None,
    period: PeriodOption = "",
    force: Annotated[bool, typer.Option("--force", help=N_("Replace an earlier export."))] = False,
) -> ExportReport:
    chosen = _format(kind)
    request = query.ExportRequest(
        format=chosen,
        output=_path(output),
        partition=_partition(partition, chosen),
        scope=scope or None,
        metrics=tuple(metric or ()),
        period=parsed_period(period),
        force=force,
        created=_created(context.obj.environment.variables.get("SOURCE_DATE_EPOCH", "")),
    )
    context.obj.refuse_input(request.output)
    index = context.obj.index
    context.obj.works_on(EXPORTING)
    with _ending_orderly():
        return query.export(index, request)


def _format(text: str) -> str:
    return one_of(text, FORMATS, Phrase("Unknown format “{value}”", value=text))


def _path(text: str) -> str:
    if text == "-":
        raise UsageError(Phrase("An export has several tables and can't go to stdout"), Phrase("name a folder or file"))
    return text


def _partition(text: str, kind: str) -> tuple[str, ...]:
    keys = tuple(key.strip().casefold() for key in text.split(",")) if text else ()
    if len(set(keys)) < len(keys) or not set(keys) <= PARTITIONS.keys():
        message = Phrase("“{value}” doesn't fit {option}", value=text, option="--partition-by")
        raise UsageError(message, Phrase("known: {words}", words=(*PARTITIONS, ",".join(PARTITIONS))))
    if keys and kind in (DATABASE, PACKAGE):
        raise UsageError(Phrase("`--partition-by` and `--format {format}` exclude each other", format=kind))
    return keys


def _created(seconds: str) -> str:
    """The time that builds which can be repeated ask for, as RFC 3339 has it; empty where there is none."""
    from datetime import UTC, datetime

    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if seconds else ""
    except (ValueError, OverflowError, OSError) as error:
        message = Phrase("“{value}” doesn't fit {option}", value=seconds, option="SOURCE_DATE_EPOCH")
        raise UsageError(message, Phrase("seconds since 1970, as a number")) from error


@contextmanager
def _ending_orderly() -> Iterator[None]:
    """While an export is written, signals to end the process raise an exception, so that the export can remove what is
    half-written.
    """

    def end(number: int, frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    if current_thread() is not main_thread():  # only the main thread may set handlers, and only it is interrupted
        yield
        return
    former = {number: signal.signal(number, end) for number in _ENDS if signal.getsignal(number) != signal.SIG_IGN}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
