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

    from countycli.phrases import Regions


class ExitCode(IntEnum):
    OK = 0
    FAILURE = 1
    USAGE = 2
    NOT_FOUND = 3
    AMBIGUOUS = 4
    INVALID_DATASET = 5
    CHANGED = 6
    INTERRUPTED = 130


def reason_of(error: OSError) -> Phrase | str:
    """Why the system refused: common reasons in the reader's language, others in the system's words, mostly English."""
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
    """Something the reader may have meant. `code` is what to type; `where` tells candidates of one name apart."""

    code: str
    name: object  # a text; or a place, metric or group, which is called by another name in each language
    where: str | Phrase | Regions = ""


class CountyError(Exception):
    """A failure that the program can explain. Subclasses fix exit code and the `kind` that JSON errors name."""

    exit_code = ExitCode.FAILURE
    kind = "failure"

    def __init__(self, message: Phrase, hint: Phrase | None = None, candidates: tuple[Candidate, ...] = ()) -> None:
        super().__init__(str(message))
        self.message = message
        self.hint = hint
        self.candidates = candidates
        self.notes: tuple[Phrase, ...] = ()

    def telling(self, notes: Iterable[Phrase]) -> Self:
        """Add notes on how the question was understood, such as which place a name was taken for."""
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
    """No indicator is called `text`. A kind of its own, for the word may be a county or period in the wrong place."""

    def __init__(self, text: str, hint: Phrase | None, candidates: tuple[Candidate, ...]) -> None:
        super().__init__(Phrase("No metric named “{text}”", text=text), hint, candidates)
        self.text = text


class AmbiguousError(CountyError):
    """A name stands for several things; `candidates` lists them all."""

    exit_code = ExitCode.AMBIGUOUS
    kind = "ambiguous"


class InvalidDatasetError(CountyError):
    """The dataset is missing or breaks its own rules; the message names the first fault and the number of faults."""

    exit_code = ExitCode.INVALID_DATASET
    kind = "invalid_dataset"


class FaultyFile(NamedTuple):
    """One of the reader's own files that can't be used: the line of the first fault, and the number of faults."""

    path: str
    line: int
    faults: int


class FaultyFilesError(InvalidDatasetError):
    """Some of the reader's own files have faults. `lasting`: time alone mends none, as it mends dates in the future."""

    def __init__(self, message: Phrase, hint: Phrase, files: tuple[FaultyFile, ...], *, lasting: bool) -> None:
        super().__init__(message, hint)
        self.files = files
        self.lasting = lasting


class DamagedIndexError(InvalidDatasetError):
    """A compiled index is no index, of another version, or damaged. Reasons that SQLite tells are in its own words."""

    def __init__(self, path: str, reason: Phrase | str) -> None:
        message = Phrase("The index {path} can't be used: {reason}", path=path, reason=reason)
        super().__init__(message, Phrase("install countycli again"))
        self.path = path


class MissingLibraryError(CountyError):
    """A library is not installed that only some answers need. Pip is asked for the library, or for the `extra` of
    countycli that names the library: by the folder where countycli was installed from a clone.
    """

    def __init__(self, library: str, *, extra: str = "") -> None:
        hint = Phrase("install it: `pip install {package}`", package=library)
        if extra:
            hint = Phrase(
                "install it: `pip install '.[{extra}]'` in a clone, else `pip install 'countycli[{extra}]'`",
                extra=extra,
            )
        super().__init__(Phrase("This needs {library}, which is not installed", library=library), hint)


class OutputError(CountyError):
    """The answer could not be written where it was sent."""

    kind = "output"
