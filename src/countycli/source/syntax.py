"""TOML parsed, with what is amiss told in words of our own, and read on as it was meant.

A parser stops at the first thing that it can't read. Lines whose slip is plain are repaired for the reading, never in
the file, so that what stands behind them is checked in the same go.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import tomli

from countycli.phrases import Phrase
from countycli.source.slips import is_read, repaired_lines, written
from countycli.source.text import Slip

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_ROUNDS = 30  # in which a file is parsed again
_MOST_PARSED = 20_000_000  # characters that are parsed in all rounds together
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HUGE = re.compile(r"\d(?:_?\d){4299}")  # more digits than Python turns into a number
_NEAREST_KEY = re.compile(r"\s*([^\s=]+)\s*=")
_NAME = re.compile(r"\s*\[\[?\s*([^\]\s]+)\s*\]")
_ROW = re.compile(r"\s*[\[{].*[\]}]\s*(#.*)?")
_STATEMENT_OR_HEADER = re.compile(r"\s*(?:[\w-]+|\"[^\"]*\")\s*=|\s*\[{1,2}\s*[A-Za-z_]")
_LISTS = ("observations", "targets", "initiatives", "tables", "gaps", "counties", "regions", "groups", "metrics")

# What the parser says, in the reader's language. The longer beginnings stand first.
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
    ("Illegal character", Phrase("a text isn't closed, or holds a character that it must not")),
    ("Found invalid character", Phrase("a character stands where it must not")),
    ("Unclosed inline table", Phrase("a table in braces isn't closed on its line")),
    ("Unclosed array", Phrase("a list isn't closed, or a comma is missing in it")),
)
_SHAPE = Phrase("a line reads {number} or {text}", number="gdp = 203.5", text='kind = "news"')


class Parsed(NamedTuple):
    """A file's content, the text that it was read from, with as many lines as the file has, and what is amiss with it.
    Without `complete` no more than that is known: there is no content.
    """

    data: dict[str, Any]
    text: str
    slips: list[Slip]


def parse(text: str) -> Parsed:
    """The content of TOML text, or of the text as it was meant. Decimals keep the digits that the text has."""
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
            slip, mended = _explained(error, text)
        except (ValueError, RecursionError) as error:
            slip, mended = _beyond_python(error, text), None
        slips.append(slip)
        if mended is None:
            break
        text = mended
    return Parsed({}, text, slips)


def _without_controls(text: str) -> tuple[str, list[Slip]]:
    """Characters that no text file has, such as NUL."""
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


def _explained(error: tomli.TOMLDecodeError, text: str) -> tuple[Slip, str | None]:
    """What is amiss where the parser stopped, and the text without it, if that is plain."""
    lines = text.split("\n")
    number = min(error.lineno, len(lines))
    for explain in _EXPLANATIONS:
        found = explain(error.msg, lines, number)
        if found:
            return found
    reason = next((phrase for beginning, phrase in _REASONS if error.msg.startswith(beginning)), error.msg)
    return Slip(number, Phrase("Not valid TOML: {reason}", reason=reason), _SHAPE), None


_Explanation = tuple[Slip, str | None] | None


def _key_twice(reason: str, lines: list[str], number: int) -> _Explanation:
    if not reason.startswith(("Cannot overwrite", "Duplicate inline")):
        return None
    line = lines[number - 1]
    header, key = _NAME.match(line), _NEAREST_KEY.match(line)
    if header:
        return _table_twice("Cannot declare", lines, number)
    name = key[1] if key else reason.rpartition(" ")[2].strip("'")
    if reason.startswith("Duplicate inline"):
        name = reason.rpartition(" ")[2].strip("'")
    slip = Slip(number, Phrase("`{key}` stands twice in one table", key=name), Phrase("leave one of the two out"))
    if not is_read(line) or reason.startswith("Duplicate inline"):
        return slip, None
    return slip, _with_line(lines, number, f"# {line}")


def _table_twice(reason: str, lines: list[str], number: int) -> _Explanation:
    if not reason.startswith(("Cannot declare", "Cannot redefine", "Cannot mutate")):
        return None
    header = _NAME.match(lines[number - 1])
    if header is None:
        return None
    name = header[1]
    message = Phrase("The table `[{name}]` stands twice", name=name)
    if name not in _LISTS:
        return Slip(number, message, Phrase("leave one out; each document has a file of its own")), None
    several = re.compile(rf"(\s*)\[\[?\s*{re.escape(name)}\s*\]\]?")
    mended = [several.sub(rf"\1[[{name}]]", line) for line in lines]
    return Slip(number, message, written(f"[[{name}]]")), "\n".join(mended)


def _comma_between_rows(reason: str, lines: list[str], number: int) -> _Explanation:
    """A row of a list without a comma behind it."""
    above = number - 2
    while above >= 0 and not lines[above].strip():
        above -= 1
    if (
        reason != "Unclosed array"
        or above < 0
        or not (_ROW.fullmatch(lines[number - 1].rstrip(", ")) and _ROW.fullmatch(lines[above]))
    ):
        return None
    before, mark, comment = lines[above].partition(" #")
    mended = f"{before.rstrip()},{mark}{comment}"
    if not is_read(mended):
        return None
    message = Phrase("A comma is missing behind this row")
    return Slip(above + 1, message, written(mended)), _with_line(lines, above + 1, mended)


def _open_list(reason: str, lines: list[str], number: int) -> _Explanation:
    """A list that goes on to the next statement: told where it begins."""
    if reason != "Unclosed array" or not _STATEMENT_OR_HEADER.match(lines[number - 1]):
        return None
    begin = next((it for it in range(number - 1, 0, -1) if re.match(r"[^#\"']*=\s*\[", lines[it - 1])), number)
    hint = Phrase("the bracket ] is missing before line {line}", line=number)
    return Slip(begin, Phrase("A list isn't closed"), hint), None


def _two_statements(reason: str, lines: list[str], number: int) -> _Explanation:
    if not reason.startswith("Expected newline") or len(re.findall(r"=", lines[number - 1])) < 2:
        return None
    return Slip(number, Phrase("Each key with its value stands on a line of its own"), _SHAPE), None


def _with_line(lines: list[str], number: int, line: str) -> str:
    return "\n".join([*lines[: number - 1], line, *lines[number:]])


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


_EXPLANATIONS: tuple[Callable[[str, list[str], int], _Explanation], ...] = (
    _key_twice,
    _table_twice,
    _comma_between_rows,
    _open_list,
    _two_statements,
)
