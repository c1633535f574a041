"""Figures that a turn of phrase tells, without the indicator's name before the number. The figures are invented."""

from __future__ import annotations

from functools import cache

import pytest

from countycli.drafting.document import DocumentReader
from countycli.drafting.findings import Findings
from countycli.drafting.head import Given
from countycli.index.store import open_index


@cache
def read(text: str) -> Findings:
    return DocumentReader(open_index(), None, Given("2025-02-20", "news")).read(text.split("\n"))


def found(text: str) -> dict[str, str]:
    return {
        f"{'target ' * figure.target}{figure.county}.{figure.metric}@{figure.period}": (
            f"{figure.bound or ''}{figure.canonical}{' inferred' * figure.inferred}"
        )
        for figure in read(text).figures
    }


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2024年，青田县连续四年上榜全国百强县。", {"331121.top100_county_years@2024": "4"}),
        ("2024年，青田县平安县创建十九连冠。", {"331121.safe_county_years@2024": "19"}),
        (
            "2024年，青田县GDP增长7.2%，连续3个季度增速全省第一。",
            {"331121.gdp_growth@2024": "7.2", "331121.gdp_growth_first_quarters@2024": "3"},
        ),
        ("2024年，青田县全省排名上升至第51位。", {"331121.provincial_rank@2024": "51"}),
        ("2024年，青田县共富指数跻身全国前80强。", {"331121.common_prosperity_index_rank@2024": "<=80"}),
        ("2024年，青田县12项经验在全省推广。", {"331121.published_experiences@2024": "12"}),
        (
            "青田县统筹推进“三大工业平台”1200余亩土地开发。",
            {
                "331121.industrial_platforms@2025-02": "3 inferred",
                "331121.industrial_platform_land@2025-02": ">=1200 inferred",
            },
        ),
        (
            "青田县可供熟地已从不足300亩提升至1800余亩。",
            {
                "331121.serviced_land_available_baseline@2025-02": "<300 inferred",
                "331121.serviced_land_available@2025-02": ">=1800 inferred",
            },
        ),
        (
            "2025年，青田县将深化《服务青年发展30条举措》，引进大学生5000人以上。",
            {
                "331121.youth_policy_measures@2025-02": "30 inferred",
                "target 331121.graduates_attracted@2025": ">=5000",
            },
        ),
        ("青田县一家工厂说，全年产值目标定为4亿元。", {"target 331121.enterprise_output@2025": "4"}),
    ],
)
def test_a_turn_tells_a_figure(text: str, figures: dict[str, str]) -> None:
    assert found(text) == figures


def test_what_a_village_sells_is_told_of_the_county_that_was_named_last() -> None:
    text = (
        "去年，青田县在北京、上海推介杨梅。\n在云和县石塘镇，杨梅原来每公斤12元，如今卖到每公斤40元，收益翻了3倍。"
        "\n缙云县某厂的厂房只有一层，后来厂房加盖到5层。"
    )
    assert found(text) == {
        "331125.crop_price_baseline@2025-02": "12 inferred",
        "331125.crop_price@2025-02": "40 inferred",
        "331125.crop_income_multiple@2025-02": "3 inferred",
        "331122.factory_storeys_baseline@2025-02": "1 inferred",
        "331122.factory_storeys@2025-02": "5 inferred",
    }


@pytest.mark.parametrize(
    "text",
    [
        "2024年，青田县连续五年入选全国乡村振兴百强县。",  # another list
        "今年以来，青田县连续5个季度夺得全省投资“赛马”激励。",  # up to which quarter?
        "2024年，青田县工业投资增长9%，连续3个季度增速全省第一。",  # not of the product
        "2024年，青田县在国内多个城市招商。",
        "2024年，青田县鹤城街道9项经验在省级刊物刊发。",  # a part of the county
    ],
)
def test_what_only_looks_like_a_turn_is_left(text: str) -> None:
    told = {name.rpartition(".")[2].partition("@")[0] for name in found(text)}
    assert not told - {"industrial_investment_growth"}
