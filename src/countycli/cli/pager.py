"""Shows an answer in a pager, the program that the reader leafs through long texts with."""

from __future__ import annotations

import os
import shlex
import signal
from contextlib import contextmanager, suppress
from subprocess import PIPE, Popen
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

from countycli.errors import reason_of
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from countycli.cli.environment import Environment

# What pagers are told where the reader has set nothing: `less` to pass colours on, to end at once where the text fits
# the screen, and to leave the text on the screen; `lv`, a pager for East Asian texts, to pass colours on.
_USUAL_FLAGS = {"LESS": "FRX", "LV": "-c"}


# Exit codes of pagers, and of shells, that show nothing: an unknown option, a program that isn't there. Others, such as
# that of `less` after Ctrl-C, may come from the reader.
_FAILURES = (1, 126, 127)


def page(text: str, pagers: Sequence[str], environment: Environment) -> Phrase | None:
    """Show a text in the first of the `pagers` that can be run, until the reader leaves; else tell why none has."""
    reason = None
    for command in pagers:
        try:
            pager = _started(command, environment)
        except (OSError, ValueError) as error:  # ValueError: no command line, for a quotation mark is missing
            told = reason_of(error) if isinstance(error, OSError) else str(error)
            reason = Phrase("The pager {command} can't be run: {reason}", command=command, reason=told)
        else:
            _feed(pager, text)
            if pager.returncode not in _FAILURES:
                return None
            reason = Phrase("The pager {command} failed with exit code {code}", command=command, code=pager.returncode)
    return reason


def _started(command: str, environment: Environment) -> Popen[str]:
    """The pager as a process that waits for a text."""
    stdout = environment.stdout
    # Without a locale `less` would show the bytes of Chinese as numbers.
    charset = {"LESSCHARSET": "utf-8"} if environment.encodes_everything else {}
    return Popen(  # noqa: S603  # a program of the reader's choice, run without a shell
        shlex.split(command, posix=os.name == "posix"),
        stdin=PIPE,
        stdout=stdout,
        env={**_USUAL_FLAGS, **charset, **environment.variables},
        encoding=stdout.encoding,
        errors=stdout.errors,
    )


def _feed(pager: Popen[str], text: str) -> None:
    """Give the pager its text, and wait for the reader. One who leaves before the end closes the pipe: no error."""
    with _interrupts_ignored(), suppress(OSError), pager:
        if pager.stdin:
            pager.stdin.write(text)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Ctrl-C belongs to the pager while the pager runs: in `less` it ends a search, and must not end this program."""
    if current_thread() is not main_thread():  # only the main thread may ignore signals, and only it gets them
        yield
        return
    former = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)
