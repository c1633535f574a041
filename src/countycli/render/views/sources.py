"""`sources`: the documents, or everything that the book has taken from one of them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.model.records import gb_code
from countycli.render import encode
from countycli.render.page import (
    QUIET,
    TITLE,
    Block,
    Cell,
    Column,
    Heading,
    Lines,
    Page,
    Panel,
    Stacked,
    Styled,
    Table,
    scope_line,
)
from countycli.render.views import View, elements, labels, plans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.model.records import Document, Figure, Initiative
    from countycli.query.sources import SourcesReport
    from countycli.render.encode import Data
    from countycli.render.words import Words

_MOST_OF_ID = 58  # cells in which most ids stand on one line


def page(report: SourcesReport, words: Words) -> Page:
    return _detail(report, report.detail, words) if report.detail else _list(report, words)


def payload(report: SourcesReport, words: Words) -> Data:
    data: Data = {
        "query": {
            "document": report.detail.id if report.detail else None,
            "in": report.scope.id if report.scope else None,
        },
        "scope": encode.scope(report.scope) if report.scope else None,
        "rows": [
            {
                **encode.document(row.document),
                "observations": row.observations,
                "targets": row.targets,
                "initiatives": row.initiatives,
            }
            for row in report.rows
        ],
    }
    if report.detail:
        data["observations"] = [
            encode.headline(headline, report.places[headline.figure.county]) for headline in report.observations
        ]
        data["targets"] = [encode.target(target, report.places[target.county]) for target in report.targets]
        data["initiatives"] = [
            encode.initiative(programme, report.places[programme.county]) for programme in report.initiatives
        ]
    return data


def rows(report: SourcesReport, words: Words) -> list[Data]:
    """The documents; where one was asked for, its figures and targets."""
    data = payload(report, words)
    if not report.detail:
        return list(data["rows"])
    return [{"kind": kind, **record} for kind in ("observation", "target") for record in data[f"{kind}s"]]


def _list(report: SourcesReport, words: Words) -> Page:
    longest = max(len(row.document.id) for row in report.rows)
    columns = (
        Column(words("Document, id"), least=min(longest, _MOST_OF_ID)),
        Column(words("Publisher"), drop=3, least=10, style=QUIET),
        Column(words("Published"), drop=1, style=QUIET),
        Column(words("Kind"), drop=4, style=QUIET),
        Column(words("Access"), drop=5, style=QUIET),
        Column(words("Figures"), right=True, drop=2),
        Column(words("Targets"), right=True, drop=2),
        Column(words("Initiatives"), right=True, drop=2),
    )
    listed: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Styled(Stacked(elements.title(row.document, words), row.document.id), link=row.document.url or ""),
            row.document.publisher or "",
            row.document.published or words("undated"),
            words(labels.KINDS[row.document.kind]),
            words(labels.ACCESSES[row.document.access]),
            *map(str, (row.observations, row.targets, row.initiatives)),
        )
        for row in report.rows
    )
    title = Lines((words("Documents: {count}", count=len(listed)),), TITLE)
    note = elements.described((row.document for row in report.rows), words)
    return title, *scope_line(report.scope, words), Table("", columns, listed, note)


def _detail(report: SourcesReport, document: Document, words: Words) -> Page:
    number = elements.Numbering()
    facts = [
        document.publisher or words("publisher unknown"),
        document.published or words("undated"),
        words(labels.KINDS[document.kind]),
        words(labels.ACCESSES[document.access]),
        document.id,
    ]
    lines = ["  ".join(facts), *filter(None, (elements.described([document], words), document.url, document.note))]
    blocks: list[Block] = [Panel(elements.title(document, words), tuple(lines))]
    if report.observations:
        blocks += [_figures(report, number, words), elements.legend(report.observations, words)]
        hidden = report.rows[0].observations - len(report.observations)
        if hidden:
            blocks.append(Lines((words("{count} more figures: --json lists all", count=hidden),)))
    if report.targets:
        table = plans.target_table(report.targets, report.metrics, number, words)
        blocks.append(_by_place(table, report.targets, report, words))
    if report.initiatives:
        initiatives = sorted(report.initiatives, key=lambda programme: programme.county)
        table = plans.initiative_table(initiatives, number, words)
        blocks.append(_by_place(table, initiatives, report, words))
    return tuple(_without_source(block) if isinstance(block, Table) else block for block in blocks)


def _figures(report: SourcesReport, number: elements.Numbering, words: Words) -> Table:
    figures = [headline.figure for headline in report.observations]
    rows = tuple(
        elements.figure_row(headline, report.metrics[headline.figure.metric], number, words)
        for headline in report.observations
    )
    table = Table(words("Figures"), elements.figure_columns(words, report.observations), rows)
    return _by_place(table, figures, report, words)


def _by_place(table: Table, records: Iterable[Figure | Initiative], report: SourcesReport, words: Words) -> Table:
    """A table with its rows under the names of their places; `records` are what the rows show, in the same order."""
    rows: list[tuple[Cell, ...] | Heading] = []
    pairs = zip(records, table.rows, strict=True)
    for code, group in groupby(pairs, key=lambda pair: pair[0].county):
        rows.append(Heading(words("{name} ({detail})", name=report.places[code], detail=gb_code(code))))
        rows += [row for _, row in group]
    return table._replace(rows=tuple(rows))


def _without_source(table: Table) -> Table:
    """A table without the last column, the source number: all rows are of the one document that is shown."""
    rows = tuple(row if isinstance(row, Heading) else row[:-1] for row in table.rows)
    return table._replace(columns=table.columns[:-1], rows=rows)


VIEW: View[SourcesReport] = View(page=page, payload=payload, rows=rows)
