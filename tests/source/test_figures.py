"""Figures from TOML: conversion, decimals, bounds and standings."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from books import Book, aimed, observed
from hypothesis import given, settings
from hypothesis import strategies as st

from countycli.errors import InvalidDatasetError
from countycli.model.records import BOUNDS, STATUSES, Figure, Metric, Unit
from countycli.source.sheet import Block, Sheet
from countycli.source.units import Units


def read(folder: Path, written: str, metric: str = "industrial_output") -> Figure:
    book = Book(folder)
    book.write("a", observed("331181", "2024", **{metric: written}))
    (found,) = book.index().figures.observations()
    return found


@pytest.mark.parametrize(
    ("written", "value", "decimals"),
    [
        ("200", 200, 0),
        ("200.0", 200, 1),
        ("200.50", 200.5, 2),
        ("1_607.8", 1607.8, 1),
        ("2e2", 200, -2),
        ("{ value = 170.55 }", 170.55, 2),
        ('{ value = 1705500, unit = "万元" }', 170.55, 4),
        ('{ value = 123456, unit = "万元" }', 12.3456, 4),
        ('{ value = 1607.8, unit = "万元" }', 0.16078, 5),
        ('{ value = 1, unit = "万元" }', 0.0001, 4),
        ('{ value = 4.5004, unit = "万亿元" }', 45004, 0),
        ('{ value = 0.3, unit = "万亿元" }', 3000, -3),
        ('{ value = 7.5, unit = "亿元" }', 7.5, 1),
        ('{ value = 0, unit = "万元" }', 0, 4),
        ('{ value = 12000, unit = "万元" }', 1.2, 4),
        ('{ value = 1.20, unit = "万亿元" }', 12000, -2),
    ],
)
def test_value_and_decimals_of_a_figure(tmp_path: Path, written: str, value: float, decimals: int) -> None:
    found = read(tmp_path, written)
    assert (found.value, found.decimals, found.unit) == (value, decimals, "亿元")
    assert decimals > 0 or isinstance(found.value, int)


@pytest.mark.parametrize("bound", BOUNDS)
def test_bounds_are_kept(tmp_path: Path, bound: str) -> None:
    found = read(tmp_path, f'{{ value = 3000, bound = "{bound}" }}')
    assert (found.value, found.bound) == (3000, bound)


@pytest.mark.parametrize("status", STATUSES)
def test_statuses_are_kept(tmp_path: Path, status: str) -> None:
    assert read(tmp_path, f'{{ value = 3000, status = "{status}" }}').status == status


def test_a_bare_number_is_an_exact_result(tmp_path: Path) -> None:
    found = read(tmp_path, "3000")
    assert (found.bound, found.status, found.standing, found.printed, found.note) == (None, "actual", None, None, None)
    assert found.inferred is False


@pytest.mark.parametrize(
    ("of_block", "of_value", "inferred"),
    [("", "", False), ("true", "", True), ("", "true", True), ("true", "false", True), ("false", "false", False)],
)
def test_a_period_is_inferred_for_a_block_or_a_value(
    tmp_path: Path, of_block: str, of_value: str, inferred: bool
) -> None:
    book = Book(tmp_path)
    value = f"{{ value = 1, inferred = {of_value} }}" if of_value else "1"
    for kind in (observed, aimed):
        text = kind("331181", "2025", gdp=value)
        text = text.replace("gdp =", f"inferred = {of_block}\ngdp =") if of_block else text
        book.write(kind.__name__, text, published="2025-12-31")
    index = book.index()
    assert [it.inferred for it in (*index.figures.observations(), *index.figures.targets())] == [inferred, inferred]


def test_a_standing_stands_without_a_value(tmp_path: Path) -> None:
    found = read(tmp_path, '{ standing = "全省第2位", note = "n" }')
    assert (found.value, found.decimals, found.standing, found.note) == (None, 0, "全省第2位", "n")


def test_a_standing_without_a_value_needs_no_unit_that_converts(tmp_path: Path) -> None:
    assert read(tmp_path, '{ standing = "全省第2位", unit = "万元" }').value is None


def test_a_locator_of_its_own_goes_before_that_of_the_block(tmp_path: Path) -> None:
    book = Book(tmp_path)
    block = observed("331181", "2024", gdp="{ value = 1, at = '第2段' }", exports=1).replace(
        "gdp", 'at = "第1段"\ngdp', 1
    )
    book.write("a", block)
    assert {it.metric: it.at for it in book.index().figures.observations()} == {"gdp": "第2段", "exports": "第1段"}


@pytest.mark.parametrize(
    ("of_block", "of_value", "expected"),
    [
        ("", "", ("actual", None)),
        ('status = "preliminary"\nnote = "n"', "", ("preliminary", "n")),
        ('status = "preliminary"\nnote = "n"', ', status = "final", note = "m"', ("final", "m")),
        ("", ', status = "estimate", note = "m"', ("estimate", "m")),
    ],
)
def test_status_and_note_of_a_block_hold_for_values_that_say_nothing_else(
    tmp_path: Path, of_block: str, of_value: str, expected: tuple[str, str | None]
) -> None:
    book = Book(tmp_path)
    book.write("a", headed("331181", "2024", of_block, f"gdp = {{ value = 1{of_value} }}"))
    (found,) = book.index().figures.observations()
    assert (found.status, found.note) == expected


@pytest.mark.parametrize(
    ("of_block", "of_value", "restated"),
    [("", "", False), ("true", "", True), ("", "true", True), ("", "false", False)],
)
def test_figures_are_restated_for_a_block_or_a_value(
    tmp_path: Path, of_block: str, of_value: str, restated: bool
) -> None:
    book = Book(tmp_path)
    value = f"{{ value = 1, restated = {of_value} }}" if of_value else "1"
    book.write("a", headed("331181", "2024", f"restated = {of_block}" if of_block else "", f"gdp = {value}"))
    (found,) = book.index().figures.observations()
    assert (found.restated, found.is_comparable) == (restated, True)


def test_figures_of_two_scopes_stand_side_by_side(tmp_path: Path) -> None:
    book = Book(tmp_path)
    scoped = headed("330212", "2024", 'scope = "区本级"', "gdp = 2")
    book.write("a", observed("330212", "2024", gdp=3), scoped)
    book.write("b", scoped)
    found = book.index().figures.observations(["330212"], "gdp")
    assert [(it.scope, it.value, it.source, it.is_comparable) for it in found] == [
        (None, 3, "a", True),
        ("区本级", 2, "a", False),
        ("区本级", 2, "b", False),
    ]


def headed(county: str, period: str, head: str, figures: str) -> str:
    """A block of observations with further keys in its head."""
    return f'[[observations]]\ncounty = "{county}"\nperiod = "{period}"\n{head}\n{figures}\n'


@pytest.mark.parametrize(
    ("published", "period", "fits"),
    [
        ("2025-01-31", "2024", True),
        ("2024-12-31", "2024", True),
        ("2024-12", "2024-12", True),
        ("2024-11-30", "2024", False),
        ("2024", "2024", True),
        ("2024", "2025-01", False),
        ("2024-11", "2024-01/2024-11", True),
        ("2024-11", "2024-01/2024-12", False),
    ],
)
def test_a_result_is_not_older_than_its_period(tmp_path: Path, published: str, period: str, fits: bool) -> None:
    book = Book(tmp_path)
    span = "2024" if period == "2024-01/2024-12" else period
    book.write("a", observed("331181", span, gdp=1), published=published)
    if fits:
        assert book.index().figures.observations()
    else:
        with pytest.raises(InvalidDatasetError, match="D403"):
            book.index()


@pytest.mark.parametrize("status", ["estimate", "forecast"])
def test_an_estimate_may_come_before_its_period_is_over(tmp_path: Path, status: str) -> None:
    book = Book(tmp_path)
    book.write("a", observed("331181", "2024", gdp=f'{{ value = 1, status = "{status}" }}'), published="2024-06-01")
    assert [it.status for it in book.index().figures.observations()] == [status]


def test_a_target_is_no_observation(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", aimed("331181", "2030", gdp=300))
    index = book.index()
    assert index.figures.observations() == []
    assert [(it.metric, it.value, it.status) for it in index.figures.targets(["331181"])] == [("gdp", 300, "target")]


@pytest.mark.parametrize(("low", "high"), [(0, 2000000)])
@pytest.mark.parametrize(("value", "fits"), [("0", True), ("2000000", True), ("-0.1", False), ("2000000.1", False)])
def test_both_ends_of_the_range_are_plausible(tmp_path: Path, low: int, high: int, value: str, fits: bool) -> None:
    book = Book(tmp_path)
    assert f"range = [{low}, {high}]" in (book.folder / "metrics.toml").read_text(encoding="utf-8")
    book.write("a", observed("331181", "2024", industrial_output=value))
    if fits:
        assert book.index().figures.observations()[0].value == float(value)
    else:
        with pytest.raises(InvalidDatasetError, match="D401"):
            book.index()


MONEY = [Unit("元", "", "CNY", "1"), Unit("万元", "", "CNY", "10000"), Unit("亿元", "", "CNY", "100000000")]


def metric_in(unit: str) -> Metric:
    return Metric(unit, "", "", (), "", unit, "level", 0, None, None, (0, 1), "", "")


UNITS = Units([metric_in(unit.id) for unit in MONEY], [*MONEY, Unit("亩", "", "area", "1")])


@given(
    st.decimals(min_value=0, max_value=10**6, places=3),
    st.sampled_from(MONEY),
    st.sampled_from(MONEY),
)
@settings(deadline=None)
def test_conversion_is_exact_and_adds_no_digits(value: Decimal, unit: Unit, canonical: Unit) -> None:
    block = Block(Sheet(Path("/nonexistent")), {}, ())
    converted = UNITS.convert(block, canonical.id, unit.id, value)
    assert converted is not None
    assert converted * Decimal(canonical.scale) == value * Decimal(unit.scale)
    assert block.sound
    back = UNITS.convert(block, unit.id, canonical.id, converted)
    assert back == value
    assert len(str(back)) <= len(str(value))


@given(st.decimals(min_value=0, max_value=10**6, places=3), st.sampled_from([0, 1, 2]))
@settings(deadline=None)
def test_conversion_by_a_scale_that_is_no_power_of_ten_is_exact(value: Decimal, places: int) -> None:
    value = round(value, places)
    areas = Units([metric_in("亩")], [Unit("亩", "", "area", "1"), Unit("公顷", "", "area", "15")])
    assert areas.convert(Block(Sheet(Path("/nonexistent")), {}, ()), "亩", "公顷", value) == value * 15


@pytest.mark.parametrize(("unit", "code"), [("亩", "D205"), ("亿园", "D204")])
def test_what_does_not_convert_is_reported(unit: str, code: str) -> None:
    sheet = Sheet(Path("/nonexistent"))
    sheet.problems.clear()
    block = Block(sheet, {"unit": unit}, ())
    UNITS.convert(block, "亿元", unit, 7)
    assert [problem.code for problem in sheet.problems] == [code]
    assert not block.sound
