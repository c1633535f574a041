"""Documents, the initiatives that documents tell of, and the gaps in documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.index.ask.connection import LAST_CHARACTER, Connection, conditions
from countycli.index.ask.decode import document_of
from countycli.index.ask.numbers import listed
from countycli.index.schema import DOCUMENT_COLUMNS, FIGURE_TABLES, INITIATIVE_COLUMNS, NEWEST_DOCUMENT
from countycli.model.records import Document, Gap, Initiative

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Documents:
    """Lists of documents begin with the newest."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, identifier: str) -> Document | None:
        return self.by_id([identifier]).get(identifier)

    def by_id(self, identifiers: Iterable[str] | None = None) -> dict[str, Document]:
        """Documents by id, the newest first."""
        found = self._connection.rows_by(f"SELECT {DOCUMENT_COLUMNS} FROM documents", "id", identifiers)
        by_id = map(document_of, sorted(found))
        newest_first = sorted(by_id, key=lambda document: document.published or "", reverse=True)
        return {document.id: document for document in newest_first}

    def ids(self, prefix: str = "") -> list[str]:
        sql = "SELECT id FROM documents WHERE id >= ? AND id < ? ORDER BY id"
        return [row[0] for row in self._connection.rows(sql, (prefix, prefix + LAST_CHARACTER))]

    def initiatives_named(self, identifiers: Iterable[str]) -> dict[str, Initiative]:
        """Initiatives by id."""
        rows = self._connection.rows_in(
            f"SELECT {INITIATIVE_COLUMNS} FROM initiatives WHERE id IN ({{marks}})", identifiers
        )
        return {row[0]: Initiative(*row) for row in rows}

    def initiatives(self, county: str | None = None, source: str | None = None) -> list[Initiative]:
        """Initiatives, the newest first, and those of one document in the document's order."""
        where, parameters = conditions((("county", county), ("source", source)))
        sql = f"SELECT {INITIATIVE_COLUMNS} FROM initiatives WHERE {where} ORDER BY year DESC, position"
        return [Initiative(*row) for row in self._connection.rows(sql, parameters)]

    def gaps(self, county: str) -> list[Gap]:
        return [
            Gap(*row)
            for row in self._connection.rows("SELECT county, source, note FROM gaps WHERE county = ?", (county,))
        ]

    def telling_of(self, counties: Collection[str]) -> frozenset[str]:
        """The documents that tell of some counties."""
        codes = listed(counties)
        told = " UNION ".join(f"SELECT source FROM {table} WHERE county IN ({codes})" for table in FIGURE_TABLES)
        rows = self._connection.rows(f"SELECT id FROM documents WHERE number IN ({told})")
        rows += self._connection.rows_in("SELECT DISTINCT source FROM initiatives WHERE county IN ({marks})", counties)
        return frozenset(identifier for (identifier,) in rows)

    def yields(self) -> list[tuple[int, int, int]]:
        """How many observations, targets and initiatives each document yielded, in the order of documents."""
        columns = (
            "(SELECT coalesce(sum(figures), 0) FROM reports WHERE source = number)",
            "(SELECT count(*) FROM targets WHERE source = number)",
            "(SELECT count(*) FROM initiatives WHERE source = documents.id)",
        )
        sql = f"SELECT {', '.join(columns)} FROM documents ORDER BY {NEWEST_DOCUMENT}"
        return [(*row,) for row in self._connection.rows(sql)]

    def places_told_of(self, source: str) -> dict[str, int]:
        """The places that a document has figures of, in the order of codes, and how many of each it prints."""
        number = self._connection.document_number(source)
        rows = self._connection.rows("SELECT county, figures FROM reports WHERE source = ? ORDER BY county", (number,))
        return {f"{county:06d}": figures for county, figures in rows}
