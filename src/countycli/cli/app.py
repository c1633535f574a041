"""The run of one command line, and the boundary where every error becomes words and an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from typer._click import exceptions as click_errors  # Typer < 0.29 shows its usage errors nowhere else

from countycli.cli.environment import Environment, language, usual_language
from countycli.cli.group import RootGroup, group_command
from countycli.cli.options import output_options
from countycli.cli.session import Session
from countycli.cli.table import COMMANDS, DATA_COMMANDS
from countycli.errors import CountyError, DamagedIndexError, ExitCode, Phrase, UsageError

PROGRAM = "countycli"
_LIKENESS = 0.7  # of a mistyped option to the one that was meant


def run(arguments: Sequence[str], environment: Environment) -> int:
    """Answer one command line; the exit code."""
    try:
        session = Session(environment, language(arguments, environment.variables))
    except UsageError as error:
        return _fail(error, Session(environment, usual_language(environment.variables)), arguments)
    try:
        return _invoke_on_sound_index(arguments, session)
    except CountyError as error:
        return _fail(error, session, arguments)
    except click_errors.UsageError as error:
        return _fail(usage_error(error, arguments), session, arguments)
    finally:
        session.close()


def _invoke_on_sound_index(arguments: Sequence[str], session: Session) -> int:
    """Answer; where the index turns out to be damaged, once more from a new one."""
    try:
        return _invoke(arguments, session)
    except DamagedIndexError as error:
        from countycli.dataset.store import forget

        session.close()
        if not forget(error.path):
            raise
        return _invoke(arguments, session)


def _invoke(arguments: Sequence[str], session: Session) -> int:
    root = group_command(PROGRAM, RootGroup, installs_completion=True)
    code = root.main(list(arguments), prog_name=PROGRAM, standalone_mode=False, obj=session)
    return code if isinstance(code, int) else ExitCode.OK


def usage_error(error: click_errors.UsageError, arguments: Sequence[str]) -> UsageError:
    """The parser's error in our words."""
    help_hint = Phrase("`{command} --help` shows what is understood", command=_command_line(arguments))
    if isinstance(error, click_errors.NoSuchOption):
        return UsageError(Phrase("No option {option}", option=error.option_name), _option_hint(error) or help_hint)
    if isinstance(error, click_errors.BadOptionUsage):
        return UsageError(
            Phrase(
                "Option {option} is given without its value, or with one that it doesn't take", option=error.option_name
            ),
            help_hint,
        )
    if isinstance(error, click_errors.MissingParameter) and error.param is not None:
        name = error.param.metavar if error.param.param_type_name == "argument" else error.param.opts[0]
        return UsageError(Phrase("{name} is missing", name=name), help_hint)
    return UsageError(
        Phrase("The command line can't be understood: {reason}", reason=error.format_message()), help_hint
    )


def _option_hint(error: click_errors.NoSuchOption) -> Phrase | None:
    from difflib import get_close_matches

    if error.ctx is not None and error.ctx.parent is None:
        known = [name for option in output_options() for name in option.opts]
        if error.option_name in known:
            return Phrase("options stand behind the command: `countycli show 龙泉 {option}`", option=error.option_name)
    close = get_close_matches(error.option_name, list(error.possibilities or ()), n=1, cutoff=_LIKENESS)
    return Phrase("did you mean `{word}`?", word=close[0]) if close else None


def _command_line(arguments: Sequence[str]) -> str:
    """The command that was typed, without what follows it; not every error of the parser knows."""
    words = [argument for argument in arguments if not argument.startswith("-")]
    if words[:1] == ["data"] and words[1:2] and words[1] in DATA_COMMANDS:
        return " ".join([PROGRAM, *words[:2]])
    return f"{PROGRAM} {words[0]}" if words and words[0] in COMMANDS else PROGRAM


def _fail(error: CountyError, session: Session, arguments: Sequence[str]) -> int:
    """Say on stderr what went wrong: as JSON where JSON was asked for."""
    text = _as_json(error, session) if _wants_json(arguments) else _as_lines(error, session)
    session.complain(text)
    return error.exit_code


def _as_lines(error: CountyError, session: Session) -> str:
    words = session.words
    lines = [f"{PROGRAM}: {words.phrase(error.message)}"]
    lines += ["  " + "  ".join(filter(None, map(words.text, candidate))) for candidate in error.candidates]
    if error.hint:
        lines.append(words("Hint: {hint}", hint=error.hint))
    return "\n".join(lines) + "\n"


def _as_json(error: CountyError, session: Session) -> str:
    import json

    words = session.words
    content = {
        "kind": error.kind,
        "message": words.phrase(error.message),
        "hint": words.phrase(error.hint) if error.hint else None,
        "candidates": [
            {key: words.text(it) for key, it in candidate._asdict().items()} for candidate in error.candidates
        ],
    }
    return json.dumps({"error": content}, ensure_ascii=not session.environment.encodes_everything) + "\n"


def _wants_json(arguments: Sequence[str]) -> bool:
    """Whether the command line asks for JSON, as far as that can be told of one that may not parse."""
    return any(
        first in ("--json", "--format=json", "-fjson") or (first in ("-f", "--format") and second == "json")
        for first, second in pairwise([*arguments, ""])
    )
