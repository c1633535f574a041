"""What the program needs of Typer's private copy of click. No other module imports from that copy.

Usage errors, the parser and completion items have no public names in Typer. Private names are safe because Typer's
version is bounded; the bounds are checked here, too, for a package manager can be told to ignore them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from countycli.errors import CountyError
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from pathlib import Path

LOWEST, TOO_HIGH = "0.26", "0.29"  # as in pyproject.toml


class UnfitTyperError(CountyError):
    """The installed version of Typer is not one that countycli works with."""

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

from typer._click import exceptions as errors  # noqa: E402  # only after the check: other versions lack the module
from typer._click.parser import _OptionParser as OptionParser  # noqa: E402  # likewise

__all__ = [
    "OptionParser",
    "UnfitTyperError",
    "completion_item",
    "completion_scripts",
    "errors",
    "installed_completion",
    "is_parameter",
    "offered",
]


def completion_item(value: str, gloss: str) -> object:
    """A word that the shell offers, with `gloss`, an explanation that shells show beside the word."""
    from typer._click.shell_completion import CompletionItem

    return CompletionItem(value, help=gloss)


def offered(root: Any, words: list[str], last: str, typed: str, **context: Any) -> tuple[Any, str, list[Any]]:
    """What completes the `last` word of a command line: the parameter or command that does, the part of the word that
    is completed (the value of `--metric=gd`), and the items offered.

    Typer drops items that don't begin as typed. So parameters are asked as if nothing were typed, and find what was in
    their context, under `typed`.
    """
    from typer._click.shell_completion import _resolve_context, _resolve_incomplete

    # An option without a value would keep Typer from reading the other words.
    complete = words[:-1] if words and words[-1].startswith("-") else words
    found = _resolve_context(root, context, root.name, complete)
    part, incomplete = _resolve_incomplete(found, words, last)
    found.meta[typed] = incomplete
    return part, incomplete, part.shell_complete(found, "" if is_parameter(part) else incomplete)


def is_parameter(part: Any) -> bool:
    return hasattr(part, "param_type_name")


def installed_completion(shell: str | None) -> tuple[str, Path]:
    """Put the script for a shell where the shell looks for it; None: the shell that runs. The shell and the file."""
    from typer._completion_shared import install

    return install(shell=shell)


def completion_scripts() -> dict[str, str]:
    """What Typer installs or prints for each shell, to be replaced. The texts are templates: `%` is written `%%`."""
    from typer._completion_shared import _completion_scripts

    return _completion_scripts
