"""Texts within Markdown: no character of a text may pass for a sign of the language.

The dialects differ in what a backslash escapes. All of them take it before the signs of Markdown's first version; for
other signs they all read references of HTML, `&lt;`.
"""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\\`*_{}\[\]>#|]")
_COMMAND = re.compile(r"(`countycli [^`|\n]*`)")
_LIKE_REFERENCES = re.compile(r"&(?=#?\w+;)")
_PAIRS = (  # signs that mean something in pairs: striking out, formulas, superscripts
    (re.compile(r"~(?=.*~)"), "&#126;"),
    (re.compile(r"\$(?=.*\$)"), "&#36;"),
    (re.compile(r"\^(?=\S*\^)"), "&#94;"),
)
_LIST_ITEM = re.compile(r"(\(?\w{1,5})?([-+.)])(?=\s|$)")
_UNDERLINE = re.compile(r"=+\s*")
_ADDRESS = re.compile(r"(https?://[^\s（），。；、“”]+?)(?=[.,;:)]*(?:[\s（），。；、“”]|$))")
_OF_ADDRESSES = {ord(sign): f"%{ord(sign):02X}" for sign in '<>|`\\[]" '}  # what would end an address


def escaped(text: str) -> str:
    """A text as it reads, its addresses as links; line breaks, which only cells of tables have, as those of HTML."""
    parts = _ADDRESS.split(text)  # texts and, between them, addresses
    return "".join(_address(part) if place % 2 else _escaped(part) for place, part in enumerate(parts))


def paragraph(text: str) -> str:
    """An escaped text at the beginning of a line, where it might pass for an item of a list or underline a title."""
    text = text.strip()
    item = _LIST_ITEM.match(text)
    if item:
        return f"{item[1] or ''}\\{text[item.start(2) :]}"
    return f"&#61;{text[1:]}" if _UNDERLINE.fullmatch(text) else text


def linked(text: str, address: str) -> str:
    """A text as a link. Addresses in the text are none: links hold no links."""
    return f"[{_escaped(text)}](<{address.translate(_OF_ADDRESSES)}>)"


def code_block(text: str, language: str) -> str:
    """A text as it stands, between fences longer than any in the text."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _address(address: str) -> str:
    return f"<{address.translate(_OF_ADDRESSES)}>"


def _escaped(text: str) -> str:
    parts = _COMMAND.split(text)  # texts and, between them, commands, which stand as code
    return "".join(part if place % 2 else _signs_escaped(part) for place, part in enumerate(parts))


def _signs_escaped(text: str) -> str:
    text = _SIGNS.sub(r"\\\g<0>", _LIKE_REFERENCES.sub("&amp;", text).replace("<", "&lt;"))
    for sign, reference in _PAIRS:
        text = sign.sub(reference, text)
    return text.replace("--", r"\-\-").replace("\n", "<br>")
