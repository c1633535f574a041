"""Codes of places as the numbers that the index's figures hold, put into SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from countycli.index.ask.connection import Connection
    from countycli.model.records import Key

# Places are joined: of a list in a condition SQLite would choose by guess whether to look each of them up.
OF_PLACES = "(VALUES {places}) AS named CROSS JOIN {table} AS it ON it.county = named.column1"

_WANTED = (
    f"(VALUES {{keys}}) AS wanted CROSS JOIN {OF_PLACES}"
    " AND it.metric = wanted.column1 AND it.last_month = wanted.column2 AND it.first_month = wanted.column3"
)


def listed(codes: Iterable[str]) -> str:
    """Codes as SQL lists them: they are digits, so no marks are needed, of which there may be too many."""
    return ", ".join(str(int(code)) for code in dict.fromkeys(codes))


def code_rows(codes: Iterable[str]) -> str:
    """Codes as rows of SQL; for none one that no place has."""
    return ", ".join(f"({int(code)})" for code in dict.fromkeys(codes)) or "(-1)"


def joined(table: str, places: Iterable[str] | None) -> str:
    """A table's rows of some places, of all without any given, as SQL joins them."""
    if places is None:
        return f"{table} AS it"
    return OF_PLACES.format(table=table, places=code_rows(places))


def wanted_of(connection: Connection, places: Iterable[str], keys: Iterable[Key]) -> str:
    """The observations of some places, metrics and periods as SQL joins them; empty for none."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return ""
    known = dict(connection.rows_by("SELECT id, number FROM metrics", "id", (metric for metric, _ in wanted)))
    rows = (f"({known[metric]}, {period.end}, {period.start})" for metric, period in wanted)
    return _WANTED.format(keys=", ".join(rows), places=code_rows(places), table="observations")
