"""Definitions: metrics, topics, categories and units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.index.ask.decode import metric_of
from countycli.index.schema import METRIC_COLUMNS
from countycli.model.answers import Outline
from countycli.model.records import Category, Metric, Topic, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.index.ask.connection import Connection


class Metrics:
    """Metrics and topics come in the order in which the dataset lists them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, identifier: str) -> Metric:
        """A metric known to exist; KeyError otherwise."""
        return self.by_id([identifier])[identifier]

    def by_id(self, identifiers: Iterable[str] | None = None) -> dict[str, Metric]:
        """Metrics by id, in the order of topics and of the dataset."""
        sql = f"SELECT number, {METRIC_COLUMNS} FROM metrics"
        found = self._connection.rows_by(sql, "id", identifiers)
        return {row[1]: metric_of(row[1:]) for row in sorted(found)}

    def main(self) -> list[Metric]:
        """The main metrics, which are listed where there isn't room for all."""
        rows = self._connection.rows(f"SELECT number, {METRIC_COLUMNS} FROM metrics WHERE main ORDER BY number")
        return [metric_of(row[1:]) for row in rows]

    def outlines(self, identifiers: Iterable[str]) -> list[Outline]:
        """Where some metrics stand on the page of a place."""
        judged = "higher_is_better IS NOT NULL"
        sql = f"SELECT number, id, topic, main, headline, residents, area, formula IS NOT NULL, {judged} FROM metrics"
        found = sorted(self._connection.rows_by(sql, "id", identifiers))
        return [
            Outline(metric, topic, bool(main), headline, bool(residents), bool(area), bool(derived), bool(judged))
            for _, metric, topic, main, headline, residents, area, derived, judged in found
        ]

    def topics(self) -> list[Topic]:
        return [Topic(*row) for row in self._connection.rows("SELECT id, name, name_en FROM topics ORDER BY position")]

    def categories(self) -> list[Category]:
        return [Category(*row) for row in self._connection.rows("SELECT id, name_en FROM categories ORDER BY position")]

    def units(self) -> list[Unit]:
        sql = "SELECT id, name_en, dimension, scale FROM units ORDER BY position"
        return [Unit(*row) for row in self._connection.rows(sql)]

    def english_names(self) -> dict[str, str]:
        """The English names of units and initiative categories."""
        return dict(self._connection.rows("SELECT id, name_en FROM units UNION ALL SELECT id, name_en FROM categories"))
