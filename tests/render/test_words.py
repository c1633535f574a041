from __future__ import annotations

import pytest
from periods import period

from countycli.index.ask.index import Index
from countycli.model.period import Period
from countycli.model.period_text import parse_period
from countycli.model.records import Figure, Place
from countycli.model.reports import Membership
from countycli.phrases import Phrase
from countycli.render.words import LANGUAGES, Words


def figure(value: float | None, decimals: int = 0, unit: str = "亿元", bound: str | None = None) -> Figure:
    return Figure(
        county="331181",
        metric="gdp",
        period=period("2025"),
        value=value,
        decimals=decimals,
        unit=unit,
        bound=bound,
        status="actual",
        standing=None,
        source="document",
        at=None,
        printed=None,
        note=None,
    )


@pytest.fixture(scope="module")
def zh() -> Words:
    return Words("zh")


@pytest.fixture(scope="module")
def en() -> Words:
    return Words("en", lambda: {"亿元": "CNY 100 million", "产业": "Industry"})


@pytest.mark.parametrize(
    ("canonical", "chinese", "english"),
    [
        ("2025", "2025年", "2025"),
        ("2021/2025", "2021-2025年", "2021–2025"),
        ("2024-09", "2024年9月", "Sep 2024"),
        ("2024-01/2024-03", "2024年一季度", "Jan–Mar 2024"),
        ("2024-04/2024-06", "2024年二季度", "Apr–Jun 2024"),
        ("2024-07/2024-09", "2024年三季度", "Jul–Sep 2024"),
        ("2024-10/2024-12", "2024年四季度", "Oct–Dec 2024"),
        ("2024-01/2024-06", "2024年上半年", "Jan–Jun 2024"),
        ("2024-07/2024-12", "2024年下半年", "Jul–Dec 2024"),
        ("2024-01/2024-09", "2024年前三季度", "Jan–Sep 2024"),
        ("2024-02/2024-05", "2024年2-5月", "Feb–May 2024"),
        ("2023-11/2024-02", "2023年11月-2024年2月", "Nov 2023–Feb 2024"),
    ],
)
def test_periods(canonical: str, chinese: str, english: str, zh: Words, en: Words) -> None:
    assert en.period(period(canonical)) == english
    assert zh.period(period(canonical)) == chinese


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shown_period_can_be_typed_back(language: str) -> None:
    words = Words(language)
    spans = [Period.of_months(2024, first, last) for first in range(1, 13) for last in range(first, 13)]
    spans += [Period.of_years(2021, last) for last in range(2021, 2026)]
    spans += [Period(2023 * 12 + first, 2024 * 12 + last) for first in (1, 10) for last in (0, 5)]
    assert [words.period(it) for it in spans if parse_period(words.period(it)) != it] == []


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (7.5, 1, "7.5"),
        (7.5, 2, "7.50"),
        (10, 0, "10"),
        (-3.25, 2, "-3.25"),
        (0, 1, "0.0"),
        (1234567.8, 1, "1,234,567.8"),
        (45004, 0, "45,004"),
        (None, 1, "-"),
    ],
)
def test_numbers_keep_the_printed_decimals(value: float | None, decimals: int, text: str, en: Words) -> None:
    assert en.number(value, decimals) == text


@pytest.mark.parametrize("bound", [">=", ">", "<", "<=", "~"])
def test_bounds_stand_before_the_number(bound: str, en: Words) -> None:
    assert en.value(figure(6300, bound=bound)) == f"{bound}6,300"


@pytest.mark.parametrize(
    ("unit", "chinese", "english"),
    [("亿元", ">3,000亿元", ">3,000 CNY 100 million"), ("%", ">3,000%", ">3,000%"), ("座", ">3,000座", ">3,000 座")],
)
def test_figures_carry_their_unit(unit: str, chinese: str, english: str, zh: Words, en: Words) -> None:
    shown = figure(3000, unit=unit, bound=">")
    assert en.figure(shown) == english
    assert zh.figure(shown).replace(" ", "") == chinese


@pytest.mark.parametrize(
    ("unit", "name", "told"),
    [
        ("万人", "10k people", "191.8 × 10k people"),
        ("亿元", "CNY 100m", "191.8 × CNY 100m"),
        ("万元/亩", "CNY 10k/mu", "191.8 × CNY 10k/mu"),
        ("吨", "t", "191.8 t"),
        ("女=100", "men per 100 women", "191.8 men per 100 women"),
    ],
)
def test_units_of_many_keep_away_from_the_number(unit: str, name: str, told: str, zh: Words) -> None:
    assert Words("en", lambda: {unit: name}).figure(figure(191.8, 1, unit)) == told
    assert zh.figure(figure(191.8, 1, unit)) == f"191.8{unit}"


