"""Entry point of the command and of `python -m countycli`."""

from __future__ import annotations

import gc
import os
import sys

# The module `signal` would first make enumerations of its numbers, which takes a tenth of the time of `--version`.
from _signal import SIGINT, default_int_handler, getsignal, signal  # type: ignore[import-not-found]  # has no stub

_INTERRUPTED = 130


def _leave(*_: object) -> None:
    """End the process at once: nothing has been begun yet, or everything is done."""
    os._exit(_INTERRUPTED)


def _leave_on_interrupt() -> None:
    """Let Ctrl-C end the process without a traceback. A process that was told to ignore Ctrl-C goes on ignoring it."""
    if getsignal(SIGINT) is default_int_handler:
        signal(SIGINT, _leave)


_leave_on_interrupt()  # here, because most of the time of a start is what follows: imports


def main() -> None:
    """Run the command line of this process and end it with the exit code."""
    gc.disable()  # the program ends before there is garbage worth collecting; saves a fifteenth of its time
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]) and _told_version():
        return
    from countycli.cli.app import run
    from countycli.cli.environment import Environment

    try:
        try:
            _raise_on_interrupt()
            code = run(arguments, Environment.of_process())
        finally:
            _leave_on_interrupt()
    except KeyboardInterrupt:  # what was half done has been undone on the way here
        code = _INTERRUPTED
    gc.freeze()  # spares the interpreter's last collection: the process gives back all memory anyway
    sys.exit(code)


def _raise_on_interrupt() -> None:
    """Let Ctrl-C be an exception, so that files half written are removed. Where Python can't raise one, as in the
    callbacks of imports, it would tell so with a traceback and go on: then the process ends.
    """
    if getsignal(SIGINT) is _leave:
        signal(SIGINT, default_int_handler)
        sys.unraisablehook = _unraisable


def _unraisable(failure: sys.UnraisableHookArgs) -> None:
    if failure.exc_type is KeyboardInterrupt:
        _leave()
    sys.__unraisablehook__(failure)


def _told_version() -> bool:
    """Print the versions before anything else is loaded; where that fails, the command line explains why."""
    from countycli.version import version_lines

    try:
        print(version_lines(os.environ), flush=True)
    except Exception:  # noqa: BLE001  # the command line meets the same fault, and explains it
        return False
    return True


if __name__ == "__main__":
    main()
