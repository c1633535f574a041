"""What has to be known of a command line before it is parsed. Nothing of Typer is needed for it, so that where Typer
can't be used that can be said as any other error.
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
    """What has to be known of a command line before it is parsed, and of one that can't be: how to talk to whoever
    typed it. `languages` are the values of `--lang`; `wants_json` tells whether errors are to be objects, too.
    """

    languages: tuple[str, ...]
    wants_json: bool


def glance(arguments: Sequence[str]) -> Glance:
    """Look for those options up to `--`, behind which all words are names."""
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
