"""One sentence for each construction. The figures are invented."""

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


@cache
def book() -> Index:
    return open_index()


def read(*paragraphs: str, published: str = "2024-03-20", kind: str = "news") -> Findings:
    index = book()
    return DocumentReader(index, index.places.find(COUNTY), Given(published, kind)).read(list(paragraphs))


def found(*paragraphs: str, published: str = "2024-03-20", kind: str = "news") -> dict[str, str]:
    """`metric@period` and the value with its bound."""
    findings = read(*paragraphs, published=published, kind=kind)
    return {
        f"{'target ' * figure.target}{figure.metric}@{figure.period}": f"{figure.bound or ''}{figure.canonical}"
        for figure in findings.figures
    }


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("2023年，全县生产总值103.7亿元，增长7.6%。", {"gdp@2023": "103.7", "gdp_growth@2023": "7.6"}),
        ("2023年GDP增速6.5%，比上年提高0.5个百分点。", {"gdp_growth@2023": "6.5"}),
        ("2023年，出口、进口分别增长11%和13.7%。", {"exports_growth@2023": "11", "imports_growth@2023": "13.7"}),
        (
            "2023年，城镇、农村居民人均可支配收入分别为5万元、2.5万元。",
            {"income_urban@2023": "50000", "income_rural@2023": "25000.0"},
        ),
        ("2023年，城乡居民人均可支配收入均增长5%。", {"income_growth@2023": "5"}),
        (
            "2023年，三次产业比例为5:43:52。",
            {"primary_share@2023": "5", "secondary_share@2023": "43", "tertiary_share@2023": "52"},
        ),
        ("2023年，规上工业增加值下降3.2%。", {"scale_industrial_va_growth@2023": "-3.2"}),
        ("2023年，社会消费品零售总额突破50亿元大关。", {"retail_sales@2023": ">50"}),
        ("2023年，进出口总额近30亿元，其中出口超28亿元。", {"trade@2023": "~30", "exports@2023": ">28"}),
        ("2023年制造业投资保持两位数增长。", {"manufacturing_investment_growth@2023": ">=10"}),
        ("2023年，第三产业增加值占GDP的比重达52.1%。", {"tertiary_share@2023": "52.1"}),
        (
            "2023年，城镇化率由2020年的70.2%提高到74.6%。",
            {"urbanization_rate@2020": "70.2", "urbanization_rate@2023": "74.6"},
        ),
        ("前三季度，GDP增长7.1%；1至10月，固定资产投资增长9%。", {}),  # of which year is not told: see below
        ("2023年前三季度，GDP增长7.1%；1至10月，固定资产投资增长9%。", {"gdp_growth@2023-01/2023-09": "7.1"}),
        ("2023年第二季度GDP累计增长2.3%。", {"gdp_growth@2023-01/2023-06": "2.3"}),
        ("2023年，农林牧渔业总产值14.2亿元，增加值9.1亿元。", {"agri_output@2023": "14.2", "agri_va@2023": "9.1"}),
        ("2024年，深化与某某集团合作，力争固定资产投资增长15%。", {"target fixed_investment_growth@2024": "15"}),
        ("2023年前十一个月，出口增长5%。", {"exports_growth@2023-01/2023-11": "5"}),
        ("2023年，税收占大头，一般公共预算收入中的税收收入8.2亿元。", {"tax_revenue@2023": "8.2"}),
        ("2023年，地区生产总值（现价）103.7亿元。", {"gdp@2023": "103.7"}),
        ("2023年，一般公共预算收入高于9亿元，出口28亿。", {"budget_revenue@2023": ">9", "exports@2023": "28"}),
        (
            "2023年，产业结构由上年的6.3%、48.6%和45.1%调整为6%、47%和47%。",
            {"primary_share@2022": "6.3", "secondary_share@2023": "47", "tertiary_share@2022": "45.1"},
        ),
        ("2023年，第二产业增加值48亿元，占GDP的比重46.3%。", {"secondary_share@2023": "46.3"}),
        ("2023年，规上工业企业212家，实现增加值25.7亿元。", {"scale_industrial_va@2023": "25.7"}),
        ("与2022年相比，2023年GDP增长7.6%。", {"gdp_growth@2023": "7.6"}),
        ("力争GDP增长7%。", {"target gdp_growth@2024": "7"}),
        ("2023年，工业供地超千亩。", {"industrial_land_supply@2023": ">1000"}),
        ("截至2023年末，全县常住人口12.9万人。", {"resident_population@2023": "12.9"}),
        ("2023年，按户籍人口计算，人均生产总值85280元。", {"gdp_per_capita_registered@2023": "85280"}),
        (
            "去年，全县完成财政总收入15.4亿元、一般公共预算收入9.5亿元。",
            {"fiscal_revenue@2023": "15.4", "budget_revenue@2023": "9.5"},
        ),
        (
            "力争2024年GDP增长7%以上，确保固定资产投资增长15%。",
            {"target gdp_growth@2024": ">=7", "target fixed_investment_growth@2024": "15"},
        ),
        (
            "2023年，招引亿元以上项目26个，其中10亿元以上项目5个。",
            {"projects_attracted_100m@2023": "26", "projects_attracted_1bn@2023": "5"},
        ),
    ],
)
def test_constructions_that_are_understood(sentence: str, figures: dict[str, str]) -> None:
    assert figures.items() <= found(sentence).items()


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年，房地产开发投资增长18.4%。",  # a longer name
        "2023年，县开发区规上工业增加值增长12%。",  # of a part
        "2023年，崇头镇GDP增长8%。",
        "2023年，区本级固定资产投资94.2亿元。",
        "2023年，民营企业实现出口18.2亿元。",
        "2023年，民营经济增加值58亿元。其中，第一产业增加值4.5亿元。",
        "2023年，GDP增速高于全省1.2个百分点，对全市增长的贡献率为5.6%。",
        "2023年，一般公共预算收入增加1.2亿元。",
        "2023年，规上工业增加值环比增长3%。",
        "2023年，固定资产投资年均增长9.8%。",
        "2023年，固定资产投资比2019年增长30%。",
        "2023年，GDP超过100亿元的乡镇有3个。",
        "2023年，出口、进口分别增长11%。",  # two names, one number
        "2023年，GDP增长5%-6%。",  # which of the two
        "2023年，一般公共预算收入9500元。",  # not plausible
        "2023年，地区生产总值1037亿元。",  # ten times what the book has
        "2023年，户籍人口城镇化率42%。",
        "2023年，出口退税27亿元。",
        "2023年，出口28.2亿美元。",  # the book has exports in yuan
        "2023年，一般公共预算收入增加9.1亿元。",
        "2023年，城镇化率74.6。",  # per cent of what
        "按户籍人口计算，2023年一般公共预算收入9.5亿元。",
        "2023年，三次产业对GDP增长的贡献率分别为2.5%、38.3%和59.2%。",
        "2023年，产业结构比例为6:47:41。",
        "近三年，固定资产投资120亿元。",
        "2023年三季度，全县生产总值78亿元。",  # more than three months can have: nine are meant
        "全县生产总值103.7亿元（不含开发区，生产总值95亿元）。",
    ],
)
def test_what_is_not_sure_is_left(sentence: str) -> None:
    findings = read(sentence)
    assert findings.figures == ()
    assert findings.left


