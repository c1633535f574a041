"""Which metric or group a typed name means: one, several, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import AmbiguousError, Candidate, NotFoundError, UnknownMetricError
from countycli.model.naming import Tier, name_key
from countycli.model.reports import Note
from countycli.phrases import Phrase
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.answers import NameHit
    from countycli.model.records import Group, Metric


class MetricMatch(NamedTuple):
    """The metric that was meant, notes on how the word was understood, and `others`: metrics that the word may also
    stand for.
    """

    metric: Metric
    notes: tuple[Note, ...]
    others: tuple[Metric, ...] = ()


def find_metrics(index: Index, texts: Iterable[str]) -> tuple[list[Metric], tuple[Note, ...]]:
    """The metrics that some texts name, each metric once, and notes on how the texts were understood."""
    matches = {match.metric.id: match for match in (find_metric(index, text) for text in texts)}
    return [match.metric for match in matches.values()], tuple(
        note for match in matches.values() for note in match.notes
    )


def find_metric(index: Index, text: str) -> MetricMatch:
    """The one metric that `text` names by id, name or other term, in whatever form a term may take.

    Raises NotFoundError with suggestions, and AmbiguousError with all metrics that an everyday word may mean.
    """
    typed = index.names.hits("metric", name_key(text))
    as_it_is = bool(typed) and typed[0].tier < Tier.FOLDED
    hits = typed if as_it_is else _folded(index, text, typed)
    if not hits:
        raise _unknown(index, text)
    metrics = index.metrics.by_id(_ids(hits))
    metric = metrics[_meant(text, hits, metrics)]
    others = tuple(metrics[identifier] for identifier in _ids(hits) if identifier != metric.id)
    plain = text.casefold() == metric.id or hits[0].tier == Tier.NAME or (as_it_is and not others)
    return MetricMatch(metric, () if plain else (_taken(text, metric, others),), others)


def _meant(text: str, hits: Sequence[NameHit], metrics: Mapping[str, Metric]) -> str:
    """The id of the one metric that a text means: names come before the everyday words that may mean several metrics.

    Raises AmbiguousError where several metrics are meant.
    """
    named = _ids([hit for hit in hits if hit.tier < Tier.LOOSE] or hits)
    if len(named) > 1:
        raise _ambiguous(text, [metrics[identifier] for identifier in named])
    return named[0]


def _unknown(index: Index, text: str) -> UnknownMetricError:
    from countycli.names.similar_terms import similar_metrics

    return UnknownMetricError(text, Phrase("`countycli metrics` lists all"), similar_metrics(index, text))


def _ambiguous(text: str, found: Sequence[Metric] | Sequence[Group]) -> AmbiguousError:
    listed = tuple(Candidate(named.id, named) for named in found)
    return AmbiguousError(Phrase("“{text}” may be any of these", text=text), Phrase("type the id"), listed)


def _folded(index: Index, text: str, loose: list[NameHit]) -> list[NameHit]:
    """Hits of the folded form of a text, which ignores plurals, word order and the like. An everyday word may fold to
    the name of one metric: that metric is taken alone only where it is also the first meaning of the word; else the
    word stands for all metrics that it may mean.
    """
    from countycli.model.metric_terms import term_key

    key = term_key(text)
    hits = index.names.hits("metric", key) if key else []
    loose = [hit for hit in loose or hits if hit.tier >= Tier.LOOSE]
    sure = [hit for hit in hits if hit.tier < Tier.LOOSE]
    return loose if loose and {hit.id for hit in sure} != {loose[0].id} else [*sure, *loose]


def _ids(hits: Sequence[NameHit]) -> list[str]:
    """The ids of some hits, each id once, in the order of the hits."""
    return list(dict.fromkeys(hit.id for hit in hits))


def _taken(text: str, metric: Metric, others: Sequence[Metric]) -> Note:
    taken = Phrase("“{text}” taken as {metric} ({id})", text=text, metric=metric, id=metric.id)
    if others:
        named = tuple(Phrase("{metric} ({id})", metric=other, id=other.id) for other in others)
        taken = Phrase(
            "“{text}” taken as {metric} ({id}); it may also mean {others}",
            text=text,
            metric=metric,
            id=metric.id,
            others=named,
        )
    return Note("match", taken)


def is_metric(index: Index, text: str) -> bool:
    """Whether a text as typed, without folding, names some metric."""
    return bool(index.names.hits("metric", name_key(text)))


def is_group(index: Index, text: str) -> bool:
    return bool(index.names.hits("group", name_key(text)))


def no_county(group: Group, hint: Phrase) -> NotFoundError:
    """The error for a group that is named where a county is wanted."""
    return NotFoundError(Phrase("{group} is a group of counties, not a county", group=group), hint)


def resolve_group(index: Index, text: str) -> Group | None:
    hits = index.names.hits("group", name_key(text))
    wanted = {hit.id for hit in hits if hit.tier == hits[0].tier}
    found = [group for group in index.groups.all() if group.id in wanted]
    if len(found) > 1:
        raise _ambiguous(text, found)
    return found[0] if found else None
