"""Tables of a census: one row a place, one column a metric."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book, observed

from countycli.checks import checked
from countycli.model.records import Figure
from countycli.source.folders import toml_files

HEAD = '[[tables]]\nperiod = "2020"\nat = "表1"\nstatus = "final"\n'


def read(folder: Path, columns: str, *rows: str, further: str = "") -> list[Figure]:
    book = Book(folder)
    book.write("a", f"{HEAD}columns = [{columns}]\nrows = [{', '.join(rows)}]\n{further}")
    return book.index().figures.observations()


def test_a_cell_is_a_figure_of_its_row_and_column(tmp_path: Path) -> None:
    found = read(tmp_path, '"population", "sex_ratio"', '["331181", 248866, 98.70]', '["331126", 700, 99]')
    assert [(it.county, it.metric, it.value, it.decimals, it.unit) for it in found] == [
        ("331126", "population", 700, 0, "人"),
        ("331126", "sex_ratio", 99, 0, "女=100"),
        ("331181", "population", 248866, 0, "人"),
        ("331181", "sex_ratio", 98.7, 2, "女=100"),
    ]
    assert {(str(it.period), it.at, it.status, it.source) for it in found} == {("2020", "表1", "final", "a")}
    assert all(it.is_comparable and not it.derived for it in found)


def test_an_empty_cell_is_no_figure(tmp_path: Path) -> None:
    found = read(tmp_path, '"population", "rural_population"', '["331181", 500, ""]', '["331126", 700, 0]')
    assert [(it.county, it.metric, it.value) for it in found] == [
        ("331126", "population", 700),
        ("331126", "rural_population", 0),
        ("331181", "population", 500),
    ]


def test_a_cell_may_say_what_it_prints_and_why_it_differs(tmp_path: Path) -> None:
    (found,) = read(tmp_path, '"sex_ratio"', '["331181", { value = 110.38, printed = "11038", note = "n" }]')
    assert (found.value, found.decimals, found.printed, found.note) == (110.38, 2, "11038", "n")


@pytest.mark.parametrize(
    ("cell", "value", "decimals"),
    [("248866", 24.8866, 4), ("700", 0.07, 4), ("{ value = 12000 }", 1.2, 4), ("1234.5", 0.12345, 5)],
)
def test_a_column_in_another_unit_is_converted(tmp_path: Path, cell: str, value: float, decimals: int) -> None:
    column = '{ metric = "resident_population", unit = "人" }'
    (found,) = read(tmp_path, column, f'["331181", {cell}]')
    assert (found.value, found.decimals, found.unit) == (value, decimals, "万人")


def missed(folder: Path, columns: str, *rows: str, further: str = "") -> set[str]:
    """The metrics in which the sums of a table don't come out."""
    book = Book(folder)
    book.write("a", f"{HEAD}columns = [{columns}]\nrows = [{', '.join(rows)}]\n{further}")
    problems = checked(toml_files([book.folder])).problems
    assert {problem.code for problem in problems} <= {"D602"}
    return {str(problem.message).partition(" of ")[0] for problem in problems}


def test_a_row_may_begin_with_what_holds_for_all_its_figures(tmp_path: Path) -> None:
    head = '{ county = "331181", boundaries = "2020-05", note = "of the row" }'
    cell = '{ value = 99, note = "of the cell" }'
    found = read(tmp_path, '"population", "sex_ratio"', f"[{head}, 700, {cell}]", '["331126", 700, 98]')
    assert [(it.county, it.metric, it.note, it.territory) for it in found] == [
        ("331126", "population", None, 2020 * 12 + 11),
        ("331126", "sex_ratio", None, 2020 * 12 + 11),
        ("331181", "population", "of the row", 2020 * 12 + 4),
        ("331181", "sex_ratio", "of the cell", 2020 * 12 + 4),
    ]


