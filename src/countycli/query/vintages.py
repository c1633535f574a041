"""Notes on answers that mix vintages: revised figures beside figures as first reported. Of one place, indicators that
are revised together (those of one account) should be of one vintage; of one indicator, the figures of all places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.records import ESTIMATES
from countycli.model.reports import Note
from countycli.phrases import Phrase, named
from countycli.query.figures import FINAL
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from countycli.model.period import Period
    from countycli.model.records import Figure, Metric, Place
    from countycli.model.reports import Headline
    from countycli.phrases import PlaceName
    from countycli.query.figures import Benchmark

    _Names = dict[object, None]  # in the order in which they were met


class Stated(NamedTuple):
    """Figures that are shown, all of them revised or none. Figures with the same `whole` and `period` should all be of
    one vintage; `names` are what a note calls the figures. `subject` is given where the answer is about several
    subjects, and is named in the note.
    """

    whole: object
    period: Period
    names: Sequence[object]
    revised: bool
    subject: Metric | Place | None = None


def mixtures(stated: Iterable[Stated]) -> tuple[Note, ...]:
    """A note on each whole and period of which some figures are revised and others not. Periods with the same figures
    on both sides share a note.
    """
    found: dict[tuple[object, Period, Metric | Place | None], tuple[_Names, _Names]] = {}
    for figures in stated:
        sides = found.setdefault((figures.whole, figures.period, figures.subject), ({}, {}))
        sides[not figures.revised].update(dict.fromkeys(figures.names))
    alike: dict[tuple[Metric | Place | None, tuple[object, ...], tuple[object, ...]], list[Period]] = {}
    for (_, period, subject), (revised, first) in found.items():
        others = tuple(name for name in first if name not in revised)
        if revised and others:
            alike.setdefault((subject, tuple(revised), others), []).append(period)
    return tuple(_note(*sides, periods) for sides, periods in alike.items())


def _note(
    subject: Metric | Place | None, revised: tuple[object, ...], others: tuple[object, ...], periods: list[Period]
) -> Note:
    when = tuple(periods)
    about = (
        Phrase("{subject}, {periods}", subject=subject, periods=when) if subject else Phrase("{periods}", periods=when)
    )
    text = Phrase(
        "{about}: revised: {revised}; as first reported: {others}",
        about=about,
        revised=named(revised),
        others=named(others),
    )
    return Note("vintage", text)


def of_place(
    headlines: Iterable[Headline], metrics: Mapping[str, Metric], place: Place | None = None
) -> Iterator[Stated]:
    """The figures of one place, for notes by account: indicators of an account are revised together. `place` is given
    where the answer is about several places.
    """
    for figure in (headline.figure for headline in headlines if _has_vintage(headline.figure)):
        metric = metrics[figure.metric]
        yield Stated(metric.account, figure.period, (metric,), figure.status == FINAL, place)


def of_places(found: Iterable[tuple[Place | PlaceName, Headline]], metric: Metric | None = None) -> Iterator[Stated]:
    """The figures of several places; `metric` is given where the answer is about several indicators."""
    places: dict[tuple[str, Period, bool], list[Place | PlaceName]] = {}
    for place, headline in found:
        figure = headline.figure
        if _has_vintage(figure):
            places.setdefault((figure.metric, figure.period, figure.status == FINAL), []).append(place)
    for (whole, period, revised), names in places.items():
        yield Stated(whole, period, names, revised, metric)


def of_table(found: Sequence[tuple[Metric, Place, Headline]]) -> tuple[Note, ...]:
    """Notes on the figures of several places and indicators: on those of an indicator, and on those of a place."""
    metrics = {metric.id: metric for metric, _, _ in found}
    across = (stated for metric, place, headline in found for stated in of_places([(place, headline)], metric))
    along = (stated for _, place, headline in found for stated in of_place([headline], metrics, place))
    return mixtures((*across, *along))


def of_benchmarks(figure: Figure, name: object, benchmarks: Iterable[Benchmark]) -> Iterator[Stated]:
    """A figure and the figures of regions that it is compared with, where these are of another vintage."""
    revised = figure.status == FINAL
    for benchmark in benchmarks:
        if (benchmark.standard.status == FINAL) is not revised:
            whole = benchmark.region.code, revised
            region = Phrase("the same of {name}", name=benchmark.region)
            yield Stated(whole, figure.period, (name,), revised)
            yield Stated(whole, figure.period, (region,), not revised)


def _has_vintage(figure: Figure) -> bool:
    """Whether a figure has a vintage: reported values of whole places have one, estimates have none."""
    return figure.value is not None and figure.scope is None and figure.status not in ESTIMATES
