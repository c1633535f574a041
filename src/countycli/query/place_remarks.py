"""Remarks on what is shown of a place: on figures of two vintages, on gaps that documents tell of, on other topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.reports import Note
from countycli.phrases import Phrase
from countycli.query.figures import FINAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from countycli.index.ask.index import Index
    from countycli.model.records import Document, Figure, Gap, Metric, Place
    from countycli.model.reports import Headline
    from countycli.query.figures import Benchmark


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


def of_gaps(gaps: Iterable[Gap], documents: dict[str, Document]) -> Iterator[Note]:
    """What copies of documents lack that the documents announce on the place."""
    for gap in gaps:
        title = documents[gap.source].title
        yield Note("gap", Phrase("{title} ({id}): {note}", title=title, id=gap.source, note=gap.note))
