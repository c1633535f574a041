"""The table of `compare`: a column for each place or, where there are many or there is no room, a row. Loaded for pages
only.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.render.page import ACCENT, QUIET, STRONG, Cell, Cited, Column, Heading, Styled, Table
from countycli.render.views import elements
from countycli.render.views.bars import scale
from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from countycli.model.records import Figure, Place
    from countycli.model.reports import Headline
    from countycli.query.compare import CompareReport, CompareRow
    from countycli.render.words import Words

MOST_COLUMNS = 6  # so many places stand side by side, a column each; more stand below each other
_BEST = "^"
_FEW = 3  # a region of which less than a third of the rows have a figure would be a column of dashes
_MOST = 2  # one of which more than half of the rows have a figure is worth more than others
_EASE, _ENGLISH_EASE = 18, 32  # cells in which names of indicators read well
_MOST_LEAST = 14  # cells; longer texts than numbers are wrapped
_BEST_STYLE = f"{STRONG} {ACCENT}"


def table(report: CompareReport, number: elements.Numbering, words: Words) -> Table:
    below = _Rows(report, number, words).table()
    if len(report.places) > MOST_COLUMNS:
        return below
    return _Columns(report, number, words).table()._replace(narrow=below)


def _known_of(report: CompareReport) -> dict[Place, int]:
    """How many of the rows have a figure of each region."""
    columns = zip(*(row.benchmarks for row in report.rows), strict=True)
    return dict(zip(report.regions, (sum(cell is not None for cell in column) for column in columns), strict=True))


def rarely_known(report: CompareReport) -> list[Place]:
    """The regions that have no column of their own, because few of the rows have a figure of them."""
    if len(report.places) > MOST_COLUMNS:
        return []
    return [region for region, known in _known_of(report).items() if _FEW * known < len(report.rows)]


def regions_shown(report: CompareReport) -> list[Place]:
    rare = rarely_known(report)
    return [region for region in report.regions if region not in rare]


def columns_of(region: Place, words: Words) -> tuple[str, ...]:
    """The titles of the columns where a region stands: one of its own or, in the narrow form, that of places."""
    return words.place(region), words("Place")


class _Drawing:
    """What both forms of the table share. `regions` come behind the places, those around most of the places first and,
    of equal ones, those around the first place: where room is scarce, these are dropped last.
    """

    def __init__(self, report: CompareReport, number: elements.Numbering, words: Words) -> None:
        self.report = report
        self.number = number
        self.words = words
        regions = regions_shown(report)
        inside = {
            region: [position for position, place in enumerate(report.places) if region.code in place.above]
            for region in regions
        }
        self.regions = sorted(regions, key=lambda region: (-len(inside[region]), inside[region]))
        known = _known_of(report)
        self.drops = {region: 1 if _MOST * known[region] > len(report.rows) else 2 for region in self.regions}
        self._number_figures()

    def _number_figures(self) -> None:
        """Documents of the places come before those of regions, of which the ones that are dropped first come last."""
        for row in self.report.rows:
            for cell in filter(None, row.cells):
                self.number(cell.figure.source)
        for region in sorted(self.regions, key=self.drops.__getitem__):
            position = self.report.regions.index(region)
            for cell in filter(None, (row.benchmarks[position] for row in self.report.rows)):
                self.number(cell.figure.source, columns_of(region, self.words))

    def groups(self) -> list[tuple[str, list[CompareRow]]]:
        """The rows below headings: the main indicators, then others by topic. What the reader chose, and what has one
        heading only, needs none.
        """
        first = self.report.leading
        if not first:
            return [("", list(self.report.rows))]
        main = sorted(
            (row for row in self.report.rows if row.metric.id in first), key=lambda row: first.index(row.metric.id)
        )
        found = [(self.words("Main indicators"), main)]
        others = (row for row in self.report.rows if row.metric.id not in first)
        for topic, rows in groupby(others, key=lambda row: row.metric.topic):
            found.append((self.words.name(self.report.topics[topic]), list(rows)))
        return found if len(found) > 1 else [("", main)]

    def benchmarks(self, row: CompareRow) -> list[tuple[Place, Headline | None]]:
        figures = dict(zip(self.report.regions, row.benchmarks, strict=True))
        return [(region, figures[region]) for region in self.regions]

    def title_of(self, row: CompareRow) -> str:
        return self.words("{metric} ({unit})", metric=row.metric, unit=self.words.term(row.metric.unit))


class _Columns(_Drawing):
    """An indicator a row, a column for each place and each region."""

    def table(self) -> Table:
        words = self.words
        lines: list[tuple[Cell, ...] | Heading] = []
        for title, rows in self.groups():
            lines += [Heading(title)] if title else []
            lines += map(self._line, rows)
        places = [(words.place(place), "", 0) for place in self.report.places]
        regions = [(words.place(region), QUIET, self.drops[region]) for region in self.regions]
        columns = (
            Column(words("Indicator"), least=14, ease=_EASE if words.is_chinese else _ENGLISH_EASE),
            Column(words("Period"), least=9),
            *(
                Column(name, right=True, least=_least(lines, position), style=style, drop=drop, stacked=True)
                for position, (name, style, drop) in enumerate([*places, *regions], start=2)
            ),
        )
        return Table("", columns, tuple(lines))

    def _line(self, row: CompareRow) -> tuple[Cell, ...]:
        cells = (self._figure(cell, row, best=position in row.best) for position, cell in enumerate(row.cells))
        benchmarks = (self._figure(cell, row, columns_of(region, self.words)) for region, cell in self.benchmarks(row))
        return self.title_of(row), self._when(row), *cells, *benchmarks

    def _when(self, row: CompareRow) -> str:
        """The row's period; in brackets where the document of one of the figures doesn't state the period."""
        if row.period is None:
            return ""
        inferred = next((cell.figure for cell in row.cells if cell and cell.figure.inferred), None)
        return self.words.when(inferred) if inferred else self.words.period(row.period)

    def _figure(
        self, headline: Headline | None, row: CompareRow, columns: tuple[str, ...] = (), *, best: bool = False
    ) -> Cell:
        """A figure with status letters and source number in one cell; behind its period where the row has none.
        `columns`: where it stands, if there may be no room for that.
        """
        if headline is None:
            return "-"
        figure = headline.figure
        when = "" if row.period else self.words.when(figure)
        value = (_BEST if best else "") + _shown(figure, self.words)
        marks = elements.letters(headline) + self.number(figure.source, columns)  # in one word, lest they are parted
        text = Cited(" ".join(filter(None, (when, value, marks))))
        return Styled(text, _BEST_STYLE) if best else text


def _least(lines: Iterable[tuple[Cell, ...] | Heading], position: int) -> int:
    """The width of the widest number in a column: below numbers there is room for their marks."""
    texts = (_text(line[position]) for line in lines if not isinstance(line, Heading))
    widest = max((cell_width(part) for text in texts for part in text.split(" ")), default=0)
    return min(max(widest, 8), _MOST_LEAST)


def _text(cell: Cell) -> str:
    return cell.text if isinstance(cell, Styled) else str(cell)


def _shown(figure: Figure, words: Words) -> str:
    """The value; where there is none, the place's standing among others."""
    return words.value(figure) if figure.value is not None else figure.standing or "-"


