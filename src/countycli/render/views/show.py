"""`show`: one place."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.names.location import where
from countycli.render import encode
from countycli.render.page import Cell, Heading, Lines, Page, Table
from countycli.render.views import parts

if TYPE_CHECKING:
    from countycli.model.records import Place
    from countycli.query.show import ShowReport
    from countycli.render.encode import Data
    from countycli.render.words import Words


# The header of CSV where a place has no figures.
EMPTY_HEADER = ("kind", *encode.FIGURE_HEADER, "disputed")


def omitted(report: ShowReport, words: Words) -> str | None:
    """What the flat formats leave out."""
    if not report.initiatives:
        return None
    return words(
        "Not among these rows: initiatives ({count}); see `countycli initiatives --county {code}`",
        count=len(report.initiatives),
        code=report.place.code,
    )


def page(report: ShowReport, words: Words) -> Page:
    number = parts.Numbering()
    blocks: list[Table | Lines] = list(_header(report, words))
    if report.observations:
        blocks += [_figures(report, number, words), parts.legend(report.observations, words)]
    else:
        blocks.append(Lines(tuple(_nothing(report, words))))
    if report.targets:
        blocks.append(parts.target_table(report.targets, report.metrics, number, words))
    if report.initiatives:
        blocks.append(parts.initiative_table(report.initiatives, number, words))
    gaps = tuple(words.phrase(note.text) for note in report.notes if note.kind == "gap")
    if gaps:
        blocks.append(Lines((words("Missing in the documents:"), *gaps)))
    if number.sources:
        blocks.append(parts.sources_table(number, report.documents, words))
    return tuple(blocks)


def payload(report: ShowReport, words: Words) -> Data:
    place = report.place
    return {
        "query": {"county": encode.place_ref(place)},
        "county": encode.place(place, report.parents, report.memberships),
        "observations": [encode.headline(it, place) for it in report.observations],
        "targets": [encode.target(it, place) for it in report.targets],
        "initiatives": [encode.initiative(it, place) for it in report.initiatives],
        "nearest": [encode.place_ref(it) for it in report.nearest],
    }


def rows(report: ShowReport, words: Words) -> list[Data]:
    """Observations, then targets, told apart by `kind`; initiatives have a command of their own."""
    observations = [{"kind": "observation", **encode.headline(it, report.place)} for it in report.observations]
    targets = [{"kind": "target", **encode.target(it, report.place)} for it in report.targets]
    return observations + targets


def _header(report: ShowReport, words: Words) -> tuple[Lines, Lines]:
    place = report.place
    facts = [place.code, parts.kind(place, words), where(place, report.parents)]
    lines = ["  ".join(filter(None, facts))]
    groups = parts.groups_text(report.memberships, words)
    if groups:
        lines.append(words("Groups: {groups}", groups=groups))
    if report.population:
        figure = report.population.figure
        lines.append(words("Population: {figure} ({period})", figure=figure, period=figure.period))
    return Lines((f"{place.name}  {place.romanized}",), "bold"), Lines(tuple(lines))


def _figures(report: ShowReport, number: parts.Numbering, words: Words) -> Table:
    topics = {topic.id: topic for topic in report.topics}
    rows: list[tuple[Cell, ...] | Heading] = []
    for topic, group in groupby(report.observations, key=lambda it: report.metrics[it.figure.metric].topic):
        rows.append(Heading(words.name(topics[topic])))
        rows += [parts.figure_row(it, report.metrics[it.figure.metric], number, words) for it in group]
    return Table(words("Figures"), parts.figure_columns(words, report.observations), tuple(rows))


def _nothing(report: ShowReport, words: Words) -> list[str]:
    lines = [words("The book has no figures of {name} yet.", name=report.place.name)]
    near = [place for place in report.nearest if place.prefecture and place.prefecture == report.place.prefecture]
    far = [place for place in report.nearest if place not in near]
    if near:
        lines.append(words("In the same prefecture with figures: {names}", names=_listed(near, words)))
    if far:
        names = _listed(far, words)
        if report.further:
            names = words.join((names, words("and {count} more", count=report.further)))
        lines.append(words("Elsewhere with figures: {names}", names=names))
    return lines


def _listed(places: list[Place], words: Words) -> str:
    return words.join(words("{name} ({detail})", name=place.name, detail=place.code) for place in places)
