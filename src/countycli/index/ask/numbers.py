"""Codes of places as the numbers that the index's figures hold, put into SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from countycli.index.ask.connection import Connection
    from countycli.model.records import Key

# Places are joined: for places listed in a condition SQLite would only guess whether to look up each one or read all.
OF_PLACES = "(VALUES {places}) AS named CROSS JOIN {table} AS figure ON figure.county = named.column1"

_WANTED = (
    f"(VALUES {{keys}}) AS wanted CROSS JOIN {OF_PLACES}"
    " AND figure.metric = wanted.column1 AND figure.last_month = wanted.column2 AND figure.first_month = wanted.column3"
)


def listed(codes: Iterable[str]) -> str:
    """Codes as SQL lists them. Being digits, codes need no `?`, of which SQLite takes a limited number."""
    return ", ".join(str(int(code)) for code in dict.fromkeys(codes))


def code_rows(codes: Iterable[str]) -> str:
    """Codes as rows of SQL; without any code a row that no place matches."""
    return ", ".join(f"({int(code)})" for code in dict.fromkeys(codes)) or "(-1)"


def joined(table: str, places: Iterable[str] | None) -> str:
    """A table, for SQL's FROM: its rows of some places, or all rows where `places` is None."""
    if places is None:
        return f"{table} AS figure"
    return OF_PLACES.format(table=table, places=code_rows(places))


def key_rows(connection: Connection, keys: Iterable[Key], further: Mapping[Key, tuple[int, ...]] | None = None) -> str:
    """Metrics and periods as rows of SQL: the metric's number, the last month and the first, then the `further` numbers
    of each; "" without any.
    """
    wanted, numbers = dict.fromkeys(keys), further or {}
    known = connection.metric_numbers(metric for metric, _ in wanted)
    rows = ((known[metric], period.end, period.start, *numbers.get((metric, period), ())) for metric, period in wanted)
    return ", ".join(f"({', '.join(map(str, row))})" for row in rows)


def wanted_of(
    connection: Connection,
    places: Iterable[str],
    keys: Iterable[Key],
    further: Mapping[Key, tuple[int, ...]] | None = None,
) -> str:
    """The observations of some places, metrics and periods, for SQL's FROM; an empty text where `keys` is empty."""
    rows = key_rows(connection, keys, further)
    return _WANTED.format(keys=rows, places=code_rows(places), table="observations") if rows else ""
