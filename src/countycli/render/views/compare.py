"""`compare`: places side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.phrases import N_, Listed, Phrase
from countycli.render import encode
from countycli.render.page import STRONG, TITLE, Block, Cell, Column, Heading, Lines, Page, Table
from countycli.render.views import View, elements

if TYPE_CHECKING:
    from countycli.model.records import Figure, Place
    from countycli.model.reports import Headline
    from countycli.query.compare import CompareReport, CompareRow
    from countycli.render.encode import Data
    from countycli.render.words import Words


_MOST_NAMED = 8
_MOST_NOTES = 8
_MOST_COLUMNS = 4  # so many places stand side by side, a column each; more stand below each other


def page(report: CompareReport, words: Words) -> Page:
    number = elements.Numbering()
    few = len(report.places) + len(report.regions) <= _MOST_COLUMNS
    table = _by_column(report, number, words) if few else _by_row(report, number, words)
    shown = [headline for row in report.rows for headline in (*row.cells, *row.benchmarks) if headline]
    blocks: list[Block] = [Lines((_title(report, words),), TITLE)]
    if report.latest:
        blocks.append(Lines((words("Each place's latest figure: periods may differ"),)))
    remarks = elements.remarks(report.notes, ("vintage",), words)
    blocks += [table, *remarks, elements.legend(shown, words), *_notes(report, words)]
    return (*blocks, elements.sources_table(number, report.documents, words))


def _title(report: CompareReport, words: Words) -> str:
    names = tuple(place.name for place in report.named)
    if report.scope is None:
        return words("{names} compared", names=names)
    if names:
        return words("{names} among the counties of {scope}", names=names, scope=words.scope(report.scope))
    return words("Counties of {scope} compared", scope=words.scope(report.scope))


def _notes(report: CompareReport, words: Words) -> list[Lines]:
    found = [Lines(tuple(_left_out(report, words))), _elsewhere(report, words)]
    if report.single:
        found.append(_single(report, words))
    return [block for block in found if block.lines]


def _left_out(report: CompareReport, words: Words) -> list[str]:
    """What is not shown: further counties of the scope, and indicators that are not main ones."""
    told = []
    if report.further:
        told.append(words("{count} more counties: --all shows them", count=report.further))
    if report.main:
        told.append(words("Main indicators only: --all shows all, --metric any"))
    return told


def _elsewhere(report: CompareReport, words: Words) -> Lines:
    told = tuple(
        words("{name} has {metric} for {periods}", name=place.name, metric=metric, periods=periods)
        for place, metric, periods in report.elsewhere
    )
    return Lines(tuple(elements.first_of(told, _MOST_NOTES, words)), complete=told)


def _by_column(report: CompareReport, number: elements.Numbering, words: Words) -> Table:
    """A column for each place."""
    columns = (
        Column(words("Indicator"), least=8),
        Column(words("Unit"), least=6),
        Column(words("Period"), least=8),
        *(Column(place.name, right=True, least=8, style=STRONG) for place in report.places),
        *(Column(region.name, right=True, least=8, drop=1) for region in report.regions),
    )
    return Table("", columns, tuple(_cells(row, number, words) for row in report.rows))


def _by_row(report: CompareReport, number: elements.Numbering, words: Words) -> Table:
    """A row for each place below each indicator, where there are too many places for columns."""
    columns = (
        Column(words("Place")),
        Column(words("Period")),
        Column(words("Value"), right=True, style=STRONG, point=True),
        Column(words("Status")),
        Column(words("Standing"), drop=1, least=12),
        Column(words("Source"), right=True),
    )
    rows: list[tuple[Cell, ...] | Heading] = []
    for row in report.rows:
        unit = words.term(row.metric.unit)
        heading = words("{metric} ({unit})", metric=row.metric, unit=unit)
        if row.period is not None:
            heading = words("{metric} ({unit}), {period}", metric=row.metric, unit=unit, period=row.period)
        rows.append(Heading(heading))
        for place, headline in zip((*report.places, *report.regions), (*row.cells, *row.benchmarks), strict=True):
            rows.append((_name(place, report), *_place_cells(headline, row, number, words)))
    return Table("", columns, tuple(rows))


def _name(place: Place, report: CompareReport) -> str:
    """The place's name, with a mark where the reader named this place among the counties of a scope."""
    return f"> {place.name}" if report.scope and place in report.named else place.name


