"""What is needed of Typer's private copy of click, and of its version. Nothing else imports from there.

Typer shows its usage errors, its parser and its completion items nowhere else. That is safe because of the bounds on
its version, which are checked here too: a package manager can be told to ignore them.
"""

from __future__ import annotations

import typer

from countycli.errors import CountyError
from countycli.phrases import Phrase

LOWEST, TOO_HIGH = "0.26", "0.29"  # as in pyproject.toml


class UnfitTyperError(CountyError):
    """The Typer that is installed is not one that countycli works with."""

    def __init__(self, found: str) -> None:
        wanted = f"typer>={LOWEST},<{TOO_HIGH}"
        super().__init__(
            Phrase("countycli needs {wanted}, and finds {found}", wanted=wanted, found=f"typer {found}"),
            Phrase("`{command}` installs it", command=f'pip install "{wanted}"'),
        )


def fits(version: str) -> bool:
    """Whether countycli works with a version of Typer."""
    return _parts(LOWEST) <= _parts(version) < _parts(TOO_HIGH)


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".")[:2] if part.isdecimal()]


if not fits(typer.__version__):
    raise UnfitTyperError(typer.__version__)

from typer._click import exceptions as errors  # noqa: E402  # other versions have no such module
from typer._click.parser import _OptionParser as OptionParser  # noqa: E402  # likewise

__all__ = ["OptionParser", "UnfitTyperError", "completion_item", "errors"]


def completion_item(value: str, gloss: str) -> object:
    """A word that the shell offers, with what it means."""
    from typer._click.shell_completion import CompletionItem

    return CompletionItem(value, help=gloss)
