"""The page of a place at a glance: the figures that everybody asks for, a few of each topic, aims and programmes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.phrases import N_
from countycli.query.change import PERCENT, POINTS
from countycli.render.page import (
    ACCENT,
    CAUTION,
    QUIET,
    STRONG,
    Block,
    Cell,
    Cited,
    Column,
    Entry,
    Heading,
    Legend,
    Lines,
    Page,
    Spark,
    Styled,
    Table,
    text_of,
)
from countycli.render.views import elements, outcomes, place_head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from countycli.model.records import Figure, Initiative
    from countycli.model.reports import Headline
    from countycli.query.change import Change
    from countycli.query.glance import Digest, Glance
    from countycli.query.show import ShowReport
    from countycli.render.words import Words

# Cells in which names of indicators read well; English ones are longer. The main ones are well known: changes of their
# figures are worth more than names on one line.
_MAIN_INDICATOR, _INDICATOR, _ENGLISH_INDICATOR = 17, 22, 32
_MOST_TARGETS = 6
_MOST_INITIATIVES = 10
_LOUD = frozenset("EF?!")  # letters and signs of figures that ask for care
# The two tables of figures. Where a screen has no room for a column of one, it may have for the like one of the other.
_HEADLINES, _OTHERS = "headlines", "others"


def page(report: ShowReport, seen: Glance, words: Words) -> Page:
    sheet = _Sheet(report, seen, words)
    blocks: list[Block] = [place_head.panel(report, sheet.number, words)]
    more = elements.more(report.notes)
    if more:
        blocks.append(elements.brief_lines(more, words))
    sheet.number_figures()
    aims = [sheet.targets()] if report.outcomes else []
    programmes = [sheet.initiatives()] if report.initiatives else []
    if seen.headlines:
        blocks.append(sheet.headlines())
    if seen.others:
        blocks.append(sheet.others())
    blocks += elements.remarks(report.notes, ("registered", "vintage"), words)
    blocks += [*place_head.became(report, words), *aims, *programmes]
    if sheet.number.sources:
        blocks.append(elements.sources(sheet.number, report.documents, words))
    return (*blocks, *sheet.explanations(), *sheet.advice())


class _Sheet:
    """The parts of one page. They share the numbers of documents, which are given in the order of the page; those of
    documents that only columns refer to which narrow pages lack come last, so that no number is missing there.
    """

    def __init__(self, report: ShowReport, seen: Glance, words: Words) -> None:
        self.report = report
        self.seen = seen
        self.words = words
        self.number = elements.Numbering()
        self.told: list[Headline] = list(filter(None, (report.population, report.area)))  # whose letters are shown
        self.earlier: list[Headline] = []  # whose letters stand in the column of earlier values

    def number_figures(self) -> None:
        for digest in self.seen.headlines:
            for headline in filter(None, (digest.headline, digest.newer)):
                self.number(headline.figure.source)
        for digest in self.seen.others:
            self.number(digest.headline.figure.source)

    def headlines(self) -> Table:
        words = self.words
        columns = (
            Column(words("Indicator"), least=9, ease=_MAIN_INDICATOR),
            *self._value_columns(aligned=True),
            *self._change_columns(_HEADLINES, drop=3),
            self._rank_column(_HEADLINES),
            self._series_column(drop=4),
            Column(words("Source")),
        )
        rows = [row for digest in self.seen.headlines for row in self._headline_rows(digest)]
        return Table("", columns, tuple(rows))

    def others(self) -> Table:
        words = self.words
        compared = elements.benchmark_columns(self.report.benchmarks.values(), words, mixed=True)
        columns = (
            Column(words("Topic"), least=8, drop=4, style=QUIET),
            Column(words("Indicator"), least=9, ease=_INDICATOR if words.is_chinese else _ENGLISH_INDICATOR),
            *self._value_columns(aligned=False),
            *self._change_columns(_OTHERS, drop=3),
            Column(words("Earlier value"), drop=7),
            self._rank_column(_OTHERS),
            # Shares, ratios and differences stand below each other: their decimal points have nothing in common.
            *(column._replace(drop=6, point=False) for column in compared.columns),
            self._series_column(drop=5),
            Column(words("Source")),
        )
        topics = {topic.id: words.name(topic) for topic in self.report.topics}
        rows: list[tuple[Cell, ...]] = []
        for topic, digests in groupby(self.seen.others, key=self._topic):
            for place, digest in enumerate(digests):
                figure = digest.headline.figure
                rows.append(
                    (
                        "" if place else topics[topic],
                        *self._value_cells(digest.headline),
                        *self._change_cells(digest, _OTHERS),
                        self._earlier(digest.before),
                        self._rank(figure),
                        *compared.cells(self.report.benchmarks.get(figure, ())),
                        self._series(digest),
                        self._marks(digest.headline),
                    )
                )
        return Table("", columns, tuple(rows))

    def targets(self) -> Table:
        """The targets of the place, then, under a heading, those of firms, projects and other areas in it."""
        shown = self.report.outcomes[:_MOST_TARGETS]
        self.told += (row.outcome for row in shown if row.outcome)
        columns = (
            Column("", least=14),
            Column("", least=8),
            Column("", right=True, least=9, style=STRONG),
            Column("", least=9),
            Column("", style=QUIET),
        )
        rows: list[tuple[Cell, ...] | Heading] = []
        for whole, alike in groupby(shown, key=lambda row: row.whole):
            if not whole:
                rows.append(Heading(self.words(_OF_OTHERS if rows else _ONLY_OF_OTHERS), QUIET))
            cells = [outcomes.cells(row, self.report.metrics, self.number, self.words) for row in alike]
            rows += [(*row[:4], row[5]) for row in cells]
        left = self._left(len(self.report.outcomes) - len(shown), "targets {code}")
        return Table(self.words("Targets"), columns, tuple(rows), left)

    def initiatives(self) -> Table:
        """The newest initiatives: a line for those of a category and a year."""
        words, newest = self.words, self.report.initiatives[:_MOST_INITIATIVES]
        grouped: dict[tuple[str, int], list[Initiative]] = {}
        for programme in newest:
            grouped.setdefault((programme.category, programme.year), []).append(programme)
        columns = Column("", style=QUIET), Column(""), Column("", least=24), Column("", style=QUIET)
        rows = tuple(
            (words.term(category), str(year), words("; ").join(named.name for named in alike), self._numbers(alike))
            for (category, year), alike in grouped.items()
        )
        left = self._left(len(self.report.initiatives) - len(newest), "initiatives --county {code}")
        return Table(words("Initiatives"), columns, rows, left)

    def explanations(self) -> Iterator[Legend]:
        """What the letters and numbers of the page mean."""
        if not self.told:
            return
        words = self.words
        told = elements.legend(self.told, words, [(self.earlier, (words("Earlier value"),))])
        entries = [*told.entries, Entry(words(_RANKS), (_rank_of(_HEADLINES), _rank_of(_OTHERS)))]
        if moved := self._changes(lambda digest: digest.apart == "break"):
            entries.append(Entry(words(_MOVED), moved))
        if unlike := self._changes(lambda digest: not digest.change and digest.apart != "break"):
            entries.append(Entry(words(_UNLIKE), unlike))
        yield told._replace(entries=tuple(entries))

    def _changes(self, are: Callable[[Digest], bool]) -> tuple[str, ...]:
        """The columns with changes that `are` of some sort."""
        tables = {_HEADLINES: self.seen.headlines, _OTHERS: self.seen.others}
        found = (table for table, digests in tables.items() if any(one.before and are(one) for one in digests))
        return tuple(map(_change_of, found))

    def advice(self) -> Iterator[Lines]:
        """What the page leaves out, and how to see it."""
        report, words, left = self.report, self.words, self.seen.left
        parts = [words("All periods: --all")]
        if left:
            fullest = max(left, key=lambda topic: left[topic])
            topic = next(words.name(topic) for topic in report.topics if topic.id == fullest)
            parts = [words(_LEFT, count=sum(left.values()), topic=topic, of_topic=left[fullest])]
        if report.apart:
            parts.append(words(_APART, names=words.join(map(words.place, report.apart))))
        if gaps := sum(note.kind == "gap" for note in report.notes):
            parts.append(words(_GAPS, count=gaps))
        for digest in (*self.seen.headlines, *self.seen.others)[:1]:
            figure = digest.headline.figure
            parts.append(words(_WHY, code=report.place.code, metric=figure.metric, period=str(figure.period)))
        yield Lines((words("; ").join(parts),), QUIET)

    def _value_columns(self, *, aligned: bool) -> tuple[Column, ...]:
        """Each indicator has a unit of its own: only a newer figure is `aligned` with the one above."""
        words = self.words
        return (
            Column(words("Value"), right=True, style=STRONG, point=aligned, mixed=True),
            Column(words("Unit"), least=4),
            Column(words("Period"), least=6),
        )

    def _change_columns(self, table: str, drop: int) -> tuple[Column, ...]:
        """The change, and since when it is: neither says anything without the other."""
        return (
            Column(self.words("Change"), right=True, drop=drop, key=_change_of(table)),
            Column(self.words("Since"), drop=drop, joined=True, key=_since_of(table)),
        )

    def _rank_column(self, table: str) -> Column:
        return Column(self.words("Rank"), right=True, drop=2, key=_rank_of(table))

    def _series_column(self, drop: int) -> Column:
        years = self.seen.years
        title = self.words(_YEARS, first=years[0], short=f"{years[-1] % 100:02d}") if years else ""
        return Column(title, drop=drop, drawn=True)

    def _topic(self, digest: Digest) -> str:
        return self.report.metrics[digest.headline.figure.metric].topic

    def _headline_rows(self, digest: Digest) -> Iterator[tuple[Cell, ...]]:
        yield (
            *self._value_cells(digest.headline),
            *self._change_cells(digest, _HEADLINES),
            self._rank(digest.headline.figure),
            self._series(digest),
            self._marks(digest.headline),
        )
        if digest.newer:
            _, value, unit, period = self._value_cells(digest.newer)
            yield Styled("  " + text_of(period), CAUTION), value, unit, "", "", "", "", "", self._marks(digest.newer)

    def _value_cells(self, headline: Headline) -> tuple[Cell, ...]:
        """The indicator, value, unit and period of a figure."""
        self.told.append(headline)
        figure = headline.figure
        return (
            elements.indicator(self.report.metrics[figure.metric], figure, self.words),
            self.words.value(figure),
            self.words.term(figure.unit) if figure.value is not None else "",
            elements.period_cell(figure, self.words),
        )

    def _marks(self, headline: Headline) -> Cell:
        """`A [2]`, status and source: quiet, unless the figure asks for care."""
        letters = elements.letters(headline)
        style = QUIET if _LOUD.isdisjoint(letters) else CAUTION
        return Styled(Cited(f"{letters} {self.number(headline.figure.source)}".strip()), style)

    def _rank(self, figure: Figure) -> Cell:
        ranks = self.report.ranks.get(figure)
        return elements.rank_cell(ranks.province if ranks else None)

    def _earlier(self, headline: Headline | None) -> Cell:
        """`51.13 A`: the earlier figure; period and source stand beside the change."""
        if headline is None:
            return ""
        self.earlier.append(headline)
        return Styled(f"{self.words.value(headline.figure)} {elements.letters(headline)}", QUIET)

    def _change_cells(self, digest: Digest, table: str) -> tuple[Cell, Cell]:
        """`+24.7%` and `2020 [3]`, the period and source of the earlier figure; where the boundaries were redrawn in
        between, that they were.
        """
        before = digest.before
        if before is None:
            return "", ""
        mark = self.number(before.figure.source, (_since_of(table),))
        since = Styled(Cited(f"{self.words.when(before.figure)} {mark}"), QUIET)
        if digest.apart == "break":
            return Styled(self.words("redrawn"), CAUTION), since
        return _change_told(digest.change, self.words) if digest.change else "-", since

    def _series(self, digest: Digest) -> Cell:
        """The series as small columns: from zero, or from the lowest value where that is below zero."""
        values = [value for value in digest.series if value is not None]
        if not values:
            return ""
        low, high = min(0, *values), max(0, *values)
        heights = (None if value is None else (value - low) / (high - low or 1) for value in digest.series)
        return Spark(tuple(heights), ACCENT)

    def _numbers(self, programmes: Sequence[Initiative]) -> Cell:
        return Styled(Cited("".join(dict.fromkeys(self.number(programme.source) for programme in programmes))), QUIET)

    def _left(self, count: int, command: str) -> str:
        """How many rows there are besides those of a table, and the command that shows all; empty where none are."""
        if not count:
            return ""
        return self.words(
            "{count} more: countycli {command}", count=count, command=command.format(code=self.report.place.code)
        )


def _change_of(table: str) -> str:
    return f"change of {table}"


def _since_of(table: str) -> str:
    return f"since of {table}"


def _rank_of(table: str) -> str:
    return f"rank of {table}"


def _change_told(change: Change, words: Words) -> str:
    value = f"{change.value:{'+' if change.value else ''},.{change.decimals}f}"
    if change.unit == PERCENT:
        return f"{value}%"
    if change.unit == POINTS:
        return words("{change} pts", change=value)
    return words.amount(value, change.unit)


_YEARS = N_("{first}–{short}")
_OF_OTHERS = N_("Of firms, projects or other areas")
_ONLY_OF_OTHERS = N_("Of firms, projects or other areas; of the place itself none is known")
_RANKS = N_("rank: among the province's counties with the figure")
_MOVED = N_("redrawn: boundaries changed in between")
_UNLIKE = N_("-: not comparable")
_LEFT = N_("{count} more indicators: --all, or --topic {topic} ({of_topic})")
_APART = N_("figures of earlier units ({names}): --all")
_GAPS = N_("passages missing in the documents ({count}): --all")
_WHY = N_("origin: countycli why {code} {metric} --period {period}")