REGION = "丽水市经济运行情况发布。"


def by_county(text: str) -> list[tuple[str, str, str]]:
    """County, `metric@period` and value of each figure in a text that is about no county alone."""
    index = book()
    findings = DocumentReader(index, None, Given("2024-02-01", "news")).read([REGION, text])
    return [(one.county, f"{one.metric}@{one.period}", f"{one.canonical}") for one in findings.figures]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # side by side, with short names, too
        (
            "2023年，龙泉、庆元和景宁GDP分别为180亿元、95亿元和99亿元，分别增长7.5%、6.3%和5.9%。",
            [
                ("331181", "gdp@2023", "180"),
                ("331126", "gdp@2023", "95"),
                ("331127", "gdp@2023", "99"),
                ("331181", "gdp_growth@2023", "7.5"),
                ("331126", "gdp_growth@2023", "6.3"),
                ("331127", "gdp_growth@2023", "5.9"),
            ],
        ),
        (
            "2023年，龙泉市、庆元县GDP均增长7%。",
            [("331181", "gdp_growth@2023", "7"), ("331126", "gdp_growth@2023", "7")],
        ),
        ("2023年，龙泉市、庆元县GDP合计275亿元，增长7%。", []),
        # one after the other
        (
            "2023年，龙泉市GDP180亿元，增长7.5%；庆元县95亿元，增长6.3%。",
            [
                ("331181", "gdp@2023", "180"),
                ("331181", "gdp_growth@2023", "7.5"),
                ("331126", "gdp@2023", "95"),
                ("331126", "gdp_growth@2023", "6.3"),
            ],
        ),
        (
            "2023年，龙泉市GDP180亿元，税收10亿元；庆元县95亿元。",
            [("331181", "gdp@2023", "180"), ("331181", "tax_revenue@2023", "10")],
        ),
        (
            "2023年，丽水市GDP1964亿元，其中莲都区550亿元、龙泉市180亿元。",
            [("331100", "gdp@2023", "1964"), ("331102", "gdp@2023", "550"), ("331181", "gdp@2023", "180")],
        ),
        # a heading for all
        (
            "2023年规上工业增加值增速：莲都区9.1%、龙泉市11.3%。",
            [
                ("331102", "scale_industrial_va_growth@2023", "9.1"),
                ("331181", "scale_industrial_va_growth@2023", "11.3"),
            ],
        ),
    ],
)
def test_counties_side_by_side_have_a_figure_each(text: str, figures: list[tuple[str, str, str]]) -> None:
    assert by_county(text) == figures


