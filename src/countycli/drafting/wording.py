"""The words of Chinese reports, by what they do in a sentence: the sections of `lexicon.txt`, and files like that."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    Section = dict[str, tuple[str, ...]]

_BETWEEN = " = "
_REPORTS = Path(__file__).with_name("lexicon.txt")
PROGRAMMES = Path(__file__).with_name("programmes.txt")
HEADERS = Path(__file__).parent / "sheets" / "headers.txt"


@cache
def word_list(section: str, file: Path = _REPORTS) -> tuple[str, ...]:
    """The words of a section that has no keys, or of all keys together."""
    return tuple(word for words in _sections(file)[section].values() for word in words)


def keyed(section: str, file: Path = _REPORTS) -> Section:
    """The words of a section by key, in the order of the file."""
    return _sections(file)[section]


@cache
def _sections(file: Path) -> dict[str, Section]:
    sections: dict[str, Section] = {}
    key = ""
    for line in _lines(file):
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), {})
            key = ""
            continue
        name, between, rest = line.partition(_BETWEEN)
        goes_on = line.startswith(" ")
        if not goes_on:
            key = name if between else ""
        section[key] = (*section.get(key, ()), *(rest if between and not goes_on else line).split())
    return sections


def _lines(file: Path) -> Iterator[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("#"))
