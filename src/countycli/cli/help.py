"""Help in the reader's language: plain text without Rich, aligned by terminal cells so that Chinese lines up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from countycli.cli.options import OUTPUT_PANEL
from countycli.phrases import N_
from countycli.render.words import Words
from countycli.render.wrap import cell_width, wrap

if TYPE_CHECKING:
    from pathlib import Path

    from countycli.cli.topics import Entries, Topic

_WIDEST_TERM = 30
_INDENT = "  "

SYNOPSIS = N_("A reference book of county statistics: every figure with its period, unit, status and source.")


def command_help(command: Any, context: Any) -> str:
    words: Words = context.obj.words
    width = width_of(context)
    sections = [wrapped(_usage(context, words), width), wrapped(words(command.help), width)]
    if command.examples:
        lines = [entry(line, words(gloss), 44, width) for line, gloss in command.examples]
        sections.append(section(words("Examples:"), lines))
    for title, params in panels(command, context).items():
        sections.append(section(words(title), [_parameter(param, words, width) for param in params]))
    return "\n\n".join(sections)


def panels(command: Any, context: Any) -> dict[str, list[Any]]:
    """Arguments, the command's own options, and those that all commands share, by title."""
    panels: dict[str, list[Any]] = {}
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.get_params(context) if param.param_type_name == "option"]
    for param in (*arguments, *sorted(options, key=_is_shared)):
        title = N_("Output:") if _is_shared(param) else N_("Options:")
        panels.setdefault(N_("Arguments:") if param in arguments else title, []).append(param)
    return panels


def _is_shared(param: Any) -> bool:
    return getattr(param, "rich_help_panel", None) == OUTPUT_PANEL


def group_help(group: Any, context: Any) -> str:
    words: Words = context.obj.words
    width = width_of(context)
    sections = [_usage(context, words)]
    if context.parent is None:
        sections.append(wrapped(words(SYNOPSIS), width))
    commands = [entry(name, words(row.help), 14, width) for name, row in group.rows.items()]
    sections.append(section(words("Commands:"), commands))
    options = [_parameter(param, words, width) for param in group.get_params(context)]
    sections.append(section(words("Options:"), options))
    tells = words("`{command} COMMAND --help` tells about one command.", command=context.command_path)
    if context.parent is None:
        from countycli.cli.topics import TOPICS

        topics = [entry(name, words(topic.title), 14, width) for name, topic in TOPICS.items()]
        sections.append(section(words("Topics:"), topics))
        tells = words("`countycli help COMMAND` tells about a command, `countycli help TOPIC` about a topic.")
    return "\n\n".join([*sections, wrapped(tells, width)])


def topic_help(topic: Topic, context: Any) -> str:
    words: Words = context.obj.words
    width = width_of(context)
    return "\n\n".join([words(topic.title), *(_block(block, context, words, width) for block in topic.blocks)])


def _block(block: str | Entries, context: Any, words: Words, width: int) -> str:
    facts = facts_of(context, words)
    if isinstance(block, str):
        return wrapped(words(block).format(**facts), width)
    return "\n".join(entry(term.format(**facts), words(text), _WIDEST_TERM, width) for term, text in block)


def facts_of(context: Any, words: Words) -> dict[str, str]:
    """What fills the texts of topics: folders on this system, and endings of file names."""
    from countycli.render.emit import ENDINGS
    from countycli.source.folders import cache_folder, data_folder

    variables = context.obj.environment.variables
    none = words("(none: there is no home folder)")
    folders = {"data": str(data_folder(variables) or none), "cache": str(cache_folder(variables) or none)}
    return {**folders, "endings": " ".join(ENDINGS), "schemas": str(_schemas())}


def _schemas() -> Path:
    """The folder of the JSON Schema files: in the installed package, else among the documentation."""
    from pathlib import Path

    package = Path(__file__).parents[1]
    installed = package / "schemas"
    return installed if installed.exists() else package.parents[1] / "docs" / "reference" / "schemas"


def _usage(context: Any, words: Words) -> str:
    return words("Usage: {line}", line=" ".join([context.command_path, *synopsis(context.command, words)]))


def synopsis(command: Any, words: Words) -> list[str]:
    """What is typed behind the name of a command."""
    pieces = []
    for param in command.params:
        if param.param_type_name == "argument":
            pieces.append(param.metavar)
        elif param.required:
            pieces.append(f"{param.opts[0]} {param.metavar}")
    return [*pieces, words("COMMAND") if hasattr(command, "rows") else words("[OPTIONS]")]


def section(title: str, lines: list[str]) -> str:
    return "\n".join([title, *lines])


def _parameter(param: Any, words: Words, width: int) -> str:
    is_long_alone = param.param_type_name == "option" and all(name.startswith("--") for name in param.opts)
    term, text = parameter(param, words)
    return entry(f"    {term}" if is_long_alone else term, text, _WIDEST_TERM, width)


def parameter(param: Any, words: Words) -> tuple[str, str]:
    """An argument, or the names of an option with what the option takes; and what it means."""
    text = words(param.help) if param.help else ""
    if param.param_type_name == "argument":
        return param.metavar, text
    short = [name for name in param.opts if not name.startswith("--")]
    long = [name for name in (*param.opts, *param.secondary_opts) if name.startswith("--")]
    names = ", ".join([*short, *long])
    return names if param.is_flag else f"{names} {param.metavar}", text + (
        words(" Required.") if param.required else ""
    )


def entry(term: str, text: str, column: int, width: int) -> str:
    """A term with `text` beside it, from a `column` on; below where the term is too long or the line too narrow."""
    room = width - len(_INDENT) - column
    if room < 24:
        return f"{_INDENT}{term}\n" + wrapped(text, width, _INDENT * 3)
    padding = " " * max(0, column - cell_width(term))
    lines = wrapped(text, width, _INDENT + " " * column).split("\n")
    first = f"{_INDENT}{term}"
    if not padding:
        return "\n".join([first, *lines])
    return "\n".join([first + padding + lines[0].lstrip(), *lines[1:]])


def wrapped(text: str, width: int, indent: str = "") -> str:
    return "\n".join(indent + line for line in wrap(text, width - len(indent)))


def width_of(context: Any) -> int:
    return context.obj.width() or 80
