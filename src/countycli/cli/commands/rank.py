"""`countycli rank`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from countycli.cli import completion
from countycli.cli.options import (
    KindsOption,
    ScopeOption,
    metrics_argument,
    metrics_option,
    parsed_kinds,
    parsed_number,
    parsed_period,
    parsed_periods,
    period_option,
    periods_option,
)
from countycli.errors import UsageError
from countycli.phrases import N_, Phrase
from countycli.query import rank as query
from countycli.query.rank import RankReport

EXAMPLES = (
    ("countycli rank gdp_growth", N_("for the period that most counties have")),
    ("countycli rank GDP增速 -p 2024前三季度 --in 浙江", N_("for a period and a province")),
    ("countycli rank gdp --latest --top 10", N_("each county's latest year, the first ten")),
    ("countycli rank gdp -p 2023 --in 浙江 --mark 龙泉", N_("with one county, wherever it ranks")),
    ("countycli rank gdp gdp_growth -p 2023 --in 浙江", N_("one indicator, another one beside it")),
    ("countycli rank gdp -p 2023 -p 2022 --in 浙江", N_("how ranks changed")),
    ("countycli rank population --since 2010 --kind 县级市", N_("change in per cent, of one kind of county")),
)


_MetricsArgument = Annotated[
    list[str] | None,
    metrics_argument(N_("The indicator that is ranked: its id or name; further ones stand beside it.")),
]
_MetricsOption = Annotated[list[str] | None, metrics_option(N_("Like METRIC; may be repeated."))]
_PeriodsOption = Annotated[
    list[str] | None,
    periods_option(N_("2024, 2024Q1-Q3, 2024前三季度 …; repeated, ranks of further periods stand beside the first.")),
]
_SinceOption = Annotated[str, period_option("--since", text=N_("Rank the change since this period."))]
_MarkOption = Annotated[
    list[str] | None,
    typer.Option(
        "--mark",
        metavar="COUNTY",
        help=N_("Show this county wherever it ranks; may be repeated."),
        autocompletion=completion.places,
    ),
]
_TopOption = Annotated[str, typer.Option("--top", "-n", metavar="N", help=N_("Only the first N rows."))]
_DescendingOption = Annotated[
    bool, typer.Option("--descending", help=N_("Largest first; without a wish the best come first."))
]


def run(  # noqa: PLR0913, PLR0917  # a parameter for each option, as Typer wants them
    context: typer.Context,
    metrics: _MetricsArgument = None,
    metric: _MetricsOption = None,
    period: _PeriodsOption = None,
    scope: ScopeOption = None,
    kind: KindsOption = None,
    since: _SinceOption = "",
    mark: _MarkOption = None,
    top: _TopOption = "",
    ascending: Annotated[bool, typer.Option("--ascending", help=N_("Smallest first."))] = False,
    descending: _DescendingOption = False,
    latest: Annotated[bool, typer.Option("--latest", help=N_("Each county's latest year."))] = False,
) -> RankReport:
    _refuse_both((("--latest", latest), ("--period", period), ("--since", since)))
    _refuse_both((("--ascending", ascending), ("--descending", descending)))
    if since and len(period or ()) > 1:
        raise UsageError(Phrase("`--since` ranks the change to one period"), Phrase("give one `--period`, or none"))
    request = query.RankRequest(
        metrics=_named(context, metrics, metric),
        periods=parsed_periods(period),
        scope=scope or None,
        top=parsed_number(top, "--top", 1),
        ascending=ascending if ascending or descending else None,
        latest=latest,
        extent=context.obj.extent(),
        kinds=parsed_kinds(kind),
        since=parsed_period(since),
        marked=tuple(mark or ()),
    )
    return query.rank(context.obj.index, request)


def _named(context: typer.Context, *given: Sequence[str] | None) -> tuple[str, ...]:
    """The indicators that were named. If there are none, raises UsageError with indicators that can be ranked."""
    named = tuple(name for names in given for name in names or ())
    if named:
        return named
    from countycli.errors import Candidate
    from countycli.query.elsewhere import best_covered

    found = best_covered(context.obj.index)
    known = tuple(
        Candidate(
            best.metric.id, best.metric, Phrase("{count} counties, {period}", count=best.counties, period=best.period)
        )
        for best in found
    )
    message = Phrase("Which indicator is to be ranked, METRIC or --metric? These have most counties, by topic")
    raise UsageError(message, Phrase("`countycli metrics` lists all; see `countycli rank --help`"), known)


def _refuse_both(options: Sequence[tuple[str, object]]) -> None:
    """Raises UsageError where the first option is given together with any of the others."""
    (first, wanted), *others = options
    for name, value in others:
        if wanted and value:
            raise UsageError(Phrase("`{first}` and `{second}` exclude each other", first=first, second=name))
