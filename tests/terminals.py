"""The program on a pseudo-terminal, where a test reads what appears and types what a person would."""

from __future__ import annotations

import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path

from conftest import Result, clean_environment

_SPINNER = re.compile(r"(\r\x1b\[Kcountycli: [^\r\n]*)+\r\x1b\[K")
_LONGEST = 60  # seconds without anything new on the screen: then something hangs


class Screen:
    """A process whose input, stdout and stderr are one pseudo-terminal."""

    def __init__(self, *command: str, columns: int = 80, rows: int = 24, **variables: str) -> None:
        self._terminal, other = os.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        # The process must be told that the terminal is its own, for keys to reach it and Ctrl-C to end it.
        self._process = subprocess.Popen(
            command,
            env={**clean_environment(), "TERM": "xterm-256color", **variables},
            pass_fds=[other],
            preexec_fn=lambda: os.login_tty(other),  # noqa: PLW1509  # it calls the system, and waits for no thread
        )
        os.close(other)
        self.seen = ""
        self._bytes = b""

    def until(self, pattern: str) -> str:
        """All that was seen, as soon as a pattern is in it."""
        while not re.search(pattern, self.seen, re.DOTALL):
            assert self._more(), f"{pattern!r} never came: {self.seen!r}"
        return self.seen

    def type(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def finish(self) -> Result:
        """The exit code and what stays on the screen when the process has ended: all but the states of a spinner, which
        a busy machine may show.
        """
        while self._more():
            pass
        os.close(self._terminal)
        return Result(self._process.wait(timeout=_LONGEST), _SPINNER.sub("", self.seen), "")

    def _more(self) -> bool:
        """Wait for something new; False where the process has ended."""
        ready, _, _ = select.select([self._terminal], [], [], _LONGEST)
        assert ready, f"nothing new: {self.seen!r}"
        try:
            self._bytes += os.read(self._terminal, 65536)
        except OSError:  # nobody holds the other end any more
            return False
        self.seen = self._bytes.decode(errors="ignore").replace("\r\n", "\n")
        return True


def on_terminal(*arguments: str, columns: int = 80, rows: int = 24, **variables: str) -> Screen:
    """The program on a terminal of its own."""
    return Screen(sys.executable, "-m", "countycli", *arguments, columns=columns, rows=rows, **variables)


def script(folder: Path, name: str, code: str) -> str:
    """A small program in Python, as a command line that a shell or a variable can hold."""
    path = folder / name
    path.write_text(code, encoding="utf-8")
    return f'"{sys.executable}" "{path}"'