def test_years_side_by_side_have_a_figure_each() -> None:
    each = {"gdp@2021": "91.2", "gdp@2022": "96.4", "gdp@2023": "103.7"}
    growth = {"gdp_growth@2022": "4.2", "gdp_growth@2023": "7.6"}
    assert found("2021年、2022年和2023年，全县GDP分别为91.2亿元、96.4亿元、103.7亿元。") == each
    assert found("2022—2023年，全县GDP分别增长4.2%、7.6%。") == growth
    assert found("2022年、2023年，全县GDP均增长7%。") == {"gdp_growth@2022": "7", "gdp_growth@2023": "7"}
    assert not found("2022年、2023年，全县GDP累计增长12%。")
    assert found("2022年、2023年，全县GDP分别增长4.2%、7.6%。出口增长3%。") == growth  # in which year?
    assert not found("2021年、2022年、2023年，全县GDP分别增长4.2%、7.6%。")


def test_years_from_now_are_no_year() -> None:
    assert not found("力争用两年时间，GDP突破150亿元。三年内，出口突破80亿元。", published="2024-01-20")
    assert found("在2023年，GDP增长7.6%。") == {"gdp_growth@2023": "7.6"}


def test_what_is_called_an_aim_is_one_even_of_a_year_that_is_over() -> None:
    assert found("2023年，围绕GDP增长6.5%、出口增长8%的目标，全县上下实干，GDP增长7.6%。") == {
        "target gdp_growth@2023": "6.5",
        "target exports_growth@2023": "8",
        "gdp_growth@2023": "7.6",
    }
    assert found("聚焦GDP增长6%目标任务，扎实开展工作。") == {"target gdp_growth@2024": "6"}


def test_a_rank_says_among_whom() -> None:
    (figure,) = read("2023年，规上工业增加值增长9.1%，全市排名第3。").figures
    assert figure.standing == "全市排名第3"


