"""The tables of `rank`: the ranking, and the regions for comparison. Loaded for pages only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.records import gb_code
from countycli.query.figures import FINAL
from countycli.render.page import STRONG, Column, Table
from countycli.render.views import elements

if TYPE_CHECKING:
    from countycli.model.records import Figure
    from countycli.model.reports import Headline
    from countycli.query.beside import Beside
    from countycli.query.beside import Cell as BesideCell
    from countycli.query.change import Change
    from countycli.query.rank import RankReport, RankRow
    from countycli.render.page import Cell
    from countycli.render.words import Words


def ranking_table(report: RankReport, number: elements.Numbering, words: Words) -> Table:
    compared = elements.benchmark_columns([row.benchmarks for row in report.rows], words)
    columns = (
        Column(words("Rank"), right=True),
        Column(words("County"), least=8),
        Column(words("Code"), drop=3),
        *_value_columns(report, words),
        *(column for ranking in report.beside for column in _beside_columns(ranking, report, words)),
        *compared.columns,
        *([elements.rank_column(words, drop=4)] if report.by_province else []),
        Column(words("Status")),
        Column(words("Standing"), drop=1, least=12),
        Column(words("Source"), right=True),
    )
    table_rows = []
    for row in report.rows:
        place, headline = row.place, row.headline
        source = number(headline.figure.source)  # first, so that this figure's document is numbered first
        facts = (str(row.rank), place.name, gb_code(place.code), *_values(row, report, number, words))
        pairs = zip(report.beside, row.beside, strict=True)
        beside = (text for ranking, cell in pairs for text in _beside_cells(ranking, cell, number, words))
        within = [elements.rank_cell(row.within)] if report.by_province else []
        rest = elements.letters(headline), headline.figure.standing or "", source
        table_rows.append((*facts, *beside, *compared.cells(row.benchmarks), *within, *rest))
    return Table("", columns, tuple(table_rows))


def _value_columns(report: RankReport, words: Words) -> tuple[Column, ...]:
    """Columns for the ranked value, in bold: with its period where periods differ; a change with both its figures."""
    value = Column(words("Value"), right=True, style=STRONG, point=True)
    if report.since:
        change = Column(words("Change"), right=True, style=STRONG, point=True)
        periods = filter(None, (report.since, report.period))
        return change, *(Column(words.period(period), right=True, point=True) for period in periods)
    return (value, Column(words("Period"), least=10)) if report.period is None else (value,)


def _values(row: RankRow, report: RankReport, number: elements.Numbering, words: Words) -> tuple[Cell, ...]:
    figure = row.headline.figure
    if row.change:
        return _signed(row.change), _whole(row.change.then, number, words), words.value(figure)
    if report.period is None:
        return words.value(figure), elements.period_cell(figure, words)
    return (words.value(figure),)


def _signed(change: Change) -> str:
    return f"{change.value:{'+' if change.value else ''},.{change.decimals}f}"


def _whole(headline: Headline, number: elements.Numbering, words: Words) -> str:
    """A figure with status letters and source number in one cell."""
    return f"{words.value(headline.figure)} {elements.letters(headline)} {number(headline.figure.source)}"


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
        value = words("{value}, {period}", value=value, period=cell.headline.figure.period)
    if ranking.common is None:
        return value, str(cell.rank)
    return value, str(cell.rank), "-" if cell.rise is None else f"{cell.rise:{'+' if cell.rise else ''}d}"


def references_table(report: RankReport, number: elements.Numbering, words: Words) -> Table:
    columns = (
        Column(words("For comparison"), least=8),
        Column(words("Value"), right=True, style=STRONG, point=True),
        *([Column(words("Change"), right=True, point=True)] if report.since else []),
        Column(words("Status")),
        Column(words("Source"), right=True),
    )
    changes = report.reference_changes or (None,) * len(report.references)
    mixed = any(note.kind == "vintage" for note in report.notes)
    lines = []
    for (place, headline), change in zip(report.references, changes, strict=True):
        figure, name = headline.figure, place.name
        if mixed:
            name = words("{name} ({detail})", name=name, detail=_vintage(figure, report, words))
        told = ([_signed(change) if change else "-"]) if report.since else []
        lines.append((name, words.value(figure), *told, elements.letters(headline), number(figure.source)))
    return Table("", columns, tuple(lines))


def _vintage(figure: Figure, report: RankReport, words: Words) -> str:
    """Whether a region's figure is revised; and whether the counties' shares in the table are of this figure."""
    text = words("revised") if figure.status == FINAL else words("as first reported")
    standards = (beside.standard for row in report.rows for beside in row.benchmarks if report.metric.adds_up)
    shared = any((standard.source, standard.value) == (figure.source, figure.value) for standard in standards)
    return words("{vintage}; shares of such figures are of it", vintage=text) if shared else text
