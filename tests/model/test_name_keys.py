"""The form in which names are compared, and its bigrams."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countycli.model.keys import place_names
from countycli.model.naming import Tier, bigrams, name_key, short_of
from countycli.model.records import Place

HAN = st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=12)
LATIN = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", max_size=12)
SPACES = st.sampled_from(["", " ", "\u3000", "\t", "\u00a0", "'", "’", "·", "-"])
TONES = {"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔùǖǘǚǜü"}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (" Lóng quán ", "longquan"),
        ("LONGQUAN", "longquan"),
        ("Ｌｏｎｇｑｕａｎ", "longquan"),
        ("lóngquán", "longquan"),
        ("lo\u0301ng-quan", "longquan"),
        ("Xī'ān", "xian"),
        ("xi’an", "xian"),
        ("lǜ", "lu"),
        ("龙　泉", "龙泉"),
        ("浙江省/丽水市/龙泉市", "浙江省丽水市龙泉市"),
        ("浙江，丽水、龙泉", "浙江丽水龙泉"),
        ("“龙泉”", "龙泉"),
        ("３３１１８１", "331181"),
        ("GDP 增速", "gdp增速"),
        ("gdp_growth", "gdpgrowth"),
        ("①", "1"),
        ("", ""),
        (" \t\n\u3000·-_", ""),
    ],
)
def test_key_of_a_name(typed: str, key: str) -> None:
    assert name_key(typed) == key


@given(st.text(max_size=30))
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@given(LATIN)
def test_width_and_case_do_not_matter(text: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) for char in text)
    assert name_key(wide) == name_key(text.upper()) == name_key(text) == text


@given(LATIN, st.data())
def test_tone_marks_do_not_matter(text: str, data: st.DataObject) -> None:
    toned = "".join(data.draw(st.sampled_from(char + TONES.get(char, ""))) for char in text)
    assert name_key(toned) == text


@given(st.one_of(HAN, LATIN), st.data())
def test_spaces_and_separators_do_not_matter(text: str, data: st.DataObject) -> None:
    spaced = "".join(data.draw(SPACES) + char for char in text) + data.draw(SPACES)
    assert name_key(spaced) == name_key(text)


@given(HAN, HAN)
def test_characters_stay_apart(first: str, second: str) -> None:
    assert (name_key(first) == name_key(second)) == (first == second)


@pytest.mark.parametrize(
    ("text", "expected"), [("", []), ("龙", ["龙"]), ("龙泉", ["龙泉", "泉"]), ("龙泉市", ["龙泉", "泉市", "市"])]
)
def test_bigrams_of_a_text(text: str, expected: list[str]) -> None:
    assert list(bigrams(text)) == expected


@given(st.text(min_size=1, max_size=30))
def test_every_character_begins_one_bigram(text: str) -> None:
    assert "".join(gram[0] for gram in bigrams(text)) == text


@given(st.text(min_size=2, max_size=20), st.data())
def test_every_part_of_a_text_is_found_by_its_bigrams(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    part = text[start : data.draw(st.integers(start + 2, len(text)))]
    assert set(list(bigrams(part))[:-1]) <= set(bigrams(text))


@pytest.mark.parametrize(
    ("pinyin", "romanized", "initials"),
    [
        ("yi wu", "Yiwu", "yw"),
        ("long quan", "Longquan", "lq"),
        ("xi an", "Xi'an", "xa"),
        ("pu er", "Pu'er", "pe"),
        ("lin an", "Lin'an", "la"),
        ("shan", "Shan", "s"),
    ],
)
def test_romanized_name_and_initials(pinyin: str, romanized: str, initials: str) -> None:
    place = Place("000000", "county", "", "", "县", pinyin, "")
    assert (place.romanized, place.initials) == (romanized, initials)


@pytest.mark.parametrize(("name", "short"), [("绍兴县", "绍兴"), ("郊区", "郊区"), ("矿区", "矿区"), ("景县", "景县")])
def test_a_short_name_has_two_characters_at_least(name: str, short: str) -> None:
    assert short_of(name) == short


def test_of_a_unit_that_ceased_every_name_but_its_initials_is_a_former_one() -> None:
    """Two letters would mean too many."""
    there = Place("339901", "county", "甲乙县", "甲乙", "县", "jia yi", "甲乙縣", aliases=("小甲",))
    gone = there._replace(valid_to="2010-05-01")
    kept = {(key, tier) for _, key, tier, _ in place_names([there])}
    former = {(key, tier) for _, key, tier, _ in place_names([gone])}
    assert {key for key, _ in former} == {key for key, _ in kept} - {"jy"}
    assert {tier for _, tier in former} == {Tier.FORMER}
    assert ("jy", Tier.INITIALS) in kept
