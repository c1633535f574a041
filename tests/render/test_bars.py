"""Bars beside numbers are honest: as long as the numbers are large, on one scale from zero."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countycli.render.views.bars import scale

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 4))
LISTS = st.lists(NUMBERS, min_size=1, max_size=20)


@given(LISTS)
def test_bars_stay_within_the_column(values: list[float]) -> None:
    bar = scale(values)
    for value in values:
        begin, end, _ = bar(value, "")
        assert 0 <= begin <= end <= 1


@given(LISTS)
def test_lengths_are_in_the_ratio_of_the_numbers(values: list[float]) -> None:
    bar = scale(values)
    span = max(0, *values) - min(0, *values)
    for value in values:
        begin, end, _ = bar(value, "")
        assert (end - begin) * span == pytest.approx(abs(value), abs=1e-9 * span)


@given(LISTS)
def test_gains_and_losses_begin_at_the_same_zero(values: list[float]) -> None:
    bar = scale(values)
    zeros = {round(bar(value, "").begin if value >= 0 else bar(value, "").end, 9) for value in values}
    assert len(zeros) == 1


@given(LISTS)
def test_the_farthest_number_fills_its_side(values: list[float]) -> None:
    bar = scale(values)
    if any(values):
        assert (
            max(bar(value, "").end for value in values if value == max(values)) == pytest.approx(1) or max(values) < 0
        )
        assert bar(min(values), "").begin == 0 or min(values) > 0


def test_levels_begin_at_the_left_and_losses_lie_left_of_zero() -> None:
    level = scale([50, 100])
    assert level(50, "")[:2] == (0, 0.5)
    change = scale([-5, 15])
    assert change(-5, "")[:2] == (0, 0.25)
    assert change(15, "")[:2] == (0.25, 1)


def test_where_all_is_zero_there_is_no_bar() -> None:
    assert scale([0, 0])(0, "")[:2] == (0, 0)
