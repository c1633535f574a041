"""What places are called in English: `Longquan`, `Pingyang County`, `Jingning She Autonomous County`.

A name is the pinyin of the short name, or the form that English has instead of the pinyin (Hohhot, Kashgar: the key
`english` of the registry), then the nationalities that the Chinese name tells, then the kind of division. Cities and
provinces stand without a kind, as English texts name them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from countycli.model.records import Place
from countycli.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where the English forms in the registry come from; docs/registry.md tells what each is good for.
SOURCES = ("GB/T 2260", "CLDR", "GeoNames", "Wikipedia")

_KINDS = {
    "县": "County",
    "市辖区": "District",
    "自治县": "Autonomous County",
    "旗": "Banner",
    "自治旗": "Autonomous Banner",
    "特区": "Special District",
    "林区": "Forestry District",
    "自治州": "Autonomous Prefecture",
    "地区": "Prefecture",
    "盟": "League",
}
# Districts whose names tell more of their kind.
_SPECIAL_DISTRICTS = {"新区": "New Area", "矿区": "Mining District"}
_WHOLE_ENDINGS = (*_SPECIAL_DISTRICTS, "县", "市", "区", "旗")
_FORMER_KINDS = {
    "自治县": "自治县",
    "地区": "地区",
    "县": "县",
    "市": "县级市",
    "区": "市辖区",
    "盟": "盟",
}
# Of autonomous regions no nationality is told: Guangxi, Ningxia and Xinjiang are known without.
_WITH_NATIONALITIES = ("自治县", "自治旗", "自治州", "市辖区")
# The English names of the nationalities that have autonomous areas.
_NATIONALITIES = {
    "蒙古": "Mongol", "回": "Hui", "藏": "Tibetan", "苗": "Miao", "彝": "Yi", "壮": "Zhuang", "布依": "Buyei",
    "朝鲜": "Korean", "满": "Manchu", "侗": "Dong", "瑶": "Yao", "白": "Bai", "土家": "Tujia", "哈尼": "Hani",
    "哈萨克": "Kazakh", "傣": "Dai", "黎": "Li", "傈僳": "Lisu", "佤": "Va", "畲": "She", "拉祜": "Lahu", "水": "Sui",
    "东乡": "Dongxiang", "纳西": "Naxi", "景颇": "Jingpo", "柯尔克孜": "Kyrgyz", "土": "Tu", "达斡尔": "Daur",
    "仫佬": "Mulao", "羌": "Qiang", "布朗": "Blang", "撒拉": "Salar", "毛南": "Maonan", "仡佬": "Gelao",
    "锡伯": "Xibe", "普米": "Pumi", "塔吉克": "Tajik", "怒": "Nu", "鄂温克": "Ewenki", "保安": "Bonan",
    "裕固": "Yugur", "独龙": "Derung", "鄂伦春": "Oroqen", "各": "Various Nationalities",
}  # fmt: skip
_NATIONALITY = re.compile("|".join(sorted(_NATIONALITIES, key=len, reverse=True)))


class EnglishName(NamedTuple):
    """`name` with the kind of division where English has one; `short` without, where the Chinese name has a short form,
    too: 单县 and 滨海新区 have none, nor have `Shan County` and `Binhai New Area`.
    """

    name: str
    short: str


def english_name(place: Place, form: str | None = None, short: str | None = None) -> EnglishName:
    """What a place is called in English. `form` is the registry's English form of the place's short name; `short` is
    given where by the rule another place would have the same short name.
    """
    bare = form or _bare(place)
    name = " ".join((bare, *_kind(place)))
    return EnglishName(name, short or (name if place.short == place.name else bare))


def former_english_name(name: str, pinyin: str, form: str | None = None) -> EnglishName:
    """What a former name is in English: the kind of division is told by its ending."""
    short = name[: len(pinyin.split())]
    kind = next((kind for end, kind in _FORMER_KINDS.items() if name.endswith(end)), "")
    return english_name(Place("", "", name, short, kind, pinyin, ""), form)


def _bare(place: Place) -> str:
    return place._replace(pinyin=" ".join(_syllables(place))).romanized if place.pinyin else ""


def _syllables(place: Place) -> list[str]:
    """The pinyin of a place's name without its kind. Some short names are whole names: 单县, 正蓝旗, 滨海新区."""
    syllables = place.pinyin.split()
    if place.short != place.name:
        return syllables
    ending = next((end for end in _WHOLE_ENDINGS if place.name[1:].endswith(end)), "")
    return syllables[: len(syllables) - len(ending)]


def _kind(place: Place) -> Iterator[str]:
    """The nationalities that an area is named for, and the kind."""
    ending = place.name.removeprefix(place.short)
    if place.kind in _WITH_NATIONALITIES:
        named = [_NATIONALITIES[part] for part in _NATIONALITY.findall(ending.removesuffix(place.kind))]
        if named:
            yield " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
    kind = _KINDS.get(place.kind, "")
    if place.kind == "市辖区":
        own = ending or place.name[1:]  # of 清新区, whose short name is 清新, the kind is 区
        kind = next((kind for end, kind in _SPECIAL_DISTRICTS.items() if own.endswith(end)), kind)
    if kind:
        yield kind
