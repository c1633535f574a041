"""Which places have figures of which metrics and periods: holdings of single places, and coverage of regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.index.ask.connection import Connection, conditions
from countycli.index.ask.decode import holding_of
from countycli.index.ask.numbers import joined, key_rows, listed
from countycli.index.schema import COMPARABLE, VALUELESS
from countycli.model.answers import Coverage, Holding, Spell
from countycli.model.period import Period, month_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from countycli.index.ask.places import Places
    from countycli.model.answers import Unit
    from countycli.model.records import Key, Place
    from countycli.model.reports import Scope


_FEW = 200  # places that are looked up one by one
_EVER = 12 * 10_000  # a month after all others
_COUNTED = (
    "SELECT metric, first_month, last_month, count(DISTINCT named.column2),"
    f" count(DISTINCT CASE WHEN grade = {COMPARABLE} THEN named.column2 END)"
    " FROM (VALUES {spells}) AS named CROSS JOIN observations AS figure ON figure.county = named.column1"
    " AND last_month BETWEEN named.column3 AND named.column4"
    f" WHERE {{where}} AND scope = '' AND grade < {VALUELESS}"
    " GROUP BY metric, last_month, first_month ORDER BY metric, last_month DESC, first_month"
)


class Holdings:
    """Holdings are told without the figures themselves."""

    def __init__(self, connection: Connection, places: Places) -> None:
        self._connection = connection
        self._places = places

    def of(self, counties: Iterable[str], metric: str | None = None) -> list[Holding]:
        """The metrics and periods that places have figures of: places by code, metrics in order, the latest first."""
        where, parameters = conditions((("metric", self._connection.metric_number(metric)),))
        sql = (
            "SELECT county, metric, last_month, first_month, min(CASE WHEN scope = '' THEN grade END)"
            f" FROM {joined('observations', counties)} WHERE {where}"
            " GROUP BY county, metric, last_month, first_month"
            " ORDER BY county, metric, last_month DESC, first_month"
        )
        rows = self._connection.rows(sql, parameters)
        ids = self._connection.metric_ids(row[1] for row in rows)
        return [holding_of(row, ids[row[1]]) for row in rows]

    def periods(self, metrics: Collection[str], counties: Collection[str]) -> list[tuple[Period, int]]:
        """The periods, the latest first, for which some places have figures of some metrics, or of any, and of how many
        metrics; without places those for which any county of the book has figures, and how many counties have at most.
        """
        table, counted, where = "coverage", "max(counties)", "region = 0"
        if counties:
            table, counted, where = "observations", "count(DISTINCT metric)", f"county IN ({listed(counties)})"
        if metrics:
            where += f" AND metric IN ({', '.join(str(self._connection.metric_number(metric)) for metric in metrics)})"
        rows = self._connection.rows(
            f"SELECT first_month, last_month, {counted} FROM {table} WHERE {where}"
            " GROUP BY last_month, first_month ORDER BY last_month DESC, first_month"
        )
        return [(Period(first, last), count) for first, last, count in rows]

    def holders(self, counties: Iterable[str]) -> tuple[str, ...]:
        """The places among `counties` that have figures, in the order of codes."""
        sql = f"SELECT DISTINCT county FROM observations WHERE county IN ({listed(counties)}) ORDER BY county"
        return tuple(f"{county:06d}" for (county,) in self._connection.rows(sql))

    def holders_of(self, metric: str, period: Period, counties: Iterable[str]) -> frozenset[str]:
        """The places among `counties` that have figures of a metric for a period."""
        sql = (
            "SELECT DISTINCT county FROM observations WHERE metric = ? AND last_month = ? AND first_month = ?"
            f" AND county IN ({listed(counties)})"
        )
        rows = self._connection.rows(sql, (self._connection.metric_number(metric), period.end, period.start))
        return frozenset(f"{county:06d}" for (county,) in rows)

    def places_with(self, metric: str, counties: Collection[str]) -> frozenset[str]:
        """The places that have figures of a metric, be it under the code of a former unit that went on as the place.
        Places that are not among `counties` may be missing.
        """
        return self._having("latest", metric, counties)

    def places_aiming(self, metric: str, counties: Collection[str]) -> frozenset[str]:
        """The places that have targets for a metric, with the same limits as `places_with`."""
        return self._having("targets", metric, counties)

    def _having(self, table: str, metric: str, counties: Collection[str]) -> frozenset[str]:
        """Few places are looked up. For many it is faster to read all places that have the metric."""
        few = len(counties) <= _FEW
        units = self._places.parts(counties) if few else self._places.all_parts
        where = f" AND county IN ({listed(part for parts in units.values() for part in parts)})" if few else ""
        rest, number = f"FROM {table} WHERE metric = ?{where}", self._connection.metric_number(metric)
        having = set(self._connection.texts("printf('%06d', county)", rest, [number]))
        return frozenset(having.union(code for code, parts in units.items() if not having.isdisjoint(parts)))

    def coverage(self, metric: str | None = None, scope: Scope | None = None) -> list[Coverage]:
        """How many counties of some regions, or of the book, have a figure of each metric and period: metrics in order,
        the latest period first.
        """
        areas = _areas(scope)
        regions = _regions(areas)
        where, parameters = conditions((("metric", self._connection.metric_number(metric)),))
        counts, grouped = "counties, rankable, today, ceased", ""
        if len(areas) > 1:
            counts, grouped = (
                "sum(counties), sum(rankable), sum(today), sum(ceased)",
                " GROUP BY metric, last_month, first_month",
            )
        sql = (
            f"SELECT metric, first_month, last_month, {counts} FROM coverage WHERE region IN ({regions}) AND {where}"
            f"{grouped} ORDER BY metric, last_month DESC, first_month"
        )
        rows = self._connection.rows(sql, parameters)
        ids = self._connection.metric_ids(row[0] for row in rows)
        return [Coverage(ids[number], Period(first, last), *counts) for number, first, last, *counts in rows]

    def counted(self, units: Iterable[Unit], metric: str | None = None) -> list[Coverage]:
        """How many of some counties have a figure of each metric and period, as `coverage` tells of regions; only
        figures for periods at whose end a county still existed are counted.
        """
        spells = (Spell(unit.code, unit.code, 0, _last_month(unit)) for unit in units)
        return self._counted(spells, "headline", metric)

    def counted_in(self, spells: Iterable[Spell], metric: str | None = None) -> list[Coverage]:
        """How many owners have a figure of each metric and period, as `coverage` tells of regions; of each spell only
        figures for periods that end within the spell are counted.
        """
        return self._counted(spells, "1", metric)

    def _counted(self, spells: Iterable[Spell], which: str, metric: str | None) -> list[Coverage]:
        where, parameters = conditions((("metric", self._connection.metric_number(metric)),))
        rows = ", ".join(
            f"({int(spell.code)}, {int(spell.owner)}, {spell.first_month}, {spell.last_month})" for spell in spells
        )
        sql = _COUNTED.format(spells=rows or "(-1, -1, 0, 0)", where=f"{which} AND {where}")
        found = self._connection.rows(sql, parameters)
        ids = self._connection.metric_ids(row[0] for row in found)
        return [
            Coverage(ids[number], Period(first, last), counties, rankable, rankable, 0)
            for number, first, last, counties, rankable in found
        ]

    def years(self, metric: str | None = None) -> list[int]:
        """The years in which the periods end for which counties have figures, the earliest first."""
        where, parameters = conditions((("metric", self._connection.metric_number(metric)),))
        sql = f"SELECT DISTINCT last_month / 12 AS year FROM coverage WHERE region = 0 AND {where} ORDER BY year"
        return [year for (year,) in self._connection.rows(sql, parameters)]

    def rankable(self, region: str, keys: Iterable[Key]) -> dict[Key, int]:
        """How many counties of a region have a figure that can be ranked, for some metrics and periods."""
        wanted = key_rows(self._connection, keys)
        if not wanted:
            return {}
        rows = self._connection.rows(
            f"SELECT metric, first_month, last_month, rankable FROM (VALUES {wanted}) AS wanted"
            " CROSS JOIN coverage ON region = CAST(? AS INTEGER) AND metric = wanted.column1"
            " AND last_month = wanted.column2 AND first_month = wanted.column3",
            (region,),
        )
        ids = self._connection.metric_ids(row[0] for row in rows)
        return {(ids[metric], Period(first, last)): count for metric, first, last, count in rows}

    def province_coverage(self, metric: str) -> list[tuple[str, Period, int]]:
        """How many counties of each of today's provinces have a figure of a metric that can be ranked, by period."""
        sql = (
            "SELECT code, first_month, last_month, rankable FROM places"
            " CROSS JOIN coverage ON region = CAST(code AS INTEGER) AND metric = ?"
            " WHERE level = 'province' AND valid_to IS NULL"
        )
        rows = self._connection.rows(sql, (self._connection.metric_number(metric),))
        return [(code, Period(first, last), count) for code, first, last, count in rows]

    def figure_counts(self, by: str, counties: Collection[str] | None = None) -> dict[str, int]:
        """How many observations there are of each county or metric; only of some counties where given."""
        sql, parameters = "SELECT number, figures FROM counts WHERE per = ?", [by]
        if counties is not None:
            tables, parameters = joined("observations", counties), []
            sql = f"SELECT figure.{by}, count(*) FROM {tables} GROUP BY figure.{by}"
        rows = self._connection.rows(sql, parameters)
        if by == "county":
            return {f"{code:06d}": count for code, count in rows}
        ids = self._connection.metric_ids(number for number, _ in rows)
        return {ids[number]: count for number, count in rows}


def _last_month(unit: Unit) -> int:
    """The last month at whose end a county still existed, or will exist."""
    return month_number(unit.valid_to) - 1 if unit.valid_to else _EVER


def _areas(scope: Scope | None) -> tuple[Place, ...]:
    """The regions that a scope is made of; none for the whole book."""
    return () if scope is None or scope.is_all else scope.areas


def _regions(areas: tuple[Place, ...]) -> str:
    """The numbers of regions as SQL lists them; without regions 0, which stands for the whole book."""
    return listed(area.code for area in areas) or "0"
