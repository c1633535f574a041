"""What has to be known of a command line before it is parsed: in which language and form to report errors.

Nothing here needs Typer, so that a Typer that can't be used is reported as any other error is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from countycli.errors import UsageError
from countycli.phrases import Phrase
from countycli.record import NamedTuple


def repeated(option: str, values: Collection[str]) -> UsageError:
    """The error for an option that takes one value and was given several."""
    message = Phrase("{option} is given more than once: {values}", option=option, values=tuple(values))
    return UsageError(message, Phrase("{option} takes one value", option=option))


class Glance(NamedTuple):
    """How to talk to whoever typed a command line, even one that can't be parsed. `languages` are the values of
    `--lang`; `wants_json` tells whether errors, too, are to be JSON.
    """

    languages: tuple[str, ...]
    wants_json: bool


def glance(arguments: Sequence[str]) -> Glance:
    """Look for the options of language and format, up to `--`: all words behind `--` are names."""
    options = list(takewhile(lambda word: word != "--", arguments))
    formats = (value.casefold() for value in _values_of(options, "--format", "-f"))
    return Glance(tuple(_values_of(options, "--lang")), "--json" in options or "json" in formats)


def _values_of(arguments: Sequence[str], *names: str) -> Iterator[str]:
    """The values of an option under any of its names."""
    for position, argument in enumerate(arguments):
        for name in names:
            if argument == name:
                yield from arguments[position + 1 : position + 2]
            elif argument.startswith(f"{name}="):
                yield argument.partition("=")[2]
            elif len(name) == 2 and argument.startswith(name):  # -fjson
                yield argument[2:]
