"""`data export`: what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.phrases import N_
from countycli.render import encode
from countycli.render.page import TITLE, Column, Lines, Page, Table, scope_line
from countycli.render.views import View

if TYPE_CHECKING:
    from countycli.query.export import ExportReport
    from countycli.render.encode import Data
    from countycli.render.words import Words

_TABLES = {
    "observations": N_("Figures"),
    "targets": N_("Targets"),
    "counties": N_("Counties and regions, with former ones"),
    "metrics": N_("Indicators"),
    "documents": N_("Documents"),
    "initiatives": N_("Initiatives"),
}


def page(report: ExportReport, words: Words) -> Page:
    columns = (
        Column(words("Table")),
        Column(words("What"), drop=1),
        Column(words("Rows"), right=True),
        Column(words("Files"), right=True, drop=2),
    )
    lines = tuple(
        (written.table, words(_TABLES[written.table]), f"{written.rows:,}", f"{written.files:,}")
        for written in report.tables
    )
    title = words("Exported to {path}", path=report.request.output)
    return Lines((title,), TITLE), *scope_line(report.scope, words), Table("", columns, lines)


def payload(report: ExportReport, words: Words) -> Data:
    asked = report.request
    query = {
        "format": asked.format,
        "partition_by": list(asked.partition),
        "in": report.scope.id,
        "metrics": list(asked.metrics),
        "period": str(asked.period) if asked.period else None,
    }
    return {"query": query, "scope": encode.scope(report.scope), "path": asked.output, "rows": rows(report, words)}


def rows(report: ExportReport, words: Words) -> list[Data]:
    return [written._asdict() for written in report.tables]


VIEW: View[ExportReport] = View(page=page, payload=payload, rows=rows)
