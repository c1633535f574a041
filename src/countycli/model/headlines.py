"""Which of several documents' figures stands for a place, metric and period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.records import ACCESSES, COMPILATION, ESTIMATES, Document, Figure
from countycli.model.reports import Headline
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from countycli.model.period import Period


# Figures reported without saying more are as a rule the preliminary ones.
_FIRMNESS = {"final": 0, "actual": 1, "preliminary": 1, "estimate": 2, "forecast": 3, "target": 4}
_FLOAT_SLACK = 1e-9
# What “about” leaves open. Targets of growth are set in steps of half a point, so that half a point more or less would
# be another target; amounts after “about” are as a rule rounded to the first or second digit.
_POINTS = 0.5
_PART = 0.05


def headlines(
    figures: Iterable[Figure], documents: Mapping[str, Document], *, of_one_place: bool = False
) -> list[Headline]:
    """One headline for each place, metric, period and scope, in the order of their first figures. Figures
    `of_one_place` are weighed with each other, whatever codes they are filed under.
    """
    grouped: dict[tuple[str, str, Period, str | None], list[Figure]] = {}
    for figure in figures:
        place = "" if of_one_place else figure.county
        grouped.setdefault((place, figure.metric, figure.period, figure.scope), []).append(figure)
    return [headline(group, documents) for group in grouped.values()]


def headline(figures: list[Figure], documents: Mapping[str, Document]) -> Headline:
    """The figure that comes first by the rule, with the others as its rivals.

    The rule: a value before none, any other before a doubtful one, the book's before the reader's own (or, where these
    are preferred, after them), an outcome before an estimate, an exact figure before a bound, one of a stated period
    before one of an inferred period, final before others, official before press before copy before compilation, later
    before earlier, else by the document's id. Where figures as firm as the first one agree with it but for rounding,
    the most precise of them is the headline: 711.81 before 711.8. But no compilation stands for other documents.
    """
    if len(figures) == 1:
        return Headline(figures[0])
    by_id = sorted(figures, key=lambda figure: figure.source)
    newest_first = sorted(by_id, key=lambda figure: documents[figure.source].published or "", reverse=True)
    first, *others = sorted(newest_first, key=lambda figure: _precedence(figure, documents))
    firmness = _firmness(first, documents)
    as_firm = [figure for figure in (first, *others) if _firmness(figure, documents) == firmness]
    if not _is_compiled(first, documents):
        as_firm = [figure for figure in as_firm if not _is_compiled(figure, documents)]
    chosen = max((figure for figure in as_firm if not differ(first, figure)), key=lambda figure: figure.decimals)
    rivals = tuple(figure for figure in (first, *others) if figure is not chosen)
    return Headline(chosen, rivals, any(differ(chosen, rival) for rival in rivals))


def differ(first: Figure, second: Figure) -> bool:
    """Whether two figures contradict each other by more than rounding to the fewer decimals, or a bound that fails."""
    if first.value is None or second.value is None:
        return False
    if first.bound or second.bound:
        return not _compatible(first, second)
    tolerance = 0.5 * _unit_in_place(min(first.decimals, second.decimals))
    return abs(first.value - second.value) > tolerance + _FLOAT_SLACK


def latitude(value: float, unit: str) -> float:
    """How far from `value` a figure may lie that is “about” as much: half a percentage point where the unit is per
    cent, else a twentieth of the value.
    """
    return _POINTS if unit == "%" else abs(value) * _PART


def reasons(chosen: Headline, documents: Mapping[str, Document]) -> tuple[Phrase, ...]:
    """For each rival, the first point of the rule in which the headline comes before it."""
    return tuple(_reason(chosen.figure, rival, documents) for rival in chosen.rivals)


def _is_compiled(figure: Figure, documents: Mapping[str, Document]) -> bool:
    return documents[figure.source].access == COMPILATION


def _precedence(figure: Figure, documents: Mapping[str, Document]) -> tuple[int, ...]:
    return *_firmness(figure, documents), ACCESSES.index(documents[figure.source].access)


def _firmness(figure: Figure, documents: Mapping[str, Document]) -> tuple[int, ...]:
    vague = figure.status in ESTIMATES, figure.bound is not None, figure.inferred
    precedence = documents[figure.source].precedence
    return figure.value is None, figure.doubtful, precedence, *vague, _FIRMNESS[figure.status]


def _compatible(first: Figure, second: Figure) -> bool:
    """Whether there is a number that both figures allow. `~` allows the latitude of “about”, no bound only rounding."""
    low = max(_interval(first)[0], _interval(second)[0])
    high = min(_interval(first)[1], _interval(second)[1])
    return low <= high + _FLOAT_SLACK


def _unit_in_place(decimals: int) -> float:
    """What one unit in the last of so many decimals is: 0.1 for one decimal."""
    return float(10**-decimals)


def _interval(figure: Figure) -> tuple[float, float]:
    assert figure.value is not None  # asked only of figures with a value
    value = figure.value
    if figure.bound in (">=", ">"):
        return value, float("inf")
    if figure.bound in ("<=", "<"):
        return float("-inf"), value
    slack = 0.5 * _unit_in_place(figure.decimals)
    if figure.bound == "~":
        slack = max(slack, latitude(value, figure.unit))
    return value - slack, value + slack


_REASONS = (
    Phrase("it gives a value"),
    Phrase("the other is doubtful"),
    Phrase("it is the book's; your own figures come first with `--prefer-own`"),
    Phrase("it is an outcome, not an estimate"),
    Phrase("it is exact, not a bound"),
    Phrase("its document states the period"),
    Phrase("its status is firmer"),
    Phrase("its source comes first: official before press before copy before compilation"),
)


def _reason(first: Figure, rival: Figure, documents: Mapping[str, Document]) -> Phrase:
    ours, theirs = _precedence(first, documents), _precedence(rival, documents)
    if ours[:2] == theirs[:2] and ours[2] < 0 == theirs[2]:
        return Phrase("it is your own, as `--prefer-own` asks")
    if ours[:-1] == theirs[:-1] and first.decimals > rival.decimals and not differ(first, rival):
        return Phrase("both agree; it is more precise")
    for reason, our, their in zip(_REASONS, ours, theirs, strict=True):
        if our < their:
            return reason
    our_date, their_date = documents[first.source].published or "", documents[rival.source].published or ""
    if ours > theirs or our_date < their_date:
        return Phrase("it agrees with the figure that comes first and is more precise")
    if our_date == their_date:
        return Phrase("nothing sets them apart; it comes first by its document's id")
    return Phrase("its document is later")
