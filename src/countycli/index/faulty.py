"""Which of the reader's own files count where some have faults.

Reading own files, be it to compile the whole book or to layer the files over the bundled index, raises FaultyFilesError
if any file has a fault. Faulty files that the reader didn't name are then left out, the reader is told so, and the
other files are read again, until all files that are read are sound. So a file is in an index whole or not at all, and
the name of an index stands for the files in the index. Which files are faulty is remembered beside the indexes, under
the name that an index of all the files would have.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from countycli.errors import FaultyFile, FaultyFilesError
from countycli.record import NamedTuple
from countycli.writing import replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from countycli.source.own import OwnData

T = TypeVar("T")
_MOST = 16  # verdicts that are kept


class Verdicts(NamedTuple):
    """Which own files had faults, remembered in a folder: a file's position among the own files, its first faulty line
    and its number of faults. Paths are not remembered, for the same files may lie elsewhere next time.
    """

    folder: Path | None

    def recalled(self, own: OwnData, key: str) -> tuple[FaultyFile, ...]:
        """The files with faults among `own`; none where nothing is remembered."""
        try:
            lines = self._at(key).read_text(encoding="ascii").splitlines()
            numbers = [tuple(map(int, line.split())) for line in lines]
            return tuple(FaultyFile(str(own.files[number]), line, faults) for number, line, faults in numbers)
        except (OSError, ValueError, IndexError):
            return ()

    def remember(self, own: OwnData, key: str, faulty: Sequence[FaultyFile]) -> None:
        numbers = {str(path): number for number, path in enumerate(own.files)}
        lines = [f"{numbers[file.path]} {file.line} {file.faults}\n" for file in faulty]
        with suppress(OSError):
            with replacing(self._at(key)) as unfinished:
                unfinished.write_text("".join(lines), encoding="ascii")
            self._drop_oldest()

    def _at(self, key: str) -> Path:
        if self.folder is None:
            raise FileNotFoundError
        return self.folder / f"faults-{key}.txt"

    def _drop_oldest(self) -> None:
        assert self.folder is not None  # something has just been written there
        verdicts = sorted(self.folder.glob("faults-*.txt"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in verdicts[_MOST:]:
            path.unlink(missing_ok=True)


def opened_without_faulty(
    own: OwnData,
    name: Callable[[OwnData], str],
    attempt: Callable[[OwnData, str], T],
    verdicts: Verdicts,
    leave_out: Callable[[FaultyFile], None],
) -> T:
    """What `attempt` makes of the own files without faults, when given these files and the `name` of their index.
    `leave_out` is told each file with faults. Raises FaultyFilesError where such a file must not be left out.
    """
    while True:
        key = name(own)
        faulty = verdicts.recalled(own, key)
        if not faulty or own.insists_on(file.path for file in faulty):
            try:
                return attempt(own, key)
            except FaultyFilesError as error:
                if own.insists_on(file.path for file in error.files):
                    raise
                faulty = error.files
                if error.lasting and name(own) == key:  # else the files have changed meanwhile
                    verdicts.remember(own, key, faulty)
        for file in faulty:
            leave_out(file)
        own = own.without({file.path for file in faulty})


def sound_part(own: OwnData, name: Callable[[OwnData], str], verdicts: Verdicts) -> OwnData:
    """The own files without those that are remembered as faulty."""
    while faulty := verdicts.recalled(own, name(own)):
        own = own.without({file.path for file in faulty})
    return own
