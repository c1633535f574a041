"""A folder of tables: a file for each table or, where figures are partitioned, a file for each part."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from countycli.export.tables import PARTITIONS, TABLES
from countycli.index.schema import FIGURE_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from countycli.export.tables import Column, Row, Selection, Table
    from countycli.index.ask.index import Index

_FLAGS = {True: "true", False: "false"}


class Written(NamedTuple):
    """How many rows of a table were written to how many files."""

    table: str
    rows: int
    files: int


class Writer(Protocol):
    """Writes a table's rows to a new file and tells how many there were."""

    def __call__(self, path: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int: ...


def write_folder(
    folder: Path, index: Index, selection: Selection, partition: tuple[str, ...], form: str
) -> tuple[Written, ...]:
    """All tables as files of a format (a key of WRITERS); `partition` holds keys of PARTITIONS."""
    folder.mkdir()
    return tuple(
        _write_table(folder, table, table.rows(index, selection, partition), partition, form) for table in TABLES
    )


def _write_table(folder: Path, table: Table, rows: Iterator[Row], partition: tuple[str, ...], form: str) -> Written:
    write = WRITERS[form]
    if not partition or table.name not in FIGURE_TABLES:
        return Written(table.name, write(folder / f"{table.name}.{form}", table.columns, rows), 1)
    counts = [
        write(_new_folder(folder / table.name, partition, key) / f"part-0.{form}", _kept(table, partition), part)
        for key, part in _parts(table, rows, partition)
    ]
    return Written(table.name, sum(counts), len(counts))


def _parts(table: Table, rows: Iterable[Row], partition: tuple[str, ...]) -> Iterator[tuple[Row, Iterator[Row]]]:
    """The rows of each part, without the columns whose values the part's folder names. `rows` must come in the order of
    parts.
    """
    names = [column.name for column in table.columns]
    key_of = itemgetter(*(names.index(PARTITIONS[key]) for key in partition))
    cut = itemgetter(*(names.index(column.name) for column in _kept(table, partition)))
    for key, part in groupby(rows, key_of):
        yield key if isinstance(key, tuple) else (key,), map(cut, part)


def _kept(table: Table, partition: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(column for column in table.columns if column.name not in partition)


def _new_folder(folder: Path, partition: tuple[str, ...], key: Row) -> Path:
    """`province=330000/year=2020`, as Hive lays out the parts of a table."""
    made = folder.joinpath(*(f"{name}={value}" for name, value in zip(partition, key, strict=True)))
    made.mkdir(parents=True)
    return made


def write_csv(path: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Missing values are empty, flags `true` or `false`, and no text is a formula."""
    import csv

    from countycli.export.cells import csv_cell

    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in columns])
        for count, row in enumerate(rows, 1):  # noqa: B007  # the last count is the answer
            writer.writerow(
                [
                    csv_cell(value) if type(value) is str else _FLAGS[value] if type(value) is bool else value
                    for value in row
                ]
            )
    return count


def write_jsonl(path: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    import json

    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    names = [column.name for column in columns]
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for count, row in enumerate(rows, 1):  # noqa: B007  # the last count is the answer
            file.write(encode(dict(zip(names, row, strict=True))) + "\n")
    return count


def write_parquet(path: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    from countycli.export.parquet import write

    return write(path, columns, rows)


WRITERS: dict[str, Writer] = {"parquet": write_parquet, "csv": write_csv, "jsonl": write_jsonl}
