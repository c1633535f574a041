"""`data path`: the folder of the TOML files, alone on the first line for scripts; then the reader's own files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.page import Lines, Page
from countycli.render.views import View

if TYPE_CHECKING:
    from countycli.query.dataset import PathReport
    from countycli.render.encode import Data
    from countycli.render.words import Words


def page(report: PathReport, words: Words) -> Page:
    return (Lines((report.root, *report.own), wrap=False),)


def payload(report: PathReport, words: Words) -> Data:
    return {"query": {}, "path": report.root, "own": list(report.own), "index": report.index_path}


def rows(report: PathReport, words: Words) -> list[Data]:
    bundled = {"path": report.root, "own": "false", "index": report.index_path}
    return [bundled, *({"path": path, "own": "true", "index": report.index_path} for path in report.own)]


VIEW: View[PathReport] = View(page=page, payload=payload, rows=rows)
