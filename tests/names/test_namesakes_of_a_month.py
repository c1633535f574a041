"""Of several places of one name those are meant that existed in the period, be it for a part of a month."""

from __future__ import annotations

import pytest
from books import Book, observed

from countycli.errors import AmbiguousError
from countycli.index.ask.index import Index
from countycli.model.period_text import parse_canonical
from countycli.names.resolve import resolve_place

NAMESAKE = """[[counties]]
code = "{code}"
name = "{name}"
short = "甲乙"
kind = "县"
prefecture = "{code[:2]}{code[2:4]}00"
province = "330000"
pinyin = "jia yi"
traditional = "{name}"
{dates}
"""
FIRST, SECOND, OTHER = "331199", "330399", "330799"


@pytest.fixture(scope="module")
def namesakes(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """甲乙县 was there until 2014-05-10, another one since that day, and 甲乙区 all the time."""
    book = Book(tmp_path_factory.mktemp("namesakes"))
    dates = {
        FIRST: ("甲乙县", "valid_to = 2014-05-10"),
        SECOND: ("甲乙县", "valid_from = 2014-05-10"),
        OTHER: ("甲乙区", ""),
    }
    for code, (name, given) in dates.items():
        text = NAMESAKE.replace("{code[:2]}{code[2:4]}00", f"{code[:4]}00")
        book.define("counties.toml", text.format(code=code, name=name, dates=given))
    book.write("a", *(observed(code, "2014", gdp=100) for code in dates))
    return book.index()


def meant(index: Index, name: str, *periods: str) -> set[str]:
    found = [period for text in periods if (period := parse_canonical(text))]
    try:
        return {resolve_place(index, name, periods=found).place.code}
    except AmbiguousError as error:
        return {it.code for it in error.candidates}


@pytest.mark.parametrize(
    ("periods", "codes"),
    [
        (("2014-01/2014-04",), {FIRST}),
        (("2013",), {FIRST}),
        (("2014-01/2014-05",), {FIRST, SECOND}),
        (("2014",), {FIRST, SECOND}),
        (("2014-05/2014-12",), {SECOND}),
        (("2014-06/2014-12",), {SECOND}),
        (("2013", "2015"), {FIRST, SECOND}),
    ],
)
def test_who_was_there_at_some_time_in_a_period_may_be_meant(
    namesakes: Index, periods: tuple[str, ...], codes: set[str]
) -> None:
    """The month in which a unit ceased or began belongs to the one that came: days are not looked at."""
    assert meant(namesakes, "甲乙县", *periods) == codes


def test_without_a_period_who_is_there_today_is_meant_and_who_was_is_listed(namesakes: Index) -> None:
    assert meant(namesakes, "甲乙县") == {SECOND}
    assert meant(namesakes, "甲乙") == {FIRST, SECOND, OTHER}


def test_a_period_in_which_none_of_them_was_tells_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    book = Book(tmp_path_factory.mktemp("none"))
    for code, name in (("331198", "丙丁县"), ("330398", "丙丁区")):
        text = (
            NAMESAKE.replace("{code[:2]}{code[2:4]}00", f"{code[:4]}00")
            .replace("甲乙", "丙丁")
            .replace("jia yi", "bing ding")
        )
        book.define("counties.toml", text.format(code=code, name=name, dates="valid_from = 2014-05-10"))
    book.write("a", observed("331198", "2020", gdp=100))
    assert meant(book.index(), "丙丁", "2010") == {"331198", "330398"}


@pytest.mark.parametrize(
    ("name", "periods", "kinds"),
    [
        ("玉环", ("2017",), []),
        ("玉环", ("2016",), []),
        ("玉环", (), []),
        ("玉环县", ("2017",), ["moved"]),
        ("玉环市", ("2017",), []),
    ],
)
def test_a_place_that_bears_the_name_itself_comes_before_the_unit_that_it_continues(
    index: Index, name: str, periods: tuple[str, ...], kinds: list[str]
) -> None:
    """玉环县 went on as 玉环市 in 2017, which therefore was there before, too."""
    found = [period for text in periods if (period := parse_canonical(text))]
    match = resolve_place(index, name, periods=found)
    assert (match.place.code, [note.kind for note in match.notes]) == ("331083", kinds)
