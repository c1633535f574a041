"""References by GB/T 7714-2025, in the order of citation (顺序编码制).

What a document lacks is left out, as the standard has it: all but the title and the codes of type and carrier is
`有则必备`, there if known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.copies import remark_on_copy
from countycli.render.references.fields import bodies, cited_as, title

if TYPE_CHECKING:
    from countycli.model.records import Document

# Codes of document types: annex A of the standard.
_TYPES = {
    "communique": "R",
    "government_report": "R",
    "statistics_release": "R",
    "press_conference": "N",
    "news": "N",
    "yearbook": "M",
    "census": "M",
    "reference": "EB",
}
_MOST_BODIES = 3  # of more, the first three are named


def reference(document: Document) -> str:
    """`龙泉市统计局. 2023年龙泉市……公报[R/OL]. 2024-03-27. https://….` A book whose figures were read in a copy or a
    compilation is named as the book, and the address as where it was quoted (转引自).
    """
    kind = _TYPES[cited_as(document)]
    retold = kind == "M" and remark_on_copy(document) is not None  # the address is not that of the book
    carrier = "/OL" if document.url and not retold else ""
    named = f"{title(document)}[{kind}{carrier}]"
    parts = {"R": _report, "N": _newspaper, "M": _book, "EB": _page}[kind](document, named)
    address = f"转引自 {document.url}" if document.url and retold else document.url
    return ". ".join(part.rstrip(".") for part in (*parts, address) if part) + "."


def _report(document: Document, named: str) -> list[str | None]:
    return [_responsible(document), named, _dated(document, document.published or "")]


def _newspaper(document: Document, named: str) -> list[str | None]:
    """What a newspaper or an agency printed, be it an article or a report of others: who wrote it is not known."""
    return [named, _dated(document, "，".join(filter(None, (document.publisher, document.published))))]


def _book(document: Document, named: str) -> list[str | None]:
    return [_responsible(document), named, _dated(document, (document.published or "")[:4])]


def _page(document: Document, named: str) -> list[str | None]:
    return [_responsible(document), named, _dated(document, f"({document.published})" if document.published else "")]


def _dated(document: Document, published: str) -> str:
    """When the document appeared and, of a page in the network, when it was read: `2024-03-27[2026-03-02]`."""
    return f"{published}[{document.seen}]" if document.seen and document.url else published


def _responsible(document: Document) -> str:
    named = bodies(document)
    return "，".join([*named[:_MOST_BODIES], *(["等"] if len(named) > _MOST_BODIES else [])])
