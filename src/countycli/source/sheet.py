"""One TOML file, and the typed reading of its tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import tomli

from countycli.errors import reason_of
from countycli.phrases import Phrase
from countycli.source import meant
from countycli.source.dates import is_date, is_day
from countycli.source.doubt import DOUBTFUL, EXAMPLE, MISPLACED
from countycli.source.faults import Problem
from countycli.source.numbers import (
    FIRST_YEAR,
    LONGEST_TOKEN,
    MOST_DECIMALS,
    MOST_DIGITS,
    grouped,
    has_few_digits,
    value_and_decimals,
)
from countycli.source.slips import written
from countycli.source.suggestions import EXAMPLES, Nearest
from countycli.source.syntax import parse
from countycli.source.text import Slip, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from countycli.source.suggestions import Hint

Keys = tuple[str | int, ...]
Meaning = Callable[[Any], str | None]  # a faulty value as its author meant it, written as TOML

_TEXT = Phrase("text in quotation marks that is not blank, without control characters")
_NUMBER = Phrase(
    "a number of {digits} digits at most, {decimals} of them decimals", digits=MOST_DIGITS, decimals=MOST_DECIMALS
)
_DATE = Phrase("a date, a month like “2025-01” or a year, from {first} on", first=FIRST_YEAR)
_DAY = Phrase("a date like {example}, from {first} on", example="2026-03-02", first=FIRST_YEAR)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # characters that a terminal might obey


class Sheet:
    """A parsed file with the problems found in it. Numbers keep the digits that the file writes (`Decimal`).

    `precedence` is the precedence of the document in the file. A file that is no TOML is read as its author meant it,
    where the meaning is plain, so that all faults are told at once.
    """

    def __init__(self, path: Path, precedence: int = 0) -> None:
        self.path = path
        self.precedence = precedence
        self.problems: list[Problem] = []
        self.data: dict[str, Any] = {}
        self._lines: dict[Keys, int] | None = None
        self._mended: str | None = None  # the text as TOML reads it, of a file in which that is another one
        try:
            path.name.encode()
            text, slips = read_text(path)
        except OSError as error:
            message = Phrase("The file can't be read: {reason}", reason=reason_of(error))
            self._report_slips([Slip(1, message)])
        except UnicodeEncodeError:
            self._report_slips([Slip(1, Phrase("The file's name is not UTF-8 text"), Phrase("give it another name"))])
        else:
            parsed = parse(text)
            self.data = parsed.data
            if parsed.slips:
                self._mended = parsed.text
            self._report_slips([*slips, *parsed.slips])

    def line_of(self, keys: Keys) -> int:
        """The line on which the value at `keys` stands. Lines are found by reading the file again when the first one is
        asked for, since few files have a fault.
        """
        from countycli.source.positions import line_numbers, line_of

        if self._lines is None:
            try:
                self._lines = line_numbers(read_text(self.path).text if self._mended is None else self._mended)
            except OSError:  # the file was deleted meanwhile
                self._lines = {}
        return line_of(self._lines, keys)

    def _report_slips(self, slips: list[Slip]) -> None:
        self.problems += [Problem(self, (), "D101", slip.message, slip.hint, slip.line, slip.faint) for slip in slips]

    def report(self, keys: Keys, code: str, message: Phrase, hint: Hint = None) -> None:
        self.problems.append(Problem(self, keys, code, message, hint))

    def blocks(self, key: str) -> list[Block]:
        """The tables of the array of tables `key`."""
        return list(Block(self, self.data, ()).blocks(key))

    def refuse_others(self, known: Sequence[str]) -> None:
        """Report the top-level keys that are not `known`."""
        for key in self.data:
            if key not in known:
                report_unknown_key(self, (key,), key, known)


class Block:
    """A table being read: gives typed values, reports faulty ones and, at the end, keys that nobody asked for.

    A faulty value is replaced by a neutral one, so that the rest of the block is checked too; `sound` tells whether the
    record may be used.
    """

    __slots__ = ("_asked", "keys", "sheet", "sound", "table")

    def __init__(self, sheet: Sheet, table: dict[str, Any], keys: Keys) -> None:
        self.sheet = sheet
        self.table = table
        self.keys = keys
        self.sound = True
        self._asked: set[str] = set()

    def report(self, key: str | None, code: str, message: Phrase, hint: Hint = None) -> None:
        self.sound = False
        self.sheet.report(self.keys if key is None else (*self.keys, key), code, message, hint)

    def text(self, key: str, meaning: Meaning = meant.text, hint: Phrase | None = None) -> str:
        """A string that must be there and not be blank; `meaning` and `hint` tell what another value should be."""
        value = self._take(key, _is_text, _TEXT, "", meaning, hint)
        self.report_missing(key)
        return value or ""

    def text_or_none(self, key: str) -> str | None:
        value: str | None = self._take(key, _is_text, _TEXT, None, meant.text)
        return value

    def token(self, key: str) -> str | None:
        """A figure as the document prints it, which is no sentence."""
        printed = self.text_or_none(key)
        if printed is not None and len(printed) > LONGEST_TOKEN:
            message = Phrase("`printed` holds the figure's own token, {count} characters at most", count=LONGEST_TOKEN)
            self.report(key, "D104", message)
            return None
        return printed

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
        value = self._take(key, _is_texts, Phrase("a list of texts"), [], meant.texts)
        return tuple(value or ())

    def integer(self, key: str, least: int, most: int) -> int:
        value = self.integer_or(key, least, most, usual=0)
        self.report_missing(key)
        return value

    def integer_or(self, key: str, least: int, most: int, usual: int) -> int:
        """A whole number; `usual` where the key is missing."""
        expected = Phrase("a whole number from {least} to {most}", least=least, most=most)

        def fits(value: Any) -> bool:
            return _is_integer(value) and least <= value <= most

        value = self._take(key, fits, expected, usual, meant.integer)
        return usual if value is None else int(value)

    def flag(self, key: str) -> bool:
        return bool(self._take(key, _is_flag, Phrase("true or false"), False, meant.flag))

    def flag_or_none(self, key: str) -> bool | None:
        value: bool | None = self._take(key, _is_flag, Phrase("true or false"), None, meant.flag)
        return value

    def date_or_none(self, key: str) -> str | None:
        """A date, a month `"2025-01"` or a year, as text."""
        value = self._take(key, is_date, _DATE, None, meant.date)
        return None if value is None else str(value)

    def day_or_none(self, key: str) -> str | None:
        """A whole date, as text."""
        value = self._take(key, is_day, _DAY, None, meant.date)
        return None if value is None else str(value)

    def date(self, key: str) -> str:
        value = self.date_or_none(key)
        self.report_missing(key)
        return value or ""

    def numbers(self, key: str, count: int) -> tuple[float, ...]:
        expected = Phrase("a list of {count} numbers, each {number}", count=count, number=_NUMBER)
        value = self._take(key, lambda given: _is_numbers(given, count), expected, None)
        self.report_missing(key)
        return tuple(float(number) for number in value or [0] * count)

    def number(self, key: str, usual: float, most: float) -> float:
        """A number from 0 to `most`; `usual` where the key is missing."""
        expected = Phrase("a number from 0 to {most}", most=grouped(most))
        value = self._take(key, lambda number: has_few_digits(number) and 0 <= number <= most, expected, usual)
        return usual if value is None else float(value)

    def factor(self, key: str, most: int) -> float:
        """A number above 0, an integer where it has no decimals; 1 where the key is missing."""
        expected = Phrase("a number above 0, {most} at most", most=grouped(most))
        value = self._take(key, lambda number: has_few_digits(number) and 0 < number <= most, expected, None)
        self.report_missing(key)
        return value_and_decimals(value)[0] or 1

    def scale(self, key: str) -> str:
        expected = Phrase("above 0, {number}", number=_NUMBER)
        value = self._take(key, lambda number: has_few_digits(number) and number > 0, expected, None)
        self.report_missing(key)
        return str(value if value is not None else 1)

    def block(self, key: str) -> Block:
        """A table that must be there."""
        value = self._take(key, _is_table, Phrase("a table"), {}, hint=self._header(f"[{key}]"))
        self.report_missing(key)
        return Block(self.sheet, value or {}, (*self.keys, key))

    def block_or_none(self, key: str) -> Block | None:
        value = self._take(key, _is_table, Phrase("a table"), None)
        return None if value is None else Block(self.sheet, value, (*self.keys, key))

    def blocks(self, key: str) -> list[Block]:
        value = self._take(key, _is_tables, Phrase("a list of tables"), [], hint=self._header(f"[[{key}]]"))
        return [Block(self.sheet, table, (*self.keys, key, number)) for number, table in enumerate(value or [])]

    def items(self, key: str) -> list[str | Block]:
        """A list whose members are texts or tables."""
        value = self._take(key, _is_items, Phrase("a list of codes or tables"), [])
        self.report_missing(key)
        return [
            item if isinstance(item, str) else Block(self.sheet, item, (*self.keys, key, number))
            for number, item in enumerate(value or [])
        ]

    def member(self, key: str, position: int) -> Block:
        """A member of a list that is no table, for faults in that member."""
        return Block(self.sheet, {}, (*self.keys, key, position))

    def cell(self, position: int, table: dict[str, Any]) -> Block:
        """A table among the values of a row."""
        return Block(self.sheet, table, (*self.keys, position))

    def lists(self, key: str, length: int) -> list[tuple[Block, list[Any]]]:
        """The lists in a list, such as the rows of a table, each with a block that reports its faults. Lists that
        aren't `length` long are reported and left out.
        """
        value = self._take(key, _is_lists, Phrase("a list of lists"), [])
        rows = []
        for number, values in enumerate(value or []):
            row = Block(self.sheet, {}, (*self.keys, key, number))
            row.close()
            if len(values) == length:
                rows.append((row, values))
            else:
                message = Phrase("A row has {count} values, not {length}", count=len(values), length=length)
                row.report(None, "D104", message, Phrase("one for each column; “” where there is no figure"))
        return rows

    def take_value(self) -> Any:
        """The number of a figure, unchecked; None where the figure has no number."""
        self._asked.add("value")
        return self.table.get("value")

    def rest(self) -> list[str]:
        """The keys that nobody has asked for yet, now asked for."""
        keys = [key for key in self.table if key not in self._asked]
        self._asked.update(keys)
        return keys

    def close(self, *, keep: bool = False) -> bool:
        """Report the keys that nobody asked for; returns whether the whole block is sound. Nothing may be asked for
        afterwards. The parsed values take as much memory as the records made of them, so they are dropped, unless a
        check needs them (`keep`).
        """
        for key in self.table:
            if key not in self._asked:
                report_unknown_key(self.sheet, (*self.keys, key), key, sorted(self._asked))
                self.sound = False
        del self._asked
        if not keep:
            self.table = {}
        return self.sound

    def _example(self, key: str) -> Phrase | None:
        """The hint that shows how to write a missing key."""
        if key in EXAMPLES:
            return meant.line_of(key, EXAMPLES[key])
        return self._header(f"[{key}]")

    def _header(self, line: str) -> Phrase | None:
        """The hint that shows the header of a table; None for a table within another one."""
        return None if self.keys else written(line)

    def report_missing(self, key: str) -> None:
        """Report a key that must be there, where it isn't."""
        if key not in self.table:
            self.report(None, "D103", Phrase("`{key}` is missing", key=key), self._example(key))

    def _take(
        self,
        key: str,
        fits: Callable[[Any], bool],
        expected: Phrase,
        neutral: object,
        meaning: Meaning | None = None,
        hint: Phrase | None = None,
    ) -> Any:
        """The value of a key; None where the key is missing. A value that doesn't fit is reported, with what its author
        may have meant, and replaced by `neutral`.
        """
        self._asked.add(key)
        if key not in self.table:
            return None
        value = self.table[key]
        if fits(value):
            return value
        meant_value = meaning(value) if meaning else None
        if meant_value and fits(_parsed(meant_value)):
            hint = meant.line_of(key, meant_value)
            if meaning is meant.date and meant_value == meant.serial_day(value):
                hint = Phrase("this is Excel's number of a day; {hint}", hint=hint)
        self.report(key, "D104", Phrase("`{key}` must be {expected}", key=key, expected=expected), hint)
        return neutral


def report_unknown_key(sheet: Sheet, keys: Keys, key: str, known: Sequence[str]) -> None:
    if key == DOUBTFUL:
        sheet.report(keys, "D102", MISPLACED, EXAMPLE)
        return
    sheet.report(keys, "D102", Phrase("Unknown key `{key}`", key=key), Nearest(key, tuple(known)))


def unknown_word(value: str, allowed: Sequence[str]) -> tuple[Phrase, Hint]:
    message = Phrase("“{value}” is not one of the words known here", value=value)
    return message, Nearest(value, tuple(allowed), listed=True)


def _parsed(value: str) -> Any:
    """The value that TOML reads; None where it reads none."""
    try:
        return tomli.loads(f"x = {value}", parse_float=Decimal)["x"]
    except ValueError:
        return None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and (value.isprintable() or not _CONTROL.search(value))


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_numbers(value: Any, count: int) -> bool:
    return isinstance(value, list) and len(value) == count and all(map(has_few_digits, value))


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
