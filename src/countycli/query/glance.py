"""A place at a glance: of each indicator the figure that stands for it, what came before and after, and which of the
indicators a page has room for.
"""

from __future__ import annotations

from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from countycli.model.period import Period
from countycli.query.change import Change, change_between
from countycli.query.series import Setting, apart_by
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.answers import Holding, Outline
    from countycli.model.records import Break, Document, Key, Metric
    from countycli.model.reports import Headline

_MOST_HEADLINES = 8
_MOST_OTHERS = 9
_SERIES = 8  # years

_Headlines = dict[tuple[str, Period], "Headline"]


class Digest(NamedTuple):
    """What is shown of an indicator. `before` is the figure for the nearest earlier period of the same length, from
    which the `change` is told, unless something else than time lies between the two (`apart`). `newer` is a figure for
    a period that ends later but is no better to look at: a part of a year, an estimate. `series` are the values of the
    years that the page tells of, None for a year without one.
    """

    headline: Headline
    before: Headline | None
    change: Change | None
    apart: str | None
    newer: Headline | None
    series: tuple[float | None, ...]


class Glance(NamedTuple):
    """The indicators that everybody asks for, then `others` by topic, without those that stand among the first or at
    the head of the page. `left` counts the indicators that the page has no room for, by topic.
    """

    headlines: tuple[Digest, ...]
    others: tuple[Digest, ...]
    years: tuple[int, ...]  # of the series
    left: dict[str, int]


class _Pick(NamedTuple):
    """The periods of an indicator that are looked at. The `best` is that of the figure that stands for the place."""

    metric: str
    best: Holding
    before: Period | None
    newer: Period | None
    years: tuple[Period, ...]

    @property
    def has_value(self) -> bool:
        """Whether more is known than a standing."""
        return self.best.valued

    @property
    def is_of_year(self) -> bool:
        return self.best.comparable and self.best.period.is_year


class Choice(NamedTuple):
    """Which indicators are shown, and for which periods they are looked up."""

    headlines: tuple[_Pick, ...]
    others: tuple[_Pick, ...]
    head: tuple[_Pick, ...]
    years: tuple[int, ...]
    left: dict[str, int]

    def keys(self) -> Iterator[Key]:
        for pick in (*self.headlines, *self.others, *self.head):
            yield pick.metric, pick.best.period
            yield from ((pick.metric, period) for period in (pick.before, pick.newer) if period)
            yield from ((pick.metric, period) for period in pick.years if period.first_year in self.years)

    def glance(
        self,
        found: Iterable[Headline],
        metrics: Mapping[str, Metric],
        documents: Mapping[str, Document],
        breaks: Sequence[Break],
    ) -> Glance:
        """What is shown of the headlines that were `found` for the keys; `breaks` are those of the place."""
        headlines: _Headlines = {}
        for headline in sorted(found, key=lambda headline: headline.figure.scope or ""):  # the whole place before parts
            headlines.setdefault((headline.figure.metric, headline.figure.period), headline)

        def digests(picks: Iterable[_Pick]) -> tuple[Digest, ...]:
            settings = ((pick, Setting(metrics[pick.metric], documents, breaks)) for pick in picks)
            return tuple(_digest(pick, self.years, headlines, setting) for pick, setting in settings)

        return Glance(digests(self.headlines), digests(self.others), self.years, self.left)


def choose(index: Index, codes: Iterable[str]) -> Choice:
    """What a page shows of a place whose figures are filed under some codes, found out without reading the figures.

    The headlines are the indicators that the dataset marks as such, in its order. Of those that share a number the one
    with the newest figure for a year stands for all; a figure for a part of a year is no headline where it is older
    than the newest year. Then each topic in turn gives an indicator, until the page is full: those with a figure for a
    year before others, main ones before others, reported ones before derived ones, and those of which more or less is
    better before mere counts.
    """
    held = _held(index.holdings.of(codes))
    outlines = index.metrics.outlines(held)
    picks = {outline.metric: _pick(held[outline.metric]) for outline in outlines}
    headlines = _headlines(outlines, picks)
    head = _at_head(outlines, picks)
    shown = {pick.metric for pick in (*headlines, *head)}
    topics: dict[str, list[Outline]] = {}
    for outline in outlines:
        if outline.metric not in shown:
            topics.setdefault(outline.topic, []).append(outline)
    others = _in_turns(topics, picks)
    left = {topic: len(of_topic) - len(others.get(topic, ())) for topic, of_topic in topics.items()}
    listed = tuple(pick for of_topic in others.values() for pick in of_topic)
    last = max((pick.best.period.last_year for pick in (*headlines, *listed) if pick.is_of_year), default=0)
    years = tuple(range(last - _SERIES + 1, last + 1)) if last else ()
    return Choice(headlines, listed, head, years, {topic: count for topic, count in left.items() if count})


