"""HTML and SVG: a record for each row of a table, each other stretch of text, and one for what is drawn.

Both are read by the same parser, which knows of no entities that a file defines, and forgives what browsers forgive.
"""

from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote

from countycli.fixity.canonical import canonical, record_of
from countycli.fixity.readers import Holding
from countycli.fixity.readers.markdown import distinct, numbered

if TYPE_CHECKING:
    from countycli.fixity.canonical import Record

_SILENT = ("script", "style", "footer", "metadata")  # what they hold is no part of the answer
_BLOCKS = ("p", "h1", "h2", "h3", "li", "title", "text", "desc", "div", "figcaption", "summary", "dt", "dd")
_SHAPES = ("path", "rect", "line", "circle", "polyline", "polygon", "ellipse")
# What says where a shape is, in the order in which these are compared.
_GEOMETRY = ("d", "points", "x", "y", "width", "height", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def read(text: str, _kind: str) -> Holding:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return Holding(reader.finished())


class _Reader(HTMLParser):
    """Collects texts until something else begins. Texts of a picture that stand at one height are one line, and so is
    a group of shapes and texts that has a title, such as a tile of a map.
    """

    def __init__(self) -> None:
        super().__init__()
        self._records: list[Record] = []
        self._text: list[str] = []
        self._silent = 0
        self._tables = 0
        self._in_head = False
        self._columns: list[str] = []  # of the table, where it has titles
        self._cells: list[str] | None = None
        self._height: str | None = None  # of the texts of a picture that are being collected
        self._shapes: list[str] = []
        self._groups = 0  # of a picture, one within the other
        self._titled = 0  # the number of the group with a title; 0 outside of one
        self._before = ""  # the element that began last

    def finished(self) -> list[Record]:
        self._end_text()
        if self._shapes:
            drawn = hashlib.sha256("\n".join(self._shapes).encode()).hexdigest()
            self._records.append(record_of([("key", "drawing"), ("drawn", drawn)]))
        return self._records

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = tag.rpartition(":")[2]  # some programs name the elements of pictures `svg:text`
        if tag in _SILENT:
            self._silent += 1
        elif tag in ("text", "title", "g"):
            self._begin_in_picture(tag, dict(attrs).get("y") or "")
        elif tag in ("table", "thead", "tr"):
            self._begin_in_table(tag)
        elif tag in _BLOCKS:
            self._end_text()
        elif tag == "a":
            self.handle_data(_address(dict(attrs).get("href") or ""))
        elif tag in _SHAPES and not self._silent:
            self._shapes.append(_shape(tag, dict(attrs)))
        self._before = tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag.rpartition(":")[2] in _SHAPES:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append(self._taken())
        elif tag == "tr":
            self._end_row()
        elif tag == "thead":
            self._in_head = False
        elif tag == "g":
            self._end_group()
        elif tag == "text" or self._titled:
            self._text.append(" ")
        elif tag == "svg" or tag in _BLOCKS:
            self._end_text()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text.append(data)

    def _begin_in_picture(self, tag: str, height: str) -> None:
        if tag == "g":
            self._groups += 1
        elif tag == "title" and self._before == "g" and not self._titled:
            self._end_text()
            self._titled = self._groups
        elif not self._titled and (tag == "title" or height != self._height):
            self._end_text()
            self._height = height

    def _end_group(self) -> None:
        if self._titled == self._groups:
            self._titled = 0
            self._end_text()
        self._groups = max(self._groups - 1, 0)

    def _begin_in_table(self, tag: str) -> None:
        self._end_text()
        if tag == "thead":
            self._in_head = True
        elif tag == "tr":
            self._cells = []
        else:
            self._tables += 1
            self._columns = []

    def _end_row(self) -> None:
        """A row whose only cell goes across the table is a heading of other rows."""
        cells, self._cells = self._cells or [], None
        if self._in_head:
            self._columns = distinct(cells)
        heads = self._in_head or len(cells) == 1
        named = [("text", " ".join(cells))] if heads else zip(self._columns or numbered(cells), cells, strict=False)
        if any(cells):
            self._records.append(record_of(named, str(self._tables)))

    def _end_text(self) -> None:
        if self._cells is not None:  # within a row the cell takes the text
            return
        text, self._height = self._taken(), None
        if text:
            self._records.append(record_of([("text", text)]))

    def _taken(self) -> str:
        text = " ".join("".join(self._text).split())
        self._text = []
        return text


def _address(link: str) -> str:
    """The address behind a link that leads out of the page, as a text; programs may write the same one otherwise."""
    return f" <{unquote(link).rstrip('/')}> " if link.startswith(("http:", "https:")) else ""


def _shape(tag: str, attributes: dict[str, str | None]) -> str:
    """Kind and place of a shape; numbers in canonical form, for programs write them in many ways."""
    numbers = (_NUMBER.sub(lambda match: f" {canonical(match[0])} ", attributes.get(key) or "") for key in _GEOMETRY)
    return " ".join((tag, *(" ".join(part.split()) or "-" for part in numbers)))
