"""`counties`: the counties that the book knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.names.location import where
from countycli.render import encode
from countycli.render.page import QUIET, STRONG, TITLE, Column, Lines, Page, Table
from countycli.render.views import View, labels

if TYPE_CHECKING:
    from countycli.query.counties import CountiesReport, CountyRow
    from countycli.render.encode import Data
    from countycli.render.words import Words


def page(report: CountiesReport, words: Words) -> Page:
    columns = (
        Column(words("Code"), style=QUIET),
        Column(words("County"), least=16, style=STRONG),
        Column(words("Kind"), drop=2, style=QUIET),
        Column(words("Pinyin"), drop=3, style=QUIET),
        Column(words("Lies in"), least=12),
        Column(words("Figures"), right=True),
        Column(words("Groups"), drop=1, least=16),
    )
    rows = tuple(_cells(row, report, words) for row in report.rows)
    title = words("{scope}, counties: {count}", scope=report.scope.title or words("All counties"), count=len(rows))
    blocks = (Lines((title,), TITLE), Table("", columns, rows))
    return (*blocks, _coverage(report, words)) if report.coverage else blocks


def _coverage(report: CountiesReport, words: Words) -> Table:
    """The indicators that the one county shown has figures of, with their periods."""
    columns = (Column(words("Indicator"), least=12), Column(words("Periods"), least=20))
    listed = tuple(
        (words.metric(metric), words.join(map(words.period, periods))) for metric, periods in report.coverage
    )
    return Table(words("Coverage"), columns, listed)


def payload(report: CountiesReport, words: Words) -> Data:
    return {
        "query": {"words": list(report.words), "in": report.scope.id},
        "scope": encode.scope(report.scope),
        "rows": rows(report, words),
        "coverage": [
            {"metric": metric.id, "periods": [str(period) for period in periods]} for metric, periods in report.coverage
        ],
    }


def rows(report: CountiesReport, words: Words) -> list[Data]:
    return [_row(row, report) for row in report.rows]


def _row(row: CountyRow, report: CountiesReport) -> Data:
    """English names stand behind all else, as in all flat rows."""
    data = encode.place(row.place, report.parents, row.memberships)
    english = {key: data.pop(key) for key in encode.ENGLISH}
    return {**data, "figures": row.figures, **english}


def _cells(row: CountyRow, report: CountiesReport, words: Words) -> tuple[str, ...]:
    place = row.place
    return (
        place.code,
        words.place(place),
        labels.kind(place, words),
        place.romanized,
        words.text(where(place, report.parents)),
        str(row.figures) if row.figures else "-",
        labels.groups_text(row.memberships, words),
    )


VIEW: View[CountiesReport] = View(page=page, payload=payload, rows=rows)
