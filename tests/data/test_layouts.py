"""The layouts of the book: every county has a tile, prefectures hold together, and neighbours are neighbours."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from conftest import ROOT

from countycli.index.ask.index import Index

LAYOUTS = sorted((ROOT / "data" / "layouts").glob("*.toml"))
DECISION = ROOT / "docs" / "decisions" / "0045-maps-of-tiles.md"
COUNTRY, ZHEJIANG = "000000", "330000"
MOST_COLUMNS = 13  # what 100 characters hold
# What a reader from Zhejiang looks for: the first lies to this side of the second, by at least two tiles.
SIDES = [
    ("330110", "330782", "north"),  # 余杭, 义乌
    ("330922", "330421", "east"),  # 嵊泗, 嘉善
    ("330903", "330203", "east"),  # 普陀, 海曙
    ("330383", "331181", "east"),  # 龙港, 龙泉
    ("330803", "330783", "west"),  # 衢江, 东阳
    ("331181", "331081", "west"),  # 龙泉, 温岭
    ("330327", "330102", "south"),  # 苍南, 上城
    ("330522", "330127", "north"),  # 长兴, 淳安
]


def cells(index: Index, region: str) -> dict[str, tuple[int, int]]:
    return {tile.place: (tile.row, tile.column) for tile in index.layouts.tiles(region) if tile.place}


@pytest.fixture(scope="module")
def provinces(index: Index) -> list[str]:
    return [place.code for place in index.places.regions() if place.level == "province"]


def test_every_province_and_the_country_is_laid_out(index: Index, provinces: list[str]) -> None:
    codes = [COUNTRY, *provinces]
    assert list(index.layouts.find(codes)) == codes
    assert len(LAYOUTS) == len(codes)


def test_every_county_of_today_has_one_tile(index: Index, provinces: list[str]) -> None:
    placed = [code for province in provinces for code in cells(index, province)]
    assert sorted(placed) == sorted(index.places.county_codes())
    for province in provinces:
        found = cells(index, province)
        assert len({*found.values()}) == len(found)


def test_no_layout_is_wider_than_100_characters_hold(index: Index, provinces: list[str]) -> None:
    assert max(column for code in provinces for _, column in cells(index, code).values()) < MOST_COLUMNS


@pytest.mark.parametrize(("one", "other", "side"), SIDES)
def test_a_reader_from_zhejiang_finds_home(one: str, other: str, side: str, index: Index) -> None:
    found = cells(index, ZHEJIANG)
    down, right = (found[one][axis] - found[other][axis] for axis in (0, 1))
    assert {"north": -down, "south": down, "west": -right, "east": right}[side] >= 2


def test_neighbours_touch_and_the_decision_tells_how_many() -> None:
    """What `tools/layouts.py` measures: at least four fifths of all pairs of neighbours touch in each province."""
    script = [sys.executable, str(ROOT / "tools" / "layouts.py"), "--measure"]
    told = subprocess.run(script, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    assert told in DECISION.read_text("utf-8")
    shares = [int(share) for share in re.findall(r"^\| \S+ \| \d+ \| \d+ \| (\d+)% ", told, re.MULTILINE)]
    assert len(shares) == 32
    assert min(shares) >= 80
    assert shares[-1] >= 87  # all together


def test_nearly_all_prefectures_are_in_one_piece(index: Index, provinces: list[str]) -> None:
    """Islands are not, nor a county that lies beyond another prefecture."""
    whole, torn = 0, []
    for code in provinces:
        found = cells(index, code)
        regions = index.places.regions_of(found, "prefecture")
        for prefecture in {region for region in regions.values() if region}:
            pieces = _pieces({found[county] for county in found if regions[county] == prefecture})
            whole += pieces == 1
            torn += [prefecture] * (pieces > 1)
    assert {"330300", "330900"} <= {*torn}  # the islands of 洞头 and 嵊泗
    assert len(torn) < whole / 30


def _pieces(left: set[tuple[int, int]]) -> int:
    pieces = 0
    while left:
        pieces += 1
        edge = [left.pop()]
        while edge:
            row, column = edge.pop()
            for cell in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
                if cell in left:
                    left.remove(cell)
                    edge.append(cell)
    return pieces
