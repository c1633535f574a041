"""Slips of the keyboard that keep a line from being TOML, and the line as its author meant it.

Each repair takes a line and returns it, changed or unchanged. Only lines that can't be parsed are repaired, and a
repaired line counts only if it can be parsed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import tomli

from countycli.phrases import Phrase
from countycli.source.text import Slip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST_SHOWN = 160  # characters of a line in a hint
_DEEPEST = 3  # levels of nested brackets in a line of the format
_LONGEST_REPAIRED = 2000  # a longer line was not typed by hand
_GAP = " " * 200  # nor was a line with such a gap, on which the patterns below would take long

_PIECE = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*|[^\"'#]+|[\"']")
_MEMBER = re.compile(r"\s*[\[{\"]")  # how a line within a list begins
_STATEMENT = re.compile(r"(\s*(?:[^\s=\"'\[{#]+|\"[^\"]*\"|'[^']*')\s*=\s*)(\S.*?)(\s+#.*)?\s*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+(\s*\.\s*[A-Za-z0-9_-]+)*|\"[^\"]*\"|'[^']*'")
_OPENING, _CLOSING = "“”„‟＂「『", '”“‟＂」』"'
_SIGNS = {"、": ",", "。": ".", "【": "[", "】": "]", "〔": "[", "〕": "]", "−": "-", "–": "-", "‘": "'", "’": "'"}
_THOUSANDS = re.compile(r"(=\s*[-+]?)([1-9]\d{0,2}(?:,\d{3})+)(?![\d,])")
_OTHER_CASE = re.compile(r"\b(True|TRUE|False|FALSE)\b")
_SIGN_FOR_EQUALS = re.compile(r"(\s*(?:[^\s=:\"'\[{#]+|\"[^\"]*\"))\s*(?::=|:|==|=>|\s)\s*([^\s=>].*)")
_COLON_WITHIN = re.compile(r"([{,]\s*[\w-]+)\s*:\s*")
_QUOTES_WITHIN = re.compile(r"([^\"'#]*=\s*)\"([^'\\]*)\"\s*")
_NO_VALUE = re.compile(r"\s*(?:[A-Za-z0-9_-]+|\"[^\"]*\")\s*=\s*(#.*)?")
_COMMENT = re.compile(r"\s*(//|/\*|<!--|;|--|%)")
_TRAILING = re.compile(r"(.*[^\s,;])\s*[,;]+\s*")
_ANY_HEADER = re.compile(r"\s*(\[{0,2})\s*([A-Za-z0-9_.-]+)\s*(\]{0,2})\s*[:;,]?\s*")
_WINDOWS_PATH = re.compile(r"\"([A-Za-z]:\\[^\"']*|\\\\[^\"']*)\"")
_CLOSED_LATER = re.compile(r".*[\[{,]\s*")


class Repair(NamedTuple):
    """`faint`: if the repaired line has another fault, that fault tells more and is shown instead of `message`."""

    change: Callable[[str], str]
    message: Phrase
    faint: bool = False


def repaired_lines(text: str) -> tuple[str, list[Slip]]:
    """The text with every line repaired that can be, and the slips in these lines. No line is added or taken away."""
    lines, slips = text.split("\n"), []
    for number, line in _outside_long_texts(lines):
        found = _repaired(line)
        if found:
            lines[number], repair = found
            slips.append(Slip(number + 1, repair.message, written(lines[number]), repair.faint))
    return "\n".join(lines), slips


def written(line: str) -> Phrase:
    """The hint that shows a line as it should be."""
    line = line.strip()
    shown = line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"
    return Phrase("write: {line}", line=shown)


def is_read(line: str) -> bool:
    """Whether a line is TOML by itself: a statement, or a member of a list."""
    return _parses(line) or (bool(_MEMBER.match(line)) and _parses(f"x = [{line}\n]"))


def _parses(text: str) -> bool:
    try:
        tomli.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _outside_long_texts(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines that are not within a text of several lines."""
    mark = ""
    for number, line in enumerate(lines):
        before = mark
        for quotes in ('"""', "'''"):
            if mark in ("", quotes) and line.count(quotes) % 2:
                mark = "" if mark else quotes
        if not before and not mark:
            yield number, line


def _repaired(line: str) -> tuple[str, Repair] | None:
    if not line.strip() or len(line) > _LONGEST_REPAIRED or _GAP in line or is_read(line):
        return None
    for repair in _ALONE:
        changed = repair.change(line)
        if changed != line and is_read(changed):
            return changed, repair
    first, is_faint = None, False
    for repair in REPAIRS:
        changed = repair.change(line)
        if changed != line:
            first, line, is_faint = first or repair, changed, is_faint or repair.faint
            if is_read(line):
                return line, first._replace(faint=is_faint)
    return None


