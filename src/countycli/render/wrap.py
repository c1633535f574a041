"""Breaking of lines by cells, between wide characters and at spaces, never before closing punctuation."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class _CellsByCharacter(dict[str, int]):
    """Cells of each character met so far: two for wide ones, none for combining ones."""

    def __missing__(self, char: str) -> int:
        wide = unicodedata.east_asian_width(char) in "WF"
        cells = 0 if unicodedata.combining(char) else 2 if wide else 1
        self[char] = cells
        return cells


_CELLS = _CellsByCharacter()


class _CellsByText(dict[str, int]):
    """The same of texts: those of a table come again and again, and each is measured for its column and its line."""

    def __missing__(self, text: str) -> int:
        cells = self[text] = _cells(text)
        return cells


_WIDTHS = _CellsByText()


def cell_width(text: str) -> int:
    """Cells that a text takes in a terminal: two for wide characters, none for combining ones."""
    return _WIDTHS[text]


def _cells(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_CELLS.__getitem__, text))


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells. What can't be broken (a long number or id) is cut where the line ends."""
    if cell_width(text) <= width:
        return [text.rstrip()]
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and _cells(line) + _cells(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
        while _cells(line.rstrip()) > width:
            head = _head(line, width)
            lines.append(head.rstrip())
            line = line[len(head) :].lstrip()
    if line.strip():
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> Iterator[str]:
    """Parts that stay together: a word or number with the blanks behind it, a wide character, each with the
    punctuation that closes it or that it opens.
    """
    piece = ""
    for char in text:
        if piece and not _stays(piece, char):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _stays(piece: str, char: str) -> bool:
    """Whether `char` may not begin a new line after `piece`."""
    last = piece[-1]
    if char == " " or _closes(char) or _opens(last):
        return True
    if _opens(char) or unicodedata.category(last) in ("Pe", "Pf") or last == "%":
        return False
    return last != " " and not _is_wide(last) and not _is_wide(char)


def _closes(char: str) -> bool:
    return unicodedata.category(char) in ("Pe", "Pf") or char in "，。、；：！？,.;:!?%％…"


def _opens(char: str) -> bool:
    return unicodedata.category(char) in ("Ps", "Pi")


def _head(line: str, width: int) -> str:
    """As much of `line` as fits, at least one character."""
    taken = cells = 0
    for char in line:
        cells += _CELLS[char]
        if cells > width and taken:
            break
        taken += 1
    return line[:taken]


def _is_wide(char: str) -> bool:
    return _CELLS[char] == 2
