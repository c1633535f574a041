"""The best figure of a comparison is marked only where all can be compared; a first page has main indicators."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book, observed
from conftest import Program

from countycli.errors import NotFoundError
from countycli.index.ask.index import Index
from countycli.query import Extent
from countycli.query.compare import CompareReport, CompareRequest, CompareRow, compare

LONGQUAN, SONGYANG, YIWU = "331181", "331124", "330782"


def report_of(
    index: Index, *metrics: str, topics: tuple[str, ...] = (), indicators: int | None = None
) -> CompareReport:
    request = CompareRequest((LONGQUAN, SONGYANG, YIWU), metrics, topics=topics, extent=Extent(indicators=indicators))
    return compare(index, request)


def row_of(folder_index: Index, metric: str) -> CompareRow:
    (row,) = report_of(folder_index, metric).rows
    return row


@pytest.mark.parametrize(
    ("metric", "first", "second", "third", "best"),
    [
        ("gdp", "180", "140", "2300", (2,)),
        ("gdp", "180", "180", "90", (0, 1)),
        ("gdp", "180", "180", "180", ()),
        ("income_ratio", "1.9", "2.2", "1.6", (2,)),  # less is better
        ("gdp", "180", "140", '{ value = 100, bound = ">=" }', ()),
        ("gdp", "180", "140", '{ value = 2300, status = "estimate" }', ()),
        ("gdp", "180", "140", '{ value = 2300, doubtful = true, note = "a digit too many" }', ()),
        ("gdp", "180", "140", '{ value = 2300, status = "final" }', ()),
        ("gdp", '{ value = 180, status = "final" }', '{ value = 140, status = "final" }', None, (0,)),
        ("gdp", "180", None, None, ()),
    ],
)
def test_the_best_is_marked_among_figures_that_are_alike(
    tmp_path_factory: pytest.TempPathFactory,
    metric: str,
    first: str,
    second: str | None,
    third: str | None,
    best: tuple[int, ...],
) -> None:
    made = Book(tmp_path_factory.mktemp("best"))
    given = zip((LONGQUAN, SONGYANG, YIWU), (first, second, third), strict=True)
    blocks = [
        f'[[observations]]\ncounty = "{code}"\nperiod = "2023"\n{metric} = {value}\n' for code, value in given if value
    ]
    made.write("a", *blocks)
    assert row_of(made.index(), metric).best == best


def test_figures_of_different_periods_have_no_best(countycli: Program) -> None:
    latest = countycli("compare", "义乌", "龙泉", "-m", "gdp", "--latest", "--json").json
    periods = {value["period"] for value in latest["rows"][0]["values"]}
    assert len(periods) == 2
    assert latest["rows"][0]["best"] == []
    common = countycli("compare", "义乌", "龙泉", "-m", "gdp", "--json").json
    assert common["rows"][0]["best"] == [YIWU]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Index:
    made = Book(tmp_path_factory.mktemp("foremost"))
    figures = {"gdp": 10, "primary_va": 3, "exports": 2, "resident_population": 20, "fiscal_revenue": 4}
    made.write("a", *(observed(code, "2023", **figures) for code in (LONGQUAN, SONGYANG, YIWU)))
    return made.index()


def test_a_first_page_has_headlines_then_some_of_each_topic_in_the_order_of_the_book(book: Index) -> None:
    everything = report_of(book)
    page = report_of(book, indicators=len(everything.leading) + 2)
    shown = [row.metric.id for row in page.rows]
    headlines = {row.metric.id: row.metric.headline for row in everything.rows if row.metric.headline}
    assert page.leading == tuple(sorted(headlines, key=headlines.__getitem__))
    assert set(page.leading) < set(shown)
    assert page.more == len(everything.rows) - len(shown) > 0
    assert shown == [row.metric.id for row in everything.rows if row.metric.id in shown]
    others = [row.metric.topic for row in page.rows if row.metric.id not in page.leading]
    assert len(others) == len(set(others)) == 2


def test_of_a_topic_mere_counts_come_after_what_has_a_better(tmp_path: Path) -> None:
    made = Book(tmp_path)
    figures = dict.fromkeys(("fixed_telephones", "secondary_students", "hospital_beds"), 5)
    made.write("a", *(observed(code, "2023", **figures) for code in (LONGQUAN, SONGYANG, YIWU)))
    page = report_of(made.index(), indicators=1)
    assert [row.metric.id for row in page.rows] == ["hospital_beds"]


def test_what_is_asked_for_is_shown_whole(book: Index) -> None:
    asked = report_of(book, "exports", "gdp", indicators=1)
    assert (asked.more, asked.leading) == (0, ())
    page = report_of(book, topics=("人口",), indicators=1)
    assert {row.metric.topic for row in page.rows} == {"population"}
    assert page.more == 0
    assert page.rows


def test_a_topic_that_does_not_exist_is_told(book: Index) -> None:
    with pytest.raises(NotFoundError) as error:
        report_of(book, topics=("气候",))
    assert "population" in [candidate.code for candidate in error.value.candidates]
