"""What is given per head or as a share fits the figures that it is the quotient of."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from countycli.checks.evidence import least, rounding, value_of
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countycli.checks.evidence import Evidence, Statement
    from countycli.model.records import Figure
    from countycli.source.draft import Entry


class Quotient(NamedTuple):
    """`metric` is `times` · `first` / `second`: but for `slack` of it in one document, for `revision` in several."""

    metric: str
    first: str
    second: str
    times: float
    slack: float
    revision: float


# Per head is of the mean population, while what is known is that of a year's end, or a census's of November.
_HEADS = (0.1, 0.12)
_SHARE = (0.01, 0.05)
PER_HEAD = (
    Quotient("gdp_per_capita", "gdp", "resident_population", 1e4, *_HEADS),
    Quotient("gdp_per_capita", "gdp", "population", 1e8, *_HEADS),
    Quotient("gdp_per_capita_registered", "gdp", "registered_population", 1e4, *_HEADS),
    Quotient("budget_revenue_per_capita", "budget_revenue", "resident_population", 1e4, *_HEADS),
    Quotient("budget_revenue_per_capita", "budget_revenue", "population", 1e8, *_HEADS),
    Quotient("retail_sales_per_capita", "retail_sales", "resident_population", 1e4, *_HEADS),
    Quotient("retail_sales_per_capita", "retail_sales", "population", 1e8, *_HEADS),
)
_QUOTIENTS = (
    *PER_HEAD,
    Quotient("primary_share", "primary_va", "gdp", 100, *_SHARE),
    Quotient("secondary_share", "secondary_va", "gdp", 100, *_SHARE),
    Quotient("tertiary_share", "tertiary_va", "gdp", 100, *_SHARE),
    Quotient("urbanization_rate", "urban_population", "population", 100, *_SHARE),
    Quotient("income_ratio", "income_urban", "income_rural", 1, *_SHARE),
    Quotient("sex_ratio", "population_male", "population_female", 100, 0, 0),
)


def check_quotients(evidence: Evidence) -> None:
    for statement in evidence.statements:
        for rule in _QUOTIENTS:
            if rule.metric in statement.figures:
                _check_quotient(statement, rule, evidence)


def _check_quotient(statement: Statement, rule: Quotient, evidence: Evidence) -> None:
    """A fault where no pair of the documents' figures has this quotient."""
    entry = statement.figures[rule.metric]
    if (own := statement.own((rule.first, rule.second))) and _miss(entry.record, own, rule) <= 0:
        return  # nearly all
    pairs = evidence.choices(rule.metric, statement, (rule.first, rule.second))
    best = least((_miss(entry.record, pair, rule), pair) for pair in pairs)
    if best and best[0] > 0:
        _report(entry, best[1], rule)


def _miss(figure: Figure, pair: Sequence[Figure], rule: Quotient) -> float:
    """By how much the figure misses the pair's quotient beyond what is allowed."""
    of_one = all(part.source == figure.source for part in pair)
    allowed = value_of(figure) * (rule.slack if of_one else rule.revision)
    return abs(_value(pair, rule) - value_of(figure)) - allowed - rounding(figure) - 1e-9


def _value(pair: Sequence[Figure], rule: Quotient) -> float:
    dividend, divisor = map(value_of, pair)
    return rule.times * dividend / divisor if divisor else inf


def _report(entry: Entry[Figure], pair: Sequence[Figure], rule: Quotient) -> None:
    figure = entry.record
    message = Phrase(
        "{metric} is {value}, but {first} {dividend} and {second} {divisor} make {quotient}",
        metric=figure.metric,
        value=figure.value,
        first=rule.first,
        dividend=pair[0].value,
        second=rule.second,
        divisor=pair[1].value,
        quotient=round(_value(pair, rule), max(figure.decimals, 0)),
    )
    entry.report("D604", message, Phrase("one of the three is misread, of another scope, or needs a `note`"))
