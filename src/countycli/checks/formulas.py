"""Formulas of derived metrics, and rules between metrics, name what exists and fits together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.checks.references import check_metric
from countycli.model.period_text import parse_canonical
from countycli.model.rules import HundredRule, SumRule
from countycli.phrases import Phrase
from countycli.source.rules import DERIVED
from countycli.source.suggestions import Nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from countycli.model.records import Formula, Metric
    from countycli.model.rules import Rule
    from countycli.source.draft import Draft, Entry

_LEVELS = ("prefecture", "province")
_MOST_NAMED = 4  # metrics of a circle that a message names


def check_formulas(draft: Draft) -> None:
    metrics = {entry.record.id: entry.record for entry in draft.metrics}
    for entry in draft.metrics:
        formula = entry.record.formula
        if formula is not None:
            check_metric(entry, formula.metric, metrics, DERIVED)
            _check_base(entry, formula, metrics)
    _check_circles(draft.metrics)


def _check_circles(entries: Iterable[Entry[Metric]]) -> None:
    """Report one metric of each circle of formulas: the one that the walk along the formulas came upon first. The walk
    takes each formula once, whatever the length of a chain of formulas, and needs no recursion.
    """
    formulas = {entry.record.id: entry for entry in entries if entry.record.formula is not None}
    walked: set[str] = set()
    for start in formulas:
        if start not in walked:
            _walk(start, formulas, walked)


def _walk(start: str, formulas: Mapping[str, Entry[Metric]], walked: set[str]) -> None:
    """Follow the formulas from `start`, of which the metrics on the `way` are not yet done."""
    way, left = [start], [_inputs(formulas[start].record)]
    position = {start: 0}
    told = set()
    while way:
        metric = next(left[-1], None)
        if metric is None:
            left.pop()
            walked.add(way.pop())
            position.popitem()
        elif metric in position:
            if metric not in told:
                through = way[position[metric] + 1 : position[metric] + 1 + _MOST_NAMED]
                hidden = len(way) - position[metric] - 1 - len(through)
                formulas[metric].report("D208", _refers_to_itself(metric, through, hidden), key=DERIVED)
            told.add(metric)
        elif metric in formulas and metric not in walked:
            position[metric] = len(way)
            way.append(metric)
            left.append(_inputs(formulas[metric].record))


def _inputs(metric: Metric) -> Iterator[str]:
    """The metrics from which a formula calculates."""
    formula = metric.formula
    assert formula is not None  # only metrics with formulas are walked
    return iter((formula.metric, formula.base) if formula.kind == "ratio" else (formula.metric,))


def _refers_to_itself(metric: str, through: Sequence[str] = (), hidden: int = 0) -> Phrase:
    if not through:
        return Phrase("“{id}” refers to itself", id=metric)
    others = (*through, Phrase("and {count} more", count=hidden)) if hidden else tuple(through)
    return Phrase("“{id}” refers to itself through {others}", id=metric, others=others)


def check_rules(draft: Draft) -> None:
    """Report rules that name what doesn't exist, or what doesn't add up. The rule that follows from `derived` is left
    out: `check_formulas` looks at the same key.
    """
    metrics = {entry.record.id: entry.record for entry in draft.metrics}
    for entry in draft.rules:
        if entry.key != DERIVED:
            _check_rule(entry, metrics)


def _check_rule(entry: Entry[Rule], metrics: Mapping[str, Metric]) -> None:
    first, *others = entry.record.metrics
    for metric in dict.fromkeys(others):
        check_metric(entry, metric, metrics, entry.key)
        if metric == first:
            entry.report("D208", _refers_to_itself(metric), key=entry.key)
        elif others.count(metric) > 1:
            entry.report("D303", Phrase("“{id}” stands twice", id=metric))
    if isinstance(entry.record, SumRule | HundredRule):
        for metric in others:
            if {first, metric} <= metrics.keys() and metrics[first].unit != metrics[metric].unit:
                message = Phrase(
                    "{metric} is in {unit}, {other} in {canonical}: they don't add up",
                    metric=metric,
                    unit=metrics[metric].unit,
                    other=first,
                    canonical=metrics[first].unit,
                )
                entry.report("D205", message)


def _check_base(entry: Entry[Metric], formula: Formula, metrics: Collection[str]) -> None:
    """What `base` must be depends on the kind: a metric, the level of a region, or two years."""
    if formula.kind == "ratio":
        check_metric(entry, formula.base, metrics, DERIVED)
    elif formula.kind == "share" and formula.base not in _LEVELS:
        message = Phrase("`base` of a share must be {words}", words=_LEVELS)
        entry.report("D104", message, Nearest(formula.base, _LEVELS), key=DERIVED)
    elif formula.kind == "change":
        span = parse_canonical(formula.base)
        if span is None or not span.whole_years or span.is_year:
            message = Phrase("`base` of a change must be two years, such as “2010/2020”")
            entry.report("D104", message, key=DERIVED)
