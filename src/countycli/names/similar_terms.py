"""Which metrics a reader may have meant by a word that the book doesn't know. Loaded only for such words."""

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

    Term = tuple[str, str]  # the key of a term, and the id of the metric that the term names
    Scores = dict[str, float]  # by metric id, how close a term of the metric is: 1 is the same

_MOST = 5
_LONGEST = 60  # characters; a longer text is like no name, and comparing it with all names would take seconds
_LEAST = 0.6
_LEAST_CHINESE = 0.5  # one of two characters is right
_LEAST_WORDS = 0.55
_ASKED = 0.7  # weight of how many of the words asked for are in a name; the rest is for how few other words it has


def similar_metrics(index: Index, text: str) -> tuple[Candidate, ...]:
    """Metrics with a term that is close to `text` or shares words with it; the closest first, and among equally close
    ones the more important.
    """
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
    return {identifier: max(first.get(identifier, 0), second.get(identifier, 0)) for identifier in first | second}


def _close(key: str, names: Iterable[Term], least: float) -> Scores:
    """The metrics that have a name like `key`, at least as close as `least`. A name that contains the key, or that the
    key contains, counts as close.
    """
    found: Scores = {}
    bags = SequenceMatcher(b=key)
    for name, identifier in names:
        score = _likeness(bags, key, name, least)
        if score >= least:
            found[identifier] = max(score, found.get(identifier, 0))
    return found


def _likeness(bags: SequenceMatcher[str], key: str, name: str, least: float) -> float:
    """How alike a key and a name are, from 0 to 1; 0 where they can't reach `least`. Counting the characters in `bags`
    is quick and rules most names out before the order of characters is compared, which is slow.
    """
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
    """The metrics with an English term that has some of the words: as typed, cut short, or with a typing error."""
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
    """How well a typed word stands for a `wanted` word of a term, from 0 to 1."""
    if word == wanted:
        return 1
    shorter, longer = sorted((len(word), len(wanted)))
    if shorter > 3 and (wanted.startswith(word) or word.startswith(wanted)):
        return 0.8
    slips = len(word) // 4
    if longer - shorter > slips or sum(map(word.__contains__, wanted)) < longer - slips:
        return 0
    return 0.7 if distance(word, wanted, any_other) <= slips else 0