def test_a_figure_without_a_value_says_so(en: Words) -> None:
    assert en.value(figure(None)) == "-"


def test_terms_are_the_datasets_own_in_chinese_and_translated_in_english(zh: Words, en: Words) -> None:
    assert zh.term("产业") == "产业"
    assert en.term("产业") == "Industry"
    assert en.term("unknown") == "unknown"


def test_english_names_are_fetched_once_and_only_when_needed() -> None:
    asked: list[bool] = []

    def names() -> dict[str, str]:
        asked.append(True)
        return {"亿元": "CNY 100 million"}

    words = Words("en", names)
    assert asked == []
    assert [words.term("亿元"), words.term("亿元")] == ["CNY 100 million"] * 2
    assert asked == [True]


def test_chinese_never_asks_for_english_names() -> None:
    def names() -> dict[str, str]:
        raise AssertionError

    assert Words("zh", names).term("亿元") == "亿元"


def test_phrase_parameters_of_each_type(index: Index, en: Words) -> None:
    metric = index.metrics.by_id()["gdp_growth"]
    topic = index.metrics.topics()[0]
    group = index.groups.all()[0]
    (place,) = index.places.by_code(["331181"]).values()
    assert en.phrase(Phrase("{it}", it=metric)) == metric.name_en
    assert en.phrase(Phrase("{it}", it=topic)) == topic.name_en
    assert en.phrase(Phrase("{it}", it=group)) == group.name_en
    assert en.phrase(Phrase("{it}", it=place)) == "Longquan 龙泉市"
    assert en.phrase(Phrase("{it}", it=period("2024-01/2024-09"))) == "Jan–Sep 2024"
    assert en.phrase(Phrase("{it}", it=figure(7.5, 1, "%"))) == "7.5%"
    assert en.phrase(Phrase("{it}", it=Phrase("inner {number}", number=3))) == "inner 3"
    assert en.phrase(Phrase("{it}", it=("a", period("2025"), metric))) == f"a, 2025, {metric.name_en}"
    assert en.phrase(Phrase("{it}", it=None)) == "None"


def test_an_indicator_of_a_part_is_shown_with_its_scope(index: Index, en: Words, zh: Words) -> None:
    metrics = index.metrics.by_id()
    output = metrics["enterprise_output"]
    assert (zh.metric(output), en.metric(output)) == ("企业产值 [企业]", "Output of an enterprise [enterprise]")
    assert en.metric(metrics["gdp"]) == metrics["gdp"].name_en


def test_an_inferred_period_stands_in_brackets(en: Words, zh: Words) -> None:
    stated = figure(7.5, 1, "%")
    inferred = stated._replace(inferred=True)
    assert (en.when(stated), en.when(inferred)) == (en.period(stated.period), f"({en.period(stated.period)})")
    assert zh.when(inferred) == f"({zh.period(stated.period)})"


def test_phrases_name_things_in_chinese(index: Index, zh: Words) -> None:
    metric = index.metrics.by_id()["gdp_growth"]
    assert zh.phrase(Phrase("{it}", it=metric)) == metric.name
    assert zh.phrase(Phrase("{it}", it=index.groups.all()[0])) == index.groups.all()[0].name


def test_text_that_looks_like_a_template_is_not_filled(en: Words) -> None:
    assert en.phrase(Phrase("{it}", it="{county}")) == "{county}"
    assert en("braces {stay}") == "braces {stay}"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [("2021", "2023", "2021-2023"), ("2024-08", None, "since 2024"), (None, "2023", "-2023"), (None, None, "")],
)
def test_years_of_a_membership(first: str | None, last: str | None, text: str, index: Index, en: Words) -> None:
    assert en.years(Membership(index.groups.all()[0], first, last)) == text


def test_years_that_go_on_in_chinese(index: Index, zh: Words) -> None:
    assert zh.years(Membership(index.groups.all()[0], "2024-08", None)) == "2024年起"


def test_years_of_a_single_year(index: Index, en: Words) -> None:
    assert en.years(Membership(index.groups.all()[0], "2024-01-01", "2024-12-31")) == "2024"


@pytest.mark.parametrize(
    ("pinyin", "romanized"),
    [
        ("yi wu", "Yiwu"),
        ("xi an", "Xi'an"),
        ("long quan", "Longquan"),
        ("rui an", "Rui'an"),
        ("jing ning", "Jingning"),
        ("dong e", "Dong'e"),
        ("jian ou", "Jian'ou"),
        ("a cheng", "Acheng"),
    ],
)
def test_romanized_names_part_syllables_before_vowels(pinyin: str, romanized: str) -> None:
    assert Place("000000", "county", "", "", "县", pinyin, "").romanized == romanized


def test_an_empty_message_is_no_catalogue_header(zh: Words) -> None:
    assert zh("") == ""
