"""Which figures of a comparison stand out, and which indicators stand for all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.query.figures import FINAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from countycli.model.period import Period
    from countycli.model.records import Figure, Metric
    from countycli.model.reports import Headline

    _Key = tuple[Metric, Period | None]

_MOST_LEADING = 10


def best_of(cells: Sequence[Headline | None], metric: Metric) -> tuple[int, ...]:
    """The positions of the best figures among those of several places: of the highest or, where less is better, of the
    lowest ones. None is the best where all are equal, or where some figure can't be compared with the others.
    """
    found = {number: cell.figure for number, cell in enumerate(cells) if cell and cell.figure.value is not None}
    if len(found) < 2 or not _are_alike(found.values()):
        return ()
    values = {number: figure.value or 0 for number, figure in found.items()}
    best = min(values.values()) if metric.higher_is_better is False else max(values.values())
    first = tuple(number for number, value in values.items() if value == best)
    return first if len(first) < len(values) else ()


def _are_alike(figures: Iterable[Figure]) -> bool:
    """Whether figures are exact outcomes of one period, all revised or none, with or without functional zones."""
    kinds = {(figure.period, figure.status == FINAL, figure.zones_apart) for figure in figures}
    return len(kinds) == 1 and all(figure.is_comparable for figure in figures)


def leading(metrics: Iterable[Metric]) -> tuple[str, ...]:
    """The ids of the indicators that a comparison begins with: the first of those that every page begins with."""
    first = sorted((metric for metric in metrics if metric.headline), key=lambda metric: metric.headline)
    return tuple(metric.id for metric in first[:_MOST_LEADING])


def foremost(keys: Sequence[_Key], most: int | None, first: Collection[str]) -> list[_Key]:
    """At most so many of some indicators with their periods, in their order: the `first` ones and, as far as there is
    room, as many others of each topic.
    """
    if most is None or len(keys) <= most:
        return list(keys)
    seen: Counter[str] = Counter()
    merit: dict[_Key, int] = {}
    for key in sorted(keys, key=_importance):
        metric, _ = key
        merit[key] = 0 if metric.id in first else 1 + seen[metric.topic]
        seen[metric.topic] += metric.id not in first
    kept = {*sorted(keys, key=merit.__getitem__)[:most]}
    return [key for key in keys if key in kept]


def _importance(key: _Key) -> tuple[bool, bool, bool]:
    """Main indicators come before the rest, reported ones before derived ones, and those of which more or less is
    better before mere counts.
    """
    metric, _ = key
    return not metric.main, metric.formula is not None, metric.higher_is_better is None
