"""Text made safe for a terminal. Whatever a person sees goes through here: tables, errors, notes, help, completions.

Names of files and keys, arguments and the reader's own texts may hold what a terminal obeys (escape sequences), what
turns the order of characters around (marks of direction), what ends a line, and bytes that are no text. Each such
character is replaced by an escape with its number, so that the reader sees that something is there, and where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from re import Match

# Control characters but the line break, marks of direction, ends of lines and paragraphs, invisible marks, characters
# that stand for bytes, and tags. What joins characters of Indian scripts and of emoji stays.
_HARMFUL = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_LONGEST_ADDRESS = 2083  # as terminals have it from browsers
_BLANK = "\t"  # characters that are shown as a blank
_BYTES = range(0xDC80, 0xDD00)  # characters that stand for bytes of a name that are no text


def safe(text: str) -> str:
    """A text of several lines."""
    return text if text.isprintable() else _written_out(text, _visible)


def safe_line(text: str) -> str:
    """A text that must stay on one line: what follows a line break might pass for a line of the program's own."""
    return safe(text).replace("\n", r"\n")


def safe_paragraph(text: str) -> str:
    """A text that is broken into lines later: its own line breaks are blanks."""
    return safe(text).replace("\n", " ")


def safe_json(text: str) -> str:
    """Encoded JSON with harmful characters as JSON's own escapes: programs read the same data from it."""
    return _written_out(text, _escape)


def safe_address(url: str) -> str:
    """A web address as it may stand in the escape sequence of a link, of printable ASCII alone: other characters are
    percent-encoded. Empty for what is no web address, or longer than terminals take.
    """
    if not url.lower().startswith(("http://", "https://")):
        return ""
    address = "".join(char if "!" <= char <= "~" else _percent(char) for char in url)
    return address if len(address) <= _LONGEST_ADDRESS else ""


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


def _written_out(text: str, sign: Callable[[Match[str]], str]) -> str:
    import re

    return re.sub(_HARMFUL, sign, text)


def _visible(match: Match[str]) -> str:
    char = match[0]
    code = ord(char)
    if char in _BLANK:
        return " "
    if code in _BYTES:
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _escape(match: Match[str]) -> str:
    """JSON's escape of a character. A tab in encoded JSON is only layout, and stays."""
    import json

    return match[0] if match[0] == "\t" else json.dumps(match[0])[1:-1]
