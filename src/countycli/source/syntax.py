"""Parsing of TOML that may have faults: each fault is explained, and the text is read on as its author meant it.

A parser stops at the first thing that it can't read. So lines with a plain slip are repaired in memory, never in the
file, and the lines behind them are checked in the same go.
"""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import tomli

from countycli.phrases import Phrase
from countycli.source.slips import is_read, repaired_lines, written
from countycli.source.text import Slip

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_ROUNDS = 30  # times that a file is parsed
_FEWEST_CELLS = 3  # cells in a row of a spreadsheet
_MOST_JOINED = 30  # lines of a table in braces that are read as one
_MOST_PARSED = 20_000_000  # characters that are parsed in all rounds together
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HUGE = re.compile(r"\d(?:_?\d){4299}")  # more digits than Python turns into a number
_KEY = re.compile(r"\s*([^\s=\[\]{}#]+)\s*=")
_OPEN = re.compile(r"[^#\"']*=\s*\[")
_NAME = re.compile(r"\s*\[\[?\s*([^\]\s]+)\s*\]")
_ONE_OF_TWO = Phrase("leave one of the two out")
_ROW = re.compile(r"\s*[\[{].*[\]}]\s*(#.*)?")
_STATEMENT_OR_HEADER = re.compile(r"\s*(?:[\w-]+|\"[^\"]*\")\s*=|\s*\[{1,2}\s*[A-Za-z_]")
_LISTS = ("observations", "targets", "initiatives", "tables", "gaps", "counties", "regions", "groups", "metrics")

# Beginnings of the parser's messages, and what the reader is told. Of beginnings that start alike the longer is first.
_REASONS: tuple[tuple[str, Phrase], ...] = (
    ("Invalid statement", Phrase("a line is neither a key with its value nor the name of a table in brackets")),
    ("Expected '='", Phrase("= is missing behind a key")),
    ("Expected newline", Phrase("something stands behind the value")),
    ("Expected ']", Phrase("a bracket is missing behind the name of a table")),
    ("Invalid value", Phrase("what stands behind = is no value")),
    ("Invalid date", Phrase("there is no such day or time")),
    ("Invalid initial character", Phrase("a key is missing, or a bracket isn't closed")),
    ("Invalid hex", Phrase("a backslash in a text begins an escape")),
    ("Unescaped", Phrase("a backslash in a text begins an escape")),
    ("Escaped character", Phrase("a backslash in a text begins an escape")),
    ("Unterminated string", Phrase("a text isn't closed")),
    ("Expected \"'", Phrase("a text isn't closed")),
    ("Illegal character", Phrase("a text isn't closed, or holds a character that it must not")),
    ("Found invalid character", Phrase("a character stands where it must not")),
    ("Unclosed inline table", Phrase("a table in braces isn't closed on its line")),
    ("Unclosed array", Phrase("a list isn't closed, or a comma is missing in it")),
)
_SHAPE = Phrase("a line reads {number} or {text}", number="gdp = 203.5", text='kind = "news"')


class Parsed(NamedTuple):
    """The content of a file, the repaired text that was parsed, which has as many lines as the file, and the slips
    found. The content is empty where the text can't be repaired.
    """

    data: dict[str, Any]
    text: str
    slips: list[Slip]


