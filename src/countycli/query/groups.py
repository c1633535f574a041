"""The groups, which are named lists of counties, or one group with its members."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from countycli.errors import Candidate, NotFoundError
from countycli.model.reports import NO_DOCUMENTS, Membership
from countycli.names.defined import resolve_group
from countycli.names.location import parents_of
from countycli.names.scopes import are_all_gone, members_at, notes_on, scope_asked_for
from countycli.phrases import Phrase
from countycli.query import EVERYTHING, Extent
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from countycli.index.ask.index import Index
    from countycli.model.records import Document, Group, Place
    from countycli.model.reports import DataInfo, Note, Scope


class Spread(NamedTuple):
    """How many members of a group lie in a province, and how many of these were members until which year at last; None
    stands for members that still are.
    """

    province: Place
    counties: int
    until: dict[str | None, int]


class GroupsReport(NamedTuple):
    """All groups or, with `detail`, one group and its members: one by one or, where they are more than were asked for,
    counted by province.
    """

    scope: Scope | None
    rows: tuple[tuple[Group, int], ...]  # each group with the number of members in the group's last state
    detail: Group | None
    members: tuple[tuple[Place, Membership], ...]
    spread: tuple[Spread, ...]
    all_gone: bool  # all members of the one group have left it, so that all it has had are counted
    parents: dict[str, Place]
    info: DataInfo
    notes: tuple[Note, ...]
    documents: Mapping[str, Document] = NO_DOCUMENTS


class GroupsRequest(NamedTuple):
    """The groups with members in a scope, or the group that is named with its members in the scope."""

    group: str | None = None
    scope: Sequence[str] | None = None  # one name or several
    extent: Extent = EVERYTHING


def groups(index: Index, request: GroupsRequest) -> GroupsReport:
    """Raises NotFoundError for an unknown name, and where no group has members in the scope."""
    scope = scope_asked_for(index, request.scope)
    detail = _named(index, request.group) if request.group is not None else None
    listed = [detail] if detail else index.groups.all()
    members = _members(index, detail) if detail else ()
    if scope is not None:
        listed = [group for group in listed if _has_members_in(index, group, scope)]
        members = tuple(member for member in members if member[0].code in scope.codes)
    if not listed:
        raise NotFoundError(Phrase("No group has members in this scope"), Phrase("`countycli groups` lists all"))
    most = request.extent.members
    spread = _spread(index, members) if most is not None and len(members) > most else ()
    return GroupsReport(
        scope=scope,
        rows=tuple((group, len(members_at(index, group))) for group in listed),
        detail=detail,
        members=() if spread else members,
        spread=spread,
        all_gone=detail is not None and are_all_gone(index.groups.members(detail.id)),
        parents=parents_of(index, (place for place, _ in members)),
        info=index.info(),
        notes=notes_on(scope),
    )


def _named(index: Index, text: str) -> Group:
    group = resolve_group(index, text)
    if group is None:
        known = tuple(Candidate(group.id, group) for group in index.groups.all())
        raise NotFoundError(Phrase("No group named “{text}”", text=text), None, known)
    return group


def _has_members_in(index: Index, group: Group, scope: Scope) -> bool:
    return any(member.county in scope.codes for member in index.groups.members(group.id))


def _members(index: Index, group: Group) -> tuple[tuple[Place, Membership], ...]:
    members = {member.county: member for member in index.groups.members(group.id)}
    places = index.places.by_code(members)
    return tuple(
        (places[code], Membership(group, member.valid_from or group.valid_from, member.valid_to or group.valid_to))
        for code, member in members.items()
    )


def _spread(index: Index, members: tuple[tuple[Place, Membership], ...]) -> tuple[Spread, ...]:
    """The members that are counties of today, counted by province."""
    until: dict[str, Counter[str | None]] = {}
    for place, membership in members:
        if place.valid_to is None:
            until.setdefault(place.province or place.code, Counter())[(membership.valid_to or "")[:4] or None] += 1
    provinces = index.places.by_code(until)
    return tuple(Spread(provinces[code], sum(years.values()), dict(years)) for code, years in until.items())
