"""Remarks on what is shown of a place: on figures of two vintages, on gaps that documents tell of, on other topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.reports import Note
from countycli.phrases import N_, Phrase
from countycli.query.figures import BY_REGISTERED, FINAL, weighed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from countycli.index.ask.index import Index
    from countycli.model.records import Document, Figure, Gap, Metric, Place
    from countycli.model.reports import Headline
    from countycli.query.figures import Benchmark

_MUCH_MORE = 1.25  # times as many people as are registered, or as live in the place
_PEOPLE = {"人": 1, "万人": 10_000}  # how many people a unit is


def of_vintages(
    observations: tuple[Headline, ...], metrics: dict[str, Metric], beside: dict[Figure, tuple[Benchmark, ...]]
) -> tuple[Note, ...]:
    """Notes on revised figures that stand beside figures as first reported."""
    if not any(headline.figure.status == FINAL for headline in observations):
        return ()
    from countycli.query.vintages import mixtures, of_benchmarks, of_place

    crossing = (
        stated
        for figure, compared in beside.items()
        for stated in of_benchmarks(figure, metrics[figure.metric], compared)
    )
    return mixtures((*of_place(observations, metrics), *crossing))


def on_other_topics(
    index: Index, place: Place, observations: Iterable[Headline], metrics: dict[str, Metric]
) -> tuple[Note, ...]:
    """A note where all figures of a place are on one topic, most often that of the censuses: which topic, and where
    most counties have figures on others.
    """
    held = [metrics[headline.figure.metric] for headline in observations]
    if len({metric.topic for metric in held}) != 1 or place.valid_to:
        return ()
    from countycli.query.elsewhere import of_one_topic

    return of_one_topic(index, place, held)


def of_registered(
    index: Index,
    codes: Collection[str],
    residents: Headline,
    observations: Iterable[Headline],
    metrics: dict[str, Metric],
) -> Iterator[Note]:
    """A note where amounts by registered population stand on the page of a place in which many more or many fewer
    people live than are registered. `codes` are those that the place's own figures are filed under.
    """
    shown = [headline.figure for headline in observations if metrics[headline.figure.metric].registered]
    if not shown or not residents.figure.is_comparable:
        return
    newest = max(shown, key=lambda figure: figure.period.recency)
    formula = metrics[newest.metric].formula
    figures = index.figures.observations_for(codes, [(formula.base, newest.period)] if formula else [])
    found = weighed(figures, index.documents.by_id(figure.source for figure in figures))
    for registered in (
        headline.figure for headline in found if headline.figure.is_comparable and not headline.figure.scope
    ):
        share = _people(residents.figure) / _people(registered)
        if not 1 / _MUCH_MORE <= share <= _MUCH_MORE:
            yield Note(BY_REGISTERED, _registered_told(index, registered, residents.figure, higher=share > 1))


def _people(figure: Figure) -> float:
    return (figure.value or 0) * _PEOPLE[figure.unit]


def _registered_told(index: Index, registered: Figure, residents: Figure, *, higher: bool) -> Phrase:
    metrics = index.metrics.by_id([registered.metric, residents.metric])
    first, second = (
        Phrase("{metric} {figure} ({period})", metric=metrics[each.metric], figure=each, period=each.period)
        for each in (registered, residents)
    )
    template = N_("{first}, {second}: amounts by registered population are too low for those who live here")
    if higher:
        template = N_("{first}, {second}: amounts by registered population are too high for those who live here")
    return Phrase(template, first=first, second=second)


def of_gaps(gaps: Iterable[Gap], documents: dict[str, Document]) -> Iterator[Note]:
    """What copies of documents lack that the documents announce on the place."""
    for gap in gaps:
        title = documents[gap.source].title
        yield Note("gap", Phrase("{title} ({id}): {note}", title=title, id=gap.source, note=gap.note))