def _exact(headline: Headline | None) -> float | None:
    return headline.figure.value if headline and headline.figure.is_comparable else None


class _Rows(_Drawing):
    """A row for each place below each indicator."""

    def table(self) -> Table:
        words = self.words
        columns = (
            Column(words("Place"), least=10),
            Column(words("Period"), least=8),
            Column(words("Value"), right=True, point=True),
            Column("", drawn=True, drop=2),
            Column(words("Status")),
            Column(words("Standing"), drop=3, least=12),
            Column(words("Source"), right=True, style=QUIET),
        )
        lines: list[tuple[Cell, ...] | Heading] = []
        for _, rows in self.groups():
            for row in rows:
                lines += [Heading(self._heading(row)), *self._lines(row)]
        return Table("", columns, tuple(lines))

    def _heading(self, row: CompareRow) -> str:
        if row.period is None:
            return self.title_of(row)
        unit = self.words.term(row.metric.unit)
        return self.words("{metric} ({unit}), {period}", metric=row.metric, unit=unit, period=row.period)

    def _lines(self, row: CompareRow) -> Iterator[tuple[Cell, ...]]:
        """The places, then the regions. Exact figures have bars, those of regions unless they are sums of counties."""
        beside = [] if row.metric.adds_up else row.benchmarks
        bar = scale(value for cell in (*row.cells, *beside) if (value := _exact(cell)) is not None)
        for position, (place, cell) in enumerate(zip(self.report.places, row.cells, strict=True)):
            best, value = position in row.best, _exact(cell)
            picture: Cell = "" if value is None else bar(value, ACCENT if best else f"{QUIET} {ACCENT}")
            yield self.marked_name(place), *self._cells(cell, row, picture, best=best)
        for region, cell in self.benchmarks(row):
            if cell:
                value = _exact(cell) if beside else None
                picture = "" if value is None else bar(value, QUIET)
                cells = self._cells(cell, row, picture, columns_of(region, self.words), best=False)
                yield Styled(self.words.place(region), QUIET), *cells

    def marked_name(self, place: Place) -> Cell:
        """The place's name, with a mark where the reader named this place among the counties of a scope."""
        if self.report.scope and place in self.report.named:
            return Styled(f"> {self.words.place(place)}", _BEST_STYLE)
        return self.words.place(place)

    def _cells(
        self,
        headline: Headline | None,
        row: CompareRow,
        picture: Cell,
        columns: tuple[str, ...] = (),
        *,
        best: bool,
    ) -> Sequence[Cell]:
        if headline is None:
            return "", "-", "", "", "", ""
        figure, words = headline.figure, self.words
        when = elements.period_cell(figure, words) if row.period is None or figure.inferred else ""
        value = Styled(_BEST + words.value(figure), _BEST_STYLE) if best else words.value(figure)
        return (
            when,
            value,
            picture,
            elements.status_cell(headline),
            figure.standing or "",
            self.number(figure.source, columns),
        )
