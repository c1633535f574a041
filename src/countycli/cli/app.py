"""Runs one command line. Here every error becomes a message and an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from countycli.cli.commands import PROGRAM
from countycli.cli.environment import Environment, language, usual_language
from countycli.cli.glance import glance
from countycli.cli.session import Session
from countycli.errors import CountyError, UsageError
from countycli.model.records import FormerName, Place
from countycli.phrases import Phrase, PlaceName, Regions, brief
from countycli.render.terminal import safe_json

if TYPE_CHECKING:
    from countycli.errors import Candidate
    from countycli.render.words import Words


def run(arguments: Sequence[str], environment: Environment) -> int:
    """Answer one command line; the exit code."""
    seen = glance(arguments)
    try:
        session = Session(environment, language(seen.languages, environment.variables), arguments)
    except UsageError as error:
        return _fail(error, Session(environment, usual_language(environment.variables)), as_json=seen.wants_json)
    try:
        from countycli.cli.answering import answer  # here, so that an unfit Typer is reported as any other error

        return answer(arguments, session)
    except CountyError as error:
        return _fail(error, session, as_json=seen.wants_json)
    finally:
        session.close()


def _fail(error: CountyError, session: Session, *, as_json: bool) -> int:
    """Tell on stderr what went wrong; the exit code."""
    text = _as_json(error, session) if as_json else _as_lines(error, session)
    session.to_stderr(text)
    return error.exit_code


def _as_lines(error: CountyError, session: Session) -> str:
    words = session.words
    lines = [f"{PROGRAM}: {words.phrase(brief(text))}" for text in (error.message, *error.notes)]
    lines += ["  " + "  ".join(filter(None, _told(candidate, words))) for candidate in error.candidates]
    if error.hint:
        lines.append(words("Hint: {hint}", hint=brief(error.hint)))
    return session.message(lines)


def _candidate(candidate: Candidate, words: Words) -> dict[str, object]:
    """Names of places are Chinese in JSON, whatever the reader's language; the English name has a key of its own."""
    data: dict[str, object] = {key: words.text(_chinese(value)) for key, value in candidate._asdict().items()}
    place = candidate.name
    return {**data, "name_en": place.name_en} if isinstance(place, Place | PlaceName | FormerName) else data


def _chinese(value: object) -> object:
    if isinstance(value, Phrase):
        return Phrase(value.template, **{key: _chinese(part) for key, part in value.params.items()})
    return str(value) if isinstance(value, Place | PlaceName | FormerName | Regions) else value


def _told(candidate: Candidate, words: Words) -> list[str]:
    code, name, where = candidate
    called = words.full_place(name) if isinstance(name, Place | PlaceName) else words.text(name)
    return [code, called, words.text(where)]


def _as_json(error: CountyError, session: Session) -> str:
    import json

    words = session.words
    content = {
        "kind": error.kind,
        "message": words("; ").join(map(words.phrase, (error.message, *error.notes))),
        "hint": words.phrase(error.hint) if error.hint else None,
        "candidates": [_candidate(candidate, words) for candidate in error.candidates],
    }
    return safe_json(json.dumps({"error": content}, ensure_ascii=not session.environment.encodes_everything)) + "\n"
