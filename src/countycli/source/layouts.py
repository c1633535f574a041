"""Reading of layouts: how the counties of a province, or the provinces of the country, are laid out as tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.layouts import Layout, Tile
from countycli.phrases import Phrase
from countycli.source import meant
from countycli.source.draft import Draft, Entry
from countycli.source.sheet import Block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.model.records import Place
    from countycli.source.sheet import Sheet

BY_HAND = "by_hand"
_PLACED = (BY_HAND, "calculated")
_NOTHING = "."  # stands in a row where there is no tile


def read_layout(sheet: Sheet, draft: Draft) -> None:
    """Read a picture of tiles. Each row is a text, in which places stand by their short names."""
    sheet.refuse_others(["layout"])
    block = Block(sheet, sheet.data, ()).block("layout")
    layout = Layout(block.text("region", meant.code), block.word("placed", _PLACED) == BY_HAND)
    outside = _outside(block)
    rows = block.texts("rows")
    block.report_missing("rows")
    block.close()
    draft.layouts.append(Entry(layout, block))
    places = laid_out(layout.region, (entry.record for entry in draft.places))
    if not places:
        if layout.region:
            message = Phrase("Neither the country nor a province has the code “{code}”", code=layout.region)
            block.report("region", "D201", message)
        return
    called: dict[str, list[Place]] = {}
    for place in places:
        called.setdefault(place.short, []).append(place)
        called.setdefault(place.code, []).append(place)
    for row, text in enumerate(rows):
        line = block.member("rows", row)
        for column, token in enumerate(text.split()):
            if token in outside:
                draft.tiles.append(Entry(Tile(layout.region, row, column, None, token, outside[token]), line))
            elif token != _NOTHING and (found := _place(token, called, line)):
                draft.tiles.append(Entry(Tile(layout.region, row, column, found.code, found.short), line))


def _outside(block: Block) -> dict[str, str]:
    """The English names of places that the book doesn't cover, by their Chinese names."""
    names = block.block_or_none("outside")
    if names is None:
        return {}
    found = {name: names.text(name) for name in list(names.table)}
    names.close()
    return found


def laid_out(region: str, places: Iterable[Place]) -> list[Place]:
    """The places of today that the layout of a region holds: the counties of a province, the provinces of the country.
    Other regions have no layouts.
    """
    places = list(places)
    level = next((place.level for place in places if place.code == region), "")
    if level == "country":
        inside = [place for place in places if place.level == "province"]
    elif level == "province":
        inside = [place for place in places if place.level == "county" and place.province == region]
    else:
        inside = []
    return [place for place in inside if place.valid_to is None]


def _place(token: str, called: dict[str, list[Place]], line: Block) -> Place | None:
    """The place that a word of a row means. One that means none or several is reported."""
    meant_ones = called.get(token, [])
    if len(meant_ones) == 1:
        return meant_ones[0]
    if meant_ones:
        message = Phrase("“{name}” is the short name of several places here", name=token)
        hint = Phrase("write the code: {codes}", codes=tuple(place.code for place in meant_ones))
    else:
        message = Phrase("No place of today in this region has the short name or code “{name}”", name=token)
        hint = Phrase("write a full stop where there is no tile")
    line.report(None, "D201", message, hint)
    return None
