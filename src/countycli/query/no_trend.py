"""What the book has instead, where a place has no series of what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import Candidate, NotFoundError, UsageError
from countycli.model.naming import quoted
from countycli.model.period import latest_first
from countycli.names.defined import resolve_group
from countycli.names.resolve import resolve_place
from countycli.phrases import Phrase
from countycli.query.elsewhere import joined, where_more
from countycli.query.figures import holdings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from countycli.errors import CountyError
    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Metric, Place

_MOST_NAMED = 8


def nothing(index: Index, metric: Metric, places: Sequence[Place], *, limited: bool) -> NotFoundError:
    """The error where no place has a figure: the periods that places have the indicator for, or else which other
    indicators they have. `limited`: figures of some years only were asked for.
    """
    held, names = _held(index, places), tuple(places)
    periods = latest_first(held.get(metric.id, ()))
    if periods and limited:
        message = Phrase("The book has no figure of {metric} for {names} in this time", metric=metric, names=names)
        return NotFoundError(message, Phrase("there are figures for {periods}", periods=tuple(periods)))
    message = Phrase("The book has no figure of {wanted} for {name}", wanted=(metric,), name=names)
    hint = Phrase("`countycli show {code}` shows all that there is", code=places[0].code)
    return NotFoundError(message, joined(hint, where_more(index, [metric])), _longest(index, held, metric))


def which_metric(index: Index, words: Sequence[str], others: Sequence[str]) -> CountyError:
    """The error where no indicator is named, or where it isn't plain which of several words names one: with the
    indicators of which the first place has most periods.
    """
    for word in others:
        if group := resolve_group(index, word):
            hint = Phrase("`countycli groups {id}` lists its members", id=group.id)
            return UsageError(Phrase("{group} is a group of counties, not a county", group=group), hint)
    places = [resolve_place(index, word).place for word in words if word not in others]
    command = " ".join(["countycli trend", *(quoted(word) for word in words), "--metric ID"])
    hint = Phrase("name one: `{command}`", command=command)
    known = _longest(index, _held(index, places[:1]), None) if places else ()
    return UsageError(Phrase("Whose trend of which indicator? `--metric` names it"), hint, known)


def _held(index: Index, places: Sequence[Place]) -> dict[str, set[Period]]:
    """The periods for which places have a value, by metric."""
    held: dict[str, set[Period]] = {}
    for holding in holdings_of(index, [place.code for place in places]):
        if holding.valued:
            held.setdefault(holding.metric, set()).add(holding.period)
    return held


def _longest(index: Index, held: dict[str, set[Period]], wanted: Metric | None) -> tuple[Candidate, ...]:
    """The indicators with most periods: first those that are like the `wanted` one."""
    known = index.metrics.by_id(held).values()

    def order(metric: Metric) -> tuple[bool, bool, int]:
        related = wanted is not None and metric.id in wanted.related
        of_topic = wanted is not None and metric.topic == wanted.topic
        return not related, not of_topic, -len(held[metric.id])

    return tuple(_candidate(metric, held[metric.id]) for metric in sorted(known, key=order)[:_MOST_NAMED])


def _candidate(metric: Metric, periods: Iterable[Period]) -> Candidate:
    return Candidate(metric.id, metric, Phrase("{periods}", periods=tuple(latest_first(periods))))
