"""What pages say where a rule has two sides: periods, names, boundaries and sources that are told or are not."""

from __future__ import annotations

from typing import Any

import pytest
from books import Book, aimed, observed
from painters import painted
from periods import period

from countycli.index.ask.index import Index
from countycli.model.answers import Standard
from countycli.names.resolve import resolve_place
from countycli.query.compare import CompareRequest, compare
from countycli.query.county_coverage import county_coverage
from countycli.query.coverage import CoverageRequest, scope_coverage
from countycli.query.figures import Benchmark
from countycli.query.rank import RankRequest, rank
from countycli.query.show import ShowRequest, show
from countycli.query.targets import TargetsRequest, targets
from countycli.query.why import WhyRequest, why
from countycli.render.markdown import render_page
from countycli.render.page import Table
from countycli.render.views import compare as compare_view
from countycli.render.views import coverage as coverage_view
from countycli.render.views import elements
from countycli.render.views import rank as rank_view
from countycli.render.views import show as show_view
from countycli.render.views import targets as targets_view
from countycli.render.views import why as why_view
from countycli.render.words import Words

EN = Words("en")
LONGQUAN, SONGYANG, YIWU, LISHUI, ZHEJIANG = "331181", "331124", "330782", "331100", "330000"
YUHANG, LINPING = "330110", "330113"  # the first gave half of its land to the second on 2021-04-09
NANHU = "330402"  # 秀城区 until 2005-05-17
SHAOXING_COUNTY, KEQIAO = "330621", "330603"


def text_of(view: Any, report: object) -> str:
    return render_page(view.page(report, EN), EN).replace("\\", "").replace("[^", "[")


