"""Which of a place's figures are asked for, where not all are: by indicator, topic and period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import AmbiguousError, Candidate, NotFoundError, UnknownMetricError
from countycli.model.naming import name_key
from countycli.model.reports import Note
from countycli.names.defined import find_metric
from countycli.names.resolve import is_name
from countycli.phrases import Phrase
from countycli.query.holdings import joined, where_more
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Figure, Initiative, Key, Metric, Place, Topic

_MOST_NAMED = 10


class Narrowing(NamedTuple):
    """What is wanted must fit all of it. `words` are the names of indicators as typed, with what each stands for and
    what has to be said of that.
    """

    words: tuple[tuple[str, tuple[Metric, ...], tuple[Note, ...]], ...]
    topics: tuple[Topic, ...]
    periods: tuple[Period, ...]
    metrics: frozenset[str] | None  # ids; None for all

    def fits(self, metric: str, period: Period) -> bool:
        return (self.metrics is None or metric in self.metrics) and (not self.periods or period in self.periods)

    def keys(self, index: Index, codes: Iterable[str]) -> list[Key]:
        """What some places, taken as one, have of it."""
        held = index.holdings.of(codes)
        return list(dict.fromkeys((it.metric, it.period) for it in held if self.fits(it.metric, it.period)))

    def targets(self, found: Iterable[Figure]) -> list[Figure]:
        return [it for it in found if self.fits(it.metric, it.period)]

    def initiatives(self, found: Iterable[Initiative]) -> list[Initiative]:
        """A programme belongs to no indicator and no topic; to a period if its year does."""
        if self.metrics is not None:
            return []
        return [it for it in found if any(period.first_year <= it.year <= period.last_year for period in self.periods)]

    def told(
        self,
        index: Index,
        place: Place,
        owned: Iterable[Iterable[str]],
        shown: Collection[Figure],
        initiatives: Collection[Initiative],
        notes: Iterable[Note],
    ) -> Iterator[Note]:
        """By a word that several indicators share all are shown; beside what is shown there is nothing of the rest.

        Raises NotFoundError, with the `notes` on the place, where there is nothing at all.
        """
        if not shown and not initiatives:
            error = _nothing(index, self, place, [code for codes in owned for code in codes])
            raise error.telling(note.text for note in (*notes, *(it for *_, told in self.words for it in told)))
        metrics = {figure.metric for figure in shown}
        for text, named, told in self.words:
            yield from told
            there = tuple(Phrase("{metric} ({id})", metric=it, id=it.id) for it in named if it.id in metrics)
            if not there:
                yield Note("missing", Phrase("{place} has no figure of {metrics}", place=place.name, metrics=named))
            elif len(named) > 1:
                yield Note("match", Phrase("“{text}” taken as {metrics}", text=text, metrics=there))
        for period in self.periods:
            if all(figure.period != period for figure in shown):
                yield Note("missing", Phrase("{place} has no figure for {period}", place=place.name, period=period))


def narrowing(
    index: Index, place: Place, metrics: Sequence[str], topics: Sequence[str], periods: Collection[Period]
) -> Narrowing:
    """Raises NotFoundError for what the book has no indicator or topic of, and for indicators of other topics."""
    words = tuple((text, *_metrics(index, place, text)) for text in metrics)
    named = tuple(_topic(index, text) for text in topics)
    wanted = {metric.id for _, found, _ in words for metric in found} if words else None
    if named:
        within = {
            metric.id for metric in index.metrics.by_id().values() if metric.topic in {topic.id for topic in named}
        }
        if wanted is not None and wanted.isdisjoint(within):
            raise _of_other_topics(index, [metric for _, found, _ in words for metric in found], named)
        wanted = within if wanted is None else wanted & within
    return Narrowing(words, named, tuple(periods), None if wanted is None else frozenset(wanted))


def _of_other_topics(index: Index, metrics: Sequence[Metric], topics: tuple[Topic, ...]) -> NotFoundError:
    message = Phrase("{metrics}: no indicator of {topics}", metrics=tuple(metrics), topics=topics)
    known = {topic.id: topic for topic in index.metrics.topics()}
    own = tuple(known[it] for it in dict.fromkeys(metric.topic for metric in metrics))
    return NotFoundError(message, Phrase("the topic is {topics}", topics=own))


def _metrics(index: Index, place: Place, text: str) -> tuple[tuple[Metric, ...], tuple[Note, ...]]:
    """All that a word stands for, and how that was found: it is no ambiguity where all of them can be shown."""
    try:
        match = find_metric(index, text)
    except AmbiguousError as error:
        return tuple(index.metrics.by_id(it.code for it in error.candidates).values()), ()
    except UnknownMetricError as error:
        if not is_name(index, text):
            raise
        hint = Phrase("`countycli compare {code} {name}` sets places side by side", code=place.code, name=text)
        raise NotFoundError(error.message, hint, error.candidates) from error
    # `income` is an indicator's id, and what people call all incomes.
    return (match.metric, *match.others), () if match.others else match.notes


def _topic(index: Index, text: str) -> Topic:
    topics = index.metrics.topics()
    key = name_key(text)
    for topic in topics:
        if key in map(name_key, (topic.id, topic.name, topic.name_en)):
            return topic
    known = tuple(Candidate(topic.id, topic) for topic in topics)
    raise NotFoundError(Phrase("No topic named “{text}”", text=text), None, known)


def _nothing(index: Index, asked: Narrowing, place: Place, codes: Collection[str]) -> NotFoundError:
    """What there is instead: other periods of what was asked for, else other indicators."""
    held: dict[str, list[Period]] = {}
    for it in index.holdings.of(codes):
        if it.period not in held.setdefault(it.metric, []):
            held[it.metric].append(it.period)
    if not held:
        message = Phrase("The book has no figures of {name} yet", name=place.name)
        return NotFoundError(message, Phrase("`countycli show {code}` names places that have some", code=place.code))
    hint = Phrase("`countycli show {code}` shows all that there is", code=place.code)
    message = _message(asked, place)
    known = index.metrics.by_id(held)
    if asked.metrics is None:
        periods = sorted({period for its in held.values() for period in its}, key=lambda it: it.recency, reverse=True)
        hint = Phrase("there are figures for {periods}", periods=tuple(periods[:_MOST_NAMED]))
        return NotFoundError(message, hint)
    listed = [it for it in known.values() if it.id in asked.metrics] or _related(index, asked.metrics, known.values())
    more = where_more(index, [metric for _, named, _ in asked.words for metric in named])
    instead = tuple(Candidate(it.id, it, Phrase("{periods}", periods=tuple(held[it.id]))) for it in listed)
    return NotFoundError(message, joined(hint, more), instead[:_MOST_NAMED])


def _related(index: Index, wanted: Iterable[str], there: Iterable[Metric]) -> list[Metric]:
    """Those of the same topics first."""
    topics = {metric.topic for metric in index.metrics.by_id(wanted).values()}
    return sorted(there, key=lambda it: it.topic not in topics)


def _message(asked: Narrowing, place: Place) -> Phrase:
    wanted = tuple(metric for _, named, _ in asked.words for metric in named) or asked.topics
    if not wanted:
        return Phrase("The book has nothing of {name} for {periods}", name=place.name, periods=asked.periods)
    if not asked.periods:
        return Phrase("The book has no figure of {wanted} for {name}", name=place.name, wanted=wanted)
    return Phrase(
        "The book has no figure of {wanted} for {name} and {periods}",
        name=place.name,
        wanted=wanted,
        periods=asked.periods,
    )
