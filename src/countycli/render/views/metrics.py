"""`metrics`: the indicators, or one of them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.phrases import N_
from countycli.render import encode
from countycli.render.page import QUIET, TITLE, Cell, Column, Heading, Lines, Page, Panel, Table, scope_line
from countycli.render.views import View, elements
from countycli.render.views.coverage import period_table

if TYPE_CHECKING:
    from countycli.model.records import Metric
    from countycli.phrases import Phrase
    from countycli.query.metrics import MetricsReport
    from countycli.render.encode import Data
    from countycli.render.words import Words

_KINDS = {
    "level": N_("level"),
    "growth": N_("growth"),
    "share": N_("share"),
    "rank": N_("rank"),
    "count": N_("count"),
}
_SENSES = {True: N_("higher is better"), False: N_("lower is better"), None: N_("neither high nor low is better")}
_PRICE_BASES = {"constant": N_("constant prices"), "current": N_("current prices")}


def page(report: MetricsReport, words: Words) -> Page:
    return _detail(report, report.detail, words) if report.detail else _list(report, words)


def payload(report: MetricsReport, words: Words) -> Data:
    data: Data = {
        "query": {"metric": report.detail.id if report.detail else None, "in": report.scope.id},
        "scope": encode.scope(report.scope),
        "rows": rows(report, words),
    }
    if report.detail:
        data["coverage"] = [
            {"period": str(row.period), "counties": row.counties, "all": row.all} for row in report.coverage
        ]
    return data


def rows(report: MetricsReport, words: Words) -> list[Data]:
    return [{**encode.metric(metric), "figures": count} for metric, count in report.rows]


def _list(report: MetricsReport, words: Words) -> Page:
    topics = {topic.id: topic for topic in report.topics}
    columns = (
        Column(words("Id")),
        Column(words("Indicator"), least=12),
        Column(words("Unit"), least=6, drop=2, style=QUIET),
        Column(words("Kind"), drop=3, style=QUIET),
        Column(words("Figures"), right=True, drop=1),
    )
    table_rows: list[tuple[Cell, ...] | Heading] = []
    for topic, group in groupby(report.rows, key=lambda row: row[0].topic):
        table_rows.append(Heading(words.name(topics[topic])))
        table_rows += [
            (
                metric.id,
                words.name(metric),
                words.term(metric.unit),
                words(_KINDS[metric.kind]),
                str(count) if count else "-",
            )
            for metric, count in group
        ]
    title = words("Indicators: {count}", count=len(report.rows))
    return Lines((title,), TITLE), *scope_line(report.scope, words), Table("", columns, tuple(table_rows))


def _detail(report: MetricsReport, metric: Metric, words: Words) -> Page:
    basis = words(_PRICE_BASES[metric.price_basis]) if metric.price_basis else ""
    facts = (
        (words("Unit"), words.term(metric.unit)),
        (words("Kind"), words(_KINDS[metric.kind])),
        (words("Price basis"), basis),
        (words("Sense"), words(_SENSES[metric.higher_is_better])),
        (words("Also called"), words.join((metric.name_en if words.is_chinese else metric.name, *metric.aliases))),
    )
    known = tuple(fact for fact in facts if fact[1])
    definition = metric.definition if words.is_chinese else metric.definition_en
    title = Panel(words("{name} ({detail})", name=metric, detail=metric.id), (definition,))
    table = Table("", (Column("", style=QUIET), Column("", least=30)), known)
    scope = scope_line(report.scope, words)
    if report.coverage:
        return title, table, *scope, period_table(report.coverage, words)
    return title, table, *scope, elements.brief_lines(_instead(report, words), words)


def _instead(report: MetricsReport, words: Words) -> list[str | Phrase]:
    """For an indicator of which no county has a value: which other figures and targets there are."""
    figures = report.rows[0][1]
    told: list[str | Phrase] = [words("No county has a value of it.")]
    if figures:
        told.append(words("Figures of regions, of parts of counties, or ranks without a value: {count}", count=figures))
    if report.aims:
        told.append(words("Targets: {count}; `countycli targets` lists them", count=report.aims))
    return [*told, *elements.more(report.notes)]


VIEW: View[MetricsReport] = View(page=page, payload=payload, rows=rows)
