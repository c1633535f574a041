"""Figures that can't all be true are found, unless somebody explained them."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book, observed
from faulty import found, messages

YIWU = "330782"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def noted(value: float, note: str = "原文如此。") -> str:
    return f'{{ value = {value}, note = "{note}" }}'


def table(columns: str, *rows: str, zones: str = "") -> str:
    listed = ", ".join(rows)
    return f'[[tables]]\nperiod = "2020"\ncolumns = [{columns}]\nrows = [{listed}]\nzones = [{zones}]\n'


# Parts and wholes


@pytest.mark.parametrize("tertiary", [50, 50.2])
def test_industries_add_up_to_gdp_but_for_little(book: Book, tertiary: float) -> None:
    book.write("a", observed(YIWU, "2024", gdp=100.0, primary_va=10.0, secondary_va=40.0, tertiary_va=tertiary))
    assert found(book) == []


def test_industries_that_do_not_add_up(book: Book) -> None:
    book.write("a", observed(YIWU, "2024", gdp=100.0, primary_va=10.0, secondary_va=40.0, tertiary_va=55.0))
    assert found(book) == [("D601", "gdp = 100.0")]
    assert messages(book) == ["gdp is 100.0, but its parts make 105.0"]


def test_a_note_of_the_figure_explains(book: Book) -> None:
    book.write("a", observed(YIWU, "2024", gdp=100.0, primary_va=10.0, secondary_va=40.0, tertiary_va=noted(55.0)))
    assert found(book) == []


def test_a_note_that_all_figures_share_explains_nothing(book: Book) -> None:
    block = observed(YIWU, "2024", note='"含义乌港。"', gdp=100.0, primary_va=10.0, secondary_va=40.0, tertiary_va=55.0)
    book.write("a", block)
    assert found(book) == [("D601", "gdp = 100.0")]


@pytest.mark.parametrize("head", [f'"{YIWU}"', f'{{ county = "{YIWU}", note = "含义乌港。" }}'])
def test_a_note_that_all_cells_of_a_row_repeat_explains_nothing(book: Book, head: str) -> None:
    values = (100.0, 10.0, 40.0, 55.0)
    cells = ", ".join(noted(value, "含义乌港。") if head.startswith('"') else str(value) for value in values)
    row = f"[{head}, {cells}]"
    book.write("a", table('"gdp", "primary_va", "secondary_va", "tertiary_va"', row), published="2022-01")
    assert [code for code, _ in found(book)] == ["D601"]


def test_figures_of_one_scope_are_held_against_each_other(book: Book) -> None:
    block = observed(YIWU, "2024", scope='"区本级"', gdp=100.0, primary_va=10.0, secondary_va=40.0, tertiary_va=55.0)
    book.write("a", block, observed(YIWU, "2024", gdp=105.0))
    assert found(book) == [("D601", "gdp = 100.0")]


@pytest.mark.parametrize("about", ['bound = "~"', 'status = "estimate"', "inferred = true"])
def test_what_is_not_exact_contradicts_nothing(book: Book, about: str) -> None:
    rough = f"{{ value = 155.0, {about} }}"
    book.write("a", observed(YIWU, "2024", gdp=100.0, primary_va=10.0, secondary_va=40.0, tertiary_va=rough))
    assert found(book) == []


def test_parts_of_another_document_may_be_revised(book: Book) -> None:
    book.write("a", observed(YIWU, "2024", gdp=102.0))
    book.write("b", observed(YIWU, "2024", primary_va=10.0, secondary_va=40.0, tertiary_va=50.0))
    assert found(book) == []


def test_parts_of_another_document_that_do_not_add_up(book: Book) -> None:
    book.write("a", observed(YIWU, "2024", gdp=112.0))
    book.write("b", observed(YIWU, "2024", primary_va=10.0, secondary_va=40.0, tertiary_va=50.0))
    assert found(book) == [("D601", "gdp = 112.0")]


@pytest.mark.parametrize(("imports", "codes"), [(404.9, []), (407.0, ["D601"]), (393.0, ["D601"])])
def test_exports_and_imports_of_one_document_add_up_to_trade(book: Book, imports: float, codes: list[str]) -> None:
    """But for half a per cent of it."""
    book.write("a", observed(YIWU, "2024", trade=1000.0, exports=600.0, imports=imports))
    assert [code for code, _ in found(book)] == codes


@pytest.mark.parametrize(("imports", "codes"), [(429.0, []), (371.0, []), (435.0, ["D601"]), (365.0, ["D601"])])
def test_exports_and_imports_of_another_document_may_be_revised(book: Book, imports: float, codes: list[str]) -> None:
    """By three per cent of the whole."""
    book.write("a", observed(YIWU, "2024", trade=1000.0))
    book.write("b", observed(YIWU, "2024", exports=600.0, imports=imports))
    assert [code for code, _ in found(book)] == codes


def test_men_and_women_are_counted_exactly(book: Book) -> None:
    block = observed(YIWU, "2020", population=1000000, population_male=500001, population_female=500000)
    book.write("a", block)
    assert found(book) == [("D601", "population = 1000000")]


@pytest.mark.parametrize(("tertiary", "codes"), [(50.1, []), (52.0, ["D601"])])
def test_shares_make_a_hundred(book: Book, tertiary: float, codes: list[str]) -> None:
    book.write("a", observed(YIWU, "2024", primary_share=10.0, secondary_share=40.0, tertiary_share=tertiary))
    assert [code for code, _ in found(book)] == codes


@pytest.mark.parametrize(
    ("shares", "codes"),
    [
        ((10, 40, 51), []),  # whole numbers: each may be half a point off
        ((10, 40, 52), ["D601"]),
        ((10.05, 40.05, 50.05), []),  # the slack that every hundred has
        ((10.05, 40.05, 50.15), ["D601"]),
    ],
)
def test_shares_may_be_off_by_their_rounding_or_by_a_slack(
    book: Book, shares: tuple[float, float, float], codes: list[str]
) -> None:
    names = ("primary_share", "secondary_share", "tertiary_share")
    book.write("a", observed(YIWU, "2024", **dict(zip(names, shares, strict=True))))
    assert [code for code, _ in found(book)] == codes


def test_a_note_that_all_shares_have_in_common_does_not_explain_what_they_lack(book: Book) -> None:
    shares = {"primary_share": 10.0, "secondary_share": 40.0, "tertiary_share": 52.0}
    book.write("a", observed(YIWU, "2024", note='"含义乌港。"', **shares))
    assert [code for code, _ in found(book)] == ["D601"]


def test_what_stands_under_another_note_is_not_held_against_the_rest(book: Book) -> None:
    parts = observed(YIWU, "2024", note='"不含义乌港。"', primary_va=10.0, secondary_va=40.0, tertiary_va=55.0)
    book.write("a", observed(YIWU, "2024", gdp=100.0), parts)
    assert found(book) == []


@pytest.mark.parametrize(("gdp", "codes"), [(612.0, []), (1000.0, ["D601"]), (300.0, ["D601"])])
def test_of_a_flood_of_documents_no_choice_may_make_a_whole_that_lies_beyond_all(
    book: Book, gdp: float, codes: list[str]
) -> None:
    """Six documents give each part: 216 ways, more than are tried one by one, from 600 to 615."""
    book.write("whole", observed(YIWU, "2024", gdp=gdp))
    for number in range(6):
        parts = {"primary_va": 100.0 + number, "secondary_va": 200.0 + number, "tertiary_va": 300.0 + number}
        book.write(f"parts{number}", observed(YIWU, "2024", **parts))
    assert [code for code, line in found(book) if line.startswith("gdp")] == codes


# Tables that add up

COLUMNS = '{ metric = "population", adds_up = true }'
JIAXING = ["330402", "330411", "330421", "330424", "330481", "330482", "330483"]


def test_counties_and_zones_add_up_to_their_regions(book: Book) -> None:
    counties = [f'["{code}", 100000]' for code in JIAXING]
    regions = ['["330400", 700900]', '["330000", 700900]']
    book.write("a", table(COLUMNS, *regions, *counties, zones='["330400", "开发区", 900]'), published="2022-01")
    assert found(book) == []


def test_a_region_that_has_more_than_its_counties(book: Book) -> None:
    counties = [f'["{code}", 100000]' for code in JIAXING[1:]]
    book.write("a", table(COLUMNS, '["330400", 700000]', *counties), published="2022-01")
    assert messages(book) == [
        "population of 330400 is 700000, but its counties and zones make 600000: 100000 is missing"
    ]
    assert [code for code, _ in found(book)] == ["D602"]


def test_the_fault_of_a_region_lies_in_its_row(book: Book) -> None:
    rows = '\n["330400", 700000],\n["330402", 100000]\n'
    book.write("a", table(COLUMNS, rows), published="2022-01")
    assert found(book) == [("D602", '["330400", 700000],')]


def test_zones_may_have_figures_that_do_not_add_up(book: Book) -> None:
    """What a zone has of them is nobody's."""
    columns = '{ metric = "population", adds_up = true }, "sex_ratio"'
    rows = [f'["{code}", 100000, 104.5]' for code in JIAXING]
    book.write(
        "a",
        table(columns, '["330400", 700900, 104.6]', *rows, zones='["330400", "开发区", 900, 99.5]'),
        published="2022-01",
    )
    assert found(book) == []


