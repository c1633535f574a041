"""Options and arguments that several commands share, and the output options, which all commands have."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any

import typer
from typer.core import TyperOption

from countycli.cli import completion
from countycli.cli.session import Session
from countycli.errors import UsageError
from countycli.model.period import Period
from countycli.phrases import N_, Phrase

CountyArgument = Annotated[
    str,
    typer.Argument(
        metavar="COUNTY",
        help=N_("A county or region: code, name, pinyin, former name, or a path like 温州平阳."),
        autocompletion=completion.places,
        show_default=False,
    ),
]


def metric_argument(metavar: str = "METRIC") -> Any:
    return typer.Argument(
        metavar=metavar,
        help=N_("The indicator: its id or name."),
        autocompletion=completion.metrics,
        show_default=False,
    )


def metrics_argument(text: str) -> Any:
    return typer.Argument(metavar="[METRIC]...", help=text, autocompletion=completion.metrics, show_default=False)


def metrics_option(text: str) -> Any:
    return typer.Option("--metric", "-m", metavar="ID", help=text, autocompletion=completion.metrics)


def periods_option(text: str) -> Any:
    return period_option("--period", "-p", text=text)


def period_option(*names: str, text: str) -> Any:
    return typer.Option(*names, metavar="PERIOD", help=text, autocompletion=completion.periods)


MetricsOption = Annotated[list[str] | None, metrics_option(N_("Only this indicator; may be repeated."))]
TopicsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--topic",
        "-t",
        metavar="TOPIC",
        help=N_("Only indicators of this topic; may be repeated."),
        autocompletion=completion.topics,
    ),
]
PeriodOption = Annotated[str, periods_option(N_("2024, 2024Q1-Q3, 2024前三季度, 2025H1, 2024-01/09, 十四五 …"))]
PeriodsOption = Annotated[
    list[str] | None,
    periods_option(N_("Only this period, such as 2024, 2024Q1-Q3, 2024前三季度, 2025H1, 十四五; may be repeated.")),
]
ScopeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--in",
        "-i",
        metavar="SCOPE",
        help=N_("Only counties of this province, prefecture or group; may be repeated."),
        autocompletion=completion.scopes,
    ),
]


def kinds_option(*short: str) -> Any:
    return typer.Option(
        "--kind",
        *short,
        metavar="KIND",
        help=N_("Only counties of this kind, such as 县, 县级市, 市辖区; may be repeated."),
        autocompletion=completion.kinds,
    )


KindsOption = Annotated[list[str] | None, kinds_option("-k")]
LanguageOption = Annotated[
    str, typer.Option("--lang", metavar="LANG", help=N_("zh or en."), autocompletion=completion.languages)
]


def _years_option(text: str) -> Any:
    return typer.Option("--year", "-y", metavar="YEAR", help=text, autocompletion=completion.years)


YearOption = Annotated[str, _years_option(N_("Only this year."))]
YearsOption = Annotated[list[str] | None, _years_option(N_("Only this year; may be repeated."))]


OUTPUT_PANEL = "output"  # marks the output options, which the help shows under a title of their own
_TOO_MANY_DIGITS = 10
_CITE = N_("Add references to all documents: gbt7714 (the usual one), bibtex, csl or news.")


def output_options(replaced: Collection[str] = (), cites: bool = False) -> list[TyperOption]:
    """The options of all commands: how an answer is written, where to, in which language, and of which data of the
    reader's own. Values go to the session, not to commands. Options that a command has `replaced` by its own are left
    out; references are for commands that have the documents of figures (`cites`).
    """
    json = N_("The report as JSON.") if "--format" in replaced else N_("Short for --format json.")
    options = [
        _text(
            "format",
            "-f",
            "FORMAT",
            N_("table, json, jsonl, csv, tsv, markdown, html, svg or xlsx."),
            completion.formats,
        ),
        _flag("json", json),
        _text("output", "-o", "FILE", N_("Write to a file; its ending chooses the format."), None, name="file"),
        *([_text("cite", "", "[STYLE]", _CITE, completion.styles)] if cites else []),
        _flag("excel", N_("CSV that Excel opens with its characters right.")),
        _text("width", "", "COLUMNS", N_("Width of tables in characters.")),
        _text("color", "", "WHEN", N_("auto, always or never."), completion.colors),
        _choice("pager", N_("Leaf through the answer in a pager, or not.")),
        _text("lang", "", "LANG", N_("zh or en."), completion.languages, stored=False),
        _texts("data", "PATH", N_("Add figures of your own: a TOML file or folder; may be repeated.")),
        _flag("prefer-own", N_("Put figures of your own before the book's.")),
        _flag("no-user-data", N_("Leave data of your own out, but for what `--data` names.")),
        _flag("strict", N_("Stop at a fault in data of your own instead of leaving the file out.")),
    ]
    return [option for option in options if option.opts[0] not in replaced]


def help_option() -> TyperOption:
    """`--help`, written to the session's stdout."""
    return TyperOption(
        param_decls=["--help", "-h"],
        help=N_("Show this help."),
        type=bool,
        is_flag=True,
        default=False,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
    )


