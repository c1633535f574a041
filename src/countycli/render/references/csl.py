"""References as CSL-JSON (Citation Style Language 1.0.2), which Zotero, pandoc and citeproc read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from countycli.render.references.fields import access_told, bodies, cited_as, date_parts, title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.model.records import Document
    from countycli.render.encode import Data
    from countycli.render.words import Words

_TYPES = {
    "communique": "report",
    "government_report": "report",
    "statistics_release": "report",
    "press_conference": "article-newspaper",
    "news": "article-newspaper",
    "yearbook": "book",
    "census": "book",
    "reference": "webpage",
}


def array(documents: Iterable[Document], words: Words) -> str:
    """The documents as one JSON array, with notes on copies and compilations in the reader's language."""
    items = []
    for document in documents:
        told = access_told(document, words)
        items.append({**item(document), **({"note": told} if told else {})})
    return json.dumps(items, ensure_ascii=False, indent=2)


def item(document: Document) -> Data:
    """One item. Keys that the document has nothing for are left out."""
    kind = _TYPES[cited_as(document)]
    named = bodies(document)
    found = {
        "id": document.id,
        "type": kind,
        "title": title(document),
        "author": None if kind == "article-newspaper" else [{"literal": body} for body in named],
        "container-title": document.publisher if kind == "article-newspaper" else None,
        "issued": _date(document.published),
        "accessed": _date(document.seen),
        "URL": document.url,
        "language": "zh-CN",
    }
    return {key: value for key, value in found.items() if value}


def _date(date: str | None) -> Data | None:
    return {"date-parts": [date_parts(date)]} if date else None
