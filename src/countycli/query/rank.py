"""A ranking that compares like with like and says who is left out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from countycli.errors import Candidate, NotFoundError, Phrase
from countycli.model.records import ESTIMATES
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
    """Raises NotFoundError where no county of the scope can be ranked, with what they have instead."""
    metric = resolve_metric(index, request.metric)
    if metric.scope:
        raise _of_parts(metric)
    figures = index.observations(metric=metric.id)
    documents = index.documents(figure.source for figure in figures)
    found = headlines(figures, documents)
    scope = resolve_scope(index, request.scope, ever=True)
    period, periods = _period(request, _by_county(found, scope))
    if scope.kind == "group":
        scope = resolve_scope(index, request.scope, period.last_year if period else None)
    by_county = _by_county(found, scope)
    chosen = _chosen(by_county, period)
    ascending = request.ascending or metric.higher_is_better is False
    rows = ranked(chosen, scope, ascending=ascending)
    aimed = {target.county for target in index.targets(metric=metric.id)}
    excluded = tuple(_exclusions(scope, chosen, by_county, aimed))
    if not rows:
        raise _nothing(metric, period, periods, excluded)
    used = {row.headline.figure.source for row in rows}
    return RankReport(
        metric=metric,
        period=period,
        scope=scope,
        ascending=ascending,
        rows=rows,
        excluded=excluded,
        periods=periods[:_MOST_PERIODS],
        top=request.top,
        documents={key: document for key, document in documents.items() if key in used},
        notes=scope.notes,
    )


def is_rankable(figure: Figure) -> bool:
    """Outcomes with an exact value, for a period that the document states."""
    exact = figure.value is not None and figure.bound is None
    return exact and not figure.inferred and figure.status not in ESTIMATES


def ranked(chosen: dict[str, Headline], scope: Scope, *, ascending: bool) -> tuple[RankRow, ...]:
    """Rows in order; equal values share a rank and the next one is as far down as if they didn't (1, 2, 2, 4).

    Figures of different periods never share one: of equal values the later period comes first.
    """
    places = {place.code: place for place in scope.counties}
    entries = [it for it in chosen.values() if is_rankable(it.figure)]
    entries.sort(key=lambda it: it.figure.county)
    entries.sort(key=lambda it: it.figure.period.recency, reverse=True)
    entries.sort(key=lambda it: it.figure.value or 0, reverse=not ascending)
    rows: list[RankRow] = []
    for position, it in enumerate(entries, 1):
        tied = rows and _equal(rows[-1].headline.figure, it.figure)
        rows.append(RankRow(rows[-1].rank if tied else position, places[it.figure.county], it))
    return tuple(rows)


def _equal(first: Figure, second: Figure) -> bool:
    return (first.value, first.period) == (second.value, second.period)


def _period(
    request: RankRequest, by_county: dict[str, list[Headline]]
) -> tuple[Period | None, tuple[tuple[Period, int], ...]]:
    """The period to rank, None for each county's latest; and those for which most counties can be ranked."""
    periods = _periods(by_county)
    if request.latest:
        return None, periods
    return request.period or (periods[0][0] if periods else None), periods


def _by_county(found: Iterable[Headline], scope: Scope) -> dict[str, list[Headline]]:
    """The headlines of each county of the scope, the latest period first."""
    grouped: dict[str, list[Headline]] = {place.code: [] for place in scope.counties}
    for it in sorted(found, key=lambda it: it.figure.period.recency, reverse=True):
        if it.figure.county in grouped:
            grouped[it.figure.county].append(it)
    return {county: its for county, its in grouped.items() if its}


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
    scope: Scope, chosen: dict[str, Headline], by_county: dict[str, list[Headline]], aimed: set[str]
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
    if figure.status in ESTIMATES:
        return Exclusion(place, "estimate", Phrase("{figure}", figure=figure))
    if figure.bound:
        return Exclusion(place, "bound", Phrase("{figure}", figure=figure))
    return Exclusion(place, "other_period", Phrase("period not stated in the document: {figure}", figure=figure))


def _of_parts(metric: Metric) -> NotFoundError:
    message = Phrase("{metric} tells of parts of counties, which can't be compared, and is not ranked", metric=metric)
    return NotFoundError(message, Phrase("`countycli metrics {id}` tells what there is", id=metric.id))


def _nothing(
    metric: Metric, period: Period | None, periods: tuple[tuple[Period, int], ...], excluded: tuple[Exclusion, ...]
) -> NotFoundError:
    message = Phrase("No county in this scope has a figure of {metric} that can be ranked", metric=metric)
    if period is not None:
        message = Phrase(
            "No county in this scope has a figure of {metric} for {period} that can be ranked",
            metric=metric,
            period=period,
        )
    instead = tuple(Candidate(it.place.code, it.place.name, it.detail) for it in excluded if it.detail)
    if not periods:
        return NotFoundError(message, Phrase("`countycli metrics {id}` tells what there is", id=metric.id), instead)
    best = tuple(found for found, _ in periods[:_MOST_PERIODS])
    return NotFoundError(message, Phrase("there are figures for {periods}", periods=best), instead)
