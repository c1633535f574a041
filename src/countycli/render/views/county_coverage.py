"""`coverage COUNTY`: which figures the county has and lacks, beside its neighbours."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.model.period import latest_first
from countycli.phrases import N_
from countycli.query.county_coverage import FIGURE, INFERRED
from countycli.render import encode
from countycli.render.page import QUIET, TITLE, Block, Cell, Column, Heading, Lines, Page, Styled, Table
from countycli.render.views import elements

if TYPE_CHECKING:
    from countycli.phrases import Phrase
    from countycli.query.county_coverage import CountyCoverageReport, Neighbours
    from countycli.render.encode import Data
    from countycli.render.words import Words

_MOST_PERIODS = 3
_WAYS = {
    "bound": N_("a bound only ({period})"),
    "estimate": N_("an estimate only ({period})"),
    "doubtful": N_("a doubtful figure only ({period})"),
    "standing": N_("a standing only ({period})"),
    "other_scope": N_("of another area only ({period})"),
    "target_only": N_("a target only ({period})"),
}


def page(report: CountyCoverageReport, words: Words) -> Page:
    scopes = tuple(words.scope(side.scope) for side in report.neighbours)
    title = words("{name}: what the book has and lacks", name=report.place)
    if scopes:
        title = words("{name}: what the book has and lacks, beside {scopes}", name=report.place, scopes=scopes)
    columns = (
        Column(words("Indicator"), least=12),
        Column(words.place(report.place), least=18),
        *(
            Column(words.scope(side.scope), right=True, least=12, drop=order)
            for order, side in _with_drop_order(report)
        ),
    )
    blocks: list[Block] = [Lines((title,), TITLE), Table("", columns, tuple(_rows(report, words)))]
    return (*blocks, elements.brief_lines(_legend(report, words), words, QUIET))


def _legend(report: CountyCoverageReport, words: Words) -> list[str | Phrase]:
    told: list[str | Phrase] = [words("Lacking: this book has no figure; the county may have published one")]
    if report.neighbours:
        told.append(words("Beside it: counties with a figure, of all, for the period that most have it for"))
    if report.others:
        template = N_("{count} more indicators, of which {name} has {held}: --all lists them")
        told.append(words(template, count=report.others, name=report.place, held=report.others_held))
    return [*told, *elements.more(report.notes)]


def payload(report: CountyCoverageReport, words: Words) -> Data:
    return {
        "query": {
            "metric": report.asked[0].id if len(report.asked) == 1 else None,
            "metrics": [metric.id for metric in report.asked],
            "periods": [str(period) for period in report.periods],
            "county": encode.place_ref(report.place),
            "in": report.neighbours[0].scope.id if len(report.neighbours) == 1 else None,
        },
        "county": encode.place_ref(report.place),
        "scopes": [encode.scope(side.scope) for side in report.neighbours],
        "rows": rows(report, words),
    }


def rows(report: CountyCoverageReport, words: Words) -> list[Data]:
    """A row for each metric, period and scope beside the county; `held` is None where the county has no figure."""
    found = []
    for metric in report.metrics:
        own = {period: way for (name, period), way in report.held.items() if name == metric}
        for side in report.neighbours:
            counted = {row.period: row for row in side.rows if row.metric == metric}
            for period in latest_first(own.keys() | counted.keys()):
                row = counted.get(period)
                found.append(
                    {
                        "metric": metric,
                        "period": str(period),
                        "held": own.get(period),
                        "scope": side.scope.id,
                        "counties": row.counties if row else 0,
                        "all": row.all if row else None,
                    }
                )
    return found


def _with_drop_order(report: CountyCoverageReport) -> list[tuple[int, Neighbours]]:
    """The neighbours, each with its `Column.drop`: where room is short, the widest scope is dropped first."""
    return list(enumerate(report.neighbours, 1))


def _rows(report: CountyCoverageReport, words: Words) -> list[tuple[Cell, ...] | Heading]:
    topics = {topic.id: topic for topic in report.topics}
    listed: list[tuple[Cell, ...] | Heading] = []
    for topic, ids in groupby(report.metrics, key=lambda metric: report.metrics[metric].topic):
        listed.append(Heading(words.name(topics[topic])))
        for metric in ids:
            beside = (_beside(side, metric, words) for side in report.neighbours)
            listed.append((words.metric(report.metrics[metric]), _own(report, metric, words), *beside))
    return listed


def _own(report: CountyCoverageReport, metric: str, words: Words) -> Cell:
    """The periods for which the county has the metric; else what it has instead, such as an estimate or a target."""
    held = {period: way for (name, period), way in report.held.items() if name == metric}
    figures = [period for period, way in held.items() if way in (FIGURE, INFERRED)]
    if figures:
        told = [words.period(figure) if held[figure] == FIGURE else f"({words.period(figure)})" for figure in figures]
        shown = elements.first_of(told, _MOST_PERIODS, words, in_json=False)
        return words.join(told) if shown == told else Styled(words.join(shown), "", words.join(told))
    if not held:
        return Styled(words("lacking"), QUIET)
    period, way = next(iter(held.items()))
    return Styled(words(_WAYS[way], period=period), QUIET)


def _beside(side: Neighbours, metric: str, words: Words) -> Cell:
    row = side.fullest(metric)
    if row is None:
        return Styled("-", QUIET)
    return words("{period}: {counties} of {all}", period=row.period, counties=row.counties, all=row.all)
