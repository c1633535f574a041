"""One TOML file, and the typed reading of its tables."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import tomli

from countycli.errors import reason_of
from countycli.phrases import Phrase
from countycli.source.faults import Problem
from countycli.source.folders import read_regular
from countycli.source.numbers import is_finite

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Keys = tuple[str | int, ...]

_TEXT = Phrase("text that is not blank, without control characters")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # what a terminal might obey


class Sheet:
    """A parsed file with the problems found in it. Numbers keep the digits that the file writes (`Decimal`).

    `precedence` is that of the document in it.
    """

    def __init__(self, path: Path, precedence: int = 0) -> None:
        self.path = path
        self.precedence = precedence
        self.problems: list[Problem] = []
        self.data: dict[str, Any] = {}
        try:
            path.name.encode()
            self.data = tomli.loads(read_regular(path).decode("utf-8-sig"), parse_float=Decimal)
        except OSError as error:
            message = Phrase("The file can't be read: {reason}", reason=reason_of(error))
            self.problems.append(Problem(path, (), "D101", message, line=1))
        except UnicodeEncodeError:
            self._report_syntax(1, Phrase("the file's name is not UTF-8 text"))
        except UnicodeDecodeError as error:
            self._report_syntax(path.read_bytes()[: error.start].count(b"\n") + 1, Phrase("not UTF-8 text"))
        except tomli.TOMLDecodeError as error:
            self._report_syntax(error.lineno, error.msg)
        except (ValueError, RecursionError) as error:  # numbers and nesting beyond what Python takes
            self._report_syntax(1, str(error))

    def _report_syntax(self, line: int, reason: str | Phrase) -> None:
        message = Phrase("Not valid TOML: {reason}", reason=reason)
        self.problems.append(Problem(self.path, (), "D101", message, line=line))

    def report(self, keys: Keys, code: str, message: Phrase, hint: Phrase | None = None) -> None:
        self.problems.append(Problem(self.path, keys, code, message, hint))

    def blocks(self, key: str) -> list[Block]:
        """The tables of the array of tables `key`."""
        return list(Block(self, self.data, ()).blocks(key))

    def refuse_others(self, known: Sequence[str]) -> None:
        """Report the top-level keys that are not `known`."""
        for key in self.data:
            if key not in known:
                report_unknown_key(self, (key,), key, known)


class Block:
    """A table being read: gives typed values, reports what is wrong with them and, at the end, what nobody asked for.

    A faulty value is reported and replaced by a neutral one, so that the rest of the block is checked too;
    `sound` tells whether the record may be used.
    """

    def __init__(self, sheet: Sheet, table: dict[str, Any], keys: Keys) -> None:
        self.sheet = sheet
        self.table = table
        self.keys = keys
        self.sound = True
        self._asked: set[str] = set()

    def report(self, key: str | None, code: str, message: Phrase, hint: Phrase | None = None) -> None:
        self.sound = False
        self.sheet.report(self.keys if key is None else (*self.keys, key), code, message, hint)

    def text(self, key: str) -> str:
        """A string that must be there and not be blank."""
        value = self._take(key, _is_text, _TEXT, "")
        if value is None:
            self.report_missing(key)
        return value or ""

    def text_or_none(self, key: str) -> str | None:
        value: str | None = self._take(key, _is_text, _TEXT, None)
        return value

    def word(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """A string out of a fixed list."""
        value = self.text(key) if default is None else self.text_or_none(key) or default
        if value and value not in allowed:
            self.report(key, "D207", *unknown_word(value, allowed))
        return value

    def word_or_none(self, key: str, allowed: Sequence[str]) -> str | None:
        self._asked.add(key)
        return self.word(key, allowed) if key in self.table else None

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._take(key, _is_texts, Phrase("a list of texts"), [])
        return tuple(value or ())

    def integer(self, key: str) -> int:
        value = self._take(key, _is_integer, Phrase("a whole number"), 0)
        if value is None:
            self.report_missing(key)
        return value or 0

    def flag(self, key: str) -> bool:
        return bool(self._take(key, _is_flag, Phrase("true or false"), False))

    def flag_or_none(self, key: str) -> bool | None:
        value: bool | None = self._take(key, _is_flag, Phrase("true or false"), None)
        return value

    def date_or_none(self, key: str) -> str | None:
        """A date, a month `"2025-01"` or a year, as text."""
        value = self._take(key, _is_date, Phrase("a date, a month like “2025-01” or a year"), None)
        return None if value is None else str(value)

    def date(self, key: str) -> str:
        value = self.date_or_none(key)
        if value is None and key not in self.table:
            self.report_missing(key)
        return value or ""

    def numbers(self, key: str, count: int) -> tuple[float, ...]:
        value = self._take(key, lambda it: _is_numbers(it, count), Phrase("{count} numbers", count=count), None)
        if value is None and key not in self.table:
            self.report_missing(key)
        return tuple(float(number) for number in value or [0] * count)

    def number(self, key: str, usual: float, most: float) -> float:
        """A number from 0 to `most`; the `usual` one where there is none."""
        expected = Phrase("a number from 0 to {most}", most=f"{most:g}")
        value = self._take(key, lambda number: _is_number(number) and 0 <= number <= most, expected, usual)
        return usual if value is None else float(value)

    def scale(self, key: str) -> str:
        value = self._take(key, lambda it: _is_number(it) and it > 0, Phrase("a number above 0"), None)
        if value is None and key not in self.table:
            self.report_missing(key)
        return str(value if value is not None else 1)

    def block(self, key: str) -> Block:
        """A table that must be there."""
        value = self._take(key, _is_table, Phrase("a table"), {})
        if value is None:
            self.report_missing(key)
        return Block(self.sheet, value or {}, (*self.keys, key))

    def block_or_none(self, key: str) -> Block | None:
        value = self._take(key, _is_table, Phrase("a table"), None)
        return None if value is None else Block(self.sheet, value, (*self.keys, key))

    def blocks(self, key: str) -> list[Block]:
        value = self._take(key, _is_tables, Phrase("a list of tables"), [])
        return [Block(self.sheet, table, (*self.keys, key, number)) for number, table in enumerate(value or [])]

    def items(self, key: str) -> list[str | Block]:
        """A list whose members are texts or tables."""
        value = self._take(key, _is_items, Phrase("a list of codes or tables"), [])
        if value is None:
            self.report_missing(key)
        return [
            item if isinstance(item, str) else Block(self.sheet, item, (*self.keys, key, number))
            for number, item in enumerate(value or [])
        ]

    def row(self, key: str, number: int) -> Block:
        """The place of one list among `lists`, for reports."""
        return Block(self.sheet, {}, (*self.keys, key, number))

    def cell(self, position: int, table: dict[str, Any]) -> Block:
        """A table among the values of a row."""
        return Block(self.sheet, table, (*self.keys, position))

    def lists(self, key: str, length: int) -> list[list[Any]]:
        """A list of lists, each `length` long; those that aren't are reported and left out."""
        value = self._take(key, _is_lists, Phrase("a list of lists"), [])
        rows = list(value or [])
        for number, row in enumerate(rows):
            if len(row) != length:
                message = Phrase("A row has {count} values, not {length}", count=len(row), length=length)
                self.sheet.report((*self.keys, key, number), "D104", message)
                self.sound = False
        return rows

    def take_value(self) -> Any:
        """The number of a figure, unchecked; None where it is left out."""
        self._asked.add("value")
        return self.table.get("value")

    def rest(self) -> list[str]:
        """The keys that nobody has asked for yet, now asked for."""
        keys = [key for key in self.table if key not in self._asked]
        self._asked.update(keys)
        return keys

    def close(self) -> bool:
        """Report the keys that nobody asked for; whether the whole block is sound."""
        for key in self.table:
            if key not in self._asked:
                report_unknown_key(self.sheet, (*self.keys, key), key, sorted(self._asked))
                self.sound = False
        return self.sound

    def report_missing(self, key: str) -> None:
        if key not in self.table:
            self.report(None, "D103", Phrase("`{key}` is missing", key=key))

    def _take(self, key: str, fits: Callable[[Any], bool], expected: Phrase, neutral: object) -> Any:
        self._asked.add(key)
        if key not in self.table:
            return None
        value = self.table[key]
        if fits(value):
            return value
        self.report(key, "D104", Phrase("`{key}` must be {expected}", key=key, expected=expected))
        return neutral


