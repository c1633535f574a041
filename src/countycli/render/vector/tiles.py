"""Maps of tiles drawn with lines and shapes, from the same description as those made of characters."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from countycli.render.page import CLASSES
from countycli.render.tiles import Outline
from countycli.render.vector.colours import ramp
from countycli.render.vector.keys import keys_below, lines_of
from countycli.render.vector.shapes import SMALL, Drawing, Markup, joined, label, path, rectangle, told, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.render.tiles import Tile, Tiles
    from countycli.render.vector.shapes import Cite, Place

_WIDE, _HIGH = 66.0, 38.0  # of a tile
_ACROSS, _DOWN = 8.0, 17.0  # between tiles; the names of prefectures stand between rows
_PACE, _STEP = _WIDE + _ACROSS, _HIGH + _DOWN  # from one tile to the next
_NAME, _VALUE, _LABEL = 12.5, 11.0, 11.0  # sizes of letters
_SMALLEST = 8.5
_PADDING = 2.0  # at either side of a text on a tile
_ROUND = 3.0
_HATCH = 7.0  # between the lines of a hatched tile
_LEAST_WIDTH = 720.0  # of the key and what is written below
_LINE = 18.0  # of the caption
_SWATCH = (22.0, 13.0)


_HATCHED = {"··": False, "--": True}  # marks of tiles without a class, and whether lines cross there


def drawing_of(picture: Tiles, cite: Cite | None = None) -> Drawing:
    outline = Outline(picture.tiles)
    styles = [key.style for key in picture.keys if key.style in CLASSES]
    colours = {style: ramp(position, len(styles)) for position, style in enumerate(styles)}
    width = outline.columns * _PACE + _ACROSS
    height = outline.rows * _STEP + _DOWN
    tiles = (_tile(tile, colours) for tile in picture.tiles)
    labels = outline.placed(picture.labels, _PACE, lambda text: width_of(text, _LABEL) + _ACROSS)
    parts = (*tiles, *_borders(outline), *(_named(cell, text) for cell, text in labels))
    full = max(width, _LEAST_WIDTH)
    keys = keys_below(((_swatch(key.sign, colours.get(key.style, "")), key.text) for key in picture.keys), full, cite)
    is_shortened = any(tile.name and not _fits(tile.full) for tile in picture.tiles)
    caption = [line for text in picture.captions(shortened=is_shortened) for line in lines_of(text, full)]
    below = height + _DOWN + keys.height
    lines = (label((0.0, below + number * _LINE), text, "quiet") for number, text in enumerate(caption, 1))
    content = joined((*parts, keys.at(0.0, height + _DOWN), *lines), "\n")
    told_in_words = (tile.told().split("\n")[0] for tile in picture.tiles if tile.told)
    return Drawing(full, below + len(caption) * _LINE, content, "\n".join(told_in_words))


def _corner(row: int, column: int) -> Place:
    """The upper left corner of the tile in a cell."""
    return column * _PACE + _ACROSS, row * _STEP + _DOWN


def _tile(tile: Tile, colours: dict[str, str]) -> Markup:
    left, top = _corner(tile.row, tile.column)
    middle = left + _WIDE / 2
    colour = colours.get(tile.style, "")
    parts = [rectangle((left, top), _WIDE, _HIGH, colour or "blank", _ROUND)]
    if tile.mark in _HATCHED:
        parts.append(_hatched((left, top), _WIDE, _HIGH, crossing=_HATCHED[tile.mark]))
    height = top + (_HIGH / 2 - 2.0 if tile.value else _HIGH / 2 + 4.0)
    style = f"{colour}-letters" if colour else "quiet halo"
    name = tile.full if _fits(tile.full) else tile.name
    parts.append(_text((middle, height), name, f"title {style}", _NAME, bold=True))
    parts.append(_text((middle, top + _HIGH - 6.0), tile.value, style, _VALUE))
    return told(tile.told() if tile.told else tile.full, *parts)


def _fits(name: str) -> bool:
    return bool(name) and width_of(name, _SMALLEST, bold=True) <= _WIDE - 2 * _PADDING


def _text(foot: Place, text: str, style: str, size: float, *, bold: bool = False) -> Markup:
    """A text in the middle of a tile, in smaller letters where it would be too wide."""
    if not text:
        return joined(())
    room = _WIDE - 2 * _PADDING
    fitting = max(min(size, size * room / width_of(text, size, bold=bold)), _SMALLEST)
    return label(foot, text, style, size=fitting, anchor="middle")


def _hatched(corner: Place, width: float, height: float, *, crossing: bool) -> Markup:
    """Lines across a tile, each from one of its sides to another."""
    left, top = corner
    right = left + width
    lines: list[list[Place]] = []
    for number in range(1, ceil((width + height) / _HATCH)):
        offset = number * _HATCH
        begin = (left + max(offset - height, 0.0), top + min(offset, height))
        end = (left + min(offset, width), top + max(offset - width, 0.0))
        lines.append([begin, end])
        if crossing:
            lines.append([(right + left - begin[0], begin[1]), (right + left - end[0], end[1])])
    return path("thin hatch", *lines)


def _borders(outline: Outline) -> Iterator[Markup]:
    """The lines around prefectures, in the midst between tiles."""
    cells = [(row, column) for row in range(outline.rows + 1) for column in range(outline.columns + 1)]
    lines: list[list[Place]] = []
    for row, column in cells:
        left, top = column * _PACE + _ACROSS / 2, row * _STEP + _DOWN / 2
        if outline.is_above(row, column):
            lines.append([(left, top), (left + _PACE, top)])
        if outline.is_left(row, column):
            lines.append([(left, top), (left, top + _STEP)])
    if lines:
        yield path("thin border", *lines)


def _named(cell: tuple[int, int], text: str) -> Markup:
    """The name of a prefecture, on the line above its tiles."""
    left, top = _corner(*cell)
    return label((left, top - _DOWN / 2 + 4.0), text, "halo border", size=_LABEL)


def _swatch(sign: str, colour: str) -> Markup:
    """A small tile for the key; one of a class bears the letter of the class."""
    width, height = _SWATCH
    corner = (0.0, -height / 2)
    ground = rectangle(corner, width, height, colour or "blank", 2)
    if sign in _HATCHED:
        return joined((ground, _hatched(corner, width, height, crossing=_HATCHED[sign])))
    return joined((ground, label((width / 2, 4.0), sign, f"{colour}-letters", size=SMALL - 1.0, anchor="middle")))
