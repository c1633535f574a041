"""Lines of text as paragraphs: a paragraph may be broken over several lines, or by the turn of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ENDS: Final = re.compile(r"[。！？；：…!?;:”」』）)》|]\s*$")
_BEGINS: Final = re.compile(
    r"^(?:#|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节部]|\d{1,2}[.、．]\D|[•·●■◆▲※—-]|【|注[：:]|表\s?\d|图\s?\d|来源|编辑|作者)"
)
# A number that is broken in two; the comma before tells a sentence from a column of a table.
_BROKEN_NUMBER: Final = re.compile(r"[，。；,].*[\d０-９][.．]?$")
_REST_OF_NUMBER: Final = re.compile(r"[.．\d０-９%％亿億万萬元个人倍]")
_SENTENCE: Final = re.compile("[。，；、,]")
_BLANKS: Final = "\ufeff \t\r\u3000\xa0"
_INDENTS: Final = ("\u3000\u3000", "  ", "\t", "\xa0\xa0")  # with which a paragraph begins
_TITLE: Final = re.compile("(?:报告|公报|讲话|会议上)$")
_GOES_ON: Final = re.compile("[。，；、,]")
_FRAGMENTS = 3  # so many rows that begin with a comma or a stop show that the text has been cut to pieces
_WRAPPED = 0.8  # of the usual width has a line that goes on
_LEAST_WIDTH = 14
_ALIKE = 0.3  # of the lines of a text that is broken at a width, at least, are about as wide
_CUT_OFF = 24  # characters that a line has at least, and a comma, which ends within a sentence


def paragraphs_of(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines that belong together, joined. An empty line ends a paragraph unless that breaks off within a sentence."""
    lines = list(lines)
    rows = [line.strip(_BLANKS) for line in lines]
    indented = {row for line, row in zip(lines, rows, strict=True) if line.startswith(_INDENTS)}
    if sum(1 for row in rows if _GOES_ON.match(row)) >= _FRAGMENTS:
        rows = list(_rejoined(rows))
    width = _usual_width(rows)
    found: list[str] = []
    after_gap = True
    for row in rows:
        if not row:
            after_gap = True
            continue
        if found and row not in indented and _goes_on(found[-1], row, width=0 if after_gap else width):
            found[-1] += row
        else:
            found.append(row)
        after_gap = False
    return tuple(found)


def _rejoined(rows: Iterable[str]) -> Iterator[str]:
    """The rows of a text that was cut before and after each number, as some converters do."""
    whole = ""
    for row in rows:
        if whole and (not row or _ENDS.search(whole) or _BEGINS.match(row) or _TITLE.search(whole)):
            yield whole
            whole = ""
        whole += row
    yield whole


def _usual_width(rows: Sequence[str]) -> int:
    """The width at which the lines of a text are broken; 0 where a line is a paragraph."""
    lengths = sorted(len(row) for row in rows if len(row) >= _LEAST_WIDTH)
    if len(lengths) < 6:
        return 0
    widest = lengths[int(len(lengths) * 0.9)]
    alike = sum(1 for length in lengths if abs(length - widest) <= 4)
    return widest if alike >= len(lengths) * _ALIKE and widest <= 120 else 0


def _goes_on(former: str, row: str, width: int) -> bool:
    if _ENDS.search(former) or _BEGINS.match(row) or former.startswith("#"):
        return False
    if _BROKEN_NUMBER.search(former) and _REST_OF_NUMBER.match(row):
        return True
    last = re.split(r"[。！？；]", former)[-1]
    if width:
        return len(former) >= width * _WRAPPED and bool(last)
    return len(former) >= _CUT_OFF and bool(last) and bool(_SENTENCE.search(former)) and "。" in former
