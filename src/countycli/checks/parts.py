"""Parts add up to their whole: industries to GDP, men and women to the population, shares to 100."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from countycli.checks.evidence import explained, least, rounding, value_of
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.checks.evidence import Evidence, Statement
    from countycli.model.records import Figure


class _Sum(NamedTuple):
    """How far, as a part of the whole, its parts may be from it: `slack` in one document, `revision` in several."""

    whole: str
    parts: tuple[str, ...]
    slack: float
    revision: float


class _Shares(NamedTuple):
    """Shares of one whole in one document; `slack` is how far rounding may take them from 100."""

    parts: tuple[str, ...]
    slack: float


_SUMS = (
    _Sum("gdp", ("primary_va", "secondary_va", "tertiary_va"), 0.005, 0.03),
    _Sum("trade", ("exports", "imports"), 0.005, 0.03),
    _Sum("population", ("population_male", "population_female"), 0, 0),
    _Sum("population", ("urban_population", "rural_population"), 0, 0),
)
_SHARES = (
    _Shares(("primary_share", "secondary_share", "tertiary_share"), 0.2),
    _Shares(("age_0_14_share", "age_15_64_share", "age_65_share"), 0.03),
)


def check_parts(evidence: Evidence) -> None:
    for statement in evidence.statements:
        for rule in _SUMS:
            if rule.whole in statement.figures:
                _check_sum(statement, rule, evidence)
        for shares in _SHARES:
            if statement.own(shares.parts):
                _check_shares(statement, shares)


def _check_sum(statement: Statement, rule: _Sum, evidence: Evidence) -> None:
    """A fault where no choice among the documents' figures for the parts adds up."""
    entry = statement.figures[rule.whole]
    whole = entry.record
    if (own := statement.own(rule.parts)) and _miss(whole, own, rule) <= 0:
        return
    choices = evidence.choices(rule.whole, statement, rule.parts)
    best = least((_miss(whole, parts, rule), parts) for parts in choices)
    if best and best[0] > 0:
        message = Phrase(
            "{metric} is {value}, but its parts make {total}",
            metric=whole.metric,
            value=whole.value,
            total=round(sum(map(value_of, best[1])), max(whole.decimals, 0)),
        )
        hint = Phrase("parts: {words}; if the document has it so, say why in `note`", words=rule.parts)
        entry.report("D601", message, hint)


def _miss(whole: Figure, parts: Sequence[Figure], rule: _Sum) -> float:
    """By how much the parts miss their whole beyond what is allowed."""
    total = sum(map(value_of, parts))
    if total == whole.value:
        return 0  # nearly all
    of_one = all(part.source == whole.source for part in parts)
    allowed = value_of(whole) * (rule.slack if of_one else rule.revision)
    return abs(total - value_of(whole)) - allowed - (rounding(whole, *parts) if rule.slack else 0) - 1e-9


def _check_shares(statement: Statement, rule: _Shares) -> None:
    shares = statement.own(rule.parts)
    total = sum(map(value_of, shares))
    entries = [statement.figures[metric] for metric in rule.parts]
    if abs(total - 100) > max(rule.slack, rounding(*shares)) + 1e-9 and not explained(*entries):
        message = Phrase("{words} make {total} %, not 100 %", words=rule.parts, total=round(total, 2))
        entries[0].report("D601", message, Phrase("if the document has it so, say why in `note`"))
