"""Which of several documents' figures stands for a place, metric and period."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.errors import Phrase
from countycli.model.records import ACCESSES, ESTIMATES, Document, Figure
from countycli.model.reports import Headline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.dataset.index import Index
    from countycli.model.period import Period

_STATUS_ORDER = {"final": 0, "actual": 1, "preliminary": 2, "estimate": 3, "forecast": 4}
_FLOAT_SLACK = 1e-9


def headlines(figures: Iterable[Figure], documents: dict[str, Document]) -> list[Headline]:
    """One headline for each place, metric and period; `figures` are sorted by these."""
    grouped = groupby(figures, key=lambda figure: (figure.county, figure.metric, figure.period))
    return [headline(list(group), documents) for _, group in grouped]


def headlines_of(index: Index, counties: Iterable[str]) -> dict[tuple[str, str, Period], Headline]:
    """All headlines of some places, by place, metric and period."""
    figures = [figure for county in dict.fromkeys(counties) for figure in index.observations(county=county)]
    documents = index.documents(figure.source for figure in figures)
    return {(it.figure.county, it.figure.metric, it.figure.period): it for it in headlines(figures, documents)}


def headline(figures: list[Figure], documents: dict[str, Document]) -> Headline:
    """The first by the rule: a value before none, an outcome before an estimate, an exact one before a bound, final
    before actual before preliminary, official before press before copy, later before earlier.
    """
    if len(figures) == 1:
        return Headline(figures[0])
    newest_first = sorted(figures, key=lambda figure: documents[figure.source].published, reverse=True)
    first, *rivals = sorted(newest_first, key=lambda figure: _precedence(figure, documents))
    return Headline(first, tuple(rivals), any(differ(first, rival) for rival in rivals))


def differ(first: Figure, second: Figure) -> bool:
    """Whether two figures contradict each other by more than rounding to the fewer decimals, or a bound that fails."""
    if first.value is None or second.value is None:
        return False
    if first.bound or second.bound:
        return not _compatible(first, second)
    tolerance = 0.5 * _unit_in_place(min(first.decimals, second.decimals))
    return abs(first.value - second.value) > tolerance + _FLOAT_SLACK


def reasons(chosen: Headline, documents: dict[str, Document]) -> tuple[Phrase, ...]:
    """For each rival, the first point of the rule in which the headline comes before it."""
    return tuple(_reason(chosen.figure, rival, documents) for rival in chosen.rivals)


def _precedence(figure: Figure, documents: dict[str, Document]) -> tuple[int, ...]:
    access = ACCESSES.index(documents[figure.source].access)
    estimated = figure.status in ESTIMATES
    return figure.value is None, estimated, figure.bound is not None, _STATUS_ORDER[figure.status], access


def _compatible(first: Figure, second: Figure) -> bool:
    """Whether a number exists that both allow; `~` allows a tenth on either side."""
    low = max(_interval(first)[0], _interval(second)[0])
    high = min(_interval(first)[1], _interval(second)[1])
    return low <= high + _FLOAT_SLACK


def _unit_in_place(decimals: int) -> float:
    """The weight of the last of so many decimals: 0.1 for one."""
    return float(10**-decimals)


def _interval(figure: Figure) -> tuple[float, float]:
    assert figure.value is not None  # asked only of figures with a value
    value = figure.value
    if figure.bound in (">=", ">"):
        return value, float("inf")
    if figure.bound in ("<=", "<"):
        return float("-inf"), value
    slack = abs(value) * 0.1 if figure.bound == "~" else 0.5 * _unit_in_place(figure.decimals)
    return value - slack, value + slack


_REASONS = (
    Phrase("it gives a value"),
    Phrase("it is an outcome, not an estimate"),
    Phrase("it is exact, not a bound"),
    Phrase("its status is firmer"),
    Phrase("its source comes first: official before press before copy"),
)


def _reason(first: Figure, rival: Figure, documents: dict[str, Document]) -> Phrase:
    ours, theirs = _precedence(first, documents), _precedence(rival, documents)
    for reason, our, their in zip(_REASONS, ours, theirs, strict=True):
        if our != their:
            return reason
    if documents[first.source].published == documents[rival.source].published:
        return Phrase("nothing sets them apart; it comes first by its document's id")
    return Phrase("its document is later")
