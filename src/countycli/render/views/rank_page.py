"""`rank` as a page: a ranking, with the method by which it was made and the counties that are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.model.records import Group
from countycli.phrases import N_, Phrase
from countycli.render.page import CAUTION, QUIET, TITLE, Block, Legend, Lines, Page
from countycli.render.views import elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.model.period import Period
    from countycli.model.records import Place
    from countycli.query.beside import Beside
    from countycli.query.rank import RankReport
    from countycli.render.words import Words

_LATEST_YEARS = N_("each county's latest year")
_LATEST_PERIODS = N_("each county's latest period")
_LATEST_RULE = N_(
    "Each county with the latest whole year that can be ranked, parts of years are left out. The years differ: read the"
    " order with care."
)
_LATEST_SPANS = N_("Each county with the latest span of years that can be ranked. Read the order with care.")
_CHANGE_UNITS = {"%": "%", "百分点": N_("percentage points")}
_PRICE_BASES = {"constant": N_("at constant prices"), "current": N_("at current prices")}


# Kinds of notes that the page shows above the table; notes of other kinds, on how names were understood, go to stderr.
_REMARKS = ("members", "partial", "related", "ceased", "city", "zero", "registered", "vintage")


def page(report: RankReport, words: Words) -> Page:
    from countycli.render.views import left_out, rank_order, rank_table

    number = elements.Numbering()
    regions = rank_order.references(report)
    entries = rank_order.in_order(report, regions)
    blocks: list[Block] = [Lines((_title(report, words),), TITLE), Lines(tuple(_method(report, words)), QUIET)]
    blocks += elements.remarks(report.notes, _REMARKS, words)
    blocks.append(rank_table.ranking_table(report, entries, number, words))
    if told := left_out.marked_told(report, words):
        blocks.append(Lines(told, CAUTION))
    if below := [region for region in regions if region.value is None]:
        blocks.append(rank_table.references_table(report, below, number, words))
    blocks.append(_legend(report, words))
    if report.reasons:
        blocks.append(left_out.table(report, words))
    return (*blocks, elements.sources(number, report.documents, words))


def _legend(report: RankReport, words: Words) -> Legend:
    """What the status letters mean. Those of figures that changes are counted from stand in the column of the earlier
    period, for which there may be no room.
    """
    shown = [*report.rows, *(county.row for county in report.marked if county.row)]
    beside = [cell.headline for row in shown for cell in row.beside if cell]
    changes = [row.change for row in shown] + [*report.reference_changes]
    earlier = [change.then for change in changes if change]
    told = [*(row.headline for row in shown), *beside, *(headline for _, headline in report.references)]
    return elements.legend(told, words, [(earlier, since_columns(report, words))])


def since_columns(report: RankReport, words: Words) -> tuple[str, ...]:
    """The title of the column of the figures that changes are counted from."""
    return (words.period(report.since),) if report.since else ()


def _title(report: RankReport, words: Words) -> str:
    unit = words.term(report.metric.unit)
    if report.since:
        template = N_("{metric}, change from {since} to {period} ({unit})")
        unit = _change_unit(report, words)
        return words(template, metric=report.metric, since=report.since, period=report.period, unit=unit)
    period = report.period or words(_LATEST_YEARS if _are_years(report) else _LATEST_PERIODS)
    return words("{metric} ({unit}), {period}", metric=report.metric, unit=unit, period=period)


def _are_years(report: RankReport) -> bool:
    return all(row.headline.figure.period.is_year for row in report.rows)


def _change_unit(report: RankReport, words: Words) -> str:
    return next((words(_CHANGE_UNITS.get(row.change.unit, row.change.unit)) for row in report.rows if row.change), "")


def _method(report: RankReport, words: Words) -> list[str]:
    points = [
        words("Scope: {name}", name=_scope(report, words)),
        words("ranked {count} of {all} counties", count=report.ranked, all=len(report.scope.counties)),
        words("smallest first") if report.ascending else words("largest first"),
        *_of_when(report, words),
        *_prices(report, words),
    ]
    lines = [words("; ").join(points)]
    if report.period is None:
        lines.append(words(_LATEST_RULE if _are_years(report) else _LATEST_SPANS))
    lines += [_beside_told(ranking, words) for ranking in report.beside]
    others = [(period, count) for period, count in report.periods if period != report.period]
    if others and report.period is not None:
        listed = words.join(words("{name} ({detail})", name=period, detail=count) for period, count in others)
        lines.append(words("Other periods (counties): {periods}", periods=listed))
    return lines


def _of_when(report: RankReport, words: Words) -> Iterator[str]:
    """Of which time the ranked counties are. A group tells this itself: its years stand beside its name."""
    if report.scope.groups:
        return
    if report.period is None:
        yield words("counties of today")
    else:
        yield words("counties of the end of {period}", period=_end(report.period))


def _end(period: Period) -> Period:
    return period.last if period.whole_years else period._replace(start=period.end)


def _prices(report: RankReport, words: Words) -> Iterator[str]:
    basis = report.metric.price_basis
    if report.since and basis == "current":
        yield words("nominal: price changes are in it")
    elif basis:
        yield words(_PRICE_BASES[basis])


def _beside_told(ranking: Beside, words: Words) -> str:
    """How many counties the ranking beside has, and among how many of them the changes of rank are counted."""
    template = N_("Beside it: {metric}, {period}: ranked {count} of {all} counties, {order}")
    period = ranking.period or words(_LATEST_YEARS)
    order = words("smallest first") if ranking.ascending else words("largest first")
    text = words(
        template, metric=ranking.metric, period=period, count=ranking.ranked, all=ranking.counties, order=order
    )
    if ranking.common is None:
        return text
    rise = words(
        "rise in rank from the earlier period: among the {count} that both rank, of like territory",
        count=ranking.common,
    )
    return words("; ").join((text, rise))


def _scope(report: RankReport, words: Words) -> str:
    """The scope's name as in other answers; here also with the years of groups."""

    def dated(part: Place | Group) -> object:
        years = words.years(part) if isinstance(part, Group) else ""
        return Phrase("{name} ({detail})", name=part, detail=years) if years else part

    told = report.scope.told(dated)
    return words.phrase(told) if told else words.scope(report.scope)
