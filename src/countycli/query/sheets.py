"""The tiles on which places are shown: a sheet for each province or, of provinces themselves, one of the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from countycli.index.ask.index import Index
    from countycli.model.layouts import Tile
    from countycli.model.records import Place
    from countycli.model.reports import Scope

_MOST_SHEETS = 3  # counties of more provinces are listed instead


class Cell(NamedTuple):
    """A tile with the `place` that is shown on it, which is None where this isn't asked for, wasn't there at the time,
    or isn't covered by the book; `around` is the code of the prefecture, or else the province, that has a line around.
    """

    row: int
    column: int
    place: str | None
    around: str
    tile: Tile


class Sheet(NamedTuple):
    """The tiles of a region, row by row. `by_hand`: somebody laid them out, else they were calculated. `unshown` are
    the places of today whose tiles are empty.
    """

    region: Place
    by_hand: bool
    cells: tuple[Cell, ...]
    unshown: tuple[Place, ...] = ()


def sheets_of(index: Index, scope: Scope) -> tuple[Sheet, ...]:
    """The sheets with the counties of a scope; none where they lie in too many provinces, or in one without a layout. A
    scope of prefectures has the tiles of these, any other scope all tiles of its provinces. Where a county has no tile,
    a county of today that continues it lends one.
    """
    provinces = dict.fromkeys(f"{code[:2]}0000" for code in scope.counties)
    layouts = index.layouts.find(provinces) if len(provinces) <= _MOST_SHEETS else {}
    if len(layouts) < len(provinces):
        return ()
    regions, asked = index.places.by_code(provinces), _prefectures(index, scope)
    return tuple(
        _sheet(index, regions[code], _cells(index, code, scope.counties, asked), by_hand=layout.by_hand)
        for code, layout in layouts.items()
    )


def _sheet(index: Index, region: Place, cells: tuple[Cell, ...], *, by_hand: bool) -> Sheet:
    empty = [cell.tile.place for cell in cells if cell.place is None and cell.tile.place]
    return Sheet(region, by_hand, cells, tuple(index.places.by_code(empty).values()) if empty else ())


def _prefectures(index: Index, scope: Scope) -> frozenset[str]:
    """The prefectures whose tiles are wanted; none where those of whole provinces are."""
    if scope.groups or any(area.level != "prefecture" for area in scope.areas):
        return frozenset()
    return frozenset(code for area in scope.areas for code in index.places.prefecture_codes(area))


def _cells(index: Index, province: str, counties: Collection[str], prefectures: Collection[str]) -> tuple[Cell, ...]:
    tiles = index.layouts.tiles(province)
    shown = _shown(index, tiles, [code for code in counties if code[:2] == province[:2]])
    around = index.places.regions_of((tile.place for tile in tiles if tile.place), "prefecture")
    cells = (
        Cell(tile.row, tile.column, shown.get(tile.place or ""), around.get(tile.place or "") or province, tile)
        for tile in tiles
    )
    return _cropped([cell for cell in cells if not prefectures or cell.around in prefectures])


def sheet_of_provinces(index: Index, country: Place) -> tuple[Sheet, ...]:
    """The sheet of the country; none where the book has no layout of the country."""
    return tuple(
        Sheet(country, layout.by_hand, tuple(_province_cell(tile) for tile in index.layouts.tiles(country.code)))
        for layout in index.layouts.find([country.code]).values()
    )


def _province_cell(tile: Tile) -> Cell:
    return Cell(tile.row, tile.column, tile.place, "", tile)


def _shown(index: Index, tiles: Iterable[Tile], counties: Collection[str]) -> dict[str, str]:
    """By the code of a tile, the county that is shown there. A county without a tile takes that of the county of today
    that continues it or, where its territory changed under the same name, bears its name.
    """
    names = {tile.place: tile.name for tile in tiles if tile.place}
    shown = {code: code for code in counties if code in names}
    others = [code for code in counties if code not in names]
    heirs, former = index.places.heirs(others), index.places.by_code(others)
    for code in others:
        namesakes = [place for place, name in names.items() if name == former[code].short]
        free = (place for place in (*heirs.get(code, ()), *namesakes) if place in names and place not in shown)
        if place := next(free, None):
            shown[place] = code
    return shown


def _cropped(cells: list[Cell]) -> tuple[Cell, ...]:
    """Cells whose first row and column are 0."""
    top = min((cell.row for cell in cells), default=0)
    left = min((cell.column for cell in cells), default=0)
    return tuple(cell._replace(row=cell.row - top, column=cell.column - left) for cell in cells)
