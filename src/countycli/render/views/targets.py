"""`targets`: what places set out to reach, and what came of it."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from countycli.model.records import gb_code
from countycli.phrases import N_
from countycli.render import encode
from countycli.render.page import (
    QUIET,
    STRONG,
    TITLE,
    Block,
    Cell,
    Column,
    Heading,
    Legend,
    Lines,
    Page,
    Table,
    scope_line,
)
from countycli.render.views import View, elements, outcomes

if TYPE_CHECKING:
    from countycli.query.outcomes import TargetRow
    from countycli.query.targets import TargetsReport
    from countycli.render.encode import Data
    from countycli.render.words import Words

# The machine formats' names of the comparisons by which targets are judged.
_COMPARISONS = {">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than", None: "unstated"}


def page(report: TargetsReport, words: Words) -> Page:
    number = elements.Numbering()
    columns = (
        Column(words("Target"), least=14),
        Column(words("Period"), least=8),
        Column(words("Aim"), right=True, least=9, style=STRONG),
        Column(words("Result"), least=9),
        Column(words("Note"), drop=1, least=20),
        Column(words("Source"), right=True),
    )
    rows: list[tuple[Cell, ...] | Heading] = []
    for (place, whole), group in groupby(report.rows, key=lambda row: (row.place, row.whole)):
        name = words("{name} ({detail})", name=place, detail=gb_code(place.code))
        rows.append(Heading(name if whole else words("{name}: firms, projects, other areas", name=name)))
        rows += [outcomes.cells(row, report.metrics, number, words) for row in group]
    blocks: list[Block] = [Lines((words("Targets and what came of them"),), TITLE)]
    blocks += scope_line(report.scope, words)
    if len(report.rows) > 1:
        blocks.append(Lines((_counts(report, words),)))
    if report.missing:
        blocks.append(Lines(tuple(map(words.phrase, report.missing))))
    blocks.append(Table("", columns, tuple(rows)))
    blocks += _explanations(report, words)
    return (*blocks, elements.sources(number, report.documents, words))


def _counts(report: TargetsReport, words: Words) -> str:
    """How many targets are in each state."""
    counts = Counter(row.state for row in report.rows)
    told = (words("{name} {count}", name=words(text), count=counts[state]) for state, text in outcomes.STATES.items())
    return words.join(text for text, state in zip(told, outcomes.STATES, strict=True) if counts[state])


def omitted(report: TargetsReport, words: Words) -> str | None:
    """Which places have no targets of their own: the flat rows have no place for that."""
    return words("; ").join(map(words.phrase, report.missing)) or None


def payload(report: TargetsReport, words: Words) -> Data:
    places = [encode.place_ref(place) for place in report.places]
    return {
        "query": {
            "county": places[0] if len(places) == 1 else None,
            "counties": places,
            "in": report.scope.id if report.scope else None,
            "year": report.years[0] if len(report.years) == 1 else None,
            "years": list(report.years),
        },
        "scope": encode.scope(report.scope) if report.scope else None,
        "rows": [_row(row) for row in report.rows],
    }


def rows(report: TargetsReport, words: Words) -> list[Data]:
    flat = []
    for row in report.rows:
        outcome = encode.headline(row.outcome, row.place) if row.outcome else {}
        figure, marks = encode.another("outcome", outcome), encode.marks_of_another("outcome", outcome)
        flat.append({**encode.target(row.target, row.place), **figure, **_judged(row), **marks})
    return flat


def _row(row: TargetRow) -> Data:
    outcome = encode.headline(row.outcome, row.place) if row.outcome else None
    return {**encode.target(row.target, row.place), "outcome": outcome, **_judged(row)}


def _judged(row: TargetRow) -> Data:
    """The verdict on a target, and the rule by which the target was judged."""
    rule = {"rule": _COMPARISONS[row.rule.comparison], "tolerance": row.rule.tolerance}
    return {"state": row.state, **rule, "whole": row.whole}


def _explanations(report: TargetsReport, words: Words) -> list[Legend | Lines]:
    outcomes = [row.outcome for row in report.rows if row.outcome]
    lines: list[Legend | Lines] = [elements.legend(outcomes, words)] if outcomes else []
    if any(row.rule.tolerance is not None for row in report.rows):
        lines.append(Lines((words(_ABOUT),), QUIET))
    return lines


_ABOUT = N_("Near an aim that is “about” (~) so much: half a percentage point short of it at most, of amounts 5 %")


VIEW: View[TargetsReport] = View(page=page, payload=payload, rows=rows, omitted=omitted)
