"""JSON, JSON Lines, CSV and TSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countycli.render.encode import Data, flat

if TYPE_CHECKING:
    from collections.abc import Callable

# Between records while they are encoded in one go, which takes two thirds of the time that one by one does. In a string
# its quotes would be escaped, and no list within a record holds it.
_BETWEEN = "\x1e"


def render_json(envelope: Data, ascii_only: bool) -> str:
    """One line for each key and for each record of a list: to read, to compare, and quick to write."""
    import json

    encode = json.JSONEncoder(ensure_ascii=ascii_only).encode
    parts = [f"  {encode(key)}: {_listed(value, encode)}" for key, value in envelope.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _listed(value: object, encode: Callable[[object], str]) -> str:
    if not isinstance(value, list) or not value:
        return encode(value)
    parted = [it for item in value for it in (item, _BETWEEN)]
    text = encode(parted[:-1])[1:-1]
    return "[\n    " + text.replace(f", {encode(_BETWEEN)}, ", ",\n    ") + "\n  ]"


def render_jsonl(rows: list[Data], ascii_only: bool) -> str:
    import json

    return "".join(json.dumps(row, ensure_ascii=ascii_only) + "\n" for row in rows)


def render_csv(rows: list[Data], delimiter: str = ",", columns: tuple[str, ...] = ()) -> str:
    """A header and one line a row; nested places become two columns, missing values are empty.

    `columns` is the header where there are no rows.
    """
    import csv
    from io import StringIO

    flattened = [flat(row) for row in rows]
    header = list(dict.fromkeys(key for row in flattened for key in row)) or columns
    buffer = StringIO()
    writer = csv.DictWriter(buffer, header, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(flattened)
    return buffer.getvalue()
