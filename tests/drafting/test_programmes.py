"""Programmes by the names that texts quote."""

from __future__ import annotations

import pytest

from countycli.drafting.folding import fold
from countycli.drafting.programmes import programmes_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("大力实施“青山常在”工程。", ["青山常在工程"]),
        ("推进“一体化”建设，打响“融合”品牌。", []),  # words for programmes, and no names
        ("镇里放大‘统购+代运’优势。", ["统购+代运"]),  # the other quotation marks
        ("全面落实“2345”工程。", ["2345工程"]),
        ("地处“2345”之间。", []),
        ("“3+5”产业布局积蓄动力，“六大平台”激发潜力。", ["3+5产业布局", "六大平台"]),
        ("缩小“三大差距”，推行“一站式”服务。", []),
        ("按照“一核三带五园”的要求，对照“一砖一瓦”。", []),  # a standpoint, and an idiom
        ("围绕“一核三带五园”，开展工作。", ["一核三带五园"]),
        ("开展“机关效能提升年”，发放“丰收贷”。", ["机关效能提升年", "丰收贷"]),
        ("入选省“百舸争流”名录。", ["百舸争流"]),
        ("打造“升级版”，建设“渔港经济新引擎”。", []),
        ("打造“一城三湾五岛七十二景”。", ["一城三湾五岛七十二景"]),
    ],
)
def test_what_is_quoted_as_a_programme(text: str, names: list[str]) -> None:
    assert [name for _, name, _, _ in programmes_in(fold(text))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a verb, and a name that ends in a word for programmes
        ("深入开展农村环境整治提升三年行动。", ["农村环境整治提升三年行动"]),
        ("全力推进松古平原水系综合治理工程建设。", ["松古平原水系综合治理工程"]),
        ("建立了塘河水质联防共治机制，效果好。", ["塘河水质联防共治机制"]),
        # several of them after one verb; 和 within a name
        (
            "加快推进临港新材料产业园、云岭抽水蓄能电站和茶博会展中心建设。",
            ["临港新材料产业园", "云岭抽水蓄能电站", "茶博会展中心"],
        ),
        ("建设中国和东盟茶叶合作示范区。", ["中国和东盟茶叶合作示范区"]),
        # what leads to the name, and what follows it
        ("加快建设总投资30亿元的全省首个竹纤维产业基地。", ["竹纤维产业基地"]),
        ("提速地铁S9线两大百亿工程建设。", ["地铁S9线"]),
        # titles to work for, series, sets of measures
        ("争创国家级渔业健康养殖示范区。", ["国家级渔业健康养殖示范区"]),
        ("推进降本减负六大行动。", ["降本减负六大行动"]),
        ("出台暖企助农25条、关爱青年教师八项举措等政策。", ["暖企助农25条", "关爱青年教师八项举措"]),
        ("制定出台支持竹木产业升级若干意见。", ["支持竹木产业升级若干意见"]),
        # behind other words than verbs
        ("以茶旅康养联合体为抓手，把剑瓷小镇打造成客厅。", ["茶旅康养联合体", "剑瓷小镇"]),
        ("以点茶焕新带动消费。", []),
        ("古堰画乡隧道建成通车。", ["古堰画乡隧道"]),
        ("东部（丽水）竹木创新产业园新签约9个项目。", ["东部（丽水）竹木创新产业园"]),
        # examples of mechanisms, mottoes
        ("深化日晾晒、旬会商等机制。", ["日晾晒", "旬会商"]),
        ("采取表彰一批好干部、完善考核办法等举措。", []),
        ("全力争项目、争资金、争试点。", ["争项目、争资金、争试点"]),
        ("积极推进融杭接沪。", ["融杭接沪"]),
        # quotation marks within a name; a name found once only
        ("争创全国县域电商“领跑县”。", ["全国县域电商领跑县"]),
        ("实施“竹海扬帆”专项行动。", ["竹海扬帆"]),
        # what every report says
        ("健全社会保障体系，完善安全生产责任制度，推进重点领域改革。", []),
        ("推动经济高质量发展，加快新旧动能转换，提升公共服务水平。", []),
        ("实施一批重点项目，建设高标准农田1万亩，新建公路13条。", []),
        ("优化产业结构，打造一流营商环境。", []),
    ],
)
def test_what_is_a_programme_without_quotation_marks(text: str, names: list[str]) -> None:
    assert [name for _, name, _, _ in programmes_in(fold(text))] == names
