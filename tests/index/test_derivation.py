"""Figures that follow from others where no document gives them."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book, closing_itself, observed

from countycli.index.ask.index import Index
from countycli.index.make.derive import value_of
from countycli.index.make.write import in_memory, read_sound
from countycli.model.records import Figure, Formula
from countycli.source.own import OwnData

LONGQUAN, LISHUI, ZHEJIANG = "331181", "331100", "330000"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def derived(book: Book, county: str, metric: str) -> list[Figure]:
    return [it for it in book.index().figures.observations([county], metric) if it.derived]


def value(number: float, **attributes: str) -> str:
    further = "".join(f", {key} = {text}" for key, text in attributes.items())
    return f"{{ value = {number}{further} }}"


def test_gdp_per_head_is_gdp_by_residents(book: Book) -> None:
    book.write(
        "a", observed(LONGQUAN, "2024", gdp=value(184.5, at='"第3段"', printed='"184.5亿元"', standing='"第1位"'))
    )
    book.write("b", observed(LONGQUAN, "2024", resident_population=25.0))
    (found,) = derived(book, LONGQUAN, "gdp_per_capita")
    assert (found.value, found.decimals, found.unit, str(found.period)) == (73800, 0, "元", "2024")
    assert (found.source, found.at, found.printed, found.note, found.standing) == ("a", None, None, None, None)
    assert found.is_comparable


@pytest.mark.parametrize(
    ("gdp", "residents", "status"),
    [
        ("final", "final", "final"),
        ("final", "actual", "actual"),
        ("actual", "preliminary", "preliminary"),
        ("preliminary", "final", "preliminary"),
    ],
)
def test_what_is_derived_is_as_firm_as_the_less_firm_of_its_inputs(
    book: Book, gdp: str, residents: str, status: str
) -> None:
    figures = {"gdp": value(184.5, status=f'"{gdp}"'), "resident_population": value(25.0, status=f'"{residents}"')}
    book.write("a", observed(LONGQUAN, "2024", **figures))
    assert [it.status for it in derived(book, LONGQUAN, "gdp_per_capita")] == [status]


@pytest.mark.parametrize(
    "attributes",
    [{"bound": '">="'}, {"status": '"estimate"'}, {"status": '"forecast"'}, {"inferred": "true"}],
    ids=lambda it: next(iter(it.values())),
)
def test_nothing_follows_from_what_is_not_exact(book: Book, attributes: dict[str, str]) -> None:
    book.write("a", observed(LONGQUAN, "2024", gdp=value(184.5, **attributes), resident_population=25.0))
    assert derived(book, LONGQUAN, "gdp_per_capita") == []


def test_nothing_follows_from_a_part_of_a_place(book: Book) -> None:
    block = observed(LONGQUAN, "2024", gdp=184.5).replace("gdp", 'scope = "市区"\ngdp')
    book.write("a", block, observed(LONGQUAN, "2024", resident_population=25.0))
    assert derived(book, LONGQUAN, "gdp_per_capita") == []


def test_nothing_is_divided_by_nothing(book: Book) -> None:
    book.write("a", observed(LONGQUAN, "2024", primary_va=0))
    (nothing,) = book.index().figures.observations([LONGQUAN], "primary_va")
    assert value_of(Formula("ratio", "primary_va", "gdp", 100), nothing, nothing, 1) is None


def test_a_figure_of_half_a_year_is_not_divided_by_heads(book: Book) -> None:
    book.write("a", observed(LONGQUAN, "2024-01/2024-06", gdp=90.0, resident_population=25.0, primary_va=9.0))
    assert derived(book, LONGQUAN, "gdp_per_capita") == []
    assert [it.value for it in derived(book, LONGQUAN, "primary_share")] == [10]


@pytest.mark.parametrize("given", ["74000", '{ value = 74000, bound = "~" }', '{ standing = "全市第1位" }'])
def test_nothing_is_derived_where_a_document_gives_it(book: Book, given: str) -> None:
    book.write("a", observed(LONGQUAN, "2024", gdp=184.5, resident_population=25.0))
    book.write("b", observed(LONGQUAN, "2024", gdp_per_capita=given))
    assert derived(book, LONGQUAN, "gdp_per_capita") == []


def test_it_follows_from_the_headlines(book: Book) -> None:
    book.write("a", observed(LONGQUAN, "2024", gdp=value(180.0, status='"preliminary"'), resident_population=25.0))
    book.write("b", observed(LONGQUAN, "2024", gdp=value(185.0, status='"final"')), published="2025-12-01")
    (found,) = derived(book, LONGQUAN, "gdp_per_capita")
    assert (found.value, found.source) == (74000, "b")


@pytest.mark.parametrize(("metric", "region"), [("gdp_share_prefecture", LISHUI), ("gdp_share_province", ZHEJIANG)])
def test_a_share_is_of_the_region_in_which_the_place_lies(book: Book, metric: str, region: str) -> None:
    book.write("a", observed(LONGQUAN, "2024", gdp=150.0), observed("331126", "2024", gdp=90.0))
    book.write("b", observed(region, "2024", gdp=2000.0), observed("330300", "2024", gdp=900.0))
    index = book.index()
    shares = {it.county: it.value for it in index.figures.observations(metric=metric)}
    expected = {LONGQUAN: 7.5, "331126": 4.5}
    assert shares == (expected if region == LISHUI else expected | {"330300": 45})


def test_a_region_has_no_share_of_itself(book: Book) -> None:
    book.write("a", observed(LISHUI, "2024", gdp=2000.0), observed(ZHEJIANG, "2024", gdp=90000.0))
    index = book.index()
    assert index.figures.observations(metric="gdp_share_prefecture") == []
    assert [(it.county, it.value) for it in index.figures.observations(metric="gdp_share_province")] == [(LISHUI, 2.22)]


def census(county: str, year: int, population: int) -> str:
    return observed(county, str(year), population=population)


def changes(book: Book) -> dict[str, float | None]:
    found = book.index().figures.observations(metric="population_change")
    assert {str(it.period) for it in found} <= {"2010/2020"}
    return {it.county: it.value for it in found}


def test_a_change_is_of_one_place_in_two_years(book: Book) -> None:
    book.write("a", census(LONGQUAN, 2010, 200_000), census(LONGQUAN, 2020, 250_000), census("331126", 2020, 700))
    book.write("b", census("331122", 2010, 100_000), census("331122", 2020, 90_000), census("331122", 2015, 80_000))
    assert changes(book) == {LONGQUAN: 25, "331122": -10}


def test_a_change_reaches_back_to_the_unit_that_the_place_continues(book: Book) -> None:
    """富阳市 became 富阳区 in 2014, 临安市 临安区 in 2017."""
    book.write("a", census("330183", 2010, 600_000), census("330111", 2020, 900_000))
    book.write("b", census("330185", 2010, 500_000), census("330112", 2020, 600_000))
    assert changes(book) == {"330111": 50, "330112": 20}


def test_there_is_no_change_where_the_territory_changed(book: Book) -> None:
    """龙港 left 苍南 in 2019: what 苍南 has lost is not what moved away."""
    book.write("a", census("330327", 2010, 1_200_000), census("330327", 2020, 840_000), census("330383", 2020, 460_000))
    assert changes(book) == {}


def test_there_is_no_change_where_zones_were_counted_apart(book: Book) -> None:
    table = """[[tables]]
