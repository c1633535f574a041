"""`initiatives`: policy programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from countycli.model.records import gb_code
from countycli.record import NamedTuple
from countycli.render import encode
from countycli.render.page import Cell, Column, Heading, Page, Panel, Table, scope_line
from countycli.render.views import View, elements, plans

if TYPE_CHECKING:
    from countycli.model.records import Place
    from countycli.query.initiatives import InitiativesReport, Part
    from countycli.render.encode import Data
    from countycli.render.words import Words


def page(report: InitiativesReport, words: Words) -> Page:
    number = elements.Numbering()
    title = words("Initiatives: {count}", count=len(report.rows))
    scope = (line for block in scope_line(report.scope, words) for line in block.lines)
    head = Panel(title, (*scope, *_head(report, words)))
    return head, _table(report, number, words), elements.sources(number, report.documents, words)


def _head(report: InitiativesReport, words: Words) -> list[str]:
    """Whose programmes these are, if one place's, and how many there are of each category."""
    counts = report.categories.items()
    of_each = words.join(words("{name} {count}", name=words.term(category), count=count) for category, count in counts)
    place = [_place(report.place, words)] if report.place else []
    return [*place, words("By category: {counts}", counts=of_each)]


def _place(place: Place, words: Words) -> str:
    return words("{name} ({detail})", name=place, detail=gb_code(place.code))


def _table(report: InitiativesReport, number: elements.Numbering, words: Words) -> Table:
    shape = _shape(report)
    first, category, *others = plans.initiative_table((), number, words).columns
    columns = {"place": Column(words("Place"), least=6), "category": category}
    rows: list[tuple[Cell, ...] | Heading] = []
    for part in report.parts:
        if shape.headed:
            rows.append(Heading(_heading(part, report, words)))
        for programme in part.shown:
            name, of_category, *cells = plans.initiative_row(programme, number, words)
            told = {"place": words.place(report.places[programme.county]), "category": of_category}
            rows.append((name, *(told[key] for key in shape.beside), *cells))
    told_by = (first, *(columns[key] for key in shape.beside), *others)
    return Table("", told_by, tuple(rows), _note(report, words, headed=shape.headed))


class _Shape(NamedTuple):
    """Whether parts stand under headings, and what stands beside a programme's name, since no heading says so."""

    headed: bool
    beside: tuple[Literal["place", "category"], ...]


def _shape(report: InitiativesReport) -> _Shape:
    if report.parted_by == "category":
        places = {programme.county for programme in report.rows}
        return _Shape(headed=True, beside=("place",) if len(places) > 1 else ())
    if len(report.categories) > 1:
        return _Shape(headed=True, beside=("category",))
    lonely = report.is_shortened and all(len(part.shown) == 1 for part in report.parts)
    return _Shape(headed=not lonely, beside=("place",) if lonely else ())


def _heading(part: Part, report: InitiativesReport, words: Words) -> str:
    by_category = report.parted_by == "category"
    name = words.term(part.key) if by_category else _place(report.places[part.key], words)
    shown = len(part.shown)
    if shown == part.total:
        return name
    return words("{name}: the newest {shown} of {count}", name=name, shown=shown, count=part.total)


def _note(report: InitiativesReport, words: Words, *, headed: bool) -> str:
    if not report.is_shortened:
        return ""
    if headed:
        return words("--all shows all; --category and --county narrow the answer")
    return words("The newest of each place; --all shows all, --county those of one")


def payload(report: InitiativesReport, words: Words) -> Data:
    return {
        "query": {
            "words": list(report.words),
            "county": encode.place_ref(report.place) if report.place else None,
            "in": report.scope.id if report.scope else None,
            "category": report.category,
            "year": report.year,
        },
        "scope": encode.scope(report.scope) if report.scope else None,
        "categories": [{"category": category, "initiatives": count} for category, count in report.categories.items()],
        "rows": rows(report, words),
    }


def rows(report: InitiativesReport, words: Words) -> list[Data]:
    return [encode.initiative(row, report.places[row.county]) for row in report.rows]


VIEW: View[InitiativesReport] = View(page=page, payload=payload, rows=rows)
