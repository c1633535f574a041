"""Figures that can't all be true. Nothing is a fault here that a `note` explains."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from countycli.checks.agreement import check_agreement
from countycli.checks.evidence import gather
from countycli.checks.growth import check_growth
from countycli.checks.heads import Heads
from countycli.checks.parts import check_hundred, check_sum
from countycli.checks.quotients import check_quotient
from countycli.checks.scale import check_scale
from countycli.checks.totals import check_totals
from countycli.model.rules import GrowthRule, HundredRule, QuotientRule, SumRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from countycli.checks.evidence import Evidence, Statement
    from countycli.model.rules import Rule
    from countycli.source.draft import Draft
    from countycli.source.files import Advance

_STEP = 1000  # statements after which is told how far the work is
# The parts of the work that are done when the figures are grouped, when each is held against the rules between
# indicators, and when they are compared among places and years.
_GATHERED, _RULED, _SCALED = 0.4, 0.75, 0.9


def check_contradictions(draft: Draft, advance: Advance) -> None:
    evidence = gather(draft)
    advance(_GATHERED)
    _check_rules(draft, evidence, lambda done: advance(_GATHERED + (_RULED - _GATHERED) * done))
    check_totals(evidence, (entry.record for entry in draft.totals))
    advance(_RULED)
    check_scale(evidence)
    advance(_SCALED)
    check_agreement(evidence)


def _check_rules(draft: Draft, evidence: Evidence, advance: Advance) -> None:
    """All rules, figure by figure: each rule is asked for at the first indicator that it names."""
    rules = _applicable((entry.record for entry in draft.rules), evidence)
    per_head = {metric: _per_head(found) for metric, found in rules.items()}
    heads = Heads(evidence, (entry.record for entry in draft.zones))
    for number, statement in enumerate(evidence.statements):
        for metric in statement.figures:
            for rule in rules.get(metric, ()):
                _RULE_CHECKS[type(rule)](statement, rule, evidence)
            if per_head.get(metric) and statement.period.is_year:
                heads.check(statement, per_head[metric])
        if number % _STEP == 0:
            advance(number / len(evidence.statements))


def _applicable(rules: Iterable[Rule], evidence: Evidence) -> dict[str, list[Rule]]:
    """By the indicator that is held against the others. A rule that names what tells of no whole place, or of nothing
    that exists, says nothing of places.
    """
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        if evidence.metrics.keys() >= {*rule.metrics}:
            found[rule.metrics[0]].append(rule)
    return dict(found)


def _per_head(rules: Iterable[Rule]) -> list[QuotientRule]:
    return [rule for rule in rules if isinstance(rule, QuotientRule) and rule.per_head]


_RULE_CHECKS: dict[type[Rule], Callable[[Statement, Any, Evidence], None]] = {
    SumRule: check_sum,
    HundredRule: check_hundred,
    QuotientRule: check_quotient,
    GrowthRule: check_growth,
}
