"""The registry's part of the index: places, their history, groups, and the names of all things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.index.ask.connection import Reader, conditions
from countycli.index.ask.decode import Found, NameHit, character_of, group_of, place_of
from countycli.index.schema import CHARACTER_COLUMNS, GROUP_COLUMNS, PLACE_COLUMNS
from countycli.model.naming import bigrams
from countycli.model.records import Break, Character, Group, Member, Place
from countycli.model.reports import Membership

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from countycli.model.reports import Scope

LAST_CHARACTER = "\U0010ffff"  # prefix + this is the end of the range of strings that begin with prefix
_ANY_LENGTH = 1 << 30
_MOST_GRAMS = 24  # enough to leave few items; whole words are looked for in these
_BREAKS = (
    "SELECT breaks.code, date, other, change, gain, coalesce(name, '') FROM breaks LEFT JOIN places"
    " ON places.code = other WHERE breaks.code IN ({marks})"
)


class RegistryIndex(Reader):
    """Lists of places are in the order of codes."""

    def __init__(self, connection: sqlite3.Connection, path: str = ":memory:") -> None:
        super().__init__(connection, path)
        self._listed: dict[str, str] = {}  # names of counties, by code

    def place(self, code: str) -> Place | None:
        rows = self._rows(f"SELECT {PLACE_COLUMNS} FROM places WHERE code = ?", (code,))
        return place_of(rows[0]) if rows else None

    def places(self, codes: Iterable[str]) -> dict[str, Place]:
        """By code, in that order."""
        rows = self._in(f"SELECT {PLACE_COLUMNS} FROM places WHERE code IN ({{marks}})", codes)
        return {row[0]: place_of(row) for row in sorted(rows)}

    def place_names(self, codes: Iterable[str]) -> dict[str, str]:
        """Names by code, in that order, in a third of the time that whole records take; those of counties that have
        just been listed are known.
        """
        wanted = sorted(codes)
        unknown = [code for code in wanted if code not in self._listed]
        self._listed |= dict(self._in("SELECT code, name FROM places WHERE code IN ({marks})", unknown))
        return {code: self._listed[code] for code in wanted}

    def county_codes(self, areas: Iterable[Place] = (), day: str | None = None) -> tuple[str, ...]:
        """The counties of today, or of a day (`2020-12-31`): of some regions or of all the book."""
        where, parameters = self._counties_of(areas)
        if day is None:
            where += " AND valid_to IS NULL"
        else:
            where += " AND (valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to > ?)"
            parameters += [day, day]
        found = dict(self._rows(f"SELECT code, name FROM places WHERE {where} ORDER BY code", parameters))
        self._listed |= found
        return tuple(found)

    def _counties_of(self, areas: Iterable[Place]) -> tuple[str, list[str]]:
        """A WHERE clause for the counties of some regions, of all the book where none is given, and its parameters."""
        terms, parameters = [], []
        for area in areas:
            if area.level == "prefecture":
                codes = self.prefecture_codes(area)
                terms.append(f"(province = ? AND prefecture IN ({', '.join('?' * len(codes))}))")
                parameters += [area.province or "", *codes]
            elif area.level == "province":
                terms.append("province = ?")
                parameters.append(area.code)
        return "level = 'county'" + (f" AND ({' OR '.join(terms)})" if terms else ""), parameters

    def prefecture_codes(self, area: Place) -> list[str]:
        """The codes that counties of a prefecture have or had as theirs: its own, that of a prefecture that lies in it,
        and those of what went on as either.
        """
        sql = "SELECT code FROM places WHERE province = ? AND prefecture = ? AND level = 'prefecture'"
        within = [code for (code,) in self._rows(sql, (area.province or "", area.code))]
        return [part for its in self.parts([area.code, *within]).values() for part in its]

    def counties_of(self, kinds: Sequence[str]) -> frozenset[str]:
        """The counties of today and of former times that are or were of some kinds."""
        marks = ", ".join("?" * len(kinds))
        rows = self._rows(f"SELECT code FROM places WHERE level = 'county' AND kind IN ({marks})", kinds)
        return frozenset(code for (code,) in rows)

    def lifetimes(self, scope: Scope) -> list[tuple[str, str, int]]:
        """From when to when (`~` is after every day) counties of regions or of all the book existed, and how many."""
        where, parameters = self._counties_of(scope.areas)
        sql = (
            "SELECT coalesce(valid_from, ''), coalesce(valid_to, '~'), count(*) FROM places"
            f" WHERE {where} GROUP BY 1, 2"
        )
        return [(*row,) for row in self._rows(sql, parameters)]

    def ceased(self, scope: Scope, after: str, until: str) -> list[str]:
        """The counties of regions, or of all the book, that existed on a day and no longer on a later one."""
        where, parameters = self._counties_of(scope.areas)
        where += " AND valid_to > ? AND valid_to <= ? AND (valid_from IS NULL OR valid_from <= ?)"
        rows = self._rows(f"SELECT code FROM places WHERE {where}", [*parameters, after, until, after])
        return [code for (code,) in rows]

    def region_codes(self, areas: Iterable[Place] = ()) -> tuple[str, ...]:
        """Today's regions: all, or some with those that lie in them."""
        where = "level IN ('country', 'province', 'prefecture') AND valid_to IS NULL"
        codes = [area.code for area in areas if area.level != "country"]
        if codes:
            marks = ", ".join("?" * len(codes))
            where += f" AND (code IN ({marks}) OR province IN ({marks}) OR prefecture IN ({marks}))"
        parameters = codes * 3
        return tuple(code for (code,) in self._rows(f"SELECT code FROM places WHERE {where} ORDER BY code", parameters))

    def parts_of(self, code: str) -> list[str]:
        """A place's codes: its own first, then those of the units that went on as it."""
        return self.parts([code])[code]

    def parts(self, codes: Iterable[str]) -> dict[str, list[str]]:
        """By code, the same of some places."""
        found = {code: [code] for code in codes}
        for heir, part in self._in("SELECT heir, part FROM lineage WHERE heir IN ({marks})", found):
            found[heir].append(part)
        return found

    def heirs(self, parts: Iterable[str]) -> dict[str, list[str]]:
        """By code, the units that each of `parts` went on as."""
        found: dict[str, list[str]] = {}
        for part, heir in self._in("SELECT part, heir FROM lineage WHERE part IN ({marks})", parts):
            found.setdefault(part, []).append(heir)
        return found

    def breaks(self, codes: Iterable[str]) -> dict[str, list[Break]]:
        """The changes of territory of some places, the latest first."""
        found: dict[str, list[Break]] = {}
        for code, date, other, change, gain, name in sorted(
            self._in(_BREAKS, codes), key=lambda row: row[1], reverse=True
        ):
            found.setdefault(code, []).append(Break(code, date, other, change, bool(gain), name))
        return found

    def counties(self) -> list[Place]:
        """Today's counties."""
        return list(self.places(self.county_codes()).values())

    def regions(self) -> list[Place]:
        """Today's country, provinces and prefectures."""
        return list(self.places(self.region_codes()).values())

    def groups(self) -> list[Group]:
        return [group_of(row) for row in self._rows(f"SELECT {GROUP_COLUMNS} FROM groups ORDER BY valid_from, id")]

    def memberships(self, county: str | None = None) -> dict[str, tuple[Membership, ...]]:
        """The groups that counties, or one of them, belong or belonged to, with the years."""
        columns = ", ".join(f"groups.{column}" for column in GROUP_COLUMNS.split(", "))
        where, parameters = conditions((("county", county),))
        rows = self._rows(
            f"SELECT {columns}, county, members.valid_from, members.valid_to FROM members JOIN groups"
            f" ON groups.id = group_id WHERE {where} ORDER BY groups.valid_from, group_id",
            parameters,
        )
        found: dict[str, tuple[Membership, ...]] = {}
        for *columns_of_group, code, first, last in rows:
            group = group_of(tuple(columns_of_group))
            membership = Membership(group, first or group.valid_from, last or group.valid_to)
            found[code] = (*found.get(code, ()), membership)
        return found

    def members(self, group: str) -> list[Member]:
        sql = "SELECT group_id, county, valid_from, valid_to FROM members WHERE group_id = ? ORDER BY county"
        return [Member(*row) for row in self._rows(sql, (group,))]

    # Names and search

    def name_hits(self, kind: str, key: str) -> list[NameHit]:
        """What a name key may stand for, the surest kind of name first."""
        sql = "SELECT tier, id FROM names WHERE kind = ? AND key = ? ORDER BY tier, id"
        return [NameHit(*row) for row in self._rows(sql, (kind, key))]

    def name_keys(self, kind: str, prefix: str = "") -> list[tuple[str, int, str]]:
        """Key, tier and id of every name that begins with `prefix`."""
        sql = "SELECT key, tier, id FROM names WHERE kind = ? AND key >= ? AND key < ? ORDER BY key, tier, id"
        return self._rows(sql, (kind, prefix, prefix + LAST_CHARACTER))

    def names_with(
        self, kind: str, characters: str, shortest: int = 1, longest: int | None = None
    ) -> list[tuple[str, int, str]]:
        """Key, tier and id of every name of such a length that has one of some letters or digits."""
        # Keys are Chinese or Latin: where all characters are of one script, names in the other are passed over.
        first = "" if min(characters).isascii() else "\x80"
        last = "\x80" if characters.isascii() else LAST_CHARACTER
        sql = "SELECT key, tier, id FROM names WHERE kind = ? AND key >= ? AND key < ? AND key GLOB ?"
        sql += " AND length(key) BETWEEN ? AND ?"
        return self._rows(sql, (kind, first, last, f"*[{characters}]*", shortest, longest or _ANY_LENGTH))

    def characters(self, wanted: Iterable[str]) -> dict[str, Character]:
        """How some Chinese characters are read and what they look like, as far as that is known."""
        rows = self._in(f"SELECT {CHARACTER_COLUMNS} FROM characters WHERE character IN ({{marks}})", wanted)
        return {row[0]: character_of(row) for row in rows}

    def search(self, words: Sequence[str]) -> list[Found]:
        """Items whose text holds every one of `words` (name keys), in the order of the book; none for no words."""
        words = [word for word in words if word]
        if not words:
            return []
        grams = list(dict.fromkeys(gram for word in words for gram in _grams_of(word)))[:_MOST_GRAMS]
        having = " AND ".join(["number IN (SELECT item FROM grams WHERE gram >= ? AND gram < ?)"] * len(grams))
        bounds = [bound for gram in grams for bound in (gram, gram + LAST_CHARACTER)]
        rows = self._rows(f"SELECT kind, ref, title, text FROM items WHERE {having} ORDER BY number", bounds)
        return [Found(kind, ref, title) for kind, ref, title, text in rows if all(word in text for word in words)]


def _grams_of(word: str) -> list[str]:
    """The bigrams of a word; a single character stands for all bigrams that begin with it."""
    return list(bigrams(word))[:-1] or [word]
