"""Figures that can't all be true, in one document or in several. A `note` that explains a difference makes it none."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any

from countycli.checks.agreement import check_agreement
from countycli.checks.evidence import gather
from countycli.checks.growth import check_growth
from countycli.checks.heads import Heads
from countycli.checks.parts import check_hundred, check_sum
from countycli.checks.quotients import check_quotient
from countycli.checks.scale import check_scale
from countycli.checks.totals import check_totals
from countycli.model.rules import GrowthRule, HundredRule, QuotientRule, SumRule, SwingRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from countycli.checks.evidence import Evidence, Statement
    from countycli.model.rules import Rule
    from countycli.source.draft import Draft
    from countycli.source.files import Advance

    Check = Callable[[Statement], None]

_STEP = 1000  # statements after which is told how far the work is
# The parts of the work that are done when the figures are grouped, when each is held against the rules between
# indicators, and when they are compared among places and years.
_GATHERED, _RULED, _SCALED = 0.4, 0.75, 0.9


def check_contradictions(draft: Draft, advance: Advance) -> None:
    evidence = gather(draft)
    advance(_GATHERED)
    _check_rules(draft, evidence, lambda done: advance(_GATHERED + (_RULED - _GATHERED) * done))
    check_totals(evidence, draft)
    advance(_RULED)
    rules = (entry.record for entry in draft.rules)
    check_scale(evidence, {rule.metric: rule.times for rule in rules if isinstance(rule, SwingRule)})
    advance(_SCALED)
    check_agreement(evidence)


def _check_rules(draft: Draft, evidence: Evidence, advance: Advance) -> None:
    """Hold every figure against the rules in `metrics.toml` that begin with the figure's metric."""
    checks = _checks(draft, evidence)
    for number, statement in enumerate(evidence.statements):
        for metric in statement.figures:
            if metric in checks:
                for check in checks[metric]:
                    check(statement)
        if number % _STEP == 0:
            advance(number / len(evidence.statements))


def _checks(draft: Draft, evidence: Evidence) -> dict[str, list[Check]]:
    """By metric, the checks of a statement that has a figure of this metric. The metric is the first one that a rule
    names: the whole, the quotient, the growth. Rules are left out that name a metric which doesn't exist or tells of no
    whole place, such as a town's.
    """
    checks: dict[str, list[Check]] = defaultdict(list)
    per_head: dict[str, list[QuotientRule]] = defaultdict(list)
    for rule in (entry.record for entry in draft.rules):
        if type(rule) in _RULE_CHECKS and evidence.metrics.keys() >= {*rule.metrics}:
            checks[rule.metrics[0]].append(partial(_RULE_CHECKS[type(rule)], evidence, rule))
            if isinstance(rule, QuotientRule) and rule.per_head:
                per_head[rule.metric].append(rule)
    heads = Heads(evidence, (entry.record for entry in draft.zones))
    for metric, rules in per_head.items():
        checks[metric].append(partial(heads.check, rules))
    return checks


_RULE_CHECKS: dict[type[Rule], Callable[[Evidence, Any, Statement], None]] = {
    SumRule: check_sum,
    HundredRule: check_hundred,
    QuotientRule: check_quotient,
    GrowthRule: check_growth,
}