def _outside_texts(line: str, change: Callable[[str], str]) -> str:
    """The line with `change` applied to all parts outside quotation marks and comments."""
    pieces = _PIECE.findall(line)
    return "".join(piece if piece[0] in "\"'#" and len(piece) > 1 else change(piece) for piece in pieces)


# The repairs, in the order in which they are tried on top of each other.


def _path(line: str) -> str:
    r"""`"C:\Users"`: a backslash begins an escape; in single quotation marks it doesn't."""
    return _WINDOWS_PATH.sub(r"'\1'", line)


def _plain_signs(line: str) -> str:
    """Curly quotation marks, full-width signs, no-break spaces and invisible characters replaced by plain ones."""
    made, position = [], 0
    while position < len(line):
        character = line[position]
        if character in "\"'" or character in _OPENING:
            end = _end_of_text(line, position)
            content = line[position + 1 : end]
            if character in _OPENING or (end < len(line) and line[end] != character):
                character, content = '"', _safe_within_quotes(content)
            made.append(character + content + (character if end < len(line) else ""))
            position = end + 1
        elif character == "#":
            made.append(line[position:])
            break
        else:
            made.append(_plain(character))
            position += 1
    return "".join(made)


def _end_of_text(line: str, start: int) -> int:
    """The position of the quotation mark that closes the text beginning at `start`. A straight mark is closed by the
    next straight one. A curly mark, or a straight one that nothing straight closes, is closed by the first closing mark
    behind which a value can end. The end of the line where no mark closes the text.
    """
    mark = line[start]
    if mark in "\"'":
        straight = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'").match(line, start)
        if straight:
            return straight.end() - 1
    closing = _CLOSING if mark != "'" else "'’"
    for position in range(start + 1, len(line)):
        behind = line[position + 1 :].lstrip()
        if line[position] in closing and (not behind or behind[0] in ",，}｝]］】#=＝."):
            return position
    return len(line)


