"""Parts add up to their whole, and shares of one whole to 100."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.checks.evidence import FLOAT_SLACK, exact_value, explained, rounding
from countycli.checks.verdict import Comparison, contradiction, tolerance
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.checks.evidence import Evidence, Statement
    from countycli.model.records import Figure
    from countycli.model.rules import HundredRule, SumRule


def check_sum(evidence: Evidence, rule: SumRule, statement: Statement) -> None:
    entry = statement.figures[rule.whole]
    whole = entry.record
    own = statement.own(rule.parts)
    if own and _total(own) == whole.value:
        return  # nearly all
    comparison = Comparison(exact_value(whole), _total, lambda parts: _allowed(whole, parts, rule))
    parts = contradiction(evidence, statement, rule.whole, rule.parts, comparison)
    if parts:
        message = Phrase(
            "{metric} is {value}, but its parts make {total}",
            metric=whole.metric,
            value=whole.value,
            total=round(_total(parts), max(whole.decimals, 0)),
        )
        hint = Phrase("parts: {words}; if the document has it so, say why in `note`", words=rule.parts)
        entry.report("D601", message, hint)


def _total(parts: Sequence[Figure]) -> float:
    return sum(map(exact_value, parts))


def _allowed(whole: Figure, parts: Sequence[Figure], rule: SumRule) -> float:
    return tolerance(whole, parts, rule) + (rounding(whole, *parts) if rule.slack else 0)


def check_hundred(_: Evidence, rule: HundredRule, statement: Statement) -> None:
    shares = statement.own(rule.parts)
    if not shares:
        return
    total = _total(shares)
    off = abs(total - 100) - FLOAT_SLACK
    if off <= rule.slack or off <= rounding(*shares):
        return
    first, *others = (statement.figures[metric] for metric in rule.parts)
    if not any(explained(first, other) for other in others):
        message = Phrase("{words} make {total} %, not 100 %", words=rule.parts, total=round(total, 2))
        first.report("D601", message, Phrase("if the document has it so, say why in `note`"))
