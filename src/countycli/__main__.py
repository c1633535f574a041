"""Entry point of the command and of `python -m countycli`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line of this process and end it with the exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from countycli.version import version_lines

        print(version_lines())
        return
    from countycli.cli.app import run
    from countycli.cli.environment import Environment

    sys.exit(run(arguments, Environment.of_process()))


if __name__ == "__main__":
    main()
