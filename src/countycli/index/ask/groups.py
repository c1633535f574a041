"""Named lists of counties, and who belongs to them."""

from __future__ import annotations

from countycli.index.ask.connection import Connection, conditions
from countycli.index.ask.decode import group_of
from countycli.index.schema import GROUP_COLUMNS
from countycli.model.records import Group, Member
from countycli.model.reports import Membership


class Groups:
    """Lists of groups begin with the oldest."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[Group]:
        return [
            group_of(row)
            for row in self._connection.rows(f"SELECT {GROUP_COLUMNS} FROM groups ORDER BY valid_from, id")
        ]

    def memberships(self, county: str | None = None) -> dict[str, tuple[Membership, ...]]:
        """The groups that counties, or one of them, belong or belonged to, with the years."""
        columns = ", ".join(f"groups.{column}" for column in GROUP_COLUMNS.split(", "))
        where, parameters = conditions((("county", county),))
        rows = self._connection.rows(
            f"SELECT {columns}, county, members.valid_from, members.valid_to FROM members JOIN groups"
            f" ON groups.id = group_id WHERE {where} ORDER BY groups.valid_from, group_id",
            parameters,
        )
        found: dict[str, tuple[Membership, ...]] = {}
        groups: dict[str, Group] = {}
        for identifier, *columns_of_group, code, first, last in rows:
            group = groups.get(identifier) or groups.setdefault(identifier, group_of((identifier, *columns_of_group)))
            membership = Membership(group, first or group.valid_from, last or group.valid_to)
            found[code] = (*found.get(code, ()), membership)
        return found

    def members(self, group: str, *, living: bool = False) -> list[Member]:
        """All that are or were members of a group; only counties of today where `living` ones are asked for."""
        sql = (
            "SELECT group_id, county, members.valid_from, members.valid_to FROM members JOIN places ON code = county"
            f" WHERE group_id = ?{' AND places.valid_to IS NULL' if living else ''} ORDER BY county"
        )
        return [Member(*row) for row in self._connection.rows(sql, (group,))]

    def holding_all_of(self, group: str) -> list[Group]:
        """The other groups to which every member of a group belongs or belonged that is a county of today."""
        columns = ", ".join(f"groups.{column}" for column in GROUP_COLUMNS.split(", "))
        sql = (
            f"SELECT {columns} FROM groups WHERE id <> ?1 AND NOT EXISTS ("
            " SELECT 1 FROM members AS own JOIN places ON code = own.county"
            " WHERE own.group_id = ?1 AND places.valid_to IS NULL AND NOT EXISTS ("
            " SELECT 1 FROM members AS other WHERE other.group_id = groups.id AND other.county = own.county))"
            " ORDER BY valid_from, id"
        )
        return [group_of(row) for row in self._connection.rows(sql, (group,))]
