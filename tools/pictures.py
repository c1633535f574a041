"""The answers that the documentation shows as pictures, in the order in which its gallery shows them."""

from __future__ import annotations

from typing import NamedTuple


class Picture(NamedTuple):
    """An answer as a terminal of a hundred columns shows it, or as `-o` writes it; and what there is to see."""

    command: str
    en: str
    zh: str


PICTURES = {
    "show": Picture("show 龙泉", "What is known of Longquan, at a glance", "龙泉市概览"),
    "show-some": Picture(
        "show 义乌 gdp gdp_growth income_urban", "Three indicators, all their periods", "三项指标的全部期间"
    ),
    "rank": Picture(
        "rank gdp --in 丽水 --period 2023 --mark 龙泉", "A prefecture ranked by GDP", "丽水各县按生产总值排名"
    ),
    "rank-since": Picture(
        "rank population --since 2010 --in 丽水", "Who grew and who shrank between two censuses", "两次普查之间谁增谁减"
    ),
    "map": Picture(
        "map --metric gdp --in 浙江 --period 2023",
        "GDP of the counties of Zhejiang in 2023, as a map of tiles",
        "2023年浙江各县（市、区）地区生产总值瓦片图",
    ),
    "map-nation": Picture("map gdp", "The country by province", "分省看全国"),
    "map-file": Picture(
        "map gdp --in 丽水 --period 2023 -o map.svg", "The same of a prefecture, in a file", "写成文件的瓦片图"
    ),
    "compare": Picture("compare 龙泉 义乌 昆山", "Three counties side by side", "三个县并列"),
    "trend": Picture("trend 龙泉 义乌 --metric gdp", "Two series, with their gaps", "两个县的历年走势，缺年照缺"),
    "trend-file": Picture("trend 龙泉 义乌 --metric gdp -o trend.svg", "The same series in a file", "写成文件的走势图"),
    "targets": Picture("targets 滨江", "What a county set out to reach, and whether it did", "一个县的目标与完成情况"),
    "initiatives": Picture(
        "initiatives --in 丽水 --category 产业", "Policy programmes of a category", "某一类政策举措"
    ),
    "why": Picture("why 平阳 gdp --period 2023", "Everything behind a figure", "一个数背后的一切"),
    "cite": Picture(
        "cite 2025-05-27-longquanshizf-longquan-statistics-2025 --style bibtex",
        "The reference to cite, here as BibTeX",
        "可直接引用的出处，此处为 BibTeX",
    ),
    "search": Picture(
        "search 人才", "Words found in initiatives, indicators and documents", "在举措、指标、文件中查词"
    ),
    "counties": Picture("counties --in 丽水", "The counties of a prefecture", "一个地级市的县区"),
    "metrics": Picture("metrics gdp_growth", "An indicator: definition and coverage", "一项指标的定义和覆盖情况"),
    "groups": Picture("groups 山区26县", "A named list of counties, with its source", "一个名单及其出处"),
    "sources": Picture(
        "sources 2024-02-08-tidenews-pingyang", "All that one document yielded", "一份文件给出的全部内容"
    ),
    "coverage": Picture(
        "coverage --in 浙江", "Of how many counties there are figures", "各指标、各年份有多少个县有数据"
    ),
    "coverage-metric": Picture(
        "coverage gdp --in 浙江", "One indicator, place by place, and who is missing", "一项指标的覆盖情况，缺哪些县"
    ),
    "coverage-county": Picture("coverage 龙泉", "What the book has of a county, and lacks", "一个县有什么、缺什么"),
}
