"""The page of `trend`: the chart, then the table with every figure. Loaded for pages only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.phrases import N_
from countycli.query.change import AMOUNTS
from countycli.query.reported_growth import FAR_FROM_GROWTH
from countycli.render.page import (
    QUIET,
    STRONG,
    TITLE,
    Cell,
    Cited,
    Column,
    Heading,
    Legend,
    Lines,
    Page,
    Styled,
    Table,
)
from countycli.render.views import elements
from countycli.render.views.trend_chart import chart_of, of_region

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.model.records import Metric
    from countycli.model.reports import Headline
    from countycli.query.change import Change
    from countycli.query.series import Point, Series, Span
    from countycli.query.trend import TrendReport
    from countycli.render.words import Words

_APART = {
    "break": N_("territory changed"),
    "zones_apart": N_("zones counted apart"),
    "vintage": N_("one revised, the other not"),
    "rounded": N_("rounded too much"),
    "unlike": N_("see the note"),
}
_APART_IN_PICTURES = {**_APART, "unlike": N_("levels perhaps not alike")}  # where no notes stand
_PRICE_BASES = {"constant": N_("at constant prices"), "current": N_("at current prices")}
_YEARS, _PARTS, _SPANS = N_("Whole years"), N_("Parts of years"), N_("Several years each")


def page(report: TrendReport, words: Words) -> Page:
    number = elements.Numbering()
    rows = _Rows(report, number, words)
    table = rows.table()
    picture = chart_of(report, number, words) if report.drawn else None
    return (
        Lines((_title(report, words),), TITLE),
        Lines(tuple(_method(report, words)), QUIET),
        *((picture,) if picture else ()),
        table,
        *_far_from_growth(report, words),
        rows.legend(),
        elements.sources(number, report.documents, words),
    )


def _far_from_growth(report: TrendReport, words: Words) -> tuple[Lines, ...]:
    """Which changes are far from the growth that was published."""
    told = tuple(words.phrase(note.text) for note in report.notes if note.kind == FAR_FROM_GROWTH)
    return (Lines(told),) if told else ()


def picture(report: TrendReport, words: Words) -> Page:
    """The chart with its title and its documents; empty where there is none."""
    if not report.drawn:
        return ()
    number = elements.Numbering()
    _Rows(report, number, words).table()  # gives documents the numbers of the page, which references bear, too
    chart = chart_of(report, number, words)
    drawn = {mark.source for curve in chart.all_curves for mark in curve.marks}
    sources = [source for source in number.sources if source in drawn]
    apart = tuple(_apart_told(report, words))
    return (
        Lines((_title(report, words),), TITLE),
        Lines(tuple(_method(report, words)), QUIET),
        chart,
        *([Lines(apart, QUIET)] if apart else []),
        elements.sources_lines(map(report.documents.__getitem__, sources), number, words),
    )


def _apart_told(report: TrendReport, words: Words) -> Iterator[str]:
    """Why no line joins some figures, with their periods: what the table tells where there is one."""
    found: dict[str, list[str]] = {}
    for series in report.lines:
        name = f"{words.place(series.place)} " if len(report.places) > 1 else ""
        for point in series.points:
            if point.step and point.step.apart:
                since, now = (words.period(each.figure.period) for each in (point.step.then, point.headline))
                found.setdefault(point.step.apart, []).append(f"{name}{since}–{now}")
    for reason, pairs in found.items():
        yield words("{name}: {detail}", name=words(_APART_IN_PICTURES[reason]), detail=words.join(pairs))


def _title(report: TrendReport, words: Words) -> str:
    unit = words.term(report.metric.unit)
    return words("{names}: {metric} ({unit})", names=report.places, metric=report.metric, unit=unit)


def _method(report: TrendReport, words: Words) -> Iterator[str]:
    """How the figures and their changes are to be read."""
    metric = report.metric
    told = [words(_PRICE_BASES[metric.price_basis])] if metric.price_basis else []
    if any(point.step and point.step.change for series in report.series for point in series.points):
        told.append(_of_changes(metric, words))
    if told:
        yield words("; ").join(told)
    if metric.formula and any(point.figure.derived for series in report.series for point in series.points):
        yield _derived(metric, report.metrics, words)
    if not report.drawn:
        yield words("No two figures of like periods: nothing to draw")


def _of_changes(metric: Metric, words: Words) -> str:
    if metric.kind not in AMOUNTS:
        return words("changes in points")
    nominal = metric.price_basis == "current"
    return words(N_("changes nominal: price changes are in them") if nominal else N_("changes in per cent"))


def _derived(metric: Metric, inputs: dict[str, Metric], words: Words) -> str:
    """The formula of the figures that are derived."""
    formula = metric.formula
    assert formula  # asked for
    first = inputs[formula.metric]
    if formula.kind == "ratio":
        base = inputs[formula.base]
        return words("Derived: {metric} ÷ {base} × {times}", metric=first, base=base, times=formula.times)
    if formula.kind == "share":
        return words("Derived: {metric} in per cent of the region's", metric=first)
    if formula.yearly:
        return words("Derived: change of {metric} for each year between, in per cent", metric=first)
    return words("Derived: change of {metric} in per cent", metric=first)


class _Rows:
    """The rows of the table: by place, and of each place whole years first."""

    def __init__(self, report: TrendReport, number: elements.Numbering, words: Words) -> None:
        self.report, self.number, self.words = report, number, words
        beside = report.reference.common.points if report.reference else ()
        self.beside = {point.figure.period: point for point in beside}
        self.region = words.text(report.reference.series.place) if report.reference else ""  # the title of its column
        self.of_region: list[Headline] = []  # those that are shown

    def legend(self) -> Legend:
        """What the letters of the table mean; those of the region stand in a column for which there may be no room."""
        own = [point.headline for series in self.report.series for point in series.points]
        return elements.legend(own, self.words, [(self.of_region, (self.region,))])

    def table(self) -> Table:
        words, report = self.words, self.report
        self._number_figures()
        told = any(point.step for series in report.series for point in series.points)
        return Table(
            "",
            (
                Column(words("Period"), least=8),
                Column(words("Value"), right=True, style=STRONG, point=True),
                Column(words("Change") if told else "", right=True, point=True, drop=1),
                Column(words("Since") if told else "", least=8, ease=12, drop=1, joined=True),
                Column(words("Status")),
                *self._columns_beside(),
                Column(words("Source"), right=True),
            ),
            tuple(self._rows()),
        )

    def _number_figures(self) -> None:
        """The documents of the places and of all that is drawn come before those that only the column of the region
        refers to.
        """
        for series in self.report.series:
            for point in series.points:
                self.number(point.figure.source)
        for _, target in self.report.targets:
            self.number(target.source)
        for figure in of_region(self.report):
            self.number(figure.source)

    def _columns_beside(self) -> tuple[Column, ...]:
        if self.report.reference is None:
            return ()
        change = self.words("Its change")
        return Column(self.region, right=True, drop=2, point=True), Column(change, right=True, drop=2, point=True)

    def _rows(self) -> Iterator[tuple[Cell, ...] | Heading]:
        above = ""
        for series in self.report.series:
            heading = self._heading(series)
            if heading != above and heading:
                yield Heading(heading)
            above = heading
            yield from (self._row(point, series) for point in series.points)
        yield from self._targets()

    def _heading(self, series: Series) -> str:
        """What the series below is of; empty for the whole years of the only place."""
        words, several = self.words, len(self.report.places) > 1
        kind = words(_kind(series.span))
        if series.scope:
            kind = words("{name} ({detail})", name=kind, detail=series.scope)
        if several:
            return words("{name}: {detail}", name=series.place, detail=kind)
        return "" if series.span.is_year and series.scope is None else kind

    def _row(self, point: Point, series: Series) -> tuple[Cell, ...]:
        figure, words = point.figure, self.words
        value = words.value(figure) if figure.value is not None else figure.standing or "-"
        change, since = self._change(point)
        beside = self._beside(point, series) if self.report.reference else ()
        return (
            elements.period_cell(figure, words),
            value,
            change,
            since,
            elements.letters(point.headline),
            *beside,
            self.number(figure.source),
        )

    def _change(self, point: Point) -> tuple[str, Cell]:
        """The change, and since when; where none is told, why."""
        step, words = point.step, self.words
        if step is None:
            return "", ""
        since = words.period(step.then.figure.period)
        if step.apart:
            return "", Styled(words("{since}: {reason}", since=since, reason=words(_APART[step.apart])), QUIET)
        return (_signed(step.change), since) if step.change else ("", "")

    def _beside(self, point: Point, series: Series) -> tuple[str, str]:
        """The region's figure for the same period, and its change since the same earlier period."""
        there = self.beside.get(point.figure.period) if series in self.report.lines else None
        if there is None:
            return "", ""
        figure = there.figure
        self.of_region.append(there.headline)
        mark = self.number(figure.source, (self.region,))
        value = Cited(f"{self.words.value(figure)} {elements.letters(there.headline)} {mark}")
        ours, theirs = point.step, there.step
        alike = ours and theirs and theirs.change and ours.then.figure.period == theirs.then.figure.period
        return value, _signed(theirs.change) if alike and theirs and theirs.change else ""

    def _targets(self) -> Iterator[tuple[Cell, ...] | Heading]:
        if not self.report.targets:
            return
        yield Heading(self.words("Targets"))
        several = len(self.report.places) > 1
        for place, target in self.report.targets:
            name: Cell = self.words.text(place) if several else ""
            beside = ("", "") if self.report.reference else ()
            period = elements.period_cell(target, self.words)
            yield period, self.words.value(target), "", name, "", *beside, self.number(target.source)


def _kind(span: Span) -> str:
    if span.is_year:
        return _YEARS
    return _PARTS if span.is_part else _SPANS


def _signed(change: Change) -> str:
    sign = "%" if change.unit == "%" else ""
    return f"{change.value:{'+' if change.value else ''},.{change.decimals}f}{sign}"
