"""Faults in dataset files: what kinds there are, and where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from countycli.model.reports import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from countycli.phrases import Phrase

# Every kind of fault that `data check` reports. The documentation and the tests are held against this table.
CODES = {
    "D101": "The file can't be read, isn't UTF-8 or isn't TOML.",
    "D102": "A key that the format doesn't know.",
    "D103": "A key or table that must be there is missing.",
    "D104": "A value has the wrong type or form.",
    "D105": "A number is not finite (nan, inf).",
    "D201": "No county or region has this code.",
    "D202": "No metric has this id.",
    "D203": "No initiative category has this id.",
    "D204": "No topic, unit or group target has this id.",
    "D205": "A unit that doesn't convert into the metric's unit.",
    "D206": "A period that isn't written canonically.",
    "D207": "A word that isn't in the fixed list for its key.",
    "D301": "The same figure twice in one document.",
    "D302": "The same initiative twice in one document.",
    "D303": "The same code or id twice.",
    "D304": "A name of a reader's own that the book has for something else.",
    "D401": "A value outside the metric's plausible range.",
    "D402": "`printed` that can't mean `value`.",
    "D403": "A target among the observations.",
    "D404": "A figure without value and without standing.",
    "D405": "A target for a period that was over when the document appeared.",
    "D406": "A document from the future.",
    "D501": "A succession that the other unit doesn't confirm.",
    "D502": "A registry entry that contradicts its own code, name or dates.",
    "D503": "Figures of a place from before it began or after it ceased.",
    "D601": "Parts that don't add up to their whole.",
    "D602": "Counties that don't add up to their region in a table.",
    "D603": "Growth that the levels of two years contradict.",
    "D604": "A figure per head, or a share, that its parts contradict.",
    "D605": "A level of another magnitude than all others of its kind.",
    "D606": "Documents that differ by more than a revision, without a note.",
    "D607": "An amount per head that implies other people than the place has.",
}


class Problem(NamedTuple):
    """One fault. `keys` is the path of keys and list positions that leads to it in the parsed file."""

    path: Path
    keys: tuple[str | int, ...]
    code: str
    message: Phrase
    hint: Phrase | None = None
    line: int | None = None  # known beforehand only for syntax errors


def locate(problems: list[Problem]) -> list[Fault]:
    """The lines of all problems, sorted by file and line; each file is scanned once, and only if it has a fault."""
    from countycli.source.positions import line_numbers, line_of

    scanned: dict[Path, dict[tuple[str | int, ...], int]] = {}
    located = []
    for problem in problems:
        if problem.line is None and problem.path not in scanned:
            scanned[problem.path] = line_numbers(problem.path.read_text(encoding="utf-8", errors="replace"))
        line = problem.line or line_of(scanned[problem.path], problem.keys)
        located.append(Fault(str(problem.path), line, problem.code, problem.message, problem.hint))
    return sorted(located, key=lambda problem: (problem.path, problem.line, problem.code))
