"""What somebody may have meant who typed a name that the book doesn't know. Loaded only then."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import islice, product
from typing import TYPE_CHECKING

from countycli.errors import Candidate
from countycli.model.naming import Tier, name_key
from countycli.names.location import candidates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.dataset.index import Index

_MOST = 5
_MOST_SPELLINGS = 16  # of a name whose characters are read in several ways
_LONGEST = 60  # characters; what is longer is like no name, and takes seconds to be compared with all
_LEAST_RATIO = 0.6
_LEAST_RATIO_CHINESE = 0.5  # one of two characters is right


def similar_places(index: Index, key: str) -> tuple[Candidate, ...]:
    """Today's places with names that sound like `key` or are close to it, the closest first."""
    letters = "".join(filter(str.isalnum, key))
    if not letters or len(key) > _LONGEST:
        return ()
    rows = [row for row in index.names_with("place", letters) if Tier.CODE < row[1] < Tier.INITIALS or key.isdigit()]
    close = _closest(key, ((name, code) for name, _, code in rows))
    codes = list(dict.fromkeys([*_homophones(index, letters), *close]))
    places = index.places(codes)
    return candidates(index, [places[code] for code in codes if places[code].valid_to is None][:_MOST])


def similar_metrics(index: Index, text: str) -> tuple[Candidate, ...]:
    """Metrics with an id, a name or a term close to `text`."""
    identifiers = _closest(name_key(text), ((name, identifier) for name, _, identifier in index.name_keys("metric")))
    metrics = index.metrics(identifiers)
    return tuple(Candidate(identifier, metrics[identifier]) for identifier in identifiers[:_MOST])


def _homophones(index: Index, name: str) -> list[str]:
    """Places whose name sounds like a Chinese one: 龙泉 for 龙全. How a character is read the names of others tell.
    Those that begin alike come first.
    """
    if name.isascii():
        return []
    readings = index.readings(name)
    spellings = product(*(sorted(readings.get(character, ())) for character in name))
    keys = ["".join(syllables) for syllables in islice(spellings, _MOST_SPELLINGS)]
    alike = index.places(hit.id for key in keys for hit in index.name_hits("place", key) if hit.tier == Tier.PINYIN)
    return sorted(alike, key=lambda code: alike[code].name[0] != name[0])


def _closest(key: str, names: Iterable[tuple[str, str]]) -> list[str]:
    """Ids of the names most like `key`: those that contain it or are contained in it count as close. Of those as close
    as others the ones that begin alike come first. Twice as many as are shown, for some may not be wanted.
    """
    if len(key) > _LONGEST:
        return []
    scores: dict[str, tuple[float, bool]] = {}
    least = _LEAST_RATIO if key.isascii() else _LEAST_RATIO_CHINESE
    bags = SequenceMatcher(b=key)
    for name, identifier in names:
        score = _likeness(bags, key, name, least)
        if score >= least:
            scores[identifier] = max((score, name[:1] == key[:1]), scores.get(identifier, (0, False)))
    order = sorted(scores)
    order.sort(key=lambda identifier: scores[identifier], reverse=True)
    return order[: 2 * _MOST]


def _likeness(bags: SequenceMatcher[str], key: str, name: str, least: float) -> float:
    """From 0 to 1; 0 where it can't reach `least`, which `bags` of characters tell before their order is looked at."""
    if len(key) > 1 and len(name) > 1 and (key in name or name in key):
        return 0.8 + 0.2 * min(len(key), len(name)) / max(len(key), len(name))
    shared = sum(map(key.__contains__, name))
    if 2 * shared < least * (len(key) + len(name)):
        return 0
    bags.set_seq1(name)
    return SequenceMatcher(None, key, name).ratio() if bags.quick_ratio() >= least else 0
