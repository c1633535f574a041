"""A PDF with text as paragraphs."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from countycli.drafting.reading.article import Article
from countycli.drafting.reading.lines import paragraphs_of
from countycli.drafting.reading.unreadable import UnreadableError
from countycli.errors import MissingLibraryError
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from countycli.errors import CountyError

_LEAST_CHARACTERS = 20  # that a page of text has


def article_of(name: str, file: IO[bytes]) -> Article:
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError
    except ImportError as error:
        raise MissingLibraryError("pypdf", extra="files") from error
    try:
        reader = PdfReader(file)
        is_open = not reader.is_encrypted or bool(reader.decrypt(""))
        pages = [page.extract_text() for page in reader.pages] if is_open else None
    except DependencyError as error:  # of a way to encrypt that pypdf leaves to another library
        raise _encrypted(name) from error
    except Exception as error:  # what pypdf raises for a damaged PDF is anything
        message = Phrase("{path} is a damaged PDF", path=name)
        raise UnreadableError(message, Phrase("print it to a new PDF, or copy its text")) from error
    if pages is None:
        raise _encrypted(name)
    if sum(len(page.strip()) for page in pages) < _LEAST_CHARACTERS:
        message = Phrase("{path} has no text: its pages are pictures", path=name)
        raise UnreadableError(
            message, Phrase("let a program for text recognition read it first, and check what comes out")
        )
    return Article(paragraphs_of(line for page in pages for line in page.splitlines()), "")


def _encrypted(name: str) -> CountyError:
    return UnreadableError(Phrase("{path} is encrypted", path=name), Phrase("save a copy without a password"))
