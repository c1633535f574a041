"""Files that are to be verified: found, read within bounds, and told apart by what they begin with."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from countycli.encodings import decoded
from countycli.errors import CountyError, NotFoundError, UsageError, reason_of
from countycli.fixity.carriers import BESIDE, seal_in, seal_of
from countycli.fixity.readers import FORMATS, LARGEST, WORKBOOK, Holding, MalformedError, read_text, read_workbook
from countycli.phrases import Phrase
from countycli.record import NamedTuple
from countycli.signatures import OLE, ZIP

if TYPE_CHECKING:
    from countycli.fixity.seal import Seal


class SealedFile(NamedTuple):
    """A file, the seal that tells what was written, and what the file holds now."""

    path: str
    seal: Seal
    holding: Holding


def open_sealed(name: str) -> SealedFile:
    """Read a file and its seal. The name of the seal itself, where that is a file, stands for the file.

    Raises NotFoundError where there is no such file or the file has no seal, UsageError for what is no file, and
    CountyError where the file can't be read.
    """
    path = Path(name.removesuffix(BESIDE))
    content = _content(path)
    if content.startswith(OLE):
        message = Phrase("{path} is locked with a password, or an old workbook (.xls)", path=path)
        raise CountyError(message, Phrase("open it in a spreadsheet and save it as .xlsx without a password"))
    try:
        if content.startswith(ZIP):
            return _workbook(path, content)
        return _text(path, _decoded(content))
    except MalformedError as error:
        message = Phrase("{path} is damaged or cut off: {reason}", path=path, reason=error.reason)
        raise CountyError(message, Phrase("take another copy of it, or ask anew what it answered")) from error


def holding_of(content: str | bytes, seal: Seal) -> Holding:
    """What a file of the format and layout of a sealed one holds. Raises MalformedError."""
    if isinstance(content, bytes):
        return read_workbook(content, seal.layout)
    return read_text(content, seal.format)


def _content(path: Path) -> bytes:
    hint = Phrase("name a file that countycli wrote with `--output`")
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise UsageError(Phrase("{path} is a folder", path=path), hint)
        if not stat.S_ISREG(state.st_mode):
            raise UsageError(Phrase("{path} is no regular file", path=path), hint)
        if state.st_size > LARGEST:
            size = f"{state.st_size // 1024**2:,} MB"
            raise CountyError(Phrase("{path} is larger than any answer: {size}", path=path, size=size), hint)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError(Phrase("{path} doesn't exist", path=path), hint) from error
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise CountyError(Phrase("{path} can't be read: {reason}", path=path, reason=reason)) from error


def _decoded(content: bytes) -> str:
    """A text in UTF-8, or in the encodings in which spreadsheets save text."""
    text = decoded(content)
    if text is None:
        raise MalformedError(Phrase("no text"))
    return text


def _workbook(path: Path, content: bytes) -> SealedFile:
    from countycli.fixity.readers.workbook import seal_text

    seal = seal_of(seal_text(content) or "")
    if seal is None or seal.format != WORKBOOK:
        raise _unsealed(path)
    return SealedFile(str(path), seal, read_workbook(content, seal.layout))


def _text(path: Path, text: str) -> SealedFile:
    seal = _seal_beside(path) or seal_in(text)
    if seal is None or seal.format not in FORMATS or seal.format == WORKBOOK:
        raise _unsealed(path)
    return SealedFile(str(path), seal, read_text(text, seal.format))


def _seal_beside(path: Path) -> Seal | None:
    """The seal that is a file: beside the name that was given or, where this is a link, beside the file."""
    for place in (path, Path(os.path.realpath(path))):
        beside = place.with_name(place.name + BESIDE)
        if beside.is_file():
            return seal_of(_decoded(_content(beside)))
    return None


def _unsealed(path: Path) -> NotFoundError:
    message = Phrase("{path} carries no record of what was written", path=path)
    beside = path.name + BESIDE
    hint = Phrase(
        "files that countycli writes have one; that of CSV, TSV, JSON Lines and text is {file} beside it", file=beside
    )
    return NotFoundError(message, hint)
