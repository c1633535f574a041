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


def put_another_file_there(path: Path) -> None:
    path.write_bytes(b"cos\nsystem\n(S'touch pwned'\ntR.")
