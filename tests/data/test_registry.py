"""The divisions of China: how many, how they are written, and how each came to be."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from conftest import ROOT

from countycli.index.ask.index import Index
from countycli.model.records import Place


@pytest.fixture(scope="module")
def places(index: Index) -> dict[str, Place]:
    """All of them, former ones too."""
    return index.places.by_code(code for key, _, code in index.names.keys("place") if key.isdecimal())


@pytest.fixture(scope="module")
def today(places: dict[str, Place]) -> list[Place]:
    return [place for place in places.values() if place.valid_to is None]


def test_counts_of_today(index: Index, today: list[Place]) -> None:
    assert Counter(place.level for place in today) == {"county": 2849, "prefecture": 329, "province": 31, "country": 1}
    assert len(index.places.county_codes(index.places.by_code(["330000"]).values())) == 90
    assert Counter(place.kind for place in index.places.counties()) == {
        "县": 1301,
        "市辖区": 976,
        "县级市": 397,
        "自治县": 117,
        "旗": 49,
        "地级市": 4,  # 东莞, 中山, 儋州 and 嘉峪关 have no counties and stand for themselves
        "自治旗": 3,
        "林区": 1,
        "特区": 1,
    }


def test_the_page_on_the_registry_tells_the_same_counts(
    index: Index, places: dict[str, Place], today: list[Place]
) -> None:
    page = (ROOT / "docs" / "registry.md").read_text("utf-8")
    levels = Counter(place.level for place in today)
    former = Counter(place.level for place in places.values() if place.valid_to)
    assert f"| county-level units | {levels['county']:,} | {former['county']} |" in page
    assert f"| prefecture-level divisions | {levels['prefecture']} | {former['prefecture']} |" in page
    (sentence,) = re.findall(rf"^The {levels['county']:,}: (.*)\.$", page, re.MULTILINE)
    told = {kind: int(count.replace(",", "")) for count, kind in re.findall(r"(\d[\d,]*) (\w+)", sentence)}
    assert told == Counter(place.kind for place in index.places.counties())


# As the Ministry of Civil Affairs counts them at the end of 2025; of 广东 with 东莞 and 中山, which have none.
BY_PROVINCE = {
    "110000": 16,
    "120000": 16,
    "310000": 16,
    "330000": 90,
    "340000": 104,
    "350000": 84,
    "360000": 100,
    "370000": 136,
    "440000": 124,
    "510000": 183,
    "520000": 88,
    "530000": 129,
    "630000": 44,
    "640000": 22,
}


@pytest.mark.parametrize(("province", "count"), BY_PROVINCE.items())
def test_counties_of_a_province(index: Index, province: str, count: int) -> None:
    assert len(index.places.county_codes(index.places.by_code([province]).values())) == count


def test_codes_are_unique_and_none_is_a_functional_zone(index: Index, places: dict[str, Place]) -> None:
    assert len(places) == index.counts()["places"]
    counties = [place for place in places.values() if place.level == "county"]
    assert [place.name for place in counties if 71 <= int(place.code[4:]) <= 80] == []
    assert all(place.code.endswith("0000") for place in places.values() if place.level == "province")
    assert all(place.code[4:] == "00" for place in places.values() if place.level == "prefecture")


def test_counties_of_one_region_have_names_of_their_own(today: list[Place]) -> None:
    names = Counter((place.province, place.prefecture, place.name) for place in today)
    assert [name for name, count in names.items() if count > 1] == []


# Units without a code came before these, so that no predecessor can be named.
OF_NO_UNIT = {"632803": "茫崖市 was made of two 行政委员会"}


def test_every_county_that_is_new_has_predecessors(today: list[Place]) -> None:
    new = [it for it in today if it.level == "county" and it.valid_from and it.valid_from >= "2010"]
    assert len(new) > 300
    assert {it.code for it in new if not it.predecessors} == set(OF_NO_UNIT)


def test_every_former_unit_has_successors(places: dict[str, Place]) -> None:
    former = [place for place in places.values() if place.valid_to]
    assert Counter(place.level for place in former) == {"county": 378, "prefecture": 13}
    assert [place.name for place in former if not place.successors] == []


def test_every_former_unit_leads_to_one_of_today(places: dict[str, Place]) -> None:
    def heirs(code: str) -> set[str]:
        place = places[code]
        ended = place.valid_to is not None
        return {heir for it in place.successors for heir in heirs(it.code)} if ended else {code}

    assert [code for code, place in places.items() if place.valid_to and not heirs(code)] == []


def test_a_unit_ceased_when_its_successors_took_it_over(places: dict[str, Place]) -> None:
    for place in places.values():
        if place.valid_to:
            assert place.valid_to == max(step.date for step in place.successors), place
        for step in place.predecessors:
            assert not place.valid_from or step.date >= place.valid_from, place


def test_regions_of_today_hold_only_what_is_of_today(index: Index, places: dict[str, Place]) -> None:
    for county in index.places.counties():
        for code in filter(None, (county.prefecture, county.province)):
            assert places[code].valid_to is None, county


# Codes that another unit has taken over: the unit that had it first, and its heir of today.
USED_TWICE = {"5001102011": ("万盛区", "綦江区"), "5001112011": ("双桥区", "大足区")}


def test_codes_used_twice_have_an_entry_for_either_unit(places: dict[str, Place]) -> None:
    assert {code for code in places if len(code) != 6} == set(USED_TWICE)
    for code, (name, heir) in USED_TWICE.items():
        first, second = places[code], places[code[:6]]
        assert (first.name, second.name) == (name, heir)
        assert first.valid_to == second.valid_from
        assert [(it.code, it.change) for it in first.successors] == [(second.code, "并入")]


STEPS = [
    ("330109", "330181", "2001-02-02", "撤市设区"),
    ("330112", "330185", "2017-07-18", "撤市设区"),
    ("330113", "330110", "2021-04-09", "析置"),
    ("330383", "330327", "2019-08-16", "析置"),
    ("310101", "310103", "2011-05-20", "并入"),
    ("540630", "542431", "2017-07-18", "代码变更"),
    ("659005", "654301", "2011-12-20", "析置"),
]


@pytest.mark.parametrize(("code", "before", "date", "change"), STEPS)
def test_well_known_changes(places: dict[str, Place], code: str, before: str, date: str, change: str) -> None:
    assert (before, date, change) in places[code].predecessors
    assert (code, date, change) in places[before].successors


# Names that are read otherwise than their characters mostly are, or are rare.
READINGS = """
乐清 yue qing;台州 tai zhou;丽水 li shui;缙云 jin yun;莘县 shen xian;单县 shan xian;铅山 yan shan;六安 lu an
浚县 xun xian;东阿 dong e;阿城 a cheng;番禺 pan yu;歙县 she xian;亳州 bo zhou;泌阳 bi yang;渑池 mian chi
鄄城 juan cheng;郫都 pi du;荥经 ying jing;荥阳 xing yang;邗江 han jiang;盱眙 xu yi;枞阳 zong yang;耒阳 lei yang
大埔 da bu;若羌 ruo qiang;婺城 wu cheng;涡阳 guo yang;蚌埠 beng bu;六合 lu he;乐亭 lao ting;乐山 le shan
长乐 chang le;长子 zhang zi;长垣 chang yuan;繁峙 fan shi;洪洞 hong tong;隰县 xi xian;临朐 lin qu;茌平 chi ping
武陟 wu zhi;监利 jian li;黄陂 huang pi;秭归 zi gui;珙县 gong xian;柞水 zha shui;柘城 zhe cheng;宝坻 bao di
大城 dai cheng;藁城 gao cheng;尉氏 wei shi;尉犁 yu li;蔚县 yu xian;盂县 yu xian;宕昌 tan chang;会理 hui li
会泽 hui ze;朝天 chao tian;朝阳 chao yang;厦门 xia men;长汀 chang ting;重庆 chong qing;东莞 dong guan
诸暨 zhu ji;鄞州 yin zhou;嵊州 sheng zhou;莎车 sha che;叶城 ye cheng;覃塘 qin tang;娄底 lou di;溆浦 xu pu
珲春 hun chun;桦甸 hua dian;讷河 ne he;吕梁 lü liang;绿春 lü chun;略阳 lüe yang;儋州 dan zhou;筠连 jun lian
阆中 lang zhong;泸水 lu shui;弥渡 mi du;焉耆 yan qi;曲阜 qu fu;任丘 ren qiu;费县 fei xian;兖州 yan zhou
即墨 ji mo;郸城 dan cheng;淅川 xi chuan;尤溪 you xi;将乐 jiang le;井陉 jing xing;涿鹿 zhuo lu;犍为 qian wei
吴堡 wu bu;什邡 shi fang;汨罗 mi luo;滁州 chu zhou;邛崃 qiong lai;康马 kang ma;峨眉山 e mei shan
"""


@pytest.mark.parametrize("reading", READINGS.replace("\n", ";").strip(";").split(";"))
def test_names_that_are_easily_misread(today: list[Place], reading: str) -> None:
    name, pinyin = reading.split(" ", 1)
    assert {place.pinyin for place in today if place.short == name} == {pinyin}


# Simplified characters that stand for several traditional ones.
TRADITIONAL = """
咸阳市 咸陽市;丰台区 豐臺區;台州市 台州市;天台县 天台縣;台山市 台山市;烟台市 煙臺市;台前县 臺前縣;奇台县 奇臺縣
道里区 道里區;满洲里市 滿洲里市;范县 范縣;余姚市 餘姚市;余干县 餘干縣;大余县 大余縣;新干县 新干縣;云和县 雲和縣
缙云县 縉雲縣;谷城县 穀城縣;阳谷县 陽穀縣;沈阳市 瀋陽市;沈丘县 沈丘縣;准格尔旗 準格爾旗;钟祥市 鍾祥市;钟楼区 鐘樓區
郁南县 鬱南縣;游仙区 遊仙區;龙游县 龍游縣;仪征市 儀徵市;浚县 濬縣;沾化区 霑化區;太仆寺旗 太僕寺旗;腾冲市 騰衝市
历城区 歷城區;复兴区 復興區;昆山市 崑山市;昆明市 昆明市;南岳区 南嶽區;岳阳市 岳陽市;黄岩区 黃巖區;姜堰区 姜堰區
科尔沁左翼后旗 科爾沁左翼後旗;当涂县 當塗縣;于都县 于都縣;斗门区 斗門區;曲阜市 曲阜市;万荣县 萬榮縣;徐汇区 徐匯區
获嘉县 獲嘉縣;上党区 上黨區;岢岚县 岢嵐縣;团风县 團風縣;叶县 葉縣;松江区 松江區;灯塔市 燈塔市;巨野县 鉅野縣
"""


@pytest.mark.parametrize("forms", TRADITIONAL.replace("\n", ";").strip(";").split(";"))
def test_traditional_forms_that_are_easily_mistaken(today: list[Place], forms: str) -> None:
    name, traditional = forms.split(" ")
    assert {place.traditional for place in today if place.name == name} == {traditional}


def test_members_of_groups_exist(index: Index, places: dict[str, Place]) -> None:
    sizes = {group.id: len(index.groups.members(group.id)) for group in index.groups.all()}
    assert sizes == {"shanqu26": 26, "shanqu_haidao": 25, "poverty_counties": 831, "lifted_counties": 830}
    for group in index.groups.all():
        for member in index.groups.members(group.id):
            place = places[member.county]
            assert place.level == "county"
            assert group.province in {place.province, None}
            assert place.valid_to is None or (member.valid_to or "") < place.valid_to


def test_poverty_counties_end_with_the_year_of_their_exit(index: Index, places: dict[str, Place]) -> None:
    members = {member.county: member for member in index.groups.members("poverty_counties")}
    ends = Counter(member.valid_to for member in members.values())
    assert ends == {"2015": 1, "2016": 28, "2017": 125, "2018": 282, "2019": 343, "2020": 52}
    exits = {"武隆区": "2016", "米林市": "2017", "潜山市": "2018", "水城区": "2019", "从江县": "2020", "茫崖市": "2019"}
    named = {places[code].name: member.valid_to for code, member in members.items() if places[code].name in exits}
    assert named == exits
    lifted = {member.county for member in index.groups.members("lifted_counties")}
    assert members.keys() - lifted == {"130721"}  # 宣化县, part of 宣化区 since 2016
    assert lifted <= members.keys()
