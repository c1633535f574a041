"""Which counties are left out of a ranking, and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.model.headlines import headlines
from countycli.model.period import latest_first
from countycli.model.records import ESTIMATES
from countycli.phrases import Phrase
from countycli.query.figures import figures_behind, holdings_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Set as AbstractSet

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Figure, Metric, Place
    from countycli.phrases import PlaceName
    from countycli.query.field import Field

EXCLUSION_REASONS = (
    "no_figure",
    "other_period",
    "bound",
    "estimate",
    "doubtful",
    "target_only",
    "break",
    "zones_apart",
    "vintage",
    "rounded",
    "unlike",
    "other_scope",
    "too_few",
)
# Why a place that the reader marked is not even left out of a ranking.
NOT_COUNTY, OUTSIDE = "not_county", "outside"


class Exclusion(NamedTuple):
    """A county that is left out of a ranking; `detail` is what the county has instead of a figure to rank by."""

    code: str
    name: Place | PlaceName
    reason: str
    detail: Phrase | None


def excluded(
    index: Index,
    metric: Metric,
    period: Period | None,
    field: Field,
    named: int | None,
    wanted: Collection[str] = (),
) -> tuple[tuple[Exclusion, ...], dict[str, int]]:
    """The counties that are left out, and how many there are for each reason. For each reason at most `named` are
    listed (None: all), and those of the `wanted` counties in any case.
    """
    unfit = _unfit(index, metric, period, field)
    reasons = {code: reason for code, (reason, _) in unfit.items()} | _missing(index, metric, field)
    counts = Counter(reasons.values())
    shown = reasons if named is None else _first(reasons, unfit.keys(), named)
    shown |= {code: reasons[code] for code in wanted if code in reasons}
    names = index.places.names(shown)
    periods = _periods(index, metric, [code for code, reason in shown.items() if reason == "other_period"])
    details = {code: Phrase("has {periods}", periods=held) for code, held in periods.items()}
    details |= {code: detail for code, (_, detail) in unfit.items()}
    named_ones = tuple(Exclusion(code, name, shown[code], details.get(code)) for code, name in names.items())
    return named_ones, {reason: counts[reason] for reason in EXCLUSION_REASONS if reason in counts}


def _first(reasons: dict[str, str], telling: AbstractSet[str], named: int) -> dict[str, str]:
    """The counties to name, with their reasons, at most `named` for each reason: first the counties that have some
    figure to show (`telling`), then the others, each by code.
    """
    shown: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for code in (*sorted(reasons.keys() & telling), *sorted(reasons.keys() - telling)):
        reason = reasons[code]
        if taken[reason] < named:
            shown[code] = reason
            taken[reason] += 1
    return shown


def _missing(index: Index, metric: Metric, field: Field) -> dict[str, str]:
    """The counties that have no figure at all for the period, with the reason for each."""
    missing = {*field.scope.counties} - field.found.keys() - field.unfit.keys()
    if not missing:
        return {}
    known, aimed = index.holdings.places_with(metric.id, missing), index.holdings.places_aiming(metric.id, missing)
    reasons = dict.fromkeys(missing, "no_figure")
    for reason, codes in (("target_only", aimed), ("other_period", known)):
        reasons |= dict.fromkeys(missing.intersection(codes), reason)
    return {**reasons, **_unlike(index, metric, missing), **(field.apart or {})}


def _unlike(index: Index, metric: Metric, missing: Collection[str]) -> dict[str, str]:
    """Of a metric that is a change between two years: the counties that have figures for both years but no change,
    because their territory was not the same in both or one of the two figures is no fit input (`unlike`).
    """
    formula = metric.formula
    if formula is None or formula.kind != "change":
        return {}
    from countycli.model.period_text import parse_canonical
    from countycli.query.territory import unlike

    span = parse_canonical(formula.base)
    assert span  # checked when the book was compiled
    return unlike(index, formula.metric, span.first, span.last, missing, otherwise="unlike")


def _unfit(index: Index, metric: Metric, period: Period | None, field: Field) -> dict[str, tuple[str, Phrase]]:
    """The counties with a figure that can't be ranked, each with the reason and the figure."""
    if not field.unfit:
        return {}
    figures = figures_behind(index, metric, period, [value.code for value, _ in field.unfit.values()])
    documents = index.documents.by_id(figure.source for figure in figures)
    found = {
        (headline.figure.county, headline.figure.scope): headline.figure for headline in headlines(figures, documents)
    }
    ranked = {when.months for _, when in field.found.values()}
    return {code: _reason(found[value.code, value.scope], ranked) for code, (value, _) in field.unfit.items()}


def _reason(figure: Figure, ranked: Collection[int]) -> tuple[str, Phrase]:
    """Why a figure can't be ranked. `ranked` are the lengths in months of the periods whose figures are ranked."""
    if figure.scope is not None:
        return "other_scope", Phrase("{scope}: {figure}", scope=figure.scope, figure=figure)
    if figure.value is None:
        return "no_figure", Phrase("only a standing: {standing}", standing=figure)
    if figure.doubtful:
        return "doubtful", Phrase("{figure}", figure=figure)
    if figure.status in ESTIMATES:
        return "estimate", Phrase("{figure}", figure=figure)
    if figure.bound:
        return "bound", Phrase("{figure}", figure=figure)
    return _reason_of_time(figure, ranked)


def _reason_of_time(figure: Figure, ranked: Collection[int]) -> tuple[str, Phrase]:
    if figure.inferred:
        return "other_period", Phrase("period not stated in the document: {figure}", figure=figure)
    period = figure.period
    if period.months < 12:
        return "other_period", Phrase("only a part of a year: {figure} ({period})", figure=figure, period=period)
    if not (period.is_year or (period.whole_years and period.months in ranked)):
        return "other_period", Phrase("not of one year: {figure} ({period})", figure=figure, period=period)
    return "break", Phrase("other boundaries: {figure} ({period})", figure=figure, period=period)


def _periods(index: Index, metric: Metric, codes: list[str]) -> dict[str, tuple[Period, ...]]:
    """The periods for which each county has the metric, the latest first."""
    found: dict[str, set[Period]] = {}
    for holding in holdings_of(index, codes, metric.id):
        found.setdefault(holding.code, set()).add(holding.period)
    return {code: tuple(latest_first(periods)) for code, periods in found.items()}
