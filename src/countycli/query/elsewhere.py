"""What the book has where a question finds nothing: in a scope or of a place by topic, and where it has more of an
indicator.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.model.period import latest_first
from countycli.model.reports import Note
from countycli.phrases import N_, Listed, Phrase
from countycli.query.figures import holdings_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Metric, Place, Topic
    from countycli.model.reports import Scope

_MOST_PERIODS = 4
_MOST_REGIONS = 3
_MOST_TOPICS = 3
_MOST_OF_TOPIC = 3
_MOST_METRICS = 6

_Count = tuple[str, "Period", int]  # metric, period, and how many counties have a figure


class Stock(NamedTuple):
    """What there is on a topic: its indicators, how many counties the best covered has (of today's where its figures
    can be ranked), and for what periods.
    """

    topic: Topic
    metrics: tuple[str, ...]  # in the order of the book
    counties: int
    periods: tuple[Period, ...]  # the latest first


class Covered(NamedTuple):
    """How many counties of today have an indicator that can be ranked, for the period that most have it for."""

    metric: Metric
    period: Period
    counties: int


class Reach(NamedTuple):
    """How many counties of a province have an indicator that can be ranked, for the period that most have it for."""

    region: Place
    period: Period
    counties: int


def stock_in(index: Index, scope: Scope) -> tuple[Stock, ...]:
    """What the counties of a scope have, the topic first on which there is most. Those of a group must have been looked
    up.
    """
    if not scope.groups:
        coverage = index.holdings.coverage(None, scope)
        return _by_topic(
            index, ((covered.metric, covered.period, covered.today or covered.counties) for covered in coverage)
        )
    return stock_of(index, scope.counties)


def stock_of(index: Index, codes: Iterable[str]) -> tuple[Stock, ...]:
    """What some places have. Figures of the units that they continue count as theirs."""
    held = {(holding.metric, holding.period, holding.code) for holding in holdings_of(index, codes) if holding.valued}
    grouped = groupby(sorted(held), key=lambda it: it[:2])
    return _by_topic(index, ((metric, period, len([*its])) for (metric, period), its in grouped))


def _by_topic(index: Index, counts: Iterable[_Count]) -> tuple[Stock, ...]:
    found: dict[str, list[_Count]] = {}
    for it in counts:
        found.setdefault(it[0], []).append(it)
    metrics, topics = index.metrics.by_id(found), {topic.id: topic for topic in index.metrics.topics()}
    grouped: dict[str, list[_Count]] = {}
    for metric in metrics.values():
        grouped.setdefault(metric.topic, []).extend(it for it in found[metric.id] if it[2])
    stocks = (_stock(topics[topic], its) for topic, its in grouped.items() if its)
    return tuple(sorted(stocks, key=lambda stock: (stock.counties, len(stock.metrics)), reverse=True))


def _stock(topic: Topic, counts: list[_Count]) -> Stock:
    periods = latest_first({period for _, period, _ in counts})
    metrics = dict.fromkeys(metric for metric, _, _ in counts)
    return Stock(topic, tuple(metrics), max(count for _, _, count in counts), tuple(periods))


def reaches(index: Index, metric: Metric) -> tuple[Reach, ...]:
    """The provinces by how many of their counties have an indicator that can be ranked, most first."""
    best: dict[str, tuple[Period, int]] = {}
    for code, period, count in index.holdings.province_coverage(metric.id):
        if count and (count, period.recency) > _rank(best.get(code)):
            best[code] = period, count
    places = index.places.by_code(best)
    found = (Reach(place, *best[code]) for code, place in places.items())
    return tuple(sorted(found, key=lambda it: it.counties, reverse=True))


def _rank(found: tuple[Period, int] | None) -> tuple[int, tuple[int, int]]:
    return (found[1], found[0].recency) if found else (0, (0, 0))


def best_covered(index: Index) -> tuple[Covered, ...]:
    """The indicators of each topic that can be ranked for most counties of today, topics in the order of the book."""
    best: dict[str, tuple[int, tuple[int, int], Period]] = {}
    for it in index.holdings.coverage():
        if it.today:
            best[it.metric] = max(best.get(it.metric, (0, (0, 0), it.period)), (it.today, it.period.recency, it.period))
    metrics = index.metrics.by_id(best).values()
    found = []
    for _, its in groupby((metric for metric in metrics if metric.scope is None), key=lambda it: it.topic):
        fullest = sorted(its, key=lambda it: best[it.id][:2], reverse=True)[:_MOST_OF_TOPIC]
        found += [Covered(it, best[it.id][2], best[it.id][0]) for it in fullest]
    return tuple(found)


def told(name: object, stocks: tuple[Stock, ...]) -> Phrase:
    """In words what there is in a scope or of a place of that name."""
    if not stocks:
        return Phrase("the book has no figures of counties in {name}", name=name)
    return Phrase("of {name} the book has {topics}", name=name, topics=_topics(map(_stock_told, stocks)))


def _topics(told: Iterable[Phrase]) -> Listed:
    return Listed(tuple(told), _MOST_TOPICS, more=N_("and {count} more topics"))


def _stock_told(stock: Stock) -> Phrase:
    return Phrase(
        "{topic} (indicators: {count}, counties: {counties}; {periods})",
        topic=stock.topic,
        count=len(stock.metrics),
        counties=stock.counties,
        periods=Listed(stock.periods, _MOST_PERIODS),
    )


def reaches_told(metric: Metric, found: tuple[Reach, ...]) -> Phrase:
    """In words where most counties have an indicator."""
    listed = tuple(
        Phrase("{name} ({period}, counties: {count})", name=it.region.name, count=it.counties, period=it.period)
        for it in found[:_MOST_REGIONS]
    )
    return Phrase("most counties with {metric}: {regions}", metric=metric, regions=listed)


def told_of_place(index: Index, place: Place) -> Phrase:
    """In words what there is of one place, in short."""
    stocks = stock_of(index, [place.code])
    if not stocks:
        return Phrase("the book has no figures of {name}", name=place.name)
    topics = _topics(
        Phrase("{topic} (indicators: {count})", topic=stock.topic, count=len(stock.metrics)) for stock in stocks
    )
    return Phrase("of {name} the book has {topics}", name=place.name, topics=topics)


def joined(first: Phrase, *others: Phrase | None) -> Phrase:
    """Several things in one sentence."""
    for other in others:
        first = Phrase("{first}; {second}", first=first, second=other) if other else first
    return first


def where_more(index: Index, metrics: Iterable[Metric]) -> Phrase | None:
    """In words where most counties have the first of some metrics that any has."""
    told_of = ((metric, reaches(index, metric)) for metric in metrics)
    return next((reaches_told(metric, found) for metric, found in told_of if found), None)


def lacking(index: Index, name: object, known: Collection[str]) -> tuple[Note, ...]:
    """What must be said where not all main metrics are among those that are known in a scope: which are not, and where
    there are most figures.
    """
    absent = [metric for metric in index.metrics.main() if metric.id not in known]
    more = where_more(index, absent)
    if more is None:
        return ()
    listed = Listed(tuple(absent), _MOST_METRICS)
    return (Note("more", joined(Phrase("No county in {name} has {metrics}", name=name, metrics=listed), more)),)


def of_one_topic(index: Index, place: Place, held: Iterable[Metric]) -> tuple[Note, ...]:
    """What must be said where all that a place has is on one topic: which, and where there is more on others."""
    topics = {metric.topic for metric in held}
    others = (metric for metric in index.metrics.main() if metric.topic not in topics)
    more = where_more(index, others) if len(topics) == 1 else None
    if more is None:
        return ()
    (topic,) = (it for it in index.metrics.topics() if it.id in topics)
    return (
        Note(
            "more", joined(Phrase("Of {name} the book has figures on {topic} only", name=place.name, topic=topic), more)
        ),
    )
