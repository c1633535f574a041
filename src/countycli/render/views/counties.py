"""`counties`: the counties that the book knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.phrases import Regions
from countycli.render import encode
from countycli.render.page import QUIET, STRONG, TITLE, Column, Entry, Legend, Lines, Page, Table
from countycli.render.views import View, labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.model.records import Group, Place
    from countycli.model.reports import Membership
    from countycli.query.counties import CountiesReport, CountyRow
    from countycli.render.encode import Data
    from countycli.render.words import Words


def page(report: CountiesReport, words: Words) -> Page:
    columns = (
        Column(words("Code"), style=QUIET),
        Column(words("County"), least=16, style=STRONG),
        Column(words("Kind"), drop=2, style=QUIET),
        Column(words("Pinyin"), drop=3, style=QUIET),
        Column(words("Lies in"), least=12),
        Column(words("Figures"), right=True),
        Column(words("Groups"), drop=1, least=16),
    )
    rows = tuple(_cells(row, report, words) for row in report.rows)
    title = words("{scope}, counties: {count}", scope=report.scope.title or words("All counties"), count=len(rows))
    blocks = (Lines((title,), TITLE), Table("", columns, rows), _groups_told(report, words))
    return (*blocks, _coverage(report, words)) if report.coverage else blocks


def _groups_told(report: CountiesReport, words: Words) -> Legend:
    """The groups that stand in the table by their short names, each with its years and, in English, its name."""
    groups = {membership.group.id: membership.group for row in report.rows for membership in row.memberships}
    entries = (Entry(_group_told(group, words), (words("Groups"),)) for group in groups.values())
    return Legend(tuple(entries), words("; "), words("Groups: {groups}", groups=""))


def _group_told(group: Group, words: Words) -> str:
    name, years = words.name(group), words.years(group)
    told = words("{name} ({detail})", name=name, detail=years) if years else name
    short = _short(group, words)
    return told if short == name else f"{short} = {told}"


def _short(group: Group, words: Words) -> str:
    """What stands for a group on every line: the name in Chinese, which is short, or the id, which `--in` takes too."""
    return words.name(group) if words.is_chinese else group.id


def _regions(place: Place, report: CountiesReport) -> Regions:
    """The regions around a place, without those that the title names."""
    inside = {region.code: (region.code, *region.above) for region in report.parents.values()}
    known = inside.get(report.scope.id or "", ())
    around = (code for code in reversed(place.above) if code in report.parents and code not in known)
    return Regions(tuple(report.parents[code] for code in around))


def _memberships(memberships: Iterable[Membership], words: Words) -> str:
    """The groups of a county; with years where these are not those of the whole group."""
    told = []
    for membership in memberships:
        short, years = _short(membership.group, words), words.years(membership)
        own = years and years != words.years(membership.group)
        told.append(words("{name} ({detail})", name=short, detail=years) if own else short)
    return words.join(told)


def _coverage(report: CountiesReport, words: Words) -> Table:
    """The indicators that the one county shown has figures of, with their periods."""
    columns = (Column(words("Indicator"), least=12), Column(words("Periods"), least=20))
    listed = tuple(
        (words.metric(metric), words.join(map(words.period, periods))) for metric, periods in report.coverage
    )
    return Table(words("Coverage"), columns, listed)


def payload(report: CountiesReport, words: Words) -> Data:
    return {
        "query": {"words": list(report.words), "in": report.scope.id},
        "scope": encode.scope(report.scope),
        "rows": rows(report, words),
        "coverage": [
            {"metric": metric.id, "periods": [str(period) for period in periods]} for metric, periods in report.coverage
        ],
    }


def rows(report: CountiesReport, words: Words) -> list[Data]:
    return [_row(row, report) for row in report.rows]


def _row(row: CountyRow, report: CountiesReport) -> Data:
    """English names stand behind all else, as in all flat rows."""
    data = encode.place(row.place, report.parents, row.memberships)
    english = {key: data.pop(key) for key in encode.ENGLISH}
    return {**data, "figures": row.figures, **english}


def _cells(row: CountyRow, report: CountiesReport, words: Words) -> tuple[str, ...]:
    place = row.place
    return (
        place.code,
        words.place(place),
        labels.kind(place, words),
        place.romanized if words.is_chinese or place.romanized not in words.place(place) else "",
        words.text(_regions(place, report)),
        str(row.figures) if row.figures else "-",
        _memberships(row.memberships, words),
    )


VIEW: View[CountiesReport] = View(page=page, payload=payload, rows=rows)
