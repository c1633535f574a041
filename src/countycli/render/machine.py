"""JSON, JSON Lines, CSV and TSV."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from countycli.render.encode import Data, flat

if TYPE_CHECKING:
    from collections.abc import Callable

# A string put between records, so that many are encoded in one go (two thirds of the time) and parted afterwards.
# Encoded it can't be mistaken: within a string its quotes would be escaped, and no list of a record holds this string.
_BETWEEN = "\x1e"
_PORTION = 50  # records encoded in one go: few enough that each portion reuses the memory of the one before


def render_json(envelope: Data, ascii_only: bool) -> str:
    """JSON with a line for each key and for each record of a list: readable, fit for diffs, and quickly written."""
    import json

    encode = json.JSONEncoder(ensure_ascii=ascii_only, check_circular=False).encode
    pieces = ["{"]
    for key, value in envelope.items():
        pieces += ["\n  ", encode(key), ": ", *_listed(value, encode), ","]
    pieces[-1] = "\n}\n"
    return "".join(pieces)


def _listed(value: object, encode: Callable[[object], str]) -> Iterator[str]:
    if not isinstance(value, list | Iterator):
        yield encode(value)
        return
    records, between = iter(value), f", {encode(_BETWEEN)}, "
    line, end = "[\n    ", "[]"
    while portion := list(islice(records, _PORTION)):
        parted = [element for record in portion for element in (record, _BETWEEN)]
        yield line
        yield encode(parted[:-1])[1:-1].replace(between, ",\n    ")
        line, end = ",\n    ", "\n  ]"
    yield end


def render_jsonl(rows: list[Data], ascii_only: bool) -> str:
    import json

    return "".join(json.dumps(row, ensure_ascii=ascii_only) + "\n" for row in rows)


def render_csv(rows: list[Data], delimiter: str = ",", columns: tuple[str, ...] = (), *, terminal: bool = False) -> str:
    """A header and one line a row; nested places become two columns, missing values are empty. Where tabs part the
    cells (TSV), tabs and line breaks within a cell are replaced.

    `columns` is the header where there are no rows; for a `terminal` texts are made safe.
    """
    import csv
    from io import StringIO

    from countycli.export.cells import csv_cell, tsv_cell
    from countycli.render.terminal import safe_line

    cell = tsv_cell if delimiter == "\t" else csv_cell

    def written(value: object) -> object:
        if type(value) is not str:
            return value
        return safe_line(cell(value)) if terminal else cell(value)

    flattened = [flat(row) for row in rows]
    header = list(dict.fromkeys(key for row in flattened for key in row)) or columns
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(map(written, header))
    writer.writerows([written(row.get(key, "")) for key in header] for row in flattened)
    return buffer.getvalue()
