"""Figures that are calculated, over the whole book."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Figure


def test_nothing_is_derived_where_a_document_gives_the_figure(index: Index) -> None:
    """The same place, whatever its code was then, the same metric and period, the place as a whole."""
    figures = [it for it in index.figures.observations() if it.scope is None]
    heirs = index.places.heirs({it.county for it in figures})
    found: dict[tuple[str, str, Period], list[Figure]] = defaultdict(list)
    for it in figures:
        for place in (it.county, *heirs.get(it.county, ())):
            found[place, it.metric, it.period].append(it)
    assert sum(it.derived for it in figures) > 20_000
    assert not [its for its in found.values() if len({it.derived for it in its}) > 1]
