"""`coverage`: for each metric and period, how many of all counties have a figure."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from countycli.phrases import Listed, Phrase
from countycli.query.coverage import CoverageReport
from countycli.render import encode
from countycli.render.page import QUIET, STRONG, TITLE, Bar, Block, Cell, Column, Heading, Lines, Page, Styled, Table
from countycli.render.views import View, county_coverage, elements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from countycli.model.period import Period
    from countycli.model.reports import Scope
    from countycli.query.county_coverage import CountyCoverageReport
    from countycli.query.coverage import CoverageRow, Missing
    from countycli.query.region_coverage import Part
    from countycli.render.encode import Data
    from countycli.render.words import Words

_HOLE = "-"
_SHARE = Column("", drop=1, drawn=True)  # bars of the counties with a figure, of all
_NEARLY_ALL = 0.9
_MOST_YEARS = 8
_ENGLISH_INDICATOR = 26  # cells in which names of indicators read well; Chinese ones are shorter
_MOST_NAMED = 20


def page(report: CoverageReport | CountyCoverageReport, words: Words) -> Page:
    if isinstance(report, CoverageReport):
        return _of_metrics(report, words) if report.asked else _of_all(report, words)
    return county_coverage.page(report, words)


def payload(report: CoverageReport | CountyCoverageReport, words: Words) -> Data:
    if not isinstance(report, CoverageReport):
        return county_coverage.payload(report, words)
    single = report.asked[0] if len(report.asked) == 1 else None
    missing = [_missing(gap) for gap in report.missing]
    return {
        "query": {
            "metric": single.id if single else None,
            "metrics": [metric.id for metric in report.asked],
            "periods": [str(period) for period in report.periods],
            "in": report.scope.id,
        },
        "scope": encode.scope(report.scope),
        "rows": rows(report, words),
        "missing": missing[0] if single and missing else {"period": None, "counties": [], "regions": []},
        "missing_by_metric": missing,
    }


def rows(report: CoverageReport | CountyCoverageReport, words: Words) -> list[Data]:
    if not isinstance(report, CoverageReport):
        return county_coverage.rows(report, words)
    return [
        {
            "metric": row.metric,
            "period": str(row.period),
            "counties": row.counties,
            "all": row.all,
            "rankable": row.rankable,
        }
        for row in report.rows
    ]


def _missing(gap: Missing) -> Data:
    return {
        "metric": gap.metric.id,
        "period": str(gap.period),
        "counties": [encode.place_ref(place) for place in gap.places],
        "regions": [
            {**encode.place_ref(part.region), "counties": part.counties, "all": part.all} for part in gap.parts
        ],
    }


def _of_metrics(report: CoverageReport, words: Words) -> Page:
    """The coverage of each metric that was asked for, and which counties have no figure."""
    title = words("{metric}: coverage of {scope}", metric=report.asked, scope=words.scope(report.scope))
    blocks: list[Block] = [Lines((title,), TITLE)]
    for metric in report.asked:
        covered = [row for row in report.rows if row.metric == metric.id]
        table = period_table(covered, words)
        blocks.append(table if len(report.asked) == 1 else table._replace(title=words.metric(metric)))
        if not covered:
            blocks.append(Lines((words("No figures yet."),)))
        for gap in report.missing:
            if gap.metric == metric:
                blocks += [*_spread(gap, report.scope, words), *_without(gap, words)]
    return tuple(blocks)


def _spread(gap: Missing, scope: Scope, words: Words) -> list[Block]:
    """How many counties of each province, or of each prefecture, have a figure."""
    if not gap.parts:
        return []
    columns = (
        Column(words("Region"), least=8),
        *_count_columns(words),
        _SHARE,
    )
    rows: list[tuple[Cell, ...]] = [
        (_region(part, scope, words), *_counts(part, words), _bar(part)) for part in gap.parts
    ]
    return [Table(words("By region, {period}", period=gap.period), columns, tuple(rows))]


def _region(part: Part, scope: Scope, words: Words) -> str:
    """The region's name; that of the scope itself stands for the counties that lie in none of the regions."""
    return words("{region}, directly", region=part.region) if part.region in scope.areas else words.place(part.region)


