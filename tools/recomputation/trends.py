"""Series: from which earlier figure each figure follows, by how much it changed, and why no change is told."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from recomputation.periods import month_of
from recomputation.records import FINAL, OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recomputation.figures import Figures
    from recomputation.periods import Period
    from recomputation.records import Figure, Metric

_AMOUNTS = ("level", "count")
_YEAR = 12

Key = tuple[str, str]  # a period, and what the figure covers: "" for the whole place
_Kind = tuple[int, int, str]  # the first month in its year, how many months, and what the figure covers


class Following(NamedTuple):
    """`change` is not rounded; None where there is none, with the reason in `no_change`, but for a first figure."""

    since: str | None
    change: Decimal | None
    no_change: str | None
    gap: bool | None


def followings(figures: Figures, code: str, metric: Metric) -> dict[Key, Following]:
    """Of all figures of a place for an indicator."""
    filed = [it for part in figures.registry.parts[code] for it in figures.by_code.get(part, ())]
    kinds: dict[_Kind, list[Figure]] = {}
    for headline in figures.headlines(it for it in filed if it.metric == metric.id):
        kinds.setdefault(_kind(headline.figure), []).append(headline.figure)
    return {key: it for its in kinds.values() for key, it in _series(figures, code, metric, its).items()}


def _kind(it: Figure) -> _Kind:
    return it.period.first % _YEAR, it.period.months, it.scope or ""


def _series(figures: Figures, code: str, metric: Metric, its: Iterable[Figure]) -> dict[Key, Following]:
    """Figures of one kind: the latest earlier exact one is what an exact one follows from."""
    found = {}
    then: Figure | None = None
    for it in sorted(its, key=lambda it: it.period.last):
        reason = _inexact(it)
        if reason:
            found[_key(it)] = Following(None, None, reason, None)
            continue
        found[_key(it)] = _following(figures, code, metric, then, it) if then else Following(None, None, None, None)
        then = it
    return found


def _key(it: Figure) -> Key:
    return str(it.period), it.scope or ""


def _inexact(it: Figure) -> str | None:
    if it.value is None:
        return "no_figure"
    if it.doubtful:
        return "doubtful"
    if it.status not in OUTCOMES:
        return "estimate"
    if it.bound:
        return "bound"
    return "other_period" if it.inferred else None


def _following(figures: Figures, code: str, metric: Metric, then: Figure, now: Figure) -> Following:
    gap = _months_between(then.period, now.period) > max(now.period.months, _YEAR)
    reason = _reason(figures, code, metric, then, now)
    change = None if reason else _change(metric, then, now)
    return Following(None if change is None else str(then.period), change, reason, gap)


def _months_between(then: Period, now: Period) -> int:
    return now.last - then.last


def _reason(figures: Figures, code: str, metric: Metric, then: Figure, now: Figure) -> str | None:
    changes = figures.registry.changes[code]
    if then.restated != now.restated or any(then.territory < month_of(it.date) <= now.territory for it in changes):
        return "break"
    if then.zones_apart or now.zones_apart:
        return "zones_apart"
    if (then.status == FINAL) != (now.status == FINAL):
        return "vintage"
    if min(then.decimals, now.decimals) < metric.change_decimals:
        return "rounded"
    noted = metric.kind in _AMOUNTS and (_is_noted(figures, then) or _is_noted(figures, now))
    return "unlike" if noted else None


def _is_noted(figures: Figures, it: Figure) -> bool:
    """A census counts all by the same rules: its notes tell which slips of a copy were mended."""
    return it.note is not None and figures.book.documents[it.source].kind != "census"


def _change(metric: Metric, then: Figure, now: Figure) -> Decimal | None:
    assert then.value is not None
    assert now.value is not None
    if metric.kind not in _AMOUNTS:
        return now.value - then.value
    return 100 * (now.value / then.value - 1) if then.value > 0 else None


def agree(metric: Metric, told: Decimal | int | None, change: Decimal | None) -> bool:
    """Whether a change is what the program tells: per cent to one decimal, points as they are."""
    if told is None or change is None:
        return told is change
    slack = Decimal("0.0500001") if metric.kind in _AMOUNTS else Decimal("0.000001")
    return abs(told - change) <= slack
