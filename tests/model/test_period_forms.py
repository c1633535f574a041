"""Periods: what people type, the canonical form, and the order of periods."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countycli.model.period import Period
from countycli.model.period_text import parse_canonical, parse_period
from countycli.render.words import Words

MONTHS = st.integers(1950 * 12, 2090 * 12 + 11)
PERIODS = st.tuples(MONTHS, MONTHS).map(lambda ends: Period(min(ends), max(ends)))
SHORT_PERIODS = st.tuples(MONTHS, st.integers(0, 40)).map(lambda it: Period(it[0], min(it[0] + it[1], 2090 * 12 + 11)))
YEAR_SPANS = st.tuples(st.integers(1950, 2080), st.integers(0, 10)).map(lambda it: Period.of_years(it[0], sum(it)))
ANY_PERIOD = st.one_of(PERIODS, SHORT_PERIODS, YEAR_SPANS)

YEARS = {
    "2025": (
        "2025",
        "2025年",
        "2025年度",
        "2025年全年",
        "2025全年",
        "2025年末",
        "2025年底",
        " 2025 ",
        "２０２５",
        "2025 年",
    ),
    "2021/2025": (
        "2021/2025",
        "2021-2025",
        "2021–2025",
        "2021—2025年",
        "2021年至2025年",
        "2021到2025",
        "2021~2025",
        "2021～2025年",
        "十四五",
        "“十四五”",
        "十四五时期",
        "“十四五”期间",
        "十四五规划",
        "14th FYP",
        "14th Five-Year Plan",
        "14th plan",
    ),
    "2001/2005": ("十五", "10th FYP"),
    "2006/2010": ("十一五",),
    "2016/2020": ("十三五", "13th FYP"),
    "2026/2030": ("十五五", "15th FYP"),
}
MONTH_SPANS = {
    "2024-01/2024-09": (
        "2024-01/2024-09",
        "2024-01/09",
        "2024-1/9",
        "2024Q1-Q3",
        "2024Q1-3",
        "2024 q1–q3",
        "2024-Q1-Q3",
        "Q1-Q3 2024",
        "Q1–Q3, 2024",
        "２０２４Ｑ１－Ｑ３",
        "2024前三季度",
        "2024年前三季度",
        "2024年前3季度",
        "2024年前三个季度",
        "2024年一至三季度",
        "2024年1-3季度",
        "2024年前9个月",
        "2024年前9月",
        "2024年1-9月",
        "2024年1—9月",
        "2024年1月至9月",
        "2024年1～9月份",
        "Jan-Sep 2024",
        "Jan–Sep 2024",
        "january to september 2024".replace(" to ", "-"),
        "Jan.–Sept. 2024",
    ),
    "2024-01/2024-03": ("2024Q1", "Q1 2024", "2024年一季度", "2024年第一季度", "2024一季度", "2024年1季度"),
    "2024-04/2024-06": ("2024Q2", "2024年二季度", "Apr–Jun 2024"),
    "2024-07/2024-09": ("2024Q3", "2024年三季度", "2024年第3季度"),
    "2024-10/2024-12": ("2024Q4", "2024年四季度", "Oct–Dec 2024"),
    "2024-01/2024-06": ("2024H1", "2024h1", "2024-H1", "H1 2024", "2024上半年", "2024年上半年", "2024年前两个季度"),
    "2024-07/2024-12": ("2024H2", "2024下半年", "2024年下半年"),
    "2023-12/2024-02": (
        "2023-12/2024-02",
        "2023-12/2024-2",
        "2023年12月-2024年2月",
        "2023年12月至2024年2月",
        "2023.12-2024.02",
        "Dec 2023–Feb 2024",
    ),
}
SINGLE_MONTHS = {
    "2024-09": (
        "2024-09",
        "2024-9",
        "2024.9",
        "2024/09",
        "2024年9月",
        "2024年09月",
        "2024年9月份",
        "Sep 2024",
        "Sept. 2024",
    ),
    "2024-12": ("2024年12月底", "2024年12月末", "December, 2024"),
}
WHOLE_YEARS = {"2024": ("2024-01/2024-12", "2024Q1-Q4", "2024年1-12月", "2024年前四季度", "Jan–Dec 2024")}
ACCEPTED = [
    (text, canonical)
    for table in (YEARS, MONTH_SPANS, SINGLE_MONTHS, WHOLE_YEARS)
    for canonical, texts in table.items()
    for text in texts
]
REJECTED = (
    "",
    "2024-09-12",  # a date
    "2024/09/12",
    " ",
    "年",
    "24",
    "1899年",
    "2025年25",
    "2025-13",
    "2025-00",
    "2024-09/2024-01",
    "2025/2021",
    "2024Q5",
    "2024Q0",
    "2024Q3-Q1",
    "2024H3",
    "2024年五季度",
    "2024年前0个月",
    "2024年前13个月",
    "2024年9月-1月",
    "Sep–Jan 2024",
    "Feb 2024–Dec 2023",
    "2024年11月-2023年2月",
    "2024.11-2023.2",
    "2024-01/2025",
    "2024/2025-03",
    "20245",
    "2024-01-15",
    "九五",
    "十六五",
    "9th FYP",
    "16th FYP",
    "latest",
    "去年",
    "2024; 2025",
    "2024🏔",
)


@pytest.mark.parametrize(("text", "canonical"), ACCEPTED)
def test_accepted_form_means_its_canonical_period(text: str, canonical: str) -> None:
    assert str(parse_period(text)) == canonical


@pytest.mark.parametrize("text", REJECTED)
def test_what_is_no_period_is_rejected(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize("text", ["Mayor 2024", "Decade 2024", "Junk–Augur 2024"])
def test_words_that_only_begin_like_a_month_are_rejected(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    "text", ["2024Q1", "2024年", "2024-9", "十四五", " 2024", "2024-01/09", "2024-1/2024-9", "Sep 2024"]
)
def test_only_canonical_forms_are_canonical(text: str) -> None:
    assert parse_canonical(text) is None


@pytest.mark.parametrize("text", ["2024-13", "2024-00/2024-03", "2024-05/2024-04", "2024/2024-05", "2024-05/2025"])
def test_impossible_canonical_periods_are_rejected(text: str) -> None:
    assert parse_canonical(text) is None


@given(ANY_PERIOD)
@settings(deadline=None)
def test_canonical_form_is_read_back(period: Period) -> None:
    assert parse_canonical(str(period)) == period
    assert parse_period(str(period)) == period


@pytest.mark.parametrize("language", ["zh", "en"])
@given(period=ANY_PERIOD)
@settings(deadline=None)
def test_what_is_shown_can_be_typed_back(language: str, period: Period) -> None:
    assert parse_period(Words(language).period(period)) == period


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_span_of_up_to_three_years_can_be_typed_back(language: str) -> None:
    start = 2024 * 12
    spans = [Period(start + first, start + last) for first in range(12) for last in range(first, 36)]
    words = Words(language)
    assert [span for span in spans if parse_period(words.period(span)) != span] == []


@given(st.sampled_from([text for text, _ in ACCEPTED]), st.data())
@settings(deadline=None)
def test_spaces_width_and_case_do_not_matter(text: str, data: st.DataObject) -> None:
    expected = parse_period(text)
    gaps = data.draw(st.lists(st.sampled_from(["", " ", "\u3000", "\t"]), min_size=len(text), max_size=len(text)))
    widened = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    assert parse_period("".join(gap + char for gap, char in zip(gaps, text, strict=True))) == expected
    assert parse_period(widened) == expected
    assert parse_period(text.upper()) == expected


@given(ANY_PERIOD, ANY_PERIOD, ANY_PERIOD)
def test_containment_is_a_partial_order(first: Period, second: Period, third: Period) -> None:
    assert first.contains(first)
    if first.contains(second) and second.contains(first):
        assert first == second
    if first.contains(second) and second.contains(third):
        assert first.contains(third)


@given(SHORT_PERIODS, SHORT_PERIODS)
def test_containment_agrees_with_the_months(first: Period, second: Period) -> None:
    months = [set(range(period.start, period.end + 1)) for period in (first, second)]
    assert first.contains(second) == (months[0] >= months[1])
    assert first.months == len(months[0])


@given(st.integers(1950, 2090), st.integers(0, 10))
def test_years_are_whole_years(first: int, further: int) -> None:
    period = Period.of_years(first, first + further)
    assert (period.first_year, period.last_year) == (first, first + further)
    assert period.whole_years
    assert period.is_year == (further == 0)
    assert period.months == 12 * (further + 1)


def test_the_latest_reaches_furthest_and_of_those_is_the_longest() -> None:
    texts = ["2020/2023", "2024-09", "2024-07/2024-09", "2024-01/2024-09", "2024-12", "2024", "2021/2024", "2025-01"]
    periods = [period for text in texts if (period := parse_canonical(text))]
    assert [str(period) for period in sorted(set(periods), key=lambda it: it.recency)] == texts


@given(ANY_PERIOD, ANY_PERIOD)
def test_recency_tells_any_two_periods_apart(first: Period, second: Period) -> None:
    assert (first.recency == second.recency) == (first == second)
    if first.end > second.end:
        assert first.recency > second.recency
    if first.end == second.end and first.months > second.months:
        assert first.recency > second.recency
