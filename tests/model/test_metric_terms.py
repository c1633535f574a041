"""The form in which terms for indicators are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countycli.model.metric_terms import term_key

WORDS = st.lists(
    st.sampled_from(["gdp", "growth", "urban", "income", "sector", "retail", "sales", "share"]), min_size=1
)
STEM = st.text("常住人口农村投资税收游客", min_size=2, max_size=8)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GDP增长率", "地区生产总值增速"),
        ("国内生产总值同比增长(%)", "GDP增幅"),
        ("第一产业增加值占GDP的比重", "一产增加值占地区生产总值比例"),
        ("规模以上工业总产值", "规上工业产值"),
        ("0—14岁人口占总人口比重", "0～14岁人口占比"),
        ("GDP per capita", "the per-capita GDP"),
        ("Gross Regional Product growth (annual %)", "GDP growth rate"),
        ("Urbanisation rates", "urbanization rate"),
        ("Population ages 65 and above (% of total population)", "share of people aged 65 and over"),
        ("R&D intensity", "research and development intensity"),
    ],
)
def test_ways_to_write_a_term_are_one(one: str, other: str) -> None:
    assert term_key(one) == term_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("GDP", "GDP增速"),
        ("GDP", "人均GDP"),
        ("城镇人口", "城镇人口比重"),
        ("GDP growth", "average annual GDP growth"),
        ("出口", "进出口"),
        ("规上工业增加值", "工业增加值"),
        ("户籍人口", "常住人口"),
        ("urban income", "rural income"),
        ("共富指数", "共富"),
        ("核心区规划面积增长倍数", "核心区规划面积增速"),
        ("income", "income growth"),
    ],
)
def test_what_means_something_else_stays_apart(one: str, other: str) -> None:
    assert term_key(one) != term_key(other)


@given(WORDS, st.randoms())
def test_the_order_of_english_words_says_nothing(words: list[str], random: object) -> None:
    shuffled = sorted(words, key=lambda _: random.random())  # type: ignore[attr-defined]  # Hypothesis' own class
    assert term_key(" ".join(shuffled)) == term_key(" ".join(words))


@given(WORDS)
def test_articles_case_hyphens_and_width_say_nothing(words: list[str]) -> None:
    plain = " ".join(words)
    wide = "".join(chr(ord(letter) + 0xFEE0) if letter != " " else "\u3000" for letter in plain)
    forms = (f"the {plain}", plain.upper(), "-".join(words), "_".join(words), wide, f"{plain} (100 million yuan)")
    assert {term_key(form) for form in forms} == {term_key(plain)}


@given(STEM)
def test_growth_in_chinese_is_one_kind_whatever_it_is_called(stem: str) -> None:
    words = ("增速", "增长率", "增幅", "同比增长", "增长速度", "增速（%）", "比上年增长")
    assert len({term_key(stem + word) for word in words}) == 1
    assert term_key(stem) != term_key(stem + "增速")


@given(st.text())
def test_any_text_has_a_form(text: str) -> None:
    assert term_key(text) == term_key(text)
