"""The canonical form of what a file holds: records of texts, each a line of JSON, in the order of the lines.

Programs write the same figure in many ways: 1.10 and 1.1, TRUE and true, rows in another order. The form leaves out
what says nothing, so that a file that a spreadsheet saved again has the digest that it had (docs/fixity.md).
"""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Record = dict[str, str]  # what a row tells, by column, in canonical form; what is empty is left out

TABLE = "@"  # the key of a record under which the table stands that the record belongs to, in files of several tables
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)
_TRUTHS = ("true", "false")
_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def record_of(cells: Iterable[tuple[str, object]], table: str = "") -> Record:
    """A record of columns and what stands in them."""
    named = [(TABLE, table), *cells]
    return {key: text for key, value in named if (text := canonical(value))}


def canonical(value: object) -> str:
    """A cell as text. Numbers have fifteen digits at most, as many as spreadsheets keep, and neither exponents nor
    zeros at their ends; all blanks are alike.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return _TRUTHS[not value]
    text = " ".join(str(value).split())
    if _NUMBER.fullmatch(text):
        return _number(text)
    lower = text.lower()
    return lower if lower in _TRUTHS else text


def _number(text: str) -> str:
    number = float(text)
    if not isfinite(number):
        return text
    return format(Decimal(format(number, ".15g")), "f") if number else "0"


def line_of(record: Mapping[str, str]) -> str:
    return _write(record)


def digest(lines: Iterable[str]) -> str:
    """SHA-256 of the canonical form, in whatever order the lines come."""
    return hashlib.sha256(
        "".join(f"{line}\n" for line in sorted(lines)).encode("utf-8", "backslashreplace")
    ).hexdigest()