def report_unknown_key(sheet: Sheet, keys: Keys, key: str, known: Sequence[str]) -> None:
    sheet.report(keys, "D102", Phrase("Unknown key `{key}`", key=key), did_you_mean(key, known))


def unknown_word(value: str, allowed: Sequence[str]) -> tuple[Phrase, Phrase]:
    message = Phrase("“{value}” is not one of the words known here", value=value)
    return message, did_you_mean(value, allowed) or Phrase("known: {words}", words=tuple(allowed))


def did_you_mean(word: str, known: Sequence[str]) -> Phrase | None:
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return Phrase("did you mean `{word}`?", word=close[0]) if close else None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and (value.isprintable() or not _CONTROL.search(value))


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and is_finite(value)


def _is_numbers(value: Any, count: int) -> bool:
    return isinstance(value, list) and len(value) == count and all(map(_is_number, value))


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_table, value))


def _is_lists(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, list) for item in value)


def _is_items(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(item) or _is_table(item) for item in value)


def _is_date(value: Any) -> bool:
    if isinstance(value, str):
        year, _, month = value.partition("-")
        return value.isascii() and len(value) == 7 and (year + month).isdecimal() and 1 <= int(month) <= 12
    if _is_integer(value):
        return bool(1900 <= value <= 2100)
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
