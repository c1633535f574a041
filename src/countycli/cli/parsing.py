"""How a command line is read: no value that is given is dropped without a word."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import Any

from countycli.cli.click import OptionParser, errors
from countycli.errors import UsageError
from countycli.phrases import Phrase
from countycli.record import NamedTuple


class Parser(OptionParser):
    """Keeps every value of an option, so that one that takes a single value and is given several is noticed: the
    parser of Typer would keep the last. Options that take several are declared so; flags have no value to lose.
    """

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self._lenient = (
            context.resilient_parsing
        )  # while the shell completes a line, the value that stands last will do
        self._single: dict[str, str] = {}  # names of the options that take one value, by what they fill

    def add_option(
        self,
        obj: Any,
        opts: Sequence[str],
        dest: str | None,
        action: str = "store",
        nargs: int = 1,
        const: Any | None = None,
    ) -> None:
        if action == "store" and dest is not None:
            self._single[dest] = obj.opts[0]
            action = "append"
        super().add_option(obj, opts, dest, action, nargs, const)

    def parse_args(self, args: list[str]) -> tuple[dict[str, Any], list[str], list[Any]]:
        given, left, order = super().parse_args(args)
        for name in self._single.keys() & given.keys():
            given[name] = self._only(name, given[name])
        return given, left, order

    def _get_value_from_state(self, option_name: str, option: Any, state: Any) -> Any:
        """An option that stands where a value must is none: the value was forgotten."""
        following = state.rargs[0].partition("=")[0] if state.rargs else ""
        if following in self._long_opt or following in self._short_opt:
            raise errors.BadOptionUsage(option_name, "no value")
        return super()._get_value_from_state(option_name, option, state)

    def _match_short_opt(self, arg: str, state: Any) -> None:
        """`-format` is no `-f` with the value `ormat`."""
        long_option = f"-{arg.partition('=')[0]}"
        if long_option in self._long_opt:
            raise errors.NoSuchOption(arg, possibilities=[long_option], ctx=self.ctx)
        super()._match_short_opt(arg, state)

    def _only(self, name: str, values: list[str]) -> str:
        if len(values) > 1 and not self._lenient:
            raise repeated(self._single[name], values)
        return values[-1]


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