def test_a_region_that_says_why_it_has_more(book: Book) -> None:
    rows = ('["330400", { value = 700000, note = "含驻军。" }]', '["330402", 100000]')
    book.write("a", table(COLUMNS, *rows), published="2022-01")
    assert found(book) == []


@pytest.mark.parametrize(("people", "codes"), [(700000, []), (600000, ["D602", "D602"])])
def test_what_stands_for_less_than_the_whole_of_a_region_adds_up_too(book: Book, people: int, codes: list[str]) -> None:
    """Of a prefecture that administers another one the row has what lies in it directly."""
    row = f'[{{ county = "330400", scope = "市直属" }}, {people}]'
    counties = [f'["{code}", 100000]' for code in JIAXING]
    province = f'["330000", {people}]'
    book.write("a", table(COLUMNS, row, province, *counties), published="2022-01")
    assert [code for code, _ in found(book)] == codes


def test_a_prefecture_without_counties_stands_for_itself(book: Book) -> None:
    rows = ('["330000", 300000]', '["330400", 200000]', '["330782", 100000]')
    zones = '["330400", "开发区", 900]'  # one of its parts, and counted there
    book.write("a", table(COLUMNS, *rows, zones=zones), published="2022-01")
    assert found(book) == []


# Growth


@pytest.mark.parametrize(("last", "codes"), [(106.0, []), (117.0, []), (120.0, ["D603"]), (92.0, ["D603"])])
def test_levels_rise_as_growth_says(book: Book, last: float, codes: list[str]) -> None:
    book.write("a", observed(YIWU, "2023", gdp=100.0))
    book.write("b", observed(YIWU, "2024", gdp=last, gdp_growth=6.0))
    assert found(book) == [(code, "gdp_growth = 6.0") for code in codes]


