"""`groups`: named lists of counties, or one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.names.location import where
from countycli.phrases import N_
from countycli.render import encode
from countycli.render.page import (
    QUIET,
    STRONG,
    TITLE,
    Bar,
    Cell,
    Column,
    Lines,
    Page,
    Panel,
    Stacked,
    Table,
    scope_line,
)
from countycli.render.views import View

if TYPE_CHECKING:
    from countycli.model.records import Group, Place
    from countycli.model.reports import Membership
    from countycli.query.groups import GroupsReport
    from countycli.render.encode import Data
    from countycli.render.words import Words


_DESCRIPTION = 40  # cells in which descriptions read well


def page(report: GroupsReport, words: Words) -> Page:
    return _detail(report, report.detail, words) if report.detail else _list(report, words)


def payload(report: GroupsReport, words: Words) -> Data:
    data: Data = {
        "query": {
            "group": report.detail.id if report.detail else None,
            "in": report.scope.id if report.scope else None,
        },
        "scope": encode.scope(report.scope) if report.scope else None,
        "rows": [{**encode.group(group), "members": count} for group, count in report.rows],
    }
    if report.detail:
        data["members"] = [
            {**encode.place_ref(place), "valid_from": membership.valid_from, "valid_to": membership.valid_to}
            for place, membership in report.members
        ]
    return data


def rows(report: GroupsReport, words: Words) -> list[Data]:
    """The groups; where one was asked for, its members."""
    if not report.detail:
        return [{**encode.group(group), "members": count} for group, count in report.rows]
    return [_member(place, membership) for place, membership in report.members]


def _member(place: Place, membership: Membership) -> Data:
    ref = encode.place_ref(place)
    name_en = ref.pop("name_en")
    years = {"valid_from": membership.valid_from, "valid_to": membership.valid_to}
    return {"group": membership.group.id, **ref, **years, "name_en": name_en}


def _list(report: GroupsReport, words: Words) -> Page:
    title = Lines((words("Groups of counties"),), TITLE)
    return title, *scope_line(report.scope, words), _groups(report, words)


def _groups(report: GroupsReport, words: Words) -> Table:
    """The groups. Where the descriptions would be cramped, the ids stand below the names."""
    rest = Column(words("Years")), Column(words("Members"), right=True)
    told = Column(words("What it is"), least=18, ease=_DESCRIPTION)
    listed = [
        (group.id, words.name(group), (words.years(group), str(count), _description(group, words)))
        for group, count in report.rows
    ]
    narrow = Table(
        "",
        (Column(words("Group, id"), least=10), *rest, told._replace(drop=1, ease=0)),
        tuple((Stacked(name, identifier), *cells) for identifier, name, cells in listed),
    )
    columns = Column(words("Id")), Column(words("Group"), least=10), *rest, told
    rows = tuple((identifier, name, *cells) for identifier, name, cells in listed)
    return Table("", columns, rows, narrow=narrow)


def _detail(report: GroupsReport, group: Group, words: Words) -> Page:
    source = words(
        "Source: {title}, {publisher}, {published}",
        title=group.source_title,
        publisher=group.source_publisher,
        published=group.source_published,
    )
    counted = N_("{count} counties were on the list") if report.all_gone else N_("{count} members in its last state")
    return (
        Panel(
            words("{name} ({detail})", name=words.name(group), detail=group.id) + "  " + words.years(group),
            (_description(group, words), source, words(counted, count=report.rows[0][1])),
        ),
        *scope_line(report.scope, words),
        *(_by_province(report, group, words) if report.spread else (_members(report, words),)),
    )


def _members(report: GroupsReport, words: Words) -> Table:
    columns = (
        Column(words("Code"), style=QUIET),
        Column(words("County"), style=STRONG),
        Column(words("Lies in"), least=12),
        Column(words("Years")),
    )
    rows = tuple(
        (place.code, words.place(place), words.text(where(place, report.parents)), words.years(membership))
        for place, membership in report.members
    )
    return Table("", columns, rows)


def _by_province(report: GroupsReport, group: Group, words: Words) -> Page:
    """The members counted by province and, where they were members until different years, by these years."""
    years = sorted({year or "" for part in report.spread for year in part.until})
    shown = years if len(years) > 1 else []
    columns = (
        Column(words("Province"), least=12),
        Column(words("Members"), right=True),
        *(Column(year or words("still"), right=True) for year in shown),
        Column("", drop=1, drawn=True),
    )
    most = max(part.counties for part in report.spread)
    rows: list[tuple[Cell, ...]] = [
        (
            words.place(part.province),
            str(part.counties),
            *(str(part.until.get(year or None, "-")) for year in shown),
            Bar(0, part.counties / most),
        )
        for part in report.spread
    ]
    sums = [sum(part.until.get(year or None, 0) for part in report.spread) for year in shown]
    rows.append((words("All"), str(sum(part.counties for part in report.spread)), *map(str, sums), ""))
    title = words("Members, and how many of them until each year") if shown else ""
    first = report.spread[0].province.short
    command = f"countycli groups {group.id} --in {first}"
    return Table(title, columns, tuple(rows)), Lines(
        (words("`{command}` lists the members of one province", command=command),)
    )


def _description(group: Group, words: Words) -> str:
    return group.description if words.is_chinese else group.description_en


VIEW: View[GroupsReport] = View(page=page, payload=payload, rows=rows)
