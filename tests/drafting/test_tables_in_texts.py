"""Tables within texts, as copies of pages and documents have them. The figures are invented."""

from __future__ import annotations

from functools import cache

import pytest

from countycli.drafting import reasons
from countycli.drafting.document import DocumentReader
from countycli.drafting.findings import Findings
from countycli.drafting.head import Given
from countycli.index.ask.index import Index
from countycli.index.store import open_index

COUNTY = "331125"
TITLE = "2023年主要经济指标"


@cache
def book() -> Index:
    return open_index()


def read(*paragraphs: str) -> Findings:
    index = book()
    return DocumentReader(index, index.places.find(COUNTY), Given("2024-03-20", "news")).read(list(paragraphs))


def found(*paragraphs: str) -> dict[str, str]:
    return {f"{one.metric}@{one.period}": f"{one.canonical}" for one in read(*paragraphs).figures}


def table(*rows: str) -> dict[str, str]:
    return found(TITLE, *rows)


def test_headers_tell_levels_and_growth() -> None:
    told = {"gdp@2023": "103.7", "gdp_growth@2023": "7.6", "primary_va@2023": "10.2", "primary_va_growth@2023": "-3.1"}
    rows = ("一、地区生产总值（亿元） 103.7 7.6", "第一产业增加值(亿元)　10.2　-3.1")
    assert table("指标 2023年 增速(%)", *rows) == told
    assert table("指标名称\t单位\t绝对值\t同比增长", "地区生产总值\t亿元\t103.7\t7.6")["gdp_growth@2023"] == "7.6"
    assert table("指标 2023年1-11月（亿元） 增长", "一般公共预算收入 11.5 6.1") == {
        "budget_revenue@2023-01/2023-11": "11.5",
        "budget_revenue_growth@2023-01/2023-11": "6.1",
    }


def test_what_is_printed_is_the_cell() -> None:
    findings = read(TITLE, "指标 2023年 增速(%)", "第一产业增加值（亿元） 10.2 -3.1")
    assert [(figure.printed, figure.at) for figure in findings.figures] == [("10.2", "第3段"), ("-3.1", "第3段")]


def test_a_cell_may_be_a_paragraph() -> None:
    header = ("指标名称", "单位", "绝对值", "增长(%)")
    first, second = ("地区生产总值", "亿元", "103.7", "7.6"), ("固定资产投资", "%", "—", "5.2")
    assert table(*header, *first, *second) == {
        "gdp@2023": "103.7",
        "gdp_growth@2023": "7.6",
        "fixed_investment_growth@2023": "5.2",
    }


def test_percentages_may_be_levels() -> None:
    header = "指标 单位 绝对值 增长"
    assert table(header, "常住人口城镇化率 % 70.1 —") == {"urbanization_rate@2023": "70.1"}
    assert not table(header, "固定资产投资 % 5.2 3.1")


def test_a_growth_is_of_the_newest_of_several_years() -> None:
    row = "地区生产总值（亿元） 103.7 97.1 7.6"
    assert table("指标 2023年 2022年 增速", row) == {
        "gdp@2023": "103.7",
        "gdp@2022": "97.1",
        "gdp_growth@2023": "7.6",
    }
    assert not table("指标 2022年 2023年 增速", row)


@pytest.mark.parametrize(
    "rows",
    [
        ("指标 本月 累计 增速", "地区生产总值（亿元） 9.1 103.7 7.6"),  # an unknown column
        ("指标 2023年 增速", "其中：外资企业（亿元） 103.7 7.6"),  # an unknown row
        ("地区生产总值 97.1亿元 103.7亿元",),  # no header
        ("城乡居民收入比 1.8 1.9",),
        ("指标 2023年 增速", "以上数字为初步核算数。", "地区生产总值（亿元） 103.7 7.6"),  # the table is over
    ],
)
def test_a_table_that_does_not_tell_is_left(rows: tuple[str, ...]) -> None:
    assert not table(*rows)
    assert read(TITLE, *rows).left


def test_a_row_may_be_a_county() -> None:
    rows = (
        "2023年丽水市各县（市、区）主要指标",
        "县（市、区） 地区生产总值（亿元） 增速（%） 社会消费品零售总额（亿元） 增速（%）",
        "莲都区 550.1 6.5 210.3 5.5",
        "某某区 180.2 7.5 70.1 -1.1",
    )
    findings = DocumentReader(book(), None, Given("2024-02-01", "news")).read(list(rows))
    assert [(one.county, one.metric, f"{one.canonical}") for one in findings.figures] == [
        ("331102", "gdp", "550.1"),
        ("331102", "gdp_growth", "6.5"),
        ("331102", "retail_sales", "210.3"),
        ("331102", "retail_sales_growth", "5.5"),
    ]


def test_months_of_a_year_that_nothing_names_are_no_plan() -> None:
    assert not found("1-11月，全县一般公共预算收入11.5亿元。")
    assert found("1-2月，全县一般公共预算收入2.5亿元。")


@pytest.mark.parametrize("header", ["增减", "比上年±", "同比", "同比增减", "比上年增减幅度"])
def test_a_change_without_a_sign_of_per_cent_is_left(header: str) -> None:
    rows = (f"指标 2023年 {header}", "一般公共预算收入（亿元） 11.5 1.2", "地区生产总值（亿元） 103.7 -1.3")
    assert table(*rows) == {"budget_revenue@2023": "11.5", "gdp@2023": "103.7"}
    assert [(left.printed, left.reason) for left in read(TITLE, *rows).left] == [
        ("1.2", reasons.CHANGE),
        ("-1.3", reasons.CHANGE),
    ]


@pytest.mark.parametrize(("header", "cell"), [("增减", "1.2%"), ("增减（%）", "1.2"), ("同比±%", "1.2"), ("±%", "1.2")])
def test_a_change_with_a_sign_of_per_cent_is_growth(header: str, cell: str) -> None:
    assert table(f"指标 2023年 {header}", f"一般公共预算收入（亿元） 11.5 {cell}") == {
        "budget_revenue@2023": "11.5",
        "budget_revenue_growth@2023": "1.2",
    }
