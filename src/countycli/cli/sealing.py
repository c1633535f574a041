"""What the seal of a written file tells of its origin: the command line, without folders, and the time."""

from __future__ import annotations

import re
import shlex
import time
from typing import TYPE_CHECKING, Any

from countycli.cli.commands import PROGRAM
from countycli.errors import UsageError
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from countycli.fixity.seal import Stamp
    from countycli.render.views import Report
    from countycli.writing import Beside

TIME_VARIABLE = "SOURCE_DATE_EPOCH"  # https://reproducible-builds.org/specs/source-date-epoch/
_PLAIN = re.compile(r"[\w@%+:,./=-]+")
_FILES = ("--output", "-o", "--data")  # options whose values are names of files
_PERIODS = ("--period", "-p", "--latest")
_OF_ONE_PERIOD = ("rank", "map")  # commands that choose a period where none is named


def stamp_of(command_line: str, report: Report, lang: str, variables: Mapping[str, str]) -> Stamp:
    """Raises UsageError where SOURCE_DATE_EPOCH is no time."""
    from countycli import __version__
    from countycli.fixity.seal import Stamp

    info = report.info
    data: dict[str, Any] = {"version": info.version, "documents": info.documents, "as_of": info.as_of}
    if info.own:
        data["own"] = info.own
    return Stamp(__version__, data, command_line, lang, _now(variables))


def told(arguments: Sequence[str], command: str, report: Report, width: int | None) -> str:
    """The command line as a file tells it: of paths only the last part, for folders tell of who wrote the file and
    where; and with the period and width that were taken where none was named.
    """
    words = list(_without_folders(arguments))
    end = words.index("--") if "--" in words else len(words)  # of the options
    period = getattr(report, "period", None)
    taken = []
    if command in _OF_ONE_PERIOD and period and not _has(words[:end], *_PERIODS):
        taken += ["--period", str(period)]
    if width and not _has(words[:end], "--width"):
        taken += ["--width", str(width)]
    line = " ".join(map(_quoted, (PROGRAM, *words[:end], *taken, *words[end:])))
    return line.encode("utf-8", "backslashreplace").decode("utf-8")  # names of files may be no text


def sealed(content: str, kind: str, stamp: Stamp, path: str) -> tuple[str, Beside | None]:
    """An answer with its seal, or with what is to be written beside the file at `path`."""
    from countycli.fixity import carriers
    from countycli.writing import Beside

    content, seal = carriers.sealed(content, kind, stamp, _last(path))
    return content, Beside(carriers.BESIDE, seal) if seal else None


def _has(words: Sequence[str], *options: str) -> bool:
    return any(word.startswith(options) for word in words)


def _quoted(word: str) -> str:
    """The word as a shell takes it. Letters of all scripts need no quotes."""
    return word if _PLAIN.fullmatch(word) else shlex.quote(word)


def _without_folders(arguments: Sequence[str]) -> Iterator[str]:
    before = ""
    for word in arguments:
        option, sign, value = word.partition("=")
        if before in _FILES:
            yield _last(word)
        elif option in _FILES and sign:
            yield f"{option}={_last(value)}"
        elif word.startswith("-o") and not word.startswith("--"):
            yield f"-o{_last(word[2:])}"
        else:
            yield word
        before = "" if before in _FILES else word


def _last(path: str) -> str:
    """The last part of a path, of either system."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2] or path


def _now(variables: Mapping[str, str]) -> str:
    """The time in UTC; that of SOURCE_DATE_EPOCH where this is set, so that the same answer makes the same file."""
    given = variables.get(TIME_VARIABLE)
    try:
        seconds = int(given) if given else time.time()
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
    except (ValueError, OverflowError, OSError) as error:
        message = Phrase("“{value}” doesn't fit {option}", value=given, option=TIME_VARIABLE)
        raise UsageError(message, Phrase("give seconds since 1970, or leave it unset")) from error
