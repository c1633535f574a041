"""What may happen to an index file."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path


def empty(path: Path) -> None:
    path.write_bytes(b"")


def truncate_to_a_page(path: Path) -> None:
    os.truncate(path, 4096)


def truncate_by_half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def truncate_a_little(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


def replace_by_text(path: Path) -> None:
    path.write_text("no database at all\n" * 500, encoding="utf-8")


def spoil_the_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"x" * 40)


def spoil_the_pages(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))


def mark_as_another_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()


def flip_a_bit(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


def change_a_figure(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE observations SET value = 99 WHERE value = 7.5")
    connection.commit()
    connection.close()


def put_a_view_in_place_of_a_table(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript("ALTER TABLE places RENAME TO p; CREATE VIEW places AS SELECT * FROM p;")
    connection.close()


def _run(path: Path, script: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()


def put_an_endless_view_in_place_of_a_table(path: Path) -> None:
    """One that works at a row without end."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    names = "SELECT kind, key, tier, (" + endless + ") AS id FROM n1"
    _run(path, f"ALTER TABLE names RENAME TO n1; CREATE VIEW names AS {names};")


def add_a_trigger(path: Path) -> None:
    _run(path, "CREATE TRIGGER t AFTER DELETE ON places BEGIN DELETE FROM meta; END;")


def drop_the_facts(path: Path) -> None:
    _run(path, "DROP TABLE meta;")


def take_the_versions_away(path: Path) -> None:
    _run(path, "DELETE FROM meta;")


def put_words_in_place_of_numbers(path: Path) -> None:
    _run(path, "UPDATE observations SET value = 'many', decimals = 'some';")


def put_numbers_in_place_of_words(path: Path) -> None:
    _run(path, "UPDATE places SET successors = x'ff00', former_names = 7, predecessors = 'a b c d e f g';")


def take_a_column_away(path: Path) -> None:
    _run(path, "ALTER TABLE places DROP COLUMN former_names;")


def put_another_file_there(path: Path) -> None:
    path.write_bytes(b"cos\nsystem\n(S'touch pwned'\ntR.")
