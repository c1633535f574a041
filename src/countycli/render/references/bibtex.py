"""References as BibTeX entries. `date`, `url` and `urldate` are read by biblatex, `year` and `month` by BibTeX, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from countycli.render.references.fields import access_told, bodies, cited_as, date_parts, title

if TYPE_CHECKING:
    from countycli.model.records import Document
    from countycli.render.words import Words

_TYPES = {
    "communique": "techreport",
    "government_report": "techreport",
    "statistics_release": "techreport",
    "press_conference": "misc",
    "news": "misc",
    "yearbook": "book",
    "census": "book",
    "reference": "misc",
}
# Which field names the body that answers for an entry, as each type wants it.
_BODY = {"techreport": "institution", "book": "publisher", "misc": "howpublished"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Braces must be balanced in a field even where a backslash stands before them.
_SPECIAL = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{sign: "\\" + sign for sign in "&%$#_"},
}


def entry(document: Document, words: Words) -> str:
    kind = _TYPES[cited_as(document)]
    body = " and ".join(f"{{{_escaped(name)}}}" for name in bodies(document))
    date = date_parts(document.published)
    fields = {
        "author": body if kind != "misc" or document.kind == "reference" else "",
        "title": f"{{{_escaped(title(document))}}}",
        _BODY[kind]: _escaped(document.publisher or ""),
        "year": str(date[0]) if date else "",
        "date": document.published or "",
        "url": document.url or "",
        "urldate": document.seen or "",
        "language": "chinese",
        "note": _escaped(access_told(document, words)),
    }
    lines = [f"  {name} = {{{text}}},\n" for name, text in fields.items() if text]
    if len(date) > 1:
        lines.append(f"  month = {_MONTHS[date[1] - 1]},\n")
    return f"@{kind}{{{_key(document)},\n{''.join(lines)}}}"


def _key(document: Document) -> str:
    """The document's id without the characters that end a key; documents of the reader's own may have any."""
    return re.sub(r"[^\w:.+/-]", "-", document.id)


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in text)
