"""A document of Word as paragraphs, tables row by row."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from countycli.drafting.reading.article import Article
from countycli.drafting.reading.unreadable import UnreadableError
from countycli.errors import MissingLibraryError
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document


def article_of(name: str, file: IO[bytes]) -> Article:
    try:
        import docx
    except ImportError as error:
        raise MissingLibraryError("python-docx", extra="files") from error
    try:
        document = docx.Document(file)
        return Article(tuple(_paragraphs(document)), (document.core_properties.title or "").strip())
    except Exception as error:  # what python-docx and lxml raise for a damaged document is anything
        message = Phrase("{path} is no document of Word", path=name)
        raise UnreadableError(message, Phrase("save it as plain text, HTML, DOCX or PDF with text")) from error


def _paragraphs(document: Document) -> Iterator[str]:
    from docx.table import Table

    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield from (" ".join(cell.text.strip() for cell in row.cells) for row in part.rows)
        elif part.text.strip():
            yield part.text.strip()
