"""`data info`: what the dataset holds, and where its files are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.phrases import N_
from countycli.render.page import QUIET, STRONG, Column, Lines, Page, Panel, Table
from countycli.render.views import View

if TYPE_CHECKING:
    from countycli.query.dataset import DatasetReport
    from countycli.render.encode import Data
    from countycli.render.words import Words

_COUNTS = {
    "places": N_("Counties and regions, with former ones"),
    "metrics": N_("Indicators"),
    "documents": N_("Documents"),
    "own_documents": N_("Documents of your own"),
    "observations": N_("Figures"),
    "doubtful": N_("Doubtful ones among the figures"),
    "targets": N_("Targets"),
    "initiatives": N_("Initiatives"),
    "groups": N_("Groups"),
}


def page(report: DatasetReport, words: Words) -> Page:
    told = words("version {version}; newest document of {date}", version=report.info.version, date=report.info.as_of)
    columns = (Column(words("What")), Column(words("Count"), right=True, style=STRONG))
    counts = tuple((words(_COUNTS[key]), f"{count:,}") for key, count in report.counts.items())
    where = report.paths
    lines = (
        words("TOML files: {path}", path=where.root),
        *(words("Own file: {path}", path=path) for path in where.own),
        words("Index: {path}", path=where.index_path or words("in memory")),
    )
    return Panel(words("The dataset"), (told,)), Table("", columns, counts), Lines(lines, QUIET)


def payload(report: DatasetReport, words: Words) -> Data:
    where = report.paths
    return {"query": {}, "counts": report.counts, "path": where.root, "own": list(where.own), "index": where.index_path}


def rows(report: DatasetReport, words: Words) -> list[Data]:
    return [{"what": key, "count": count} for key, count in report.counts.items()]


VIEW: View[DatasetReport] = View(page=page, payload=payload, rows=rows)
