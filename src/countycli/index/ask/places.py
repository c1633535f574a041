"""Places and their history."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from countycli.index.ask.connection import LAST_CHARACTER
from countycli.index.ask.decode import former_names_of, place_of
from countycli.index.schema import PLACE_COLUMNS
from countycli.model.answers import Location, Unit
from countycli.model.records import Break, Place
from countycli.phrases import PlaceName
from countycli.record import made

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from countycli.index.ask.connection import Connection
    from countycli.model.reports import Scope


_NAMES = f"SELECT {', '.join(PlaceName._fields)} FROM places"
_MANY = 1000  # places
_LOCATIONS = "SELECT code, prefecture, province, former_names FROM places"
_BREAKS = (
    "SELECT breaks.code, date, other, change, gain, coalesce(name, ''), coalesce(name_en, '') FROM breaks"
    " LEFT JOIN places ON places.code = other"
)


class Places:
    """Lists of places are in the order of codes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._named: dict[str, tuple[str, ...]] = {}  # the names of places, by code

    def find(self, code: str) -> Place | None:
        rows = self._connection.rows(f"SELECT {PLACE_COLUMNS} FROM places WHERE code = ?", (code,))
        return place_of(rows[0]) if rows else None

    def by_code(self, codes: Iterable[str] | None = None) -> dict[str, Place]:
        """Places by code, in the order of codes."""
        rows = self._connection.rows_by(f"SELECT {PLACE_COLUMNS} FROM places", "code", codes)
        return {row[0]: place_of(row) for row in sorted(rows)}

    def names(self, codes: Iterable[str]) -> dict[str, PlaceName]:
        """Names by code, in the order of codes. This takes a third of the time of whole records."""
        wanted = sorted(codes)
        unknown = [code for code in wanted if code not in self._named]
        self._named |= {row[0]: row for row in self._rows_of(_NAMES, "code", unknown)}
        return {code: made(PlaceName, self._named[code]) for code in wanted}

    def locations(self, codes: Iterable[str]) -> dict[str, Location]:
        """Where some places lie, by code: with the names a third of the time that whole records of thousands take."""
        wanted = set(codes)
        return {
            code: made(Location, (prefecture, province, former_names_of(names)))
            for code, prefecture, province, names in self._rows_of(_LOCATIONS, "code", wanted)
            if code in wanted
        }

    def _rows_of(self, sql: str, column: str, codes: Collection[str]) -> list[tuple[Any, ...]]:
        """The rows of some places, by the `column` with their codes. Of very many places all rows between the first
        code and the last are read, which is faster than so many look-ups: others may be among them.
        """
        if len(codes) <= _MANY:
            return self._connection.rows_by(sql, column, codes)
        return self._connection.rows(f"{sql} WHERE {column} BETWEEN ? AND ?", (min(codes), max(codes)))

    def county_codes(self, areas: Iterable[Place] = (), day: str | None = None) -> tuple[str, ...]:
        """The counties of today, or of a day (`2020-12-31`): of some regions or of all the book."""
        where, parameters = self._counties_of(areas)
        if day is None:
            where += " AND valid_to IS NULL"
        else:
            where += " AND (valid_from IS NULL OR valid_from <= ?) AND (valid_to IS NULL OR valid_to > ?)"
            parameters += [day, day]
        return tuple(sorted(self._connection.texts("code", f"FROM places WHERE {where}", parameters)))

    def _counties_of(self, areas: Iterable[Place], kinds: Sequence[str] = ()) -> tuple[str, list[str]]:
        """A WHERE clause for the counties of some regions, of all the book where none is given, and of some kinds, of
        all where none is given; and its parameters.
        """
        terms, parameters = [], []
        for area in areas:
            if area.level == "prefecture":
                codes = self.prefecture_codes(area)
                terms.append(f"(province = ? AND prefecture IN ({', '.join('?' * len(codes))}))")
                parameters += [area.province or "", *codes]
            elif area.level == "province":
                terms.append("province = ?")
                parameters.append(area.code)
        where = "level = 'county'" + (f" AND ({' OR '.join(terms)})" if terms else "")
        if kinds:
            where += f" AND kind IN ({', '.join('?' * len(kinds))})"
        return where, [*parameters, *kinds]

    def prefecture_codes(self, area: Place) -> list[str]:
        """The codes that counties of a prefecture have or had for their prefecture: the prefecture's own, that of a
        prefecture within it, and those of former prefectures that went on as either.
        """
        sql = "SELECT code FROM places WHERE province = ? AND prefecture = ? AND level = 'prefecture'"
        within = [code for (code,) in self._connection.rows(sql, (area.province or "", area.code))]
        return [part for parts in self.parts([area.code, *within]).values() for part in parts]

    def of_kinds(self, kinds: Sequence[str], day: str | None = None) -> frozenset[str]:
        """The counties of today and of former times that are or were of some kinds. A county that came after the `day`
        has the kind that the unit had which it continues.
        """
        marks, day = ", ".join("?" * len(kinds)), day or LAST_CHARACTER
        rows = self._connection.rows(
            f"SELECT code FROM places WHERE level = 'county' AND kind IN ({marks})"
            " AND (valid_from IS NULL OR valid_from <= ? OR NOT EXISTS (SELECT 1 FROM lineage WHERE heir = code))"
            " UNION SELECT heir FROM lineage CROSS JOIN places AS old ON old.code = part"
            f" CROSS JOIN places AS new ON new.code = heir WHERE old.kind IN ({marks}) AND new.valid_from > ?"
            " AND (old.valid_from IS NULL OR old.valid_from <= ?) AND old.valid_to > ?",
            [*kinds, day, *kinds, day, day, day],
        )
        return frozenset(code for (code,) in rows)

    def units(self, areas: Iterable[Place]) -> list[Unit]:
        """The counties that some regions, or all the book, have or had."""
        where, parameters = self._counties_of(areas)
        # Few places lie in a region: they are found by it, where SQLite would rather go through all counties.
        where = where.replace("level", "+level") if parameters else where
        sql = f"SELECT code, kind, valid_from, valid_to FROM places WHERE {where}"
        return [Unit(*row) for row in self._connection.rows(sql, parameters)]

    def lifetimes(self, scope: Scope) -> list[tuple[str, str, int]]:
        """From when to when (`~` is after every day) counties of regions or of all the book existed, and how many; only
        those of the kinds that a scope asks for.
        """
        where, parameters = self._counties_of(scope.areas, scope.kinds)
        sql = (
            "SELECT coalesce(valid_from, ''), coalesce(valid_to, '~'), count(*) FROM places"
            f" WHERE {where} GROUP BY 1, 2"
        )
        return [(*row,) for row in self._connection.rows(sql, parameters)]

    def ceased(self, scope: Scope, after: str, until: str) -> list[str]:
        """The counties of regions, or of all the book, that existed on a day and no longer on a later one."""
        where, parameters = self._counties_of(scope.areas)
        where += " AND valid_to > ? AND valid_to <= ? AND (valid_from IS NULL OR valid_from <= ?)"
        rows = self._connection.rows(f"SELECT code FROM places WHERE {where}", [*parameters, after, until, after])
        return [code for (code,) in rows]

    def region_codes(self, areas: Iterable[Place] = ()) -> tuple[str, ...]:
        """Today's regions: all, or some with those that lie in them."""
        where = "level IN ('country', 'province', 'prefecture') AND valid_to IS NULL"
        codes = [area.code for area in areas if area.level != "country"]
        if codes:
            marks = ", ".join("?" * len(codes))
            where += f" AND (code IN ({marks}) OR province IN ({marks}) OR prefecture IN ({marks}))"
        parameters = codes * 3
        return tuple(
            code
            for (code,) in self._connection.rows(f"SELECT code FROM places WHERE {where} ORDER BY code", parameters)
        )

    def parts_of(self, code: str) -> list[str]:
        """A place's own code, then the codes of the former units that went on as the place."""
        return self.parts([code])[code]

    def parts(self, codes: Iterable[str]) -> dict[str, list[str]]:
        """The codes that `parts_of` gives for each of some places, by the place's code."""
        found = {code: [code] for code in codes}
        for heir, part in self._connection.rows_in("SELECT heir, part FROM lineage WHERE heir IN ({marks})", found):
            found[heir].append(part)
        return found

    @cached_property
    def all_parts(self) -> dict[str, list[str]]:
        """For every place that continues former units the codes of these units, by the place's code."""
        found: dict[str, list[str]] = {}
        for heir, part in self._connection.rows("SELECT heir, part FROM lineage"):
            found.setdefault(heir, []).append(part)
        return found

    def heirs(self, parts: Iterable[str]) -> dict[str, list[str]]:
        """By code, the units that each of `parts` went on as."""
        found: dict[str, list[str]] = {}
        for part, heir in self._connection.rows_in("SELECT part, heir FROM lineage WHERE part IN ({marks})", parts):
            found.setdefault(part, []).append(heir)
        return found

    def lines(self) -> list[tuple[str, str, bool]]:
        """The heir of each former unit, the unit, and whether the heir exists today."""
        sql = "SELECT heir, part, valid_to IS NULL FROM lineage CROSS JOIN places ON code = heir"
        return [(heir, part, bool(lives)) for heir, part, lives in self._connection.rows(sql)]

    def within(self, regions: Iterable[str], level: str) -> dict[str, list[str]]:
        """The places that lie or lay in each of some prefectures or provinces, as `level` says."""
        found: dict[str, list[str]] = {}
        for region, code in self._connection.rows_in(
            f"SELECT {level}, code FROM places WHERE {level} IN ({{marks}})", regions
        ):
            found.setdefault(region, []).append(code)
        return found

    def regions_of(self, codes: Iterable[str], level: str) -> dict[str, str | None]:
        """The code of the prefecture or province, as `level` says, in which each of some places lies or lay."""
        return dict(self._connection.rows_in(f"SELECT code, {level} FROM places WHERE code IN ({{marks}})", codes))

    def breaks(self, codes: Iterable[str]) -> dict[str, list[Break]]:
        """The changes of territory of some places, the latest first."""
        found: dict[str, list[Break]] = {}
        wanted = set(codes)
        rows = self._rows_of(_BREAKS, "breaks.code", wanted)
        for code, date, other, change, gain, *names in sorted(rows, key=lambda row: row[1], reverse=True):
            if code in wanted:
                found.setdefault(code, []).append(Break(code, date, other, change, bool(gain), *names))
        return found

    def counties(self) -> list[Place]:
        """Today's counties."""
        return list(self.by_code(self.county_codes()).values())

    def regions(self) -> list[Place]:
        """Today's country, provinces and prefectures."""
        return list(self.by_code(self.region_codes()).values())

    def with_figures(self, level: str) -> list[Place]:
        """Today's places of a level that have figures, by code."""
        sql = (
            f"SELECT {PLACE_COLUMNS} FROM places WHERE level = ? AND valid_to IS NULL"
            " AND EXISTS (SELECT 1 FROM observations WHERE county = CAST(code AS INTEGER)) ORDER BY code"
        )
        return [place_of(row) for row in self._connection.rows(sql, (level,))]
