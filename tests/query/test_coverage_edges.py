"""Coverage where a county and the unit that it continues both have a figure, and where there are no main indicators."""

from __future__ import annotations

import pytest
from books import Book, aimed, observed

from countycli.index.ask.index import Index
from countycli.model.period_text import parse_canonical
from countycli.names.resolve import resolve_place
from countycli.query import Extent
from countycli.query.county_coverage import county_coverage
from countycli.query.coverage import CoverageRequest, scope_coverage
from countycli.query.elsewhere import stock_of
from countycli.query.sources import SourcesRequest, sources

YUHUAN_COUNTY, YUHUAN, TAIZHOU, YIWU = "331021", "331083", "331000", "330782"  # the first became the second in 2017


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Of 2017 there is a figure under either code."""
    book = Book(tmp_path_factory.mktemp("twice"))
    bound, standing = '{ value = 7, bound = ">" }', '{ standing = "第1位" }'
    book.write(
        "a",
        observed(YUHUAN_COUNTY, "2017", deposits=500, loans=bound, secondary_va=standing, primary_va=standing),
        observed(YUHUAN, "2017", deposits=bound, loans=400, secondary_va=bound, primary_va=standing),
        observed(YUHUAN_COUNTY, "2017", tertiary_va=standing, finance_va=20),
        observed(YUHUAN, "2017", tertiary_va=190, finance_va=standing),
        observed(YUHUAN_COUNTY, "2017", scope='"城区"', culture_va=7),
        observed(YUHUAN, "2017", culture_va=9),
        observed(YIWU, "2017", loans=3000, deposits=4000),
        observed(YIWU, "2016", loans=2900),
    )
    book.write("b", aimed(YUHUAN, "2020", loans=600, deposits=700, exports=5), published="2017-01-31")
    return book.index()


def test_of_two_figures_of_one_county_the_fuller_counts(twice: Index) -> None:
    report = county_coverage(twice, resolve_place(twice, "玉环"), CoverageRequest())
    held = {(metric, str(when)): way for (metric, when), way in report.held.items()}
    assert held == {
        ("deposits", "2017"): "figure",
        ("loans", "2017"): "figure",
        ("secondary_va", "2017"): "bound",
        ("primary_va", "2017"): "standing",
        ("tertiary_va", "2017"): "figure",
        ("finance_va", "2017"): "figure",
        ("culture_va", "2017"): "figure",
        ("loans", "2020"): "target_only",
        ("deposits", "2020"): "target_only",
        ("exports", "2020"): "target_only",
    }


def test_aims_of_what_was_not_asked_for_are_left_out(twice: Index) -> None:
    report = county_coverage(twice, resolve_place(twice, "玉环"), CoverageRequest(("loans",)))
    held = {(metric, str(when)) for metric, when in report.held}
    assert held == {("loans", "2017"), ("loans", "2020")}
    when = parse_canonical("2020")
    assert when
    report = county_coverage(twice, resolve_place(twice, "玉环"), CoverageRequest(periods=(when,)))
    assert {metric for metric, _ in report.held} == {"loans", "deposits", "exports"}


def test_two_units_of_one_county_count_once(twice: Index) -> None:
    rows = {(row.metric, str(row.period)): row for row in scope_coverage(twice, CoverageRequest(scope="台州")).rows}
    counted = {key: (row.counties, row.rankable, row.all) for key, row in rows.items()}
    assert counted == {
        ("deposits", "2017"): (1, 1, 9),
        ("loans", "2017"): (1, 1, 9),
        ("secondary_va", "2017"): (1, 0, 9),
        **{(metric, "2017"): (1, 1, 9) for metric in ("tertiary_va", "finance_va", "culture_va")},
    }


def test_where_nobody_has_a_main_indicator_all_are_listed(twice: Index) -> None:
    report = scope_coverage(twice, CoverageRequest(scope="浙江", extent=Extent(main=True)))
    assert set(report.metrics) == {"deposits", "loans", "secondary_va", "tertiary_va", "finance_va", "culture_va"}
    assert (report.others, len(report.rows)) == (0, 7)


def test_of_periods_as_full_the_latest_is_the_fullest(twice: Index) -> None:
    (missing,) = scope_coverage(twice, CoverageRequest(("loans",), "金华")).missing
    assert str(missing.period) == "2017"
    (missing,) = scope_coverage(twice, CoverageRequest(("loans",))).missing
    assert (str(missing.period), len(missing.places)) == ("2017", 87)


def test_the_topic_of_which_most_counties_have_a_figure_is_told_first(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of trade there are more indicators, sales per head among them, of one county alone."""
    book = Book(tmp_path_factory.mktemp("topics"))
    book.write(
        "a",
        observed(YIWU, "2020", exports=4000, imports=100, retail_sales=1000),
        *(observed(code, "2020", resident_population=50) for code in (YIWU, YUHUAN)),
    )
    stocks = stock_of(book.index(), (YIWU, YUHUAN))
    assert [(it.topic.id, it.counties, len(it.metrics)) for it in stocks] == [("population", 2, 1), ("trade", 1, 4)]


def test_what_a_document_says_of_a_former_unit_bears_the_changes_of_what_the_unit_became(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """余杭市 went on as 余杭区 in 2001, which gave half of its land away in 2021."""
    book = Book(tmp_path_factory.mktemp("document"))
    book.write("a", observed("330184", "2000", gdp=150), observed(YIWU, "2000", gdp=120))
    observations = sources(book.index(), SourcesRequest("a")).observations
    assert {it.figure.county: [change.date for change in it.breaks] for it in observations} == {
        "330184": ["2021-04-09"],
        YIWU: [],
    }


def test_documents_are_listed_the_newest_first_each_with_what_that_one_yields(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Of one day by their ids; what is dated by a month or a year comes behind the days of that."""
    book = Book(tmp_path_factory.mktemp("listed"))
    dates = {"c": "2024-05-01", "a": "2025-01-31", "d": "2024-05-01", "b": "2024-05", "e": "2024"}
    for number, (name, published) in enumerate(dates.items(), 1):
        figures = dict.fromkeys(("gdp", "exports", "imports", "loans", "deposits")[:number], 1000)
        book.write(name, observed(YIWU, f"201{number}", **figures), published=published)
    rows = sources(book.index(), SourcesRequest()).rows
    assert [(row.document.id, row.observations) for row in rows] == [("a", 2), ("c", 1), ("d", 3), ("b", 4), ("e", 5)]
