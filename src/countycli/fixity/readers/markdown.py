"""Markdown: a record for each row of a table, and for each other line of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from countycli.fixity.canonical import record_of
from countycli.fixity.readers import Holding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from countycli.fixity.canonical import Record

_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|?[\s:|-]+\|?")


def read(text: str, _kind: str) -> Holding:
    return Holding([record for record in _records(_without_comments(text).splitlines()) if record])


def _records(lines: list[str]) -> Iterator[Record]:
    table, columns = 0, list[str]()
    for line in map(str.strip, lines):
        if not line.startswith("|"):
            columns = []
            yield record_of([("text", line)])
        elif not columns:
            table, columns = table + 1, distinct(_cells(line))
            yield record_of([("text", " ".join(_cells(line)))], str(table))
        elif not _RULE.fullmatch(line):
            yield record_of(zip(columns, _cells(line), strict=False), str(table))


def _without_comments(text: str) -> str:
    """Found step by step: a pattern would look for the end of each of many comments that have none."""
    parts, rest = list[str](), text
    while "-->" in (after := (halves := rest.partition("<!--"))[2]):
        parts.append(halves[0])
        rest = after.partition("-->")[2]
    return "".join((*parts, rest))


def distinct(titles: list[str]) -> list[str]:
    """Titles of columns, with the number of the column where a title is empty or stands twice."""
    return [
        title if title and titles.count(title) == 1 else f"{title}{number}" for number, title in enumerate(titles, 1)
    ]


def numbered(cells: list[str]) -> list[str]:
    """Columns of a table without titles."""
    return distinct([""] * len(cells))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _CELL.split(line.strip("|"))]
