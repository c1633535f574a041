"""`compare`: places side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.records import gb_code
from countycli.phrases import N_, Listed, Phrase
from countycli.render import encode
from countycli.render.page import QUIET, TITLE, Block, Lines, Page
from countycli.render.views import View, elements

if TYPE_CHECKING:
    from countycli.query.compare import CompareReport, CompareRow
    from countycli.render.encode import Data
    from countycli.render.words import Words


_MOST_NAMED = 8
_MOST_NOTES = 8
MOST_COLUMNS = 6  # so many places stand side by side, a column each; more stand below each other


def page(report: CompareReport, words: Words) -> Page:
    from countycli.render.views import compare_table

    number = elements.Numbering()
    table = compare_table.table(report, number, words)
    shown = [headline for row in report.rows for headline in (*row.cells, *row.benchmarks) if headline]
    blocks: list[Block] = [Lines((_title(report, words),), TITLE), Lines((_method(report, words),), QUIET)]
    remarks = elements.remarks(report.notes, ("vintage",), words)
    blocks += [table, *remarks, elements.legend(shown, words), *_notes(report, words)]
    return (*blocks, elements.sources(number, report.documents, words))


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


def payload(report: CompareReport, words: Words) -> Data:
    return {
        "query": {
            "counties": [encode.place_ref(place) for place in report.named],
            "period": str(report.periods[0]) if len(report.periods) == 1 else None,
            "periods": [str(period) for period in report.periods],
            "in": report.scope.id if report.scope else None,
            "latest": report.latest,
            **({"topics": list(report.asked_topics)} if report.asked_topics else {}),
        },
        "scope": encode.scope(report.scope) if report.scope else None,
        "places": [encode.place_ref(place) for place in report.places],
        "benchmarks": [encode.place_ref(region) for region in report.regions],
        "rows": [_row(report, row) for row in report.rows],
        "not_common": [metric.id for metric in report.single],
        "elsewhere": [
            {"county": encode.place_ref(place), "metric": metric.id, "periods": [str(period) for period in periods]}
            for place, metric, periods in report.elsewhere
        ],
    }


def rows(report: CompareReport, words: Words) -> list[Data]:
    """A row for each figure; `benchmark` tells those of regions from those of the places compared."""
    flat = []
    for row in report.rows:
        for benchmark, places, cells in ((False, report.places, row.cells), (True, report.regions, row.benchmarks)):
            flat += [
                {"benchmark": benchmark, **encode.headline(headline, place)}
                for place, headline in zip(places, cells, strict=True)
                if headline
            ]
    return flat


def _row(report: CompareReport, row: CompareRow) -> Data:
    return {
        "metric": row.metric.id,
        "period": str(row.period) if row.period else None,
        "unit": row.metric.unit,
        "values": [
            {**encode.headline(headline, place), "benchmarks": encode.benchmarks(beside)} if headline else None
            for headline, place, beside in zip(row.cells, report.places, row.beside, strict=True)
        ],
        "benchmarks": [
            encode.headline(headline, region) if headline else None
            for headline, region in zip(row.benchmarks, report.regions, strict=True)
        ],
        "best": [gb_code(report.places[position].code) for position in row.best],
    }


VIEW: View[CompareReport] = View(page=page, payload=payload, rows=rows)
