"""Lines of keys in a TOML file.

No parser tells the line of a value, so a file is scanned a second time, and only after a check has failed. The scanner
trusts that the file has already been parsed; keys of an inline table lie on the line where its own key stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Keys = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_ASSIGNMENT = re.compile(
    r"\s*((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'))*)\s*="
)
_STRING_OR_COMMENT = re.compile(r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*")
_LONG_STRING = re.compile(r"\"\"\"|'''")


def line_numbers(text: str) -> dict[Keys, int]:
    """The line, from 1 on, of every table header and every key."""
    lines: dict[Keys, int] = {}
    tables: dict[str, int] = {}
    prefix: Keys = ()
    for number, line in _statements(text):
        header = _HEADER.match(line)
        if header:
            prefix = _table(header[2], header[1] == "[[", tables)
            lines[prefix] = number
        else:
            assignment = _ASSIGNMENT.match(line)
            if assignment:
                lines[prefix + _split(assignment[1])] = number
    return lines


def line_of(lines: dict[Keys, int], keys: Keys) -> int:
    """The line of `keys` or, where that has none of its own, of what encloses it."""
    while keys and keys not in lines:
        keys = keys[:-1]
    return lines.get(keys, 1)


def _table(name: str, is_array: bool, tables: dict[str, int]) -> Keys:
    if not is_array:
        return _split(name)
    tables[name] = tables.get(name, -1) + 1
    return (*_split(name), tables[name])


def _split(dotted: str) -> Keys:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Lines on which a statement begins: not those inside a long string or a bracket left open before."""
    depth = 0
    closing: str | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if closing:
            closing = None if closing in line else closing
            continue
        if depth == 0:
            yield number, line
        bare = _STRING_OR_COMMENT.sub("", line)
        opened = _LONG_STRING.search(bare)
        if opened:
            closing = opened[0]
        elif not (depth == 0 and _HEADER.match(line)):
            depth += bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")