def test_growth_of_part_of_a_year_is_that_of_the_same_months(book: Book) -> None:
    book.write("a", observed(YIWU, "2023-01/2023-06", exports=100.0), observed(YIWU, "2023", exports=200.0))
    book.write("b", observed(YIWU, "2024-01/2024-06", exports=150.0, exports_growth=5.0))
    assert found(book) == [("D603", "exports_growth = 5.0")]


def test_growth_fits_where_any_document_has_such_levels(book: Book) -> None:
    book.write("a", observed(YIWU, "2023", gdp=100.0))
    book.write("b", observed(YIWU, "2023", gdp=109.0))
    book.write("c", observed(YIWU, "2024", gdp=121.0, gdp_growth=6.0))
    assert found(book) == []


def test_growth_across_a_change_of_territory_says_nothing(book: Book) -> None:
    book.write("a", observed("330110", "2020", gdp=3000.0))
    book.write("b", observed("330110", "2021", gdp=2500.0, gdp_growth=8.0))
    assert found(book) == []


def test_growth_from_a_year_within_which_land_went_says_nothing(book: Book) -> None:
    """余杭 gave half of its land away in April 2021: the year before may be told of either territory."""
    book.write("a", observed("330110", "2021", gdp=3000.0))
    book.write("b", observed("330110", "2022", gdp=2000.0, gdp_growth=8.0))
    book.write("c", observed("330110", "2023", gdp=3000.0, gdp_growth=8.0))
    assert found(book) == [("D603", "gdp_growth = 8.0")]
    assert messages(book)[0].startswith("gdp_growth is 8.0, but from 2000.0 (b) to 3000.0 (c)")


