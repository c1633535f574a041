"""What answers tell of the question as it was understood."""

from __future__ import annotations

from schemas.records import (
    METRIC,
)
from schemas.terms import (
    Maybe,
    Schema,
    listed,
    nullable,
    period,
    record,
    shared,
    text,
)

IN = nullable(text("the scope that was asked for, as `--in` takes it; null for none"))
SCOPE = nullable(shared("scope", "the counties that were asked for; null where a command was asked for none"))
METRICS = listed(METRIC, "the indicators that were asked for")
PERIODS = listed(period("a period"), "the periods that were asked for")
WORDS = listed(text("a word"), "the words that were asked for")
PLACES = listed(shared("place"), "the places that were asked for")
NO_QUERY = record("nothing was asked for", {})
PERIOD = nullable(period("the period; null where each place has its own"))


def query(**keys: Schema | Maybe) -> Schema:
    return record("the question as it was understood", keys)


def query_in(**keys: Schema | Maybe) -> Schema:
    """A question that may have a scope; `in` is a word of Python."""
    return record("the question as it was understood", {**keys, "in": IN})
