"""JSON and JSON Lines: a record for each object of a list, with nested keys joined by points."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from countycli.fixity.canonical import TABLE, record_of
from countycli.fixity.readers import SEAL_KEY, Holding, MalformedError
from countycli.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.fixity.canonical import Record

_DEEPEST = 40


def read(text: str, kind: str) -> Holding:
    try:
        if kind == "jsonl":
            rows = [json.loads(line) for line in text.splitlines() if line.strip()]
            return Holding([record_of(_flat(row)) for row in rows])
        return Holding(list(_records(json.loads(text))))
    except (ValueError, RecursionError) as error:
        raise MalformedError(str(error)) from error


def _records(answer: Any) -> Iterator[Record]:
    """The key under which a list of objects, or an object of objects, stands is the table of their records. What stands
    alone makes a record of its own.
    """
    if not isinstance(answer, dict):
        raise MalformedError(Phrase("no object"))
    for key, value in answer.items():
        if key == SEAL_KEY:
            continue
        if isinstance(value, list):
            yield from (record_of(_flat(element), key) for element in value)
        elif isinstance(value, dict) and value and all(isinstance(element, dict) for element in value.values()):
            yield from (record_of([("key", name), *_flat(element)], key) for name, element in value.items())
        else:
            record = record_of(_flat(value), key)
            yield from [record] if record.keys() != {TABLE} else []


def _flat(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, object]]:
    if depth > _DEEPEST:
        raise MalformedError(Phrase("nested too deeply"))
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if parts is None:
        yield path or "value", value
        return
    for key, part in parts:
        yield from _flat(part, f"{path}.{key}" if path else str(key), depth + 1)
