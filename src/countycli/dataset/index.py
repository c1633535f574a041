"""The index as the queries see it: questions in, records out. All SQL that reads stands here."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

from countycli.dataset.schema import (
    DOCUMENT_COLUMNS,
    FIGURE_COLUMNS,
    GROUP_COLUMNS,
    INITIATIVE_COLUMNS,
    METRIC_COLUMNS,
    PLACE_COLUMNS,
)
from countycli.errors import InvalidDatasetError, Phrase
from countycli.model.naming import bigrams
from countycli.model.period import Period
from countycli.model.records import (
    Category,
    Document,
    Figure,
    Gap,
    Group,
    Initiative,
    Member,
    Metric,
    Place,
    Succession,
    Topic,
)
from countycli.model.reports import DataInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FIGURES = "SELECT " + FIGURE_COLUMNS + ", (SELECT unit FROM metrics WHERE id = metric) FROM {table} WHERE {where}"
_FIGURE_TABLES = ("observations", "targets")


LAST_CHARACTER = "\U0010ffff"  # prefix + this is the end of the range of strings that begin with prefix
_MOST_GRAMS = 24  # enough to leave few items; whole words are looked for in these


class NameHit(NamedTuple):
    tier: int
    id: str


class Found(NamedTuple):
    """A search hit: what it is (`place`, `metric`, `initiative`, `document`), its id and its title."""

    kind: str
    ref: str
    title: str


class Index:
    """A read-only book. Lists come in a fixed order: places by code, metrics and topics as the dataset lists them."""

    def __init__(self, connection: sqlite3.Connection, path: str = ":memory:") -> None:
        self._connection = connection
        self._path = path

    def close(self) -> None:
        self._connection.close()

    def _rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except UnicodeEncodeError:
            return []  # bytes that are no text: nothing in the book is like that
        except sqlite3.DatabaseError as error:
            message = Phrase("The index {path} can't be used: {reason}", path=self._path, reason=str(error))
            raise InvalidDatasetError(message, Phrase("install countycli again")) from error

    def info(self) -> DataInfo:
        meta = dict(self._rows("SELECT key, value FROM meta"))
        return DataInfo(meta["version"], int(meta["documents"]), meta["as_of"])

    # Places and groups

    def place(self, code: str) -> Place | None:
        rows = self._rows(f"SELECT {PLACE_COLUMNS} FROM places WHERE code = ?", (code,))
        return _place(rows[0]) if rows else None

    def places(self, codes: Iterable[str]) -> dict[str, Place]:
        marks, wanted = _marks(codes)
        rows = self._rows(f"SELECT {PLACE_COLUMNS} FROM places WHERE code IN ({marks})", wanted)
        return {row[0]: _place(row) for row in rows}

    def counties(self, province: str | None = None, prefecture: str | None = None) -> list[Place]:
        """Today's counties, of a province or prefecture or of all the book."""
        where, parameters = "level = 'county' AND valid_to IS NULL", []
        for column, code in (("province", province), ("prefecture", prefecture)):
            if code is not None:
                where += f" AND {column} = ?"
                parameters.append(code)
        return [
            _place(row)
            for row in self._rows(f"SELECT {PLACE_COLUMNS} FROM places WHERE {where} ORDER BY code", parameters)
        ]

    def regions(self) -> list[Place]:
        where = "level IN ('province', 'prefecture') AND valid_to IS NULL"
        return [_place(row) for row in self._rows(f"SELECT {PLACE_COLUMNS} FROM places WHERE {where} ORDER BY code")]

    def groups(self) -> list[Group]:
        return [_group(row) for row in self._rows(f"SELECT {GROUP_COLUMNS} FROM groups ORDER BY valid_from, id")]

    def groups_of(self, county: str) -> list[tuple[Group, Member]]:
        columns = ", ".join(f"groups.{column}" for column in GROUP_COLUMNS.split(", "))
        rows = self._rows(
            f"SELECT {columns}, group_id, county, members.valid_from, members.valid_to"
            " FROM members JOIN groups ON groups.id = group_id WHERE county = ? ORDER BY groups.valid_from, group_id",
            (county,),
        )
        return [(_group(row[:-4]), Member(*row[-4:])) for row in rows]

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

    # Definitions

    def metric(self, identifier: str) -> Metric:
        """A metric known to exist; KeyError otherwise."""
        return self.metrics([identifier])[identifier]

    def metrics(self, identifiers: Iterable[str] | None = None) -> dict[str, Metric]:
        sql, wanted = f"SELECT {METRIC_COLUMNS} FROM metrics", list[str]()
        if identifiers is not None:
            marks, wanted = _marks(identifiers)
            sql += f" WHERE id IN ({marks})"
        return {row[0]: _metric(row) for row in self._rows(f"{sql} ORDER BY position", wanted)}

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
        sql, wanted = f"SELECT {DOCUMENT_COLUMNS} FROM documents", list[str]()
        if identifiers is not None:
            marks, wanted = _marks(identifiers)
            sql += f" WHERE id IN ({marks})"
        rows = self._rows(f"{sql} ORDER BY published DESC, id", wanted)
        return {row[0]: Document(*row)._replace(title_is_described=bool(row[-1])) for row in rows}

    def document_ids(self, prefix: str = "") -> list[str]:
        sql = "SELECT id FROM documents WHERE id >= ? AND id < ? ORDER BY id"
        return [row[0] for row in self._rows(sql, (prefix, prefix + LAST_CHARACTER))]

    def observations(
        self,
        county: str | None = None,
        metric: str | None = None,
        period: Period | None = None,
        source: str | None = None,
    ) -> list[Figure]:
        return self._figures("observations", county, metric, period, source)

    def targets(self, county: str | None = None, metric: str | None = None, source: str | None = None) -> list[Figure]:
        return self._figures("targets", county, metric, None, source)

    def initiatives_named(self, identifiers: Iterable[str]) -> dict[str, Initiative]:
        """Initiatives by id."""
        marks, wanted = _marks(identifiers)
        rows = self._rows(f"SELECT {INITIATIVE_COLUMNS} FROM initiatives WHERE id IN ({marks})", wanted)
        return {row[0]: Initiative(*row) for row in rows}

    def initiatives(self, county: str | None = None, source: str | None = None) -> list[Initiative]:
        """The newest first, those of one document in its order."""
        where, parameters = _conditions((("county", county), ("source", source)))
        sql = f"SELECT {INITIATIVE_COLUMNS} FROM initiatives WHERE {where} ORDER BY year DESC, position"
        return [Initiative(*row) for row in self._rows(sql, parameters)]

    def gaps(self, county: str) -> list[Gap]:
        return [Gap(*row) for row in self._rows("SELECT county, source, note FROM gaps WHERE county = ?", (county,))]

    def counts(self) -> dict[str, int]:
        """How many records of each kind the book holds."""
        tables = ("places", "metrics", "documents", *_FIGURE_TABLES, "initiatives", "groups")
        return {table: self._rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}

    def figure_counts(self, by: str) -> dict[str, int]:
        """How many observations there are of each county, metric or source."""
        return dict(self._rows(f"SELECT {by}, count(*) FROM observations GROUP BY {by}"))

    def coverage(self, metric: str) -> list[tuple[Period, int]]:
        """The periods for which a metric has figures and how many places have one, the latest period first."""
        sql = (
            "SELECT first_month, last_month, count(DISTINCT county) FROM observations WHERE metric = ?"
            " AND value IS NOT NULL GROUP BY first_month, last_month ORDER BY last_month DESC, first_month"
        )
        return [(Period(first, last), count) for first, last, count in self._rows(sql, (metric,))]

    def places_with_figures(self, level: str) -> list[Place]:
        """Today's places of a level that have figures, by code."""
        columns = ", ".join(f"places.{column}" for column in PLACE_COLUMNS.split(", "))
        sql = (
            f"SELECT {columns} FROM places WHERE level = ? AND valid_to IS NULL"
            " AND EXISTS (SELECT 1 FROM observations WHERE county = code) ORDER BY code"
        )
        return [_place(row) for row in self._rows(sql, (level,))]

    def _figures(
        self, table: str, county: str | None, metric: str | None, period: Period | None, source: str | None
    ) -> list[Figure]:
        columns: list[tuple[str, Any]] = [("county", county), ("metric", metric), ("source", source)]
        if period is not None:
            columns += [("first_month", period.start), ("last_month", period.end)]
        where, parameters = _conditions(columns)
        order = " ORDER BY county, metric, last_month DESC, first_month, source"
        return [_figure(row) for row in self._rows(_FIGURES.format(table=table, where=where) + order, parameters)]


