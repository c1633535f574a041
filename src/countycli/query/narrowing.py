"""Which figures of a place a reader asks for, where not all figures are asked for: by indicator, topic and period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import AmbiguousError, Candidate, NotFoundError, UnknownMetricError
from countycli.model.naming import name_key
from countycli.model.period import latest_first
from countycli.model.reports import Note
from countycli.names.defined import find_metric
from countycli.names.resolve import is_name
from countycli.phrases import Phrase
from countycli.query.elsewhere import joined, where_more
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Figure, Initiative, Key, Metric, Place, Topic

_MOST_NAMED = 10


class Word(NamedTuple):
    """The name of an indicator as typed, the indicators that it stands for, and notes on how it was understood."""

    text: str
    metrics: tuple[Metric, ...]
    notes: tuple[Note, ...]

    def told(self, place: Place, shown: Collection[str]) -> Iterator[Note]:
        """Notes on the word: what of its indicators is `shown`, where the word stands for several, and whether the
        place has figures of any.
        """
        yield from self.notes
        there = tuple(
            Phrase("{metric} ({id})", metric=metric, id=metric.id) for metric in self.metrics if metric.id in shown
        )
        if not there:
            yield Note("missing", Phrase("{place} has no figure of {metrics}", place=place, metrics=self.metrics))
        elif len(self.metrics) > 1:
            yield Note("match", Phrase("“{text}” taken as {metrics}", text=self.text, metrics=there))


class Narrowing(NamedTuple):
    """What is asked for of a place: figures that fit the indicators, the topics and the periods."""

    words: tuple[Word, ...]
    topics: tuple[Topic, ...]
    periods: tuple[Period, ...]
    metrics: frozenset[str] | None  # ids; None for all

    @property
    def named(self) -> tuple[Metric, ...]:
        """The indicators that the words stand for."""
        return tuple(metric for word in self.words for metric in word.metrics)

    def fits(self, metric: str, period: Period) -> bool:
        return (self.metrics is None or metric in self.metrics) and (not self.periods or period in self.periods)

    def keys(self, index: Index, codes: Iterable[str]) -> list[Key]:
        """The metrics and periods asked for of which some places, taken as one place, have figures."""
        keys = ((holding.metric, holding.period) for holding in index.holdings.of(codes))
        return list(dict.fromkeys(key for key in keys if self.fits(*key)))

    def targets(self, found: Iterable[Figure]) -> list[Figure]:
        return [target for target in found if self.fits(target.metric, target.period)]

    def initiatives(self, found: Iterable[Initiative]) -> list[Initiative]:
        """The programmes asked for. Programmes have no indicator and no topic, so that only periods can ask for them: a
        programme fits a period that its year lies in.
        """
        if self.metrics is not None:
            return []
        years = {year for period in self.periods for year in range(period.first_year, period.last_year + 1)}
        return [programme for programme in found if programme.year in years]

    def told(
        self,
        index: Index,
        place: Place,
        owned: Iterable[Iterable[str]],
        shown: Collection[Figure],
        initiatives: Collection[Initiative],
        notes: Iterable[Note],
    ) -> Iterator[Note]:
        """The notes on an answer: how words were understood, and which indicators and periods have no figures.

        Raises NotFoundError, with the `notes` on the place, where the book has nothing of what is asked for.
        """
        if not shown and not initiatives:
            error = _nothing(index, self, place, [code for codes in owned for code in codes])
            raise error.telling(note.text for note in (*notes, *(note for word in self.words for note in word.notes)))
        metrics = {figure.metric for figure in shown}
        for word in self.words:
            yield from word.told(place, metrics)
        yield from self._without_figures(place, {figure.period for figure in shown})

    def _without_figures(self, place: Place, shown: Collection[Period]) -> Iterator[Note]:
        """A note on each period asked for that is not among the periods of the figures that are shown."""
        for period in self.periods:
            if period not in shown:
                yield Note("missing", Phrase("{place} has no figure for {period}", place=place, period=period))


def narrowing(
    index: Index, place: Place, metrics: Sequence[str], topics: Sequence[str], periods: Collection[Period]
) -> Narrowing:
    """What some words ask for. Raises NotFoundError for names of no indicator or topic, and where all indicators named
    are of other topics than the topics named.
    """
    words = tuple(Word(text, *_metrics(index, place, text)) for text in metrics)
    known = index.metrics.topics() if topics else ()
    asked = Narrowing(words, tuple(topic_named(known, text) for text in topics), tuple(periods), None)
    wanted = frozenset(metric.id for metric in asked.named)
    if not asked.topics:
        return asked._replace(metrics=wanted if words else None)
    within = _of_topics(index, asked.topics)
    if words and wanted.isdisjoint(within):
        raise _of_other_topics(index, asked.named, asked.topics)
    return asked._replace(metrics=wanted & within if words else within)


def _of_topics(index: Index, topics: Collection[Topic]) -> frozenset[str]:
    ids = {topic.id for topic in topics}
    return frozenset(metric.id for metric in index.metrics.by_id().values() if metric.topic in ids)


def _of_other_topics(index: Index, metrics: Sequence[Metric], topics: tuple[Topic, ...]) -> NotFoundError:
    message = Phrase("{metrics}: no indicator of {topics}", metrics=tuple(metrics), topics=topics)
    known = {topic.id: topic for topic in index.metrics.topics()}
    own = tuple(known[topic] for topic in dict.fromkeys(metric.topic for metric in metrics))
    return NotFoundError(message, Phrase("the topic is {topics}", topics=own))


def _metrics(index: Index, place: Place, text: str) -> tuple[tuple[Metric, ...], tuple[Note, ...]]:
    """All indicators that a word stands for, and notes on how the word was understood. A word with several meanings is
    no error here: figures of all the indicators can be shown.
    """
    try:
        match = find_metric(index, text)
    except AmbiguousError as error:
        return tuple(index.metrics.by_id(candidate.code for candidate in error.candidates).values()), ()
    except UnknownMetricError as error:
        if not is_name(index, text):
            raise
        hint = Phrase("`countycli compare {code} {name}` sets places side by side", code=place.code, name=text)
        raise NotFoundError(error.message, hint, error.candidates) from error
    # A word such as `income` is the id of one indicator, but people call other incomes so as well: all are meant.
    return (match.metric, *match.others), () if match.others else match.notes


def topic_named(topics: Collection[Topic], text: str) -> Topic:
    """The one of some topics that a text names. Raises NotFoundError with all of them."""
    key = name_key(text)
    for topic in topics:
        if key in map(name_key, (topic.id, topic.name, topic.name_en)):
            return topic
    known = tuple(Candidate(topic.id, topic) for topic in topics)
    raise NotFoundError(Phrase("No topic named “{text}”", text=text), None, known)


def _nothing(index: Index, asked: Narrowing, place: Place, codes: Collection[str]) -> NotFoundError:
    """The error where a place has nothing of what was asked for, with what the place has instead: the indicators asked
    for in other periods, or else other indicators.
    """
    held: dict[str, dict[Period, None]] = {}
    for holding in index.holdings.of(codes):
        held.setdefault(holding.metric, {})[holding.period] = None
    if not held:
        message = Phrase("The book has no figures of {name} yet", name=place)
        return NotFoundError(message, Phrase("`countycli show {code}` names places that have some", code=place.code))
    message = _message(asked, place)
    if asked.metrics is None:
        periods = latest_first({period for periods in held.values() for period in periods})
        return NotFoundError(message, Phrase("there are figures for {periods}", periods=tuple(periods[:_MOST_NAMED])))
    known = index.metrics.by_id(held)
    wanted = [metric for metric in known.values() if metric.id in asked.metrics]
    listed = (wanted or _related(index, asked.metrics, known.values()))[:_MOST_NAMED]
    instead = tuple(
        Candidate(metric.id, metric, Phrase("{periods}", periods=tuple(held[metric.id]))) for metric in listed
    )
    hint = Phrase("`countycli show {code}` shows all that there is", code=place.code)
    return NotFoundError(message, joined(hint, where_more(index, asked.named)), instead)


def _related(index: Index, wanted: Iterable[str], there: Iterable[Metric]) -> list[Metric]:
    """The indicators that a place has (`there`), those on the topics of the `wanted` indicators first."""
    topics = {metric.topic for metric in index.metrics.by_id(wanted).values()}
    return sorted(there, key=lambda metric: metric.topic not in topics)


def _message(asked: Narrowing, place: Place) -> Phrase:
    wanted = asked.named or asked.topics
    if not wanted:
        return Phrase("The book has nothing of {name} for {periods}", name=place, periods=asked.periods)
    if not asked.periods:
        return Phrase("The book has no figure of {wanted} for {name}", name=place, wanted=wanted)
    return Phrase(
        "The book has no figure of {wanted} for {name} and {periods}",
        name=place,
        wanted=wanted,
        periods=asked.periods,
    )
