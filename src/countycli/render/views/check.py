"""`data check`: faults, one a line as linters print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.page import Lines, Page

if TYPE_CHECKING:
    from countycli.query.data import CheckReport
    from countycli.render.encode import Data
    from countycli.render.words import Words


# The header of CSV where there are no faults.
EMPTY_HEADER = ("path", "line", "code", "message", "hint")


def page(report: CheckReport, words: Words) -> Page:
    lines = tuple(_line(row) for row in rows(report, words))
    count = words("Faults: {faults}; files checked: {files}", faults=len(lines), files=report.files)
    return (Lines(lines, wrap=False), Lines((count,))) if lines else (Lines((count,)),)


def payload(report: CheckReport, words: Words) -> Data:
    return {"query": {}, "files": report.files, "rows": rows(report, words)}


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


def _line(row: Data) -> str:
    hint = f" ({row['hint']})" if row["hint"] else ""
    return f"{row['path']}:{row['line']}: {row['code']} {row['message']}{hint}"
