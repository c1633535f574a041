"""Which figures the book has of a county, and which it lacks but has of the county's neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import NotFoundError
from countycli.model.records import ESTIMATES
from countycli.model.reports import NO_DOCUMENTS
from countycli.names.defined import find_metrics
from countycli.names.scopes import notes_on, resolve_scope
from countycli.phrases import Phrase
from countycli.query.coverage import CoverageRow, fullest, main_of, own_counted, rows_of
from countycli.query.elsewhere import joined, lacking, told_of_place, where_more
from countycli.query.figures import cells_of, holdings_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.answers import Holding
    from countycli.model.period import Period
    from countycli.model.records import Document, Key, Metric, Place, Topic
    from countycli.model.reports import DataInfo, Headline, Note, Scope
    from countycli.names.resolve import Match
    from countycli.query.coverage import CoverageRequest
    from countycli.query.figures import Cells

# In which way a county may have a metric for a period: the best way first, a mere target last.
FIGURE, INFERRED, BOUND, ESTIMATE, DOUBTFUL, STANDING, OTHER_SCOPE, TARGET = HOLDS = (
    "figure",
    "inferred",
    "bound",
    "estimate",
    "doubtful",
    "standing",
    "other_scope",
    "target_only",
)


class Neighbours(NamedTuple):
    """What the counties of a scope have: a region around the county, or the scope that the county is set beside."""

    scope: Scope
    rows: tuple[CoverageRow, ...]

    def fullest(self, metric: str) -> CoverageRow | None:
        """The row of the period for which most of the neighbours have a metric."""
        rows = [row for row in self.rows if row.metric == metric]
        return fullest(rows) if rows else None


class CountyCoverageReport(NamedTuple):
    """`held` tells by metric and period in which way the county has a figure (see HOLDS). `others` counts the metrics
    that are left out because they are not main metrics, `others_held` how many of these the county has.
    """

    place: Place
    asked: tuple[Metric, ...]
    periods: tuple[Period, ...]
    held: dict[Key, str]
    neighbours: tuple[Neighbours, ...]
    others: int
    others_held: int
    metrics: dict[str, Metric]
    topics: tuple[Topic, ...]
    info: DataInfo
    notes: tuple[Note, ...]
    documents: Mapping[str, Document] = NO_DOCUMENTS


def county_coverage(index: Index, match: Match, request: CoverageRequest) -> CountyCoverageReport:
    """What a county has, beside the counties of its prefecture and province or of the scope that is asked for. Raises
    NotFoundError where neither the county nor the neighbours have anything.
    """
    place = match.place
    found, told = find_metrics(index, request.metrics)
    asked = tuple(found)
    held = _held(index, place, asked, request.periods)
    scopes = [resolve_scope(index, name, kinds=request.kinds) for name in _around(place, request.scope)]
    neighbours = tuple(Neighbours(scope, rows_of(index, asked, scope, request.periods)) for scope in scopes)
    known = {metric for metric, _ in held} | {row.metric for side in neighbours for row in side.rows}
    if not known:
        raise _nothing(index, place, asked)
    metrics = index.metrics.by_id(known)
    kept = main_of(metrics) if request.extent.main and not asked else metrics
    left_out = metrics.keys() - kept.keys()
    return CountyCoverageReport(
        place=place,
        asked=asked,
        periods=request.periods,
        held=held,
        neighbours=neighbours,
        others=len(left_out),
        others_held=len(left_out & {metric for metric, _ in held}),
        metrics=kept,
        topics=tuple(index.metrics.topics()),
        info=index.info(),
        notes=(
            *told,
            *notes_on(match),
            *notes_on(*scopes),
            *own_counted(index),
            *_lacking(index, scopes, request, metrics),
        ),
    )


def _lacking(
    index: Index, scopes: Sequence[Scope], request: CoverageRequest, metrics: Collection[str]
) -> tuple[Note, ...]:
    """A note on main metrics that no county of the widest scope has, where all metrics and periods are asked for."""
    if request.narrow or not scopes or scopes[-1].name is None:
        return ()
    return lacking(index, scopes[-1].title, metrics)


def _nothing(index: Index, place: Place, asked: tuple[Metric, ...]) -> NotFoundError:
    message = Phrase("Neither {name} nor its neighbours have a figure of this", name=place)
    return NotFoundError(message, joined(told_of_place(index, place), where_more(index, asked)))


def _around(place: Place, scope: Sequence[str] | None) -> tuple[Sequence[str], ...]:
    """The names of the scopes to set the county beside: the one asked for, or prefecture and province in this order."""
    return (scope,) if scope is not None else place.above


def _held(index: Index, place: Place, asked: Iterable[Metric], periods: tuple[Period, ...]) -> dict[Key, str]:
    """In which way the county has each metric for each period: metrics in the order of the book, the latest period
    first. A target counts only where there is no figure.
    """
    names: list[str | None] = [metric.id for metric in asked] or [None]
    found = [holding for name in names for holding in holdings_of(index, [place.code], name)]
    cells = _not_rankable(index, place, found)
    held: dict[Key, str] = {}
    for holding in found:
        key = holding.metric, holding.period
        way = _way(holding, cells.get((place.code, *key)))
        held[key] = min(way, held.get(key, way), key=HOLDS.index)
    for key in _aims(index, place, {metric.id for metric in asked}):
        held.setdefault(key, TARGET)
    return {key: way for key, way in held.items() if not periods or key[1] in periods}


def _not_rankable(index: Index, place: Place, found: Iterable[Holding]) -> Cells:
    """The headlines of figures that have a value but can't be ranked: only the figure itself tells why."""
    keys = [(holding.metric, holding.period) for holding in found if holding.valued and not holding.comparable]
    return cells_of(index, [place.code], keys) if keys else {}


def _aims(index: Index, place: Place, metrics: Collection[str]) -> list[Key]:
    """The metrics and periods for which the county has targets: of some metrics or, where none are given, of all."""
    targets = index.figures.targets(index.places.parts_of(place.code))
    return [(target.metric, target.period) for target in targets if not metrics or target.metric in metrics]


def _way(holding: Holding, cell: Headline | None) -> str:
    """In which way the county has a metric for a period. `cell` is the headline where the figure has a value that
    can't be ranked.
    """
    if cell is None:
        return FIGURE if holding.comparable else STANDING if holding.whole else OTHER_SCOPE
    figure = cell.figure
    if figure.doubtful:
        return DOUBTFUL
    if figure.status in ESTIMATES:
        return ESTIMATE
    return BOUND if figure.bound else INFERRED if figure.inferred else FIGURE
