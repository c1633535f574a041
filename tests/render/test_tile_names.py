"""Names on tiles: short, and apart from each other where that can be."""

from __future__ import annotations

import pytest

from countycli.index.ask.index import Index
from countycli.model.records import Place
from countycli.render.views.tile_names import of_words, tile_names
from countycli.render.wrap import cell_width


def place(code: str, short: str, pinyin: str, short_en: str = "") -> Place:
    return Place(code, "county", f"{short}县", short, "县", pinyin, short, short_en=short_en)


LONG = [
    place("1", "科尔沁", "ke er qin"),
    place("2", "科尔沁左翼中", "ke er qin zuo yi zhong"),
    place("3", "科尔沁左翼后", "ke er qin zuo yi hou"),
    place("4", "和林格尔", "he lin ge er"),
    place("5", "单县", "shan xian"),
]


def test_longer_names_have_two_characters_by_which_they_differ() -> None:
    assert list(tile_names(LONG, chinese=True).values()) == ["科沁", "科中", "科后", "和林", "单县"]


@pytest.mark.parametrize(
    ("pinyin", "name"),
    [("long quan", "LoQu"), ("he lin ge er", "HLGE"), ("da xing an", "DaXA"), ("lü chun", "LyCh"), ("si", "Si")],
)
def test_names_in_english_are_the_beginnings_of_syllables(pinyin: str, name: str) -> None:
    assert tile_names([place("1", "一", pinyin)], chinese=False) == {"1": name}


def test_customary_names_are_those_that_are_shortened() -> None:
    provinces = [place("1", "山西", "shan xi", "Shanxi"), place("2", "陕西", "shan xi", "Shaanxi")]
    assert list(tile_names(provinces, chinese=False).values()) == ["ShXi", "Shaa"]
    assert of_words("Inner Mongolia") == "InMo"


def test_every_name_of_the_book_fits_its_tile_and_few_are_alike(index: Index) -> None:
    for province in (place for place in index.places.regions() if place.level == "province"):
        counties = list(index.places.by_code(index.places.county_codes([province])).values())
        for chinese in (True, False):
            names = tile_names(counties, chinese=chinese)
            assert max(map(cell_width, names.values())) <= 4
            assert len({*names.values()}) >= 0.85 * len(counties)
