"""What the book has instead, where a question finds nothing: the topics of a scope's or a place's figures, and the
provinces in which most counties have an indicator.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.model.period import latest_first
from countycli.model.reports import Note, Scope
from countycli.phrases import N_, Listed, Phrase
from countycli.query.figures import counts_in, holdings_of
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Metric, Place, Topic
_MOST_PERIODS = 4
_MOST_REGIONS = 3
_MOST_TOPICS = 3
_MOST_OF_TOPIC = 3
_MOST_METRICS = 6

_Count = tuple[str, "Period", int]  # metric, period, and how many counties have a figure


class Stock(NamedTuple):
    """The figures on a topic: their indicators, how many counties the indicator has that most counties have (counties
    of today, where figures can be ranked), and the periods.
    """

    topic: Topic
    metrics: tuple[str, ...]  # in the order of the book
    counties: int
    periods: tuple[Period, ...]  # the latest first


class Covered(NamedTuple):
    """How many counties of today have a figure of an indicator that can be ranked, for the period with most of them."""

    metric: Metric
    period: Period
    counties: int


class Reach(NamedTuple):
    """How many counties of a province have a figure of an indicator that can be ranked, for the period with most of
    them.
    """

    region: Place
    period: Period
    counties: int


def stock_in(index: Index, scope: Scope) -> tuple[Stock, ...]:
    """The figures of a scope's counties by topic, the topic first that most counties have figures on. The counties of a
    scope of groups must have been looked up before.
    """
    if scope.kinds and not scope.groups:
        counts = counts_in(index, scope)
        return _by_topic(index, ((metric, period, rankable) for (metric, period), (_, _, rankable) in counts.items()))
    if not scope.groups:
        coverage = index.holdings.coverage(None, scope)
        return _by_topic(
            index, ((covered.metric, covered.period, covered.today or covered.counties) for covered in coverage)
        )
    return stock_of(index, scope.counties)


def stock_of(index: Index, codes: Iterable[str]) -> tuple[Stock, ...]:
    """The figures of some places by topic. Figures of former units that the places continue count as theirs."""
    held = {(holding.metric, holding.period, holding.code) for holding in holdings_of(index, codes) if holding.valued}
    grouped = groupby(sorted(held), key=lambda holding: holding[:2])
    return _by_topic(index, ((metric, period, len([*holdings])) for (metric, period), holdings in grouped))


def _by_topic(index: Index, counts: Iterable[_Count]) -> tuple[Stock, ...]:
    found: dict[str, list[_Count]] = {}
    for count in counts:
        found.setdefault(count[0], []).append(count)
    metrics, topics = index.metrics.by_id(found), {topic.id: topic for topic in index.metrics.topics()}
    grouped: dict[str, list[_Count]] = {}
    for metric in metrics.values():
        grouped.setdefault(metric.topic, []).extend(count for count in found[metric.id] if count[2])
    stocks = (_stock(topics[topic], of_topic) for topic, of_topic in grouped.items() if of_topic)
    return tuple(sorted(stocks, key=lambda stock: (stock.counties, len(stock.metrics)), reverse=True))


def _stock(topic: Topic, counts: list[_Count]) -> Stock:
    periods = latest_first({period for _, period, _ in counts})
    metrics = dict.fromkeys(metric for metric, _, _ in counts)
    return Stock(topic, tuple(metrics), max(count for _, _, count in counts), tuple(periods))


def reaches(index: Index, metric: Metric) -> tuple[Reach, ...]:
    """The provinces in which counties have a figure of an indicator that can be ranked, with most counties first."""
    best: dict[str, tuple[Period, int]] = {}
    for code, period, count in index.holdings.province_coverage(metric.id):
        if count and (count, period.recency) > _rank(best.get(code)):
            best[code] = period, count
    places = index.places.by_code(best)
    found = (Reach(place, *best[code]) for code, place in places.items())
    return tuple(sorted(found, key=lambda reach: reach.counties, reverse=True))


def _rank(found: tuple[Period, int] | None) -> tuple[int, tuple[int, int]]:
    return (found[1], found[0].recency) if found else (0, (0, 0))


def best_covered(index: Index) -> tuple[Covered, ...]:
    """Of each topic the indicators that can be ranked for most counties of today; topics in the order of the book."""
    best: dict[str, tuple[int, tuple[int, int], Period]] = {}
    for covered in index.holdings.coverage():
        if covered.today:
            period = covered.period
            none_yet = (0, (0, 0), period)
            best[covered.metric] = max(best.get(covered.metric, none_yet), (covered.today, period.recency, period))
    metrics = index.metrics.by_id(best).values()
    found = []
    for _, of_topic in groupby((metric for metric in metrics if metric.scope is None), key=lambda metric: metric.topic):
        fullest = sorted(of_topic, key=lambda metric: best[metric.id][:2], reverse=True)[:_MOST_OF_TOPIC]
        found += [Covered(metric, best[metric.id][2], best[metric.id][0]) for metric in fullest]
    return tuple(found)


def told(name: object, stocks: tuple[Stock, ...]) -> Phrase:
    """A sentence on the figures of the scope or the place of a name."""
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
    """A sentence on the provinces in which most counties have an indicator."""
    listed = tuple(
        Phrase("{name} ({period}, counties: {count})", name=reach.region, count=reach.counties, period=reach.period)
        for reach in found[:_MOST_REGIONS]
    )
    return Phrase("{metric}: most counties in {regions}", metric=metric, regions=listed)


def told_of_place(index: Index, place: Place) -> Phrase:
    """A short sentence on the figures of one place."""
    stocks = stock_of(index, [place.code])
    if not stocks:
        return Phrase("the book has no figures of {name}", name=place)
    topics = _topics(
        Phrase("{topic} (indicators: {count})", topic=stock.topic, count=len(stock.metrics)) for stock in stocks
    )
    return Phrase("of {name} the book has {topics}", name=place, topics=topics)


def joined(first: Phrase, *others: Phrase | None) -> Phrase:
    """Several sentences as one, without those that are None."""
    for other in others:
        first = Phrase("{first}; {second}", first=first, second=other) if other else first
    return first


def where_more(index: Index, metrics: Iterable[Metric]) -> Phrase | None:
    """A sentence on the provinces in which most counties have a metric: the first of `metrics` that any county has."""
    told_of = ((metric, reaches(index, metric)) for metric in metrics)
    return next((reaches_told(metric, found) for metric, found in told_of if found), None)


def lacking(index: Index, name: object, known: Collection[str]) -> tuple[Note, ...]:
    """A note where a scope has no figure of some main metrics: which metrics, and in which provinces most counties have
    them. `known` are the metrics that the scope has.
    """
    absent = [metric for metric in index.metrics.main() if metric.id not in known]
    more = where_more(index, absent)
    if more is None:
        return ()
    listed = Listed(tuple(absent), _MOST_METRICS)
    return (Note("more", joined(Phrase("No county in {name} has {metrics}", name=name, metrics=listed), more)),)


def of_one_topic(index: Index, place: Place, held: Iterable[Metric]) -> tuple[Note, ...]:
    """A note where all figures of a place are on one topic: which topic, and in which provinces most counties have
    figures on others.
    """
    topics = {metric.topic for metric in held}
    if len(topics) != 1:
        return ()
    others = [metric for metric in index.metrics.main() if metric.topic not in topics]
    inside, more = _told_inside(index, place, others), where_more(index, others)
    if inside is None and more is None:
        return ()
    (only,) = (topic for topic in index.metrics.topics() if topic.id in topics)
    told = Phrase("Of {name} the book has figures on {topic} only", name=place, topic=only)
    return (Note("more", joined(told, inside, more)),)


def _told_inside(index: Index, region: Place, metrics: Iterable[Metric]) -> Phrase | None:
    """A sentence on how many counties of a region have the first of `metrics` that any of them has, with the command
    that ranks these; None for a county.
    """
    if region.level == "county" or region.is_undivided_city:
        return None
    scope = Scope((region,))
    for metric in metrics:
        found = [(row.today, row.period.recency, row.period) for row in index.holdings.coverage(metric.id, scope)]
        count, _, period = max(found, default=(0, None, None))
        if count:
            return Phrase(
                "{metric}, {period}: {count} of its {all} counties (`{command}`)",
                count=count,
                all=len(index.places.county_codes(scope.areas)),
                metric=metric,
                period=period,
                command=f"countycli rank {metric.id}{scope.options}",
            )
    return None
