"""The counties that an answer is about: all counties of the book, or the counties of regions and groups, today or at
another time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.errors import NotFoundError
from countycli.model.reports import Note, Scope
from countycli.names.defined import resolve_group
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.period import Period
    from countycli.model.records import Group, Member, Place
    from countycli.names.resolve import Match

JOIN = "+"  # between several names in one text; no name contains a plus sign


def resolve_scope(
    index: Index,
    asked: Sequence[str] | None,
    year: int | None = None,
    *,
    at: Period | None = None,
    kinds: tuple[str, ...] = (),
) -> Scope:
    """The scope of the regions and groups that `asked` names, with its counties and regions; the whole book where
    `asked` is None. Of `kinds`, where given, are the counties, and no regions belong to the scope. `year` and `at` are
    explained at `with_counties`.

    Raises NotFoundError where no county is of the kinds.
    """
    scope = with_counties(index, scope_named(index, asked)._replace(kinds=kinds), year, at=at)
    if kinds:
        if not scope.counties:
            raise NotFoundError(Phrase("There is no such county: {scope}", scope=scope.title))
        return scope
    return scope if scope.groups else scope._replace(regions=index.places.region_codes(scope.areas))


def scope_asked_for(
    index: Index, asked: Sequence[str] | None, year: int | None = None, kinds: tuple[str, ...] = ()
) -> Scope | None:
    """The scope of an answer that can do without one: None where nothing is asked for, so that no county is looked
    up.
    """
    return None if asked is None and not kinds else resolve_scope(index, asked, year, kinds=kinds)


def notes_on(*found: Match | Scope | None) -> tuple[Note, ...]:
    """The notes on how the names of places and scopes were understood."""
    return tuple(note for answer in found if answer for note in answer.notes)


def scope_named(index: Index, asked: Sequence[str] | None) -> Scope:
    """The scope that one name or several mean, without its counties and regions: they are not looked up yet.

    Raises NotFoundError for a name that means no scope, and where no county is in all the groups and regions named.
    """
    given = [asked] if isinstance(asked, str) else asked or ()
    groups: dict[str, Group] = {}
    areas: dict[str, Place] = {}
    notes: list[Note] = []
    for text in (part for names in given for part in names.split(JOIN)):
        group = resolve_group(index, text)
        if group is not None:
            groups[group.id] = group
            continue
        from countycli.names.resolve import resolve_place

        place, found = resolve_place(index, text, region=True)
        if place.level == "county":
            raise _no_scope(index, place)
        areas[place.code] = place
        notes += found
    widest, within = _widest(areas.values())
    scope = Scope(widest, tuple(groups.values()), (*notes, *within))
    if scope.groups and not members_ever(index, scope):
        raise _nothing_in_common(index, scope)
    return scope


def _widest(areas: Iterable[Place]) -> tuple[tuple[Place, ...], list[Note]]:
    """The regions that lie in no other of the `areas`, and notes on regions that do: their counties count once."""
    listed = list(areas)
    widest, notes = [], []
    for area in listed:
        around = next((other for other in listed if _lies_in(area, [other])), None)
        if around is None:
            widest.append(area)
        else:
            told = Phrase("{name} lies in {region} and counts once", name=area, region=around)
            notes.append(Note("match", told))
    return tuple(widest), notes


def _lies_in(place: Place, areas: Iterable[Place]) -> bool:
    return any(area.code in place.above or (area.level == "country" and place.level != "country") for area in areas)


def _nothing_in_common(index: Index, scope: Scope) -> NotFoundError:
    members = index.places.by_code(members_ever(index, scope._replace(areas=())))
    regions = index.places.by_code({member.province for member in members.values() if member.province})
    hint = Phrase(
        "the counties of {group} lie in {regions}",
        group=Scope(groups=scope.groups).title,
        regions=tuple(regions.values()),
    )
    return NotFoundError(Phrase("No county is in both: {scope}", scope=scope.title), hint)


def _no_scope(index: Index, place: Place) -> NotFoundError:
    """The error for a place that has no counties and so can't be a scope."""
    if place.is_undivided_city:
        message = Phrase("{name} has no counties of its own; it stands among the counties itself", name=place)
        return NotFoundError(message, Phrase("`countycli show {code}` tells about it", code=place.code))
    message = Phrase("{name} is a county; a scope is a province, a prefecture or a group", name=place)
    region = index.places.find(place.prefecture or place.province or "")
    if region is None:
        return NotFoundError(message, Phrase("`countycli groups` lists the groups"))
    hint = Phrase(
        "`--in {code}` takes {region}, in which it lies; `countycli groups` lists the groups",
        code=region.code,
        region=region,
    )
    return NotFoundError(message, hint)


