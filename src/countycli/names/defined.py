"""Which metric or group a typed name means: one, several, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import AmbiguousError, Candidate, NotFoundError, Phrase
from countycli.model.naming import name_key

if TYPE_CHECKING:
    from countycli.dataset.index import Index
    from countycli.model.records import Group, Metric


def resolve_metric(index: Index, text: str) -> Metric:
    """The one metric that `text` names by id, name or other term."""
    hits = index.name_hits("metric", name_key(text))
    metrics = index.metrics(hit.id for hit in hits if hit.tier == hits[0].tier)
    if not metrics:
        from countycli.names.suggest import similar_metrics

        hint = Phrase("`countycli metrics` lists all")
        raise NotFoundError(Phrase("No metric named “{text}”", text=text), hint, similar_metrics(index, text))
    if len(metrics) > 1:
        found = tuple(Candidate(metric.id, metric) for metric in metrics.values())
        raise AmbiguousError(Phrase("“{text}” may be any of these", text=text), Phrase("type the id"), found)
    return next(iter(metrics.values()))


def resolve_group(index: Index, text: str) -> Group | None:
    hits = index.name_hits("group", name_key(text))
    wanted = {hit.id for hit in hits if hit.tier == hits[0].tier}
    found = [group for group in index.groups() if group.id in wanted]
    if len(found) > 1:
        listed = tuple(Candidate(group.id, group) for group in found)
        raise AmbiguousError(Phrase("“{text}” may be any of these", text=text), Phrase("type the id"), listed)
    return found[0] if found else None
