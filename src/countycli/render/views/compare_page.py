"""`compare` as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.phrases import N_, Listed, Phrase, brief
from countycli.query.figures import BY_REGISTERED
from countycli.render.page import QUIET, TITLE, Block, Entry, Legend, Lines, Page
from countycli.render.views import compare_table, elements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from countycli.model.records import Place
    from countycli.model.reports import Headline, Note
    from countycli.query.compare import CompareReport
    from countycli.render.words import Words


_MOST_NAMED = 8
_MOST_NOTES = 8


def page(report: CompareReport, words: Words) -> Page:
    number = elements.Numbering()
    table = compare_table.table(report, number, words)
    blocks: list[Block] = [Lines((_title(report, words),), TITLE), Lines((_method(report, words),), QUIET)]
    blocks += [table, *_vintages(report, words), _legend(report, words), *_notes(report, words)]
    return (*blocks, elements.sources(number, report.documents, words))


def _legend(report: CompareReport, words: Words) -> Legend:
    """What the status letters mean; those of regions stand in columns for which there may be no room."""
    shown = [cell for row in report.rows for cell in row.cells if cell]
    regions: dict[Place, list[Headline]] = {region: [] for region in compare_table.regions_shown(report)}
    for row in report.rows:
        for region, cell in zip(report.regions, row.benchmarks, strict=True):
            if cell and region in regions:
                regions[region].append(cell)
    beside = [(cells, compare_table.columns_of(region, words)) for region, cells in regions.items()]
    return elements.legend(shown, words, beside)


def _vintages(report: CompareReport, words: Words) -> Iterator[Legend]:
    """Notes on revised figures beside figures as first reported: of the places and, as there may be no room for the
    columns of regions, of the places with each region apart.
    """
    if not any(note.kind == "vintage" for note in report.notes):
        return
    from countycli.query.vintages import of_table

    own = [
        (row.metric, place, cell)
        for row in report.rows
        for place, cell in zip(report.places, row.cells, strict=True)
        if cell
    ]
    told = of_table(own)
    yield from (_remark(note, (), words) for note in told)
    for region in compare_table.regions_shown(report):
        position = report.regions.index(region)
        beside = [(row.metric, region, cell) for row in report.rows if (cell := row.benchmarks[position])]
        notes = (note for note in of_table([*own, *beside]) if not _is_told(note, told))
        yield from (_remark(note, compare_table.columns_of(region, words), words) for note in notes)


def _is_told(note: Note, told: Iterable[Note]) -> bool:
    """Whether one of these notes is about the same figures of the places alone."""
    return any(note.text.params["about"] == other.text.params["about"] for other in told)


def _remark(note: Note, columns: tuple[str, ...], words: Words) -> Legend:
    entry = Entry(words.text(brief(note.text)), columns, complete=words.text(note.text))
    return Legend((entry,), "", style=elements.PARTIAL)


def _method(report: CompareReport, words: Words) -> str:
    periods = (
        N_("Each place's latest figure: periods may differ") if report.latest else N_("Each line is of one period")
    )
    told = [words(periods)]
    if any(row.best for row in report.rows):
        told.append(words("^ the largest or, where less is better, the smallest of what can be compared"))
    return words("; ").join(told)


def _title(report: CompareReport, words: Words) -> str:
    names = report.named
    if report.scope is None:
        return words("{names} compared", names=names)
    if names:
        return words("{names} among the counties of {scope}", names=names, scope=words.scope(report.scope))
    return words("Counties of {scope} compared", scope=words.scope(report.scope))


def _notes(report: CompareReport, words: Words) -> list[Lines]:
    found = [Lines(tuple(_left_out(report, words)), QUIET), _elsewhere(report, words)]
    if report.single:
        found.append(_single(report, words))
    found += elements.remarks(report.notes, (BY_REGISTERED,), words)
    return [block for block in found if block.lines]


def _left_out(report: CompareReport, words: Words) -> list[str]:
    """What is not shown, and how to see it: further counties of the scope, indicators, and regions."""
    told = []
    if report.further:
        told.append(words("{count} more counties: --all shows them", count=report.further))
    if report.main:
        told.append(words("Main indicators only: --all shows all, --metric any"))
    elif report.more:
        told.append(words("{count} more indicators: --all shows them, --topic those of a topic", count=report.more))
    if rare := compare_table.rarely_known(report):
        names = tuple(rare)
        told.append(words("{names}: too few figures for a column, --json has them", names=names))
    if len(report.places) > compare_table.MOST_COLUMNS:
        told.append(words("`countycli rank` orders many places by one indicator, -f csv makes a sheet of them"))
    return told


def _elsewhere(report: CompareReport, words: Words) -> Lines:
    told = tuple(
        words("{name} has {metric} for {periods}", name=place, metric=metric, periods=periods)
        for place, metric, periods in report.elsewhere
    )
    return Lines(tuple(elements.first_of(told, _MOST_NOTES, words)), complete=told)


def _single(report: CompareReport, words: Words) -> Lines:
    template = N_("Of one place only: {names}") if report.latest else N_("Without a common period: {names}")
    names = Listed(tuple(report.single), _MOST_NAMED, more=elements.MORE_IN_JSON)
    return elements.brief_lines([Phrase(template, names=names)], words, QUIET)