def _plain(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    kind = unicodedata.category(character)
    if kind == "Zs":
        return " "
    if kind in ("Cf", "Cc") and character != "\t":
        return ""
    return unicodedata.normalize("NFKC", character) if "\uff01" <= character <= "\uff5e" else character


def _comment(line: str) -> str:
    """Marks that begin a comment in other languages replaced by #."""
    return _COMMENT.sub("# ", line, count=1) if _COMMENT.match(line) else line


def _closed(line: str) -> str:
    """The line with a missing quotation mark added, or a needless one removed."""
    pieces = _PIECE.findall(line)
    position = next((place for place, piece in enumerate(pieces) if piece in ('"', "'")), None)
    if position is None:
        return line
    before, content = "".join(pieces[:position]), "".join(pieces[position + 1 :])
    if not content.strip():
        return before.rstrip()
    rest = re.search(r"\s*[}\]]+,?\s*$" if re.search(r"[\[{]", before) else r"\s*$", content)
    end = rest.start() if rest else len(content)
    return f"{before}{pieces[position]}{content[:end]}{pieces[position]}{content[end:]}"


def _quotes_within(line: str) -> str:
    """A text that contains quotation marks put into single ones. Two statements on one line are left as they are."""
    found = _QUOTES_WITHIN.fullmatch(line)
    return f"{found[1]}'{found[2]}'" if found and "=" not in found[2] else line


def _no_value(line: str) -> str:
    return f"# {line.strip()}" if _NO_VALUE.fullmatch(line) else line


def _header(line: str) -> str:
    """Missing brackets added around the name of a table."""
    found = _ANY_HEADER.fullmatch(line)
    if not found or not (found[1] or found[3]):
        return line
    count = max(len(found[1]), len(found[3]))
    return f"{'[' * count}{found[2]}{']' * count}"


def _equals(line: str) -> str:
    line = _outside_texts(line, lambda piece: _COLON_WITHIN.sub(r"\1 = ", piece))
    found = _SIGN_FOR_EQUALS.fullmatch(line)
    is_missing = "=" not in "".join(piece for piece in _PIECE.findall(line) if piece[0] not in "\"'#{")
    return f"{found[1]} = {found[2]}" if found and (is_missing or "==" in line or "=>" in line) else line


def _thousands(line: str) -> str:
    return _outside_texts(line, lambda piece: _THOUSANDS.sub(lambda found: found[1] + found[2].replace(",", ""), piece))


def _small_letters(line: str) -> str:
    return _outside_texts(line, lambda piece: _OTHER_CASE.sub(lambda word: word[0].lower(), piece))


def _trailing(line: str) -> str:
    """`,` and `;` removed behind a statement, where other languages have such a sign."""
    found = None if _MEMBER.match(line) else _TRAILING.fullmatch(line)
    return found[1] if found else line


def _braces(line: str) -> str:
    """A missing brace added at the end of a table on one line."""
    outside = _outside_texts(line, str)
    pieces = "".join(piece for piece in _PIECE.findall(outside) if piece[0] not in "\"'#")
    missing = pieces.count("{") - pieces.count("}")
    return line.rstrip() + " }" if missing == 1 and not _CLOSED_LATER.fullmatch(line) else line


def _quoted(line: str) -> str:
    """Quotation marks added around bare texts, within lists and tables too."""
    found = _STATEMENT.fullmatch(line)
    if found:
        return found[1] + _value(found[2]) + (found[3] or "")
    if not _MEMBER.match(line):
        return line
    comma = "," if line.rstrip().endswith(",") else ""
    return line[: len(line) - len(line.lstrip())] + _value(line.strip().removesuffix(",")) + comma


def _value(text: str, depth: int = 0) -> str:
    if depth > _DEEPEST or is_read(f"x = {text}"):
        return text
    if text.startswith("{") and text.endswith("}"):
        return "{ " + ", ".join(_entry(part, depth + 1) for part in _parts(text[1:-1])) + " }"
    if text.startswith("[") and text.endswith("]"):
        return "[" + ", ".join(_value(part, depth + 1) for part in _parts(text[1:-1])) + "]"
    return text if text[0] in "[{\"'" else in_quotes(text)


def _entry(text: str, depth: int) -> str:
    key, equals, value = text.partition("=")
    if not equals or not value.strip():
        return text
    return f"{key if _BARE_KEY.fullmatch(key := key.strip()) else in_quotes(key)} = {_value(value.strip(), depth)}"


def _parts(text: str) -> list[str]:
    """The members of a list or table: the parts between commas, except commas in texts and inner brackets."""
    parts, depth = [""], 0
    for piece in _PIECE.findall(text):
        for sign in [piece] if piece[0] in "\"'" else piece:
            depth += (sign in ("[", "{")) - (sign in ("]", "}"))
            if sign == "," and depth == 0:
                parts.append("")
            else:
                parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


def in_quotes(text: str) -> str:
    """A text as TOML writes it on one line."""
    return f'"{_safe_within_quotes(text)}"'


def _safe_within_quotes(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _quoted_key(line: str) -> str:
    """Quotation marks added around a key in other letters than Latin ones, which TOML demands."""
    found = _STATEMENT.fullmatch(line)
    if not found:
        return line
    key = found[1].rpartition("=")[0]
    return line if _BARE_KEY.fullmatch(key.strip()) else line.replace(key.strip(), in_quotes(key.strip()), 1)


def _escaped(line: str) -> str:
    """Backslashes doubled that begin no escape."""
    pieces = _PIECE.findall(line)
    return "".join(
        piece if piece[0] != '"' or is_read(f"x = {piece}") else piece.replace("\\", "\\\\") for piece in pieces
    )


_BACKSLASH = Phrase("A backslash in a text begins an escape; in single quotation marks it doesn't")

REPAIRS = (
    Repair(_path, _BACKSLASH),
    Repair(
        _plain_signs,
        Phrase("Digits, signs, commas, quotation marks, brackets and spaces must be plain ones, not Chinese ones"),
    ),
    Repair(_comment, Phrase("A comment begins with #")),
    Repair(_no_value, Phrase("A key without a value: leave the line out where there is none")),
    Repair(_quotes_within, Phrase("A text that has quotation marks inside stands in single ones")),
    Repair(_closed, Phrase("A text isn't closed: a quotation mark is missing, or one is too many")),
    Repair(_header, Phrase("The name of a table stands in brackets, with as many behind it as before")),
    Repair(_equals, Phrase("Between a key and its value stands =")),
    Repair(_thousands, Phrase("A number has no commas")),
    Repair(_small_letters, Phrase("true and false have small letters")),
    Repair(_trailing, Phrase("Nothing stands behind a value")),
    Repair(_braces, Phrase("A bracket is missing: {bracket}", bracket="}")),
    Repair(_quoted_key, Phrase("A key has Latin letters only"), faint=True),
    Repair(_quoted, Phrase("A text stands in quotation marks"), faint=True),
    Repair(_escaped, _BACKSLASH),
)
# Repairs that are first tried one by one: a single repair is enough for most lines. Quotation marks aren't among them,
# for anything at all can be put into quotation marks.
_ALONE = tuple(repair for repair in REPAIRS if repair.change is not _quoted)
