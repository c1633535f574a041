"""Texts of files in whatever encoding the programs of their authors saved them."""

from __future__ import annotations

_WIDE = (b"\xff\xfe", b"\xfe\xff")  # with which texts of two bytes a character begin
_USUAL = ("utf-8-sig", "gb18030")
_EVERYDAY = "的年月全市县縣区區在和是为為"
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\v\x1b")


def decoded(content: bytes, *others: str) -> str | None:
    """The text in UTF-8, UTF-16 with its mark, GB 18030 or, where it is none of these, one of the `others`, without the
    mark of byte order; None for what is no text.
    """
    for encoding in ("utf-16",) if content.startswith(_WIDE) else (*_USUAL, *others):
        text = _in(content, encoding)
        if text is not None and "\0" not in text:
            return text
    return None


def decoded_chinese(content: bytes) -> str | None:
    """The text also in Big5, as Taiwan and Hong Kong wrote it, and in UTF-16 without a mark; None for what is no text.
    Most bytes of Big5 are GB 18030, too, but no words.
    """
    readings = (decoded(content), _in(content, "big5"), _unmarked_wide(content))
    return max((text for text in readings if text is not None), key=_everyday, default=None)


def _in(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unmarked_wide(content: bytes) -> str | None:
    """The text in UTF-16, in that order of bytes in which more of the characters are digits, signs and the like."""
    if b"\0" not in content:
        return None
    orders = (_in(content, "utf-16-le"), _in(content, "utf-16-be"))
    texts = (text for text in orders if text and _CONTROLS.isdisjoint(text))
    return max(texts, key=lambda text: sum(map(str.isascii, text)), default=None)


def _everyday(text: str) -> int:
    """How many characters a text has that every Chinese text has."""
    return sum(map(text.count, _EVERYDAY))
