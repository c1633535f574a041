"""`data check`: faults, one a line as linters print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.page import Lines, Page
from countycli.render.views import View

if TYPE_CHECKING:
    from countycli.checks.report import CheckReport
    from countycli.model.reports import Fault
    from countycli.render.encode import Data
    from countycli.render.words import Words


_MOST_ALIKE = 5  # so many faults of one kind are each shown on a screen; of more, the first and a count
_FIRST_LINES = 5  # so many line numbers stand beside that count


def page(report: CheckReport, words: Words) -> Page:
    lines = tuple(_line(row) for row in rows(report, words))
    count = words("Faults: {faults}; files checked: {files}", faults=len(lines), files=report.files)
    summary = Lines((count, *_folder(report, words)), wrap=False)
    return (Lines(_grouped(report, lines, words), wrap=False, complete=lines), summary) if lines else (summary,)


def _grouped(report: CheckReport, lines: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """Lines in which a kind of many faults is shown once: a converted sheet may have the same fault in each row."""
    kinds: dict[tuple[object, ...], list[int]] = {}
    for number, fault in enumerate(report.problems):
        kinds.setdefault(_kind(fault), []).append(number)
    shown: dict[int, str] = {}
    for numbers in kinds.values():
        if len(numbers) <= _MOST_ALIKE:
            shown.update((number, lines[number]) for number in numbers)
        else:
            first, *others = numbers
            alike = _alike([report.problems[number] for number in others], report.problems[first], words)
            shown[first] = f"{lines[first]}\n    {alike}"
    return tuple(part for _, text in sorted(shown.items()) for part in text.split("\n"))


def _kind(fault: Fault) -> tuple[object, ...]:
    """What faults of one kind have in common. Faults about different keys of a file are of different kinds."""
    key = fault.message.params.get("key") if fault.code in ("D103", "D104") else None
    return fault.code, fault.message.template, key


def _alike(faults: list[Fault], first: Fault, words: Words) -> str:
    """How many more faults there are of a kind, where, and how to see them."""
    files = {fault.path for fault in faults}
    if files != {first.path}:
        return words(
            "… and {count} more of this kind ({code}), in {files} files; `-f csv` lists each",
            count=f"{len(faults):,}",
            code=first.code,
            files=f"{len(files):,}",
        )
    lines = tuple(dict.fromkeys(str(fault.line) for fault in faults))
    return words(
        "… and {count} more of this kind ({code}), in lines {lines}; `-f csv` lists each",
        count=f"{len(faults):,}",
        code=first.code,
        lines=(*lines[:_FIRST_LINES], "…") if len(lines) > _FIRST_LINES else lines,
    )


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
    page=page, payload=payload, rows=rows, empty_header=lambda: ("path", "line", "code", "message", "hint")
)