def parse(text: str) -> Parsed:
    """The content of TOML text, repaired where it has slips. Decimals keep the digits that the text has."""
    try:
        return Parsed(tomli.loads(text, parse_float=Decimal), text, [])
    except (ValueError, RecursionError):
        pass
    text, slips = _without_controls(text.replace("\r\n", "\n"))
    text, found = repaired_lines(text)
    slips += found
    rounds = max(2, min(_MOST_ROUNDS, _MOST_PARSED // max(1, len(text))))
    for _ in range(rounds):
        try:
            return Parsed(tomli.loads(text, parse_float=Decimal), text, slips)
        except tomli.TOMLDecodeError as error:
            told, mended = _explained(error, text)
        except (ValueError, RecursionError) as error:
            told, mended = [_beyond_python(error, text)], None
        slips += told
        if mended is None:
            break
        text = mended
    return Parsed({}, text, slips)


def _without_controls(text: str) -> tuple[str, list[Slip]]:
    """The text without characters that no text file has, such as NUL, and a slip for each line with one."""
    slips = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        found = _CONTROL.search(line)
        if found:
            code = f"U+{ord(found[0]):04X}"
            slips.append(Slip(number + 1, Phrase("The control character {code} stands here", code=code), _DELETE))
            lines[number] = _CONTROL.sub("", line)
    return "\n".join(lines), slips


_DELETE = Phrase("delete it; it can't be seen, but may stand between two letters")


def _beyond_python(error: Exception, text: str) -> Slip:
    huge = _HUGE.search(text)
    if huge:
        return Slip(_line_at(text, huge.start()), Phrase("A number has thousands of digits"), _SHAPE)
    if isinstance(error, RecursionError):
        lines = text.split("\n")
        deepest = max(range(len(lines)), key=lambda number: sum(map(lines[number].count, ".[{")))
        return Slip(deepest + 1, Phrase("Brackets or keys are nested hundreds of times"), _SHAPE)
    return Slip(1, Phrase("Not valid TOML: {reason}", reason=str(error)), _SHAPE)


def _explained(error: tomli.TOMLDecodeError, text: str) -> tuple[list[Slip], str | None]:
    """The slips where the parser stopped, and the text repaired; None instead of a text where no repair is plain."""
    lines = text.split("\n")
    number = min(error.lineno, len(lines))
    for explain in _EXPLANATIONS:
        found = explain(error.msg, lines, number)
        if found:
            return found
    reason = next((phrase for beginning, phrase in _REASONS if error.msg.startswith(beginning)), error.msg)
    return [Slip(number, Phrase("Not valid TOML: {reason}", reason=reason), _SHAPE)], None


_Explanation = tuple[list[Slip], str | None] | None


def _key_twice(reason: str, lines: list[str], number: int) -> _Explanation:
    """A key that stands twice in its table. All such keys in the file are found at once, as an author who repeats one
    key mostly repeats many. Only the first of the two is read.
    """
    if not reason.startswith(("Cannot overwrite", "Duplicate inline")):
        return None
    if _NAME.match(lines[number - 1]):
        return _table_twice("Cannot declare", lines, number)
    slips, mended, seen = [], list(lines), set[str]()
    for place, line in enumerate(lines):
        key = _KEY.match(line)
        if key is None:
            seen = set() if _NAME.match(line) else seen
        elif key[1] in seen and is_read(line):
            slips.append(Slip(place + 1, Phrase("`{key}` stands twice in one table", key=key[1]), _ONE_OF_TWO))
            mended[place] = f"# {line}"
        else:
            seen.add(key[1])
    if any(slip.line == number for slip in slips):
        return slips, "\n".join(mended)
    name = reason.rpartition(" ")[2].strip("'")
    return [Slip(number, Phrase("`{key}` stands twice in one table", key=name), _ONE_OF_TWO)], None


def _table_twice(reason: str, lines: list[str], number: int) -> _Explanation:
    if not reason.startswith(("Cannot declare", "Cannot redefine", "Cannot mutate")):
        return None
    header = _NAME.match(lines[number - 1])
    if header is None:
        return None
    name = header[1]
    message = Phrase("The table `[{name}]` stands twice", name=name)
    if name not in _LISTS:
        return [Slip(number, message, Phrase("leave one out; each document has a file of its own"))], None
    several = re.compile(rf"(\s*)\[\[?\s*{re.escape(name)}\s*\]\]?")
    mended = [several.sub(rf"\1[[{name}]]", line) for line in lines]
    return [Slip(number, message, written(f"[[{name}]]"))], "\n".join(mended)


def _commas_between_rows(reason: str, lines: list[str], number: int) -> _Explanation:
    """Rows of a list without a comma behind them, anywhere in the file."""
    if reason != "Unclosed array":
        return None
    slips, mended = [], list(lines)
    filled = [place for place, line in enumerate(lines) if line.strip()]
    for above, below in itertools.pairwise(filled):
        if _ROW.fullmatch(lines[above]) and _ROW.fullmatch(lines[below].rstrip(", ")):
            before, mark, comment = lines[above].partition(" #")
            mended[above] = f"{before.rstrip()},{mark}{comment}"
            slips.append(Slip(above + 1, Phrase("A comma is missing behind this row"), written(mended[above])))
    behind = next((slip.line for slip in reversed(slips) if slip.line < number), 0)
    return (
        (slips, "\n".join(mended)) if behind and not any(lines[place] for place in range(behind, number - 1)) else None
    )


def _open_list(reason: str, lines: list[str], number: int) -> _Explanation:
    """A list that isn't closed before the next statement; the slip is told where the list begins."""
    if reason != "Unclosed array" or not _STATEMENT_OR_HEADER.match(lines[number - 1]):
        return None
    begin = next((place for place in range(number - 1, 0, -1) if _OPEN.match(lines[place - 1])), number)
    hint = Phrase("the bracket ] is missing before line {line}", line=number)
    return [Slip(begin, Phrase("A list isn't closed"), hint)], None


def _open_braces(reason: str, lines: list[str], number: int) -> _Explanation:
    """A table in braces on several lines, which are read as one line."""
    if not reason.startswith(("Unclosed inline", "Invalid initial")):
        return None
    begin = next((place for place in range(number, max(0, number - _MOST_JOINED), -1) if _open_in(lines[place - 1])), 0)
    for end in range(begin, min(begin + _MOST_JOINED, len(lines)) if begin else 0):
        joined = " ".join(line.strip() for line in lines[begin - 1 : end + 1])
        if is_read(joined := re.sub(r",\s*}", " }", joined)):
            blank = [""] * (end + 1 - begin)
            mended = [*lines[: begin - 1], joined, *blank, *lines[end + 1 :]]
            return [Slip(begin, Phrase("A table in braces stands on one line"), written(joined))], "\n".join(mended)
    return None


def _open_in(line: str) -> bool:
    return not line.lstrip().startswith("#") and line.count("{") > line.count("}")


def _sheet_of_values(reason: str, lines: list[str], number: int) -> _Explanation:
    """CSV, or what was copied out of a spreadsheet."""
    line = lines[number - 1]
    if not reason.startswith(("Expected '='", "Invalid statement")) or "=" in line:
        return None
    if max(line.count(sign) for sign in ",;\t") < _FEWEST_CELLS - 1:
        return None
    hint = Phrase("write each row as a list: {row}; see `{page}`", row='["331181", 203.5],', page="docs/own-data.md")
    return [Slip(number, Phrase("This looks like a row of a spreadsheet (CSV), which is no TOML"), hint)], None


def _two_statements(reason: str, lines: list[str], number: int) -> _Explanation:
    if not reason.startswith("Expected newline") or lines[number - 1].count("=") < 2:
        return None
    return [Slip(number, Phrase("Each key with its value stands on a line of its own"), _SHAPE)], None


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


_EXPLANATIONS: tuple[Callable[[str, list[str], int], _Explanation], ...] = (
    _key_twice,
    _table_twice,
    _commas_between_rows,
    _open_list,
    _open_braces,
    _sheet_of_values,
    _two_statements,
)