def test_of_a_list_those_are_taken_that_the_book_has() -> None:
    sentence = "2023年，全县批发和零售业、住宿和餐饮业、金融业增加值分别增长5.1%、7.3%、4.4%。"
    assert found(sentence) == {"finance_va_growth@2023": "4.4"}
    assert len(read(sentence).left) == 2
    assert not found("2023年，批发业、金融业增加值分别增长5%、6%、7%。")
    assert not found("2023年，石塘镇批发业、金融业增加值分别增长5%、6%。")


def test_what_is_added_is_not_what_there_is() -> None:
    assert not found("2023年，新增规上工业企业90家。")
    assert found("2023年，新增上市公司1家。") == {"listed_companies_new@2023": "1"}


def test_a_village_or_town_that_begins_a_clause_has_what_follows() -> None:
    assert not found("2023年，上垟村整合资源吸引青年，打造工坊，累计接待游客100万人次。")
    assert not found("2023年，云和县石塘镇推进茶旅融合，接待游客100万人次。")
    assert found("2023年，农村居民人均可支配收入2.5万元。") == {"income_rural@2023": "25000.0"}


def test_brackets_that_include_and_a_colon_part_no_name() -> None:
    assert found("2023年，农林牧渔业（含专业及辅助性活动）增加值9.1亿元。") == {"agri_va@2023": "9.1"}
    assert not found("2023年，农林牧渔业（不含服务业）增加值9.1亿元。")
    assert found("2023年地区生产总值：103.7亿元，增长7.6%。") == {"gdp@2023": "103.7", "gdp_growth@2023": "7.6"}


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("2023年末，全县辖7镇3乡。", {"towns@2023": "7", "townships@2023": "3"}),
        (
            "2023年末，全县下辖4个街道、3个镇和3个乡，172个行政村。",
            {"subdistricts@2023": "4", "towns@2023": "3", "townships@2023": "3"},
        ),
        ("2023年末，全县辖7个乡镇。", {}),
        ("全县辖7个镇、3个乡。", {}),  # since when?
    ],
)
def test_towns_are_counted(sentence: str, figures: dict[str, str]) -> None:
    assert found(sentence) == figures


def test_sectors_after_investment_are_of_investment() -> None:
    figures = found("2023年固定资产投资增长9.7%。分产业看，第一产业增长29.2%；第二产业增长33.5%。")
    assert figures == {"fixed_investment_growth@2023": "9.7"}


def test_a_time_within_a_clause_is_of_that_clause() -> None:
    figures = found("2024年，确保新茶叶市场一季度开工，固定资产投资增长15%。")
    assert figures == {"target fixed_investment_growth@2024": "15"}


def test_what_is_counted_may_be_named_behind_its_number() -> None:
    assert found("2024年，力争创建5个未来乡村。") == {"target future_villages@2024": "5"}
    assert found("2024年，力争创建5个未来乡村示范点。") == {}


def test_the_title_tells_the_period_of_figures_without_a_time() -> None:
    figures = found("2024年上半年云和县经济运行情况", "规上工业增加值增长7.4%。", published="2024-08-01")
    assert figures == {"scale_industrial_va_growth@2024-01/2024-06": "7.4"}


def test_place_and_time_hold_until_others_are_named() -> None:
    figures = found("2023年，全县生产总值103.7亿元。一般公共预算收入9.5亿元。", "2022年末，户籍人口11.2万人。")
    assert figures.keys() == {"gdp@2023", "budget_revenue@2023", "registered_population@2022"}


def test_the_year_before_is_that_before_the_year_of_the_sentence_or_paragraph() -> None:
    figures = found("2022年，GDP增长5%。三次产业结构由上年的6:48:46调整为6:47:47。")
    assert {figure: value for figure, value in figures.items() if "secondary" in figure} == {
        "secondary_share@2021": "48",
        "secondary_share@2022": "47",
    }


def test_a_province_and_a_prefecture_are_not_the_county() -> None:
    findings = read("2023年，全省GDP增长6%，全市GDP增长7.2%，我县GDP增长7.6%。")
    assert [figure.county for figure in findings.figures] == ["330000", "331100", COUNTY]


