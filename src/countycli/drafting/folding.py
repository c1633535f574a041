"""The text of a paragraph in one way of writing, and where each character of that stands in what was printed.

Rules read the folded text: simplified characters, half-width digits and capitals, full-width punctuation, no blanks, no
commas within numbers. What goes into a draft as printed is cut out of the paragraph itself.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from unicodedata import normalize

from countycli.record import NamedTuple

_LIKE = {
    **dict(zip(",;:()?!", "，；：（）？！", strict=True)),
    **dict.fromkeys("∶︰﹕", "："),
    **dict.fromkeys("「『〝‘", "“"),
    **dict.fromkeys("」』〞’", "”"),
    **dict.fromkeys("～〜∼", "~"),
    **dict.fromkeys("–—―−‒─", "-"),
    **dict.fromkeys("﹪℅", "%"),
    "·": "·",
    "‧": "·",
    "㎡": "m",
}
_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:[,，]\d{3})+(?!\d)")
_MISPRINTED_POINT = re.compile(r"(?<=\d)[·。](?=\d{1,2}[%个万亿])")  # 1·8%
_BLANK = re.compile(r"\s")
_FOOTNOTE = re.compile(r"\[+\d{1,2}\]+|［\d{1,2}］")
_SPACED_POINT = re.compile(r"\d\s*\.\s*\d")


class Folded(NamedTuple):
    """A paragraph, folded and as printed; character n of `text` is character `origin[n]` of `printed`."""

    text: str
    printed: str
    origin: tuple[int, ...]

    def prints(self, start: int, end: int) -> str:
        """What is printed from one place of the folded text up to another, without blanks."""
        if start >= end:
            return ""
        return "".join(self.printed[self.origin[start] : self.origin[end - 1] + 1].split())


def fold(printed: str) -> Folded:
    table = _simplified()
    idle = _separators(printed)
    text: list[str] = []
    origin: list[int] = []
    straight = 0
    for position, character in enumerate(printed):
        if position in idle:
            continue
        if character == '"':
            straight += 1
            folded = "“" if straight % 2 else "”"
        else:
            folded = _folded(character, table)
        if folded:
            text.append(folded)
            origin.append(position)
    return Folded(_MISPRINTED_POINT.sub(".", "".join(text)), printed, tuple(origin))


def simplified(text: str) -> str:
    """A name in simplified characters."""
    return "".join(_folded(character, _simplified()) for character in text)


def _separators(printed: str) -> set[int]:
    """Where characters stand that part no words: blanks but those between two numbers, commas in numbers, marks of
    footnotes.
    """
    idle = {match.start() for match in _BLANK.finditer(printed)} - _between_numbers(printed)
    for match in _THOUSANDS.finditer(normalize_digits(printed)):
        idle.update(match.start() + place for place, character in enumerate(match[0]) if character in ",，")
    for match in _FOOTNOTE.finditer(printed):
        idle.update(range(*match.span()))
    for match in _SPACED_POINT.finditer(printed):
        idle.update(match.start() + place for place, character in enumerate(match[0]) if character.isspace())
    return idle


def normalize_digits(text: str) -> str:
    """The text with half-width digits, as long as before."""
    return text.translate(_DIGITS)


def _between_numbers(printed: str) -> set[int]:
    return {match.start(1) for match in re.finditer(r"(?<=[\d%％])(\s)\s*(?=[\d-])", printed)}


def _folded(character: str, table: dict[str, str]) -> str:
    """One character, or nothing for what nobody sees."""
    if character in _LIKE:
        return _LIKE[character]
    if character.isspace():
        return " "
    normal = normalize("NFKC", character)
    if len(normal) != 1:
        return character
    if normal in _LIKE:
        return _LIKE[normal]
    return "" if normal in _UNSEEN else table.get(normal, normal).upper()[:1]


_DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.")
_UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad\u2060")


@cache
def _simplified() -> dict[str, str]:
    """By traditional character, the simplified one; the list has pairs, and remarks in lines that begin with `#`."""
    lines = Path(__file__).with_name("simplified.txt").read_text(encoding="utf-8").splitlines()
    pairs = (pair for line in lines if not line.startswith("#") for pair in line.split())
    return {pair[0]: pair[1] for pair in pairs}
