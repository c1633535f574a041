"""Answers a command line by Typer. Where the compiled index turns out to be damaged, a new one is made."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from countycli.cli import click
from countycli.cli.commands import PROGRAM
from countycli.cli.environment import COMPLETION_VARIABLE
from countycli.cli.group import RootGroup, group_command
from countycli.cli.session import Session
from countycli.errors import CountyError, DamagedIndexError, ExitCode

_INSTALLING = {"--install-completion", "--show-completion"}  # options of Typer's


def answer(arguments: Sequence[str], session: Session) -> int:
    """Answer a command line; the exit code. Raises CountyError.

    After an error that nothing explains, the index is taken to be damaged, made anew, and asked once more. For damage
    can show as any exception: a word in the place of a number, say, fails where somebody reckons with the number.
    """
    try:
        return _invoke(arguments, session)
    except DamagedIndexError as error:
        if not session.drop_index(error.path):
            raise
    except (CountyError, typer.Abort):
        raise
    except Exception:
        if not session.drop_index():
            raise
    return _invoke(arguments, session)


def _invoke(arguments: Sequence[str], session: Session) -> int:
    root = group_command(PROGRAM, RootGroup, installs_completion=True)
    if COMPLETION_VARIABLE in session.environment.variables:
        from countycli.cli.shell import answer_shell

        return answer_shell(root, session)
    if not _INSTALLING.isdisjoint(arguments):
        from countycli.cli.shell import replace_scripts

        replace_scripts(root, session)
    try:
        code = root.main(list(arguments), prog_name=PROGRAM, standalone_mode=False, obj=session)
    except click.errors.UsageError as error:
        from countycli.cli.usage import explained

        raise explained(error, arguments) from error
    return code if isinstance(code, int) else ExitCode.OK
