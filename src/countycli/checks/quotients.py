"""A figure per head, a share or another quotient is what its dividend and divisor make."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from countycli.checks.evidence import exact_value, rounding
from countycli.checks.verdict import Comparison, contradiction, tolerance
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.checks.evidence import Evidence, Statement
    from countycli.model.records import Figure
    from countycli.model.rules import QuotientRule


def check_quotient(evidence: Evidence, rule: QuotientRule, statement: Statement) -> None:
    entry = statement.figures[rule.metric]
    figure = entry.record
    comparison = Comparison(
        exact_value(figure), lambda pair: _quotient(pair, rule), lambda pair: _allowed(figure, pair, rule)
    )
    pair = contradiction(evidence, statement, rule.metric, (rule.dividend, rule.divisor), comparison)
    if pair:
        dividend, divisor = pair
        message = Phrase(
            "{metric} is {value}, but {first} {dividend} and {second} {divisor} make {quotient}",
            metric=figure.metric,
            value=figure.value,
            first=rule.dividend,
            dividend=dividend.value,
            second=rule.divisor,
            divisor=divisor.value,
            quotient=round(_quotient(pair, rule), max(figure.decimals, 0)),
        )
        entry.report("D604", message, Phrase("one of the three is misread, of another scope, or needs a `note`"))


def _quotient(pair: Sequence[Figure], rule: QuotientRule) -> float:
    dividend, divisor = map(exact_value, pair)
    return rule.times * dividend / divisor if divisor else inf


def _allowed(figure: Figure, pair: Sequence[Figure], rule: QuotientRule) -> float:
    return tolerance(figure, pair, rule) + rounding(figure)
