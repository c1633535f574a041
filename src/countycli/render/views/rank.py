"""`rank`: a ranking with its method and who is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import Phrase
from countycli.model.records import Group, gb_code
from countycli.render import encode
from countycli.render.page import Column, Lines, Page, Table
from countycli.render.views import parts
from countycli.render.words import N_, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from countycli.model.records import Place
    from countycli.query.exclusions import Exclusion
    from countycli.query.rank import RankReport
    from countycli.render.encode import Data

_REASONS = {
    "no_figure": N_("no figure"),
    "other_period": N_("only other periods"),
    "bound": N_("not an exact value"),
    "estimate": N_("estimate or forecast"),
    "target_only": N_("only a target"),
    "break": N_("break in the series"),
    "other_scope": N_("other scope"),
}
_PRICE_BASES = {"constant": N_("at constant prices"), "current": N_("at current prices")}


def page(report: RankReport, words: Words) -> Page:
    number = parts.Numbering()
    blocks: list[Table | Lines] = [Lines((_title(report, words),), "bold"), Lines(tuple(_method(report, words)))]
    blocks.append(_table(report, number, words))
    if report.references:
        blocks.append(_references(report, number, words))
    shown = [row.headline for row in report.rows] + [it for _, it in report.references]
    blocks += [parts.legend(shown, words), Lines(tuple(_left_out(report, words)))]
    return (*blocks, parts.sources_table(number, report.documents, words))


def payload(report: RankReport, words: Words) -> Data:
    return {
        "query": {
            "metric": report.metric.id,
            "period": str(report.period) if report.period else None,
            "in": report.scope.id,
            "top": report.top,
            "ascending": report.ascending,
            "latest": report.period is None,
        },
        "metric": encode.metric(report.metric),
        "period": str(report.period) if report.period else None,
        "scope": encode.scope(report.scope),
        "rows": rows(report, words),
        "references": [encode.headline(it, place) for place, it in report.references],
        "excluded": _excluded(report.excluded, words),
        "periods": [{"period": str(period), "counties": count} for period, count in report.periods],
    }


def rows(report: RankReport, words: Words) -> list[Data]:
    return [
        {"rank": it.rank, **encode.headline(it.headline, it.place), "benchmarks": encode.benchmarks(it.benchmarks)}
        for it in report.rows
    ]


def _excluded(records: Iterable[Exclusion], words: Words) -> Iterator[Data]:
    """Thousands, of a ranking over the nation: made one by one as they are written."""
    for code, name, reason, detail in records:
        told = words.phrase(detail) if detail else None
        yield {"county": {"code": gb_code(code), "name": name}, "reason": reason, "detail": told}


def _title(report: RankReport, words: Words) -> str:
    period = report.period or words("each county's latest period")
    return words(
        "{metric} ({unit}), {period}", metric=report.metric, unit=words.term(report.metric.unit), period=period
    )


def _method(report: RankReport, words: Words) -> list[str]:
    order = words("smallest first") if report.ascending else words("largest first")
    basis = report.metric.price_basis
    points = [
        words("Scope: {name}", name=scope_name(report, words)),
        words("ranked {count} of {all} counties", count=report.ranked, all=len(report.scope.counties)),
        order,
        words("equal values share a rank"),
    ]
    if basis:
        points.append(words(_PRICE_BASES[basis]))
    lines = [words("; ").join(points)]
    if report.period is None:
        lines.append(words("The periods differ: read the order with care."))
    others = [(period, count) for period, count in report.periods if period != report.period]
    if others and report.period is not None:
        listed = words.join(words("{name} ({detail})", name=period, detail=count) for period, count in others)
        lines.append(words("Other periods (counties): {periods}", periods=listed))
    return lines


def scope_name(report: RankReport, words: Words) -> str:
    """With the years of groups."""

    def dated(part: Place | Group) -> object:
        years = words.years(part) if isinstance(part, Group) else ""
        return Phrase("{name} ({detail})", name=part.name, detail=years) if years else part.name

    told = report.scope.told(dated)
    return words.phrase(told) if told else words.scope(report.scope)


def _table(report: RankReport, number: parts.Numbering, words: Words) -> Table:
    compared = parts.benchmark_columns([row.benchmarks for row in report.rows], words)
    columns = (
        Column(words("Rank"), right=True),
        Column(words("County"), least=8),
        Column(words("Code"), drop=3),
        Column(words("Value"), right=True, style="bold"),
        *([Column(words("Period"), least=10)] if report.period is None else []),
        *compared.columns,
        Column(words("Status")),
        Column(words("Standing"), drop=1, least=12),
        Column(words("Source"), right=True),
    )
    table_rows = []
    for rank, place, it, beside in report.rows:
        period = [parts.period_cell(it.figure, words)] if report.period is None else []
        facts = (str(rank), place.name, gb_code(place.code), words.value(it.figure), *period, *compared.cells(beside))
        table_rows.append((*facts, parts.letters(it), it.figure.standing or "", number(it.figure.source)))
    return Table("", columns, tuple(table_rows))


def _references(report: RankReport, number: parts.Numbering, words: Words) -> Table:
    columns = (
        Column(words("For comparison"), least=8),
        Column(words("Value"), right=True, style="bold"),
        Column(words("Status")),
        Column(words("Source"), right=True),
    )
    lines = [
        (place.name, words.value(it.figure), parts.letters(it), number(it.figure.source))
        for place, it in report.references
    ]
    return Table("", columns, tuple(lines))


def _left_out(report: RankReport, words: Words) -> list[str]:
    lines = []
    hidden = report.ranked - len(report.rows)
    if hidden > 0:
        lines.append(words("{count} more rows: --top {all} shows them", count=hidden, all=report.ranked))
    if report.reasons:
        lines.append(words("Left out: {count} counties", count=sum(report.reasons.values())))
    for reason, count in report.reasons.items():
        members = [it for it in report.excluded if it.reason == reason]
        names = _named(sorted(members, key=lambda it: it.detail is None), count, words)
        lines.append(words("- {reason} ({count}): {names}", reason=words(_REASONS[reason]), count=count, names=names))
    return lines


def _named(members: list[Exclusion], count: int, words: Words) -> str:
    named = [_with_detail(it, words) for it in members]
    if count > len(members):
        named.append(words("and {count} more (--json lists all)", count=count - len(members)))
    return words.join(named)


def _with_detail(it: Exclusion, words: Words) -> str:
    return words("{name} ({detail})", name=it.name, detail=it.detail) if it.detail else it.name