def test_growth_of_several_years_is_on_as_many_years_before(book: Book) -> None:
    book.write("a", observed(YIWU, "2019/2020", exports=100.0), observed(YIWU, "2020/2021", exports=150.0))
    book.write("b", observed(YIWU, "2021/2022", exports=150.0, exports_growth=5.0))
    assert found(book) == [("D603", "exports_growth = 5.0")]


def test_restated_levels_are_not_held_against_others(book: Book) -> None:
    book.write("a", observed(YIWU, "2023", gdp="{ value = 100.0, restated = true }"))
    book.write("b", observed(YIWU, "2024", gdp=150.0, gdp_growth=6.0))
    assert found(book) == []


# Per head


@pytest.mark.parametrize(("per_head", "codes"), [(104000, []), (125000, ["D604"])])
def test_what_is_per_head_fits_the_heads(book: Book, per_head: int, codes: list[str]) -> None:
    book.write("a", observed(YIWU, "2024", gdp=2000.0, resident_population=200.0, gdp_per_capita=per_head))
    assert found(book) == [(code, f"gdp_per_capita = {per_head}") for code in codes]


@pytest.mark.parametrize(
    ("heads", "per_head", "codes"),
    [("a", 91000, []), ("a", 90000, ["D604"]), ("b", 90000, []), ("b", 89000, ["D604"])],
    ids=["nearly, in one document", "not, in one", "nearly, in two", "not, in two"],
)
def test_heads_of_another_document_may_be_a_little_further_off(
    book: Book, heads: str, per_head: int, codes: list[str]
) -> None:
    """A tenth in one document, twelve per cent in several: of 100,000 a head."""
    blocks = {"a": [observed(YIWU, "2024", gdp=1000.0, gdp_per_capita=per_head)], "b": []}
    blocks[heads].append(observed(YIWU, "2024", resident_population=100.0))
    for name, its in blocks.items():
        book.write(name, *its)
    assert [code for code, _ in found(book)] == codes


@pytest.mark.parametrize(("other", "codes"), [(110.5, []), (89.9, ["D606"]), (90.5, []), (112.0, ["D606"])])
def test_documents_may_differ_by_a_tenth_of_the_larger_figure(book: Book, other: float, codes: list[str]) -> None:
    book.write("a", observed(YIWU, "2024", gdp=100.0))
    book.write("b", observed(YIWU, "2024", gdp=other))
    assert [code for code, _ in found(book)] == codes


def test_heads_that_a_census_counted(book: Book) -> None:
    book.write("a", observed(YIWU, "2020", gdp=2000.0, gdp_per_capita=50000))
    book.write("b", observed(YIWU, "2020", population=2000000))
    assert found(book) == [("D604", "gdp_per_capita = 50000")]


def test_registered_heads_are_others(book: Book) -> None:
    block = observed(YIWU, "2024", gdp=2000.0, registered_population=100.0, gdp_per_capita_registered=100000)
    book.write("a", block)
    assert found(book) == [("D604", "gdp_per_capita_registered = 100000")]


@pytest.mark.parametrize(("per_head", "codes"), [(104000, []), (125000, ["D607"])])
def test_the_people_that_are_implied_are_those_of_the_nearest_year(book: Book, per_head: int, codes: list[str]) -> None:
    book.write("a", observed(YIWU, "2022", gdp=2000.0, gdp_per_capita=per_head))
    book.write("b", observed(YIWU, "2020", population=1900000))
    book.write("c", observed(YIWU, "2010", resident_population=160.0))  # nearest to what 125000 implies, but long ago
    assert found(book) == [(code, f"gdp_per_capita = {per_head}") for code in codes]


@pytest.mark.parametrize(
    ("counted", "per_head", "codes"),
    [("2019", 97000, []), ("2019", 95000, ["D607"]), ("2015", 94000, []), ("2015", 91000, ["D607"])],
)
def test_the_implied_people_may_be_off_by_more_the_longer_ago_people_were_counted(
    book: Book, counted: str, per_head: int, codes: list[str]
) -> None:
    """Three per cent, and one for each year: of a million 3.1, 5.3, 6.4 and 9.9 %."""
    book.write("a", observed(YIWU, "2020", gdp=1000.0, gdp_per_capita=per_head))
    book.write("b", observed(YIWU, counted, resident_population=100.0))
    assert [code for code, _ in found(book)] == codes


