"""`data check`: faults, one a line as linters print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.page import Lines, Page
from countycli.render.views import View

if TYPE_CHECKING:
    from countycli.checks.report import CheckReport
    from countycli.render.encode import Data
    from countycli.render.words import Words


def page(report: CheckReport, words: Words) -> Page:
    lines = tuple(_line(row) for row in rows(report, words))
    count = words("Faults: {faults}; files checked: {files}", faults=len(lines), files=report.files)
    summary = Lines((count, *_folder(report, words)), wrap=False)
    return (Lines(lines, wrap=False), summary) if lines else (summary,)


def payload(report: CheckReport, words: Words) -> Data:
    return {"query": {}, "folder": report.folder, "files": report.files, "rows": rows(report, words)}


def rows(report: CheckReport, words: Words) -> list[Data]:
    return [
        {
            "path": fault.path,
            "line": fault.line,
            "code": fault.code,
            "message": words.phrase(fault.message),
            "hint": words.phrase(fault.hint) if fault.hint else None,
        }
        for fault in report.problems
    ]


def _folder(report: CheckReport, words: Words) -> tuple[str, ...]:
    """Which copy of the dataset was read: there may be several, of the installed package and of checkouts."""
    if report.folder is None:
        return ()
    if report.named:
        return (words("Definitions read: {path}", path=report.folder),)
    return (words("Dataset read: {path}", path=report.folder),)


def _line(row: Data) -> str:
    hint = f" ({row['hint']})" if row["hint"] else ""
    return f"{row['path']}:{row['line']}: {row['code']} {row['message']}{hint}"


VIEW: View[CheckReport] = View(
    page=page, payload=payload, rows=rows, empty_header=("path", "line", "code", "message", "hint")
)
