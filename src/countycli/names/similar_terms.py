"""Which metric somebody may have meant whose word the book doesn't know. Loaded only then."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from countycli.errors import Candidate
from countycli.model.likeness import any_other, distance
from countycli.model.metric_terms import term_key
from countycli.model.naming import Tier, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.index.ask.index import Index

    Term = tuple[str, str]  # a key, and the id of what it names
    Scores = dict[str, float]  # by id, how close: 1 is the same

_MOST = 5
_LONGEST = 60  # characters; what is longer is like no name, and takes seconds to be compared with all
_LEAST = 0.6
_LEAST_CHINESE = 0.5  # one of two characters is right
_LEAST_WORDS = 0.55
_ASKED = 0.7  # how much it counts that words asked for are in a name; the rest, that the name has no others


def similar_metrics(index: Index, text: str) -> tuple[Candidate, ...]:
    """Metrics with a term close to `text`, or with words of it; the closest first, the more important of equals."""
    key, folded = name_key(text), term_key(text)
    if not folded or len(key) > _LONGEST:
        return ()
    scores = _english(index, key, folded) if folded.isascii() else _chinese(index, folded)
    metrics = index.metrics.by_id(scores)
    order = sorted(metrics, key=lambda identifier: round(-scores[identifier], 1))
    return tuple(Candidate(identifier, metrics[identifier]) for identifier in order[:_MOST])


def _english(index: Index, key: str, folded: str) -> Scores:
    rows = [row for row in index.names.keys("metric") if row[0].isascii()]
    names = ((name, identifier) for name, tier, identifier in rows if tier <= Tier.NAME)
    terms = [(name, identifier) for name, _, identifier in rows]
    return _joined(_close(key, names, _LEAST), _worded(folded.split(), terms))


def _chinese(index: Index, folded: str) -> Scores:
    terms = ((name, identifier) for name, _, identifier in index.names.keys("metric") if not name.isascii())
    return _close(folded, terms, _LEAST_CHINESE)


def _joined(first: Scores, second: Scores) -> Scores:
    return {it: max(first.get(it, 0), second.get(it, 0)) for it in first | second}


def _close(key: str, names: Iterable[Term], least: float) -> Scores:
    """Ids of the names most like `key`: those that contain it or are contained in it count as close."""
    found: Scores = {}
    bags = SequenceMatcher(b=key)
    for name, identifier in names:
        score = _likeness(bags, key, name, least)
        if score >= least:
            found[identifier] = max(score, found.get(identifier, 0))
    return found


def _likeness(bags: SequenceMatcher[str], key: str, name: str, least: float) -> float:
    """From 0 to 1; 0 where it can't reach `least`, which `bags` of characters tell before their order is looked at."""
    if len(key) > 1 and key in name:
        return 0.8 + 0.2 * len(key) / len(name)
    if len(name) > 1 and name in key:
        return 0.6 + 0.4 * len(name) / len(key)
    shared = sum(map(key.__contains__, name))
    if 2 * shared < least * (len(key) + len(name)):
        return 0
    bags.set_seq1(name)
    return SequenceMatcher(None, key, name).ratio() if bags.quick_ratio() >= least else 0


def _worded(words: list[str], terms: list[Term]) -> Scores:
    """English terms that have some of the words, each as typed, begun, or with a slip."""
    known = {word for name, _ in terms for word in name.split()}
    met = [{wanted: _met(word, wanted) for wanted in known} for word in words]
    found: Scores = {}
    for name, identifier in terms:
        named = name.split()
        sum_met = sum(max(map(by_word.__getitem__, named)) for by_word in met)
        score = _ASKED * sum_met / len(words) + (1 - _ASKED) * min(1, sum_met / len(named))
        if score >= _LEAST_WORDS:
            found[identifier] = max(score, found.get(identifier, 0))
    return found


def _met(word: str, wanted: str) -> float:
    """How well one word stands for another."""
    if word == wanted:
        return 1
    shorter, longer = sorted((len(word), len(wanted)))
    if shorter > 3 and (wanted.startswith(word) or word.startswith(wanted)):
        return 0.8
    slips = len(word) // 4
    if longer - shorter > slips or sum(map(word.__contains__, wanted)) < longer - slips:
        return 0
    return 0.7 if distance(word, wanted, any_other) <= slips else 0
