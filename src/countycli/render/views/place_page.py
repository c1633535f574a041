"""The page of a place with all that was asked for: a table of its figures by topic, aims, programmes and sources."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.model.records import gb_code
from countycli.render.page import Block, Cell, Heading, Lines, Page, Table
from countycli.render.views import elements, labels, place_head, plans

if TYPE_CHECKING:
    from countycli.model.records import Figure, Place
    from countycli.query.show import FormerUnit, ShowReport
    from countycli.query.within import Within
    from countycli.render.words import Words


def page(report: ShowReport, words: Words) -> Page:
    number = elements.Numbering()
    blocks: list[Block] = [place_head.panel(report, number, words)]
    more = elements.more(report.notes)
    if more:
        blocks.append(elements.brief_lines(more, words))
    if report.observations:
        blocks += [_figures(report, number, words), *elements.remarks(report.notes, ("registered", "vintage"), words)]
        blocks += [*_earlier(report, words), elements.legend(report.observations, words)]
    elif not report.asked:
        blocks.append(Lines(tuple(_nothing(report, words))))
    blocks += [_former(unit, report, number, words) for unit in report.former]
    blocks += place_head.became(report, words)
    if report.targets:
        blocks.append(plans.targets_of_place(report.targets, report.metrics, number, words))
    if report.initiatives:
        blocks.append(plans.initiative_table(report.initiatives, number, words))
    gaps = tuple(words.phrase(note.text) for note in report.notes if note.kind == "gap")
    if gaps:
        blocks.append(Lines((words("Missing in the documents:"), *gaps)))
    if number.sources:
        blocks.append(elements.sources(number, report.documents, words))
    return tuple(blocks)


def _figures(report: ShowReport, number: elements.Numbering, words: Words) -> Table:
    topics = {topic.id: topic for topic in report.topics}
    compared = elements.benchmark_columns(report.benchmarks.values(), words, mixed=True)
    ranks = _ranks(report)
    rows: list[tuple[Cell, ...] | Heading] = []
    for topic, group in groupby(report.observations, key=lambda headline: report.metrics[headline.figure.metric].topic):
        rows.append(Heading(words.name(topics[topic])))
        for headline in group:
            row = elements.figure_row(headline, report.metrics[headline.figure.metric], number, words)
            beside = compared.cells(report.benchmarks.get(headline.figure, ()))
            rank = [elements.rank_cell(ranks.get(headline.figure))] if ranks else []
            rows.append((*row[:4], *beside, *rank, *row[4:]))
    columns = elements.figure_columns(words, report.observations)
    ranked = [elements.rank_column(words, drop=1)] if ranks else []
    return Table(words("Figures"), (*columns[:4], *compared.columns, *ranked, *columns[4:]), tuple(rows))


def _ranks(report: ShowReport) -> dict[Figure, Within]:
    """The ranks within the province that the page shows: where everything is shown, of each metric the newest."""
    found = {figure: ranks.province for figure, ranks in report.ranks.items() if ranks.province}
    if report.asked:
        return found
    latest = {figure.metric: figure for figure in sorted(found, key=lambda figure: figure.period.recency)}
    return {figure: found[figure] for figure in latest.values()}


def _earlier(report: ShowReport, words: Words) -> list[Lines]:
    if not report.earlier:
        return []
    return [Lines((words("{count} more rows of earlier periods: --all shows them", count=report.earlier),))]


def _former(unit: FormerUnit, report: ShowReport, number: elements.Numbering, words: Words) -> Table:
    """The figures of a unit whose land came to this place."""
    rows = [
        elements.figure_row(headline, report.metrics[headline.figure.metric], number, words)
        for headline in unit.observations
    ]
    title = words(
        "Until {date}: {name} ({code}), {change}",
        date=unit.step.date,
        name=unit.place,
        code=gb_code(unit.place.code),
        change=words(labels.CHANGES[unit.step.change]),
    )
    return Table(title, elements.figure_columns(words, unit.observations), tuple(rows))


def _nothing(report: ShowReport, words: Words) -> list[str]:
    if report.former:
        return [words("The book has no figures of {name} itself; those of earlier units follow.", name=report.place)]
    lines = [words("The book has no figures of {name} yet.", name=report.place)]
    near = [place for place in report.nearest if place.prefecture and place.prefecture == report.place.prefecture]
    far = [place for place in report.nearest if place not in near]
    if near:
        lines.append(words("In the same prefecture with figures: {names}", names=words.join(_listed(near, words))))
    if far:
        names = elements.first_of(_listed(far, words), len(far), words, in_json=False, total=len(far) + report.further)
        lines.append(words("Elsewhere with figures: {names}", names=words.join(names)))
    return lines


def _listed(places: list[Place], words: Words) -> list[str]:
    return [words("{name} ({detail})", name=place, detail=gb_code(place.code)) for place in places]