def _grams_of(word: str) -> list[str]:
    """The bigrams of a word; a single character stands for all bigrams that begin with it."""
    return list(bigrams(word))[:-1] or [word]


def _conditions(columns: Iterable[tuple[str, Any]]) -> tuple[str, list[Any]]:
    """A WHERE clause for those columns whose value is given."""
    given = [(column, value) for column, value in columns if value is not None]
    return " AND ".join(f"{column} = ?" for column, _ in given) or "1", [value for _, value in given]


def _marks(values: Iterable[str]) -> tuple[str, list[str]]:
    wanted = list(dict.fromkeys(values))
    return ", ".join("?" * len(wanted)), wanted


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _successions(text: str) -> tuple[Succession, ...]:
    return tuple(Succession(*line.split(" ")) for line in _lines(text))


def _place(row: tuple[Any, ...]) -> Place:
    place = Place(*row)  # its lists are still text
    return place._replace(aliases=_lines(row[9]), predecessors=_successions(row[-2]), successors=_successions(row[-1]))


def _group(row: tuple[Any, ...]) -> Group:
    identifier, name, name_en, aliases, *rest = row
    return Group(identifier, name, name_en, _lines(aliases), *rest)


def _metric(row: tuple[Any, ...]) -> Metric:
    identifier, name, name_en, aliases, topic, unit, kind, decimals, better, basis, low, high, *definitions = row
    sense = None if better is None else bool(better)
    names = (identifier, name, name_en, _lines(aliases))
    return Metric(*names, topic, unit, kind, decimals, sense, basis, (low, high), *definitions)


def _figure(row: tuple[Any, ...]) -> Figure:
    county, metric, first, last, value, decimals, bound, status, standing, source, at, printed, note, inferred, unit = (
        row
    )
    period = Period(first, last)
    texts = (status, standing, source, at, printed, note)
    return Figure(county, metric, period, value, decimals, unit, bound, *texts, bool(inferred))
