"""The index as the queries see it: questions in, records out. What reads by SQL stands here and in `registry_index`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.dataset.decode import (
    Coverage,
    Standard,
    Value,
    document_of,
    figure_of,
    metric_of,
    place_of,
    standard_of,
    value_of,
)
from countycli.dataset.reader import conditions
from countycli.dataset.registry_index import LAST_CHARACTER, RegistryIndex
from countycli.dataset.schema import (
    DOCUMENT_COLUMNS,
    FIGURE_COLUMNS,
    INITIATIVE_COLUMNS,
    METRIC_COLUMNS,
    PLACE_COLUMNS,
)
from countycli.model.period import Period
from countycli.model.records import Category, Document, Figure, Gap, Initiative, Metric, Place, Topic
from countycli.model.reports import DataInfo

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from countycli.model.reports import Scope

# The order of the joins is fixed: figures are found by their own keys, their metrics and documents by number.
_FIGURES = (
    "SELECT metrics.id, metrics.unit, documents.id, "
    + ", ".join(f"it.{column}" for column in FIGURE_COLUMNS.split(", "))
    + " FROM {table} AS it CROSS JOIN metrics ON metrics.number = it.metric"
    " CROSS JOIN documents ON documents.number = it.source WHERE {where}"
    " ORDER BY it.county, it.metric, it.last_month DESC, it.first_month, it.scope, it.source"
)
_FIGURE_TABLES = ("observations", "targets")


class Index(RegistryIndex):
    """A read-only book. Lists come in a fixed order: places by code, metrics and topics as the dataset lists them."""

    def info(self) -> DataInfo:
        meta = dict(self._rows("SELECT key, value FROM meta"))
        return DataInfo(meta["version"], int(meta["documents"]), meta["as_of"], int(meta["own"]))

    # Definitions

    def metric(self, identifier: str) -> Metric:
        """A metric known to exist; KeyError otherwise."""
        return self.metrics([identifier])[identifier]

    def metrics(self, identifiers: Iterable[str] | None = None) -> dict[str, Metric]:
        """By id, in the order of topics and of the dataset."""
        sql = f"SELECT number, {METRIC_COLUMNS} FROM metrics"
        found = self._rows(sql) if identifiers is None else self._in(f"{sql} WHERE id IN ({{marks}})", identifiers)
        return {row[1]: metric_of(row[1:]) for row in sorted(found)}

    def topics(self) -> list[Topic]:
        return [Topic(*row) for row in self._rows("SELECT id, name, name_en FROM topics ORDER BY position")]

    def categories(self) -> list[Category]:
        return [Category(*row) for row in self._rows("SELECT id, name_en FROM categories ORDER BY position")]

    def english_names(self) -> dict[str, str]:
        """The English names of units and initiative categories."""
        return dict(self._rows("SELECT id, name_en FROM units UNION ALL SELECT id, name_en FROM categories"))

    # Documents and what they say

    def document(self, identifier: str) -> Document | None:
        return self.documents([identifier]).get(identifier)

    def documents(self, identifiers: Iterable[str] | None = None) -> dict[str, Document]:
        """The newest first."""
        sql = f"SELECT number, {DOCUMENT_COLUMNS} FROM documents"
        found = self._rows(sql) if identifiers is None else self._in(f"{sql} WHERE id IN ({{marks}})", identifiers)
        return {row[1]: document_of(row[1:]) for row in sorted(found)}

    def document_ids(self, prefix: str = "") -> list[str]:
        sql = "SELECT id FROM documents WHERE id >= ? AND id < ? ORDER BY id"
        return [row[0] for row in self._rows(sql, (prefix, prefix + LAST_CHARACTER))]

    def observations(
        self,
        counties: Iterable[str] | None = None,
        metric: str | None = None,
        period: Period | None = None,
        source: str | None = None,
    ) -> list[Figure]:
        """Those of one place, metric, period and scope together: places by code, metrics in order, the latest first."""
        return self._figures("observations", counties, metric, period, source)

    def targets(
        self, counties: Iterable[str] | None = None, metric: str | None = None, source: str | None = None
    ) -> list[Figure]:
        return self._figures("targets", counties, metric, None, source)

    def initiatives_named(self, identifiers: Iterable[str]) -> dict[str, Initiative]:
        """Initiatives by id."""
        rows = self._in(f"SELECT {INITIATIVE_COLUMNS} FROM initiatives WHERE id IN ({{marks}})", identifiers)
        return {row[0]: Initiative(*row) for row in rows}

    def initiatives(self, county: str | None = None, source: str | None = None) -> list[Initiative]:
        """The newest first, those of one document in its order."""
        where, parameters = conditions((("county", county), ("source", source)))
        sql = f"SELECT {INITIATIVE_COLUMNS} FROM initiatives WHERE {where} ORDER BY year DESC, position"
        return [Initiative(*row) for row in self._rows(sql, parameters)]

    def gaps(self, county: str) -> list[Gap]:
        return [Gap(*row) for row in self._rows("SELECT county, source, note FROM gaps WHERE county = ?", (county,))]

    def counts(self) -> dict[str, int]:
        """How many records of each kind the book holds."""
        tables = ("places", "metrics", "documents", *_FIGURE_TABLES, "initiatives", "groups")
        return {table: self._rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}

    def figure_counts(self, by: str, counties: Collection[str] | None = None) -> dict[str, int]:
        """How many observations there are of each county or metric; only of some counties where given."""
        where = f"county IN ({_numbers(counties)})" if counties is not None else "1"
        rows = self._rows(f"SELECT {by}, count(*) FROM observations WHERE {where} GROUP BY {by}")
        if by == "county":
            return {f"{code:06d}": count for code, count in rows}
        ids = dict(self._rows("SELECT number, id FROM metrics"))
        return {ids[number]: count for number, count in rows}

    def sources_of(self, counties: Collection[str]) -> frozenset[str]:
        """The documents that tell of some counties."""
        numbers = _numbers(counties)
        told = " UNION ".join(f"SELECT source FROM {table} WHERE county IN ({numbers})" for table in _FIGURE_TABLES)
        rows = self._rows(f"SELECT id FROM documents WHERE number IN ({told})")
        rows += self._rows(f"SELECT DISTINCT source FROM initiatives WHERE CAST(county AS INTEGER) IN ({numbers})")
        return frozenset(identifier for (identifier,) in rows)

    def yields(self) -> list[tuple[int, int, int]]:
        """How many observations, targets and initiatives each document yielded, in the order of documents."""
        printed = "(SELECT count(*) FROM {table} WHERE source = number{printed})"
        columns = (
            printed.format(table="observations", printed=" AND NOT derived"),
            printed.format(table="targets", printed=""),
            "(SELECT count(*) FROM initiatives WHERE source = documents.id)",
        )
        return [(*row,) for row in self._rows(f"SELECT {', '.join(columns)} FROM documents ORDER BY number")]

    def coverage(self, metric: str | None = None, scope: Scope | None = None) -> list[Coverage]:
        """How many counties of a province or prefecture, or of the book, have a figure of each metric and period:
        metrics in order, the latest period first.
        """
        within = (scope.kind, scope.id) if scope and scope.kind in ("province", "prefecture") else ("", None)
        where, parameters = conditions((("metrics.id", metric), within))
        sql = (
            "SELECT metrics.id, first_month, last_month, sum(counties), sum(rankable), sum(today), sum(ceased)"
            f" FROM coverage CROSS JOIN metrics ON number = metric WHERE {where}"
            " GROUP BY metric, last_month, first_month ORDER BY metric, last_month DESC, first_month"
        )
        if metric is not None:
            sql = sql.replace("FROM coverage CROSS JOIN metrics", "FROM metrics CROSS JOIN coverage")
        return [Coverage(it, Period(first, last), *counts) for it, first, last, *counts in self._rows(sql, parameters)]

    def places_with_figures(self, level: str) -> list[Place]:
        """Today's places of a level that have figures, by code."""
        columns = ", ".join(f"places.{column}" for column in PLACE_COLUMNS.split(", "))
        sql = (
            f"SELECT {columns} FROM places WHERE level = ? AND valid_to IS NULL"
            " AND EXISTS (SELECT 1 FROM observations WHERE county = CAST(code AS INTEGER)) ORDER BY code"
        )
        return [place_of(row) for row in self._rows(sql, (level,))]

    def _figures(
        self,
        table: str,
        counties: Iterable[str] | None,
        metric: str | None,
        period: Period | None,
        source: str | None,
    ) -> list[Figure]:
        columns = [("metric", self._number("metrics", metric)), ("source", self._number("documents", source))]
        if period is not None:
            columns += [("first_month", period.start), ("last_month", period.end)]
        where, parameters = conditions(columns)
        if counties is not None:
            where += f" AND county IN ({_numbers(counties)})"
        return [figure_of(row) for row in self._rows(_FIGURES.format(table=table, where=where), parameters)]

    def values(self, metric: str, period: Period) -> list[Value]:
        """What every place has of a metric for a period, weighed: one value each, and those of parts of it."""
        sql = (
            "SELECT county, value, comparable, scope, restated, boundaries FROM observations"
            " WHERE metric = ? AND last_month = ? AND first_month = ? AND headline ORDER BY county, scope"
        )
        rows = self._rows(sql, (self._number("metrics", metric), period.end, period.start))
        return [value_of(row) for row in rows]

    def standards(self, codes: Collection[str], metric: str | None = None) -> list[Standard]:
        """The comparable figures of some places, of each metric and period the headline first."""
        where, parameters = conditions((("metric", self._number("metrics", metric)),))
        sql = (
            "SELECT county, metrics.id, first_month, last_month, value, it.decimals, documents.id, status, headline"
            " FROM observations AS it CROSS JOIN metrics ON metrics.number = metric"
            " CROSS JOIN documents ON documents.number = source"
            f" WHERE {where} AND county IN ({_numbers(codes)}) AND comparable ORDER BY headline DESC, source"
        )
        return [standard_of(row) for row in self._rows(sql, parameters)]

    def latest(self, metric: str, *, years_only: bool = False) -> list[tuple[Value, Period]]:
        """Every place's latest comparable value, else its latest; of those that end together the longest period's.

        With `years_only` that of a whole year comes before later ones of parts of a year.
        """
        whole_years_last = "last_month - first_month >= 11, " if years_only else ""
        sql = (
            "SELECT county, value, comparable, scope, restated, boundaries, last_month, first_month FROM observations"
            f" WHERE metric = ? AND headline ORDER BY comparable, scope = '', {whole_years_last}last_month,"
            " first_month DESC"
        )
        rows = self._rows(sql, (self._number("metrics", metric),))
        return list({row[0]: (value_of(row[:6]), Period(row[7], row[6])) for row in rows}.values())

    def places_with(self, metric: str, table: str = "observations") -> frozenset[str]:
        """The places that have figures, or targets, of a metric."""
        rows = self._rows(f"SELECT DISTINCT county FROM {table} WHERE metric = ?", (self._number("metrics", metric),))
        return frozenset(f"{county:06d}" for (county,) in rows)

    def _number(self, table: str, identifier: str | None) -> int | None:
        """The number of a metric or document; -1, which nothing has, where it is unknown."""
        if identifier is None:
            return None
        rows = self._rows(f"SELECT number FROM {table} WHERE id = ?", (identifier,))
        return int(rows[0][0]) if rows else -1


def _numbers(codes: Iterable[str]) -> str:
    """Codes as SQL lists them: they are digits, so no marks are needed, of which there may be too many."""
    return ", ".join(str(int(code)) for code in dict.fromkeys(codes))
