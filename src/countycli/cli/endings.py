"""What the ending of a file's name tells of the format in which the file is written."""

from __future__ import annotations

from countycli.errors import UsageError
from countycli.phrases import Phrase

TOML = ".toml"
TEXT = ".txt"


def format_named(file: str) -> str:
    """The format that the name of a file tells. Raises UsageError where the name tells none."""
    from countycli.render.emit import ENDINGS

    named = ENDINGS.get(_ending(file))
    if named is None:
        message = Phrase("The file name {file} doesn't tell the format", file=file)
        raise UsageError(message, Phrase("end it in {endings}, or give `--format`", endings=tuple(ENDINGS)))
    return named


def refuse_unreadable(file: str, chosen: str) -> None:
    """Raises UsageError where a spreadsheet couldn't open the file: a workbook under the name of a text, or a text
    under that of a workbook.
    """
    from countycli.render.emit import BINARY, ENDINGS

    named = ENDINGS.get(_ending(file), chosen)
    if named != chosen and (named in BINARY or chosen in BINARY):
        raise _misnamed(file, next(ending for ending, format_ in ENDINGS.items() if format_ == chosen))


def is_toml(file: str) -> bool:
    return _ending(file) == TOML


def refuse_others(file: str, ending: str) -> None:
    """Raises UsageError where a file in which only the format of an `ending` is written has the name of another."""
    from countycli.render.emit import ENDINGS

    named = _ending(file)
    if named != ending and named in (*ENDINGS, TOML):
        raise _misnamed(file, ending)


def _misnamed(file: str, ending: str) -> UsageError:
    message = Phrase("{path} would be no file in {format}, as its name says", path=file, format=_ending(file))
    return UsageError(message, Phrase("end the name in {ending}", ending=ending))


def _ending(file: str) -> str:
    _, point, ending = file.rpartition(".")
    return point + ending.lower() if point else ""
