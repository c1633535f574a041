"""What is wrong with a command line, and what to type instead. Loaded only for a faulty command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from countycli.cli.click import errors
from countycli.cli.commands import COMMANDS, DATA_COMMANDS, PROGRAM
from countycli.cli.group import command_at, words_of
from countycli.errors import AmbiguousError, CountyError, NotFoundError, UnknownMetricError, UsageError
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from countycli.index.ask.index import Index

_LIKENESS = 0.7  # the least likeness of a mistyped option to one that is suggested
_SPECIAL = re.compile(r"[\s\"'$`\\&|;<>()*?!#~]")


def explained(error: errors.UsageError, arguments: Sequence[str]) -> UsageError:
    """The parser's error in the program's own words, which are translated."""
    help_hint = Phrase("`{command} --help` shows what is understood", command=_command_line(arguments))
    if isinstance(error, errors.NoSuchOption):
        hint = _option_hint(error, arguments) or help_hint
        return UsageError(Phrase("No option {option}", option=error.option_name), hint)
    if isinstance(error, errors.BadOptionUsage):
        return UsageError(
            Phrase(
                "Option {option} is given without its value, or with one that it doesn't take", option=error.option_name
            ),
            help_hint,
        )
    if isinstance(error, errors.MissingParameter) and error.param is not None:
        name = error.param.metavar if error.param.param_type_name == "argument" else error.param.opts[0]
        return UsageError(Phrase("{name} is missing", name=name), help_hint)
    return UsageError(
        Phrase("The command line can't be understood: {reason}", reason=error.format_message()), help_hint
    )


def _option_hint(error: errors.NoSuchOption, arguments: Sequence[str]) -> Phrase | None:
    behind = _behind_its_command(error.option_name, arguments)
    if behind:
        return Phrase("options stand behind the command: `{line}`", line=behind)
    known = _options(error.ctx.command) if error.ctx else ()
    other_case = error.option_name.swapcase()
    close = get_close_matches(error.option_name, list(error.possibilities or ()), n=1, cutoff=_LIKENESS)
    if other_case in known:
        close = [other_case]
    return Phrase("did you mean `{word}`?", word=close[0]) if close else None


def _behind_its_command(option: str, arguments: Sequence[str]) -> str | None:
    """The line with all words before the command moved behind it, if the command has the option; else None."""
    position = next((place for place, word in enumerate(arguments) if word in COMMANDS), 0)
    command = command_at(arguments[position:]) if position else None
    if command is None or option not in _options(command):
        return None
    return typed([PROGRAM, *arguments[position:], *arguments[:position]])


def _options(command: Any) -> list[str]:
    return [
        name
        for param in command.params
        if param.param_type_name == "option"
        for name in (*param.opts, *param.secondary_opts)
    ]


def typed(words: Iterable[str]) -> str:
    """Words as they are typed in a shell, those with spaces in double quotes, which all shells understand."""
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    if not _SPECIAL.search(word):
        return word
    import shlex

    return f'"{word}"' if not _SPECIAL.search(word.replace(" ", "")) else shlex.quote(word)


def _command_line(arguments: Sequence[str]) -> str:
    """The command that was typed, without arguments: found here, for not every error of the parser names it."""
    words = [argument for argument in arguments if not argument.startswith("-")]
    if words[:1] == ["data"] and words[1:2] and words[1] in DATA_COMMANDS:
        return " ".join([PROGRAM, *words[:2]])
    return f"{PROGRAM} {words[0]}" if words and words[0] in COMMANDS else PROGRAM


def unexpected(context: Any) -> UsageError:
    """The error for more arguments than a command takes."""
    extra = context.args[0]
    hint = _use(context, extra) or Phrase("`{command} --help` shows what is understood", command=context.command_path)
    return UsageError(Phrase("Unexpected argument “{argument}”", argument=extra), hint)


def _use(context: Any, extra: str) -> Phrase | None:
    if _book(context) is None:
        return None
    from countycli.names.stray import stray

    return _in_quotes(context, [*words_of(context), *context.args]) or stray(
        context.obj.index, extra, _options(context.command)
    )


def advise(error: AmbiguousError | NotFoundError, context: Any) -> None:
    """Give the error a better hint, where two words are one name, or where a word belongs behind an option."""
    from countycli.names.stray import stray

    words = words_of(context)
    hint = _in_quotes(context, words, only_letters=isinstance(error, AmbiguousError))
    strays = [error.text] if isinstance(error, UnknownMetricError) else []
    if isinstance(error, NotFoundError) and not isinstance(error.__cause__, UnknownMetricError):
        strays += [word for word in words if f"“{word}”" in str(error)]
    if hint is None and strays:
        hint = stray(context.obj.index, strays[0], _options(context.command))
    error.hint = hint or error.hint


def _in_quotes(context: Any, words: Sequence[str], *, only_letters: bool = False) -> Phrase | None:
    """The line with two words in quotes if they name a place together; `only_letters`: Latin letters only, no path."""
    from countycli.names.resolve import is_name

    for position in range(len(words) - 1):
        name = " ".join(words[position : position + 2])
        if (name.isascii() or not only_letters) and is_name(context.obj.index, name):
            line = typed([*words[:position], name, *words[position + 2 :]])
            return Phrase("quote a name that holds spaces: `{line}`", line=f"{context.command_path} {line}")
    return None


def unknown_command(context: Any, arguments: Sequence[str]) -> UsageError:
    """The error for a word that is no command. For a county, indicator or group it suggests the command."""
    name, rows = arguments[0], context.command.rows
    close = get_close_matches(name, rows, n=1)
    message = Phrase("No command “{name}”", name=name)
    if close:
        return UsageError(message, Phrase("did you mean `{word}`?", word=close[0]))
    command = _command_for(context, name) if rows is COMMANDS else None
    if command:
        return UsageError(message, Phrase("did you mean `{word}`?", word=typed([PROGRAM, command, *arguments])))
    return UsageError(message, Phrase("known: {words}", words=tuple(rows)))


def _command_for(context: Any, name: str) -> str | None:
    from countycli.model.naming import name_key

    index = _book(context)
    kinds = {"show": "place", "rank": "metric", "groups": "group"}
    known = (command for command, kind in kinds.items() if index and index.names.hits(kind, name_key(name)))
    return next(known, None if name.isascii() else "show")


def _book(context: Any) -> Index | None:
    """The book; None where the book can't be read: the next command tells why."""
    try:
        index: Index = context.obj.index
    except CountyError:
        return None
    return index
