"""Series: the figures of one place for one indicator in the order of time, and how each follows from an earlier one.

Only like follows like. Whole years, parts of years and spans of several years are series of their own, and so are
figures for more or less than the whole place. A figure follows from the latest earlier one that is exact, and a change
is told where nothing else than time lies between the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.records import ESTIMATES
from countycli.query.change import AMOUNTS, change_between, of_two_vintages, too_coarse
from countycli.query.territory import changes_between, parted
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from countycli.model.period import Period
    from countycli.model.records import Break, Document, Figure, Metric, Place
    from countycli.model.reports import Headline
    from countycli.query.change import Change

_YEAR = 12  # months
_CENSUS = "census"


class Span(NamedTuple):
    """Which months of a year the figures of a series cover: the `first`, from 0 on, and how many."""

    first: int
    months: int

    @classmethod
    def of(cls, period: Period) -> Span:
        return cls(period.start % _YEAR, period.months)

    @property
    def is_year(self) -> bool:
        return self == _WHOLE_YEAR

    @property
    def is_part(self) -> bool:
        """Whether the span is shorter than a year."""
        return self.months < _YEAR

    @property
    def order(self) -> tuple[int, int]:
        """Sort key: whole years come first, then parts of years, then several years; shorter spans before longer."""
        return (0, 0) if self.is_year else (self.months, self.first)

    @property
    def step(self) -> int:
        """How many months lie between two figures of a series in which none is missing."""
        return max(self.months, _YEAR)


_WHOLE_YEAR = Span(0, _YEAR)


class Step(NamedTuple):
    """How a figure follows from the earlier figure `then`: the `change`, or why none is told (`apart`); the changes of
    territory between the two, and whether figures of the series are missing between them.
    """

    then: Headline
    change: Change | None
    apart: str | None
    breaks: tuple[Break, ...]
    gap: bool


class Point(NamedTuple):
    """A figure of a series. A figure that is not exact (`unfit` says why) doesn't follow from another one, and none
    follows from it; the first exact one has no earlier one to follow from.
    """

    headline: Headline
    unfit: str | None
    step: Step | None

    @property
    def figure(self) -> Figure:
        return self.headline.figure

    @property
    def no_change(self) -> str | None:
        """Why no change is told; None for the first exact figure and where there is a change."""
        return self.unfit or (self.step.apart if self.step else None)


class Series(NamedTuple):
    """Figures of one place, of one span and one scope (None: the whole place), the earliest first."""

    place: Place
    span: Span
    scope: str | None
    points: tuple[Point, ...]

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The changes of territory between the figures."""
        return tuple(change for point in self.points if point.step for change in point.step.breaks)


class Setting(NamedTuple):
    """What must be known to tell how figures of a place follow from each other."""

    metric: Metric
    documents: Mapping[str, Document]
    breaks: Sequence[Break] = ()


def series_of(place: Place, headlines: Iterable[Headline], setting: Setting) -> list[Series]:
    """The series of a place: those of the whole place first, and of these whole years first."""
    grouped: dict[tuple[Span, str | None], list[Headline]] = {}
    for headline in sorted(headlines, key=lambda headline: headline.figure.period.recency):
        figure = headline.figure
        grouped.setdefault((Span.of(figure.period), figure.scope), []).append(headline)
    keys = sorted(grouped, key=lambda key: (key[1] or "", key[0].order))
    return [Series(place, span, scope, tuple(_points(grouped[span, scope], span, setting))) for span, scope in keys]


def _points(headlines: Iterable[Headline], span: Span, setting: Setting) -> Iterator[Point]:
    then: Headline | None = None
    for headline in headlines:
        unfit = _unfit(headline.figure)
        if unfit:
            yield Point(headline, unfit, None)
            continue
        yield Point(headline, None, _step(then, headline, span, setting) if then else None)
        then = headline


def _step(then: Headline, now: Headline, span: Span, setting: Setting) -> Step:
    apart = apart_by(then, now, setting)
    change = None if apart else change_between(setting.metric, now, then)
    breaks = changes_between(then.figure, now.figure, setting.breaks)
    gap = now.figure.period.end - then.figure.period.end != span.step
    return Step(then, change, apart, breaks, gap)


def _unfit(figure: Figure) -> str | None:
    """Why a figure is no exact outcome, with the reasons for which rankings leave out counties."""
    reasons = {
        "no_figure": figure.value is None,
        "doubtful": figure.doubtful,
        "estimate": figure.status in ESTIMATES,
        "bound": figure.bound is not None,
        "other_period": figure.inferred,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def apart_by(then: Headline, now: Headline, setting: Setting) -> str | None:
    """Why no change is told between two exact figures, with the reasons of rankings by change."""
    territory = parted(then.figure, now.figure, setting.breaks)
    if territory:
        return territory
    if of_two_vintages(now, then):
        return "vintage"
    if too_coarse(setting.metric, now, then):
        return "rounded"
    noted = any(_is_noted(headline.figure, setting) for headline in (then, now))
    return "unlike" if noted and setting.metric.kind in AMOUNTS else None


def _is_noted(figure: Figure, setting: Setting) -> bool:
    """Whether a figure has a note that may tell of another coverage, as all have but those of censuses."""
    return figure.note is not None and setting.documents[figure.source].kind != _CENSUS
