"""A document as text."""

from __future__ import annotations

from countycli.record import NamedTuple


class Article(NamedTuple):
    """The paragraphs of a document, and the title that its file has beside these, "" where the file has none."""

    paragraphs: tuple[str, ...]
    title: str = ""
