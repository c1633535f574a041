"""Classes of values: every value in one class, equal values together, and limits that say what they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countycli.query.classes import LETTERS, ValueClass, by_limits, by_quantiles

VALUES = st.lists(st.integers(-50, 50).map(float), min_size=1, max_size=60)


def sizes(classes: tuple[ValueClass, ...]) -> list[int]:
    return [one.places for one in classes]


def test_quantiles_are_as_even_as_can_be() -> None:
    assert sizes(by_quantiles(map(float, range(90))).classes) == [18, 18, 18, 18, 18]
    assert sizes(by_quantiles(map(float, range(9)), 4).classes) == [3, 2, 2, 2]


@pytest.mark.parametrize(("count", "classes"), [(1, 1), (2, 1), (3, 1), (4, 2), (9, 4), (10, 5), (2000, 5)])
def test_few_values_make_few_classes(count: int, classes: int) -> None:
    assert len(by_quantiles(map(float, range(count))).classes) == classes


def test_classes_go_from_their_lowest_to_their_highest_value() -> None:
    assert by_quantiles([5.0, 1.0, 2.0, 9.0], 2).classes == (ValueClass("A", 1, 2, 2), ValueClass("B", 5, 9, 2))


def test_a_limit_belongs_to_the_class_that_it_begins() -> None:
    classed = by_limits([1.0, 10.0, 10.0, 25.0], (10.0, 20.0))
    assert classed.letters == {1.0: "A", 10.0: "B", 25.0: "C"}
    assert classed.classes == (ValueClass("A", None, 10, 1), ValueClass("B", 10, 20, 2), ValueClass("C", 20, None, 1))


def test_a_class_by_limits_may_be_empty() -> None:
    assert sizes(by_limits([1.0], (10.0,)).classes) == [1, 0]


@given(VALUES, st.integers(1, len(LETTERS)))
def test_every_value_lies_in_one_class_by_quantiles(values: list[float], number: int) -> None:
    classes, letters = by_quantiles(values, number)
    assert len(classes) <= number
    assert sum(sizes(classes)) == len(values)
    assert [one.letter for one in classes] == list(LETTERS[: len(classes)])
    for value in values:
        (held,) = [
            one for one in classes if one.low is not None and one.high is not None and one.low <= value <= one.high
        ]
        assert letters[value] == held.letter


@given(VALUES, st.integers(1, len(LETTERS)))
def test_higher_values_never_lie_in_a_lower_class(values: list[float], number: int) -> None:
    letters = by_quantiles(values, number).letters
    assert [letters[value] for value in sorted(values)] == sorted(letters[value] for value in values)


@given(VALUES, st.integers(1, len(LETTERS)))
def test_values_that_all_differ_are_parted_evenly(values: list[float], number: int) -> None:
    different = {*values}
    counts = sizes(by_quantiles(different, number).classes)
    assert max(counts) - min(counts) <= 1


@given(VALUES, st.sets(st.integers(-60, 60).map(float), min_size=1, max_size=len(LETTERS) - 1).map(sorted))
def test_every_value_lies_within_the_limits_of_its_class(values: list[float], limits: list[float]) -> None:
    classes, letters = by_limits(values, limits)
    assert sum(sizes(classes)) == len(values)
    by_letter = {one.letter: one for one in classes}
    for value in values:
        held = by_letter[letters[value]]
        assert held.low is None or held.low <= value
        assert held.high is None or value < held.high
