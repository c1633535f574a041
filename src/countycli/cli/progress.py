"""Messages to a person who waits for a compilation."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from countycli.index.store import Listener
from countycli.model.naming import quoted
from countycli.phrases import N_, Phrase
from countycli.render.terminal import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from countycli.errors import FaultyFile
    from countycli.render.words import Words

_PATIENCE = 0.5  # seconds of silence before the first message
_STEP = 0.1  # seconds between two states of the line
_CLEARED = "\r\033[K"


COMPILING = N_("Compiling the data, once for this state of the files …")
CHECKING = N_("Checking the files …")


class Progress(Listener):
    """A line on stderr about work that takes longer than half a second. On a terminal the line shows the share that is
    done, and is removed at the end; elsewhere, as in a log, it is written once.
    """

    def __init__(self, words: Words, write: Callable[[str], None], *, live: bool, work: str = COMPILING) -> None:
        """`write` writes a text to stderr unchanged; `live` tells whether stderr is a terminal."""
        self._words = words
        self._write = write
        self._live = live
        self._work = work
        self._next = monotonic() + _PATIENCE
        self._told = False

    def advance(self, done: float) -> None:
        if monotonic() < self._next or (self._told and not self._live):
            return
        self._next = monotonic() + _STEP
        self._told = True
        words = self._words
        text = "countycli: " + words(self._work)
        self._write(f"{_CLEARED}{text} {done:.0%}" if self._live else f"{text}\n")

    def end(self) -> None:
        if self._told and self._live:
            self._write(_CLEARED)
        self._told = False

    def leave_out(self, file: FaultyFile) -> None:
        text = Phrase(
            "{path} is left out, for it has faults ({count}; the first in line {line}): `{command}` lists them,"
            " `--strict` stops at them",
            path=file.path,
            count=file.faults,
            line=file.line,
            command=f"countycli data check {quoted(file.path)}",
        )
        self.warn(text)

    def warn(self, message: Phrase) -> None:
        self.end()
        self._write(f"countycli: {safe_line(self._words.phrase(message))}\n")
