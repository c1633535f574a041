"""Reading of the rules of indicators: `derived`, `quotients`, `sums`, `hundred`, `growth`, `swing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.codes import FORMULAS
from countycli.model.records import Formula
from countycli.model.rules import (
    USUAL_OF_GROWTH,
    USUAL_OF_HUNDRED,
    USUAL_OF_OTHER_GROWTH,
    USUAL_OF_QUOTIENTS,
    USUAL_OF_SUMS,
    USUAL_PER_HEAD,
    GrowthRule,
    HundredRule,
    QuotientRule,
    SumRule,
    SwingRule,
)
from countycli.phrases import Phrase
from countycli.source.draft import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from countycli.model.records import Metric
    from countycli.model.rules import Rule
    from countycli.source.sheet import Block

DERIVED = "derived"  # the key of a metric's formula

_MOST_PER_CENT = 1000.0
_MOST_TIMES = 10**9


def read_rules(block: Block, metric: Metric) -> Iterator[Entry[Rule]]:
    """All rules in a metric's block, except the rule of its formula, each with the key under which the rule stands."""
    parts: list[tuple[str, Block | None, Callable[[Block, Metric], Rule]]] = [
        *(("sums", part, _sum) for part in block.blocks("sums")),
        *(("quotients", part, _given_quotient) for part in block.blocks("quotients")),
        ("hundred", block.block_or_none("hundred"), _hundred),
        ("growth", block.block_or_none("growth"), _growth),
        ("swing", block.block_or_none("swing"), _swing),
    ]
    for key, part, read in parts:
        if part:
            rule = read(part, metric)
            if part.close():
                yield Entry(rule, block, key)


def _sum(part: Block, metric: Metric) -> SumRule:
    return SumRule(metric.id, _metrics(part, "parts", 2), *_tolerance(part, USUAL_OF_SUMS))


def _hundred(part: Block, metric: Metric) -> HundredRule:
    return HundredRule((metric.id, *_metrics(part, "with", 1)), part.number("slack", USUAL_OF_HUNDRED, most=100))


def _growth(part: Block, metric: Metric) -> GrowthRule:
    usual = USUAL_OF_GROWTH.get(metric.price_basis or "", USUAL_OF_OTHER_GROWTH)
    return GrowthRule(metric.id, part.text("of"), part.number("slack", usual, most=_MOST_PER_CENT))


def _swing(part: Block, metric: Metric) -> SwingRule:
    return SwingRule(metric.id, part.integer("times", 1, _MOST_TIMES))


def _given_quotient(part: Block, metric: Metric) -> QuotientRule:
    return _quotient(part, metric.id, _formula(part, "ratio"))


def read_formula(block: Block, metric: str) -> tuple[Formula | None, list[Entry[Rule]]]:
    """The metric's `derived = { kind = "ratio", metric = …, base = …, times = 100 }`, and the rule that a published
    quotient must equal the derived one.
    """
    part = block.block_or_none(DERIVED)
    if part is None:
        return None, []
    formula = _formula(part, part.word("kind", FORMULAS))
    rules: list[Entry[Rule]] = []
    if formula.kind == "ratio":
        rules.append(Entry(_quotient(part, metric, formula), block, DERIVED))
    return formula, rules if part.close() else []


def _formula(part: Block, kind: str) -> Formula:
    times = part.factor("times", _MOST_TIMES)
    yearly = kind == "change" and part.flag("yearly")
    return Formula(kind, part.text("metric"), part.text("base"), times, part.flag("annual"), yearly)


def _quotient(part: Block, metric: str, formula: Formula) -> QuotientRule:
    tolerance = _tolerance(part, USUAL_PER_HEAD if formula.annual else USUAL_OF_QUOTIENTS)
    return QuotientRule(metric, formula.metric, formula.base, formula.times, *tolerance, formula.annual)


def _metrics(part: Block, key: str, fewest: int) -> tuple[str, ...]:
    metrics = part.texts(key)
    part.report_missing(key)
    if part.sound and len(metrics) < fewest:
        part.report(key, "D104", Phrase("`{key}` must name {count} indicators at least", key=key, count=fewest))
    return metrics


def _tolerance(part: Block, usual: tuple[float, float]) -> tuple[float, float]:
    """`slack`, for figures of one document, and `revision`, for figures of several, which is never the smaller."""
    slack = part.number("slack", usual[0], most=1)
    return slack, part.number("revision", max(usual[1], slack), most=1)
