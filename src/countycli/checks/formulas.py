"""Formulas of derived metrics name what exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.period_text import parse_canonical
from countycli.phrases import Phrase
from countycli.source.sheet import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection

    from countycli.model.records import Formula, Metric
    from countycli.source.draft import Draft, Entry

_LEVELS = ("prefecture", "province")


def check_formulas(draft: Draft) -> None:
    metrics = [entry.record.id for entry in draft.metrics]
    for entry in draft.metrics:
        formula = entry.record.formula
        if formula is not None:
            _check_metric(entry, formula.metric, metrics)
            _check_base(entry, formula, metrics)


def _check_metric(entry: Entry[Metric], metric: str, metrics: Collection[str]) -> None:
    if metric not in metrics:
        hint = did_you_mean(metric, list(metrics))
        entry.report("D202", Phrase("No metric “{metric}”", metric=metric), hint, key="derived")


def _check_base(entry: Entry[Metric], formula: Formula, metrics: Collection[str]) -> None:
    """A metric, the level of a region, or the years between which something changed."""
    if formula.kind == "ratio":
        _check_metric(entry, formula.base, metrics)
    elif formula.kind == "share" and formula.base not in _LEVELS:
        message = Phrase("`base` of a share must be {words}", words=_LEVELS)
        entry.report("D104", message, did_you_mean(formula.base, _LEVELS), key="derived")
    elif formula.kind == "change":
        span = parse_canonical(formula.base)
        if span is None or not span.whole_years or span.is_year:
            message = Phrase("`base` of a change must be two years, such as “2010/2020”")
            entry.report("D104", message, key="derived")
