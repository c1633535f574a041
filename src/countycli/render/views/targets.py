"""`targets`: aims and outcomes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.render import encode
from countycli.render.page import Cell, Column, Heading, Lines, Page, Styled, Table, scope_line
from countycli.render.views import parts
from countycli.render.words import N_, Words

if TYPE_CHECKING:
    from countycli.query.targets import TargetRow, TargetsReport
    from countycli.render.encode import Data

STATES = {
    "met": N_("met"),
    "missed": N_("missed"),
    "open": N_("open"),
    "no_figure": N_("no figure yet"),
}
_STYLES = {"met": "green", "missed": "red"}


def page(report: TargetsReport, words: Words) -> Page:
    number = parts.Numbering()
    columns = (
        Column(words("Target"), least=14),
        Column(words("Period"), least=8),
        Column(words("Aim"), right=True, least=9, style="bold"),
        Column(words("Result"), least=9),
        Column(words("Note"), drop=1, least=20),
        Column(words("Source"), right=True),
    )
    rows: list[tuple[Cell, ...] | Heading] = []
    for place, group in groupby(report.rows, key=lambda row: row.place):
        rows.append(Heading(words("{name} ({detail})", name=place.name, detail=place.code)))
        rows += [_cells(row, report, number, words) for row in group]
    return (
        Lines((words("Targets and what came of them"),), "bold"),
        *scope_line(report.scope, words),
        Table("", columns, tuple(rows)),
        parts.sources_table(number, report.documents, words),
    )


def payload(report: TargetsReport, words: Words) -> Data:
    return {
        "query": {
            "county": encode.place_ref(report.place) if report.place else None,
            "in": report.scope.id if report.scope else None,
            "year": report.year,
        },
        "scope": encode.scope(report.scope) if report.scope else None,
        "rows": [_row(row) for row in report.rows],
    }


def rows(report: TargetsReport, words: Words) -> list[Data]:
    flat = []
    for row in report.rows:
        outcome = row.outcome.figure if row.outcome else None
        found = {
            "outcome": outcome and outcome.value,
            "outcome_bound": outcome and outcome.bound,
            "outcome_status": outcome and outcome.status,
            "outcome_source": outcome and outcome.source,
        }
        flat.append({**encode.target(row.target, row.place), **found, "state": row.state})
    return flat


def _row(row: TargetRow) -> Data:
    outcome = encode.headline(row.outcome, row.place) if row.outcome else None
    return {**encode.target(row.target, row.place), "outcome": outcome, "state": row.state}


def _cells(row: TargetRow, report: TargetsReport, number: parts.Numbering, words: Words) -> tuple[Cell, ...]:
    outcome = row.outcome.figure if row.outcome else None
    sources = [row.target.source] + ([outcome.source] if outcome else [])
    return (
        parts.indicator(report.metrics[row.target.metric], row.target, words),
        parts.period_cell(row.target, words),
        words.figure(row.target),
        Styled(_result(row, words), _STYLES.get(row.state, "")),
        row.target.note or "",
        "".join(number(source) for source in dict.fromkeys(sources)),
    )


def _result(row: TargetRow, words: Words) -> str:
    state = words(STATES[row.state])
    return words("{state}: {figure}", state=state, figure=row.outcome.figure) if row.outcome else state
