"""Rankings where counties came, went or changed their codes: each counts once, with the territory of the time."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book, observed
from periods import period
from rankings import (
    JIANGGAN,
    KEQIAO,
    LINPING,
    LONGQUAN,
    QIANTANG,
    SHAOXING_COUNTY,
    XIACHENG,
    YIWU,
    YUHANG,
    codes_of,
    reasons_of,
    told,
)

from countycli.query.rank import RankRequest, rank
from countycli.render.words import Words

GONGSHU = "330105"
YONGJIA = "330324"  # among the 山区海岛县 in 2024, not in 2025


# Counties that came, went or changed their codes, on small books.


def test_who_ceased_in_the_course_of_a_year_is_ranked_with_a_figure_for_it(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", *(observed(code, "2021", gdp=5) for code in (XIACHENG, GONGSHU, YUHANG)))
    report = rank(book.index(), RankRequest(("gdp",), (period("2021"),), "杭州"))
    assert codes_of(report) == [XIACHENG, GONGSHU, YUHANG]
    assert JIANGGAN not in reasons_of(report)  # ceased too, and has none
    assert {LINPING, QIANTANG} <= reasons_of(report).keys()
    assert len(report.rows) + len(report.excluded) == len(report.scope.counties) == 14


def test_a_year_later_it_is_gone(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", *(observed(code, "2022", gdp=5) for code in (GONGSHU, YUHANG)), observed(XIACHENG, "2020", gdp=5))
    report = rank(book.index(), RankRequest(("gdp",), (period("2022"),), "杭州"))
    assert XIACHENG not in {*codes_of(report), *reasons_of(report)}
    assert len(report.scope.counties) == 13


@pytest.mark.parametrize("filed", [SHAOXING_COUNTY, KEQIAO])
def test_a_county_that_went_on_as_another_is_counted_once_in_the_year_of_the_change(tmp_path: Path, filed: str) -> None:
    book = Book(tmp_path)
    book.write("a", observed(filed, "2013", gdp=5), observed(YIWU, "2013", gdp=4))
    report = rank(book.index(), RankRequest(("gdp",), (period("2013"),), "浙江"))
    assert [row.headline.figure.county for row in report.rows] == [filed, YIWU]
    assert len(report.scope.counties) == 90
    assert {SHAOXING_COUNTY, KEQIAO}.isdisjoint(reasons_of(report))


@pytest.mark.parametrize("kinds", [(), ("市辖区",)], ids=["all", "kind"])
def test_the_default_period_is_that_of_most_of_todays_counties(tmp_path: Path, kinds: tuple[str, ...]) -> None:
    """Three had a figure for 2019, but two of them are gone."""
    book = Book(tmp_path)
    book.write(
        "a",
        *(observed(code, "2019", gdp=5) for code in (XIACHENG, JIANGGAN, YUHANG)),
        *(observed(code, "2018", gdp=5) for code in (YUHANG, GONGSHU)),
    )
    report = rank(book.index(), RankRequest(("gdp",), kinds=kinds))
    assert report.period == period("2018")
    assert report.periods == ((period("2018"), 2), (period("2019"), 3))


def test_a_group_has_the_members_of_the_year(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", *(observed(code, year, gdp=5) for code in (YONGJIA, LONGQUAN) for year in ("2024", "2025")))
    book_index = book.index()
    by_default = rank(book_index, RankRequest(("gdp",), scope="山区海岛县"))
    assert by_default.periods == ((period("2024"), 2), (period("2025"), 1))
    assert (by_default.period, codes_of(by_default)) == (period("2024"), [YONGJIA, LONGQUAN])
    later = rank(book_index, RankRequest(("gdp",), (period("2025"),), "山区海岛县"))
    assert codes_of(later) == [LONGQUAN]
    assert YONGJIA not in reasons_of(later)
    assert [len(report.scope.counties) for report in (by_default, later)] == [25, 22]


def test_the_latest_figures_are_those_of_todays_counties(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(SHAOXING_COUNTY, "2012", gdp_growth=9),
        observed(XIACHENG, "2019", gdp_growth=8),
        observed(LONGQUAN, "2019", gdp_growth=7),
    )
    report = rank(book.index(), RankRequest(("gdp_growth",), latest=True))
    assert codes_of(report) == [LONGQUAN]
    assert told(report) == {KEQIAO: "break"}  # in 2013 it gave land to 越城
    assert XIACHENG not in reasons_of(report)


def test_the_latest_figures_leave_out_those_of_other_boundaries(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write(
        "a",
        observed(YUHANG, "2020", gdp=3000),
        observed(GONGSHU, "2020", gdp="{ value = 1500, restated = true }"),
        observed(LINPING, "2021", gdp=900),
        observed(LONGQUAN, "2019", gdp=100),
    )
    index = book.index()
    report = rank(index, RankRequest(("gdp",), latest=True))
    assert codes_of(report) == [GONGSHU, LINPING, LONGQUAN]
    assert told(report) == {YUHANG: "break"}
    (detail,) = [Words("en").text(exclusion.detail) for exclusion in report.excluded if exclusion.code == YUHANG]
    assert "3,000" in detail
    assert "2020" in detail
    then = rank(index, RankRequest(("gdp",), (period("2020"),)))
    assert codes_of(then) == [YUHANG, GONGSHU]
    assert [[change.other for change in row.headline.breaks] for row in then.rows] == [[LINPING], []]


def test_a_later_figure_of_todays_boundaries_is_ranked(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(YUHANG, "2020", gdp=3000), observed(YUHANG, "2021", gdp=2500))
    report = rank(book.index(), RankRequest(("gdp",), latest=True))
    assert [(row.place.code, row.headline.figure.value, row.headline.breaks) for row in report.rows] == [
        (YUHANG, 2500, ())
    ]
