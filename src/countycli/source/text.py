"""The text of a file, whatever encoding an editor gave it.

TOML is UTF-8 text. A file that Notepad, WPS or Excel saved in another encoding is faulty, but is read nevertheless if
the encoding can be recognized, so that all other faults of the file are told in the same go.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from countycli import signatures
from countycli.phrases import Phrase
from countycli.source.folders import read_regular

if TYPE_CHECKING:
    from pathlib import Path


class Slip(NamedTuple):
    """Why a file is not TOML, and what to do. A `faint` slip is left out where the repaired line has another fault,
    which tells more.
    """

    line: int
    message: Phrase
    hint: Phrase | None = None
    faint: bool = False


class Text(NamedTuple):
    """The text of a file, and the slips that kept the file from being plain UTF-8."""

    text: str
    slips: tuple[Slip, ...] = ()


_SAVE = Phrase("save it as UTF-8 text (in Notepad: Save as, Encoding, UTF-8)")
_ENDS = Phrase("save it with the line ends of Windows (CRLF) or Unix (LF)")
_COPY = Phrase("copy what you need into a text file that ends in .toml")
_REOPEN = Phrase("open it in Excel or WPS, and copy what you need into a text file that ends in .toml")
_CUT = "unexpected end of data"  # the decoder's word for a file that ends within a character
_OTHER_FILES = (
    (signatures.ZIP, Phrase("This is a workbook, a document or an archive, not a text file"), _REOPEN),
    (signatures.OLE, Phrase("This is a file of Excel or Word, not a text file"), _REOPEN),
    (signatures.PDF, Phrase("This is a PDF, not a text file"), _COPY),
    (signatures.GZIP, Phrase("This is a compressed file, not a text file"), _COPY),
    (signatures.SQLITE, Phrase("This is a database, not a text file"), _COPY),
)
_WIDE = ((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 400  # bytes by which UTF-16 without a byte order mark is recognized
_NOUGHTS = 0.2  # least share of ASCII among the characters of a TOML file, each of which has a zero byte in UTF-16
_LONE_RETURN = re.compile(r"\r(?!\n)")


def read_text(path: Path) -> Text:
    """The text of a file, without a byte order mark. Raises OSError."""
    content = read_regular(path)
    for signature, message, hint in _OTHER_FILES:
        if content.startswith(signature):
            return Text("", (Slip(1, message, hint),))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _cut(content, error.start) if error.reason == _CUT else _other_encoding(content, error.start)
    return _with_plain_ends(text) if "\r" in text else _of_two_bytes(content) or Text(text)


def _cut(content: bytes, start: int) -> Text:
    """The text before the byte at `start`, where an unfinished character begins with which the file ends."""
    text = content[:start].decode("utf-8-sig")
    hint = Phrase("the end of the file is missing: copy or save it again")
    return _and_plain_ends(text, Slip(text.count("\n") + 1, Phrase("The file ends within a character"), hint))


def _with_plain_ends(text: str) -> Text:
    """The text with line feeds for lone carriage returns, by which Macs ended lines long ago."""
    lone = _LONE_RETURN.search(text)
    if not lone:
        return Text(text)
    line = text.count("\n", 0, lone.start()) + 1
    slip = Slip(line, Phrase("A line ends in a bare carriage return, which TOML doesn't know"), _ENDS)
    return Text(_LONE_RETURN.sub("\n", text), (slip,))


def _of_two_bytes(content: bytes) -> Text | None:
    """The text where the bytes are UTF-16 without a byte order mark: every other byte of ASCII letters is zero."""
    first, second = content[:_SAMPLE:2], content[1:_SAMPLE:2]
    for encoding, noughts, others in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        if noughts.count(0) > _NOUGHTS * len(noughts) and not others.count(0):
            return _decoded(content, encoding)
    return None


def _other_encoding(content: bytes, start: int) -> Text:
    """Text that is not UTF-8 from the byte at `start` on, or no text."""
    for mark, encoding in _WIDE:
        if content.startswith(mark):
            return _decoded(content, encoding) or _garbled(content, start)
    two_bytes = _of_two_bytes(content)
    if two_bytes:
        return two_bytes
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return _garbled(content, start)
    line = content[:start].count(b"\n") + 1
    return _and_plain_ends(text, Slip(line, Phrase("Not UTF-8 text but, as it seems, GBK (GB 18030, “ANSI”)"), _SAVE))


def _decoded(content: bytes, encoding: str) -> Text | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    message = Phrase("Not UTF-8 text but {encoding}", encoding=encoding[:6].upper())
    return _and_plain_ends(text.removeprefix("\ufeff"), Slip(1, message, _SAVE))


def _garbled(content: bytes, start: int) -> Text:
    line = content[:start].count(b"\n") + 1
    return _and_plain_ends(content.decode("utf-8", "replace"), Slip(line, Phrase("Not UTF-8 text"), _SAVE))


def _and_plain_ends(text: str, slip: Slip) -> Text:
    plain = _with_plain_ends(text)
    return Text(plain.text, (slip, *plain.slips))
