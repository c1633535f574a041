"""`compare`: places side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render import encode
from countycli.render.page import Cell, Column, Heading, Lines, Page, Table
from countycli.render.views import parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.model.records import Place
    from countycli.model.reports import Headline
    from countycli.query.compare import CompareReport, CompareRow
    from countycli.render.encode import Data
    from countycli.render.words import Words


_MOST_NAMED = 8
_MOST_COLUMNS = 4  # places side by side; more stand below each other


def page(report: CompareReport, words: Words) -> Page:
    number = parts.Numbering()
    few = len(report.places) + len(report.regions) <= _MOST_COLUMNS
    table = _by_column(report, number, words) if few else _by_row(report, number, words)
    shown = [it for row in report.rows for it in (*row.cells, *row.benchmarks) if it]
    title = words("{names} compared", names=tuple(place.name for place in report.places))
    blocks: list[Table | Lines] = [Lines((title,), "bold"), table, parts.legend(shown, words)]
    notes = [
        words("{name} has {metric} for {periods}", name=place.name, metric=metric, periods=periods)
        for place, metric, periods in report.elsewhere
    ]
    if report.single:
        notes.append(_single(report, words))
    if notes:
        blocks.append(Lines(tuple(notes)))
    return (*blocks, parts.sources_table(number, report.documents, words))


def _by_column(report: CompareReport, number: parts.Numbering, words: Words) -> Table:
    """A column for each place."""
    columns = (
        Column(words("Indicator"), least=8),
        Column(words("Unit"), least=6),
        Column(words("Period"), least=8),
        *(Column(place.name, right=True, least=8, style="bold") for place in report.places),
        *(Column(region.name, right=True, least=8, drop=1) for region in report.regions),
    )
    return Table("", columns, tuple(_cells(row, number, words) for row in report.rows))


def _by_row(report: CompareReport, number: parts.Numbering, words: Words) -> Table:
    """A row for each place below each indicator, where there are too many for columns."""
    columns = (
        Column(words("Place")),
        Column(words("Value"), right=True, style="bold"),
        Column(words("Status")),
        Column(words("Standing"), drop=1, least=12),
        Column(words("Source"), right=True),
    )
    rows: list[tuple[Cell, ...] | Heading] = []
    for row in report.rows:
        heading = words(
            "{metric} ({unit}), {period}", metric=row.metric, unit=words.term(row.metric.unit), period=_when(row, words)
        )
        rows.append(Heading(heading))
        for place, it in zip((*report.places, *report.regions), (*row.cells, *row.benchmarks), strict=True):
            rows.append(_place_row(place, it, number, words))
    return Table("", columns, tuple(rows))


def _place_row(place: Place, it: Headline | None, number: parts.Numbering, words: Words) -> tuple[Cell, ...]:
    if it is None:
        return place.name, "-", "", "", ""
    figure = it.figure
    return place.name, words.value(figure), parts.letters(it), figure.standing or "", number(figure.source)


def _single(report: CompareReport, words: Words) -> str:
    names = [words.metric(metric) for metric in report.single[:_MOST_NAMED]]
    if len(report.single) > _MOST_NAMED:
        names.append(words("and {count} more (--json lists all)", count=len(report.single) - _MOST_NAMED))
    return words("Without a common period: {names}", names=words.join(names))


def payload(report: CompareReport, words: Words) -> Data:
    return {
        "query": {
            "counties": [encode.place_ref(place) for place in report.places],
            "period": str(report.period) if report.period else None,
        },
        "benchmarks": [encode.place_ref(region) for region in report.regions],
        "rows": [_row(report, row) for row in report.rows],
        "not_common": [metric.id for metric in report.single],
    }


def rows(report: CompareReport, words: Words) -> list[Data]:
    """One row a figure, benchmarks marked as such."""
    flat = []
    for row in report.rows:
        for benchmark, places, cells in ((False, report.places, row.cells), (True, report.regions, row.benchmarks)):
            flat += [
                {"benchmark": benchmark, **encode.headline(it, place)}
                for place, it in zip(places, cells, strict=True)
                if it
            ]
    return flat


def _row(report: CompareReport, row: CompareRow) -> Data:
    return {
        "metric": row.metric.id,
        "period": str(row.period),
        "unit": row.metric.unit,
        "values": [
            {**encode.headline(it, place), "benchmarks": encode.benchmarks(beside)} if it else None
            for it, place, beside in zip(row.cells, report.places, row.beside, strict=True)
        ],
        "benchmarks": [
            encode.headline(it, region) if it else None
            for it, region in zip(row.benchmarks, report.regions, strict=True)
        ],
    }


def _cells(row: CompareRow, number: parts.Numbering, words: Words) -> tuple[str, ...]:
    return (
        words.metric(row.metric),
        words.term(row.metric.unit),
        _when(row, words),
        *_values((*row.cells, *row.benchmarks), number, words),
    )


def _when(row: CompareRow, words: Words) -> str:
    """The row's period; in brackets where a document doesn't state it."""
    inferred = next((it.figure for it in row.cells if it and it.figure.inferred), None)
    return words.when(inferred) if inferred else words.period(row.period)


def _values(cells: Iterable[Headline | None], number: parts.Numbering, words: Words) -> list[str]:
    """Value, or standing where there is none, status letters and source number in one cell."""
    return [f"{_shown(it, words)} {parts.letters(it)} {number(it.figure.source)}" if it else "-" for it in cells]


def _shown(it: Headline, words: Words) -> str:
    return words.value(it.figure) if it.figure.value is not None else it.figure.standing or "-"
