"""Which metric somebody may have meant whose word the book doesn't know. Loaded only then."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from countycli.errors import Candidate
from countycli.model.likeness import any_other, distance
from countycli.model.metric_terms import term_key
from countycli.model.naming import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.dataset.index import Index

    Term = tuple[str, str]  # a key, and the id of what it names

_MOST = 5
_LONGEST = 60  # characters; what is longer is like no name, and takes seconds to be compared with all
_LEAST = 0.6
_LEAST_CHINESE = 0.5  # one of two characters is right
_LEAST_WORDS = 0.55
_ASKED = 0.7  # how much it counts that words asked for are in a name; the rest, that the name has no others


def similar_metrics(index: Index, text: str) -> tuple[Candidate, ...]:
    """Metrics with a term close to `text`, or with words of it; the closest first, the more important of equals."""
    key, folded = name_key(text), term_key(text)
    if not key or len(key) > _LONGEST:
        return ()
    terms = [(term, identifier) for term, _, identifier in index.name_keys("metric")]
    scores = _joined(_close(key, terms), _close(folded, terms), _worded(folded, terms))
    metrics = index.metrics(scores)
    order = sorted(metrics, key=lambda identifier: round(-scores[identifier], 1))
    return tuple(Candidate(identifier, metrics[identifier]) for identifier in order[:_MOST])


def _joined(*several: dict[str, float]) -> dict[str, float]:
    return {it: max(scores.get(it, 0) for scores in several) for scores in several for it in scores}


def _close(key: str, names: Iterable[Term]) -> dict[str, float]:
    """Ids of the names most like `key`: those that contain it or are contained in it count as close."""
    least = _LEAST if key.isascii() else _LEAST_CHINESE
    if not key or len(key) > _LONGEST:
        return {}
    found: dict[str, float] = {}
    bags = SequenceMatcher(b=key)
    for name, identifier in names:
        score = _likeness(bags, key, name, least)
        if score >= least:
            found[identifier] = max(score, found.get(identifier, 0))
    return found


def _likeness(bags: SequenceMatcher[str], key: str, name: str, least: float) -> float:
    """From 0 to 1; 0 where it can't reach `least`, which `bags` of characters tell before their order is looked at."""
    if len(key) > 1 and len(name) > 1 and (key in name or name in key):
        return 0.8 + 0.2 * min(len(key), len(name)) / max(len(key), len(name))
    shared = sum(map(key.__contains__, name))
    if 2 * shared < least * (len(key) + len(name)):
        return 0
    bags.set_seq1(name)
    return SequenceMatcher(None, key, name).ratio() if bags.quick_ratio() >= least else 0


def _worded(key: str, terms: Iterable[Term]) -> dict[str, float]:
    """English terms that have words of `key`, each as typed, begun, or with a slip."""
    if not key.isascii():
        return {}
    words = key.split()
    found: dict[str, float] = {}
    known: dict[str, float] = {}
    for term, identifier in terms:
        if term.isascii():
            named = term.split()
            met = sum(max((_met(word, it, known) for it in named), default=0) for word in words)
            score = _ASKED * met / len(words) + (1 - _ASKED) * min(1, met / len(named)) if met else 0
            if score >= _LEAST_WORDS:
                found[identifier] = max(score, found.get(identifier, 0))
    return found


def _met(word: str, wanted: str, known: dict[str, float]) -> float:
    """How well one word stands for another."""
    pair = f"{word} {wanted}"
    if pair not in known:
        known[pair] = _compared(word, wanted)
    return known[pair]


def _compared(word: str, wanted: str) -> float:
    if word == wanted:
        return 1
    if len(word) > 3 and (wanted.startswith(word) or (word.startswith(wanted) and len(wanted) > 3)):
        return 0.8
    slips = len(word) // 4
    return 0.7 if slips and abs(len(word) - len(wanted)) <= slips and distance(word, wanted, any_other) <= slips else 0
