"""Entry point of the command and of `python -m countycli`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line of this process and end it with the exit code."""
    gc.disable()  # the program ends before there is garbage worth collecting; saves a fifteenth of its time
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]) and _told_version():
        return
    try:
        from countycli.cli.app import run
        from countycli.cli.environment import Environment

        code = run(arguments, Environment.of_process())
        gc.freeze()  # spares the interpreter's last collection: the process gives back all memory anyway
        sys.exit(code)
    except KeyboardInterrupt:  # Ctrl-C before the command line could handle it
        sys.exit(130)


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
