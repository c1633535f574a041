"""The tables of `rank`: the ranking, and the regions that have no place in it. Loaded for pages only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.records import gb_code
from countycli.query.figures import FINAL
from countycli.record import NamedTuple
from countycli.render.page import ACCENT, QUIET, STRONG, Cited, Column, Styled, Table, text_of
from countycli.render.views import elements
from countycli.render.views.bars import scale
from countycli.render.views.rank_order import County, Gap, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from countycli.model.records import Figure, Place
    from countycli.model.reports import Headline
    from countycli.query.beside import Beside
    from countycli.query.beside import Cell as BesideCell
    from countycli.query.change import Change
    from countycli.query.rank import RankReport
    from countycli.render.page import Cell
    from countycli.render.views.bars import Scale
    from countycli.render.views.rank_order import Entry
    from countycli.render.words import Words

MARK = ">"
_TIE = "="
_FOUND = f"{STRONG} {ACCENT}"  # of the county that the reader looks for


class _Layout(NamedTuple):
    """What all lines of a ranking are drawn with. `others` is the style of bars of counties that nobody marked."""

    report: RankReport
    number: elements.Numbering
    words: Words
    compared: elements.BenchmarkColumns
    bar: Scale
    others: str


def ranking_table(report: RankReport, entries: Sequence[Entry], number: elements.Numbering, words: Words) -> Table:
    rows = [entry.row for entry in entries if isinstance(entry, County)]
    layout = _Layout(
        report,
        number,
        words,
        compared=elements.benchmark_columns([row.benchmarks for row in rows], words),
        bar=scale(_drawn(entries)),
        others=f"{QUIET} {ACCENT}" if any(county.row for county in report.marked) else ACCENT,
    )
    for headline in (*(row.headline for row in rows), *(region for _, region in report.references)):
        number(headline.figure.source)
    columns = _columns(layout)
    lines = tuple(_line(entry, layout, len(columns)) for entry in entries)
    return Table("", columns, lines, words("; ").join(_notes(entries, layout)))


def _drawn(entries: Iterable[Entry]) -> Iterator[float]:
    """The values that have bars."""
    for entry in entries:
        if not isinstance(entry, Gap) and entry.value is not None:
            yield entry.value


def _columns(layout: _Layout) -> tuple[Column, ...]:
    report, words = layout.report, layout.words
    value, *more = _value_columns(report, words)
    return (
        Column(words("Rank"), right=True, point=True),
        Column(words("County"), least=8),
        Column(words("Code"), drop=6, style=QUIET),
        value,
        Column("", drawn=True, drop=1),
        *more,
        *(column for ranking in report.beside for column in _beside_columns(ranking, report, words)),
        *layout.compared.columns,
        *([elements.rank_column(words, drop=1)] if report.by_province else []),
        Column(words("Status")),
        Column(words("Standing"), drop=7, least=12),
        Column(words("Source"), right=True, style=QUIET),
    )


def _notes(entries: Sequence[Entry], layout: _Layout) -> Iterator[str]:
    """What signs in the table mean, and how many counties follow."""
    report, words = layout.report, layout.words
    counties = [entry for entry in entries if isinstance(entry, County)]
    hidden = report.ranked - len(counties)
    if hidden > 0 and report.top:
        yield words("The first {count} of {all}, as --top asks", count=len(report.rows), all=report.ranked)
    elif hidden > 0:
        yield words("{count} more rows: --top {all} shows them", count=hidden, all=report.ranked)
    if any(county.tied for county in counties):
        yield words("= behind a rank: shared by several counties")


def _line(entry: Entry, layout: _Layout, width: int) -> tuple[Cell, ...]:
    """The cells of a line, for `width` columns."""
    if isinstance(entry, County):
        return _county(entry, layout)
    if isinstance(entry, Reference):
        return _reference(entry, layout, width)
    return _filled(["", Styled(layout.words("{count} more", count=entry.counties), QUIET)], [], width)


def _county(county: County, layout: _Layout) -> tuple[Cell, ...]:
    report, words, number = layout.report, layout.words, layout.number
    row, headline = county.row, county.row.headline
    rank = f"{row.rank}{_TIE if county.tied else ''}"
    value, *more = _values(row.change, headline, layout)
    bar = layout.bar(county.value, ACCENT if county.marked else layout.others)
    look = _FOUND if county.marked else ""
    rank_cell = Styled(f"{MARK} {rank}" if county.marked else rank, look)
    pairs = zip(report.beside, row.beside, strict=True)
    beside = (text for ranking, cell in pairs for text in _beside_cells(ranking, cell, number, words))
    within = [elements.rank_cell(row.within)] if report.by_province else []
    return (
        rank_cell,
        Styled(words.place(row.place), look),
        gb_code(row.place.code),
        _styled(value, look or STRONG),
        bar,
        *more,
        *beside,
        *layout.compared.cells(row.benchmarks),
        *within,
        elements.status_cell(headline),
        headline.figure.standing or "",
        number(headline.figure.source),
    )


def _reference(reference: Reference, layout: _Layout, width: int) -> tuple[Cell, ...]:
    """The line of a region or of the median: quiet, without a rank."""
    report, words = layout.report, layout.words
    assert reference.value is not None  # has a place in the order
    bar = layout.bar(reference.value, QUIET)
    if reference.headline is None or reference.place is None:
        name = words("Median of {count}", count=report.ranked)
        text = words.plain(reference.value)
        text = _signed(reference.value, text) if report.since else text
        return _filled(["", Styled(name, QUIET), "", Styled(text, QUIET), bar], [], width)
    headline = reference.headline
    source = layout.number(headline.figure.source)
    value, *more = (_styled(cell, QUIET) for cell in _values(reference.change, headline, layout))
    region = Styled(_region_name(reference.place, headline.figure, report, words), QUIET)
    status = Styled(elements.letters(headline), QUIET)
    return _filled(["", region, gb_code(reference.place.code), value, bar, *more], [status, "", source], width)


def _styled(cell: Cell, style: str) -> Cell:
    return Styled(text_of(cell), style)


def _filled(first: list[Cell], last: list[Cell], width: int) -> tuple[Cell, ...]:
    return (*first, *[""] * (width - len(first) - len(last)), *last)


def _value_columns(report: RankReport, words: Words) -> tuple[Column, ...]:
    """Columns for the ranked value: with its period where periods differ; a change with both its figures, the earlier
    one with status and source behind.
    """
    value = Column(words("Value"), right=True, point=True)
    if report.since:
        change = Column(words("Change"), right=True, point=True)
        then = Column(words.period(report.since), right=True, point=True, drop=2)
        now = (Column(words.period(report.period), right=True, point=True),) if report.period else ()
        return change, then, Column("", drop=2, joined=True), *now
    return (value, Column(words("Period"), least=10)) if report.period is None else (value,)


def _values(change: Change | None, headline: Headline, layout: _Layout) -> list[Cell]:
    """The cells for `_value_columns`."""
    figure, words = headline.figure, layout.words
    if change:
        then = change.then
        columns = (words.period(layout.report.since),) if layout.report.since else ()
        marks = Cited(f"{elements.letters(then)} {layout.number(then.figure.source, columns)}")
        signed = _signed(change.value, f"{change.value:,.{change.decimals}f}")
        return [signed, words.value(then.figure), Styled(marks, QUIET), words.value(figure)]
    if layout.report.period is None:
        return [words.value(figure), elements.period_cell(figure, words)]
    return [words.value(figure)]


def _signed(value: float, text: str) -> str:
    return f"+{text}" if value > 0 else text


def _whole(headline: Headline, number: elements.Numbering, words: Words) -> Cited:
    """A figure with status letters and source number in one cell."""
    return Cited(f"{words.value(headline.figure)} {elements.letters(headline)} {number(headline.figure.source)}")


def _beside_columns(ranking: Beside, report: RankReport, words: Words) -> tuple[Column, ...]:
    """Columns for a ranking beside: value and rank; where it is of another period, also the rise in rank."""
    if ranking.common is None:
        named = words("{metric} ({unit})", metric=ranking.metric, unit=words.term(ranking.metric.unit))
        if ranking.period != report.period:
            named = words("{name}, {period}", name=named, period=ranking.period)
        return Column(named, right=True, least=8, point=True), Column(words("its rank"), right=True)
    period = words.period(ranking.period) if ranking.period else ""
    return (
        Column(period, right=True, point=True),
        Column(words("rank {period}", period=period), right=True),
        Column(words("rise"), right=True),
    )


def _beside_cells(
    ranking: Beside, cell: BesideCell | None, number: elements.Numbering, words: Words
) -> tuple[str, ...]:
    """The cells of a row for `_beside_columns`."""
    if cell is None:
        return ("-",) * (2 if ranking.common is None else 3)
    value = _whole(cell.headline, number, words)
    if ranking.period is None:
        value = Cited(words("{value}, {period}", value=value, period=cell.headline.figure.period))
    if ranking.common is None:
        return value, str(cell.rank)
    return value, str(cell.rank), "-" if cell.rise is None else f"{cell.rise:{'+' if cell.rise else ''}d}"


def references_table(
    report: RankReport, regions: Iterable[Reference], number: elements.Numbering, words: Words
) -> Table:
    """Regions that have no place in the order of the counties. Beside changes of counties they stand with the value of
    the later period, which is named.
    """
    value = words.period(report.period) if report.since and report.period else words("Value")
    columns = (
        Column(words("For comparison"), least=8),
        Column(value, right=True, style=STRONG, point=True),
        Column(words("Status")),
        Column(words("Source"), right=True, style=QUIET),
    )
    lines = tuple(
        (
            _region_name(place, headline.figure, report, words),
            words.value(headline.figure),
            elements.status_cell(headline),
            number(headline.figure.source),
        )
        for place, headline, _, _ in regions
        if place and headline
    )
    return Table("", columns, lines)


def _region_name(place: Place, figure: Figure, report: RankReport, words: Words) -> str:
    if any(note.kind == "vintage" for note in report.notes):
        return words("{name} ({detail})", name=place, detail=_vintage(figure, report, words))
    return words.place(place)


def _vintage(figure: Figure, report: RankReport, words: Words) -> str:
    """Whether a region's figure is revised; and whether the counties' shares in the table are of this figure."""
    text = words("revised") if figure.status == FINAL else words("as first reported")
    standards = (beside.standard for row in report.rows for beside in row.benchmarks if report.metric.adds_up)
    shared = any((standard.source, standard.value) == (figure.source, figure.value) for standard in standards)
    return words("{vintage}; shares of such figures are of it", vintage=text) if shared else text
