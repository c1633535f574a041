"""How places are laid out as tiles of a map."""

from __future__ import annotations

from countycli.record import NamedTuple


class Layout(NamedTuple):
    """How a region's places are laid out as tiles: `by_hand`, or else calculated from where they lie."""

    region: str
    by_hand: bool


class Tile(NamedTuple):
    """A tile of the layout of a region. `place` is None for a place that the book doesn't cover; only then there is a
    `name_en`. Rows and columns are counted from 0.
    """

    region: str
    row: int
    column: int
    place: str | None
    name: str
    name_en: str = ""
