"""Which figure of a region a county's is held against: revised figures and first counts."""

from __future__ import annotations

import pytest
from books import Book, observed

from countycli.index.ask.index import Index
from countycli.model.period import Period
from countycli.query.compare import CompareRequest, compare
from countycli.query.rank import RankRequest, rank
from countycli.query.show import ShowRequest, show
from countycli.query.vintages import Stated, mixtures
from countycli.render.words import Words

LONGQUAN, SONGYANG, LISHUI, ZHEJIANG = "331181", "331124", "331100", "330000"
FINAL = '{{ value = {}, status = "final" }}'


@pytest.fixture(scope="module")
def vintages(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Of 丽水 there are revised figures alone, of the province first counts alone; 龙泉 has first counts, 松阳 revised
    figures. GDP adds up over places, growth and income don't.
    """
    book = Book(tmp_path_factory.mktemp("vintages"))
    values = {LONGQUAN: (190, 6.0, 50000), SONGYANG: (150, 7.0, 45000), LISHUI: (2000, 5.5, 48000)}
    values[ZHEJIANG] = (90000, 5.0, 65000)
    for code, (gdp, growth, income) in values.items():
        shape = FINAL if code in (SONGYANG, LISHUI) else "{}"
        figures = {"gdp": gdp, "gdp_growth": growth, "income": income}
        book.write(code, observed(code, "2024", **{name: shape.format(value) for name, value in figures.items()}))
    return book.index()


BESIDE: dict[tuple[str, str], dict[str, float]] = {
    (LONGQUAN, "gdp"): {ZHEJIANG: 90000},
    (SONGYANG, "gdp"): {LISHUI: 2000},
    (LONGQUAN, "gdp_growth"): {LISHUI: 5.5, ZHEJIANG: 5},
    (SONGYANG, "gdp_growth"): {LISHUI: 5.5, ZHEJIANG: 5},
    (LONGQUAN, "income"): {LISHUI: 48000, ZHEJIANG: 65000},
    (SONGYANG, "income"): {LISHUI: 48000, ZHEJIANG: 65000},
}


@pytest.mark.parametrize("metric", ["gdp", "gdp_growth", "income"])
def test_only_a_part_is_never_set_against_a_whole_of_another_vintage(vintages: Index, metric: str) -> None:
    for row in rank(vintages, RankRequest((metric,))).rows:
        beside = {it.region.code: it.standard.value for it in row.benchmarks}
        assert beside == BESIDE[row.place.code, metric]
    for code in (LONGQUAN, SONGYANG):
        report = show(vintages, ShowRequest(code))
        (figure,) = [it.figure for it in report.observations if it.figure.metric == metric]
        beside = {it.region.code: it.standard.value for it in report.benchmarks[figure]}
        assert beside == BESIDE[code, metric]
    (compared,) = compare(vintages, CompareRequest(("龙泉", "松阳"), (metric,))).rows
    beside_each = [{it.region.code: it.standard.value for it in its} for its in compared.beside]
    assert beside_each == [BESIDE[code, metric] for code in (LONGQUAN, SONGYANG)]


def test_where_a_region_has_both_each_county_is_set_against_its_own_vintage(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    book = Book(tmp_path_factory.mktemp("both"))
    book.write("first", observed(ZHEJIANG, "2024", gdp=90131, gdp_growth=5.5), observed(LONGQUAN, "2024", gdp=190))
    book.write(
        "revised",
        observed(ZHEJIANG, "2024", status='"final"', gdp=93000, gdp_growth=5.7),
        observed(SONGYANG, "2024", status='"final"', gdp=150, gdp_growth=7.0),
    )
    book.write("growth", observed(LONGQUAN, "2024", gdp_growth=6.0))
    index = book.index()
    found = {
        (metric, row.place.code): [it.standard.source for it in row.benchmarks]
        for metric in ("gdp", "gdp_growth")
        for row in rank(index, RankRequest((metric,))).rows
    }
    assert found == {
        ("gdp", LONGQUAN): ["first"],
        ("gdp", SONGYANG): ["revised"],
        ("gdp_growth", LONGQUAN): ["first"],
        ("gdp_growth", SONGYANG): ["revised"],
    }


def test_the_headline_of_a_region_is_the_standard_though_a_better_source_agrees_with_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Of two that agree the more precise one stands for both, be it a copy."""
    book = Book(tmp_path_factory.mktemp("headline"))
    book.write("rough", observed(ZHEJIANG, "2024", gdp_growth=5.5), observed(LONGQUAN, "2024", gdp_growth=7.25))
    book.write("fine", observed(ZHEJIANG, "2024", gdp_growth=5.52), access="copy")
    (row,) = rank(book.index(), RankRequest(("gdp_growth",))).rows
    assert [(it.standard.source, it.difference) for it in row.benchmarks] == [("fine", 1.73)]


YEAR = Period.of_years(2023, 2023)


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ([("甲", True), ("乙", False)], ["2023: revised: 甲; as first reported: 乙"]),
        ([("甲", True), ("甲", False), ("乙", False)], ["2023: revised: 甲; as first reported: 乙"]),
        ([("甲", True), ("甲", False)], []),
        ([("甲", True), ("乙", True)], []),
        ([("甲", False), ("乙", False)], []),
    ],
)
def test_what_is_revised_too_is_not_named_among_first_counts(stated: list[tuple[str, bool]], told: list[str]) -> None:
    notes = mixtures(Stated("gdp", YEAR, (name,), revised) for name, revised in stated)
    assert [Words("en").phrase(note.text) for note in notes] == told


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        ("primary_va = 10", True),
        ('primary_va = { value = 10, status = "estimate" }', False),
        ('primary_va = { standing = "第1位" }', False),
    ],
    ids=["a first count", "an estimate", "a standing"],
)
def test_only_outcomes_with_a_value_are_of_a_vintage(
    tmp_path_factory: pytest.TempPathFactory, beside: str, told: bool
) -> None:
    book = Book(tmp_path_factory.mktemp("outcomes"))
    book.write("a", observed(LONGQUAN, "2023", gdp=FINAL.format(110)) + beside + "\n")
    kinds = [note.kind for note in show(book.index(), ShowRequest(LONGQUAN)).notes]
    assert ("vintage" in kinds) == told