def test_a_row_may_stand_for_less_than_its_place(tmp_path: Path) -> None:
    row = '[{ county = "331100", scope = "市直属" }, 900]'
    found = read(tmp_path, '"population"', row, '["331181", 400]')
    assert {it.county: (it.scope, it.is_comparable) for it in found} == {
        "331100": ("市直属", False),
        "331181": (None, True),
    }


def test_nothing_is_derived_from_a_row_that_stands_for_less_than_its_place(tmp_path: Path) -> None:
    row = '[{ county = "331100", scope = "市直属" }, 900]'
    book = Book(tmp_path)
    text = f'{HEAD}columns = ["population"]\nrows = [{row}, ["331181", 400], ["330000", 2000]]\n'
    book.write("a", text)
    shares = {it.county: it.metric for it in book.index().figures.observations() if it.derived}
    assert shares == {"331181": "population_share_province"}


def test_zones_that_are_counted_apart_may_lie_in_any_county_of_their_region(tmp_path: Path) -> None:
    column = '{ metric = "population", adds_up = true }'
    further = 'zones = [["331100", "经济技术开发区", 500]]'
    found = read(tmp_path, column, '["331100", 900]', '["331181", 400]', '["330782", 700]', further=further)
    assert {it.county: it.zones_apart for it in found} == {"331100": False, "331181": True, "330782": False}


def test_a_unit_that_ceased_within_the_period_has_the_boundaries_of_before(tmp_path: Path) -> None:
    """下城 ceased in April 2021."""
    book = Book(tmp_path)
    book.write(
        "a", observed("330103", "2021", gdp=1), observed("330103", "2020", gdp=1), observed("330105", "2021", gdp=1)
    )
    found = {(it.county, str(it.period)): it.territory for it in book.index().figures.observations()}
    assert found == {
        ("330103", "2021"): 2021 * 12 + 2,
        ("330103", "2020"): 2020 * 12 + 11,
        ("330105", "2021"): 2021 * 12 + 11,
    }


ADDING_UP = '{ metric = "population", adds_up = true }, { metric = "population_male", adds_up = true }'
ROWS = ('["331100", 3000, 1600]', '["331181", 1000, 600]', '["331126", 1500, 800]')


def test_zones_are_part_of_their_region_and_of_no_county(tmp_path: Path) -> None:
    zone = 'zones = [["331100", "经济技术开发区", 500, 200]]'
    found = read(tmp_path, ADDING_UP, *ROWS, further=zone)
    assert {it.county for it in found} == {"331100", "331181", "331126"}


@pytest.mark.parametrize(
    ("zones", "missing"),
    [
        ("", {"population", "population_male"}),
        ('zones = [["331100", "x", 500, 300]]', {"population_male"}),
        ('zones = [["331100", "x", "", 200]]', {"population"}),
        ('zones = [["331100", "x", 200, 100], ["331100", "y", 300, 100]]', set()),
    ],
)
def test_what_a_region_has_is_what_its_counties_and_zones_have(tmp_path: Path, zones: str, missing: set[str]) -> None:
    assert missing == missed(tmp_path, ADDING_UP, *ROWS, further=zones)


def test_columns_add_up_in_the_unit_that_the_table_prints(tmp_path: Path) -> None:
    column = '{ metric = "resident_population", unit = "人", adds_up = true }'
    zones = 'zones = [["331100", "x", 500]]'
    rows = ('["331100", 3000]', '["331181", 1000]', '["331126", 1500]')
    assert missed(tmp_path, column, *rows, further=zones) == set()


def test_sums_hold_of_exact_decimals(tmp_path: Path) -> None:
    column = '{ metric = "gdp", adds_up = true }'
    assert missed(tmp_path, column, '["331100", 0.3]', '["331181", 0.1]', '["331126", 0.2]') == set()


def test_a_sum_that_a_note_explains_is_no_fault(tmp_path: Path) -> None:
    column, cell = '{ metric = "population", adds_up = true }', '{ value = 3100, note = "原书如此。" }'
    assert missed(tmp_path, column, f'["331100", {cell}]', '["331181", 1000]') == set()
