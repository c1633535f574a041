from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countycli.render.fit import COMFORTABLE, GAP, Fit, fit


class Columns(NamedTuple):
    natural: list[int]
    least: list[int]
    drops: list[int]


@st.composite
def columns(draw: st.DrawFn) -> Columns:
    count = draw(st.integers(1, 8))

    def numbers(most: int) -> list[int]:
        return draw(st.lists(st.integers(0, most), min_size=count, max_size=count))

    return Columns(numbers(60), numbers(30), numbers(4))


def total(layout: Fit) -> int:
    return sum(layout.widths) + GAP * (len(layout.widths) - 1)


@given(columns(), st.integers(1, 200))
def test_fits_or_nothing_is_left_to_drop_or_shrink(table: Columns, width: int) -> None:
    layout = fit(*table, width)
    shrinkable = [
        column
        for column, cells in zip(layout.kept, layout.widths, strict=True)
        if table.least[column] and cells > table.least[column]
    ]
    droppable = [column for column in layout.kept if table.drops[column]]
    assert total(layout) <= width or not (shrinkable or droppable)


@given(columns(), st.integers(1, 200))
def test_every_column_is_kept_or_dropped_once_in_order(table: Columns, width: int) -> None:
    layout = fit(*table, width)
    assert sorted(layout.kept + layout.dropped) == list(range(len(table.natural)))
    assert list(layout.kept) == sorted(layout.kept)
    assert list(layout.dropped) == sorted(layout.dropped)


@given(columns(), st.integers(1, 200))
def test_the_highest_drop_numbers_go_first(table: Columns, width: int) -> None:
    layout = fit(*table, width)
    for gone in layout.dropped:
        assert table.drops[gone] > 0
        assert all(table.drops[column] <= table.drops[gone] for column in layout.kept)


@given(columns(), st.integers(1, 200))
def test_of_columns_with_the_same_number_the_last_goes_first(table: Columns, width: int) -> None:
    layout = fit(*table, width)
    for gone in layout.dropped:
        assert all(column < gone for column in layout.kept if table.drops[column] == table.drops[gone])


@given(columns(), st.integers(1, 200))
def test_widths_stay_between_the_least_and_the_natural(table: Columns, width: int) -> None:
    layout = fit(*table, width)
    for column, cells in zip(layout.kept, layout.widths, strict=True):
        least = table.least[column] or table.natural[column]
        assert min(least, table.natural[column]) <= cells <= table.natural[column]


def comfortable(table: Columns, kept: Sequence[int]) -> int:
    """The width of these columns, shrunk so far that they still read well."""
    cells = [
        min(natural, max(least, COMFORTABLE)) if least else natural
        for natural, least in zip(table.natural, table.least, strict=True)
    ]
    return sum(cells[column] for column in kept) + GAP * (len(kept) - 1)


@given(columns(), st.integers(1, 200))
def test_no_column_goes_while_shrinking_to_a_comfortable_width_is_enough(table: Columns, width: int) -> None:
    layout = fit(*table, width)
    if comfortable(table, range(len(table.natural))) <= width:
        assert layout.dropped == ()
    if layout.dropped:
        last = min(layout.dropped, key=lambda column: (table.drops[column], column))
        assert comfortable(table, (*layout.kept, last)) > width


@given(columns(), st.integers(1, 200))
def test_no_column_is_shrunk_below_a_wider_one_that_may_shrink(table: Columns, width: int) -> None:
    layout = fit(*table, width)
    cells = dict(zip(layout.kept, layout.widths, strict=True))
    shrunk = [wide for column, wide in cells.items() if wide < table.natural[column]]
    shrinkable = [wide for column, wide in cells.items() if table.least[column] and wide > table.least[column]]
    assert not shrunk or max(shrinkable, default=0) <= min(shrunk) + 1


@given(columns(), st.integers(1, 200))
def test_columns_shrink_to_less_than_comfort_only_where_none_is_left_to_go(table: Columns, width: int) -> None:
    layout = fit(*table, width)
    narrow = [
        column
        for column, wide in zip(layout.kept, layout.widths, strict=True)
        if wide < min(table.natural[column], COMFORTABLE)
    ]
    if any(table.drops[column] for column in layout.kept):
        assert narrow == []


@given(columns())
def test_without_a_limit_everything_is_kept_at_its_natural_width(table: Columns) -> None:
    assert fit(*table, None) == Fit(tuple(range(len(table.natural))), tuple(table.natural), ())


@pytest.mark.parametrize(
    ("width", "layout"),
    [
        (28, Fit((0, 1, 2), (10, 8, 6), ())),
        (27, Fit((0, 1), (10, 8), (2,))),
        (20, Fit((0, 1), (10, 8), (2,))),
        (19, Fit((0, 1), (9, 8), (2,))),
        (12, Fit((0, 1), (5, 5), (2,))),
        (9, Fit((0, 1), (5, 5), (2,))),
    ],
)
def test_drops_rather_than_shrink_what_is_narrow(width: int, layout: Fit) -> None:
    assert fit([10, 8, 6], [5, 5, 0], [0, 0, 1], width) == layout


@pytest.mark.parametrize(
    ("width", "layout"),
    [
        (64, Fit((0, 1, 2), (30, 24, 6), ())),
        (58, Fit((0, 1, 2), (24, 24, 6), ())),
        (52, Fit((0, 1, 2), (21, 21, 6), ())),
        (42, Fit((0, 1, 2), (16, 16, 6), ())),
        (40, Fit((0, 1), (19, 19), (2,))),
        (34, Fit((0, 1), (16, 16), (2,))),
        (12, Fit((0, 1), (5, 5), (2,))),
        (9, Fit((0, 1), (5, 5), (2,))),
    ],
)
def test_shrinks_to_comfort_then_drops_then_shrinks_on(width: int, layout: Fit) -> None:
    assert fit([30, 24, 6], [5, 5, 0], [0, 0, 1], width) == layout


@given(columns(), st.integers(1, 200))
def test_joined_columns_are_dropped_together(table: Columns, width: int) -> None:
    """Every column is followed by one that says more of it."""
    natural, least, drops = ([cells for cells in of_columns for _ in range(2)] for of_columns in table)
    layout = fit(natural, least, drops, width, joined=range(1, len(natural), 2))
    assert {column // 2 for column in layout.kept}.isdisjoint(column // 2 for column in layout.dropped)


def test_columns_are_narrowed_where_few_texts_break() -> None:
    names, summaries = [10, 12, 34], [50, 52, 54]
    texts = [names, summaries]
    assert fit([34, 54], [8, 8], [0, 0], 72, texts=texts.__getitem__).widths == (17, 53)
    assert fit([34, 54], [8, 8], [0, 0], 72).widths == (34, 36)


def test_columns_get_cramped_only_where_others_have_no_room_left() -> None:
    texts = [[40], [20, 20, 20]]
    assert fit([40, 20], [4, 4], [0, 0], 38, texts=texts.__getitem__).widths == (16, 20)
    assert fit([40, 20], [4, 4], [0, 0], 30, texts=texts.__getitem__).widths[1] >= 12
