"""Which place a typed name means: one, several, or none.

A name is taken in the surest sense that fits (see `Tier`). Several fits in that sense are never chosen between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import AmbiguousError, NotFoundError, Phrase
from countycli.model.naming import Tier, name_key
from countycli.model.records import CONTINUATIONS
from countycli.model.reports import Note
from countycli.names.location import candidates
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from countycli.dataset.index import Index
    from countycli.model.records import Place

# The kinds of change in which a unit as a whole became another one, or a part of it.
_WHOLE = CONTINUATIONS | {"并入"}

_MOST_PARENTS = 2  # a path names a province and a prefecture at most
_LONGEST_REGION = 40  # characters of a region's name in pinyin; no name is longer


class Match(NamedTuple):
    """The place that was meant, and what has to be said of how it was found."""

    place: Place
    notes: tuple[Note, ...]


def resolve_place(index: Index, text: str, *, region: bool = False) -> Match:
    """The one place that `text` names, by any of its names or a path such as `温州平阳`.

    Where a `region` is wanted, counties are considered only if no region is called so. Raises NotFoundError with
    suggestions, AmbiguousError with all candidates.
    """
    key = name_key(text)
    hits = _place_hits(index, key) if key else {}
    if not hits:
        from countycli.names.suggest import similar_places

        hint = Phrase("names, codes, pinyin and paths like 温州平阳 are understood")
        raise NotFoundError(Phrase("No county or region named “{text}”", text=text), hint, similar_places(index, key))
    if region:
        hits = {code: hits[code] for code, place in index.places(hits).items() if place.level != "county"} or hits
    best = min(hits.values())
    places = list(index.places(code for code, tier in hits.items() if tier == best).values())
    if len(places) > 1:
        hint = Phrase("type the code, or the prefecture's name before it")
        raise AmbiguousError(Phrase("“{text}” may be any of these", text=text), hint, candidates(index, places))
    return _today(index, text, places[0], best)


def _place_hits(index: Index, key: str, parents: int = _MOST_PARENTS) -> dict[str, int]:
    """Codes that a key may mean, with the surest tier for each: as one name, or else as a path with so many parents."""
    hits: dict[str, int] = {}
    for hit in index.name_hits("place", key):
        hits.setdefault(hit.id, hit.tier)
    return hits or (_path_hits(index, key, parents - 1) if parents else {})


def _path_hits(index: Index, key: str, parents: int) -> dict[str, int]:
    hits: dict[str, int] = {}
    for cut in range(min(len(key) - 1, _LONGEST_REGION), 0, -1):
        regions = {hit.id for hit in index.name_hits("place", key[:cut]) if hit.tier <= Tier.ALIAS}
        rest = _place_hits(index, key[cut:], parents) if regions else {}
        for code, place in index.places(rest).items():
            if regions & {place.province, place.prefecture}:
                hits[code] = min(rest[code], hits.get(code, Tier.INITIALS))
    return hits


def _today(index: Index, text: str, place: Place, tier: int) -> Match:
    """The place itself, or what has become of a unit that ceased."""
    if place.valid_to is None:
        surprising = tier >= Tier.PINYIN
        taken = Phrase("“{text}” taken as {name} ({code})", text=text, name=place.name, code=place.code)
        return Match(place, (Note("match", taken),) if surprising else ())
    steps = [step for step in place.successors if step.change in _WHOLE] or list(place.successors)
    heirs = index.places(step.code for step in steps)
    if len(heirs) != 1:
        return _divided(index, place, tuple(heirs.values()))
    (heir,) = heirs.values()
    became = Phrase(
        "{old} ({old_code}) has been {name} ({code}) since {date} ({change})",
        old=place.name,
        old_code=place.code,
        name=heir.name,
        code=heir.code,
        date=steps[-1].date,
        change=steps[-1].change,
    )
    further = _today(index, text, heir, Tier.CODE)
    return Match(further.place, (Note("moved", became), *further.notes))


def _divided(index: Index, place: Place, heirs: tuple[Place, ...]) -> Match:
    """A divided unit has no heir: it answers for itself, as far as the book has figures of it."""
    if not index.holdings([place.code]):
        message = Phrase(
            "{name} ({code}) was divided; its land is part of these today", name=place.name, code=place.code
        )
        raise AmbiguousError(message, Phrase("type the code"), candidates(index, list(heirs)))
    divided = Phrase(
        "{name} ({code}) was divided on {date}; its land is part of {heirs} today",
        name=place.name,
        code=place.code,
        date=place.valid_to,
        heirs=heirs,
    )
    return Match(place, (Note("moved", divided),))
