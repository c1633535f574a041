"""Which values fit what has been typed: by their own letters, by other names, and by how Chinese names are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.naming import folded, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Readings = Mapping[str, tuple[str, ...]]  # how Chinese characters are read, without tones


def fitting(typed: str, known: Mapping[str, Sequence[str]], readings: Callable[[set[str]], Readings]) -> list[str]:
    """The values that begin with what was typed. Where there are none, those with another name that does; then those
    whose Chinese names are read so, in full (`changzhu` for 常住人口) or by initials (`czrk`); then those that hold
    what was typed. `known` has the other names of each value; `readings` tells how characters are read.
    """
    key = folded(typed)
    found = [value for value in known if folded(value).startswith(key)]
    found = found or [value for value, names in known.items() if any(folded(name).startswith(key) for name in names)]
    found = found or _read_so(name_key(typed), known, readings)
    return found or [value for value, names in known.items() if any(key in folded(name) for name in (value, *names))]


def _read_so(letters: str, known: Mapping[str, Sequence[str]], readings: Callable[[set[str]], Readings]) -> list[str]:
    if not (letters.isascii() and letters.isalpha()):
        return []
    chinese = [(name, value) for value, names in known.items() for name in (value, *names) if not name.isascii()]
    read = readings({character for name, _ in chinese for character in name})
    return list(dict.fromkeys(value for name, value in chinese if _is_read(letters, name, read)))


def _is_read(letters: str, name: str, readings: Readings) -> bool:
    """Whether letters are the beginning of a name's pinyin, or of its initials."""
    syllables = [readings.get(character) or (character.casefold(),) for character in name if character.isalnum()]
    initials = len(letters) <= len(syllables) and all(
        any(reading.startswith(letter) for reading in read) for letter, read in zip(letters, syllables, strict=False)
    )
    return initials or _begins(letters, syllables)


def _begins(letters: str, syllables: list[tuple[str, ...]]) -> bool:
    if not letters or not syllables:
        return not letters
    return any(
        reading.startswith(letters) or (letters.startswith(reading) and _begins(letters[len(reading) :], syllables[1:]))
        for reading in syllables[0]
    )
