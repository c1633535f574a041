"""The key below a picture: signs with what they mean, as many beside each other as fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple
from countycli.render.page import Cited
from countycli.render.vector.shapes import SMALL, Markup, escaped, joined, moved, width_of, written
from countycli.render.wrap import cell_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.render.vector.shapes import Cite

_LINE = 18.0
_SIGN = 28.0  # from the sign to its text
_GAP = 22.0  # between entries
_LEAST = 8  # cells of a line


class Keys(NamedTuple):
    height: float
    content: Markup

    def at(self, left: float, top: float) -> Markup:
        return moved((left, top), self.content) if self.content else self.content


def keys_below(entries: Iterable[tuple[Markup, str]], width: float, cite: Cite | None = None) -> Keys:
    """Each entry is a sign, whose middle is at half of 22 to the right of where it begins, and its text. `cite` writes
    texts that hold numbers of documents.
    """
    left, line = 0.0, 0
    parts = []
    for sign, text in entries:
        taken = _SIGN + width_of(text)
        if left and left + taken > width:
            left, line = 0.0, line + 1
        lines = lines_of(text, width - _SIGN)
        parts.append(moved((left, line * _LINE), sign))
        write = cite if cite and isinstance(text, Cited) else escaped
        parts += [
            written((left + _SIGN, (line + number) * _LINE + 4.0), write(part), "quiet")
            for number, part in enumerate(lines)
        ]
        line += len(lines) - 1
        left += taken + _GAP
    return Keys((line + 1) * _LINE if parts else 0.0, joined(parts, "\n"))


def lines_of(text: str, width: float, size: float = SMALL, *, bold: bool = False) -> list[str]:
    """A text in lines that are no wider than so much."""
    cells = width * cell_width(text) / max(width_of(text, size, bold=bold), 1.0)
    return wrap(text, max(int(cells), _LEAST))
