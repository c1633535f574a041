"""Tables within a text, a row or a cell a paragraph: each row becomes the sentence that it stands for.

Below the headers 指标 2023年 增速, the row 地区生产总值（亿元） 103.7 7.6 is 地区生产总值103.7亿元，增长7.6%. Where the
headers don't tell what each column has, a table stays as it is, and its numbers are left to a person.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from countycli.drafting.folding import Folded, fold
from countycli.drafting.wording import HEADERS, word_list
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from countycli.drafting.indicators import Indicators

_CELL: Final = re.compile(r"\S+")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?%?")
_NOTHING: Final = re.compile("-+|/|…+")
_LABEL: Final = re.compile("(?:主要)?(?:经济)?指标(?:名称)?|项目|名称|(?:计量)?单位|县(?:（市、区）)?|地区")
_BEFORE: Final = "(?:[比较]?(?:上年|去年)(?:同期)?|同比)?"
_GROWTH: Final = re.compile(rf"{_BEFORE}(?:增长|增速|增幅|增减(?=率))±?(?:率|速度|幅度)?±?(?:（?±?%）?)?")
_CHANGE: Final = re.compile(rf"{_BEFORE}(?P<rest>.*?)(?:速度|幅度)?")
_SIGNS: Final = re.compile("[（）%±]")
_LEVEL: Final = re.compile(
    r"(?P<time>(?:(?:19|20)\d\d年)?(?:全年|1-\d{1,2}月份?|上半年|前三季度)?)"
    r"(?P<what>绝对[值额数]|总量|实绩|完成[额数值]?|数值|累计(?:完成)?)?(?:（(?P<unit>[^（）%]+)）)?"
)
_WITH_UNIT: Final = re.compile("(?P<name>.+?)（(?P<unit>[^（）]+)）")
_LEADER: Final = re.compile(r"(?:[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]）|\d{1,2}[.、]|#)+")
_PROSE: Final = re.compile("[，。；]")
_PERCENT: Final = "%"


class Cell(NamedTuple):
    """What a cell says, folded, and where the cell stands in what was printed."""

    text: str
    start: int
    end: int


class Column(NamedTuple):
    """What a column of numbers has: growth, or levels of a `time` in a `unit`, or of the indicator that the header
    names; each "" where the header doesn't tell. Of an `open` growth only cells with a sign of per cent tell that they
    are no amounts.
    """

    growth: bool = False
    open: bool = False
    time: str = ""
    unit: str = ""
    name: str = ""


class Row(NamedTuple):
    """A row as printed: whose or of what the numbers are, in which unit, and the cells of the numbers."""

    printed: str
    label: str
    unit: str
    values: tuple[Cell, ...]


def without_tables(
    paragraphs: Sequence[Folded], indicators: Indicators, units: Container[str], places: Container[str]
) -> list[Folded]:
    """The paragraphs, each row of a table as a sentence. Cells that went into a sentence leave empty paragraphs."""
    tables = _Tables(indicators, units, places)
    kept: list[Folded] = []
    position = 0
    while position < len(paragraphs):
        sentence, length = tables.read(paragraphs, position)
        kept += [sentence, *[Folded("", "", ())] * (length - 1)]
        position += length
    return kept


class _Tables:
    """Reads paragraphs one after the other, and knows the columns of the table within which they stand."""

    def __init__(self, indicators: Indicators, units: Container[str], places: Container[str]) -> None:
        self._indicators = indicators
        self._units = units
        self._places = places
        self._columns: tuple[Column, ...] = ()
        self._header: list[Cell] = []  # cells of a header, a paragraph each

    def read(self, paragraphs: Sequence[Folded], position: int) -> tuple[Folded, int]:
        """The paragraph there or the sentence for the row, and how many paragraphs that takes."""
        paragraph = paragraphs[position]
        if _PROSE.search(paragraph.text):
            self._columns, self._header = (), []
            return paragraph, 1
        cells = _cells(paragraph.printed)
        if self._is_header(cells):
            return paragraph, 1
        for length in (1, 1 + len(self._columns), 2 + len(self._columns)) if self._columns else ():
            printed = "\n".join(each.printed for each in paragraphs[position : position + length])
            row = self._row(printed) if length == 1 or len(cells) == 1 else None
            sentence = self._sentence(row) if row else None
            if sentence:
                return sentence, length
        return paragraph, 1

    def _is_header(self, cells: Sequence[Cell]) -> bool:
        """Whether cells are headers. Those of a row are the columns; a cell alone adds to the ones before."""
        told = [*self._header, *cells] if len(cells) == 1 else list(cells)
        columns = [self._column(cell.text) for cell in told if not _LABEL.fullmatch(cell.text)]
        if not told or None in columns or not (_LABEL.fullmatch(told[0].text) or len(cells) == 1):
            self._header = []
            return False
        self._header = told if len(cells) == 1 else []
        self._columns = tuple(column for column in columns if column)
        return True

    def _column(self, header: str) -> Column | None:
        if _GROWTH.fullmatch(header):
            return Column(growth=True)
        if _is_change(header):
            return Column(growth=True, open=_PERCENT not in header)
        level = _LEVEL.fullmatch(header)
        if level and (level["time"] or level["what"]):
            return Column(time=level["time"], unit=level["unit"] or "")
        named = _WITH_UNIT.fullmatch(header)
        known = named and named["unit"] in self._units and self._indicators.meant(named["name"])
        return Column(unit=named["unit"], name=named["name"]) if known and named and self._places else None

    def _row(self, printed: str) -> Row | None:
        """A row, where as many numbers as columns follow a label, and maybe a unit."""
        cells = _cells(printed)
        values = cells[len(cells) - len(self._columns) :]
        told = [cell.text for cell in cells[: len(cells) - len(self._columns)]]
        if not told or any(not (_NUMBER.fullmatch(cell.text) or _NOTHING.fullmatch(cell.text)) for cell in values):
            return None
        unit = told.pop() if len(told) > 1 and told[-1] in self._units else ""
        label = _LEADER.sub("", "".join(told), count=1)
        within = _WITH_UNIT.fullmatch(label)
        if within and not unit and within["unit"] in self._units:
            label, unit = within["name"], within["unit"]
        return Row(printed, label, unit, tuple(values))

    def _sentence(self, row: Row) -> Folded | None:
        """The sentence for a row: None where the label is unknown, or which level a growth belongs to isn't told."""
        levels = [column for column in self._columns if not column.growth]
        named = all(column.name for column in levels) and bool(levels)
        several = len(levels) > 1 and not named
        known = row.label in self._places if named else self._is_told(row)
        if not known or (several and not _is_newest_first(levels)):
            return None
        return _Writer(row, levels[0].time if levels else "").written(self._columns, several=several)

    def _is_told(self, row: Row) -> bool:
        """Whether a row is of an indicator. Where all of the row is in per cent, and the indicator is not, only growth
        has a number.
        """
        concept = self._indicators.meant(row.label)
        if concept is None:
            return False
        level = self._indicators.metrics.get(concept.level)
        odd = row.unit == _PERCENT and (level is None or level.unit != _PERCENT)
        pairs = zip(self._columns, row.values, strict=True)
        return not odd or all(column.growth or _NOTHING.fullmatch(cell.text) for column, cell in pairs)


