"""What the person who waits for a compilation is told."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from countycli.cli.session import Session
    from countycli.errors import Phrase

_PATIENCE = 0.5  # seconds in which nothing need be said
_STEP = 0.1  # seconds between two states of the line
_CLEARED = "\r\033[K"


class Progress:
    """A line on stderr once a compilation takes longer than half a second: on a terminal with the share that is done,
    taken away at the end; elsewhere written once.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._next = monotonic() + _PATIENCE
        self._told = False

    def advance(self, done: float) -> None:
        if monotonic() < self._next or (self._told and not self._is_live):
            return
        self._next = monotonic() + _STEP
        self._told = True
        text = self._session.words("Compiling the data, once for this state of the files …")
        if self._is_live:
            self._session.complain(f"{_CLEARED}countycli: {text} {done:.0%}")
        else:
            self._session.tell([text])

    def end(self) -> None:
        if self._told and self._is_live:
            self._session.complain(_CLEARED)
        self._told = False

    def warn(self, message: Phrase) -> None:
        self.end()
        self._session.tell([self._session.words.phrase(message)])

    @property
    def _is_live(self) -> bool:
        return self._session.environment.stderr.isatty()
