"""Places side by side: a scope, several periods, each place's latest, and what is said instead."""

from __future__ import annotations

import csv
import io
import re

import pytest
from books import Book, observed
from conftest import Program, Result
from periods import period

from countycli.errors import UsageError
from countycli.index.ask.index import Index
from countycli.query import Extent
from countycli.query.compare import CompareReport, CompareRequest, compare

LONGQUAN, SONGYANG, YIWU, LISHUI, ZHEJIANG = "331181", "331124", "330782", "331100", "330000"
IN_LISHUI = ("331102", "331121", "331122", "331123", SONGYANG, "331125", "331126", "331127", LONGQUAN)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Index:
    made = Book(tmp_path_factory.mktemp("comparisons"))
    made.write(
        "a",
        observed(LONGQUAN, "2023", gdp=180, gdp_growth=7, exports=5, resident_population=24),
        observed(LONGQUAN, "2024-01/2024-09", gdp=140),
        observed(SONGYANG, "2024", gdp=150, gdp_growth=8, retail_sales=50),
        observed(SONGYANG, "2023", gdp=140, resident_population=20),
        observed("331121", "2024", gdp=300, retail_sales=70),
        observed("331122", "2024", gdp=310),
        observed(YIWU, "2023", gdp=2300),
        observed(YIWU, "2024", gdp=2500),
        observed(LISHUI, "2023", gdp=2000),
        observed(LISHUI, "2024", gdp=2100, gdp_growth=6),
        observed(ZHEJIANG, "2024", gdp=90000),
    )
    return made.index()


def table_of(report: CompareReport) -> dict[tuple[str, str], list[tuple[str, float | None] | None]]:
    """By metric and period, the period and value of each place and region."""
    return {
        (row.metric.id, str(row.period)): [
            (str(it.figure.period), it.figure.value) if it else None for it in (*row.cells, *row.benchmarks)
        ]
        for row in report.rows
    }


# A scope


def test_a_place_among_the_counties_of_a_scope(book: Index) -> None:
    """It comes first, and what it has decides for when they are compared, though more counties have 2024."""
    report = compare(book, CompareRequest(("龙泉",), ("gdp",), scope="丽水"))
    assert [place.code for place in report.named] == [LONGQUAN]
    assert [place.code for place in report.places] == [LONGQUAN, *(it for it in IN_LISHUI if it != LONGQUAN)]
    assert [place.code for place in report.regions] == [LISHUI]  # the province has nothing for 2023
    (row,) = report.rows
    assert row.period == period("2023")
    values = {place.code: it.figure.value for place, it in zip(report.places, row.cells, strict=True) if it}
    assert values == {LONGQUAN: 180, SONGYANG: 140}


def test_all_counties_of_a_scope(book: Index) -> None:
    report = compare(book, CompareRequest((), ("gdp",), scope="丽水"))
    assert (report.named, [place.code for place in report.places]) == ((), list(IN_LISHUI))
    (row,) = report.rows
    assert row.period == period("2024")
    assert [it.figure.value for it in row.cells if it] == [300, 310, 150]
    assert [it.figure.value for it in row.benchmarks if it] == [90000, 2100]


def test_what_the_named_place_has_not_is_not_compared_unless_asked_for(book: Index) -> None:
    report = compare(book, CompareRequest(("龙泉",), scope="丽水"))
    metrics = {row.metric.id for row in report.rows}
    assert "gdp" in metrics
    assert {"retail_sales", "exports"}.isdisjoint(metrics)
    assert {"retail_sales", "exports"} <= {metric.id for metric in report.single}
    (row,) = compare(book, CompareRequest(("龙泉",), ("retail_sales",), scope="丽水")).rows
    assert row.cells[0] is None


def test_a_place_from_elsewhere_beside_a_scope(book: Index) -> None:
    report = compare(book, CompareRequest(("义乌",), ("gdp",), scope="丽水"))
    assert [place.code for place in report.places] == [YIWU, *IN_LISHUI]
    (row,) = report.rows
    assert (row.period, row.cells[0].figure.value if row.cells[0] else None) == (period("2024"), 2500)


