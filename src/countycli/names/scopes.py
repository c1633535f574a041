"""The counties that an answer is asked for: all, those of a region, or those of a group, at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import NotFoundError, Phrase
from countycli.model.reports import Membership, Scope
from countycli.names.defined import resolve_group
from countycli.names.resolve import resolve_place

if TYPE_CHECKING:
    from countycli.dataset.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Group, Member, Place


def resolve_scope(index: Index, text: str | None, year: int | None = None, *, at: Period | None = None) -> Scope:
    """The counties of a province, prefecture or group; of the whole book without `text`. See `with_counties`."""
    return with_counties(index, scope_named(index, text), year, at=at)


def scope_named(index: Index, text: str | None) -> Scope:
    """The scope that `text` names, its counties and regions not looked up yet."""
    if text is None:
        return Scope(None, "all", None, (), ())
    group = resolve_group(index, text)
    if group is not None:
        return Scope(group.id, "group", group.name, (), (), years=Membership(group, group.valid_from, group.valid_to))
    place, notes = resolve_place(index, text, region=True)
    if place.level == "county":
        raise _no_scope(place)
    return Scope(place.code, place.level, place.name, (), notes)


def _no_scope(place: Place) -> NotFoundError:
    """The error for a place that holds no counties."""
    if place.is_undivided_city:
        message = Phrase("{name} has no counties of its own; it stands among the counties itself", name=place.name)
        return NotFoundError(message, Phrase("`countycli show {code}` tells about it", code=place.code))
    message = Phrase("{name} is a county; a scope is a province, a prefecture or a group", name=place.name)
    return NotFoundError(message, Phrase("`countycli groups` lists the groups"))


def with_counties(index: Index, scope: Scope, year: int | None = None, *, at: Period | None = None) -> Scope:
    """A scope with its counties: today's, or with `at` those that existed when the period ended. `year` asks for a
    group's members of that year, else they are the latest.
    """
    if scope.years:
        return scope._replace(counties=tuple(it.county for it in members_at(index, scope.years.group, year)))
    region = index.place(scope.id) if scope.id else None
    counties = index.county_codes(region, last_day(at) if at else None)
    return scope._replace(counties=counties, regions=index.region_codes(region))


def month_before(period: Period) -> Period:
    """The month that ends when a period begins."""
    return period._replace(start=period.start - 1, end=period.start - 1)


def last_day(period: Period) -> str:
    """The last day of a period; of every month the 31st, for days are compared as text."""
    return f"{period.last_year:04d}-{period.end % 12 + 1:02d}-31"


def members_at(index: Index, group: Group, year: int | None = None) -> list[Member]:
    """The members of a group in a year, or in the year of the group nearest to that; without one in its last state."""
    first, last = (group.valid_from or "")[:4], (group.valid_to or "9999")[:4]
    at = max(first, min(last, str(year))) if year is not None else last
    return [
        member
        for member in index.members(group.id)
        if (member.valid_from or "")[:4] <= at <= (member.valid_to or "9999")[:4]
    ]
