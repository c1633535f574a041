"""A ranking that compares like with like and says who is left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from countycli.errors import NotFoundError, Phrase
from countycli.model.period import Period
from countycli.model.records import Figure, Metric, Place
from countycli.names.resolve import resolve_metric, resolve_scope
from countycli.query.headlines import headlines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.dataset.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Document, Figure, Metric, Place
    from countycli.model.reports import Headline, Note, Scope

_MOST_PERIODS = 5

EXCLUSION_REASONS = ("no_figure", "other_period", "bound", "estimate", "target_only", "break", "other_scope")


class RankRow(NamedTuple):
    rank: int
    place: Place
    headline: Headline


class Exclusion(NamedTuple):
    """A county that is left out of a ranking; `detail` is what it has instead."""

    place: Place
    reason: str
    detail: Phrase | None


class RankReport(NamedTuple):
    metric: Metric
    period: Period | None  # None where each county has its latest
    scope: Scope
    ascending: bool
    rows: tuple[RankRow, ...]
    excluded: tuple[Exclusion, ...]
    periods: tuple[tuple[Period, int], ...]  # how many counties could be ranked for each, the best first
    top: int | None
    documents: dict[str, Document]
    notes: tuple[Note, ...]


class RankRequest(NamedTuple):
    metric: str
    period: Period | None = None
    scope: str | None = None
    top: int | None = None
    ascending: bool = False
    latest: bool = False


def rank(index: Index, request: RankRequest) -> RankReport:
    """Raises NotFoundError where no county of the scope has a figure that can be ranked."""
    metric = resolve_metric(index, request.metric)
    year = request.period.last_year if request.period else None
    scope = resolve_scope(index, request.scope, year)
    figures = _in_scope(index.observations(metric=metric.id), scope)
    documents = index.documents(figure.source for figure in figures)
    by_county = _by_county(headlines(figures, documents))
    periods = _periods(by_county)
    period = None if request.latest else request.period or (periods[0][0] if periods else None)
    chosen = _chosen(by_county, period)
    aimed = {target.county for target in index.targets(metric=metric.id)}
    ascending = request.ascending or metric.higher_is_better is False
    rows = ranked(chosen, scope, ascending)
    if not rows:
        raise _nothing(metric, scope, request.period, periods)
    return RankReport(
        metric=metric,
        period=period,
        scope=scope,
        ascending=ascending,
        rows=rows,
        excluded=tuple(_exclusions(scope, chosen, by_county, period, aimed)),
        periods=periods[:_MOST_PERIODS],
        top=request.top,
        documents={key: documents[key] for key in documents if key in {row.headline.figure.source for row in rows}},
        notes=scope.notes,
    )


def is_rankable(figure: Figure) -> bool:
    """Outcomes with an exact value only."""
    return figure.value is not None and figure.bound is None and figure.status not in ("estimate", "forecast")


def ranked(chosen: dict[str, Headline], scope: Scope, ascending: bool) -> tuple[RankRow, ...]:
    """Rows in order; equal values share a rank and the next one is as far down as if they didn't (1, 2, 2, 4)."""
    places = {place.code: place for place in scope.counties}
    entries = [(it.figure.value, code, it) for code, it in chosen.items() if is_rankable(it.figure)]
    entries.sort(key=lambda entry: ((entry[0] or 0) * (1 if ascending else -1), entry[1]))
    rows: list[RankRow] = []
    for position, (value, code, it) in enumerate(entries, 1):
        tied = rows and rows[-1].headline.figure.value == value
        rows.append(RankRow(rows[-1].rank if tied else position, places[code], it))
    return tuple(rows)


def _in_scope(figures: Iterable[Figure], scope: Scope) -> list[Figure]:
    codes = {place.code for place in scope.counties}
    return [figure for figure in figures if figure.county in codes]


def _by_county(figures: Iterable[Headline]) -> dict[str, list[Headline]]:
    """Each county's headlines, the latest period first."""
    grouped: dict[str, list[Headline]] = {}
    for it in sorted(figures, key=lambda it: it.figure.period.recency, reverse=True):
        grouped.setdefault(it.figure.county, []).append(it)
    return grouped


def _periods(by_county: dict[str, list[Headline]]) -> tuple[tuple[Period, int], ...]:
    """The periods for which most counties can be ranked, the latest first among equals."""
    counts = Counter(it.figure.period for its in by_county.values() for it in its if is_rankable(it.figure))
    return tuple(sorted(counts.items(), key=lambda item: (item[1], item[0].recency), reverse=True))


def _chosen(by_county: dict[str, list[Headline]], period: Period | None) -> dict[str, Headline]:
    """Each county's figure for `period`; without one its latest that can be ranked, or else its latest."""
    chosen = {}
    for county, its in by_county.items():
        if period is None:
            chosen[county] = next((it for it in its if is_rankable(it.figure)), its[0])
        else:
            chosen.update((county, it) for it in its if it.figure.period == period)
    return chosen


def _exclusions(
    scope: Scope,
    chosen: dict[str, Headline],
    by_county: dict[str, list[Headline]],
    period: Period | None,
    aimed: set[str],
) -> Iterable[Exclusion]:
    for place in scope.counties:
        it = chosen.get(place.code)
        if it is None:
            yield _missing(place, by_county.get(place.code, []), aimed)
        elif not is_rankable(it.figure):
            yield _unfit(place, it.figure)


def _missing(place: Place, others: list[Headline], aimed: set[str]) -> Exclusion:
    if others:
        periods = tuple(dict.fromkeys(it.figure.period for it in others))
        return Exclusion(place, "other_period", Phrase("has {periods}", periods=periods))
    return Exclusion(place, "target_only" if place.code in aimed else "no_figure", None)


def _unfit(place: Place, figure: Figure) -> Exclusion:
    if figure.value is None:
        return Exclusion(place, "no_figure", Phrase("only a standing: {standing}", standing=figure.standing))
    reason = "estimate" if figure.status in ("estimate", "forecast") else "bound"
    return Exclusion(place, reason, Phrase("{figure}", figure=figure))


def _nothing(
    metric: Metric, scope: Scope, period: Period | None, periods: tuple[tuple[Period, int], ...]
) -> NotFoundError:
    message = Phrase("No county in this scope has a figure of {metric} that can be ranked", metric=metric)
    if period is not None:
        message = Phrase(
            "No county in this scope has a figure of {metric} for {period} that can be ranked",
            metric=metric,
            period=period,
        )
    if not periods:
        return NotFoundError(message, Phrase("`countycli metrics {id}` tells what there is", id=metric.id))
    best = tuple(found for found, _ in periods[:_MOST_PERIODS])
    return NotFoundError(message, Phrase("there are figures for {periods}", periods=best))
