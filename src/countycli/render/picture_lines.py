"""Pictures as lines of characters, for painters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.page import CLASSES
from countycli.render.terminal import safe_paragraph

if TYPE_CHECKING:
    from countycli.render.page import Canvas, Line, Picture


def picture_lines(picture: Picture, canvas: Canvas) -> list[Line]:
    """The lines of a picture, made safe for a terminal, without blanks at their ends but on coloured ground."""
    return [_trimmed([(safe_paragraph(text), style) for text, style in line]) for line in picture.drawn(canvas)]


def _trimmed(line: Line) -> Line:
    while line and line[-1][1] not in CLASSES:
        text, style = line.pop()
        if text.rstrip():
            return [*line, (text.rstrip(), style)]
    return line
