"""The picture of a map: every tile whole, lines only between prefectures, nothing wider than the canvas."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from countycli.render.page import Canvas, Line
from countycli.render.tiles import Tile, Tiles
from countycli.render.wrap import cell_width

WIDE = Canvas(100)


def texts(picture: Tiles, canvas: Canvas = WIDE) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in picture.drawn(canvas)]


def tile(row: int, column: int, name: str = "龙泉", mark: str = "A", around: str = "331100") -> Tile:
    return Tile(row, column, name, mark, "red", around)


TWO = Tiles((tile(0, 0), tile(0, 1, "庆元", "··")), {"331100": ("丽水",)}, ("caption",), ("needs {width}",))


def test_a_prefecture_is_framed_and_named() -> None:
    assert texts(TWO) == ["┌丽水─────────┐", "│龙泉 A 庆元··│", "└─────────────┘", "caption"]


def test_without_unicode_lines_are_of_ascii() -> None:
    assert texts(TWO, Canvas(100, unicode=False)) == [
        "+丽水---------+",
        "|龙泉 A 庆元··|",
        "+-------------+",
        "caption",
    ]


def test_a_narrow_canvas_has_the_marks_below_the_names() -> None:
    assert texts(TWO, Canvas(14)) == ["┌丽水─────┐", "│龙泉 庆元│", "│ A    ·· │", "└─────────┘", "caption"]


def test_what_does_not_fit_is_told_instead() -> None:
    assert texts(TWO, Canvas(10)) == ["needs 11"]


def test_braces_in_names_are_no_gaps_to_fill() -> None:
    assert texts(Tiles((tile(0, 0), tile(0, 1)), {}, (), ("{甲} {width} {0}",)), Canvas(10)) == ["{甲} 11", "{0}"]


def test_between_prefectures_there_is_a_line_and_within_none() -> None:
    picture = Tiles((tile(0, 0), tile(1, 0, "景宁", "B"), tile(1, 1, "青田", "C", "330300")), {})
    assert texts(picture) == [
        "┌──────┐",
        "│龙泉 A│",
        "│      ├──────┐",
        "│景宁 B│青田 C│",
        "└──────┴──────┘",
    ]


def test_tiles_of_no_prefecture_have_no_lines() -> None:
    assert texts(Tiles((tile(0, 0, around=""), tile(0, 1, "浙江", "B", "")), {})) == ["", " 龙泉 A 浙江 B", ""]


def test_a_name_that_is_too_long_for_its_line_gives_way_to_the_shorter_one() -> None:
    labels = {"331100": ("呼和浩特", "呼和")}
    assert texts(Tiles((tile(0, 0),), labels))[0] == "┌呼和──┐"
    assert texts(Tiles((tile(0, 0), tile(0, 1)), labels))[0] == "┌呼和浩特─────┐"


def test_the_tile_has_its_colour_and_the_lines_are_quiet() -> None:
    assert TWO.drawn(WIDE)[1] == [("│", "quiet"), ("龙泉 A", "red"), (" ", "quiet"), ("庆元··", "red"), ("│", "quiet")]


NAMES = st.sampled_from(["", "龙泉", "LoQu", "单县", "Abc"])
CELLS = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)),
    st.tuples(NAMES, st.sampled_from(["A", "··", "--", ""]), st.sampled_from(["", "a", "b", "c"])),
    min_size=1,
)


def picture_of(cells: dict[tuple[int, int], tuple[str, str, str]]) -> Tiles:
    tiles = tuple(Tile(row, column, *rest[:2], "", rest[2]) for (row, column), rest in cells.items())
    return Tiles(tiles, {"a": ("Hangzhou", "HaZh"), "b": ("杭州",)}, (), ("too narrow: {width}",))


@given(CELLS, st.integers(20, 60), st.booleans())
def test_every_line_is_as_wide_as_the_grid_and_never_wider_than_the_canvas(
    cells: dict[tuple[int, int], tuple[str, str, str]], width: int, unicode: bool
) -> None:
    lines = picture_of(cells).drawn(Canvas(width, unicode))
    widths = {cell_width("".join(text for text, _ in line)) for line in lines}
    assert max(widths) <= width
    columns = 1 + max(column for _, column in cells)
    if columns * 5 + 1 <= width:
        assert len(widths) == 1


@given(CELLS, st.sampled_from([100, 40]))
def test_every_tile_stands_where_its_cell_is(cells: dict[tuple[int, int], tuple[str, str, str]], width: int) -> None:
    """Whatever stands in a tile is found again at its row and column, whole."""
    columns, wide = 1 + max(column for _, column in cells), 6
    if columns * 7 + 1 > width:
        wide = 4
    height = 2 if wide == 6 else 3
    lines = picture_of(cells).drawn(Canvas(width))
    for (row, column), (name, mark, _) in cells.items():
        first = runs(lines[row * height + 1])[column]
        if wide == 6:
            assert first == name.ljust(4 - cell_width(name) + len(name)) + mark.rjust(2)
        else:
            assert first.strip() == name
            assert runs(lines[row * height + 2])[column].strip() == mark


def runs(line: Line) -> list[str]:
    """The texts of the tiles in a line, without what stands between them."""
    return [text for text, _ in line[1::2]]


@given(CELLS)
def test_a_line_parts_tiles_of_different_prefectures_and_no_others(
    cells: dict[tuple[int, int], tuple[str, str, str]],
) -> None:
    lines = picture_of(cells).drawn(WIDE)
    around = {cell: rest[2] for cell, rest in cells.items()}
    for row, column in product(range(1 + max(row for row, _ in cells)), range(1 + max(column for _, column in cells))):
        left = lines[2 * row + 1][2 * column][0]
        assert (left == "│") == (around.get((row, column - 1), "") != around.get((row, column), ""))
