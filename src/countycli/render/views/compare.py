"""`compare`: places side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render import encode
from countycli.render.page import Column, Lines, Page, Table
from countycli.render.views import parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.model.reports import Headline
    from countycli.query.compare import CompareReport, CompareRow
    from countycli.render.encode import Data
    from countycli.render.words import Words


_MOST_NAMED = 8


def page(report: CompareReport, words: Words) -> Page:
    number = parts.Numbering()
    columns = (
        Column(words("Indicator"), least=8),
        Column(words("Unit"), least=6),
        Column(words("Period"), least=8),
        *(Column(place.name, right=True, least=8, style="bold") for place in report.places),
        *(Column(region.name, right=True, least=8, drop=1) for region in report.regions),
    )
    rows = tuple(_cells(row, number, words) for row in report.rows)
    shown = [it for row in report.rows for it in (*row.cells, *row.benchmarks) if it]
    title = words("{names} compared", names=tuple(place.name for place in report.places))
    blocks: list[Table | Lines] = [Lines((title,), "bold"), Table("", columns, rows), parts.legend(shown, words)]
    if report.single:
        blocks.append(Lines((_single(report, words),)))
    return (*blocks, parts.sources_table(number, report.documents, words))


def _single(report: CompareReport, words: Words) -> str:
    names = [words.name(metric) for metric in report.single[:_MOST_NAMED]]
    if len(report.single) > _MOST_NAMED:
        names.append(words("and {count} more (--json lists all)", count=len(report.single) - _MOST_NAMED))
    return words("Without a common period: {names}", names=words.join(names))


def payload(report: CompareReport, words: Words) -> Data:
    return {
        "query": {"counties": [encode.place_ref(place) for place in report.places]},
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
            encode.headline(it, place) if it else None for it, place in zip(row.cells, report.places, strict=True)
        ],
        "benchmarks": [
            encode.headline(it, region) if it else None
            for it, region in zip(row.benchmarks, report.regions, strict=True)
        ],
    }


def _cells(row: CompareRow, number: parts.Numbering, words: Words) -> tuple[str, ...]:
    return (
        words.name(row.metric),
        words.term(row.metric.unit),
        words.period(row.period),
        *_values((*row.cells, *row.benchmarks), number, words),
    )


def _values(cells: Iterable[Headline | None], number: parts.Numbering, words: Words) -> list[str]:
    """Value, status letters and source number in one cell."""
    return [f"{words.value(it.figure)} {parts.letters(it)} {number(it.figure.source)}" if it else "-" for it in cells]
