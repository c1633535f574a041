"""How places are laid out as tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.index.schema import TILE_COLUMNS
from countycli.model.layouts import Layout, Tile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.index.ask.connection import Connection


class Layouts:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, regions: Iterable[str]) -> dict[str, Layout]:
        """The layouts of some regions, by the region's code, in the order of codes."""
        rows = self._connection.rows_in("SELECT region, by_hand FROM layouts WHERE region IN ({marks})", regions)
        return {region: Layout(region, bool(by_hand)) for region, by_hand in sorted(rows)}

    def tiles(self, region: str) -> list[Tile]:
        """The tiles of a region's layout, row by row."""
        sql = f'SELECT {TILE_COLUMNS} FROM tiles WHERE region = ? ORDER BY row, "column"'
        return [Tile(*row) for row in self._connection.rows(sql, (region,))]