def test_what_the_implied_people_are_held_against_is_told(book: Book) -> None:
    book.write("a", observed("330602", "2022", gdp=1271.04, gdp_per_capita=153496))
    book.write("b", observed("330602", "2020", population=1020037))
    assert messages(book) == [
        "gdp_per_capita of 330602 is 153496, so gdp 1271.04 is of 828061 人; in 2020 there were 1020037"
    ]


def test_registered_people_are_held_against_registered_ones(book: Book) -> None:
    book.write("a", observed(YIWU, "2022", gdp=2000.0, gdp_per_capita_registered=250000))
    book.write("b", observed(YIWU, "2020", population=1900000, registered_population=80.5))
    assert found(book) == []


def test_what_a_part_has_per_head_is_not_held_against_the_people_of_the_whole(book: Book) -> None:
    block = observed(YIWU, "2022", scope='"区本级"', gdp=1000.0, gdp_per_capita=125000)
    book.write("a", block, observed(YIWU, "2020", population=1900000))
    assert found(book) == []


@pytest.mark.parametrize("noted_metric", ["gdp", "gdp_per_capita"])
def test_a_note_explains_why_other_people_are_implied(book: Book, noted_metric: str) -> None:
    figures: dict[str, float | str] = {"gdp": 1000.0, "gdp_per_capita": 125000}
    figures[noted_metric] = noted(float(figures[noted_metric]))
    book.write("a", observed(YIWU, "2022", **figures), observed(YIWU, "2020", population=1900000))
    assert found(book) == []


def test_people_of_another_territory_are_not_held_against_the_implied_ones(book: Book) -> None:
    """余杭 was divided in 2021."""
    book.write("a", observed("330110", "2022", gdp=2651.0, gdp_per_capita=200000))
    book.write("b", observed("330110", "2020", population=2000000))
    assert found(book) == []


def test_people_whose_zones_are_counted_apart_are_not_held_against_the_implied_ones(book: Book) -> None:
    zones = '["330400", "开发区", 300000]'
    book.write("a", observed(JIAXING[0], "2022", gdp=1000.0, gdp_per_capita=125000))
    book.write("b", table(COLUMNS, f'["{JIAXING[0]}", 500000]', zones=zones), published="2022-01")
    assert found(book) == []


def test_a_unit_has_the_people_of_the_one_that_it_continues(book: Book) -> None:
    """临安市 became a district in 2017, with another code."""
    book.write("a", observed("330112", "2019", gdp=600.0, gdp_per_capita=60000))
    book.write("b", observed("330185", "2016", resident_population=59.0))
    assert found(book) == [("D607", "gdp_per_capita = 60000")]


def test_a_share_of_a_document_is_that_of_its_parts(book: Book) -> None:
    book.write("a", observed(YIWU, "2024", gdp=2000.0, secondary_va=600.0, secondary_share=33.0))
    assert found(book) == [("D604", "secondary_share = 33.0")]


# Units


def test_a_figure_of_another_magnitude_than_the_years_around_it(book: Book) -> None:
    for year, value in ((2021, 100.0), (2022, 1080000.0), (2023, 120.0)):
        book.write(f"y{year}", observed(YIWU, str(year), budget_revenue=value))
    assert ("D605", "budget_revenue = 1080000.0") in found(book)


@pytest.mark.parametrize(
    ("values", "odd"), [((9.0, 100.0, 110.0), 9.0), ((90.0, 100.0, 11.0), 11.0), ((1.0, 30.0), 30.0)]
)
def test_a_lost_decimal_point_at_either_end(book: Book, values: tuple[float, ...], odd: float) -> None:
    for year, value in enumerate(values, 2021):
        book.write(f"y{year}", observed(YIWU, str(year), retail_sales=value))
    assert found(book) == [("D605", f"retail_sales = {odd}")]


def test_months_are_less_than_years(book: Book) -> None:
    book.write("a", observed(YIWU, "2023", exports=1200.0), observed(YIWU, "2024-01", exports=90.0))
    assert found(book) == []