def rows_with(text: str, *parts: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("| ") and all(part in line for part in parts)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def line_with(text: str, part: str) -> str:
    (line,) = (line.strip() for line in text.splitlines() if part in line)
    return line


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Index:
    book = Book(tmp_path_factory.mktemp("pages"))
    book.write(
        "a",
        *(observed(code, "2023", gdp=100, gdp_growth=5) for code in (LONGQUAN, SONGYANG, YIWU)),
        observed(LONGQUAN, "2022", gdp=90, gdp_growth=4),
        observed(YIWU, "2022", gdp=95),
        observed(LONGQUAN, "2024-01/2024-09", gdp=80, income=30000),
        observed(SONGYANG, "2019/2020", gdp=150),
        observed(SONGYANG, "2021", gdp='{ value = 70, bound = ">" }'),
        observed(LONGQUAN, "2021", gdp=86),
        observed(LONGQUAN, "2020", inferred="true", exports=6),
        observed(LONGQUAN, "2019", exports=5),
        observed(LISHUI, "2023", gdp=2000, gdp_growth=5.5),
        observed(ZHEJIANG, "2023", gdp=90000, gdp_growth=4.5),
        observed(YUHANG, "2020", resident_population=240, gdp=3000),
        observed(YUHANG, "2022", resident_population=130),
        observed(LINPING, "2022", resident_population=118),
        observed(NANHU, "2004", retail_sales=50),
        observed(NANHU, "2006", retail_sales=60),
        observed(SHAOXING_COUNTY, "2010", retail_sales=200),
    )
    book.write("b", observed(YUHANG, "2020", gdp=3100), published="2021-02-01", access="copy")
    book.write(
        "c",
        aimed(LONGQUAN, "2024", gdp_growth=6, income=60000),
        aimed(LONGQUAN, "2027", gdp_growth=7),
        aimed(YIWU, "2024-01/2024-06", exports=7),
        published="2024-01-15",
    )
    book.write(
        "d", aimed(SONGYANG, "2023", gdp_growth=6), observed(SONGYANG, "2022", gdp_growth=3), published="2023-02-01"
    )
    return book.index()


# Rankings


def test_other_periods_are_those_that_are_not_ranked(pages: Index) -> None:
    text = text_of(rank_view, rank(pages, RankRequest(("gdp",), scope="浙江")))
    assert line_with(text, "Other periods (counties)") == (
        "Other periods (counties): 2022 (2), Jan–Sep 2024 (1), 2021 (1), 2019–2020 (1)"
    )


@pytest.mark.parametrize(
    ("when", "told"),
    [("2024-01/2024-09", "Sep 2024"), ("2019/2020", "2020"), ("2023", "2023")],
)
def test_the_counties_are_those_of_the_end_of_the_period(pages: Index, when: str, told: str) -> None:
    text = text_of(rank_view, rank(pages, RankRequest(("gdp",), (period(when),))))
    assert f"; counties of the end of {told}; " in text


@pytest.mark.parametrize(
    ("metric", "since", "told"),
    [
        ("gdp", None, "at current prices"),
        ("gdp", "2022", "nominal: price changes are in it"),
        ("gdp_growth", None, "at constant prices"),
        ("gdp_growth", "2022", "at constant prices"),
    ],
)
def test_only_a_change_of_amounts_at_current_prices_is_nominal(
    pages: Index, metric: str, since: str | None, told: str
) -> None:
    request = RankRequest((metric,), (period("2023"),), since=period(since) if since else None)
    text = text_of(rank_view, rank(pages, request))
    phrases = ("at current prices", "at constant prices", "nominal: price changes are in it")
    assert [phrase for phrase in phrases if phrase in text] == [told]


@pytest.mark.parametrize(("top", "told"), [(1, True), (2, False), (3, False), (None, False)])
def test_a_top_is_told_where_it_leaves_rows_out(pages: Index, top: int | None, told: bool) -> None:
    """All three share the first rank; more than twice as many rows as asked for are cut."""
    text = text_of(rank_view, rank(pages, RankRequest(("gdp",), (period("2023"),), top=top)))
    assert ("as --top asks" in text) == told


# Coverage


def test_years_stand_in_order_and_what_else_there_is_is_counted(pages: Index) -> None:
    text = text_of(coverage_view, scope_coverage(pages, CoverageRequest(scope="浙江")))
    (header,) = rows_with(text, "Other periods")
    years = [cell for cell in header if cell.isdigit()]
    assert years == sorted(years)
    (gdp,) = rows_with(text, "Gross domestic product ")
    (income,) = [row for row in rows_with(text, "income") if row[-1]]
    assert (gdp[-1], income[-1]) == ("2", "1")  # nine months, and two years in one; nine months
    (growth,) = rows_with(text, "GDP growth")
    assert growth[-1] == ""


def test_what_can_be_ranked_is_counted_where_that_is_less_for_some_period(pages: Index) -> None:
    text = text_of(coverage_view, scope_coverage(pages, CoverageRequest(("gdp",), "丽水")))
    (header,) = rows_with(text, "Counties with a figure")
    assert header[-1] == "Rankable"
    counted = {row[0]: (row[1], row[-1]) for row in rows_with(text, "9") if row[0] in ("2023", "2021")}
    assert counted == {"2023": ("2", "2"), "2021": ("2", "1")}
    other = text_of(coverage_view, scope_coverage(pages, CoverageRequest(("gdp_growth",), "丽水")))
    assert "Rankable" not in other


def test_periods_that_no_document_states_stand_in_brackets(pages: Index) -> None:
    report = county_coverage(pages, resolve_place(pages, "龙泉"), CoverageRequest(("exports", "gdp")))
    text = text_of(coverage_view, report)
    (exports,) = rows_with(text, "Exports")
    assert exports[1] == "(2020), 2019"
    (gdp,) = rows_with(text, "Gross domestic product")
    assert gdp[1].startswith("Jan–Sep 2024, 2023")


def test_the_wider_region_goes_first_where_there_is_no_room(pages: Index) -> None:
    report = county_coverage(pages, resolve_place(pages, "龙泉"), CoverageRequest())
    (table,) = (block for block in coverage_view.page(report, EN) if isinstance(block, Table))
    assert [(column.title, column.drop) for column in table.columns[2:]] == [
        ("Lishui 丽水市", 1),
        ("Zhejiang 浙江省", 2),
    ]


# One figure, one place


def test_the_changes_of_territory_are_those_since_the_headline(pages: Index) -> None:
    text = text_of(why_view, why(pages, WhyRequest("余杭", "gdp", period("2020"))))
    headline, rival = text.split("Another document's figure")
    assert "changed since: 2021-04-09 to Linping 临平区" in headline
    assert "3,100" in rival
    assert "Boundaries" not in rival


@pytest.mark.parametrize(
    ("name", "when", "title"),
    [
        ("南湖", "2004", "Xiucheng 秀城区 (today Nanhu 南湖区): "),
        ("南湖", "2006", "Nanhu 南湖区: "),
        ("柯桥", "2010", "Shaoxing 绍兴县 (today Keqiao 柯桥区): "),
    ],
)
def test_a_figure_is_told_under_the_name_of_its_time(pages: Index, name: str, when: str, title: str) -> None:
    text = text_of(why_view, why(pages, WhyRequest(name, "retail_sales", period(when))))
    assert text.startswith(f"# {title}Total retail sales")


def test_people_of_before_a_change_of_territory_are_marked_in_the_header(pages: Index) -> None:
    assert "Population: 130 万人 (2022 A [1])" in text_of(show_view, show(pages, ShowRequest("余杭")))
    book = show(pages, ShowRequest("余杭"))
    old = next(it for it in book.observations if it.figure.metric == "resident_population" and it.breaks)
    marked = text_of(show_view, book._replace(population=old))
    assert "(2020 AB [1])" in marked


def test_only_what_a_place_was_called_or_continues_is_told_as_formerly(pages: Index) -> None:
    """越城区 and 临平区 got land from 绍兴县 and 余杭区, and were never called so."""
    assert "Formerly: Shaoxing 绍兴县 (until 2013-10-18)" in text_of(show_view, show(pages, ShowRequest("柯桥")))
    assert "Formerly: Xiucheng 秀城区 (until 2005-05-17)" in text_of(show_view, show(pages, ShowRequest("南湖")))
    for name in ("越城", "临平"):
        assert "Formerly" not in text_of(show_view, show(pages, ShowRequest(name)))


# Comparisons and targets


@pytest.mark.parametrize(
    ("names", "side_by_side"),
    [
        (("龙泉", "义乌", "浙江"), True),
        (("龙泉", "松阳"), True),
        (("龙泉", "松阳", "义乌", "上城", "拱墅", "西湖"), True),
        (("龙泉", "松阳", "义乌", "上城", "拱墅", "西湖", "滨江"), False),
    ],
    ids=["two counties and the province", "two and their two regions", "six", "seven"],
)
def test_up_to_six_places_stand_side_by_side(pages: Index, names: tuple[str, ...], side_by_side: bool) -> None:
    text = text_of(compare_view, compare(pages, CompareRequest(names, ("gdp",), (period("2023"),))))
    header = next(line for line in text.splitlines() if line.startswith("| "))
    assert ("龙泉市" in header) == side_by_side


def test_each_source_of_a_target_and_its_outcome_stands_once(pages: Index) -> None:
    text = text_of(targets_view, targets(pages, TargetsRequest(("松阳", "龙泉"))))
    (missed,) = rows_with(text, "missed")
    assert missed[3] == "missed: 5% A (>=6)"
    assert missed[-1] == "[1][2]"
    opened = rows_with(text, "open") + rows_with(text, "no figure yet")
    assert {row[-1] for row in opened} == {"[3]"}


def test_one_document_of_target_and_outcome_is_named_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    book = Book(tmp_path_factory.mktemp("one"))
    book.write(
        "a", aimed(LONGQUAN, "2024", gdp_growth=6), observed(LONGQUAN, "2024", gdp_growth=7), published="2025-02-01"
    )
    text = text_of(targets_view, targets(book.index(), TargetsRequest(("龙泉",))))
    (met,) = rows_with(text, "met")
    assert met[-1] == "[1]"


def test_what_is_left_out_at_a_width_is_named(pages: Index) -> None:
    text = painted(show_view.page(show(pages, ShowRequest("龙泉")), EN), EN, 60)
    lines = [line for line in text.splitlines() if line.startswith("Left out at this width")]
    assert any("vs province" in line for line in lines)
    assert all("Indicator" not in line for line in lines)


@pytest.mark.parametrize(
    ("difference", "ratio", "shown"),
    [
        (None, 0.095, "9.5% of it"),
        (None, 0, "0% of it"),
        (-25.0, 0.5, "50.0% of its level"),
        (-50.0, 0, "-50.0"),
        (-60.0, -0.2, "-60.0"),
        (0.0, None, "0.0"),
        (0.7, None, "+0.7"),
    ],
)
def test_what_nothing_and_less_than_nothing_are_of_a_regions_figure(
    pages: Index, difference: float | None, ratio: float | None, shown: str
) -> None:
    """A part of a whole may be nothing of it; another level that is nothing, or less, is told by how far it is off."""
    region = resolve_place(pages, "丽水").place
    standard = Standard(LISHUI, "gdp", period("2023"), 50, 1, "a", "actual", headline=True)
    benchmark = Benchmark(region, standard, difference, 1, ratio)
    assert elements.benchmark_columns([(benchmark,)], EN).cells([benchmark]) == [shown]
