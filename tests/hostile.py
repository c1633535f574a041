"""Text that a terminal might obey, and how to tell that some got through."""

from __future__ import annotations

import re

# Escape sequences (colour, title, screen), control characters of both sets, marks of direction, ends of lines, a byte
# order mark, bytes that are no text, tags.
SIGNS = (
    "\x1b[31m",
    "\x1b]0;title\x07",
    "\x1b[2J",
    "\x9b2J",
    "\x9d0;title\x9c",
    "\x07",
    "\x08",
    "\r",
    "\x00",
    "\x7f",
    "\x85",
    "\u202e",
    "\u202a",
    "\u2066",
    "\u2069",
    "\u200e",
    "\u200f",
    "\u061c",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\udcff",
    "\U000e0041",
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_RAW = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


def raw_signs(text: str, *, coloured: bool = False) -> list[str]:
    """What a terminal would obey in a text; colours are meant in one that is `coloured`."""
    return [ascii(sign) for sign in _RAW.findall(_COLOUR.sub("", text) if coloured else text)]
