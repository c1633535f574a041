"""What a document prints is what the book has, but where a garbled figure was restored: then a note says on what proof.

Each `printed` is read strictly here, apart from the program: a number in it, Arabic or Chinese, with its unit must give
the value. Whatever can't be read so was restored, and is in the list.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from itertools import combinations
from math import prod
from typing import NamedTuple

import pytest
from books import scales

from countycli.index.ask.index import Index
from countycli.model.records import Figure
from countycli.source.printed import chinese_number


class Restored(NamedTuple):
    """A figure whose token can't be read as its value, and what its note must name as proof."""

    source: str
    place: str
    metric: str
    period: str
    printed: str
    value: float
    proof: tuple[str, ...]


PINGYANG = "2024-02-08-tidenews-pingyang"
RESTORED = [
    Restored(PINGYANG, "330326", "gdp", "2023", "711的GDP8億元", 711.8, ("统计公报", "711.81")),
    Restored(PINGYANG, "330326", "gdp", "2021", "6005億", 600.5, ("新闻发布会", "600.51")),
    Restored(PINGYANG, "330326", "secondary_share", "2023", "47個2%", 47.2, ("统计公报", "47.2")),
    Restored(PINGYANG, "330802", "gdp", "2023", "6707億", 670.7, ("2125.2", "县域统计年鉴", "670.6")),
    Restored(PINGYANG, "330326", "pension_insurance_coverage", "2024", "985%以上", 98.5, ("100%",)),
    Restored("census-2010", "530900", "sex_ratio", "2010", "11038", 110.38, ("1274678", "1154819")),
]
# Rows that the digitised census has in the wrong place, or a cell that it leaves empty, by document and place.
MOVED = {
    ("census-2010", "130207"): ("丰南552532", "丰润800740"),
    ("census-2010", "130208"): ("丰南552532", "丰润800740"),
    ("census-2010", "230108"): ("哈尔滨市公布", "190253"),
    ("census-2010", "230109"): ("哈尔滨市公布", "236848"),
    ("census-2010", "230110"): ("哈尔滨市公布", "916408"),
    ("census-2010", "654002"): ("54.67%", "8.36%"),
    ("census-2010", "654003"): ("54.67%", "8.36%"),
    ("census-2020", "350821"): ("293650", "283959"),
}

_MAGNITUDES = {"十": 10, "百": 100, "千": 10**3, "万": 10**4, "亿": 10**8, "billion": 10**9}
_WORDS = {"持平": 0, "两位数": 10}
_ARABIC = re.compile(r"\d+(?:\.\d+)?")
_BARE = re.compile(r"[-+]?\d+(?:\.\d+)?")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?|[一二两三四五六七八九])[一二三四五六七八九]?\s*(万亿|十|百|千|万|亿|billion)")
_CHINESE = re.compile("[零一二两三四五六七八九十百千万亿双]+")


def simplified(printed: str) -> str:
    text = unicodedata.normalize("NFKC", printed).replace(",", "")
    return text.translate(str.maketrans("億萬兩雙", "亿万两双"))


def numbers_in(text: str) -> list[Decimal]:
    """Each Arabic number and each Chinese one; of 两三万 either digit, of 两位数 the least."""
    numerals = _CHINESE.findall(text)
    digits = [char for it in numerals for char in it if char not in _MAGNITUDES]
    found = [Decimal(it) for it in _ARABIC.findall(text)]
    found += [Decimal(chinese_number(it)) for it in (*numerals, *digits)]
    return found + [Decimal(value) for word, value in _WORDS.items() if word in text]


def amounts_in(text: str) -> list[Decimal]:
    """The numbers with the magnitudes behind them, and sums of two, as 1亿1,000万 is."""
    found = []
    for number, magnitude in _AMOUNT.findall(text):
        value = Decimal(number) if number.isascii() else Decimal(chinese_number(number))
        found.append(value * prod(_MAGNITUDES[it] for it in re.findall("billion|.", magnitude)))
    alone = [Decimal(chinese_number(it)) for it in _CHINESE.findall(text)]
    return [*found, *alone, *(one + other for one, other in combinations(found, 2))]


def is_read(printed: str, figure: Figure, units: dict[str, tuple[str, Decimal]]) -> bool:
    """Whether some number of the token is the value: in the unit that the token names or, where it names none, in that
    of the figure; or with its magnitude in the base unit. A bare number may be in any unit, that of its column.
    """
    text = simplified(printed)
    dimension, scale = units[figure.unit]
    value = abs(Decimal(str(figure.value))) * scale
    sizes = {name: size for name, (kind, size) in units.items() if kind == dimension}
    if not _BARE.fullmatch(text):
        named = max((name for name in sizes if name in text), key=len, default=figure.unit)
        sizes = {named: sizes[named]}
    return value in amounts_in(text) or value in [it * size for it in numbers_in(text) for size in sizes.values()]


@pytest.fixture(scope="module")
def figures(index: Index) -> list[Figure]:
    return [
        it
        for it in (*index.figures.observations(), *index.figures.targets())
        if not it.derived and it.value is not None
    ]


def test_what_is_printed_is_what_the_book_has_or_was_restored(figures: list[Figure]) -> None:
    units = scales()
    told = [it for it in figures if it.printed is not None]
    assert len(told) > 2400
    found = [it for it in told if not is_read(it.printed or "", it, units)]
    assert sorted((it.source, it.county, it.metric, str(it.period), it.printed, it.value) for it in found) == sorted(
        it[:6] for it in RESTORED
    )


@pytest.mark.parametrize("restored", RESTORED, ids=lambda it: f"{it.place}-{it.metric}-{it.period}")
def test_the_note_of_a_restored_figure_names_its_proof(figures: list[Figure], restored: Restored) -> None:
    key = restored[:4]
    (found,) = [it for it in figures if (it.source, it.county, it.metric, str(it.period)) == key and it.printed]
    assert [it for it in restored.proof if it not in (found.note or "")] == []


@pytest.mark.parametrize(("row", "proof"), MOVED.items(), ids="-".join)
def test_the_note_of_a_row_put_right_names_its_proof(
    figures: list[Figure], row: tuple[str, str], proof: tuple[str, ...]
) -> None:
    notes = {it.note for it in figures if (it.source, it.county) == row and it.note}
    assert any(all(word in note for word in proof) for note in notes)


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("6005億", 600.5, "亿元"),  # the digits, but not the number
        ("47個2%", 47.2, "%"),
        ("985%", 98.5, "%"),
        ("11038", 110.38, "女=100"),
        ("189.8704亿元", 1898704, "亿元"),
    ],
)
def test_a_displaced_point_is_not_read(figures: list[Figure], printed: str, value: float, unit: str) -> None:
    assert not is_read(printed, figures[0]._replace(value=value, unit=unit), scales())
