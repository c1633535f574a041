"""`countycli map`."""

from typing import Annotated

import typer

from countycli.cli.options import (
    PeriodOption,
    ScopeOption,
    metrics_argument,
    metrics_option,
    parsed_number,
    parsed_period,
)
from countycli.errors import UsageError
from countycli.phrases import N_, Phrase
from countycli.query import map as query
from countycli.query.classes import MOST, are_limits
from countycli.query.map import MapReport

EXAMPLES = (
    ("countycli map gdp --in 浙江", N_("a province, for the period that most counties have")),
    ("countycli map gdp --in 丽水 --period 2023", N_("a prefecture, for a period")),
    ("countycli map gdp --in 浙江 --limits 200,500,1000", N_("classes by limits of your own")),
    ("countycli map population", N_("the country by province")),
)

_BETWEEN = str.maketrans("，、；;", ",,,,")

_MetricArgument = Annotated[
    list[str] | None,
    metrics_argument(N_("The indicator by which counties are put into classes: its id or name.")),
]
_MetricOption = Annotated[list[str] | None, metrics_option(N_("Like METRIC."))]
_ClassesOption = Annotated[
    str, typer.Option("--classes", metavar="N", help=N_("How many classes of nearly as many counties each, 1 to 6."))
]
_LimitsOption = Annotated[
    str,
    typer.Option(
        "--limits", metavar="VALUES", help=N_("Where classes begin, in the indicator's unit, such as 100,500,1000.")
    ),
]


def run(
    context: typer.Context,
    metrics: _MetricArgument = None,
    metric: _MetricOption = None,
    period: PeriodOption = "",
    scope: ScopeOption = None,
    classes: _ClassesOption = "",
    limits: _LimitsOption = "",
) -> MapReport:
    if classes and limits:
        raise UsageError(Phrase("`{first}` and `{second}` exclude each other", first="--classes", second="--limits"))
    request = query.MapRequest(
        metrics=_named(metrics, metric),
        period=parsed_period(period),
        scope=scope or None,
        classes=_parsed_classes(classes),
        limits=_parsed_limits(limits),
        extent=context.obj.extent(),
    )
    return query.map(context.obj.index, request)


def _named(*given: list[str] | None) -> tuple[str, ...]:
    """The indicators that were named. Raises UsageError for none."""
    named = tuple(name for names in given for name in names or ())
    if named:
        return named
    message = Phrase("Which indicator is to be shown, METRIC or --metric?")
    raise UsageError(message, Phrase("`countycli metrics` lists all; see `countycli map --help`"))


def _parsed_classes(text: str) -> int | None:
    number = parsed_number(text, "--classes", 1)
    if number is not None and number > MOST:
        message = Phrase("“{value}” doesn't fit {option}", value=text, option="--classes")
        raise UsageError(message, Phrase("give a whole number from {least} to {most}", least=1, most=MOST))
    return number


def _parsed_limits(text: str) -> tuple[float, ...]:
    """Numbers with commas between, which rise. Raises UsageError."""
    if not text:
        return ()
    try:
        limits = tuple(map(float, text.translate(_BETWEEN).rstrip(",").split(",")))
    except ValueError:
        limits = ()
    if are_limits(limits):
        return limits
    message = Phrase("“{value}” doesn't fit {option}", value=text, option="--limits")
    raise UsageError(message, Phrase("give one to {most} rising numbers with commas between", most=MOST - 1))
