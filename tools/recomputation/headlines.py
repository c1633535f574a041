"""Which of several documents' figures comes first: the rule of `docs/honesty.md`, point by point."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from recomputation.records import FINAL, OUTCOMES, TARGET, Document, Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ACCESS = ("official", "press", "copy", "compilation")
_UNDECIDED = ("estimate", "forecast", TARGET)  # the less firm the later
_POINTS, _PART = Decimal("0.5"), Decimal("0.05")


class Headline(NamedTuple):
    figure: Figure
    rivals: tuple[Figure, ...]
    disputed: bool


def headline(figures: Iterable[Figure], documents: Mapping[str, Document]) -> Headline:
    """Of figures of one place, metric, period and scope."""
    figures = list(figures)
    if len(figures) == 1:
        return Headline(figures[0], (), disputed=False)
    by_document = sorted(figures, key=lambda it: it.source)
    newest_first = sorted(by_document, key=lambda it: documents[it.source].published, reverse=True)
    ranked = sorted(newest_first, key=lambda it: (_firmness(it), _ACCESS.index(documents[it.source].access)))
    first = ranked[0]
    agreeing = [it for it in ranked if _firmness(it) == _firmness(first) and not differ(first, it)]
    if documents[first.source].access != _ACCESS[-1]:  # no compilation stands for other documents
        agreeing = [it for it in agreeing if documents[it.source].access != _ACCESS[-1]]
    chosen = max(agreeing, key=lambda it: it.decimals)
    rivals = tuple(it for it in ranked if it is not chosen)
    return Headline(chosen, rivals, any(differ(chosen, it) for it in rivals))


def _firmness(it: Figure) -> tuple[bool | int, ...]:
    """A value before a standing, any other before a doubtful one, an outcome before an estimate, an exact one before a
    bound, a stated period before an inferred one, final before others; what a report states without saying more is as a
    rule preliminary.
    """
    undecided = 0 if it.status in OUTCOMES else 1 + _UNDECIDED.index(it.status)
    vague = undecided > 0, it.bound is not None, it.inferred
    return it.value is None, it.doubtful, *vague, undecided, it.status != FINAL


def differ(first: Figure, second: Figure) -> bool:
    """Whether two figures contradict each other: by more than rounding to the fewer decimals, or because nothing
    satisfies both where one is a bound; `~` leaves its latitude on either side, but what rounding does at least.
    """
    if first.value is None or second.value is None:
        return False
    if first.bound is None and second.bound is None:
        return abs(first.value - second.value) > _half(min(first.decimals, second.decimals))
    (low, high), (other_low, other_high) = _interval(first), _interval(second)
    return max(low, other_low) > min(high, other_high)


def latitude(it: Figure) -> Decimal:
    """What “about” so much leaves open: half a percentage point, or 5 % of an amount."""
    assert it.value is not None
    return _POINTS if it.unit == "%" else abs(it.value) * _PART


def _half(decimals: int) -> Decimal:
    """Half a unit of the last decimal."""
    return Decimal(5).scaleb(-decimals - 1)


def _interval(it: Figure) -> tuple[Decimal, Decimal]:
    assert it.value is not None
    if it.bound in (">=", ">"):
        return it.value, Decimal("Infinity")
    if it.bound in ("<=", "<"):
        return Decimal("-Infinity"), it.value
    slack = max(_half(it.decimals), latitude(it)) if it.bound == "~" else _half(it.decimals)
    return it.value - slack, it.value + slack
