"""The marks of figures: the shape tells the place, the filling what kind of figure it is."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from countycli.render.chart import DOUBTFUL, EXACT, REFERENCE, TARGET
from countycli.render.vector.shapes import element, label, path

if TYPE_CHECKING:
    from countycli.render.vector.shapes import Markup, Place

RADIUS = 4.5
_LITTLE = 2.2  # radius of marks of a region beside
_WIDE = 7.0  # radius of what holds a question mark
_HOLLOW, _FULL = "mark hollow", "mark"
# Shapes of places by letter, with corners and the angle of the first one: A is round.
_SHAPES = {"B": (4, 45), "C": (3, -90), "D": (3, 90), "E": (4, -90), "F": (5, -90)}
_LARGER = {3: 1.35, 4: 1.2, 5: 1.15}  # shapes with corners look smaller than a circle around them


def mark_at(place: Place, sign: str, letter: str = "") -> Markup:
    """The mark of a figure: hollow unless the figure is exact, with a question mark where it is doubtful."""
    if sign == TARGET:
        return _shape(place, 4, -90, _HOLLOW)
    if sign == REFERENCE:
        return _circle(place, _LITTLE, _FULL)
    if sign == DOUBTFUL:
        return element(
            "g", _circle(place, _WIDE, _HOLLOW), label((place[0], place[1] + 4.0), "?", "doubt", anchor="middle")
        )
    style = _FULL if sign == EXACT else _HOLLOW
    return _shape(place, *_SHAPES[letter], style) if letter in _SHAPES else _circle(place, RADIUS, style)


def _circle(place: Place, radius: float, style: str) -> Markup:
    return element("circle", cx=place[0], cy=place[1], r=radius, class_=style)


def _shape(place: Place, corners: int, first: int, style: str) -> Markup:
    """A regular polygon, with the angle of its first corner in degrees."""
    radius = RADIUS * _LARGER[corners]
    angles = [first * pi / 180 + 2 * pi * number / corners for number in range(corners + 1)]
    return path(style, [(place[0] + radius * cos(angle), place[1] + radius * sin(angle)) for angle in angles])
