"""Breaking of lines by cells, between wide characters and at spaces, never before closing punctuation, and rather
behind punctuation than within what is read as one: `2023年`, `（亿元）`, `Longquan 龙泉市`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


_NUMBER = "[0-9][0-9.,]*"
# What is read as one, and rather not divided. This pattern is compiled when a line is broken for the first time, for
# that takes longer than to lay out a table; sets of Chinese characters would take ten times as long.
_TOGETHER = (
    "`[^`]{1,40}`"  # a command
    r"|[A-Z*!?=]{1,4} \[[0-9+]+\]"  # a status with a document
    r"|\(.{1,10}?\)|（.{1,10}?）|\[.{1,10}?\]"  # a unit, or another word in brackets
    # A Chinese name behind a name in Latin letters: no county has one of more than fifteen characters.
    r"|[A-Za-z'-]{2,} (?=[^\0-\xff])\w{2,15}\b"
    "|[A-Za-z]{2,} [0-9]"
)
_BLANKS = " \u3000"  # the second as wide as a Chinese character
_DIGITS = "0123456789"
_PAUSES = "，、；：。！？"
_JOINTS = "/-_?&"  # of addresses and ids
_FULL = 2 / 3  # of a line that ends with a joint, at least
_WASTED = 4  # a line that is at least a quarter full is not wasted
_ORPHAN = 4  # cells of a single character with a sign behind


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


# How bad it is to break a line at a place: behind punctuation or a blank, between two characters, and within what is
# read as one, at a blank or elsewhere.
_GOOD, _FAIR, _BAD, _WORST = range(4)
# The share of a line that is rather left empty; instead of a fair break no more than a name of three characters takes.
_LEFT = {_WORST: 1, _BAD: 1 / 2, _FAIR: 1 / 3}
_MOST_LEFT = 8


class _Piece(NamedTuple):
    """A part of a text that no line break may divide: its cells with and without the blanks at its end, and how bad it
    is to break the line behind it.
    """

    text: str
    cells: int
    bare: int
    behind: int


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells. What can't be broken (a long number or id) is cut near the end of the line."""
    if cell_width(text) <= width:
        return [text.rstrip()]
    lines: list[list[_Piece]] = []
    line: list[_Piece] = []
    for piece in _pieces(text.lstrip()):
        while line and _filled(line) + piece.bare > width:
            kept = _kept(line, width)
            lines.append(line[:kept])
            line = line[kept:]
        line.append(piece)
        while line and line[0].bare > width:
            head = _head(line[0].text, width)
            lines.append([_piece(head, _WORST)])
            rest = line[0].text[len(head) :].lstrip()
            line = [_piece(rest, line[0].behind)] if rest else []
    if line:
        lines.append(line)
    return ["".join(part.text for part in parts).rstrip() for parts in _without_orphan(lines, width)] or [""]


def _filled(line: list[_Piece]) -> int:
    return sum(piece.cells for piece in line)


def _kept(line: list[_Piece], width: int) -> int:
    """How many pieces stay in a line that is full: all, or those up to a better place for a break."""
    kept = len(line)
    for badness, share in _LEFT.items():
        most = width * share if badness > _FAIR else min(width * share, _MOST_LEFT)
        if line[kept - 1].behind >= badness:
            better = (number for number in range(kept, 0, -1) if line[number - 1].behind < badness)
            nearest = next(better, 0)
            kept = nearest if nearest and _filled(line[:nearest]) >= width - most else kept
    return kept


def _without_orphan(lines: list[list[_Piece]], width: int) -> list[list[_Piece]]:
    """The lines, the last with more than a single character: most Chinese words have two."""
    if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-2]) > 1:
        before, moved = lines[-2][-2:]
        last = lines[-1][0]
        is_orphan = last.bare <= _ORPHAN and _is_wide(last.text[0])
        if is_orphan and before.behind <= _FAIR <= moved.behind and moved.cells + last.bare <= width:
            return [*lines[:-2], lines[-2][:-1], [moved, last]]
    return lines


def hanging(text: str, width: int, indent: str) -> list[str]:
    """Lines of at most `width` cells, those behind the first set in."""
    first, *more = wrap(text, width)
    rest = text[len(first) :].strip()
    return [first, *(indent + line for line in wrap(rest, width - len(indent)))] if more else [first]


def _pieces(text: str) -> Iterator[_Piece]:
    """Parts of a text that no line break may divide: a word or number with the blanks behind, or a wide character, each
    with its opening and closing punctuation.
    """
    torn = {place for whole in re.finditer(_TOGETHER, text) for place in range(whole.start() + 1, whole.end())}
    start = 0
    for place in range(1, len(text)):
        if not _stays(text[start:place], text[place]):
            yield _piece(text[start:place], _badness(text[place - 1], text[place], torn=place in torn))
            start = place
    if text:
        yield _piece(text[start:], _GOOD)


def _piece(text: str, behind: int) -> _Piece:
    return _Piece(text, _cells(text), _cells(text.rstrip()), behind)


def _badness(last: str, char: str, *, torn: bool) -> int:
    """Of a break between two characters."""
    if torn:
        return _BAD if last == " " else _WORST
    if last in _DIGITS and _is_wide(char) and not _opens(char):
        return _WORST  # between a number and what is counted
    return _GOOD if last == " " or last in _PAUSES or _opens(char) else _FAIR


def _stays(piece: str, char: str) -> bool:
    """Whether `char` may not begin a new line after `piece`."""
    last = piece[-1]
    if char in _BLANKS or _closes(char) or _opens(piece.rstrip()[-1:]):
        return True
    if _opens(char):
        return char.isascii() and last.isascii() and last != " "  # the mark behind a figure: `A[1]`
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
    return line[: _behind_joint(line, end) or _before_number(line, end, width) or end]


def _behind_joint(line: str, end: int) -> int:
    """Where to break an address or id instead of at `end`; 0 where too little of the line would be left."""
    joint = max(line.rfind(sign, 0, end) for sign in _JOINTS) + 1
    return joint if joint >= end * _FULL and _may_be_cut(line[:joint], line[joint:]) else 0


def _before_number(line: str, end: int, width: int) -> int:
    """Where to break instead of at `end`, within a number that fits into the next line; 0 where `end` tears none, or
    where too little of this line would be left.
    """
    whole = next((match for match in re.finditer(_NUMBER, line) if match.start() < end < match.end()), None)
    if whole is None or len(whole[0]) > width or whole.start() * _WASTED < end:
        return 0
    start = whole.start()
    return start if _may_be_cut(line[:start].rstrip(), line[start:]) else 0


def _may_be_cut(before: str, after: str) -> bool:
    parted = _opens(before[-1:]) or (after != "" and (_closes(after[0]) or unicodedata.combining(after[0]) > 0))
    return not parted


def _is_wide(char: str) -> bool:
    return _CELLS[char] == 2
