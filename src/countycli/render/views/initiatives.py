"""`initiatives`: policy programmes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.render import encode
from countycli.render.page import Cell, Heading, Lines, Page, scope_line
from countycli.render.views import View, elements

if TYPE_CHECKING:
    from countycli.query.initiatives import InitiativesReport
    from countycli.render.encode import Data
    from countycli.render.words import Words


def page(report: InitiativesReport, words: Words) -> Page:
    number = elements.Numbering()
    rows: list[tuple[Cell, ...] | Heading] = []
    for code, group in groupby(report.rows, key=lambda row: row.county):
        rows.append(Heading(words("{name} ({detail})", name=report.places[code].name, detail=code)))
        rows += [elements.initiative_row(programme, number, words) for programme in group]
    table = elements.initiative_table((), number, words)._replace(title="", rows=tuple(rows))
    title = words("Initiatives: {count}", count=len(report.rows))
    head = (Lines((title,), "bold"), *scope_line(report.scope, words))
    return *head, table, elements.sources_table(number, report.documents, words)


def payload(report: InitiativesReport, words: Words) -> Data:
    return {
        "query": {
            "words": list(report.words),
            "county": encode.place_ref(report.place) if report.place else None,
            "in": report.scope.id if report.scope else None,
            "category": report.category,
            "year": report.year,
        },
        "scope": encode.scope(report.scope) if report.scope else None,
        "rows": rows(report, words),
    }


def rows(report: InitiativesReport, words: Words) -> list[Data]:
    return [encode.initiative(row, report.places[row.county]) for row in report.rows]


VIEW: View[InitiativesReport] = View(page=page, payload=payload, rows=rows)
