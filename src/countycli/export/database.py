"""All tables in one SQLite file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from countycli.export.files import Written
from countycli.export.tables import TABLES
from countycli.index.ask.connection import as_os_error
from countycli.model.columns import FLAG, INTEGER, NUMBER, TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from countycli.export.tables import Selection, Table
    from countycli.index.ask.index import Index

_TYPES = {TEXT: "TEXT", INTEGER: "INTEGER", NUMBER: "NUMERIC", FLAG: "BOOLEAN"}  # a flag is stored as 1 or 0


def write_database(path: Path, index: Index, selection: Selection) -> tuple[Written, ...]:
    """Raises OSError where the file can't be written, as the writers of other formats do."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")  # a file that isn't finished is thrown away
            connection.execute("BEGIN")
            written = tuple(_write_table(connection, table, index, selection) for table in TABLES)
            connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise as_os_error(error) from error
    return written


def _write_table(connection: sqlite3.Connection, table: Table, index: Index, selection: Selection) -> Written:
    columns = ", ".join(f'"{column.name}" {_TYPES[column.kind]}' for column in table.columns)
    connection.execute(f"CREATE TABLE {table.name} ({columns})")
    insertion = f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"
    cursor = connection.executemany(insertion, table.rows(index, selection, ()))
    return Written(table.name, cursor.rowcount, 1)
