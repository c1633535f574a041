"""Lines of keys in a TOML file.

No parser tells the line of a value, so a file is scanned a second time, and only after a check has failed. Keys of an
inline table lie on the line where the key of the table, or the place of the table in a list, stands. The text has been
parsed before; where it changed meanwhile, or is no TOML, the lines up to there are known.
"""

from __future__ import annotations

import re
from contextlib import suppress

import tomli

Keys = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY_PART = re.compile(r"[ \t]*(\"(?:\\.|[^\"\\])*\"|'[^']*'|[A-Za-z0-9_-]+)[ \t]*(\.?)")
# What a value consists of, as far as its end is concerned.
_VALUE_PART = re.compile(
    r"\"\"\"(?:\\.|[^\\])*?\"\"\"+|'''.*?'''+|\"(?:\\.|[^\"\\])*\"|'[^']*'|#[^\n]*|[\[{]|[\]}]|\n|[^\"'#\[\]{}\n]+",
    re.DOTALL,
)


def line_numbers(text: str) -> dict[Keys, int]:
    """The line, from 1 on, of every table header and every key; of an array of tables that of its first header."""
    return _Scanner(text).scan()


def line_of(lines: dict[Keys, int], keys: Keys) -> int:
    """The line of `keys` or, where that has none of its own, of what encloses it."""
    while keys and keys not in lines:
        keys = keys[:-1]
    return lines.get(keys, 1)


class _NoKeyError(Exception):
    """Where a key must begin there is none."""


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._counted = (0, 1)  # a position and its line, from which lines are counted on
        self._lines: dict[Keys, int] = {}
        self._last: dict[Keys, int] = {}  # the last index of each array of tables

    def scan(self) -> dict[Keys, int]:
        table: Keys = ()
        with suppress(_NoKeyError, tomli.TOMLDecodeError):
            while self._skip_blank():
                line = self._line()
                if self._text[self._position] == "[":
                    table = self._header(line)
                else:
                    path = table + self._key()
                    self._lines[path] = line
                    self._skip_value(path)
        return self._lines

    def _line(self) -> int:
        """The line of the position, which never moves back."""
        position, line = self._counted
        line += self._text.count("\n", position, self._position)
        self._counted = (self._position, line)
        return line

    def _skip_blank(self) -> bool:
        """Move to the next statement; whether there is one."""
        match = _BLANK.match(self._text, self._position)
        self._position = match.end() if match else self._position
        return self._position < len(self._text)

    def _header(self, line: int) -> Keys:
        is_array = self._text.startswith("[[", self._position)
        self._position += 2 if is_array else 1
        *parents, name = self._key()
        path: Keys = ()
        for parent in parents:
            path = (*path, parent)
            path = (*path, self._last[path]) if path in self._last else path
        path = (*path, name)
        self._lines.setdefault(path, line)
        if is_array:
            self._last[path] = self._last.get(path, -1) + 1
            path = (*path, self._last[path])
            self._lines[path] = line
        self._position = self._text.find("\n", self._position) + 1 or len(self._text)
        return path

    def _key(self) -> Keys:
        """A key, dotted or not; the position is then behind it."""
        parts: list[str] = []
        dot = "."
        while dot:
            match = _KEY_PART.match(self._text, self._position)
            if match is None:
                raise _NoKeyError
            self._position = match.end()
            written, dot = match.groups()
            parts.append(tomli.loads(f"key = {written}")["key"] if written[0] in "\"'" else written)
        return tuple(parts)

    def _skip_value(self, path: Keys) -> None:
        """Move behind the line on which the value ends: the first line end outside strings and brackets.

        The members of a list of lists or tables have lines of their own.
        """
        depth = member = 0
        while match := _VALUE_PART.match(self._text, self._position):
            part = match[0]
            if part in "[{":
                if depth == 1:
                    self._lines[*path, member] = self._line()
                depth += 1
            elif part in "]}":
                depth -= 1
            elif depth == 1 and part[0] not in "\"'#":
                member += part.count(",")
            self._position = match.end()
            if part == "\n" and depth == 0:
                return
