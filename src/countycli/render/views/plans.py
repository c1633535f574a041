"""Tables of what places set out to reach and to do: targets and initiatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.phrases import N_
from countycli.render.page import STRONG, Cell, Column, Heading, Table
from countycli.render.views import elements, labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.model.records import Figure, Initiative, Metric
    from countycli.render.words import Words


def target_table(
    targets: Iterable[Figure], metrics: dict[str, Metric], number: elements.Numbering, words: Words
) -> Table:
    columns = (
        Column(words("Target"), least=14, once=True),
        Column(words("Period"), least=10),
        Column(words("Aim"), right=True, style=STRONG, point=True, mixed=True),
        Column(words("Unit"), least=6),
        Column(words("Note"), drop=1, least=20),
        Column(words("Source"), right=True),
    )
    rows = tuple(
        (
            elements.indicator(metrics[target.metric], target, words),
            elements.period_cell(target, words),
            words.value(target),
            words.term(target.unit),
            target.note or "",
            number(target.source),
        )
        for target in targets
    )
    return Table(words("Targets"), columns, rows)


def targets_of_place(
    targets: Iterable[Figure], metrics: dict[str, Metric], number: elements.Numbering, words: Words
) -> Table:
    """The targets of the whole place, then, under a heading, those of firms, projects and other areas in it."""
    apart: dict[bool, list[Figure]] = {True: [], False: []}
    for target in targets:
        apart[metrics[target.metric].tells_of_whole(target)].append(target)
    own, others = (target_table(apart[whole], metrics, number, words) for whole in (True, False))
    if not others.rows:
        return own
    heading = N_("Of firms, projects or other areas")
    if not own.rows:
        heading = N_("Of firms, projects or other areas; of the place itself none is known")
    return own._replace(rows=(*own.rows, Heading(words(heading)), *others.rows))


def initiative_table(initiatives: Iterable[Initiative], number: elements.Numbering, words: Words) -> Table:
    columns = (
        Column(words("Initiative"), least=12, style=STRONG),
        Column(words("Category"), least=8),
        Column(words("Year")),
        Column(words("Stage"), drop=1),
        Column(words("Summary"), least=18),
        Column(words("Source"), right=True),
    )
    return Table(
        words("Initiatives"), columns, tuple(initiative_row(programme, number, words) for programme in initiatives)
    )


def initiative_row(programme: Initiative, number: elements.Numbering, words: Words) -> tuple[Cell, ...]:
    return (
        programme.name,
        words.term(programme.category),
        str(programme.year),
        words(labels.STAGES[programme.stage]),
        programme.summary,
        number(programme.source),
    )
