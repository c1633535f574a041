"""What work is going on, for whoever waits for the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.index.store import Listener
from countycli.model.naming import quoted
from countycli.phrases import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from countycli.errors import FaultyFile

ANSWERING = N_("Working on the answer")
COMPILING = N_("Compiling the data, once for this state of the files")
CHECKING = N_("Checking the files")
EXPORTING = N_("Writing the tables")


class Compilation(Listener):
    """Passes on what a compilation tells: how far it is to the spinner, the rest to the reader."""

    def __init__(self, works_on: Callable[[str, float | None], None], tell: Callable[[Phrase], None]) -> None:
        self._works_on = works_on
        self._tell = tell

    def advance(self, done: float) -> None:
        self._works_on(COMPILING, done)

    def end(self) -> None:
        self._works_on(ANSWERING, None)

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
        self._tell(message)
