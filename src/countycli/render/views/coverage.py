"""`coverage`: metric by period, n of N counties."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from countycli.render import encode
from countycli.render.page import Cell, Column, Heading, Lines, Page, Styled, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.model.period import Period
    from countycli.query.coverage import CoverageReport, CoverageRow
    from countycli.render.encode import Data
    from countycli.render.words import Words

_HOLE = "-"
_MOST_YEARS = 8
_MOST_NAMED = 20


def page(report: CoverageReport, words: Words) -> Page:
    return _of_metric(report, words) if report.metric else _of_all(report, words)


def payload(report: CoverageReport, words: Words) -> Data:
    return {
        "query": {"metric": report.metric.id if report.metric else None, "in": report.scope.id},
        "scope": encode.scope(report.scope),
        "rows": rows(report, words),
        "missing": {
            "period": str(report.missing_for) if report.missing_for else None,
            "counties": [encode.place_ref(place) for place in report.missing],
        },
    }


def rows(report: CoverageReport, words: Words) -> list[Data]:
    return [
        {"metric": row.metric, "period": str(row.period), "counties": row.counties, "all": row.all}
        for row in report.rows
    ]


def _of_metric(report: CoverageReport, words: Words) -> Page:
    title = words("{metric}: coverage of {scope}", metric=report.metric, scope=_scope(report, words))
    blocks: list[Table | Lines] = [Lines((title,), "bold"), period_table(report.rows, words)]
    if report.missing:
        names = [place.name for place in report.missing[:_MOST_NAMED]]
        if len(report.missing) > _MOST_NAMED:
            names.append(words("and {count} more (--json lists all)", count=len(report.missing) - _MOST_NAMED))
        line = words("Without a figure for {period}: {names}", period=report.missing_for, names=words.join(names))
        blocks.append(Lines((line,)))
    return tuple(blocks)


def period_table(rows: Iterable[CoverageRow], words: Words) -> Table:
    columns = (
        Column(words("Period"), least=10),
        Column(words("Counties with a figure"), right=True),
        Column(words("of"), right=True),
        Column(words("Share"), right=True),
    )
    lines = [
        (words.period(row.period), f"{row.counties:,}", f"{row.all:,}", f"{row.counties / row.all:.1%}") for row in rows
    ]
    return Table(words("Coverage"), columns, tuple(lines))


def _of_all(report: CoverageReport, words: Words) -> Page:
    """A column for each of the years with most figures; the other periods are counted in the last one."""
    totals: Counter[Period] = Counter()
    for row in report.rows:
        if row.period.is_year:
            totals[row.period] += row.counties
    years = sorted(year for year, _ in totals.most_common(_MOST_YEARS))
    topics = {topic.id: topic for topic in report.topics}
    columns = (
        Column(words("Indicator"), least=12),
        *(Column(str(year), right=True, drop=len(years) - place) for place, year in enumerate(years)),
        Column(words("Other periods"), right=True),
    )
    lines: list[tuple[Cell, ...] | Heading] = []
    for topic, ids in groupby(report.metrics, key=lambda it: report.metrics[it].topic):
        lines.append(Heading(words.name(topics[topic])))
        lines += [_line(report, metric, years, words) for metric in ids]
    title = words(
        "{scope}: counties with a figure, of {all}", scope=_scope(report, words), all=len(report.scope.counties)
    )
    return Lines((title,), "bold"), Table("", columns, tuple(lines))


def _line(report: CoverageReport, metric: str, years: list[Period], words: Words) -> tuple[Cell, ...]:
    counts = {row.period: row.counties for row in report.rows if row.metric == metric}
    others = len(counts.keys() - set(years))
    cells = [str(counts[year]) if year in counts else Styled(_HOLE, "dim") for year in years]
    return (words.metric(report.metrics[metric]), *cells, str(others) if others else "")


def _scope(report: CoverageReport, words: Words) -> str:
    return report.scope.name or words("all counties")
