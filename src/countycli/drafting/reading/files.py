"""Which reader a file needs, and what can't be read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from countycli import signatures
from countycli.drafting.reading.article import Article
from countycli.drafting.reading.unreadable import UnreadableError, explained
from countycli.encodings import decoded_chinese
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import BinaryIO

_MOST_BYTES = 20 * 2**20  # no report is longer; a larger file is a scan, a film or an archive
_MOST_CHARACTERS = 400_000
_LEAST_CHINESE = 0.1  # of the letters of a text that the rules can read


def read_files(names: Sequence[str], stdin: BinaryIO | None = None) -> Article:
    """The text of all files, in order. Raises UnreadableError and NotFoundError."""
    articles = [_read(name, stdin) for name in names]
    paragraphs = tuple(paragraph for article in articles for paragraph in article.paragraphs)
    _refuse_other_languages(names[0], paragraphs)
    return Article(paragraphs, articles[0].title)


def _read(name: str, stdin: BinaryIO | None) -> Article:
    content = _content(name, stdin)
    for signature, reader in _READERS:
        if content.startswith(signature):
            return reader(name, content)
    for signature, what in _OTHER_FILES:
        if content.startswith(signature):
            raise UnreadableError(Phrase("{path} is {what}, not a text", path=name, what=what), _CONVERT)
    text = _decoded(name, content)
    if _is_markup(text):
        from countycli.drafting.reading.html import article_of

        return article_of(text)
    from countycli.drafting.reading.lines import paragraphs_of

    return Article(paragraphs_of(text.splitlines()))


def _content(name: str, stdin: BinaryIO | None) -> bytes:
    with explained(name, Phrase("give a document, or `-` for stdin")):
        if name == "-":
            content = stdin.read(_MOST_BYTES + 1) if stdin else b""
        else:
            with Path(name).open("rb") as file:
                content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        message = Phrase("{path} is larger than {most} MB", path=name, most=_MOST_BYTES >> 20)
        raise UnreadableError(message, Phrase("give the text alone, without pictures"))
    if not content.strip():
        raise UnreadableError(Phrase("{path} is empty", path=name))
    return content


def _decoded(name: str, content: bytes) -> str:
    text = decoded_chinese(content)
    if text is None or _controls(text) >= 0.01 * len(text) + 1:
        raise UnreadableError(Phrase("{path} is no text", path=name), _CONVERT)
    return text


def _controls(text: str) -> int:
    return sum(1 for character in text if character < " " and character not in "\t\n\r\f\v\x1b")


def _is_markup(text: str) -> bool:
    start = text[:2000].lstrip().lower()
    return start.startswith(
        ("<!doctype html", "<html", "<?xml", "<body", "<meta", "<head", "<div", "<p>", "<p ", "<h1", "<article")
    ) or ("<html" in start or "</p>" in start or "</div>" in start)


def _refuse_other_languages(name: str, paragraphs: Sequence[str]) -> None:
    text = "".join(paragraphs)
    if len(text) > _MOST_CHARACTERS:
        message = Phrase("{path} has more than {most} characters", path=name, most=f"{_MOST_CHARACTERS:,}")
        raise UnreadableError(message, Phrase("give one document, not a collection"))
    letters = sum(map(str.isalpha, text))
    chinese = sum(1 for character in text if "\u3400" <= character <= "\u9fff")
    if chinese < _LEAST_CHINESE * letters or not chinese:
        message = Phrase("{path} has hardly any Chinese text", path=name)
        raise UnreadableError(message, Phrase("only Chinese documents can be read; of a scan, make a text first"))


def _pdf(name: str, content: bytes) -> Article:
    from countycli.drafting.reading.pdf import article_of

    return article_of(name, io.BytesIO(content))


def _docx(name: str, content: bytes) -> Article:
    from countycli.drafting.reading.docx import article_of

    return article_of(name, io.BytesIO(content))


_CONVERT = Phrase("save it as plain text, HTML, DOCX or PDF with text")
_READERS: tuple[tuple[bytes, Callable[[str, bytes], Article]], ...] = ((signatures.PDF, _pdf), (signatures.ZIP, _docx))
_OTHER_FILES = (
    (signatures.OLE, Phrase("a file of an old Word or Excel")),
    (signatures.GZIP, Phrase("a compressed file")),
    (signatures.SQLITE, Phrase("a database")),
    (signatures.PNG, Phrase("a picture")),
    (signatures.JPEG, Phrase("a picture")),
    (signatures.GIF, Phrase("a picture")),
    (signatures.RAR, Phrase("a compressed file")),
    (signatures.SEVEN_ZIP, Phrase("a compressed file")),
)
