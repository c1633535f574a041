"""JSON, JSON Lines, CSV and TSV."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from countycli.render.encode import Alike, Data, flat

# A string put between records, so that many are encoded in one go (two thirds of the time) and parted afterwards.
# Encoded it can't be mistaken: within a string its quotes would be escaped, and no list of a record holds this string.
# Between encoded values it can't be either, for within a string the character itself is escaped.
_BETWEEN = "\x1e"
_PORTION = 50  # records encoded in one go: few enough that each portion reuses the memory of the one before


def render_json(envelope: Data, ascii_only: bool) -> str:
    """JSON with a line for each key and for each record of a list: readable, fit for diffs, and quickly written."""
    written = _Writer(ascii_only)
    pieces = ["{"]
    for key, value in envelope.items():
        pieces += ["\n  ", written.encode(key), ": ", *written.listed(value), ","]
    pieces[-1] = "\n}\n"
    return "".join(pieces)


class _Writer:
    """Encodes values and, with a line for each record, lists."""

    def __init__(self, ascii_only: bool) -> None:
        import json

        self.encode = json.JSONEncoder(ensure_ascii=ascii_only, check_circular=False).encode
        parted = json.JSONEncoder(ensure_ascii=ascii_only, check_circular=False, separators=(_BETWEEN, ": "))
        self._encode_parted = parted.encode
        marked = json.JSONEncoder(ensure_ascii=ascii_only, check_circular=False, default=lambda _: _BETWEEN)
        self._encode_marked = marked.encode  # with the encoded `_BETWEEN` in the place of each VALUE
        # Patterns, by identity: as text with `%s` for each value, and kept lest another one gets the same identity.
        self._patterns: dict[int, tuple[str, Data]] = {}

    def listed(self, value: object) -> Iterator[str]:
        if not isinstance(value, list | Iterator):
            yield self.encode(value)
            return
        records = iter(value)
        line, end = "[\n    ", "[]"
        while portion := list(islice(records, _PORTION)):
            yield line
            yield self._mixed(portion) if any(type(record) is Alike for record in portion) else self._unlike(portion)
            line, end = ",\n    ", "\n  ]"
        yield end

    def _unlike(self, records: list[Data]) -> str:
        parted = [element for record in records for element in (record, _BETWEEN)]
        return self.encode(parted[:-1])[1:-1].replace(f", {self.encode(_BETWEEN)}, ", ",\n    ")

    def _mixed(self, records: list[Alike | Data]) -> str:
        """Records of which some are alike: of these only the values are encoded, and the rest once for all."""
        texts = [self._template(record) for record in records]
        values = [value for record in records if type(record) is Alike for value in record.values]
        return ",\n    ".join(texts) % tuple(self._encode_parted(values)[1:-1].split(_BETWEEN))

    def _template(self, record: Alike | Data) -> str:
        """A record as text, with `%s` for each value that it doesn't share."""
        if type(record) is not Alike:
            return self.encode(record).replace("%", "%%")
        pattern = record.pattern
        if id(pattern) not in self._patterns:
            text = self._encode_marked(pattern).replace("%", "%%").replace(self.encode(_BETWEEN), "%s")
            self._patterns[id(pattern)] = text, pattern
        return self._patterns[id(pattern)][0]


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