def _show_help(context: typer.Context, parameter: Any, value: Any) -> None:
    if value and not context.resilient_parsing:
        context.obj.say(context.get_help() + "\n")
        raise typer.Exit


def parsed_period(text: str) -> Period | None:
    """The period that a text names; None for an empty text. Raises UsageError."""
    if not text:
        return None
    from countycli.names.periods import period_named

    return period_named(text)


def parsed_periods(texts: list[str] | None) -> tuple[Period, ...]:
    """The periods that were typed, each once. Raises UsageError."""
    return tuple(dict.fromkeys(filter(None, map(parsed_period, texts or ()))))


def parsed_kinds(texts: list[str] | None) -> tuple[str, ...]:
    """The kinds of counties that were typed, each once. Raises UsageError."""
    if not texts:
        return ()
    from countycli.names.kinds import kinds_named

    return kinds_named(texts)


def parsed_number(text: str, option: str, least: int) -> int | None:
    """The value of an option, a whole number from `least` on; None where it wasn't given. Raises UsageError."""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < _TOO_MANY_DIGITS) or int(text) < least:
        message = Phrase("“{value}” doesn't fit {option}", value=text, option=option)
        raise UsageError(message, Phrase("give a whole number from {least} on", least=least))
    return int(text)


def parsed_year(text: str) -> int | None:
    return parsed_number(text, "--year", 1900)


def parsed_years(texts: list[str] | None) -> tuple[int, ...]:
    """The years that were typed, each once."""
    years = (parsed_year(text) for text in texts or ())
    return tuple(dict.fromkeys(year for year in years if year is not None))


def _text(
    long: str, short: str, metavar: str, text: str, complete: Any = None, name: str = "", stored: bool = True
) -> TyperOption:
    callback = _store(name or long) if stored else None
    return _option(
        [f"--{long}", short], text, callback, metavar=metavar, default="", autocompletion=_completion(complete)
    )


def _texts(long: str, metavar: str, text: str) -> TyperOption:
    """An option that may be given several times."""
    return _option([f"--{long}"], text, _store(long), metavar=metavar, multiple=True)


def _flag(long: str, text: str) -> TyperOption:
    return _option([f"--{long}"], text, _store(long.replace("-", "_")), type=bool, is_flag=True, default=False)


def _choice(long: str, text: str) -> TyperOption:
    """An option that switches something on, and another that switches it off; None where neither is given."""
    return _option([f"--{long}/--no-{long}"], text, _store(long), type=bool, is_flag=True, default=None)


def _option(names: list[str], text: str, callback: Any, **settings: Any) -> TyperOption:
    return TyperOption(
        param_decls=list(filter(None, names)),
        help=text,
        callback=callback,
        expose_value=False,
        show_default=False,
        rich_help_panel=OUTPUT_PANEL,
        **{"type": str, **settings},
    )


def _completion(complete: Any) -> Any:
    """A function of `completion` as an option's own parts call it; Typer would look at its signature first."""
    return complete and (lambda context, *_: complete(context))


def _store(name: str) -> Any:
    """A callback that stores the option's value, if given, among the session's output options. This happens also while
    the shell completes a line, for `--data` may name files whose counties and indicators are to be offered.
    """

    def store(context: typer.Context, parameter: Any, value: Any) -> None:
        source = context.get_parameter_source(parameter.name)
        if _is_blank(value) and source is not None and source.name == "COMMANDLINE" and not context.resilient_parsing:
            raise blank(parameter)
        if (value or value is False) and isinstance(context.obj, Session):
            setattr(context.obj.output, name, value)

    return store


def _is_blank(value: Any) -> bool:
    return value == "" if isinstance(value, str) else isinstance(value, tuple | list) and "" in value


def blank(parameter: Any) -> UsageError:
    """The error for an argument or option that was given without content."""
    name = parameter.metavar if parameter.param_type_name == "argument" else parameter.opts[0]
    return UsageError(
        Phrase("{name} is empty", name=name),
        Phrase("give it a value") if parameter.required else Phrase("leave it out, or give it a value"),
    )
