"""`search`: everything in the book that holds the words searched for."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.model.naming import quoted
from countycli.phrases import N_
from countycli.render.page import QUIET, STRONG, TITLE, Cell, Column, Heading, Lines, Page, Styled, Table, scope_line
from countycli.render.views import View

if TYPE_CHECKING:
    from countycli.query.search import SearchReport, SearchRow
    from countycli.render.encode import Data
    from countycli.render.words import Words

_KINDS = {
    "figure": N_("Figures"),
    "county": N_("Counties"),
    "region": N_("Provinces and prefectures"),
    "former": N_("Former counties"),
    "group": N_("Groups"),
    "metric": N_("Indicators"),
    "initiative": N_("Initiatives"),
    "document": N_("Documents"),
}
_ID = 40  # cells in which nearly every id stands on one line, to be copied
# Commands that find by words, of some kinds, just what a search finds.
_COMMANDS = {"county": "counties", "initiative": "initiatives"}


def page(report: SearchReport, words: Words) -> Page:
    ordered = sorted(report.rows, key=lambda row: list(_KINDS).index(row.kind))
    rows: list[tuple[Cell, ...] | Heading] = []
    for kind, group in groupby(ordered, key=lambda row: row.kind):
        rows.append(Heading(words(_KINDS[kind])))
        hits = [(_title(row, report, words), _detail(row, report, words), row.ref) for row in group]
        rows += hits
        if report.counts[kind] > len(hits):
            rows.append(Heading(_more(kind, report.counts[kind] - len(hits), report, words), QUIET))
    columns = (
        Column(words("Name"), least=20, style=STRONG),
        Column(words("Where"), least=10),
        Column(words("Id"), least=16, ease=_ID, style=QUIET),
    )
    title = words("Hits for “{words}”: {count}", count=sum(report.counts.values()), words=" ".join(report.words))
    return Lines((title,), TITLE), *scope_line(report.scope, words), Table("", columns, tuple(rows))


def _more(kind: str, count: int, report: SearchReport, words: Words) -> str:
    """How many more hits of a kind there are, and the command that lists all of them, if there is one."""
    command = _COMMANDS.get(kind)
    if command is None:
        return words("and {count} more (--json lists all)", count=count)
    scope = ["--in", quoted(report.scope.id)] if report.scope and report.scope.id else []
    typed = " ".join(["countycli", command, *map(quoted, report.words), *scope])
    return words("and {count} more: `{command}`", count=count, command=typed)


def _title(row: SearchRow, report: SearchReport, words: Words) -> Cell:
    if row.kind == "metric":
        return words.metric(report.metrics[row.ref])
    if row.place is not None and row.kind != "initiative":
        return words.place(row.place)
    title = words.marked(row.title, row.ref, row.access)
    return Styled(title, link=row.url) if row.url else title


def _detail(row: SearchRow, report: SearchReport, words: Words) -> str:
    if row.kind == "figure":
        return words.metric(report.metrics[row.detail])
    if row.kind == "group" and words.is_chinese:  # the detail is the group's English name
        return ""
    if row.place is not None:
        return words.text(row.within or row.place)
    return words.term(row.detail)


def payload(report: SearchReport, words: Words) -> Data:
    query = {"words": list(report.words), "in": report.scope.id if report.scope else None}
    from countycli.render import encode

    scope = encode.scope(report.scope) if report.scope else None
    return {"query": query, "scope": scope, "rows": rows(report, words)}


def rows(report: SearchReport, words: Words) -> list[Data]:
    return [_row(row) for row in report.rows]


def _row(row: SearchRow) -> Data:
    data = row._asdict()
    del data["within"]
    place = data.pop("place")
    return {**data, "name_en": place.name_en if place else None}


VIEW: View[SearchReport] = View(page=page, payload=payload, rows=rows)
