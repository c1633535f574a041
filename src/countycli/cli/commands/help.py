"""`countycli help`."""

from typing import Annotated, Any

import typer

from countycli.cli import completion
from countycli.cli.endings import TEXT, refuse_others
from countycli.errors import UsageError
from countycli.phrases import N_, Phrase

EXAMPLES = (
    ("countycli help rank", N_("a command")),
    ("countycli help data export", N_("a command of a group")),
    ("countycli help periods", N_("a topic")),
)


def run(
    context: typer.Context,
    about: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND|TOPIC]",
            help=N_("A command, or one of the topics that `countycli help` lists."),
            autocompletion=completion.helps,
        ),
    ] = None,
) -> None:
    """The help of a command, as `COMMAND --help` shows it, or of a topic."""
    refuse_others(context.obj.output.file, TEXT)
    names = about or []
    text = _of_command(context, names) or _of_topic(context, names)
    context.obj.say(text + "\n")


def _of_command(context: typer.Context, names: list[str]) -> str | None:
    around: Any = context.parent
    for name in names:
        command = around.command.get_command(around, name) if hasattr(around.command, "rows") else None
        if command is None:
            return None
        around = command.make_context(name, [], parent=around, resilient_parsing=True)
    return str(around.command.get_help(around))


def _of_topic(context: typer.Context, names: list[str]) -> str:
    from countycli.cli.help import topic_help
    from countycli.cli.topics import TOPICS
    from countycli.model.naming import name_key

    words, asked = context.obj.words, " ".join(names)
    for name, topic in TOPICS.items():
        if name_key(asked) in (name_key(name), name_key(words(topic.title))):
            return topic_help(topic, context)
    raise _unknown(asked)


def _unknown(asked: str) -> UsageError:
    from difflib import get_close_matches

    from countycli.cli.commands import COMMANDS, DATA_COMMANDS
    from countycli.cli.topics import TOPICS

    message = Phrase("No command or topic “{name}”", name=asked)
    known = (*COMMANDS, *TOPICS, *(f"data {name}" for name in DATA_COMMANDS))
    close = get_close_matches(asked.casefold(), known, n=1)
    if close:
        return UsageError(message, Phrase("did you mean `{word}`?", word=f"countycli help {close[0]}"))
    return UsageError(message, Phrase("known: {words}", words=(*COMMANDS, *TOPICS)))
