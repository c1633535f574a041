"""The chart of `trend`: which figures are drawn, what joins them, and what the key tells."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from countycli.phrases import N_
from countycli.query.change import AMOUNTS
from countycli.query.series import Span
from countycli.render.chart import (
    DOTS,
    DOUBTFUL,
    EXACT,
    INEXACT,
    REFERENCE,
    SEVERAL,
    TARGET,
    Aside,
    Chart,
    Curve,
    Cut,
    Join,
    Mark,
)
from countycli.render.page import QUIET, Cited, Key
from countycli.render.views import elements, labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from countycli.model.period import Period
    from countycli.model.records import Figure, Place
    from countycli.query.series import Point, Series
    from countycli.query.trend import TrendReport
    from countycli.render.words import Words

_LETTERS = "ABCDEF"
_COLOURS = ("cyan", "magenta", "green", "red", "blue", "yellow")  # of the places, in the order in which they were named
_OTHER_TERRITORY = ("break", "zones_apart")  # reasons for which not even dots lead from one figure to the next
_LETTERS_OF_ESTIMATES = {"estimate": " E", "forecast": " F"}
_MEANINGS = {
    INEXACT: N_("estimate, bound or period not stated: not in the line"),
    DOUBTFUL: N_("doubtful as printed: not in the line"),
    DOTS: N_("years missing between, or figures that may not be alike"),
    TARGET: N_("target"),
    SEVERAL: N_("several at one point"),
}


def chart_of(report: TrendReport, number: elements.Numbering, words: Words) -> Chart:
    curves = (*_curves(report, words), *_reference(report, words), *_targets(report, words))
    return Chart(
        title=_axis_title(report, words),
        curves=curves,
        years=tuple(_years(report, words)),
        cuts=tuple(_cuts(report, words)),
        aside=_aside(report, words),
        keys=tuple(_keys(report, curves, number, words)),
        zero=report.metric.kind == "growth",
        cut_off=words("(the axis does not begin at 0)"),
        covered=words("(behind other marks)"),
    )


def _axis_title(report: TrendReport, words: Words) -> str:
    unit, scope = words.term(report.metric.unit), report.drawn.scope if report.drawn else None
    return words("{name} ({detail})", name=unit, detail=scope) if scope else unit


def _look(place: Place, report: TrendReport) -> tuple[str, str]:
    """The style of a place's marks, and the letter that stands for the place among several."""
    number = report.places.index(place)
    return _COLOURS[number], _LETTERS[number] if len(report.places) > 1 else ""


def _curves(report: TrendReport, words: Words) -> Iterator[Curve]:
    for series in report.lines:
        drawn = [point for point in series.points if point.figure.value is not None]
        if drawn:
            last = next((point for point in reversed(drawn) if not point.figure.doubtful), drawn[-1])
            marks = [_mark(point, series.place, report, words, is_labelled=point is last) for point in drawn]
            yield Curve(tuple(marks), tuple(_joins(drawn)), *_look(series.place, report), words.text(series.place))


def _mark(point: Point, place: Place, report: TrendReport, words: Words, *, is_labelled: bool) -> Mark:
    sign = EXACT if point.unfit is None else DOUBTFUL if point.unfit == "doubtful" else INEXACT
    figure = point.figure
    shown = _shown(figure, words)
    label = shown if is_labelled else ""
    told = _teller(figure, place, report, words)
    return Mark(figure.period.end, figure.value or 0, sign, label, shown, told, figure.source)


def _shown(figure: Figure, words: Words) -> str:
    return words.value(figure) + _LETTERS_OF_ESTIMATES.get(figure.status, "")


def _teller(figure: Figure, place: Place, report: TrendReport, words: Words) -> Callable[[], str]:
    return partial(elements.figure_told, figure, place, report.documents, words)


def _joins(drawn: Sequence[Point]) -> Iterator[Join]:
    numbers = {point.headline: number for number, point in enumerate(drawn)}
    for number, point in enumerate(drawn):
        step = point.step
        if step and step.apart not in _OTHER_TERRITORY:
            yield Join(numbers[step.then], number, solid=not step.gap and step.apart is None)


def of_region(report: TrendReport) -> Iterator[Figure]:
    """The figures of the region that are drawn beside those of the place. Where there is no room for the region's
    column, only the key refers to the documents of these figures.
    """
    if report.drawn and report.reference:
        yield from (point.figure for point in _drawn(report.reference.series))


def _drawn(series: Series) -> list[Point]:
    return [point for point in series.points if point.unfit is None]


def _reference(report: TrendReport, words: Words) -> Iterator[Curve]:
    """The region's series: amounts as if the region had begun with the place's figure, other values as they are."""
    if report.reference is None:
        return
    drawn = _drawn(report.reference.series)
    ours, theirs = _common(report)
    factor = 1.0
    if report.metric.kind in AMOUNTS:
        factor = (ours.figure.value or 0) / theirs.figure.value if theirs.figure.value else 0.0
    region = report.reference.series.place
    marks = (_beside(point.figure, factor, region, report, words) for point in drawn)
    yield Curve(tuple(marks), tuple(_joins(drawn)), QUIET, name=words.text(region))


