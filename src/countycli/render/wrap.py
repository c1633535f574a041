"""Breaking of lines by cells, between wide characters and at spaces, never before closing punctuation."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


_NUMBER = "[0-9][0-9.,]*"
# A Chinese name behind a name in Latin letters, `Longquan 龙泉市`: no county has one of more than fifteen characters.
# This pattern is compiled when a line is broken for the first time, for that takes longer than to lay out a table.
_NAME = "(?<=[A-Za-z]{2} )[\u4e00-\u9fff]{2,15}(?![\u4e00-\u9fff])"
_FAIR = 4  # a line that is at least a quarter full is not wasted


class _CellsByCharacter(dict[str, int]):
    """Cells of each character met so far: two for wide ones, none for combining ones."""

    def __missing__(self, char: str) -> int:
        wide = unicodedata.east_asian_width(char) in "WF"
        cells = 0 if unicodedata.combining(char) else 2 if wide else 1
        self[char] = cells
        return cells


_CELLS = _CellsByCharacter()


class _CellsByText(dict[str, int]):
    """Cells of each text met so far: a table repeats texts, and measures each for the column and again for the line."""

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
    """Lines of at most `width` cells. What can't be broken (a long number or id) is cut near the end of the line."""
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


def hanging(text: str, width: int, indent: str) -> list[str]:
    """Lines of at most `width` cells, those behind the first set in."""
    first, *more = wrap(text, width)
    rest = text[len(first) :].strip()
    return [first, *(indent + line for line in wrap(rest, width - len(indent)))] if more else [first]


def _pieces(text: str) -> Iterator[str]:
    """Parts of a text that no line break may divide: a word or number with the blanks behind, a Chinese name behind a
    Latin one, or a wide character, each with its opening and closing punctuation.
    """
    within = {place for name in re.finditer(_NAME, text) for place in range(name.start() + 1, name.end())}
    piece = ""
    for place, char in enumerate(text):
        if piece and place not in within and not _stays(piece, char):
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _stays(piece: str, char: str) -> bool:
    """Whether `char` may not begin a new line after `piece`."""
    last = piece[-1]
    if char == " " or _closes(char) or _opens(piece.rstrip()[-1:]):
        return True
    if _opens(char):
        return last.isascii() and last != " "  # the mark behind a figure: `A[1]`
    if unicodedata.category(last) in ("Pe", "Pf") or last == "%":
        return False
    return last != " " and not _is_wide(last) and not _is_wide(char)


def _closes(char: str) -> bool:
    return unicodedata.category(char) in ("Pe", "Pf") or char in "，。、；：！？,.;:!?%％‰…"


def _opens(char: str) -> bool:
    """Whether a character is an opening sign; an empty text is none."""
    return char != "" and unicodedata.category(char) in ("Ps", "Pi")


def _head(line: str, width: int) -> str:
    """As much of `line` as fits, up to a good place for a break; where there is none, all that fits. At least one
    character, lest nothing is ever taken off the line.
    """
    fitting = cells = 0
    for char in line:
        cells += _CELLS[char]
        if cells > width and fitting:
            break
        fitting += 1
    good = (end for end in range(fitting, 0, -1) if _may_be_cut(line[:end].rstrip(), line[end:].lstrip()))
    end = next(good, fitting)
    return line[: _before_number(line, end, width) or end]


def _before_number(line: str, end: int, width: int) -> int:
    """Where to break instead of at `end`, within a number that fits into the next line; 0 where `end` tears none, or
    where too little of this line would be left.
    """
    whole = next((match for match in re.finditer(_NUMBER, line) if match.start() < end < match.end()), None)
    if whole is None or len(whole[0]) > width or whole.start() * _FAIR < end:
        return 0
    start = whole.start()
    return start if _may_be_cut(line[:start].rstrip(), line[start:]) else 0


def _may_be_cut(before: str, after: str) -> bool:
    parted = _opens(before[-1:]) or (after != "" and (_closes(after[0]) or unicodedata.combining(after[0]) > 0))
    return not parted


def _is_wide(char: str) -> bool:
    return _CELLS[char] == 2
