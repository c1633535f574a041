"""Where in a drawing there is room for a text."""

from __future__ import annotations

from math import ceil, hypot
from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from countycli.render.vector.shapes import Place

_DOT = 3.0  # how far from each other the boxes are that stand for a line, and how large


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def is_within(self, other: Box) -> bool:
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


class Space:
    """What lies in a drawing already, as boxes within its `frame`."""

    def __init__(self, frame: Box) -> None:
        self.frame = frame
        self._taken: list[Box] = []

    def take(self, box: Box) -> None:
        self._taken.append(box)

    def take_line(self, begin: Place, end: Place) -> None:
        """Take the boxes along a straight line."""
        across, down = end[0] - begin[0], end[1] - begin[1]
        steps = max(ceil(hypot(across, down) / _DOT), 1)
        half = _DOT / 2
        for number in range(steps + 1):
            left, top = begin[0] + across * number / steps, begin[1] + down * number / steps
            self.take(Box(left - half, top - half, left + half, top + half))

    def is_free(self, box: Box) -> bool:
        return box.is_within(self.frame) and not any(map(box.meets, self._taken))

    def first_free(self, boxes: Iterable[Box]) -> Box | None:
        """The first of some boxes for which there is room, which is taken."""
        found = next(filter(self.is_free, boxes), None)
        if found:
            self.take(found)
        return found


def spread(wanted: Sequence[float], distance: float, lowest: float, highest: float) -> list[float]:
    """Positions near the `wanted` ones, which rise, but so far from each other that texts don't meet; between the
    `lowest` and the `highest` one if there is room for all.
    """
    found: list[float] = []
    for position in wanted:
        found.append(max(position, found[-1] + distance if found else lowest))
    limit = highest
    for number in reversed(range(len(found))):
        found[number] = min(found[number], limit)
        limit = found[number] - distance
    return found
