"""Figures of times that do not fit their places or documents are found, unless somebody explained them."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import CHANGED_COUNTY, Book, aimed, observed
from faulty import found

YIWU, LONGGANG, CANGNAN = "330782", "330383", "330327"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def noted(value: float, note: str = "原文如此。") -> str:
    return f'{{ value = {value}, note = "{note}" }}'


def test_a_target_for_a_time_that_was_over(book: Book) -> None:
    book.write("a", aimed(YIWU, "2024", gdp_growth=6.0), published="2025-03-01")
    assert found(book) == [("D405", "gdp_growth = 6.0")]


@pytest.mark.parametrize("published", ["2024-12-31", "2024"])
def test_a_target_for_a_time_yet_to_end(book: Book, published: str) -> None:
    book.write("a", aimed(YIWU, "2024", gdp_growth=6.0), published=published)
    assert found(book) == []


def test_a_target_recalled_beside_its_outcome(book: Book) -> None:
    blocks = aimed(YIWU, "2024", gdp_growth=6.0), observed(YIWU, "2024", gdp_growth=6.2)
    book.write("a", *blocks, published="2025-03-01")
    assert found(book) == []


def test_a_target_recalled_with_a_note(book: Book) -> None:
    book.write("a", aimed(YIWU, "2024", gdp_growth=noted(6.0, "年初目标。")), published="2025-03-01")
    assert found(book) == []


def test_figures_of_a_place_that_was_not_yet(book: Book) -> None:
    book.write("a", observed(LONGGANG, "2018", gdp=300.0, budget_revenue=20.0))
    assert found(book) == [("D503", f'county = "{LONGGANG}"')]


@pytest.mark.parametrize("period", ["2019", "2020"])
def test_the_year_of_a_change_is_either_units(book: Book, period: str) -> None:
    book.write("a", observed(LONGGANG, period, gdp=300.0), observed(CANGNAN, period, gdp=300.0))
    assert found(book) == []


@pytest.mark.parametrize("about", ['note = "按今区划。"', "restated = true"])
def test_figures_restated_for_a_place_of_today(book: Book, about: str) -> None:
    book.write("a", observed(LONGGANG, "2018", gdp=f"{{ value = 300.0, {about} }}"))
    assert found(book) == []


def test_figures_of_a_place_that_had_ceased(book: Book) -> None:
    book.write("a", observed("330104", "2022", gdp=900.0))
    assert found(book) == [("D503", 'county = "330104"')]


@pytest.mark.parametrize(
    ("county", "period", "codes"),
    [
        ("330621", "2011/2015", []),  # ceased in 2013
        ("330621", "2013", []),
        ("330621", "2014/2015", ["D503"]),
        ("330113", "2019/2022", []),  # began in 2021
        ("330113", "2021", []),
        ("330113", "2019/2020", ["D503"]),
    ],
)
def test_a_place_has_figures_of_periods_that_reach_into_its_time(
    book: Book, county: str, period: str, codes: list[str]
) -> None:
    book.write("a", observed(county, period, deposits=100.0))
    assert [code for code, _ in found(book)] == codes


STEP = '{{ code = "{code}", date = {date}, change = "{change}" }}'


@pytest.mark.parametrize(
    ("date", "change", "codes"),
    [
        ("2005-01-01", "撤县设市", []),
        ("2005-01-02", "撤县设市", ["D501", "D501"]),
        ("2005", "撤县设市", ["D501", "D501"]),
        ("2005-01-01", "更名", ["D501", "D501"]),
    ],
)
def test_both_units_of_a_step_tell_of_the_same_day_and_change(
    book: Book, date: str, change: str, codes: list[str]
) -> None:
    first = STEP.format(code="339902", date="2005-01-01", change="撤县设市")
    second = STEP.format(code="339901", date=date, change=change)
    gone = f"valid_to = 2005-01-01\nsuccessors = [{first}]"
    there = f"valid_from = 2005-01-01\npredecessors = [{second}]"
    book.define("counties.toml", CHANGED_COUNTY.format(code="339901", name="甲乙县", steps=gone))
    book.define("counties.toml", CHANGED_COUNTY.format(code="339902", name="甲乙市", steps=there))
    assert [code for code, _ in found(book)] == codes
