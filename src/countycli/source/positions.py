"""Lines of keys in a TOML file.

The parser doesn't tell the line of a value, so a file is scanned a second time, but only after a check has failed. Keys
of an inline table have the line of the key that holds the table or, in a list, the line where the table begins. The
scan ends where the text is no TOML, as it may be if the file has changed meanwhile; the lines found until then count.
"""

from __future__ import annotations

import re
from contextlib import suppress

import tomli

Keys = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY_PART = re.compile(r"[ \t]*(\"(?:\\.|[^\"\\])*\"|'[^']*'|[A-Za-z0-9_-]+)[ \t]*(\.?)")
# The parts of a value that must be told apart to find where the value ends.
_VALUE_PART = re.compile(
    r"\"\"\"(?:\\.|[^\\])*?\"\"\"+|'''.*?'''+|\"(?:\\.|[^\"\\])*\"|'[^']*'|#[^\n]*|[\[{]|[\]}]|\n|[^\"'#\[\]{}\n]+",
    re.DOTALL,
)


def line_numbers(text: str) -> dict[Keys, int]:
    """The line, from 1 on, of every table header and every key; for an array of tables the line of its first header."""
    return _Scanner(text).scan()


def line_of(lines: dict[Keys, int], keys: Keys) -> int:
    """The line of the value at `keys` or, where that line isn't known, of the nearest table or list around it."""
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
        """Read a key, dotted or not, and move behind it."""
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

        The members of a list of texts, lists or tables have lines of their own.
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
            elif depth == 1 and part[0] in "\"'":
                self._lines[*path, member] = self._line()
            elif depth == 1 and part[0] != "#":
                member += part.count(",")
            self._position = match.end()
            if part == "\n" and depth == 0:
                return
