"""A picture as a file of its own, with title, explanations and sources, and pictures within other documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple
from countycli.render.page import TITLE, Legend, Lines, Panel, Table
from countycli.render.vector.colours import DRAWING, style_sheet
from countycli.render.vector.keys import lines_of
from countycli.render.vector.shapes import (
    LARGE,
    SMALL,
    USUAL,
    Markup,
    element,
    escaped,
    joined,
    label,
    moved,
    rectangle,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from countycli.render.page import Page, Picture
    from countycli.render.vector.shapes import Cite

_MARGIN = 28.0
_AROUND = 14.0  # above and below a picture
_BETWEEN = 6.0  # between paragraphs
_LINES = {LARGE: 1.5, USUAL: 1.6, SMALL: 1.5}  # from one line to the next, in parts of the size of letters
_NAMESPACE = "http://www.w3.org/2000/svg"


class _Line(NamedTuple):
    text: str
    size: float
    style: str

    @property
    def height(self) -> float:
        return self.size * _LINES[self.size]


def within(picture: Picture, title: str, cite: Cite) -> Markup:
    """A picture for a page of HTML, which has the `style_sheet` of drawings and leads to documents by `cite`."""
    drawing = picture.drawing(cite)
    return _svg(drawing.width, drawing.height, title, drawing.description, drawing.content)


def sheet(page: Page, title: str) -> Markup:
    """A page of lines and pictures as one picture."""
    drawings = [block.drawing() for block in page if not isinstance(block, Lines | Panel | Table | Legend)]
    width = max(drawing.width for drawing in drawings)
    remaining = iter(drawings)
    parts: list[Markup] = []
    top = _MARGIN
    for number, block in enumerate(page):
        if isinstance(block, Lines):
            top += _BETWEEN if number and isinstance(page[number - 1], Lines) else 0.0
            lines = list(_lines(block, width, is_first=number == 0))
            parts += _written(lines, top)
            top += sum(line.height for line in lines)
        else:
            drawing = next(remaining)
            parts.append(moved((_MARGIN, top + _AROUND), drawing.content))
            top += drawing.height + 2 * _AROUND
    ground = rectangle((0, 0), width + 2 * _MARGIN, top + _MARGIN, "ground", 8)
    style = element("style", Markup(style_sheet()))
    described = "\n".join(drawing.description for drawing in drawings)
    content = joined((style, ground, *parts), "\n")
    return Markup(_svg(width + 2 * _MARGIN, top + _MARGIN, title, described, content) + "\n")


def _svg(width: float, height: float, title: str, description: str, content: Markup) -> Markup:
    size = {"viewBox": f"0 0 {width:g} {height:g}", "width": width, "height": height}
    told = joined(map(escaped, description.split("\n")), "\n")
    named = (element("title", escaped(title)), element("desc", told), content)
    return element("svg", joined(named, "\n"), xmlns=_NAMESPACE, role="img", class_=DRAWING, **size)


def _lines(block: Lines, width: float, *, is_first: bool) -> Iterator[_Line]:
    """The lines of a block, broken to a width: of the first block as the title of the sheet."""
    size = LARGE if is_first else USUAL if block.style == TITLE else SMALL
    style = "title" if block.style == TITLE else block.style
    for paragraph in block.lines:
        for text in lines_of(paragraph, width, size, bold=style == "title"):
            yield _Line(text, size, style)


def _written(lines: Sequence[_Line], top: float) -> Iterator[Markup]:
    for line in lines:
        yield label((_MARGIN, top + line.size), line.text, line.style, size=line.size)
        top += line.height