def _beside(figure: Figure, factor: float, region: Place, report: TrendReport, words: Words) -> Mark:
    value = factor * (figure.value or 0)
    told = _teller(figure, region, report, words)
    return Mark(figure.period.end, value, REFERENCE, told=told, source=figure.source)


def _common(report: TrendReport) -> tuple[Point, Point]:
    """The first exact figures of the place and of the region for the same period."""
    assert report.reference  # asked for
    ours = {point.figure.period: point for point in report.lines[0].points if point.unfit is None}
    theirs = next(point for point in report.reference.common.points if point.unfit is None)
    return ours[theirs.figure.period], theirs


def _targets(report: TrendReport, words: Words) -> Iterator[Curve]:
    marks = tuple(_aim(aim, aim.value or 0, report, words) for aim in _aims(report))
    if marks:
        yield Curve(marks, style=QUIET)


def _aims(report: TrendReport) -> list[Figure]:
    """The targets of the only place. Among several places it wouldn't be plain whose a target is."""
    if len(report.places) > 1:
        return []
    alike = (target for _, target in report.targets if (Span.of(target.period), target.scope) == report.drawn)
    return [target for target in alike if target.value is not None]


def _aim(aim: Figure, value: float, report: TrendReport, words: Words) -> Mark:
    told = _teller(aim, report.places[0], report, words)
    return Mark(aim.period.end, value, TARGET, shown=words.value(aim), told=told, source=aim.source)


def _years(report: TrendReport, words: Words) -> Iterator[tuple[int, str]]:
    """The labels of the time axis: of all figures of the places, and of what the region and targets have beyond."""
    periods = {point.figure.period for series in report.lines for point in series.points}
    periods |= {aim.period for aim in _aims(report)}
    if report.reference:
        periods |= {point.figure.period for point in _drawn(report.reference.series)}
    for period in periods:
        yield period.end, str(period.first_year) if period.is_year else words.period(period)


def _aside(report: TrendReport, words: Words) -> Aside | None:
    """The figures of the newest part of a year, where it is newer than all that lines join."""
    newest = max(point.figure.period.end for series in report.lines for point in series.points)
    found = [(series, point) for series in report.series for point in series.points if _is_part(series, point, newest)]
    if not found:
        return None
    period = max((point.figure.period for _, point in found), key=lambda period: period.recency)
    curves = (_of_part(series, point, period, report, words) for series, point in found)
    told = words("{period}: in the table only, for want of room", period=period)
    return Aside(words.period(period), tuple(curve for curve in curves if curve), told)


def _is_part(series: Series, point: Point, newest: int) -> bool:
    of_part = series.scope is None and series.span.is_part
    return of_part and point.figure.value is not None and point.figure.period.end > newest


def _of_part(series: Series, point: Point, period: Period, report: TrendReport, words: Words) -> Curve | None:
    if point.figure.period != period:
        return None
    mark = _mark(point, series.place, report, words, is_labelled=True)
    return Curve((mark,), (), *_look(series.place, report), words.text(series.place))


def _cuts(report: TrendReport, words: Words) -> Iterator[Cut]:
    several = len(report.places) > 1
    for series in report.lines:
        for change in series.breaks:
            told = labels.boundary_change(change, report.others[change.other], words)
            yield Cut(change.month, words("{name}: {detail}", name=series.place, detail=told) if several else told)


def _keys(report: TrendReport, curves: Sequence[Curve], number: elements.Numbering, words: Words) -> Iterator[Key]:
    several = len(report.places) > 1
    if several or report.reference:
        for series in report.lines:
            style, letter = _look(series.place, report)
            yield Key(letter or EXACT, style, words.text(series.place))
    if report.reference:
        marks = dict.fromkeys(number(figure.source) for figure in of_region(report))
        yield Key(REFERENCE, QUIET, Cited(f"{_reference_told(report, words)} {' '.join(marks)}"))
    used = {mark.sign for curve in curves for mark in curve.marks}
    if several and used & {INEXACT, DOUBTFUL}:
        yield Key(_LETTERS[0].lower(), QUIET, words("small letters: not exact or doubtful, not in the line"))
    if any(not join.solid for curve in curves for join in curve.joins):
        used.add(DOTS)
    if several:
        used.add(SEVERAL)
    yield from (Key(sign, QUIET, words(text)) for sign, text in _MEANINGS.items() if sign in used)


def _reference_told(report: TrendReport, words: Words) -> str:
    assert report.reference  # asked for
    place = report.reference.series.place
    if report.metric.kind not in AMOUNTS:
        return words.text(place)
    ours, _ = _common(report)
    told = N_("{region}, scaled to begin with the figure of {place} for {period}")
    return words(told, region=place, place=report.places[0], period=ours.figure.period)
