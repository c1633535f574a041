"""The parser of command lines. Unlike Typer's, it never drops a value silently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from countycli.cli.click import OptionParser, errors
from countycli.cli.glance import repeated

_FILES = ("FILE", "PATH")  # metavars of what names files and folders
USUAL = {"--cite": "gbt7714"}  # values of options that may stand alone


def names_files(param: Any) -> bool:
    """Whether the values of an argument or option are names of files or folders."""
    return str(getattr(param, "metavar", "")).strip("[].") in _FILES


class Parser(OptionParser):
    """Notices an option of one value that is given several times, of which Typer's parser would keep the last. To this
    end all values of such options are collected. Options of several values are declared as such; flags have no value.

    Of values only what can be seen is read, but for the names of files, which may have any characters.
    """

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self._lenient = context.resilient_parsing  # the shell completes a line: no errors, the last value will do
        self._single: dict[str, str] = {}  # the options of one value: parameter → name of the option
        self._files = {param.name for param in context.command.params if names_files(param)}

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
        for name in given.keys() - self._files:
            given[name] = _seen(given[name])
        return given, left, order

    def _get_value_from_state(self, option_name: str, option: Any, state: Any) -> Any:
        """Raises an error where another option follows instead of the value: the value was forgotten, unless the option
        has a usual one.
        """
        if option_name in USUAL and (not state.rargs or state.rargs[0].startswith("-")):
            return USUAL[option_name]
        following = state.rargs[0].partition("=")[0] if state.rargs else ""
        if following in self._long_opt or following in self._short_opt:
            raise errors.BadOptionUsage(option_name, "no value")
        return super()._get_value_from_state(option_name, option, state)

    def _match_short_opt(self, arg: str, state: Any) -> None:
        """Raises an error for `-format`, lest it is read as `-f` with the value `ormat`."""
        long_option = f"-{arg.partition('=')[0]}"
        if long_option in self._long_opt:
            raise errors.NoSuchOption(arg, possibilities=[long_option], ctx=self.ctx)
        super()._match_short_opt(arg, state)

    def _only(self, name: str, values: list[str]) -> str:
        if len(values) > 1 and not self._lenient:
            raise repeated(self._single[name], values)
        return values[-1]


def _seen(value: Any) -> Any:
    """A value, or each of several values, without characters that nobody sees."""
    if isinstance(value, str) and not value.isascii():
        from countycli.model.naming import visible

        return visible(value)
    return type(value)(map(_seen, value)) if isinstance(value, list | tuple) else value
