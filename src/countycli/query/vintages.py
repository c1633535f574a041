"""Where revised figures stand beside such as were first reported: of one place among indicators that are revised
together, of one indicator among places. What must not be set against each other without a word, is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.records import ESTIMATES
from countycli.model.reports import Note
from countycli.phrases import Phrase, named
from countycli.query.figures import FINAL
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from countycli.model.period import Period
    from countycli.model.records import Figure, Metric, Place
    from countycli.model.reports import Headline
    from countycli.query.figures import Benchmark

    _Names = dict[object, None]  # in the order in which they were met


class Stated(NamedTuple):
    """A figure that is shown: what it is one of (figures of one `whole` should be of one vintage), for what period,
    what it is called there, and whether it is revised. `subject` is named where the answer is about several.
    """

    whole: object
    period: Period
    name: object
    revised: bool
    subject: Metric | Place | None = None


def mixtures(stated: Iterable[Stated]) -> tuple[Note, ...]:
    """A note on each whole and period of which some figures are revised and others not; like periods share it."""
    found: dict[tuple[object, Period, Metric | Place | None], tuple[_Names, _Names]] = {}
    for it in stated:
        sides = found.setdefault((it.whole, it.period, it.subject), ({}, {}))
        sides[not it.revised][it.name] = None
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
    """The figures of one place, by what is revised together; the place is given where the answer is about several."""
    for figure in _weighable(headlines):
        metric = metrics[figure.metric]
        yield Stated(metric.account, figure.period, metric, figure.status == FINAL, place)


def of_places(found: Iterable[tuple[Place, Headline]], metric: Metric | None = None) -> Iterator[Stated]:
    """The figures of one indicator of several places; it is given where the answer is about several."""
    for place, it in found:
        for figure in _weighable([it]):
            yield Stated(figure.metric, figure.period, place.name, figure.status == FINAL, metric)


def of_benchmarks(figure: Figure, name: object, benchmarks: Iterable[Benchmark]) -> Iterator[Stated]:
    """A figure and those of its regions that it is set against, where these are of another vintage."""
    revised = figure.status == FINAL
    for it in benchmarks:
        if (it.standard.status == FINAL) is not revised:
            whole = it.region.code, revised
            yield Stated(whole, figure.period, name, revised)
            yield Stated(whole, figure.period, Phrase("the same of {name}", name=it.region.name), not revised)


def _weighable(headlines: Iterable[Headline]) -> Iterator[Figure]:
    """Figures that could be of a vintage: outcomes with a value, of the whole place."""
    for it in headlines:
        figure = it.figure
        if figure.value is not None and figure.scope is None and figure.status not in ESTIMATES:
            yield figure
