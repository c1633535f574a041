"""Programs that believe they write to a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import termios
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINES = 50  # of the terminal
_BLOCK = 65_536


def written(command: list[str], variables: Mapping[str, str], columns: int) -> bytes:
    """What a program writes to a pseudo-terminal of so many columns, read while the program runs, as terminals do."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (_LINES, columns))
    try:
        process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=variables)
        os.close(theirs)
        blocks = []
        with suppress(OSError):  # how Linux tells that nobody writes any more
            while block := os.read(ours, _BLOCK):
                blocks.append(block)
        process.wait()
    finally:
        os.close(ours)
    return b"".join(blocks)
