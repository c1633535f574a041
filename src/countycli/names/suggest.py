"""What somebody may have meant who typed a name that the book doesn't know. Loaded only then."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from countycli.errors import Candidate
from countycli.model.naming import Tier, name_key
from countycli.names.location import candidates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.dataset.index import Index

_MOST = 5
_LONGEST = 60  # characters; what is longer is like no name, and takes seconds to be compared with all
_LEAST_RATIO = 0.6
_LEAST_RATIO_CHINESE = 0.5  # one of two characters is right


def similar_places(index: Index, key: str) -> tuple[Candidate, ...]:
    """Today's places with names close to `key`, the closest first."""
    rows = [row for row in index.name_keys("place") if Tier.CODE < row[1] < Tier.INITIALS or key.isdigit()]
    codes = _closest(key, ((name, code) for name, _, code in rows))
    places = index.places(codes)
    return candidates(index, [places[code] for code in codes if places[code].valid_to is None][:_MOST])


def similar_metrics(index: Index, text: str) -> tuple[Candidate, ...]:
    """Metrics with an id, a name or a term close to `text`."""
    identifiers = _closest(name_key(text), ((name, identifier) for name, _, identifier in index.name_keys("metric")))
    metrics = index.metrics(identifiers)
    return tuple(Candidate(identifier, metrics[identifier]) for identifier in identifiers[:_MOST])


def _closest(key: str, names: Iterable[tuple[str, str]]) -> list[str]:
    """Ids of the names most like `key`: those that contain it or are contained in it count as close. Of those as close
    as others the ones that begin alike come first. Twice as many as are shown, for some may not be wanted.
    """
    if len(key) > _LONGEST:
        return []
    scores: dict[str, tuple[float, bool]] = {}
    least = _LEAST_RATIO if key.isascii() else _LEAST_RATIO_CHINESE
    for name, identifier in names:
        score = _likeness(key, name)
        if score >= least:
            scores[identifier] = max((score, name[:1] == key[:1]), scores.get(identifier, (0, False)))
    order = sorted(scores)
    order.sort(key=lambda identifier: scores[identifier], reverse=True)
    return order[: 2 * _MOST]


def _likeness(key: str, name: str) -> float:
    if len(key) > 1 and len(name) > 1 and (key in name or name in key):
        return 0.8 + 0.2 * min(len(key), len(name)) / max(len(key), len(name))
    matcher = SequenceMatcher(None, key, name)
    return matcher.ratio() if matcher.quick_ratio() >= _LEAST_RATIO_CHINESE else 0