def test_a_screen_is_shown_the_first_places_and_main_indicators(book: Index) -> None:
    report = compare(book, CompareRequest(("龙泉",), scope="丽水", extent=Extent(counties=3, main=True)))
    assert ([place.code for place in report.places], report.further) == ([LONGQUAN, *IN_LISHUI[:2]], 6)
    assert report.main
    assert all(row.metric.main for row in report.rows)
    complete = compare(book, CompareRequest(("龙泉",), scope="丽水"))
    assert (len(complete.places), complete.further, complete.main) == (9, 0, False)
    assert {row.metric.id for row in report.rows} < {row.metric.id for row in complete.rows}
    asked = compare(
        book, CompareRequest((), ("gdp_share_prefecture",), scope="丽水", extent=Extent(counties=3, main=True))
    )
    assert [row.metric.id for row in asked.rows] == ["gdp_share_prefecture"]


@pytest.mark.parametrize("scope", ["山区26县", "丽水", "浙江"])
def test_the_period_does_not_depend_on_how_many_are_shown(book: Index, scope: str) -> None:
    few, many = (
        compare(book, CompareRequest((), ("gdp",), scope=scope, extent=Extent(counties=most, main=True)))
        for most in (2, None)
    )
    assert [row.period for row in few.rows] == [row.period for row in many.rows] == [period("2024")]


# Periods


def test_a_row_for_each_period(book: Index) -> None:
    report = compare(book, CompareRequest((LONGQUAN, SONGYANG), ("gdp",), (period("2023"), period("2024"))))
    assert table_of(report) == {
        ("gdp", "2023"): [("2023", 180), ("2023", 140), None, ("2023", 2000)],
        ("gdp", "2024"): [None, ("2024", 150), ("2024", 90000), ("2024", 2100)],
    }
    assert [(place.code, metric.id, [*map(str, its)]) for place, metric, its in report.elsewhere] == [
        (LONGQUAN, "gdp", ["2024-01/2024-09"])
    ]


def test_without_metrics_each_period_has_what_two_share(book: Index) -> None:
    report = compare(book, CompareRequest((LONGQUAN, SONGYANG), (), (period("2023"), period("2024"))))
    assert ("gdp", "2023") in table_of(report)
    assert ("gdp", "2024") not in table_of(report)
    assert "gdp_growth" in {metric.id for metric in report.single}


def test_the_latest_of_each(book: Index) -> None:
    """Whole years before later parts of a year; the regions' are their own latest too."""
    report = compare(book, CompareRequest((LONGQUAN, SONGYANG), ("gdp", "gdp_growth"), latest=True))
    assert table_of(report) == {
        ("gdp", "None"): [("2023", 180), ("2024", 150), ("2024", 90000), ("2024", 2100)],
        ("gdp_growth", "None"): [("2023", 7), ("2024", 8), None, ("2024", 6)],
    }
    assert report.elsewhere == ()
    beside = report.rows[1].beside
    assert [[it.difference for it in its] for its in beside] == [[], [2]]  # a figure is set beside its own period's


def test_the_latest_of_what_two_have(book: Index) -> None:
    report = compare(book, CompareRequest((LONGQUAN, SONGYANG), latest=True))
    assert {row.metric.id for row in report.rows} >= {"gdp", "gdp_growth", "resident_population"}
    assert {"exports", "retail_sales"} <= {metric.id for metric in report.single}


# What is said instead


