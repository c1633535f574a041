"""Exit codes and the errors that carry them.

An error holds its words as `Phrase`s, so that they are put into the reader's language where they are printed.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from countycli.phrases import Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self


class ExitCode(IntEnum):
    OK = 0
    FAILURE = 1
    USAGE = 2
    NOT_FOUND = 3
    AMBIGUOUS = 4
    INVALID_DATASET = 5
    INTERRUPTED = 130


def reason_of(error: OSError) -> Phrase | str:
    """Why the system refused; in the system's words, which are mostly English, where none of the common reasons is."""
    import errno

    reasons = {
        errno.ENOENT: Phrase("no such file or folder"),
        errno.EACCES: Phrase("permission denied"),
        errno.EISDIR: Phrase("it is a folder"),
        errno.ENOTDIR: Phrase("part of the path is not a folder"),
        errno.EEXIST: Phrase("something else is there"),
        errno.ELOOP: Phrase("links that lead in a circle"),
        errno.ENAMETOOLONG: Phrase("the name is too long"),
        errno.ENOSPC: Phrase("no space left"),
        errno.EDQUOT: Phrase("no space left"),
        errno.EFBIG: Phrase("the file is too large"),
        errno.EROFS: Phrase("read-only file system"),
        errno.EINVAL: Phrase("it is no regular file"),
    }
    return reasons.get(error.errno or 0) or error.strerror or str(error)


class Candidate(NamedTuple):
    """Something the reader may have meant. `code` is what to type; `where` tells it apart from others."""

    code: str
    name: object  # a text, or a metric or group, whose name depends on the language
    where: str | Phrase = ""


class CountyError(Exception):
    """What the program can explain. Subclasses fix exit code and the `kind` that JSON errors name."""

    exit_code = ExitCode.FAILURE
    kind = "failure"

    def __init__(self, message: Phrase, hint: Phrase | None = None, candidates: tuple[Candidate, ...] = ()) -> None:
        super().__init__(str(message))
        self.message = message
        self.hint = hint
        self.candidates = candidates
        self.notes: tuple[Phrase, ...] = ()

    def telling(self, notes: Iterable[Phrase]) -> Self:
        """The error with what has to be known of the question, such as for which place a name was taken."""
        self.notes = tuple(notes)
        return self


class UsageError(CountyError):
    """The command line can't be understood."""

    exit_code = ExitCode.USAGE
    kind = "usage"


class NotFoundError(CountyError):
    """The name, id or figure asked for is not in the book."""

    exit_code = ExitCode.NOT_FOUND
    kind = "not_found"


class UnknownMetricError(NotFoundError):
    """No indicator is called as `text`, which may be something else that a command takes."""

    def __init__(self, text: str, hint: Phrase | None, candidates: tuple[Candidate, ...]) -> None:
        super().__init__(Phrase("No metric named “{text}”", text=text), hint, candidates)
        self.text = text


class AmbiguousError(CountyError):
    """A name stands for several things; `candidates` lists them all."""

    exit_code = ExitCode.AMBIGUOUS
    kind = "ambiguous"


class InvalidDatasetError(CountyError):
    """The dataset is missing or breaks its own rules; the message names the first fault, and how many there are."""

    exit_code = ExitCode.INVALID_DATASET
    kind = "invalid_dataset"


class FaultyFile(NamedTuple):
    """One of the reader's own files that can't be used: the line of its first fault, and how many it has."""

    path: str
    line: int
    faults: int


class FaultyFilesError(InvalidDatasetError):
    """Some of the reader's own files have faults. `lasting` where they have them on any day."""

    def __init__(self, message: Phrase, hint: Phrase, files: tuple[FaultyFile, ...], *, lasting: bool) -> None:
        super().__init__(message, hint)
        self.files = files
        self.lasting = lasting


class DamagedIndexError(InvalidDatasetError):
    """A compiled index is no index, of another version, or damaged. The reason is in SQLite's words where that told."""

    def __init__(self, path: str, reason: Phrase | str) -> None:
        message = Phrase("The index {path} can't be used: {reason}", path=path, reason=reason)
        super().__init__(message, Phrase("install countycli again"))
        self.path = path


class OutputError(CountyError):
    """The answer could not be written where it was sent."""

    kind = "output"
