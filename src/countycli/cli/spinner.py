"""The line that a terminal shows while work takes long."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from itertools import cycle
from threading import Event, RLock, Thread
from typing import TYPE_CHECKING

from countycli.cli.progress import ANSWERING
from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.cli.environment import Environment
    from countycli.render.words import Words

_PATIENCE = 0.5  # seconds before the line is shown
_STEP = 0.1  # seconds between two states of the line
_CLEARED = "\r\033[K"
_SIGNS = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_ASCII_SIGNS = "|/-\\"


class Spinner:
    """A line on stderr with a moving sign, shown while work goes on that takes longer than half a second. It is gone
    when the work ends, and whenever something else is written. Only terminals that can take a line back get one.

    A thread draws the line, for most work doesn't tell how far it has come.
    """

    def __init__(self, words: Words, environment: Environment) -> None:
        self._words = words
        self._environment = environment
        self._work = ANSWERING
        self._share: float | None = None
        self._lock = RLock()  # whoever writes to the terminal holds it
        self._drawn = False

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the line while the block runs."""
        ended = Event()
        thread = Thread(target=self._draw_until, args=(ended,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
            self._clear()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the line away, and draw none while the block writes to the terminal."""
        with self._lock:
            self._clear()
            yield

    def tell(self, work: str, share: float | None = None) -> None:
        """What is done now and, where that is known, how much of the work is done, from 0 to 1."""
        self._work, self._share = work, share

    def _draw_until(self, ended: Event) -> None:
        signs = cycle(_SIGNS if self._environment.can_tell(_SIGNS) else _ASCII_SIGNS)
        patience = _PATIENCE
        while not ended.wait(patience):
            patience = _STEP
            with self._lock:
                if not ended.is_set():
                    self._write(_CLEARED + self._line(next(signs)))
                    self._drawn = True

    def _line(self, sign: str) -> str:
        """As much of the line as fits the terminal: the end of a longer one would stay on the screen."""
        share = "" if self._share is None else f" {self._share:.0%}"
        work = self._words(self._work)
        text = f"countycli: {sign}{share} {work if self._environment.can_tell(work) else ''}".rstrip()
        room = (self._environment.message_width() or 80) - 1
        while cell_width(text) > room:
            text = text[:-1]
        return text

    def _clear(self) -> None:
        if self._drawn:
            self._write(_CLEARED)
            self._drawn = False

    def _write(self, text: str) -> None:
        with suppress(OSError):
            self._environment.stderr.write(text)
            self._environment.stderr.flush()
