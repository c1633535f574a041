"""What a figure is held against before it is proposed: the rest of the document, and what the book has already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.drafting import reasons
from countycli.drafting.findings import Left
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from countycli.drafting.findings import Found
    from countycli.index.ask.index import Index
    from countycli.model.records import Figure, Metric

    Judged = tuple[list[Found], list[Left]]

_NEAR_YEARS = 3
_FARTHEST_NEAR, _FARTHEST = 2.5, 6.0  # times another year's value
_FASTEST = 1.25  # times the year before, over many years
_FARTHEST_PART = 2.2  # times what as many months of another year had


def judged(figures: Iterable[Found], index: Index, metrics: Mapping[str, Metric]) -> Judged:
    """Figures to propose, each once, and those that are better left to a person."""
    kept: dict[tuple[object, ...], Found] = {}
    left: list[Left] = []
    proposed = list(figures)
    levels = _Levels(index, metrics, {figure.county for figure in proposed})
    for figure in proposed:
        key = figure.county, figure.metric, figure.period, figure.target, figure.status == "estimate"
        former = kept.get(key)
        fault = levels.fault(figure)
        if former and not fault and _is_exact_of(former, figure):
            left.append(Left(former.printed, former.at, reasons.BOUND_OF, metrics[former.metric].name))
            kept.pop(key)
            former = None
        reason = _repeats(former, figure) or fault
        if reason:
            left.append(Left(figure.printed, figure.at, reason, metrics[figure.metric].name))
        else:
            kept[key] = figure
    return list(kept.values()), left


def near_the_book(figures: Sequence[Found], index: Index, metrics: Mapping[str, Metric]) -> Judged:
    """Figures that can be, beside what the book has of the same place and indicator, and those that hardly can."""
    levels = _Levels(index, metrics, {figure.county for figure in figures})
    faults = [(figure, levels.fault(figure)) for figure in figures]
    left = [Left(each.printed, each.at, reason, metrics[each.metric].name) for each, reason in faults if reason]
    return [figure for figure, reason in faults if reason is None], left


def _is_exact_of(former: Found, figure: Found) -> bool:
    """Whether a figure gives exactly what the former one only bounds: 突破5万元，达到50321元. Aims may differ."""
    return bool(former.bound) and not (figure.bound or figure.target) and _agree(figure, former)


def _repeats(former: Found | None, figure: Found) -> Phrase | None:
    if former is None:
        return None
    return reasons.REPEATED if _agree(former, figure) else reasons.DIFFERS


def _agree(former: Found, figure: Found) -> bool:
    """Whether two figures are the same but for rounding, or one is a bound that the other keeps."""
    if figure.bound in (">", ">="):
        return former.canonical >= figure.canonical
    if figure.bound in ("<", "<="):
        return former.canonical <= figure.canonical
    return abs(former.canonical - figure.canonical) <= abs(former.canonical) / 100


class _Levels:
    """The levels that the book has of some counties, read once for each indicator."""

    def __init__(self, index: Index, metrics: Mapping[str, Metric], counties: Collection[str]) -> None:
        self._index = index
        self._metrics = metrics
        self._counties = counties
        self._known: dict[str, dict[str, list[Figure]]] = {}

    def fault(self, figure: Found) -> Phrase | None:
        """A digit or a point that is missing makes a level another order of magnitude than that of the years around."""
        incomparable = figure.scope or figure.doubtful  # what is known of whole counties, and of certain figures
        if incomparable or self._metrics[figure.metric].kind not in ("level", "count") or figure.canonical <= 0:
            return None
        known = self._exact(figure.county, figure.metric)
        if not known:
            return None
        near = min(known, key=lambda other: abs(other.period.end - figure.period.end))
        years = abs(near.period.end - figure.period.end) / 12
        times = float(figure.canonical) / float(near.value or 1)
        most = _FARTHEST_NEAR if years <= _NEAR_YEARS else max(_FARTHEST, _FASTEST**years)
        shorter = figure.period.months < near.period.months
        metric = self._metrics[figure.metric]
        if shorter and metric.price_basis == "current" and not metric.name.endswith("余额"):  # so much for each month
            times *= near.period.months / figure.period.months
            most = _FARTHEST_PART
        least = 0 if shorter else 1 / most
        return None if least <= times <= most else Phrase(reasons.FAR_OFF, period=near.period, figure=near)

    def _exact(self, county: str, metric: str) -> list[Figure]:
        if metric not in self._known:
            of_counties: dict[str, list[Figure]] = {}
            for figure in self._index.figures.observations(self._counties, metric):
                if figure.is_comparable and figure.value and figure.period.whole_years:
                    of_counties.setdefault(figure.county, []).append(figure)
            self._known[metric] = of_counties
        return self._known[metric].get(county, [])