def _held(holdings: Iterable[Holding]) -> dict[str, list[Holding]]:
    """The periods for which each indicator has figures, whatever codes these are filed under."""
    held: dict[str, dict[Period, Holding]] = {}
    for holding in holdings:
        periods = held.setdefault(holding.metric, {})
        known = periods.get(holding.period)
        if known is None or _grade(holding) > _grade(known):
            periods[holding.period] = holding
    return {metric: [*periods.values()] for metric, periods in held.items()}


def _grade(holding: Holding) -> tuple[bool, bool, bool]:
    return holding.comparable, holding.valued, holding.whole


def _merit(holding: Holding) -> tuple[object, ...]:
    """By this order a figure stands for a place: comparable ones before others; of a year before those of several
    years, and these before those of a part of a year; later ones before earlier ones.
    """
    period = holding.period
    return *_grade(holding), period.is_year, period.whole_years, period.recency


def _pick(holdings: Sequence[Holding]) -> _Pick:
    best = max(holdings, key=_merit)
    earlier = [other.period for other in holdings if other.comparable and _precedes(other.period, best.period)]
    later = [other.period for other in holdings if other.valued and other.period.end > best.period.end]
    return _Pick(
        best.metric,
        best,
        max(earlier, key=_recency, default=None) if best.comparable else None,
        max(later, key=_recency, default=None),
        tuple(other.period for other in holdings if other.comparable and other.period.is_year),
    )


def _recency(period: Period) -> tuple[int, int]:
    return period.recency


def _precedes(earlier: Period, later: Period) -> bool:
    """Whether a period ends before another one begins, and covers as many months, and the same ones of the year."""
    alike = earlier.months == later.months and (later.start - earlier.start) % 12 == 0
    return alike and earlier.end < later.start


def _headlines(outlines: Iterable[Outline], picks: Mapping[str, _Pick]) -> tuple[_Pick, ...]:
    places: dict[int, list[_Pick]] = {}
    for outline in outlines:
        if outline.headline and picks[outline.metric].has_value:
            places.setdefault(outline.headline, []).append(picks[outline.metric])
    chosen = [
        max(alike, key=lambda pick: (pick.is_of_year, pick.best.period.recency)) for _, alike in sorted(places.items())
    ]
    newest = max((pick.best.period.last_year for pick in chosen if pick.is_of_year), default=0)
    timely = (pick for pick in chosen if pick.is_of_year or pick.best.period.last_year >= newest)
    return tuple(islice(timely, _MOST_HEADLINES))


def _at_head(outlines: Sequence[Outline], picks: Mapping[str, _Pick]) -> tuple[_Pick, ...]:
    """The newest count of the people, and the newest area."""
    residents = [picks[outline.metric] for outline in outlines if outline.residents]
    area = [picks[outline.metric] for outline in outlines if outline.area]
    return tuple(max(alike, key=lambda pick: _merit(pick.best)) for alike in (residents, area) if alike)


def _in_turns(topics: Mapping[str, list[Outline]], picks: Mapping[str, _Pick]) -> dict[str, list[_Pick]]:
    """Of each topic those indicators for which there is room. Whatever has a figure for a year comes before the rest:
    only where room is left do parts of years, spans and inexact figures get a turn.
    """
    turns = (*_turns(topics, picks, of_year=True), *_turns(topics, picks, of_year=False))
    taken = {outline.metric for outline in turns[:_MOST_OTHERS]}
    return {
        topic: [picks[outline.metric] for outline in of_topic if outline.metric in taken]
        for topic, of_topic in topics.items()
    }


def _turns(topics: Mapping[str, list[Outline]], picks: Mapping[str, _Pick], *, of_year: bool) -> Iterator[Outline]:
    """The first indicator of each topic, then the second of each, and so on."""
    queues = []
    for of_topic in topics.values():
        fit = (outline for outline in of_topic if picks[outline.metric].has_value)
        queue = (outline for outline in fit if picks[outline.metric].is_of_year is of_year)
        queues.append(sorted(queue, key=lambda outline: (not outline.main, outline.derived, not outline.judged)))
    return (outline for turn in zip_longest(*queues) for outline in turn if outline)


def _digest(pick: _Pick, years: Sequence[int], found: _Headlines, setting: Setting) -> Digest:
    best = found[pick.metric, pick.best.period]
    before = found[pick.metric, pick.before] if pick.before else None
    apart = apart_by(before, best, setting) if before else None
    change = change_between(setting.metric, best, before) if before and not apart else None
    newer = found[pick.metric, pick.newer] if pick.newer else None
    return Digest(best, before, change, apart, newer, _series(pick, best, years, found, setting))


def _series(
    pick: _Pick, best: Headline, years: Sequence[int], found: _Headlines, setting: Setting
) -> tuple[float | None, ...]:
    """The values of the years, as far as they can be compared with the newest; empty where none can."""
    values: list[float | None] = []
    for period in (Period.of_years(year, year) for year in years):
        headline = found.get((pick.metric, period)) if period in pick.years else None
        alike = headline and (headline is best or not apart_by(headline, best, setting))
        values.append(headline.figure.value if headline and alike else None)
    return tuple(values) if pick.is_of_year and sum(value is not None for value in values) > 1 else ()