period = "2020"
columns = [{ metric = "population", adds_up = true }]
rows = [["331181", 250000], ["330782", 150000]]
zones = [["331100", "经济技术开发区", 500]]
"""
    book.write("a", census(LONGQUAN, 2010, 200_000), census("330782", 2010, 100_000), table)
    assert changes(book) == {"330782": 50}


@pytest.mark.parametrize(("boundaries", "found"), [("2019-07", {"330327": -30}), ("2019-08", {})])
def test_a_change_of_territory_matters_from_the_month_on_of_which_the_figure_is(
    book: Book, boundaries: str, found: dict[str, float]
) -> None:
    """龙港 left 苍南 in August 2019."""
    block = census("330327", 2020, 840_000).replace("population", f'boundaries = "{boundaries}"\npopulation')
    book.write("a", census("330327", 2010, 1_200_000), block)
    assert changes(book) == found


def test_there_is_no_change_from_a_figure_of_other_boundaries(book: Book) -> None:
    block = census(LONGQUAN, 2020, 250_000).replace("population", "restated = true\npopulation")
    book.write("a", census(LONGQUAN, 2010, 200_000), block)
    assert changes(book) == {}


def test_a_change_of_territory_after_both_years_is_no_hindrance(book: Book) -> None:
    """余杭 was divided in 2021."""
    book.write("a", census("330110", 2010, 1_000_000), census("330110", 2020, 2_000_000))
    assert changes(book) == {"330110": 100}


@pytest.mark.parametrize(("first", "second"), [("330183", "330111"), ("330111", "330183")])
def test_the_order_of_files_does_not_matter(book: Book, first: str, second: str) -> None:
    """富阳 became a district in December 2014; figures of that year are filed under either code, in either order."""
    for name, county in (("a", first), ("b", second)):
        book.write(name, observed(county, "2014", gdp=float(county) / 1000, resident_population=50.0))
    (found,) = (it for code in (first, second) for it in derived(book, code, "gdp_per_capita"))
    assert found.county == "330111"


CHAIN = """
[[metrics]]
id = "{id}"
name = "{id}"
name_en = "{id} of a test"
topic = "economy"
unit = "元"
kind = "level"
decimals = 1
range = [0, 1000000]
definition = "由其他指标算出。"
definition_en = "Calculated from other metrics."
derived = {{ kind = "ratio", metric = "{metric}", base = "{base}", times = 1 }}
"""


@pytest.mark.parametrize("own_figures", [False, True])
def test_what_a_formula_gave_is_no_input_of_another(book: Book, tmp_path: Path, own_figures: bool) -> None:
    chain = (("own_first", "gdp", "resident_population"), ("own_second", "own_first", "gdp"))
    definitions = (CHAIN.format(id=name, metric=metric, base=base) for name, metric, base in chain)
    (tmp_path / "metrics.toml").write_text("".join(definitions), encoding="utf-8")
    figures, others = (
        observed(LONGQUAN, "2024", gdp=184.5, resident_population=25.0),
        observed(LONGQUAN, "2023", gdp=170),
    )
    book.write("a", others if own_figures else figures)
    book.write("b", figures if own_figures else others)
    mine = tmp_path / "b.toml"
    (book.folder / "b.toml").rename(mine)
    contents = read_sound(book.folder, OwnData((tmp_path / "metrics.toml", mine)))
    index = closing_itself(Index(in_memory(contents)))
    assert [it.value for it in index.figures.observations([LONGQUAN], "own_first")] == [7.4]
    assert index.figures.observations([LONGQUAN], "own_second") == []