def test_a_note_explains_a_leap(book: Book) -> None:
    book.write("a", observed(YIWU, "2023", exports=10.0), observed(YIWU, "2024", exports=noted(100.0)))
    assert found(book) == []


@pytest.mark.parametrize("about", ["restated = true", 'note = "含义乌港。"'])
def test_other_boundaries_and_a_note_of_one_block_explain_a_leap(book: Book, about: str) -> None:
    name, value = about.split(" = ")
    book.write("a", observed(YIWU, "2023", exports=10.0), observed(YIWU, "2024", **{name: value}, exports=100.0))
    assert found(book) == []


def test_a_figure_far_above_those_of_all_other_counties(book: Book) -> None:
    for code in JIAXING[1:]:
        book.write(f"c{code}", observed(code, "2024", fiscal_revenue=100.0))
    book.write("odd", observed(JIAXING[0], "2024", fiscal_revenue=100000.0))
    assert found(book) == [("D605", "fiscal_revenue = 100000.0")]


@pytest.mark.parametrize(
    ("metric", "harvest", "codes"),
    [
        ("cotton_output", 800, []),
        ("cotton_output", 1100, ["D605"]),
        ("oil_crop_output", 900, []),
        ("deposits", 9, ["D605"]),
    ],
)
def test_what_swings_may_leap(book: Book, metric: str, harvest: float, codes: list[str]) -> None:
    """A county where hardly anybody grows cotton has a ton in one year and hundreds in another."""
    book.write("a", observed(YIWU, "2020", **{metric: 1}), observed(YIWU, "2023", **{metric: harvest}))
    assert [code for code, _ in found(book)] == codes


def test_what_swings_is_compared_with_like_places(book: Book) -> None:
    others = ["331181", "331124", "330803", "330604", "330326"]
    small = [
        observed(code, "2024", oil_crop_output=tons) for code, tons in zip(others, (5, 10, 10, 10, 10), strict=True)
    ]
    book.write("a", *small, observed(YIWU, "2024", oil_crop_output=9_000))
    assert found(book) == []
    book.write("a", *small, observed(YIWU, "2024", oil_crop_output=11_000))
    assert found(book) == [("D605", "oil_crop_output = 11000")]


@pytest.mark.parametrize(("places", "codes"), [(5, []), (6, ["D605"])])
def test_a_figure_is_odd_among_five_others_at_least(book: Book, places: int, codes: list[str]) -> None:
    others = ["331181", "331124", "330803", "330604", "330326"][: places - 1]
    book.write(
        "a", observed(YIWU, "2024", deposits=9000.0), *(observed(code, "2024", deposits=100.0) for code in others)
    )
    assert [code for code, _ in found(book)] == codes


# Documents that differ


@pytest.mark.parametrize(
    ("figure", "first", "second", "codes"),
    [
        ("gdp", 100.0, 106.0, []),
        ("gdp", 100.0, 115.0, ["D606"]),
        ("gdp_growth", 6.1, 6.8, []),
        ("gdp_growth", 6.1, 8.8, ["D606"]),
    ],
)
def test_documents_differ_by_no_more_than_a_revision(
    book: Book, figure: str, first: float, second: float, codes: list[str]
) -> None:
    book.write("a", observed(YIWU, "2024", **{figure: first}))
    book.write("b", observed(YIWU, "2024", **{figure: second}))
    assert found(book) == [(code, f"{figure} = {second}") for code in codes]


@pytest.mark.parametrize("about", ['note = "含开发区。"', 'bound = ">="', 'status = "estimate"', "inferred = true"])
def test_a_difference_that_is_explained(book: Book, about: str) -> None:
    book.write("a", observed(YIWU, "2024", gdp=100.0))
    book.write("b", observed(YIWU, "2024", gdp=f"{{ value = 150.0, {about} }}"))
    assert found(book) == []


def test_figures_of_different_scope_are_not_compared(book: Book) -> None:
    book.write("a", observed(YIWU, "2024", gdp=100.0))
    book.write("b", observed(YIWU, "2024", scope='"区本级"', gdp=150.0))
    assert found(book) == []


def test_what_one_town_has_is_not_what_another_has(book: Book) -> None:
    book.write("a", observed(YIWU, "2024", enterprise_output=1.0))
    book.write("b", observed(YIWU, "2024", enterprise_output=500.0))
    assert found(book) == []