def _without(gap: Missing, words: Words) -> list[Block]:
    if not gap.places:
        return []
    names = Listed(gap.places, _MOST_NAMED, more=elements.MORE_IN_JSON)
    told = Phrase("Without a figure for {period}: {names}", names=names, period=gap.period)
    return [elements.brief_lines([told], words)]


def _count_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words("Counties with a figure"), right=True, least=8),
        Column(words("of"), right=True),
        Column(words("Share"), right=True, point=True),
    )


def _counts(row: CoverageRow | Part, words: Words) -> tuple[str, ...]:
    """The cells below `_count_columns`."""
    return f"{row.counties:,}", f"{row.all:,}", words.share(row.counties / row.all)


def _bar(row: CoverageRow | Part) -> Bar:
    return Bar(0, row.counties / row.all)


def period_table(rows: Iterable[CoverageRow], words: Words) -> Table:
    rows = list(rows)
    differ = any(row.rankable != row.counties for row in rows)
    columns = (
        Column(words("Period"), least=13),
        *_count_columns(words),
        *([Column(words("Rankable"), right=True)] if differ else []),
        _SHARE,
    )
    lines: Iterator[tuple[Cell, ...]] = (
        (words.period(row.period), *_counts(row, words), *([f"{row.rankable:,}"] if differ else []), _bar(row))
        for row in rows
    )
    return Table(words("Coverage"), columns, tuple(lines))


def _of_all(report: CoverageReport, words: Words) -> Page:
    """A column for each period that was asked for, else for each of the years with most figures; the last column counts
    the other periods.
    """
    years = sorted(report.periods) or _fullest_years(report)
    topics = {topic.id: topic for topic in report.topics}
    columns = (
        Column(words("Indicator"), least=12, ease=0 if words.is_chinese else _ENGLISH_INDICATOR),
        *(Column(_head(year, words), right=True, drop=len(years) - place) for place, year in enumerate(years)),
        Column(words("Other periods"), right=True, drop=len(years) + 1),
    )
    lines: list[tuple[Cell, ...] | Heading] = []
    for topic, ids in groupby(report.metrics, key=lambda metric: report.metrics[metric].topic):
        lines.append(Heading(words.name(topics[topic])))
        lines += [_line(report, metric, years, words) for metric in ids]
    most = max((row.all for row in report.rows), default=0)
    counties = len(report.scope.counties) or most  # a former region has no counties today: rows count those of its time
    title = words("Counties with a figure, of {all}: {scope}", scope=words.scope(report.scope), all=counties)
    blocks = Lines((title,), TITLE), Table("", columns, tuple(lines))
    told = (
        [words("{count} more indicators with figures: --all lists them", count=report.others)] if report.others else []
    )
    below: list[str | Phrase] = [*told, *elements.more(report.notes)]
    return (*blocks, elements.brief_lines(below, words)) if below else blocks


def _fullest_years(report: CoverageReport) -> list[Period]:
    totals: Counter[Period] = Counter()
    for row in report.rows:
        if row.period.is_year:
            totals[row.period] += row.counties
    return sorted(year for year, _ in totals.most_common(_MOST_YEARS))


def _head(period: Period, words: Words) -> str:
    return str(period) if period.is_year else words.period(period)


def _line(report: CoverageReport, metric: str, years: list[Period], words: Words) -> tuple[Cell, ...]:
    held = {row.period: row for row in report.rows if row.metric == metric}
    others = len(held.keys() - set(years))
    counties = len(report.scope.counties)
    cells = [_count(held[year], counties) if year in held else Styled(_HOLE, QUIET) for year in years]
    return (words.metric(report.metrics[metric]), *cells, str(others) if others else "")


def _count(row: CoverageRow, counties: int) -> Cell:
    """How many counties have a figure, strong if nearly all have; with how many there were, where a group had lost most
    of its `counties`.
    """
    text = f"{row.counties}/{row.all}" if 2 * row.all < counties else str(row.counties)
    return Styled(text, STRONG if row.counties >= _NEARLY_ALL * row.all else "")


VIEW: View[CoverageReport | CountyCoverageReport] = View(page=page, payload=payload, rows=rows)
