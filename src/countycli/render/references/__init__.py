"""References to documents, in the forms in which readers need them. Each module writes one form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from countycli.model.records import Document
    from countycli.render.encode import Data
    from countycli.render.words import Words

# What `--style` and `--cite` take, and short names; the first is the usual one.
STYLES = ("gbt7714", "bibtex", "csl", "news")
ALIASES = {"gb": "gbt7714", "bib": "bibtex"}
CODE = {"bibtex": "bibtex", "csl": "json"}  # styles that programs read, and their languages


def references(documents: Iterable[Document], style: str, words: Words) -> list[str]:
    """The documents as references in a style, one text each; in CSL one text for all, because it is one JSON array."""
    if style == "gbt7714":
        from countycli.render.references import gbt7714

        return list(map(gbt7714.reference, documents))
    if style == "bibtex":
        from countycli.render.references import bibtex

        return [bibtex.entry(document, words) for document in documents]
    if style == "csl":
        from countycli.render.references import csl

        return [csl.array(documents, words)]
    from countycli.render.references import news

    return [news.attribution(document, words) for document in documents]


def listed(documents: Iterable[Document], style: str, words: Words) -> list[Data]:
    """A row for each document, with its reference in a style."""
    return [
        {"document": document.id, "style": style, "reference": references([document], style, words)[0]}
        for document in documents
    ]


def with_items(rows: Iterable[Data], documents: Mapping[str, Document]) -> list[Data]:
    """Rows of references, each with the document as an item of CSL-JSON."""
    from countycli.render.references import csl  # loads JSON, which other formats don't need

    return [{**row, "csl": csl.item(documents[row["document"]])} for row in rows]
