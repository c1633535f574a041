"""`rank`: a ranking with its method and who is left out."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from countycli.query.rank import EXCLUSION_REASONS, Exclusion, RankReport, RankRow
from countycli.render import encode
from countycli.render.page import Column, Lines, Page, Table
from countycli.render.views import parts
from countycli.render.words import N_, Words

if TYPE_CHECKING:
    from countycli.render.encode import Data

DEFAULT_TOP = 20
_MOST_NAMED = 8

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
    table = _table(report, number, words)
    shown = [row.headline for row in _shown(report, report.top or DEFAULT_TOP)]
    return (
        Lines((_title(report, words),), "bold"),
        Lines(tuple(_method(report, words))),
        table,
        parts.legend(shown, words),
        Lines(tuple(_left_out(report, words))),
        parts.sources_table(number, report.documents, words),
    )


def _shown(report: RankReport, top: int | None) -> tuple[RankRow, ...]:
    """The first ranks; whoever shares the last of them is shown too."""
    return tuple(row for row in report.rows if top is None or row.rank <= top)


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
        "rows": [_row(it.rank, encode.headline(it.headline, it.place)) for it in _shown(report, report.top)],
        "excluded": [_excluded(it, words) for it in report.excluded],
        "periods": [{"period": str(period), "counties": count} for period, count in report.periods],
    }


def rows(report: RankReport, words: Words) -> list[Data]:
    return [_row(it.rank, encode.headline(it.headline, it.place)) for it in _shown(report, report.top)]


def _row(rank: int, figure: Data) -> Data:
    return {"rank": rank, **figure}


def _excluded(it: Exclusion, words: Words) -> Data:
    detail = words.phrase(it.detail) if it.detail else None
    return {"county": encode.place_ref(it.place), "reason": it.reason, "detail": detail}


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
        words("ranked {count} of {all} counties", count=len(report.rows), all=len(report.scope.counties)),
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
    if report.scope.years:
        return words("{name} ({detail})", name=report.scope.name, detail=words.years(report.scope.years))
    return report.scope.name or words("all counties")


def _table(report: RankReport, number: parts.Numbering, words: Words) -> Table:
    columns = (
        Column(words("Rank"), right=True),
        Column(words("County"), least=8),
        Column(words("Code"), drop=2),
        Column(words("Value"), right=True, style="bold"),
        *([Column(words("Period"), least=10)] if report.period is None else []),
        Column(words("Status")),
        Column(words("Standing"), drop=1, least=12),
        Column(words("Source"), right=True),
    )
    rows = []
    for rank, place, it in _shown(report, report.top or DEFAULT_TOP):
        period = [parts.period_cell(it.figure, words)] if report.period is None else []
        value = words.value(it.figure)
        standing = it.figure.standing or ""
        rows.append(
            (str(rank), place.name, place.code, value, *period, parts.letters(it), standing, number(it.figure.source))
        )
    return Table("", columns, tuple(rows))


def _left_out(report: RankReport, words: Words) -> list[str]:
    lines = []
    hidden = len(report.rows) - len(_shown(report, report.top or DEFAULT_TOP))
    if hidden > 0:
        lines.append(words("{count} more rows: --top {all} shows them", count=hidden, all=len(report.rows)))
    if report.excluded:
        lines.append(words("Left out: {count} counties", count=len(report.excluded)))
    ordered = sorted(report.excluded, key=lambda it: (EXCLUSION_REASONS.index(it.reason), it.detail is None))
    for reason, group in groupby(ordered, key=lambda it: it.reason):
        members = list(group)
        lines.append(
            words(
                "- {reason} ({count}): {names}",
                reason=words(_REASONS[reason]),
                count=len(members),
                names=_named(members, words),
            )
        )
    return lines


def _named(members: list[Exclusion], words: Words) -> str:
    named = [_with_detail(it, words) for it in members[:_MOST_NAMED]]
    rest = len(members) - len(named)
    if rest:
        named.append(words("and {count} more (--json lists all)", count=rest))
    return words.join(named)


def _with_detail(it: Exclusion, words: Words) -> str:
    return words("{name} ({detail})", name=it.place.name, detail=it.detail) if it.detail else it.place.name
