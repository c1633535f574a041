"""Where files carry their seals: each format where programs that read the file for its figures look past it.

Formats of rows alone (CSV, TSV, JSON Lines, plain text) have no such place: every line is data to some reader. Their
seal is a file beside the file.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from countycli.fixity.readers import SEAL_KEY, SEAL_MARK, MalformedError, read_text
from countycli.fixity.seal import SCHEMA, Seal
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from countycli.fixity.seal import Stamp

BESIDE = ".fixity"  # the ending, behind the file's own name, of a seal that is a file
# What stands before a seal and behind it. They are two patterns lest the end is looked for again and again.
_BEGINNING = re.compile(rf'<(?:\w+:)?(?:script|metadata)\b[^<>]*\bid="{SEAL_MARK}"[^<>]*>|<!-- {SEAL_MARK} ')
_END = re.compile(r"</(?:\w+:)?(?:script|metadata)>| -->")
_BLANKS = "\ufeff \t\r\n"  # that may stand before a text
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "--": "-\\u002d"}  # what would end a comment or element


def sealed(text: str, kind: str, stamp: Stamp, name: str) -> tuple[str, str | None]:
    """An answer of a format with its seal; and the text of the seal where this is to stand beside the file `name`."""
    seal = Seal.of(stamp, kind, read_text(text, kind).records)
    if kind == "json":
        return _before(text, "\n}", f',\n  "{SEAL_KEY}": {seal.to_json()}'), None
    if kind == "html":
        told = f"<p>SHA-256 {seal.sha256}, {stamp.written} · <code>countycli verify</code></p>\n"
        script = f'<script type="application/json" id="{SEAL_MARK}">{_escaped(seal)}</script>\n'
        return _before(_before(text, "</footer>", told), "</body>", script), None
    if kind == "svg":
        return _before(text, "</svg>", f'<metadata id="{SEAL_MARK}">{_escaped(seal)}</metadata>\n'), None
    if kind == "markdown":
        return f"{text}\n<!-- {SEAL_MARK} {_escaped(seal)} -->\n", None
    return text, seal._replace(file=name).to_json(indent=2) + "\n"


def seal_in(text: str) -> Seal | None:
    """The seal that a text carries. Raises MalformedError for JSON that is spoilt, so that no seal can be read."""
    if text.lstrip(_BLANKS).startswith("{"):
        answer = _json(text)
        if not answer and SCHEMA in text:
            raise MalformedError(Phrase("the JSON has an error"))
        return Seal.from_data(answer.get(SEAL_KEY))
    beginning = _BEGINNING.search(text)
    end = _END.search(text, beginning.end()) if beginning else None
    if not (beginning and end):
        return None
    return seal_of(unescape(text[beginning.end() : end.start()]))  # some programs escape quotes in texts, too


def seal_of(text: str) -> Seal | None:
    """The seal whose text is given."""
    return Seal.from_data(_json(text))


def _json(text: str) -> dict[str, Any]:
    """The object that a text begins with; programs for pictures put what they know behind."""
    try:
        data, _ = json.JSONDecoder().raw_decode(text.lstrip(_BLANKS))
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _escaped(seal: Seal) -> str:
    text = seal.to_json()
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return text


def _before(text: str, mark: str, added: str) -> str:
    """The text with something added before the last `mark`."""
    head, found, tail = text.rpartition(mark)
    return head + added + found + tail
