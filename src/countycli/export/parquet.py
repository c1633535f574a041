"""Parquet. The only module that knows pyarrow, which is heavy and optional: it is loaded when a file is written."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from countycli.errors import MissingLibraryError
from countycli.model.columns import FLAG, INTEGER, NUMBER, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from countycli.export.tables import Column, Row

_TYPES = {TEXT: "string", INTEGER: "int32", NUMBER: "float64", FLAG: "bool_"}
_GROUP = 10_000  # rows that are held at a time and make a row group of the file


def require() -> None:
    """Raises MissingLibraryError where pyarrow is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise MissingLibraryError("pyarrow", extra="parquet") from error


def write(path: Path, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema([(column.name, getattr(pa, _TYPES[column.kind])()) for column in columns])
    remaining, count = iter(rows), 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(remaining, _GROUP)):
            columns_of_cells = zip(*group, strict=True)
            arrays = [pa.array(cells, kind) for cells, kind in zip(columns_of_cells, schema.types, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            count += len(group)
    return count
