"""References to the documents of a page, put behind the page or in the place of its list of documents."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.model.copies import remark_on_copy
from countycli.phrases import N_
from countycli.render.page import HEADING, QUIET, Column, Heading, Lines, Table, text_of
from countycli.render.references import CODE, references
from countycli.render.references.fields import access_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from countycli.model.records import Document
    from countycli.render.page import Block, Page
    from countycli.render.words import Words

_TITLES = {
    "gbt7714": "GB/T 7714",
    "bibtex": "BibTeX",
    "csl": "CSL-JSON",
    "news": N_("as in a news report"),
}


def below(page: Page, documents: Mapping[str, Document], style: str, words: Words, *, wrap: bool) -> Page:
    """What stands below a page: references to all documents that the page lists, under the same numbers. Without `wrap`
    a reference is one line, however long, so that no line break is pasted along.
    """
    lists = [block for block in page if isinstance(block, Table) and block.documents]
    return tuple(block for table in lists for block in _references(table, documents, style, words, wrap=wrap))


def as_footnotes(page: Page, documents: Mapping[str, Document], style: str, words: Words) -> Page:
    """The page with references instead of what its list tells of each document. Code is no text for a footnote, and
    stands behind the page.
    """
    if style in CODE:
        return (*page, *below(page, documents, style, words, wrap=False))
    return tuple(_referring(block, documents, style, words) for block in page)


def _referring(block: Block, documents: Mapping[str, Document], style: str, words: Words) -> Block:
    if not isinstance(block, Table) or not block.documents:
        return block
    listed = [documents[identifier] for identifier in block.documents]
    texts = references(listed, style, words)
    if style == "gbt7714":  # other styles tell of copies themselves
        remarks = (access_told(document, words) for document in listed)
        texts = [
            words("{name} ({detail})", name=text, detail=told) if told else text
            for text, told in zip(texts, remarks, strict=True)
        ]
    rows = tuple(zip(_numbers(block), texts, strict=True))
    return block._replace(columns=(Column(""), Column("", least=20)), rows=rows, narrow=None)


def _references(
    table: Table, documents: Mapping[str, Document], style: str, words: Words, *, wrap: bool
) -> Iterator[Lines]:
    listed = [documents[identifier] for identifier in table.documents]
    texts = references(listed, style, words)
    yield Lines((words("References ({style})", style=words(_TITLES[style])),), HEADING)
    language = CODE.get(style, "")
    numbers = _numbers(table)
    if style == "bibtex":  # what stands between entries is a comment
        texts = [f"% {number}\n{text}" for number, text in zip(numbers, texts, strict=True)]
    if language:
        yield Lines(tuple("\n".join(texts).split("\n")), wrap=False, code=language)
        return
    yield Lines(tuple(f"{number} {text}" for number, text in zip(numbers, texts, strict=True)), wrap=wrap)
    if style == "gbt7714":
        yield from _remarks(dict(zip(numbers, listed, strict=True)), words)


def _remarks(numbered: Mapping[str, Document], words: Words) -> Iterator[Lines]:
    """What the standard has no place for: which documents were not read in the original."""
    told = {number: access_told(document, words) for number, document in numbered.items() if remark_on_copy(document)}
    by_remark = groupby(sorted(told, key=lambda number: told[number]), key=lambda number: told[number])
    lines = tuple(words("{name}: {detail}", name=remark, detail=" ".join(numbers)) for remark, numbers in by_remark)
    if lines:
        yield Lines(lines, QUIET)


def _numbers(table: Table) -> list[str]:
    return [text_of(row[0]) for row in table.rows if not isinstance(row, Heading)]