class _Writer:
    """Writes the sentence for a row, and keeps where each number was printed."""

    def __init__(self, row: Row, time: str) -> None:
        self.row = row
        self.time = time
        self.text = ""
        self.origin: list[int] = []
        self.told = ""  # the level that a growth would belong to

    def written(self, columns: Sequence[Column], *, several: bool) -> Folded:
        for column, cell in zip(columns, self.row.values, strict=True):
            if column.open and not cell.text.endswith(_PERCENT):
                self._change(cell)
            elif column.growth:
                self._growth(cell, several=several)
            else:
                self._level(column, cell)
        self._put("。", self.row.values[-1].start)
        return Folded(self.text, self.row.printed, tuple(self.origin))

    def _level(self, column: Column, cell: Cell) -> None:
        unit = self.row.unit or column.unit
        self.told = f"{self.row.label}{column.name}"
        self._put(f"{'；' if self.text else ''}{column.time}{'，' if column.time else ''}{self.told}", cell.start)
        if _NUMBER.fullmatch(cell.text):
            self._number(cell, unit)

    def _growth(self, cell: Cell, *, several: bool) -> None:
        if not _NUMBER.fullmatch(cell.text):
            return
        falls = cell.text.startswith("-")
        again = f"；{self.time}，{self.row.label}" if several else "" if self.told else self.row.label
        self._put(f"{again}{'' if self.text.endswith(self.told) else '，'}{'下降' if falls else '增长'}", cell.start)
        self._number(cell._replace(text=cell.text.lstrip("-")), _PERCENT)

    def _change(self, cell: Cell) -> None:
        """A change of which nobody knows whether it is an amount or per cent: as 增加1.2, which is left to a person."""
        if _NUMBER.fullmatch(cell.text):
            self._put(f"{'；' if self.text else ''}{self.told or self.row.label}增加", cell.start)
            self._number(cell, "")

    def _number(self, cell: Cell, unit: str) -> None:
        digits = cell.text.rstrip(_PERCENT)
        first = cell.end - len(cell.text)
        self.text += digits
        self.origin += [min(first + place, cell.end - 1) for place in range(len(digits))]
        self._put(unit, cell.end - 1)

    def _put(self, text: str, place: int) -> None:
        """Add words that were not printed, at the place of the number that they are about."""
        self.text += text
        self.origin += [place] * len(text)


def _cells(printed: str) -> list[Cell]:
    return [Cell(fold(match[0]).text, *match.span()) for match in _CELL.finditer(printed)]


def _is_change(header: str) -> bool:
    """Whether a header tells of a change, such as 同比增减, 比上年± and 升降（%）."""
    bare = _SIGNS.sub("", header)
    match = _CHANGE.fullmatch(bare)
    words = word_list("change", HEADERS)
    return bare in words or bool(match and (match["rest"] in words or ("±" in header and not match["rest"])))


def _is_newest_first(levels: Sequence[Column]) -> bool:
    times = [column.time for column in levels]
    return all(times) and times == sorted(times, reverse=True)
