"""The index as the queries see it: questions in, records out. What reads by SQL stands here, in `figure_index` and in
`registry_index`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.index.ask.connection import conditions
from countycli.index.ask.decode import Coverage, document_of, metric_of, place_of
from countycli.index.ask.figures import FigureIndex, numbers
from countycli.index.ask.places import LAST_CHARACTER
from countycli.index.schema import (
    DOCUMENT_COLUMNS,
    INITIATIVE_COLUMNS,
    METRIC_COLUMNS,
    PLACE_COLUMNS,
)
from countycli.model.period import Period
from countycli.model.records import Category, Document, Gap, Initiative, Metric, Place, Topic
from countycli.model.reports import DataInfo

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from countycli.model.reports import Scope

_FIGURE_TABLES = ("observations", "targets")


class Index(FigureIndex):
    """A read-only book. Lists come in a fixed order: places by code, metrics and topics as the dataset lists them."""

    def info(self) -> DataInfo:
        meta = dict(self._rows("SELECT key, value FROM meta"))
        counted = int(meta["documents"]), meta["as_of"], int(meta["own"])
        return DataInfo(meta["version"], *counted, meta["book_as_of"])

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

    def sources_of(self, counties: Collection[str]) -> frozenset[str]:
        """The documents that tell of some counties."""
        listed = numbers(counties)
        told = " UNION ".join(f"SELECT source FROM {table} WHERE county IN ({listed})" for table in _FIGURE_TABLES)
        rows = self._rows(f"SELECT id FROM documents WHERE number IN ({told})")
        rows += self._in("SELECT DISTINCT source FROM initiatives WHERE county IN ({marks})", counties)
        return frozenset(identifier for (identifier,) in rows)

    def yields(self) -> list[tuple[int, int, int]]:
        """How many observations, targets and initiatives each document yielded, in the order of documents."""
        columns = (
            "(SELECT coalesce(sum(figures), 0) FROM reports WHERE source = number)",
            "(SELECT count(*) FROM targets WHERE source = number)",
            "(SELECT count(*) FROM initiatives WHERE source = documents.id)",
        )
        return [(*row,) for row in self._rows(f"SELECT {', '.join(columns)} FROM documents ORDER BY number")]

    def coverage(self, metric: str | None = None, scope: Scope | None = None) -> list[Coverage]:
        """How many counties of some regions, or of the book, have a figure of each metric and period: metrics in order,
        the latest period first.
        """
        areas = _areas(scope)
        regions = _regions(areas)
        where, parameters = conditions((("metric", self._number("metrics", metric)),))
        counts, grouped = "counties, rankable, today, ceased", ""
        if len(areas) > 1:
            counts, grouped = (
                "sum(counties), sum(rankable), sum(today), sum(ceased)",
                " GROUP BY metric, last_month, first_month",
            )
        sql = (
            f"SELECT metrics.id, first_month, last_month, {counts}"
            f" FROM coverage CROSS JOIN metrics ON number = metric WHERE region IN ({regions}) AND {where}"
            f"{grouped} ORDER BY metric, last_month DESC, first_month"
        )
        return [Coverage(it, Period(first, last), *counts) for it, first, last, *counts in self._rows(sql, parameters)]

    def province_coverage(self, metric: str) -> list[tuple[str, Period, int]]:
        """How many counties of each of today's provinces have a figure of a metric that can be ranked, by period."""
        sql = (
            "SELECT code, first_month, last_month, rankable FROM places"
            " CROSS JOIN coverage ON region = CAST(code AS INTEGER) AND metric = ?"
            " WHERE level = 'province' AND valid_to IS NULL"
        )
        rows = self._rows(sql, (self._number("metrics", metric),))
        return [(code, Period(first, last), count) for code, first, last, count in rows]

    def places_with_figures(self, level: str) -> list[Place]:
        """Today's places of a level that have figures, by code."""
        columns = ", ".join(f"places.{column}" for column in PLACE_COLUMNS.split(", "))
        sql = (
            f"SELECT {columns} FROM places WHERE level = ? AND valid_to IS NULL"
            " AND EXISTS (SELECT 1 FROM observations WHERE county = CAST(code AS INTEGER)) ORDER BY code"
        )
        return [place_of(row) for row in self._rows(sql, (level,))]


def _areas(scope: Scope | None) -> tuple[Place, ...]:
    """The regions that a scope is made of; none for the whole book."""
    return () if scope is None or scope.is_all else scope.areas


def _regions(areas: tuple[Place, ...]) -> str:
    """As SQL lists them; for none the number that stands for the whole book."""
    return numbers(area.code for area in areas) or "0"
