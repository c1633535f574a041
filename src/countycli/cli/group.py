"""Commands and groups for Typer: loaded when called, translated when shown, their reports written out."""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from countycli.cli.click import completion_item
from countycli.cli.commands import COMMANDS, CommandRow
from countycli.cli.options import LanguageOption, blank, help_option, output_options
from countycli.cli.parsing import Parser
from countycli.errors import AmbiguousError, ExitCode, NotFoundError, UnknownMetricError
from countycli.phrases import N_

_TYPER_HELPS = {
    "install_completion": N_("Install completion for this shell."),
    "show_completion": N_("Print the completion script for this shell."),
}
_OF_TEXTS = ("--output", "--width", "--pager", "--lang")  # the output options of commands that write a text


class _Parsed:
    """What commands and groups have in common: the program's own parser instead of Typer's."""

    def make_parser(self, ctx: Any) -> Parser:
        parser = Parser(ctx)
        for param in self.get_params(ctx):  # type: ignore[attr-defined]  # defined by the classes that this one is mixed into
            param.add_to_parser(parser, ctx)
        return parser


class Command(_Parsed, TyperCommand):
    """A command whose function returns a report, which the session writes out.

    Where the function has an option of the name of an output option, the function's takes its place.
    """

    has_format = True
    cites = False

    def __init__(self, name: str | None, *, params: list[Any] | None = None, **settings: Any) -> None:
        settings["add_help_option"] = False
        own = params or []
        names = {name for param in own for name in param.opts}
        output = [
            option for option in output_options(names, self.cites) if self.has_format or option.opts[0] in _OF_TEXTS
        ]
        super().__init__(name, params=[*own, help_option(), *output], **settings)
        self.context_settings = {"allow_extra_args": True}
        self.examples: tuple[tuple[str, str], ...] = ()

    def invoke(self, ctx: Any) -> Any:
        if ctx.args:
            from countycli.cli.usage import unexpected

            raise unexpected(ctx)
        refuse_blank(self.params, ctx)
        with ctx.obj.working():
            self._answer(ctx)

    def _answer(self, ctx: Any) -> None:
        try:
            report = super().invoke(ctx)
        except (AmbiguousError, NotFoundError) as error:
            words = words_of(ctx)
            if isinstance(error, UnknownMetricError) or len(words) > 1 or any(word[0].isdigit() for word in words):
                from countycli.cli.usage import advise

                advise(error, ctx)
            raise
        if report is not None:
            ctx.obj.emit(self.name, report)

    def get_help(self, ctx: Any) -> str:
        from countycli.cli.help import command_help

        return command_help(self, ctx)


class CitingCommand(Command):
    """A command whose answers may have references to their documents."""

    cites = True


class TextCommand(Command):
    """A command that writes a text of its own instead of a report: it has no choice of formats and no figures."""

    has_format = False


class CommandGroup(_Parsed, TyperGroup):
    """A group whose commands are rows of a table; a command's module is imported when the command is called."""

    rows: Mapping[str, CommandRow]

    def __init__(self, *, params: list[Any] | None = None, **settings: Any) -> None:
        settings["add_help_option"] = False
        super().__init__(params=[*(params or []), help_option()], **settings)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # Typer's signature
        return list(self.rows)

    def get_command(self, ctx: Any, name: str) -> Any:  # noqa: ARG002  # Typer's signature
        row = self.rows.get(name)
        return load_command(name, row) if row else None

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None and not ctx.resilient_parsing:
            from countycli.cli.usage import unknown_command

            raise unknown_command(ctx, args)
        return (name if command else None), command, args[1:]

    def get_help(self, ctx: Any) -> str:
        from countycli.cli.help import group_help

        return group_help(self, ctx)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Options and commands. The commands come from the table `rows`, so that none is loaded."""
        rows = [(name, row) for name, row in self.rows.items() if name.startswith(incomplete)]
        commands = [completion_item(name, row.help) for name, row in rows]
        return commands + super(TyperGroup, self).shell_complete(ctx, incomplete)


class RootGroup(CommandGroup):
    rows = COMMANDS


def load_command(name: str, row: CommandRow) -> Any:
    """The command of a row of the table; this imports the command's module."""
    if row.commands:
        return group_command(name, type("Group", (CommandGroup,), {"rows": row.commands}))
    module = import_module(f"countycli.cli.commands.{row.module}")
    app = typer.Typer(add_completion=False)
    kind = TextCommand if row.text else CitingCommand if row.cites else Command
    app.command(name, cls=kind, help=row.help)(getattr(module, row.function))
    command = typer.main.get_command(app)
    examples = module.EXAMPLES
    command.examples = examples[name] if isinstance(examples, dict) else examples  # type: ignore[attr-defined]  # a Command
    return command


def command_at(words: Sequence[str]) -> Any:
    """The command with which a command line begins; None where the first word is no command."""
    row = COMMANDS.get(words[0]) if words else None
    inner = row.commands.get(words[1]) if row and row.commands and len(words) > 1 else None
    if inner:
        return load_command(words[1], inner)
    return load_command(words[0], row) if row else None


def group_command(name: str, cls: type[CommandGroup], installs_completion: bool = False) -> Any:
    """A group of class `cls`. Without a subcommand it shows its help; the root shows what to do next."""
    app = typer.Typer(name=name, cls=cls, add_completion=installs_completion)
    app.callback(invoke_without_command=True)(_show_versions_or_start if cls is RootGroup else _show_help)
    group = typer.main.get_command(app)
    for param in group.params:
        param.help = _TYPER_HELPS.get(param.name or "", param.help)  # type: ignore[attr-defined]  # all are options
    return group


def _show_versions_or_start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", "-V", help=N_("Versions of program and dataset."))] = False,
    lang: LanguageOption = "",
) -> None:
    if version:
        from countycli.version import version_lines

        _say(context, version_lines(context.obj.environment.variables))
    if context.invoked_subcommand is None:
        from countycli.cli.start import start_page

        _say(context, start_page(context))


def _show_help(context: typer.Context, lang: LanguageOption = "") -> None:
    if context.invoked_subcommand is None:
        _say(context, context.get_help())


def _say(context: typer.Context, text: str) -> NoReturn:
    context.obj.say(text + "\n")
    raise typer.Exit(ExitCode.OK)


def words_of(ctx: Any) -> list[str]:
    """The words of the command line that are arguments, not options."""
    given = [ctx.params.get(param.name) for param in ctx.command.params if param.param_type_name == "argument"]
    return [word for value in given for word in ([value] if isinstance(value, str) else value or ()) if word]


def refuse_blank(params: Iterable[Any], ctx: Any) -> None:
    """Raises UsageError for an argument or option that was given but is empty: mostly a script's variable is unset."""
    for param in params:
        value = ctx.params.get(param.name)
        given = [value] if isinstance(value, str) else value if isinstance(value, list | tuple) else []
        if ctx.get_parameter_source(param.name).name == "COMMANDLINE" and not all(str(text).strip() for text in given):
            raise blank(param)
