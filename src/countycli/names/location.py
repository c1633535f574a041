"""Where places lie, as it must be said to tell them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.dataset.index import Index
    from countycli.model.records import Place


def candidates(index: Index, places: list[Place]) -> tuple[Candidate, ...]:
    """Places as a reader must tell them apart: code, name, and the prefecture and province that they lie in."""
    parents = parents_of(index, places)
    return tuple(Candidate(place.code, place.name, where(place, parents)) for place in places)


def parents_of(index: Index, places: Iterable[Place]) -> dict[str, Place]:
    """The provinces and prefectures that the places lie in, by code."""
    return index.places(code for place in places for code in (place.province, place.prefecture) if code)


def where(place: Place, parents: dict[str, Place]) -> str:
    """`浙江省丽水市` for 龙泉市."""
    return "".join(parents[code].name for code in (place.province, place.prefecture) if code in parents)
