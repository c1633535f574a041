"""The indicators, or one indicator with its coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.reports import NO_DOCUMENTS, Note
from countycli.names.defined import find_metric
from countycli.names.scopes import resolve_scope
from countycli.query.coverage import CoverageRow, coverage_of, own_counted
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.records import Document, Metric, Topic
    from countycli.model.reports import DataInfo, Scope


class MetricsReport(NamedTuple):
    """All metrics or, with `detail`, one metric and its coverage, the latest period first."""

    scope: Scope
    rows: tuple[tuple[Metric, int], ...]  # each metric with the number of figures in the scope
    topics: tuple[Topic, ...]
    detail: Metric | None
    coverage: tuple[CoverageRow, ...]
    aims: int  # targets of the one metric in the scope
    info: DataInfo
    notes: tuple[Note, ...]
    documents: Mapping[str, Document] = NO_DOCUMENTS


class MetricsRequest(NamedTuple):
    """All metrics, or the metric that is named with its coverage, in a scope."""

    metric: str | None = None
    scope: Sequence[str] | None = None  # one name or several


def metrics(index: Index, request: MetricsRequest) -> MetricsReport:
    name, asked = request
    match = find_metric(index, name) if name is not None else None
    detail = match.metric if match else None
    scope = resolve_scope(index, asked)
    counts = index.holdings.figure_counts("metric", scope.codes if asked is not None else None)
    listed = [detail] if detail else list(index.metrics.by_id().values())
    rows = coverage_of(index, detail.id, scope) if detail else ()
    return MetricsReport(
        scope=scope,
        rows=tuple((metric, counts.get(metric.id, 0)) for metric in listed),
        topics=tuple(index.metrics.topics()),
        detail=detail,
        coverage=rows,
        aims=len(index.figures.targets(scope.codes if scope.name else None, detail.id)) if detail else 0,
        info=index.info(),
        notes=(
            *(match.notes if match else ()),
            *scope.notes,
            *own_counted(index),
            *(_more(index, detail, scope) if detail and not rows else ()),
        ),
    )


def _more(index: Index, metric: Metric, scope: Scope) -> tuple[Note, ...]:
    """A note on the figures that a scope has instead of one metric, and on where most counties have the metric."""
    if scope.name is None:
        return ()
    from countycli.query.elsewhere import joined, stock_in, told, where_more

    return (Note("more", joined(told(scope.title, stock_in(index, scope)), where_more(index, [metric]))),)