def test_each_paragraph_has_its_county() -> None:
    index = book()
    texts = ["## 云和县委书记", "2023年GDP增长7.6%。", "## 松阳县委书记", "2023年GDP增长7.5%。"]
    findings = DocumentReader(index, None, Given("2024-01-01", "news")).read(["三县负责人发言", *texts])
    assert [(figure.county, str(figure.canonical)) for figure in findings.figures] == [
        ("331125", "7.6"),
        ("331124", "7.5"),
    ]


def test_a_part_on_plans_has_targets_and_a_part_on_results_outcomes() -> None:
    paragraphs = ["一、2023年工作回顾", "GDP增长7.6%。", "二、2024年工作安排", "GDP增长7%以上。"]
    figures = found(*paragraphs, published="2024-01-30", kind="government_report")
    assert figures == {"gdp_growth@2023": "7.6", "target gdp_growth@2024": ">=7"}


def test_a_communique_is_preliminary_and_what_is_foreseen_an_estimate() -> None:
    findings = read("2023年云和县统计公报", "全年生产总值103.7亿元。预计全年出口25亿元。", kind="communique")
    assert [figure.status for figure in findings.figures] == ["preliminary", "estimate"]


def test_the_last_revision_is_final() -> None:
    findings = read("最终核实2022年全县生产总值为97.3亿元。")
    assert [figure.status for figure in findings.figures] == ["final"]


def test_a_part_on_five_years_is_on_none_but_their_end() -> None:
    paragraphs = ["一、过去五年工作回顾", "五年来，生产总值从69.8亿元增加到103.7亿元。固定资产投资120亿元。"]
    findings = read(*paragraphs, published="2024-01-30", kind="government_report")
    assert [(figure.metric, str(figure.period), figure.inferred) for figure in findings.figures] == [
        ("gdp", "2023", True)
    ]
    headings = ["一、工作回顾", "GDP增长7.6%。", "二、今后工作打算", "GDP增长7%。"]
    figures = found(*headings, published="2024-01-30", kind="government_report")
    assert figures == {"gdp_growth@2023": "7.6", "target gdp_growth@2024": "7"}


def test_the_whole_year_of_a_text_from_its_beginning_is_the_year_before() -> None:
    assert found("全年GDP增长7.6%。", published="2024-01-20") == {"gdp_growth@2023": "7.6"}
    assert found("全年GDP增长7.6%。", published="2023-12-30") == {"gdp_growth@2023": "7.6"}


def test_the_year_with_which_a_text_begins_is_that_of_what_follows() -> None:
    texts = ["2023年，我县经济平稳。", "一、综合", "GDP增长5.8%。全年出口增长3%。"]
    assert found(*texts, published="2024-05-10") == {"gdp_growth@2023": "5.8", "exports_growth@2023": "3"}
    assert found("全年出口增长3%。", published="2024-05-10") == {}
    texts = ["2022年，经济平稳。2023年，我县起步。", "全年出口比上一年增长3%。"]
    undated = DocumentReader(book(), book().places.find(COUNTY), Given()).read(texts)
    assert [str(figure.period) for figure in undated.figures] == ["2023"]


def test_a_caption_and_a_date_set_no_year() -> None:
    texts = ["2023年云和县统计公报", "2024年4月", "图1：2019-2022年全县生产总值", "全年GDP增长7.6%。"]
    assert found(*texts, published="2024-04-20", kind="communique") == {"gdp_growth@2023": "7.6"}


def test_a_heading_with_months_is_the_time_of_its_paragraphs() -> None:
    texts = ["一、1-3月份主要指标完成情况。", "全县GDP增长6%（全市5%），居全市第三；税收收入增长4%。"]
    findings = read(*texts, published="2025-04-20")
    assert {(figure.county, figure.metric, str(figure.period)) for figure in findings.figures} == {
        (COUNTY, "gdp_growth", "2025-01/2025-03"),
        (COUNTY, "tax_revenue_growth", "2025-01/2025-03"),
    }


