"""Which place a typed name means: one, several, or none.

A name is taken in the surest sense that fits any place (see `Tier`). Where several places fit in the surest sense, the
reader must choose. Units that bore the name once are mentioned in a note; where a period is asked for, the name means
units that existed in the period.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import AmbiguousError
from countycli.model.naming import Tier, name_key, quoted
from countycli.model.reports import Note
from countycli.names.bearers import Bearer, bearers, existed
from countycli.names.location import candidates, heirs_of_today, listed
from countycli.phrases import Phrase, Regions, Spelt
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from countycli.errors import Candidate
    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import FormerName, Place

# An alias is as sure as a short name: `巴州` is both the short name of 巴州区 and what everybody calls 巴音郭楞.
_AS_SURE_AS = {Tier.ALIAS: Tier.SHORT}


class Match(NamedTuple):
    """The place that was meant, and notes on how the name was understood."""

    place: Place
    notes: tuple[Note, ...]


def resolve_place(index: Index, text: str, *, periods: Collection[Period] = (), region: bool = False) -> Match:
    """The one place that `text` names, by any of its names, a code, or a path such as `温州平阳`.

    A unit that went on as another unit gives that other unit; a unit that was merged or divided answers for itself.
    With `periods` only units that existed in one of the periods are considered, unless none did. Where a `region` is
    wanted, counties are considered only if no region bears the name. Raises NotFoundError with suggestions,
    AmbiguousError with all places that may be meant.
    """
    key = name_key(text)
    hits = _hits(index, key, text)
    if not hits:
        from countycli.names.suggest import unknown_place

        raise unknown_place(index, text, key, scope=region)
    meant, others = _meant(bearers(index, hits, key), periods, region=region)
    if len(meant) > 1:
        raise _ambiguous(index, text, [*meant.values(), *(others if not periods else ())], periods)
    ((_, bearer),) = meant.items()
    notes = _notes(index, text, bearer)
    return Match(bearer.answers, (*notes, *_namesakes(index, text, others)))


def is_name(index: Index, text: str, *, region: bool = False) -> bool:
    """Whether a text names some place or, with `region`, some region. Similar names are not searched for."""
    hits = _hits(index, name_key(text), text)
    return any(place.level != "county" for place in index.places.by_code(hits).values()) if region else bool(hits)


def _hits(index: Index, key: str, text: str) -> Mapping[str, int]:
    """The codes of the places that may be meant, each with the tier of the surest name by which it is meant."""
    hits = index.names.tiers("place", key) if key else {}
    if not hits and key:
        from countycli.names.paths import hits_beyond_names

        return hits_beyond_names(index, text)
    return hits


def _meant(found: list[Bearer], periods: Collection[Period], *, region: bool) -> tuple[dict[str, Bearer], list[Bearer]]:
    """The units that a name means in its surest sense, by the code of the place that answers for each, and then other
    units that bear or bore the name.
    """
    if region:
        found = [bearer for bearer in found if bearer.place.level != "county"] or found
    named, once = _surest(found)
    if periods:
        named, once = _of_the_time(named, once, periods)
    meant = _by_answer(named)
    return meant, [bearer for bearer in once if bearer.answers.code not in meant]


def _surest(found: list[Bearer]) -> tuple[list[Bearer], list[Bearer]]:
    """The units that bear a name in its surest sense and, where the surest sense is a name of today, the units that
    bore the name once.
    """
    best = min(_sureness(bearer.tier) for bearer in found)
    named = [bearer for bearer in found if _sureness(bearer.tier) == best]
    return named, [bearer for bearer in found if bearer.tier == Tier.FORMER and best < Tier.FORMER]


def _sureness(tier: int) -> int:
    return _AS_SURE_AS.get(Tier(tier), tier)


def _of_the_time(
    named: list[Bearer], once: list[Bearer], periods: Collection[Period]
) -> tuple[list[Bearer], list[Bearer]]:
    """The units that may be meant by a name in some periods, and the other units of the name. All units that existed
    under the name in one of the periods may be meant; where none did, the periods say nothing about who is meant.
    """
    pool = [*named, *once]
    there = [bearer for bearer in pool if any(existed(bearer, period) for period in periods)]
    return (there, [bearer for bearer in pool if bearer not in there]) if there else (named, once)


def _by_answer(found: Sequence[Bearer]) -> dict[str, Bearer]:
    """One bearer for each place that answers: a reader need not choose between units that became the same place."""
    meant: dict[str, Bearer] = {}
    # Later bearers replace earlier ones, so the surest name comes last, and of equally sure names the latest bearer.
    for bearer in sorted(found, key=lambda bearer: (-bearer.tier, bearer.until or "~")):
        meant[bearer.answers.code] = bearer
    return dict(sorted(meant.items()))


def _notes(index: Index, text: str, bearer: Bearer) -> tuple[Note, ...]:
    """Notes on what a reader may not expect: a name that was not taken in its first sense, and what became of a former
    unit.
    """
    place = bearer.answers
    told = tuple(Note("moved", step.told()) for step in bearer.steps)
    if place.valid_to is not None:
        return (*told, Note("moved", _ceased(index, place)))
    if bearer.former is not None:
        return (Note("match", _renamed(bearer.former, place)),)
    if not told and bearer.tier >= Tier.PINYIN:
        taken = Phrase("“{text}” taken as {name} ({code})", text=text, name=place, code=place.code)
        return (Note("match", taken),)
    return told


def _renamed(former: FormerName, place: Place) -> Phrase:
    """How a former name relates to the place of today: the place itself bore the name, or a unit that was merged into
    the place.
    """
    if former.merged:
        told = Phrase("{old} has been part of {name} ({code}) since {date}")
    else:
        told = Phrase("{old} has been called {name} ({code}) since {date}")
    return Phrase(told.template, old=former, name=place, code=place.code, date=former.until)


def _ceased(index: Index, place: Place) -> Phrase:
    """What became of a unit that was merged or divided. Raises AmbiguousError where the book has no figures of the
    unit, so that one of its heirs must be chosen.
    """
    heirs = heirs_of_today(index, place)
    if not index.holdings.holders(index.places.parts_of(place.code)):
        message = Phrase("{name} ({code}) was divided; its land is part of these today", name=place, code=place.code)
        raise AmbiguousError(message, Phrase("type the code"), candidates(index, list(heirs)))
    return Phrase(
        "{name} ({code}) existed until {date}; its land is part of {heirs} today",
        name=place,
        code=place.code,
        date=place.valid_to,
        heirs=tuple(Phrase("{name} ({detail})", name=heir, detail=heir.code) for heir in heirs),
    )


def _namesakes(index: Index, text: str, others: Sequence[Bearer]) -> tuple[Note, ...]:
    """A note where other units bear or bore the name too: which units, and what to type for them."""
    if not others:
        return ()
    named = tuple(
        Phrase("{name} ({code}, {where})", name=other.name, code=other.code, where=other.where)
        for other in listed(index, list(_by_answer(others).values()))
    )
    told = Phrase("“{text}” also means, or meant, {others}; type the code for these", text=text, others=named)
    return (Note("namesake", told),)


def _ambiguous(index: Index, text: str, found: Sequence[Bearer], periods: Collection[Period]) -> AmbiguousError:
    """The error where several units may be meant. The hint is an example that works: what to type for one of them."""
    choices = listed(index, list(_by_answer(found).values()))
    path = _path(index, choices, periods)
    if len({str(choice.name) for choice in choices}) == len(choices):
        hint = Phrase("type the code, or the full name")
    elif path:
        hint = Phrase("type the code, or the name with what it lies in: {path}", path=path)
    else:
        hint = Phrase("type the code")
    return AmbiguousError(Phrase("“{text}” may be any of these", text=text), hint, choices)


def _path(index: Index, choices: Sequence[Candidate], periods: Collection[Period]) -> Spelt | None:
    """Region and name of the first choice that these two name alone; None where every such path means others too."""
    for choice in choices:
        if isinstance(choice.where, Regions):
            path = f"{choice.where}{choice.name}"
            if _means(index, path, choice.code, periods):
                english = (text for text in _english_paths(choice) if _means(index, text, choice.code, periods))
                return Spelt(path, quoted(next(english, path)))
    return None


def _english_paths(choice: Candidate) -> Iterator[str]:
    """`Gulou District, Nanjing`, and with the province."""
    names = [getattr(part, "name_en", "") for part in (*_regions(choice), choice.name)]
    if all(names):
        name, *above = reversed(names)
        yield from (", ".join((name, *above[:count])) for count in range(1, len(above) + 1))


def _regions(choice: Candidate) -> tuple[object, ...]:
    return choice.where.things if isinstance(choice.where, Regions) else ()


def _means(index: Index, path: str, code: str, periods: Collection[Period]) -> bool:
    """Whether a path means the place with this code, and no other."""
    hits = _hits(index, name_key(path), path)
    return bool(hits) and _meant(bearers(index, hits, name_key(path)), periods, region=False)[0].keys() == {code}
