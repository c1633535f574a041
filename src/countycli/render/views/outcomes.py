"""Targets with what came of them, as cells of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.phrases import N_
from countycli.render.page import BAD, CAUTION, GOOD, Cell, Cited, Styled
from countycli.render.views import elements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from countycli.model.records import Metric
    from countycli.query.outcomes import TargetRow
    from countycli.render.words import Words

STATES = {
    "met": N_("met"),
    "near": N_("near"),
    "missed": N_("missed"),
    "unjudged": N_("not judged"),
    "open": N_("open"),
    "no_figure": N_("no figure yet"),
}
_STYLES = {"met": GOOD, "near": CAUTION, "missed": BAD}
_JUDGED = ("met", "near", "missed", "unjudged")


def cells(row: TargetRow, metrics: Mapping[str, Metric], number: elements.Numbering, words: Words) -> tuple[Cell, ...]:
    """The cells of a row: target, period, aim, result, note, sources."""
    outcome = row.outcome.figure if row.outcome else None
    sources = [row.target.source] + ([outcome.source] if outcome else [])
    return (
        elements.indicator(metrics[row.target.metric], row.target, words),
        elements.period_cell(row.target, words),
        words.figure(row.target),
        Styled(_result(row, words), _STYLES.get(row.state, "")),
        row.target.note or "",
        Cited("".join(number(source) for source in dict.fromkeys(sources))),
    )


def _result(row: TargetRow, words: Words) -> str:
    """`near: 6.1% P (>=6.5, near >=6)`: the verdict, the outcome with its marks, and what would have met the target."""
    state = words(STATES[row.state])
    if row.outcome is None:
        return state
    figure = f"{words.figure(row.outcome.figure)} {elements.letters(row.outcome)}"
    if row.state not in _JUDGED:
        return words("{state}: {figure}", state=state, figure=figure)
    return words("{state}: {figure} ({rule})", state=state, figure=figure, rule=_rule(row, words))


def _rule(row: TargetRow, words: Words) -> str:
    comparison, aim = row.rule.comparison, row.target.value or 0
    if comparison is None:
        return words("neither more nor less is better")
    asked, near = comparison + words.plain(aim), row.rule.nearest(aim)
    return asked if near is None else words("{rule}, near {limit}", rule=asked, limit=comparison + words.plain(near))
