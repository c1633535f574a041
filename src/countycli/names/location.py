"""Where places lie: what a reader must be told to choose between places of the same name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import Candidate
from countycli.phrases import Phrase, Regions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from countycli.index.ask.index import Index
    from countycli.model.records import Place
    from countycli.names.bearers import Bearer


def candidates(index: Index, places: list[Place]) -> tuple[Candidate, ...]:
    """Places to choose from: each with code and name, the prefecture and province above, and until when a former place
    existed.
    """
    parents = parents_of(index, places)
    return tuple(Candidate(place.code, place, _lasting(where(place, parents), place)) for place in places)


def _lasting(region: Regions, place: Place) -> Regions | Phrase:
    return Phrase("{where}, until {date}", where=region, date=place.valid_to) if place.valid_to else region


def listed(index: Index, found: Collection[Bearer]) -> tuple[Candidate, ...]:
    """Units that bear or bore a name, to choose from: each with code, name and the regions above. Former bearers of the
    name are listed with the date until which they bore the name, and with the place of today that answers for them.
    """
    parents = parents_of(index, [bearer.place for bearer in found])
    return tuple(Candidate(bearer.place.code, bearer.name, _where_and_when(bearer, parents)) for bearer in found)


def _where_and_when(bearer: Bearer, parents: dict[str, Place]) -> Regions | Phrase:
    region = where(bearer.place, parents)
    if bearer.until is None:
        return region
    heir = bearer.answers
    if heir.code == bearer.place.code:
        return Phrase("{where}, until {date}", where=region, date=bearer.until)
    return Phrase(
        "{where}, until {date}, now {name} ({code})", where=region, date=bearer.until, name=heir, code=heir.code
    )


def heirs_of_today(index: Index, place: Place) -> tuple[Place, ...]:
    """The places of today that a unit's land came to, by code."""
    found: dict[str, Place] = {}
    waiting = [place]
    while waiting:
        steps = [step.code for step in waiting.pop().successors]
        for code, heir in index.places.by_code(code for code in steps if code not in found).items():
            found[code] = heir
            if heir.valid_to is not None:
                waiting.append(heir)
    return tuple(found[code] for code in sorted(found) if found[code].valid_to is None)


def parents_of(index: Index, places: Iterable[Place]) -> dict[str, Place]:
    """The provinces and prefectures that the places lie in, by code."""
    return index.places.by_code(code for place in places for code in place.above)


def regions_above(index: Index, places: Iterable[Place]) -> dict[str, set[str]]:
    """By the code of each place, the codes of all regions around the place: the prefecture, a prefecture around the
    prefecture (塔城地区 lies in 伊犁州), and the province.
    """
    listed = list(places)
    parents = parents_of(index, listed)
    return {
        place.code: {code for region in (place, *(parents[code] for code in place.above)) for code in region.above}
        for place in listed
    }


def where(place: Place, parents: dict[str, Place]) -> Regions:
    """`浙江省丽水市` for 龙泉市."""
    return Regions(tuple(parents[code] for code in reversed(place.above) if code in parents))
