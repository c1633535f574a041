"""`compare` as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.phrases import N_, Listed, Phrase
from countycli.render.page import QUIET, TITLE, Block, Legend, Lines, Page
from countycli.render.views import elements

if TYPE_CHECKING:
    from countycli.model.records import Place
    from countycli.model.reports import Headline
    from countycli.query.compare import CompareReport
    from countycli.render.words import Words


_MOST_NAMED = 8
_MOST_NOTES = 8
MOST_COLUMNS = 6  # so many places stand side by side, a column each; more stand below each other


def page(report: CompareReport, words: Words) -> Page:
    from countycli.render.views import compare_table

    number = elements.Numbering()
    table = compare_table.table(report, number, words)
    blocks: list[Block] = [Lines((_title(report, words),), TITLE), Lines((_method(report, words),), QUIET)]
    remarks = elements.remarks(report.notes, ("vintage",), words)
    blocks += [table, *remarks, _legend(report, words), *_notes(report, words)]
    return (*blocks, elements.sources(number, report.documents, words))


def _legend(report: CompareReport, words: Words) -> Legend:
    """What the status letters mean; those of regions stand in columns for which there may be no room."""
    from countycli.render.views import compare_table

    shown = [cell for row in report.rows for cell in row.cells if cell]
    regions: dict[Place, list[Headline]] = {region: [] for region in compare_table.regions_shown(report)}
    for row in report.rows:
        for region, cell in zip(report.regions, row.benchmarks, strict=True):
            if cell and region in regions:
                regions[region].append(cell)
    beside = [(cells, compare_table.columns_of(region, words)) for region, cells in regions.items()]
    return elements.legend(shown, words, beside)


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
    return [block for block in found if block.lines]


def _left_out(report: CompareReport, words: Words) -> list[str]:
    """What is not shown, and how to see it: further counties of the scope, indicators, and regions."""
    from countycli.render.views import compare_table

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
    if len(report.places) > MOST_COLUMNS:
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
