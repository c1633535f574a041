"""Texts of files in whatever encoding the programs of their authors saved them."""

from __future__ import annotations

_WIDE = (b"\xff\xfe", b"\xfe\xff")  # with which texts of two bytes a character begin
_USUAL = ("utf-8-sig", "gb18030")


def decoded(content: bytes, *others: str) -> str | None:
    """The text in UTF-8, UTF-16 with its mark, GB 18030 or, where it is none of these, one of the `others`, without the
    mark of byte order; None for what is no text.
    """
    for encoding in ("utf-16",) if content.startswith(_WIDE) else (*_USUAL, *others):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None
