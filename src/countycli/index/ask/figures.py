"""Figures, observations and targets, whole or in short."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from countycli.index.ask.connection import Connection, conditions
from countycli.index.ask.decode import details_of, figure_of, short_value, standard_of
from countycli.index.ask.numbers import joined, listed, wanted_of
from countycli.index.schema import COMPARABLE, NEWEST_DOCUMENT, STATUS_NUMBERS
from countycli.model.answers import Counts
from countycli.model.columns import DETAILS, NO_DETAILS
from countycli.model.period import Period
from countycli.model.records import ACCESSES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from countycli.model.answers import Standard, Value
    from countycli.model.records import Figure, Key


# The order of the joins is fixed: figures are found by their own keys, their documents by number.
_NAMES = " CROSS JOIN documents ON documents.number = figure.source"
_DETAIL_COLUMNS = ", ".join(("number", *(column.field for column in DETAILS)))
_DETAILS = " LEFT JOIN details ON details.number = figure.details"
_FIGURES = (
    "SELECT figure.metric, documents.id, figure.last_month, figure.first_month, figure.county, figure.scope,"
    " figure.value, figure.decimals, figure.status, figure.details FROM {tables}"
    + _NAMES
    + " WHERE {where} ORDER BY figure.county, figure.metric, figure.last_month DESC, figure.first_month, figure.scope, "
    + NEWEST_DOCUMENT
)
# Behind the headline, figures of better documents come first, and among equally good documents those of the newest.
_ACCESS_ORDER = " ".join(f"WHEN '{access}' THEN {number}" for number, access in enumerate(ACCESSES))
_STANDARDS = (
    "SELECT figure.county, figure.metric, figure.first_month, figure.last_month, figure.value, figure.decimals,"
    " documents.id, figure.status, figure.headline FROM {tables}" + _NAMES + f" WHERE figure.grade = {COMPARABLE}"
    f" ORDER BY figure.headline DESC, CASE documents.access {_ACCESS_ORDER} END, {NEWEST_DOCUMENT}"
)
_IN_SHORT = "figure.county, figure.value, figure.grade, figure.scope, restated, boundaries"
_OF_PERIOD = (
    "SELECT {columns} FROM observations AS figure"
    + _DETAILS
    + " WHERE metric = ? AND last_month = ? AND first_month = ? AND headline{further}"
)
# The SQL index by county tells which figures of a place a document has; only these figures are then read.
_OF_SOURCE = (
    "reports CROSS JOIN observations AS held ON held.county = reports.county AND held.source = reports.source"
    " CROSS JOIN observations AS figure ON figure.metric = held.metric AND figure.last_month = held.last_month"
    " AND figure.first_month = held.first_month AND figure.county = held.county AND figure.source = held.source"
    " AND figure.scope = held.scope"
)
_IN_CELLS = (
    "cells CROSS JOIN {table} AS figure ON figure.metric = cells.metric AND figure.last_month = cells.last_month"
    " AND figure.first_month = cells.first_month AND figure.county = cells.county"
)
_OF_LATEST = (
    "latest CROSS JOIN observations AS figure ON figure.metric = latest.metric"
    " AND figure.last_month = latest.last_month AND figure.first_month = latest.first_month"
    " AND figure.county = latest.county"
)
_LATEST_IN_SHORT = (
    f"SELECT {_IN_SHORT}, figure.last_month, figure.first_month FROM {_OF_LATEST}"
    " AND figure.scope = latest.scope AND figure.headline" + _DETAILS + " WHERE latest.metric = ?"
)

# The counties of a province lie side by side: they are gone through, where SQLite would rather look up each. Counting
# in a subquery spares the sorting that a GROUP BY would take. A subquery gives one value, so the counts make a text.
_IS_AHEAD = "CASE WHEN wanted.column5 THEN other.value < figure.value ELSE other.value > figure.value END"
_IS_ALIKE = "other.county IN ({alike})"
_COUNTS = (
    f"SELECT count(*) || ' ' || sum({_IS_AHEAD}) || ' ' || sum({_IS_ALIKE}) || ' ' || sum({_IS_ALIKE} AND {_IS_AHEAD})"
    " FROM observations AS other WHERE other.metric = figure.metric"
    " AND other.last_month = figure.last_month AND other.first_month = figure.first_month"
    " AND other.county BETWEEN {least} AND {most} AND other.headline"
    f" AND other.grade = {COMPARABLE} AND ({{members}})"
)
_PLACED = (
    f"SELECT figure.metric, figure.first_month, figure.last_month, ({_COUNTS}) FROM {{tables}}"
    f" WHERE figure.headline AND figure.grade = {COMPARABLE}"
)


class Figures:
    """Lists of figures are in the order of places (by code), metrics, periods (the latest first) and scopes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def observations(
        self, counties: Iterable[str] | None = None, metric: str | None = None, period: Period | None = None
    ) -> list[Figure]:
        first, last = period or (None, None)
        columns = (
            ("metric", self._connection.metric_number(metric)),
            ("first_month", first),
            ("last_month", last),
        )
        return self._figures(joined("observations", counties), *conditions(columns))

    def observations_from(
        self, source: str, counties: Collection[str] | None = None, *, disputed: bool = False
    ) -> list[Figure]:
        """The observations of a document, those of some places or of all, or only the `disputed` ones among them."""
        where = "reports.source = ? AND details.disputed" if disputed else "reports.source = ?"
        if counties is not None:
            where += f" AND reports.county IN ({listed(counties)})"
        return self._figures(_OF_SOURCE + _DETAILS, where, [self._connection.document_number(source)])

    def targets(
        self, counties: Iterable[str] | None = None, metric: str | None = None, source: str | None = None
    ) -> list[Figure]:
        columns = (
            ("metric", self._connection.metric_number(metric)),
            ("source", self._connection.document_number(source)),
        )
        return self._figures(joined("targets", counties), *conditions(columns))

    def observations_for(self, counties: Iterable[str], keys: Iterable[Key]) -> list[Figure]:
        """The observations of some places, for pairs of a metric and a period."""
        tables = wanted_of(self._connection, counties, keys)
        return self._figures(tables, "1") if tables else []

    def in_cells(self, table: str) -> list[Figure]:
        """The figures of the places, metrics and periods in `cells`, a temporary table of this connection."""
        return self._figures(_IN_CELLS.format(table=table), "1")

    def latest_observations(self, counties: Iterable[str], metric: str) -> list[Figure]:
        """The observations of some places for the periods that the table `latest` names."""
        where = f"latest.metric = ? AND latest.county IN ({listed(counties)})"
        return self._figures(_OF_LATEST, where, [self._connection.metric_number(metric)])

    def _figures(self, tables: str, where: str, parameters: Collection[Any] = ()) -> list[Figure]:
        rows = self._connection.rows(_FIGURES.format(tables=tables, where=where), (*parameters,))
        ids, units = self._connection.metric_ids(row[0] for row in rows), self._connection.units
        details = self._details({row[-1] for row in rows} - {None})
        return [figure_of(row, (metric := ids[row[0]]), units[metric], details[row[-1]]) for row in rows]

    def _details(self, numbers: Iterable[int]) -> dict[int | None, Sequence[Any]]:
        """By number what is unusual of figures: many figures share a number, most have none."""
        rows = self._connection.rows_in(f"SELECT {_DETAIL_COLUMNS} FROM details WHERE number IN ({{marks}})", numbers)
        found: dict[int | None, Sequence[Any]] = {number: details_of(cells) for number, *cells in rows}
        return {None: NO_DETAILS, **found}

    def values(self, metric: str, period: Period) -> list[Value]:
        """The headlines of every place for a metric and a period: one for the place, and others for its scopes."""
        rows = self._of_period(metric, period, _IN_SHORT, " ORDER BY county")
        rows.sort(key=itemgetter(0, 3))  # by county and scope; SQLite would sort the rows of each county apart
        return [short_value(row) for row in rows]

    def sources(self, metric: str, period: Period, counties: Collection[str]) -> dict[str, int]:
        """The documents that the comparable headlines of some places come from, with how many, most of them first."""
        number = self._connection.metric_number(metric)
        rows = self._connection.rows(
            "SELECT documents.id, count(*) FROM observations AS figure"
            " CROSS JOIN documents ON documents.number = figure.source"
            f" WHERE metric = ? AND last_month = ? AND first_month = ? AND headline AND grade = {COMPARABLE}"
            f" AND +county IN ({listed(counties)}) GROUP BY 1 ORDER BY 2 DESC, 1",
            (number, period.end, period.start),
        )
        return dict(rows)

    def counts(
        self, county: str, fields: Mapping[Key, frozenset[str]], alike: Collection[str], lower: Collection[Key]
    ) -> dict[Key, Counts]:
        """For metrics and periods of which a county has a comparable figure: how many counties of the key's field have
        one and how many of these a higher one or, for the keys in `lower`, a lower one; and the same of counties that
        are `alike`. The county must be in all fields.
        """
        if not fields:
            return {}
        numbers = {members: number for number, members in enumerate(dict.fromkeys(fields.values()))}
        further = {key: (numbers[members], int(key in lower)) for key, members in fields.items()}
        codes = [int(code) for members in numbers for code in members]
        sql = _PLACED.format(
            tables=wanted_of(self._connection, [county], fields, further),
            least=min(codes),
            most=max(codes),
            members=_membership(numbers),
            alike=listed(alike),
        )
        rows = self._connection.rows(sql)
        ids = self._connection.metric_ids(row[0] for row in rows)
        return {
            (ids[metric], Period(first, last)): Counts(*map(int, counts.split()))
            for metric, first, last, counts in rows
        }

    def held(self, counties: Iterable[str], periods: Iterable[Period]) -> list[tuple[str, Key]]:
        """The metrics of which some places have figures for periods that end when some `periods` end."""
        months = ", ".join(str(month) for month in {period.end for period in periods})
        rows = self._connection.rows(
            "SELECT DISTINCT county, metric, first_month, last_month FROM observations"
            f" WHERE county IN ({listed(counties)}) AND last_month IN ({months})"
        )
        ids = self._connection.metric_ids(row[1] for row in rows)
        return [(f"{county:06d}", (ids[metric], Period(first, last))) for county, metric, first, last in rows]

    def zoned(self, metric: str, period: Period) -> frozenset[str]:
        """The places whose figures of a metric for a period leave out functional zones that were counted apart."""
        rows = self._of_period(metric, period, "figure.county", " AND zones_apart")
        return frozenset(f"{county:06d}" for (county,) in rows)

    def revised(self, metric: str, period: Period) -> frozenset[str]:
        """The places whose figure of a metric for a period is a revised one."""
        rows = self._of_period(metric, period, "figure.county", f" AND status = {STATUS_NUMBERS['final']}")
        return frozenset(f"{county:06d}" for (county,) in rows)

    def coarser(self, metric: str, period: Period, decimals: int) -> frozenset[str]:
        """The places whose own figure of a metric for a period, not that of a part, has fewer than so many decimals."""
        rows = self._of_period(metric, period, "figure.county", f" AND decimals < {decimals} AND figure.scope = ''")
        return frozenset(f"{county:06d}" for (county,) in rows)

    def noted(self, metric: str, period: Period) -> frozenset[str]:
        """The places whose own figure of a metric for a period, not that of a part, has a note, but for censuses."""
        censuses = "SELECT number FROM documents WHERE kind = 'census'"
        noted = f" AND note IS NOT NULL AND figure.scope = '' AND source NOT IN ({censuses})"
        rows = self._of_period(metric, period, "figure.county", noted)
        return frozenset(f"{county:06d}" for (county,) in rows)

    def _of_period(self, metric: str, period: Period, columns: str, further: str) -> list[tuple[Any, ...]]:
        """Columns of the headlines of a metric for a period, of all places."""
        sql = _OF_PERIOD.format(columns=columns, further=further)
        return self._connection.rows(sql, (self._connection.metric_number(metric), period.end, period.start))

    def latest(self, metric: str) -> list[tuple[Value, Period]]:
        """Every place's latest comparable value, else its latest: of a year before those of several years, and these
        before those of a part of a year; of those that end together the longest period's.
        """
        rows = self._connection.rows(_LATEST_IN_SHORT, (self._connection.metric_number(metric),))
        periods = {row[-2:]: Period(row[-1], row[-2]) for row in rows}
        return [(short_value(row[:-2]), periods[row[-2:]]) for row in rows]

    def standards(self, codes: Collection[str], keys: Iterable[Key] | None = None) -> list[Standard]:
        """The comparable figures of some places, of each metric and period the headline first; of these metrics for
        these periods where they are given.
        """
        tables = joined("observations", codes) if keys is None else wanted_of(self._connection, codes, keys)
        rows = self._connection.rows(_STANDARDS.format(tables=tables)) if tables else []
        ids = self._connection.metric_ids(row[1] for row in rows)
        return [standard_of(row, ids[row[1]]) for row in rows]


def _membership(numbers: Mapping[frozenset[str], int]) -> str:
    """SQL that tells whether `other` is in the field that a wanted row has the number of. Fields of one province differ
    in few counties, so that those of all fields are listed once.
    """
    common = frozenset.intersection(*numbers)
    terms = [f"+other.county IN ({listed(common)})"]
    terms += [
        f"wanted.column4 = {number} AND other.county IN ({listed(members - common)})"
        for members, number in numbers.items()
        if members > common
    ]
    return " OR ".join(terms)
