"""The indicators, or one of them with its coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from countycli.names.resolve import resolve_metric

if TYPE_CHECKING:
    from countycli.dataset.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Metric, Topic
    from countycli.model.reports import Note


class MetricsReport(NamedTuple):
    """All metrics; with `detail`, one of them and its coverage (period, places with a figure)."""

    rows: tuple[tuple[Metric, int], ...]  # with the number of figures
    topics: tuple[Topic, ...]
    detail: Metric | None
    coverage: tuple[tuple[Period, int], ...]
    notes: tuple[Note, ...]


def metrics(index: Index, name: str | None) -> MetricsReport:
    """All metrics, or the one named with its coverage."""
    detail = resolve_metric(index, name) if name is not None else None
    counts = index.figure_counts("metric")
    listed = [detail] if detail else list(index.metrics().values())
    return MetricsReport(
        rows=tuple((metric, counts.get(metric.id, 0)) for metric in listed),
        topics=tuple(index.topics()),
        detail=detail,
        coverage=tuple(index.coverage(detail.id)) if detail else (),
        notes=(),
    )
