"""The run of one command line, and the boundary where every error becomes words and an exit code."""

from __future__ import annotations

from collections.abc import Sequence

from typer._click import exceptions as click_errors  # Typer < 0.29 shows its usage errors nowhere else

from countycli.cli.environment import Environment, language, usual_language
from countycli.cli.group import RootGroup, group_command
from countycli.cli.parsing import values_of
from countycli.cli.session import Session
from countycli.cli.table import PROGRAM
from countycli.errors import CountyError, DamagedIndexError, ExitCode, UsageError


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
        from countycli.cli.usage import explained

        return _fail(explained(error, arguments), session, arguments)
    finally:
        session.close()


def _invoke_on_sound_index(arguments: Sequence[str], session: Session) -> int:
    """Answer; where the index turns out to be damaged, once more from a new one."""
    try:
        return _invoke(arguments, session)
    except DamagedIndexError as error:
        from countycli.index.store import forget

        session.close()
        if not forget(error.path):
            raise
        return _invoke(arguments, session)


def _invoke(arguments: Sequence[str], session: Session) -> int:
    root = group_command(PROGRAM, RootGroup, installs_completion=True)
    code = root.main(list(arguments), prog_name=PROGRAM, standalone_mode=False, obj=session)
    return code if isinstance(code, int) else ExitCode.OK


def _fail(error: CountyError, session: Session, arguments: Sequence[str]) -> int:
    """Say on stderr what went wrong: as JSON where JSON was asked for."""
    text = _as_json(error, session) if _wants_json(arguments) else _as_lines(error, session)
    session.complain(text)
    return error.exit_code


def _as_lines(error: CountyError, session: Session) -> str:
    words = session.words
    lines = [f"{PROGRAM}: {words.phrase(text)}" for text in (error.message, *error.notes)]
    lines += ["  " + "  ".join(filter(None, map(words.text, candidate))) for candidate in error.candidates]
    if error.hint:
        lines.append(words("Hint: {hint}", hint=error.hint))
    return "\n".join(lines) + "\n"


def _as_json(error: CountyError, session: Session) -> str:
    import json

    words = session.words
    content = {
        "kind": error.kind,
        "message": words("; ").join(map(words.phrase, (error.message, *error.notes))),
        "hint": words.phrase(error.hint) if error.hint else None,
        "candidates": [
            {key: words.text(it) for key, it in candidate._asdict().items()} for candidate in error.candidates
        ],
    }
    return json.dumps({"error": content}, ensure_ascii=not session.environment.encodes_everything) + "\n"


def _wants_json(arguments: Sequence[str]) -> bool:
    """Whether the command line asks for JSON, as far as that can be told of one that may not parse."""
    formats = (value.casefold() for value in values_of(arguments, "--format", "-f"))
    return "--json" in arguments or "json" in formats
