"""What all styles take from a document: who answers for it, its date, and whether it was read in the original."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from countycli.model.copies import remark_on_copy

if TYPE_CHECKING:
    from countycli.model.records import Document
    from countycli.render.words import Words


def cited_as(document: Document) -> str:
    """The kind by which a document is cited. What the press printed of a report of others was read in the press."""
    return "news" if document.access == "press" else document.kind


def bodies(document: Document) -> list[str]:
    """The bodies that answer for the document: its publisher, or each of several between which a pause mark stands."""
    return re.split("[、，,]", document.publisher) if document.publisher else []


def date_parts(date: str | None) -> list[int]:
    """Year, month and day as far as they are known: `[2025, 5, 27]`, `[2025]`, `[]`."""
    return [int(part) for part in date.split("-")] if date else []


def title(document: Document) -> str:
    """The title, in brackets where the document bears none of its own and this one describes it."""
    return f"[{document.title}]" if document.title_is_described else document.title


def access_told(document: Document, words: Words) -> str:
    """What a reader must know who takes a document for the original; empty for an original."""
    remark = remark_on_copy(document)
    return words.phrase(remark) if remark else ""