@pytest.mark.parametrize(
    ("request_", "hint"),
    [
        (CompareRequest(("龙泉",)), "`countycli compare 龙泉 --in 331100`"),
        (CompareRequest(("浙江",)), "`countycli show`"),
        (CompareRequest(), "--in"),
    ],
)
def test_one_place_is_too_few(book: Index, request_: CompareRequest, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        compare(book, request_)
    assert error.value.hint
    assert hint in str(error.value.hint)


@pytest.mark.parametrize(
    ("names", "command"),
    [
        (("山区26县",), "countycli compare --in 山区26县"),
        (("龙泉", "山区26县"), "countycli compare 龙泉 --in 山区26县"),
        (("shanqu26", "longquan"), "countycli compare longquan --in shanqu26"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_group_is_no_county_and_what_is_advised_works(
    countycli: Program, names: tuple[str, ...], command: str, lang: str
) -> None:
    result = countycli("compare", *names, "--json", lang=lang)
    assert result.code == 3
    assert f"`{command}`" in result.error["hint"]
    assert countycli(*command.split()[1:], "-m", "gdp").code == 0


def test_a_name_that_nothing_bears_is_no_group(countycli: Program) -> None:
    result = countycli("compare", "龙泉", "没有这个县", "--json")
    assert result.code == 3
    assert "没有这个县" in result.error["message"]


def test_latest_and_a_period_exclude_each_other(countycli: Program) -> None:
    assert countycli("compare", "龙泉", "松阳", "--latest", "-p", "2020").code == 2


# By the program on the whole book


def lines_of(result: Result) -> list[str]:
    assert result.code == 0, result.err
    return result.out.splitlines()


def test_a_scope_is_cut_on_screens_only(countycli: Program) -> None:
    question = ("compare", "--in", "浙江", "-m", "population")
    assert "70 more counties: --all shows them" in lines_of(countycli(*question))
    assert not any("more counties" in line for line in lines_of(countycli(*question, "--all")))
    data = countycli(*question, "--json").json
    assert (len(data["places"]), len(data["rows"][0]["values"]), data["scope"]["id"]) == (90, 90, ZHEJIANG)
    rows = list(csv.DictReader(io.StringIO(countycli(*question, "-f", "csv").out)))
    having = [value["county"]["code"] for value in data["rows"][0]["values"] if value]
    assert [row["county_code"] for row in rows if row["benchmark"] == "false"] == having
    assert len(having) == 88  # 临平 and 钱塘 are younger than the census


def test_the_named_place_is_marked(countycli: Program) -> None:
    lines = lines_of(countycli("compare", "龙泉", "--in", "丽水", "-m", "population"))
    marked = [line for line in lines if line.startswith("> ")]
    assert len(marked) == 1
    assert marked[0].split()[1:4] == ["Longquan", "龙泉市", "248,866"]


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("names", [("义乌", "平阳"), ("义乌", "浙江")])
def test_the_latest_says_for_when_each_figure_is(countycli: Program, names: tuple[str, ...], columns: int) -> None:
    question = ("compare", *names, "-m", "gdp", "--latest")
    lines = lines_of(countycli(*question, "--width", str(columns)))
    assert lines[1] == "Each place's latest figure: periods may differ"
    data = countycli(*question, "--json").json
    (row,) = data["rows"]
    assert (row["period"], data["query"]["latest"]) == (None, True)
    for value in row["values"]:
        told = rf"\b{value['period']} +{value['bound'] or ''}{value['value']:,.15g}"
        assert any(re.search(told, line) for line in lines), told


def test_query_and_rows_of_several_periods(countycli: Program) -> None:
    data = countycli("compare", "义乌", "平阳", "-m", "gdp", "-p", "2022", "-p", "2023", "-p", "2022", "--json").json
    assert (data["query"]["period"], data["query"]["periods"]) == (None, ["2022", "2023"])
    assert [(row["metric"], row["period"]) for row in data["rows"]] == [("gdp", "2022"), ("gdp", "2023")]
    (missing,) = data["elsewhere"]
    assert missing["county"]["code"] == YIWU
    assert "2024-01/2024-09" in missing["periods"]


@pytest.mark.parametrize("names", [("义乌", "平阳", "gdp"), ("GDP", "义乌", "平阳"), ("义乌", "gdp", "--in", "金华")])
def test_an_indicator_may_stand_among_the_places(names: tuple[str, ...], countycli: Program) -> None:
    places = [name for name in names if name.lower() != "gdp"]
    assert countycli("compare", *names).out == countycli("compare", *places, "-m", "gdp").out


def test_an_indicator_among_the_places_comes_with_those_of_its_option(countycli: Program) -> None:
    rows = countycli("compare", "义乌", "平阳", "gdp", "-m", "gdp_growth", "--json").json["rows"]
    assert {row["metric"] for row in rows} == {"gdp", "gdp_growth"}
