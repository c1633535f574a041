"""Plain text: a record for each line."""

from __future__ import annotations

from countycli.fixity.canonical import record_of
from countycli.fixity.readers import Holding


def read(text: str, _kind: str) -> Holding:
    records = [record_of([("text", line)]) for line in text.splitlines()]
    return Holding([record for record in records if record])