def test_a_year_holds_over_the_end_of_another_year_that_is_not_named() -> None:
    figures = found("2009年，GDP增长13%。年末户籍人口11.4万人。农村居民人均可支配收入8150元。", published="2010-01-13")
    assert figures == {"gdp_growth@2009": "13", "registered_population@2009": "11.4", "income_rural@2009": "8150"}


def test_months_that_are_over_are_no_plan_even_under_a_title_on_plans() -> None:
    texts = ["全县工作安排会议发言", "1至9月，GDP增长5.3%。", "明年，GDP增长6%。"]
    assert found(*texts, published="2023-10-20") == {
        "gdp_growth@2023-01/2023-09": "5.3",
        "target gdp_growth@2024": "6",
    }


def test_the_whole_of_a_place_that_is_not_in_the_book_is_not_the_county() -> None:
    texts = ["云和县简介", "某某管理区始建于1955年。全区常住人口6804人。户籍人口6486人。", "2023年，GDP增长5%。"]
    findings = DocumentReader(book(), None, Given("2024-03-01", "news")).read(texts)
    assert [(figure.county, figure.metric) for figure in findings.figures] == [(COUNTY, "gdp_growth")]


def test_statistics_name_no_programmes_and_standpoints_are_none() -> None:
    assert not read("2023年云和县统计公报", "深入实施“双招双引”战略。", kind="communique").programmes
    standpoints = "聚焦“一地一区一极”的战略定位，推动“稳增长、促改革、调结构”工作，落实“十五五”规划。"
    assert not read(f"2024年，{standpoints}").programmes


def test_the_country_is_a_place_too() -> None:
    assert [figure.county for figure in read("2023年，全国GDP增长5.2%。").figures] == ["000000"]


def test_bounds_that_the_exact_figure_keeps_are_not_repeated() -> None:
    figures = found("2023年，出口28.1亿元。", "2023年，出口不到30亿元。", "2023年，出口超过28亿元。")
    assert figures == {"exports@2023": "28.1"}


def test_programmes_have_name_year_category_and_stage() -> None:
    findings = read("2024年，我们将深入实施“双招双引”战略，推进医共体综合配套改革，树立“风向标”。")
    assert [(one.name, one.year, one.category) for one in findings.programmes] == [
        ("双招双引", 2024, "招商"),
        ("医共体综合配套改革", 2024, "改革开放"),
    ]


def test_a_rank_stands_with_its_figure() -> None:
    findings = read("2023年GDP增长7.6%，增速居全市第2位。")
    assert [figure.standing for figure in findings.figures] == ["全市第2位"]


def test_the_same_figure_stands_once() -> None:
    findings = read("2023年GDP突破100亿元，达103.7亿元。", "2023年GDP达103.7亿元。")
    assert len([figure for figure in findings.figures if figure.metric == "gdp"]) == 1


@pytest.mark.parametrize(
    "clause",
    [
        "庆元县建设95亿元产业园",
        "庆元县引进95亿元项目",
        "庆元县获批95亿元",
        "庆元县争取95亿元资金",
        "庆元县力争95亿元",
        "庆元县达成95亿元签约",
        "庆元县达成签约95亿元",
        "庆元县95亿元产业园开工",
        "庆元县95亿元重大项目落地",
        "庆元县加快建设，完成95亿元",
        "庆元县经济95亿元",
        "庆元县增长6%，引进95亿元",
        "庆元县95亿元，实现80亿元",
    ],
)
@pytest.mark.parametrize("former", ["龙泉市GDP180亿元，增长7%；", "龙泉市GDP180亿元，"])
def test_what_a_place_builds_or_attracts_is_no_figure_of_the_indicator_before(clause: str, former: str) -> None:
    findings = read(f"2023年，{former}{clause}。")
    levels = [f"{one.canonical}" for one in findings.figures if one.county == "331126" and one.metric == "gdp"]
    asked = [left.printed for left in findings.left]
    assert (levels, asked) == ((["95"], ["80亿元"]) if "80亿元" in clause else ([], ["95亿元"]))


