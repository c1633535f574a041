"""The elements that drawings are put together from. All text that goes into a drawing is escaped here."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, NewType

from countycli.record import NamedTuple
from countycli.render.terminal import safe_paragraph
from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from collections.abc import Iterable

Markup = NewType("Markup", str)  # an element, or several, as XML
Cite = Callable[[str], Markup]  # writes a text that holds numbers of documents
Place = tuple[float, float]  # from the left and from the top

SMALL, USUAL, LARGE = 12.0, 13.0, 20.0  # sizes of letters

_NO_XML = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}  # what no XML may hold, and `safe_paragraph` leaves in place
_NARROW = frozenset(" .,:;!|'()[]ijlt-")
_BOLD = 1.12  # how many times as wide bold letters are; Chinese characters are no wider
_WIDE, _CAPITAL, _LETTER, _THIN = 1.0, 0.72, 0.61, 0.35  # widths of characters, in parts of their size


class Drawing(NamedTuple):
    """What a picture is drawn as, from the upper left corner on, and a description for readers who don't see it."""

    width: float
    height: float
    content: Markup
    description: str


def element(name: str, *content: Markup, **attributes: object) -> Markup:
    """An element with its attributes, of which empty ones are left out. `class_` is written `class`, and an underline
    within a name as a hyphen.
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value not in ("", None)
    )
    inner = joined(content)
    return Markup(f"<{name}{told}>{inner}</{name}>" if inner else f"<{name}{told}/>")


def joined(parts: Iterable[Markup], between: str = "") -> Markup:
    return Markup(between.join(parts))


def escaped(text: str) -> Markup:
    return Markup(escape(safe_paragraph(text).translate(_NO_XML), quote=False))


def label(place: Place, text: str, style: str = "", *, size: float = SMALL, anchor: str = "") -> Markup:
    """A text whose foot stands at a place: its beginning or, with the `anchor` `middle` or `end`, that part of it."""
    return written(place, escaped(text), style, size=size, anchor=anchor)


def written(place: Place, content: Markup, style: str = "", *, size: float = SMALL, anchor: str = "") -> Markup:
    """A label whose text is markup already."""
    left, foot = place
    return element("text", content, x=left, y=foot, class_=style, font_size=size, text_anchor=anchor)


def rectangle(place: Place, width: float, height: float, style: str, radius: float = 0) -> Markup:
    left, top = place
    return element("rect", x=left, y=top, width=width, height=height, rx=radius or "", class_=style)


def path(style: str, *courses: Iterable[Place]) -> Markup:
    """Lines, each through its places."""
    drawn = (" L".join(f"{_value(left)} {_value(top)}" for left, top in course) for course in courses)
    return element("path", d=" ".join(f"M{course}" for course in drawn), class_=style)


def told(text: str, *parts: Markup, style: str = "") -> Markup:
    """Parts of a drawing that tell a text to whoever points at them."""
    return element("g", element("title", _lines(text)), *parts, class_=style) if text else joined(parts)


def moved(place: Place, content: Markup) -> Markup:
    left, top = place
    return element("g", content, transform=f"translate({_value(left)} {_value(top)})")


def width_of(text: str, size: float = SMALL, *, bold: bool = False) -> float:
    """How wide a text is at most in the fonts that are likely. Chinese characters are as wide as they are high."""
    return size * sum(_part(char) * (_BOLD if bold and cell_width(char) == 1 else 1) for char in text)


def _part(char: str) -> float:
    if cell_width(char) > 1:
        return _WIDE
    return _THIN if char in _NARROW else _CAPITAL if char.isupper() else _LETTER


def _lines(text: str) -> Markup:
    return joined(map(escaped, text.split("\n")), "\n")


def _value(value: object) -> str:
    return f"{round(value, 1):g}" if isinstance(value, float) else str(value)
