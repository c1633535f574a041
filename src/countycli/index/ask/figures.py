"""The figures' part of the index: observations and targets, whole or in short, and who has them for when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from countycli.index.ask.connection import conditions
from countycli.index.ask.decode import Holding, Standard, Value, figure_of, holding_of, standard_of, value_of
from countycli.index.ask.places import RegistryIndex
from countycli.index.schema import COMPARABLE, FIGURE_COLUMNS, STATUS_NUMBERS
from countycli.model.period import Period
from countycli.model.records import ACCESSES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from countycli.model.records import Figure

    Key = tuple[str, Period]  # metric and period

# The order of the joins is fixed: figures are found by their own keys, their metrics and documents by number.
_NAMES = " CROSS JOIN metrics ON metrics.number = it.metric CROSS JOIN documents ON documents.number = it.source"
_FIGURES = (
    "SELECT metrics.id, metrics.unit, documents.id, "
    + ", ".join(f"it.{column}" for column in FIGURE_COLUMNS.split(", "))
    + " FROM {tables}"
    + _NAMES
    + " WHERE {where} ORDER BY it.county, it.metric, it.last_month DESC, it.first_month, it.scope, it.source"
)
# Of those that are no headline the better document's comes first, and of equally good ones the newest.
_ACCESS_ORDER = " ".join(f"WHEN '{access}' THEN {number}" for number, access in enumerate(ACCESSES))
_STANDARDS = (
    "SELECT it.county, metrics.id, it.first_month, it.last_month, it.value, it.decimals, documents.id, it.status,"
    " it.headline FROM {tables}" + _NAMES + f" WHERE it.grade = {COMPARABLE}"
    f" ORDER BY it.headline DESC, CASE documents.access {_ACCESS_ORDER} END, it.source"
)
# Places are joined: of a list in a condition SQLite would choose by guess whether to look each of them up.
_OF_PLACES = "(VALUES {places}) AS named CROSS JOIN {table} AS it ON it.county = named.column1"
_WANTED = (
    f"(VALUES {{keys}}) AS wanted CROSS JOIN {_OF_PLACES}"
    " AND it.metric = wanted.column1 AND it.last_month = wanted.column2 AND it.first_month = wanted.column3"
)
# Whether a figure is a document's, is seen in the index by county; only these are read.
_OF_SOURCE = (
    "reports CROSS JOIN observations AS held ON held.county = reports.county AND held.source = reports.source"
    " CROSS JOIN observations AS it ON it.metric = held.metric AND it.last_month = held.last_month"
    " AND it.first_month = held.first_month AND it.county = held.county AND it.source = held.source"
    " AND it.scope = held.scope"
)
_OF_LATEST = (
    "latest CROSS JOIN observations AS it ON it.metric = latest.metric AND it.last_month = latest.last_month"
    " AND it.first_month = latest.first_month AND it.county = latest.county"
)

_FEW = 200


class FigureIndex(RegistryIndex):
    """Lists of figures have those of one place, metric, period and scope together: places by code, metrics in order,
    the latest first.
    """

    def observations(
        self, counties: Iterable[str] | None = None, metric: str | None = None, period: Period | None = None
    ) -> list[Figure]:
        first, last = period or (None, None)
        columns = (("metric", self._number("metrics", metric)), ("first_month", first), ("last_month", last))
        return self._figures(_of("observations", counties), *conditions(columns))

    def observations_from(self, source: str, *, disputed: bool = False) -> list[Figure]:
        """Those of a document; only the `disputed` ones, where these are asked for."""
        where = "reports.source = ? AND it.disputed" if disputed else "reports.source = ?"
        return self._figures(_OF_SOURCE, where, [self._number("documents", source)])

    def targets(
        self, counties: Iterable[str] | None = None, metric: str | None = None, source: str | None = None
    ) -> list[Figure]:
        columns = (("metric", self._number("metrics", metric)), ("source", self._number("documents", source)))
        return self._figures(_of("targets", counties), *conditions(columns))

    def observations_for(self, counties: Iterable[str], keys: Iterable[Key]) -> list[Figure]:
        """Those of some places, of these metrics for these periods."""
        tables = self._wanted(counties, keys)
        return self._figures(tables, "1") if tables else []

    def latest_observations(self, counties: Iterable[str], metric: str) -> list[Figure]:
        """Those of the periods that `latest` tells."""
        where = f"latest.metric = ? AND latest.county IN ({numbers(counties)})"
        return self._figures(_OF_LATEST, where, [self._number("metrics", metric)])

    def _figures(self, tables: str, where: str, parameters: Collection[Any] = ()) -> list[Figure]:
        return [figure_of(row) for row in self._rows(_FIGURES.format(tables=tables, where=where), (*parameters,))]

    def _wanted(self, counties: Iterable[str], keys: Iterable[Key]) -> str:
        """The figures of some places, metrics and periods as SQL joins them; empty for none."""
        wanted = list(dict.fromkeys(keys))
        rows = self._in("SELECT id, number FROM metrics WHERE id IN ({marks})", (metric for metric, _ in wanted))
        known = dict(rows)
        values = (f"({known[metric]}, {period.end}, {period.start})" for metric, period in wanted)
        return _WANTED.format(keys=", ".join(values), places=_values(counties), table="observations") if wanted else ""

    # What is had for when

    def holdings(self, counties: Iterable[str], metric: str | None = None) -> list[Holding]:
        """The metrics and periods that places have figures of: places by code, metrics in order, the latest first."""
        where, parameters = conditions((("metric", self._number("metrics", metric)),))
        sql = (
            "SELECT county, metric, last_month, first_month, max(CASE WHEN scope = '' THEN grade END)"
            f" FROM {_of('observations', counties)} WHERE {where}"
            " GROUP BY county, metric, last_month, first_month"
            " ORDER BY county, metric, last_month DESC, first_month"
        )
        rows = self._rows(sql, parameters)
        ids = self._metric_ids({row[1] for row in rows})
        return [holding_of(row, ids[row[1]]) for row in rows]

    def valued(self, counties: Iterable[str], keys: Iterable[Key]) -> frozenset[Key]:
        """For which of some metrics and periods any of these places has a value as a whole."""
        tables = self._wanted(counties, keys)
        if not tables:
            return frozenset()
        columns = "it.metric, it.first_month, it.last_month"
        rows = self._rows(f"SELECT DISTINCT {columns} FROM {tables} WHERE it.grade > 0 AND it.scope = ''")
        ids = self._metric_ids({metric for metric, *_ in rows})
        return frozenset((ids[metric], Period(first, last)) for metric, first, last in rows)

    def newest(self, counties: Iterable[str], most: int) -> list[Key]:
        """The metrics of some places, taken as one, with so many of the latest periods of each."""
        sql = (
            "SELECT metric, first_month, last_month FROM (SELECT metric, first_month, last_month,"
            " row_number() OVER (PARTITION BY metric ORDER BY last_month DESC, first_month) AS number"
            " FROM (SELECT DISTINCT metric, last_month, first_month FROM observations"
            f" WHERE county IN ({numbers(counties)}))) WHERE number <= ?"
        )
        rows = self._rows(sql, (most,))
        ids = self._metric_ids({row[0] for row in rows})
        return [(ids[metric], Period(first, last)) for metric, first, last in rows]

    def count_headlines(self, counties: Iterable[str]) -> int:
        """How many figures stand for some places, taken as one: of each metric, period and scope one."""
        sql = (
            "SELECT count(*) FROM (SELECT DISTINCT metric, last_month, first_month, scope FROM observations"
            f" WHERE county IN ({numbers(counties)}))"
        )
        return int(self._rows(sql)[0][0])

    def holders(self, counties: Iterable[str]) -> tuple[str, ...]:
        """Those places that have figures, by code."""
        sql = f"SELECT DISTINCT county FROM observations WHERE county IN ({numbers(counties)}) ORDER BY county"
        return tuple(f"{county:06d}" for (county,) in self._rows(sql))

    def places_with(self, metric: str, counties: Collection[str]) -> frozenset[str]:
        """The places that have figures of a metric, be it under the code of a unit that went on as them; of others than
        `counties` it need not tell.
        """
        return self._having("SELECT county FROM latest", metric, counties)

    def places_aiming(self, metric: str, counties: Collection[str]) -> frozenset[str]:
        """The same of targets."""
        return self._having("SELECT DISTINCT county FROM targets", metric, counties)

    def _having(self, sql: str, metric: str, counties: Collection[str]) -> frozenset[str]:
        """Few places are looked up; for many all that have the metric are read."""
        few = len(counties) <= _FEW
        parts = self.parts(counties) if few else self._all_parts()
        where = f" AND county IN ({numbers(it for its in parts.values() for it in its)})" if few else ""
        rows = self._rows(f"{sql} WHERE metric = ?{where}", (self._number("metrics", metric),))
        codes = {f"{county:06d}" for (county,) in rows}
        return frozenset(codes.union(code for code, its in parts.items() if not codes.isdisjoint(its)))

    def _all_parts(self) -> dict[str, list[str]]:
        """By code, the units that went on as a place, of all that continue one."""
        found: dict[str, list[str]] = {}
        for heir, part in self._rows("SELECT heir, part FROM lineage"):
            found.setdefault(heir, []).append(part)
        return found

    # Figures in short

    def values(self, metric: str, period: Period) -> list[Value]:
        """What every place has of a metric for a period, weighed: one value each, and those of parts of it."""
        sql = (
            "SELECT county, value, grade, scope, restated, boundaries FROM observations"
            " WHERE metric = ? AND last_month = ? AND first_month = ? AND headline ORDER BY county, scope"
        )
        rows = self._rows(sql, (self._number("metrics", metric), period.end, period.start))
        return [value_of(row) for row in rows]

    def zoned(self, metric: str, period: Period) -> frozenset[str]:
        """The places whose figures of a metric for a period leave out functional zones that were counted apart."""
        sql = (
            "SELECT county FROM observations"
            " WHERE metric = ? AND last_month = ? AND first_month = ? AND headline AND zones_apart"
        )
        rows = self._rows(sql, (self._number("metrics", metric), period.end, period.start))
        return frozenset(f"{county:06d}" for (county,) in rows)

    def revised(self, metric: str, period: Period) -> frozenset[str]:
        """The places whose figure of a metric for a period is a revised one."""
        sql = (
            "SELECT county FROM observations WHERE metric = ? AND last_month = ? AND first_month = ?"
            f" AND headline AND status = {STATUS_NUMBERS['final']}"
        )
        rows = self._rows(sql, (self._number("metrics", metric), period.end, period.start))
        return frozenset(f"{county:06d}" for (county,) in rows)

    def latest(self, metric: str) -> list[tuple[Value, Period]]:
        """Every place's latest comparable value, else its latest: of a year before those of several years, and these
        before those of a part of a year; of those that end together the longest period's.
        """
        sql = (
            "SELECT county, value, grade, scope, restated, boundaries, last_month, first_month FROM latest"
            " WHERE metric = ?"
        )
        rows = self._rows(sql, (self._number("metrics", metric),))
        return [(value_of(row), Period(first, last)) for *row, last, first in rows]

    def standards(self, codes: Collection[str], keys: Iterable[Key] | None = None) -> list[Standard]:
        """The comparable figures of some places, of each metric and period the headline first; of these metrics for
        these periods where they are given.
        """
        tables = _of("observations", codes) if keys is None else self._wanted(codes, keys)
        return [standard_of(row) for row in self._rows(_STANDARDS.format(tables=tables))] if tables else []

    def figure_counts(self, by: str, counties: Collection[str] | None = None) -> dict[str, int]:
        """How many observations there are of each county or metric; only of some counties where given."""
        sql, parameters = "SELECT number, figures FROM counts WHERE per = ?", [by]
        if counties is not None:
            sql, parameters = f"SELECT it.{by}, count(*) FROM {_of('observations', counties)} GROUP BY it.{by}", []
        rows = self._rows(sql, parameters)
        if by == "county":
            return {f"{code:06d}": count for code, count in rows}
        ids = self._metric_ids({number for number, _ in rows})
        return {ids[number]: count for number, count in rows}

    def _metric_ids(self, metrics: Iterable[int]) -> dict[int, str]:
        """By number."""
        return dict(self._rows(f"SELECT number, id FROM metrics WHERE number IN ({', '.join(map(str, metrics))})"))

    def _number(self, table: str, identifier: str | None) -> int | None:
        """The number of a metric or document; -1, which nothing has, where it is unknown."""
        if identifier is None:
            return None
        rows = self._rows(f"SELECT number FROM {table} WHERE id = ?", (identifier,))
        return int(rows[0][0]) if rows else -1


def _of(table: str, places: Iterable[str] | None) -> str:
    """A table's rows of some places, of all without any given, as SQL joins them."""
    if places is None:
        return f"{table} AS it"
    return _OF_PLACES.format(table=table, places=_values(places))


def _values(codes: Iterable[str]) -> str:
    """Codes as rows of SQL; for none one that no place has."""
    return ", ".join(f"({int(code)})" for code in dict.fromkeys(codes)) or "(-1)"


def numbers(codes: Iterable[str]) -> str:
    """Codes as SQL lists them: they are digits, so no marks are needed, of which there may be too many."""
    return ", ".join(str(int(code)) for code in dict.fromkeys(codes))
