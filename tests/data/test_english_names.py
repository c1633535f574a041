"""What places are called in English: rules that all of them keep, and a table of those that were looked up."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

if TYPE_CHECKING:
    from countycli.index.ask.index import Index
    from countycli.model.records import Place

KINDS = {
    "县": " County",
    "市辖区": " District",
    "自治县": " Autonomous County",
    "旗": " Banner",
    "自治旗": " Autonomous Banner",
    "特区": " Special District",
    "林区": " Forestry District",
    "自治州": " Autonomous Prefecture",
    "地区": " Prefecture",
    "盟": " League",
}
LETTERS = re.compile(r"[A-Z][a-zü]*(?:[' -][A-Za-zü][a-zü]*|, [A-Z][a-z]+)*")


def _table() -> list[dict[str, str]]:
    lines = (ROOT / "tests" / "data" / "english.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


@pytest.fixture(scope="module")
def places(index: Index) -> list[Place]:
    """All of them, former ones too."""
    codes = {code for key, _, code in index.names.keys("place") if key.isdecimal()}
    return list(index.places.by_code(codes).values())


@pytest.mark.parametrize("row", _table(), ids=lambda row: row["name_en"])
def test_names_that_were_looked_up(index: Index, row: dict[str, str]) -> None:
    (place,) = index.places.by_code([row["code"]]).values()
    assert (place.name_en, place.short_en) == (row["name_en"], row["short_en"])


def test_every_place_has_a_name_in_latin_letters(places: list[Place]) -> None:
    assert len(places) > 3500
    assert [place.name for place in places if not LETTERS.fullmatch(place.name_en)] == []
    assert [place.name for place in places if not place.name_en.startswith(place.short_en)] == []


def test_names_tell_the_kind_but_of_cities_and_provinces(places: list[Place]) -> None:
    special = {"新区": " New Area", "矿区": " Mining District"}
    for place in places:
        kind = KINDS.get(place.kind, "")
        if place.kind == "市辖区" and len(place.name) > 2:
            kind = special.get(place.name[-2:], kind) if place.name != "清新区" else kind
        assert place.name_en.endswith(kind), place.name
        assert kind or place.name_en == place.short_en, place.name


def test_no_two_places_of_a_region_share_a_name(places: list[Place]) -> None:
    """Neither in full nor in short."""
    for names in ("name_en", "short_en"):
        today = [place for place in places if place.valid_to is None]
        found = Counter((place.level, place.above[:1], getattr(place, names)) for place in today)
        assert [key for key, count in found.items() if count > 1] == []


def test_every_nationality_is_told(places: list[Place]) -> None:
    """But where the name of the people is the name of the place, as of 东乡族自治县."""
    autonomous = [place for place in places if place.kind in ("自治县", "自治州", "自治旗")]
    assert len(autonomous) > 150
    for place in autonomous:
        told = place.name.removeprefix(place.short).removesuffix(place.kind)
        count = 0 if told == "族" else told.count("族") or len(told[:1])
        peoples = place.name_en.removeprefix(place.short_en).removesuffix(KINDS[place.kind])
        assert len(re.findall("[A-Z][a-z]+(?: Nationalities)?", peoples)) == count, place.name
