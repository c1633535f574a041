"""What a table of figures gives up first where the screen is narrow, and what it keeps."""

from __future__ import annotations

import pytest
from books import Book, observed
from painters import painted
from screens import without_colours

from countycli.index.ask.index import Index
from countycli.query.show import ShowRequest, show
from countycli.render.grid import grid
from countycli.render.page import Column, Table
from countycli.render.views import show as show_view
from countycli.render.words import Words

EN = Words("en")
LONGQUAN, SONGYANG = "331181", "331124"
RANKED = '{{ value = {}, standing = "丽水市各县第一位" }}'
STANDING = '{ standing = "丽水市各县第一位" }'


@pytest.fixture(scope="module")
def standings(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Of 龙泉 each figure has a value, of 松阳 one has nothing but its standing."""
    book = Book(tmp_path_factory.mktemp("standings"))
    book.write(
        "a",
        observed(LONGQUAN, "2024", gdp=RANKED.format(190), exports=RANKED.format(5)),
        observed(SONGYANG, "2024", gdp=RANKED.format(150), exports=STANDING),
    )
    return book.index()


def shown(index: Index, name: str, width: int) -> str:
    return painted(show_view.page(show(index, ShowRequest(name)), EN), EN, width)


def test_standings_go_where_every_figure_has_a_value(standings: Index) -> None:
    assert "丽水市各县第一位" in shown(standings, "龙泉", 120)
    narrow = shown(standings, "龙泉", 56)
    assert "第一位" not in narrow
    assert "Left out at this width: Standing" in narrow
    assert "190" in narrow


def test_standings_stay_where_some_figure_has_nothing_else(standings: Index) -> None:
    """Broken into lines where there is no room."""
    narrow = shown(standings, "松阳", 56)
    assert "第一位" in narrow.replace("\n", "")
    assert "Standing" in narrow
    assert "Left out at this width: Standing" not in narrow


@pytest.mark.parametrize("drawn", [False, True])
@pytest.mark.parametrize("number", ["4.5 A* [3]", "12,345,678.9"])
def test_no_column_of_numbers_is_narrower_than_its_numbers(number: str, drawn: bool) -> None:
    """What may be broken is the column's title."""
    growth = Column("Growth of gross domestic product", least=8, point=True)
    columns = Column("County", least=8), growth, Column("Id")
    page = (Table("", columns, (("Longquan 龙泉市", number, "[1]"),)),)
    assert f" {number}  [1]" in without_colours(painted(page, EN, 24, drawn=drawn))


def test_a_column_that_is_joined_to_an_empty_one_stands_alone() -> None:
    columns = Column("Value"), Column("Change", drop=1), Column("since", drop=1, joined=True), Column("Source")
    table = Table("", columns, (("1,000", "", "2020: territory changed", "[1]"),))
    assert [column.title for column in grid(table, Words("en"), 40).columns] == ["Value", "since", "Source"]
    assert [column.title for column in grid(table, Words("en"), 20).columns] == ["Value", "Source"]


def test_a_table_whose_names_would_be_cramped_takes_the_narrow_form() -> None:
    narrow = Table("", (Column("Place"),), (("Longquan",),))
    columns = Column("Indicator", least=14, ease=32), Column("Longquan")
    table = Table(
        "", columns, (("Growth of value added of industry above designated size", "7.5 A[1]"),), narrow=narrow
    )
    assert grid(table, Words("en"), 36).columns == columns
    assert grid(table, Words("en"), 30).columns == narrow.columns
