"""Layouts of tiles are whole: each place of a region has one tile, and no region is laid out twice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from countycli.phrases import Phrase
from countycli.source.layouts import laid_out

if TYPE_CHECKING:
    from countycli.source.draft import Draft, Entry


def check_layouts(draft: Draft) -> None:
    _check_twice(draft.layouts, [entry.record.region for entry in draft.layouts], "region")
    _check_twice(draft.tiles, [f"{tile.region} {tile.place or tile.name}" for tile, *_ in draft.tiles], None)
    placed = {entry.record.place for entry in draft.tiles}
    for entry in draft.layouts:
        # A place that the reader adds to the registry has no tile in the layouts of the book.
        precedence = entry.block.sheet.precedence
        places = (place.record for place in draft.places if place.block.sheet.precedence == precedence)
        lacking = tuple(place.name for place in laid_out(entry.record.region, places) if place.code not in placed)
        if lacking and entry.block.sound:
            entry.report("D504", Phrase("There is no tile for {names}", names=lacking), key="rows")


def _check_twice(entries: list[Entry[Any]], ids: list[str], key: str | None) -> None:
    """Report the entries whose id another entry has, too."""
    counts = Counter(ids)
    for entry, identifier in zip(entries, ids, strict=True):
        if counts[identifier] > 1:
            entry.block.report(key, "D303", Phrase("“{id}” stands twice", id=identifier.split()[-1]))