@pytest.mark.parametrize(
    "clause", ["庆元县95亿元", "庆元县为95亿元", "庆元县达到95亿元", "庆元县实现95亿元，实际增长6%"]
)
def test_a_number_right_behind_another_place_is_of_the_indicator_before(clause: str) -> None:
    findings = read(f"2023年，龙泉市GDP180亿元，增长7%；{clause}。")
    assert [f"{one.canonical}" for one in findings.figures if one.county == "331126"][:1] == ["95"]


def test_a_word_that_stood_with_the_former_number_may_stand_with_the_next() -> None:
    figures = read("2023年，龙泉市固定资产投资完成180亿元，增长6%；庆元县完成95亿元，增长9%。").figures
    assert [f"{one.canonical}" for one in figures if one.county == "331126"] == ["95", "9"]
    assert not read("2023年，龙泉市固定资产投资完成180亿元；庆元县完成95亿元项目。").figures[1:]


def test_after_several_indicators_another_place_inherits_none() -> None:
    findings = read("2023年，龙泉市GDP增长7%，税收收入20亿元，庆元县增长5%。")
    assert {figure.county for figure in findings.figures} == {"331181"}
    assert [left.printed for left in findings.left] == ["5%"]


def test_what_is_attracted_is_not_the_level_of_what_grew() -> None:
    findings = read("2023年，GDP增长7%，引进95亿元。")
    assert [figure.metric for figure in findings.figures] == ["gdp_growth"]
    assert [left.printed for left in findings.left] == ["95亿元"]


@pytest.mark.parametrize(
    ("sentence", "level", "growth"),
    [
        ("GDP103亿元，增长5.8%，总量连续20年居全市首位。", "全市首位", None),
        ("GDP103亿元，增长5.8%，GDP总量居全市第8位，增速居全市第3位。", "全市第8位", "全市第3位"),
        ("GDP103亿元，增长5.8%，增速居全市第3位，总量居全市第8位。", "全市第8位", "全市第3位"),
        ("GDP103亿元，总量居全市第8位，增长5.8%、居全市第3位。", "全市第8位", "全市第3位"),
        ("GDP103亿元，增长5.8%，人均GDP居全市第2位。", None, None),
        ("GDP103亿元，增长5.8%，营商环境居全市第2位。", None, None),
        ("GDP103亿元，增长5.8%，在山区县中居第2位。", None, "第2位"),
    ],
)
def test_a_rank_is_of_the_level_or_the_growth_that_is_named_with_it(
    sentence: str, level: str | None, growth: str | None
) -> None:
    standings = {one.metric: one.standing for one in read(f"2023年，{sentence}").figures}
    assert standings == {"gdp": level, "gdp_growth": growth}


def test_of_two_growths_with_a_rank_each_neither_takes_one() -> None:
    findings = read("2023年，GDP、规上工业增加值分别增长5.8%、9%，增速分别居全市第2位、第3位。")
    assert [figure.standing for figure in findings.figures] == [None, None]


@pytest.mark.parametrize("bound", ["突破5万元", "约5万元"])
def test_the_exact_figure_takes_the_place_of_its_bound(bound: str) -> None:
    findings = read(f"2023年，农村居民人均可支配收入{bound}，达到50021元。")
    assert [(f"{one.canonical}", one.bound) for one in findings.figures] == [("50021", None)]
    assert [(left.printed, left.reason) for left in findings.left] == [(bound, reasons.BOUND_OF)]


def test_a_bound_that_a_figure_does_not_keep_stays() -> None:
    findings = read("2023年，农村居民人均可支配收入突破5万元，达到49321元。")
    assert [(f"{one.canonical}", one.bound) for one in findings.figures] == [("50000", ">")]
    assert [left.reason for left in findings.left] == [reasons.DIFFERS]
