"""Faults in dataset files: what kinds there are, and where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from countycli.model.reports import Fault
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from pathlib import Path

    from countycli.source.sheet import Sheet
    from countycli.source.suggestions import Hint

# Every kind of fault that `data check` reports. The documentation and the tests are held against this table.
CODES = {
    "D101": "The file can't be read, isn't UTF-8 or isn't TOML.",
    "D102": "A key that the format doesn't know.",
    "D103": "A key or table that must be there is missing.",
    "D104": "A value has the wrong type or form.",
    "D105": "A number is not finite (nan, inf), or has more digits than anybody can mean.",
    "D201": "No county or region has this code.",
    "D202": "No metric has this id.",
    "D203": "No initiative category has this id.",
    "D204": "No topic, unit or group target has this id.",
    "D205": "A unit that doesn't convert into the metric's unit.",
    "D206": "A period that isn't written canonically.",
    "D207": "A word that isn't in the fixed list for its key.",
    "D208": "An indicator that refers to itself, directly or through others.",
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
    "D407": "A doubtful figure that doesn't say why it is.",
    "D408": "A document that was read before it appeared.",
    "D501": "A succession that the other unit doesn't confirm.",
    "D502": "A registry entry that contradicts its own code, name or dates.",
    "D503": "Figures of a place from before it began or after it ceased.",
    "D504": "A layout without a tile for a place of its region.",
    "D601": "Parts that don't add up to their whole.",
    "D602": "Counties that don't add up to their region in a table.",
    "D603": "Growth that the levels of two years contradict.",
    "D604": "A figure per head, or a share, that its parts contradict.",
    "D605": "A level of another magnitude than all others of its kind.",
    "D606": "Documents that differ by more than a revision, without a note.",
    "D607": "An amount per head that implies other people than the place has.",
}


_LONGEST = 200  # characters of a word that a message repeats
_MOST_SUGGESTIONS = 200  # different words for which a suggestion is sought; each search takes milliseconds


class Problem(NamedTuple):
    """One fault. `keys` is the path of keys and list positions that leads to the faulty value in the parsed file.
    `line` is known beforehand only where the file is no TOML. A `faint` problem is left out where its line has another
    one, which tells more.
    """

    sheet: Sheet
    keys: tuple[str | int, ...]
    code: str
    message: Phrase
    hint: Hint = None
    line: int | None = None
    faint: bool = False

    @property
    def path(self) -> Path:
        return self.sheet.path


def locate(problems: list[Problem]) -> list[Fault]:
    """The lines and hints of all problems, sorted by file and line."""
    hints = _Hints()
    lines = [problem.line or problem.sheet.line_of(problem.keys) for problem in problems]
    told = {(problem.path, line) for problem, line in zip(problems, lines, strict=True) if not problem.faint}
    located = [
        Fault(str(problem.path), line, problem.code, _shortened(problem.message), hints.of(problem))
        for problem, line in zip(problems, lines, strict=True)
        if not problem.faint or (problem.path, line) not in told
    ]
    return sorted(located, key=lambda fault: (fault.path, fault.line, fault.code))


def _shortened(message: Phrase) -> Phrase:
    """The message with long words cut, such as a whole file that was pasted between two quotation marks."""
    long = {
        key: f"{word[:_LONGEST]}…"
        for key, word in message.params.items()
        if isinstance(word, str) and len(word) > _LONGEST
    }
    return Phrase(message.template, **{**message.params, **long}) if long else message


class _Hints:
    """Finds the hints of problems: each suggestion once, and no more suggestions than anybody reads."""

    def __init__(self) -> None:
        self._found: dict[object, Phrase | None] = {}

    def of(self, problem: Problem) -> Phrase | None:
        hint = problem.hint
        if hint is None or isinstance(hint, Phrase):
            return hint
        if hint not in self._found and len(self._found) < _MOST_SUGGESTIONS:
            self._found[hint] = hint.find()
        return self._found.get(hint)