def around(scope: Scope) -> list[str]:
    """The codes of the regions that a scope consists of or lies in."""
    codes = [code for area in scope.areas for code in (area.code, *area.above)]
    return list(dict.fromkeys(filter(None, (*codes, *(group.province for group in scope.groups)))))


def with_counties(index: Index, scope: Scope, year: int | None = None, *, at: Period | None = None) -> Scope:
    """A scope with its counties: today's, or the counties that existed when the period `at` ended. The counties of
    groups are the groups' members in the `year` or, without a year, their latest members.
    """
    if scope.groups:
        return scope._replace(counties=members_of(index, scope, year))
    counties = index.places.county_codes(scope.areas, at.last_day if at else None)
    return scope._replace(counties=of_kinds(index, scope, counties, at.last_day if at else None))


def of_kinds(index: Index, scope: Scope, counties: Iterable[str], day: str | None = None) -> tuple[str, ...]:
    """Those of some counties that were on a day, or are today, of the kinds that a scope asks for."""
    if not scope.kinds:
        return tuple(counties)
    fitting = index.places.of_kinds(scope.kinds, day)
    return tuple(code for code in counties if code in fitting)


def members_of(index: Index, scope: Scope, year: int | None = None) -> tuple[str, ...]:
    """The counties that are members of a scope's groups in a year, as far as they lie in its regions and are of its
    kinds, by code.
    """
    members = {member.county for group in scope.groups for member in members_at(index, group, year)}
    day = f"{year}-12-31" if year is not None else None
    return of_kinds(index, scope, _in_areas(index, scope, members), day)


def members_ever(index: Index, scope: Scope) -> tuple[str, ...]:
    """The counties that were members of a scope's groups in any year, as far as they lie in its regions, by code."""
    members = {member.county for group in scope.groups for member in index.groups.members(group.id)}
    return _in_areas(index, scope, members)


def _in_areas(index: Index, scope: Scope, members: Iterable[str]) -> tuple[str, ...]:
    if all(area.level == "country" for area in scope.areas):
        return tuple(sorted(members))
    regions = {code for area in scope.areas for code in (area.code, *index.places.prefecture_codes(area))}
    places = index.places.by_code(members).items()
    return tuple(code for code, place in places if regions.intersection(place.above))


def are_all_gone(members: Iterable[Member]) -> bool:
    """Whether a group's members have all left, each in a year of its own."""
    return all(member.valid_to for member in members)


def members_at(index: Index, group: Group, year: int | None = None) -> list[Member]:
    """The members of a group in a year; where the group did not exist in the year, in the nearest year in which it did;
    without a year, in the group's last state. A group that all members left, each in a year of its own, has no last
    state worth the name: after its end all of them count, as far as they are counties of today.
    """
    first, last = (group.valid_from or "")[:4], (group.valid_to or "9999")[:4]
    members = index.groups.members(group.id)
    if (year is None or str(year) > last) and are_all_gone(members):
        return index.groups.members(group.id, living=True)
    at = max(first, min(last, str(year))) if year is not None else last
    return [member for member in members if (member.valid_from or "")[:4] <= at <= (member.valid_to or "9999")[:4]]
