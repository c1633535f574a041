"""Reading of whole dataset folders, of the reader's own files along with such a folder, and of single files."""

from __future__ import annotations

from collections.abc import Callable
from stat import S_ISREG
from typing import TYPE_CHECKING

from countycli.phrases import Phrase
from countycli.source.characters import read_characters
from countycli.source.definitions import read_dataset, read_metrics, read_terms
from countycli.source.documents import read_document
from countycli.source.draft import Draft
from countycli.source.layouts import read_layout
from countycli.source.own import NOTHING, OwnData
from countycli.source.places import read_counties, read_groups, read_regions
from countycli.source.sheet import Sheet
from countycli.source.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

WHOLE = "dataset.toml"  # the file that makes a folder a whole dataset

Advance = Callable[[float], None]  # is told how much of the work is done, from 0 to 1
Reader = Callable[[Sheet, Draft], None]

# Files of these names hold definitions, and so do those in a folder of layouts; every other TOML file is a document's.
# A file comes before those that name what the file defines.
_DEFINITIONS: dict[str, Reader] = {
    WHOLE: read_dataset,
    "regions.toml": read_regions,
    "counties.toml": read_counties,
    "groups.toml": read_groups,
    "characters.toml": read_characters,
    "metrics.toml": read_metrics,
    "terms.toml": read_terms,
}
_LAYOUTS = "layouts"  # the folder
# How much of the work, from 0 to 1, is done when all files are read, and when all are checked.
READ, CHECKED = 0.3, 0.45


def unheard(done: float) -> None:
    """The listener for work that nobody waits for."""


def is_definition(path: Path) -> bool:
    """Whether a file holds definitions, by its name or folder."""
    return _reader(path) is not None


def _reader(path: Path) -> Reader | None:
    """What reads a file of definitions; None for a document."""
    return _DEFINITIONS.get(path.name) or (read_layout if path.parent.name == _LAYOUTS else None)


def rank(path: Path) -> int:
    """The rank of a file among all by what other files need: files of definitions first, then all layouts alike, then
    all documents alike.
    """
    if path.name in _DEFINITIONS:
        return [*_DEFINITIONS].index(path.name)
    return len(_DEFINITIONS) + (not is_definition(path))


def read_files(files: Iterable[Path], own: OwnData = NOTHING, advance: Advance = unheard) -> Draft:
    """Everything in `files` and in the reader's own files: definitions first, then the documents that use them. The
    problems found are in the sheets of the draft.
    """
    whole = [Sheet(path, own.precedence) for path in own.files if path.name == WHOLE]
    if whole:
        return _refused(whole)
    draft = Draft()
    _read([*((path, 0) for path in files), *((path, own.precedence) for path in own.files)], draft, advance)
    return draft


def read_documents(draft: Draft, own: OwnData, advance: Advance = unheard) -> None:
    """Read the reader's own documents into a draft that already holds all metrics and units. None of the own files may
    be a file of definitions.
    """
    _read([(path, own.precedence) for path in own.files], draft, advance)


def _read(paths: list[tuple[Path, int]], draft: Draft, advance: Advance) -> None:
    """Parse and read file by file. The parsed content of a large table takes as much memory as the figures in it, so it
    is dropped before the next file. Draft.sheets keeps the order of the paths.
    """
    sizes = {path: _size(path) for path, _ in paths}
    whole, done = sum(sizes.values()) or 1, 0
    sheets: dict[tuple[Path, int], Sheet] = {}
    units = None
    for path, precedence in sorted(paths, key=lambda file: rank(file[0])):
        sheet = sheets[path, precedence] = Sheet(path, precedence)
        read = _reader(path)
        if read is None:
            units = units or Units((entry.record for entry in draft.metrics), (entry.record for entry in draft.units))
            read_document(sheet, draft, units)
        elif not sheet.problems:
            read(sheet, draft)
        sheet.data = {}
        done += sizes[path]
        advance(READ * done / whole)
    draft.sheets += [sheets[file] for file in dict.fromkeys(paths)]


def _size(path: Path) -> int:
    """The size of a file in bytes; 0 where there is no regular file or no access, which is reported on reading."""
    try:
        state = path.stat()
    except OSError:
        return 0
    return state.st_size if S_ISREG(state.st_mode) else 0


def _refused(whole: list[Sheet]) -> Draft:
    """A draft that only refuses own files which make a whole dataset: each code and id in them would stand twice."""
    message = Phrase("`{name}` belongs to a whole dataset, which can't be layered over the book", name=WHOLE)
    for sheet in whole:
        sheet.report((), "D102", message, Phrase("leave the file out"))
    return Draft(sheets=whole)