def _place_cells(
    headline: Headline | None, row: CompareRow, number: elements.Numbering, words: Words
) -> tuple[Cell, ...]:
    if headline is None:
        return "", "-", "", "", ""
    figure = headline.figure
    when = elements.period_cell(figure, words) if row.period is None or figure.inferred else ""
    return when, words.value(figure), elements.letters(headline), figure.standing or "", number(figure.source)


def _single(report: CompareReport, words: Words) -> Lines:
    template = N_("Of one place only: {names}") if report.latest else N_("Without a common period: {names}")
    names = Listed(tuple(report.single), _MOST_NAMED, more=elements.MORE_IN_JSON)
    return elements.brief_lines([Phrase(template, names=names)], words)


def payload(report: CompareReport, words: Words) -> Data:
    return {
        "query": {
            "counties": [encode.place_ref(place) for place in report.named],
            "period": str(report.periods[0]) if len(report.periods) == 1 else None,
            "periods": [str(period) for period in report.periods],
            "in": report.scope.id if report.scope else None,
            "latest": report.latest,
        },
        "scope": encode.scope(report.scope) if report.scope else None,
        "places": [encode.place_ref(place) for place in report.places],
        "benchmarks": [encode.place_ref(region) for region in report.regions],
        "rows": [_row(report, row) for row in report.rows],
        "not_common": [metric.id for metric in report.single],
        "elsewhere": [
            {"county": encode.place_ref(place), "metric": metric.id, "periods": [str(period) for period in periods]}
            for place, metric, periods in report.elsewhere
        ],
    }


def rows(report: CompareReport, words: Words) -> list[Data]:
    """A row for each figure; `benchmark` tells those of regions from those of the places compared."""
    flat = []
    for row in report.rows:
        for benchmark, places, cells in ((False, report.places, row.cells), (True, report.regions, row.benchmarks)):
            flat += [
                {"benchmark": benchmark, **encode.headline(headline, place)}
                for place, headline in zip(places, cells, strict=True)
                if headline
            ]
    return flat


def _row(report: CompareReport, row: CompareRow) -> Data:
    return {
        "metric": row.metric.id,
        "period": str(row.period) if row.period else None,
        "unit": row.metric.unit,
        "values": [
            {**encode.headline(headline, place), "benchmarks": encode.benchmarks(beside)} if headline else None
            for headline, place, beside in zip(row.cells, report.places, row.beside, strict=True)
        ],
        "benchmarks": [
            encode.headline(headline, region) if headline else None
            for headline, region in zip(row.benchmarks, report.regions, strict=True)
        ],
    }


def _cells(row: CompareRow, number: elements.Numbering, words: Words) -> tuple[str, ...]:
    return (
        words.metric(row.metric),
        words.term(row.metric.unit),
        _when(row, words),
        *(_value(headline, row, number, words) for headline in (*row.cells, *row.benchmarks)),
    )


def _when(row: CompareRow, words: Words) -> str:
    """The row's period; in brackets where the document of one of the figures doesn't state the period."""
    if row.period is None:
        return ""
    inferred = next((headline.figure for headline in row.cells if headline and headline.figure.inferred), None)
    return words.when(inferred) if inferred else words.period(row.period)


def _value(headline: Headline | None, row: CompareRow, number: elements.Numbering, words: Words) -> str:
    """A figure with status letters and source number in one cell; behind its period where the row has no period for
    all figures.
    """
    if headline is None:
        return "-"
    figure = headline.figure
    when = "" if row.period else words.when(figure) + " "
    return f"{when}{_shown(figure, words)} {elements.letters(headline)} {number(figure.source)}"


def _shown(figure: Figure, words: Words) -> str:
    """The value; where there is none, the place's standing among others."""
    return words.value(figure) if figure.value is not None else figure.standing or "-"


VIEW: View[CompareReport] = View(page=page, payload=payload, rows=rows)
