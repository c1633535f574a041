"""`data path`: the folder of the TOML files, alone on a line for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.page import Lines, Page

if TYPE_CHECKING:
    from countycli.query.data import PathReport
    from countycli.render.encode import Data
    from countycli.render.words import Words


def page(report: PathReport, words: Words) -> Page:
    return (Lines((report.root,), wrap=False),)


def payload(report: PathReport, words: Words) -> Data:
    return {"query": {}, **rows(report, words)[0]}


def rows(report: PathReport, words: Words) -> list[Data]:
    return [{"path": report.root, "index": report.index_path}]
