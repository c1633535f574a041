"""JSON, JSON Lines, CSV and TSV."""

from __future__ import annotations

from countycli.render.encode import Data, flat


def render_json(envelope: Data, ascii_only: bool) -> str:
    import json

    return json.dumps(envelope, ensure_ascii=ascii_only, indent=2) + "\n"


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
