"""Maps: what rank would rank is put into classes, each county on its tile, the country by province."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from books import Book, observed
from conftest import Program

from countycli.errors import NotFoundError
from countycli.index.ask.index import Index
from countycli.model.period_text import parse_canonical
from countycli.query.map import COUNTIES, MEDIANS, PROVINCES, MapReport, MapRequest
from countycli.query.map import map as map_of
from countycli.query.rank import RankRequest, rank

ZHEJIANG, LISHUI = "330000", "331100"
LONGQUAN, LIANDU, SANYUAN_OLD, MEILIE = "331181", "331102", "350403", "350402"
XIACHENG, JIANGGAN, LINPING, QIANTANG = "330103", "330104", "330113", "330114"


def asked(index: Index, metric: str = "population", scope: str | None = "浙江", **further: Any) -> MapReport:
    period = further.pop("period", None)
    request = MapRequest((metric,), parse_canonical(period) if period else None, (scope,) if scope else None, **further)
    return map_of(index, request)


def letters(report: MapReport) -> dict[str, str]:
    return {row.place.code: row.letter for row in report.rows}


def cells(report: MapReport) -> dict[str | None, tuple[int, int]]:
    return {cell.place: (cell.row, cell.column) for sheet in report.sheets for cell in sheet.cells}


def test_counties_are_classed_as_they_rank(index: Index) -> None:
    report = asked(index, "gdp", period="2023")
    ranked = rank(index, RankRequest(("gdp",), (report.period,), ("浙江",)))
    order = [row.place.code for row in ranked.rows]
    classed = [letters(report)[code] for code in order]
    assert classed == sorted(classed, reverse=True)
    assert {row.place.code for row in report.rows if row.letter} == {*order}
    assert report.reasons == ranked.reasons
    assert sum(one.places for one in report.classes) == report.classed == len(order)


def test_the_period_is_that_of_the_ranking(index: Index) -> None:
    for metric in ("gdp", "gdp_growth", "population"):
        assert asked(index, metric).period == rank(index, RankRequest((metric,), (), ("浙江",))).period


def test_what_can_not_be_compared_is_told_from_what_is_missing(index: Index) -> None:
    report = asked(index, "gdp", period="2023")
    unfit = {row.place.code for row in report.rows if row.unfit}
    told = {county.code: county.reason for county in report.excluded}
    assert unfit == {
        code for code, reason in told.items() if reason in ("bound", "estimate", "doubtful", "other_scope")
    }
    assert LIANDU in unfit


def test_every_county_of_a_province_stands_on_a_tile_of_its_own(index: Index) -> None:
    report = asked(index, "gdp", period="2023")
    found = cells(report)
    assert {row.place.code for row in report.rows} == {*found}
    assert len({*found.values()}) == 90


def test_a_prefecture_has_its_part_of_the_layout(index: Index) -> None:
    whole, part = (cells(asked(index, "gdp", scope, period="2021")) for scope in ("浙江", "丽水"))
    assert len(part) == 9
    moved = {(whole[code][0] - row, whole[code][1] - column) for code, (row, column) in part.items()}
    assert len(moved) == 1
    assert min(row for row, _ in part.values()) == min(column for _, column in part.values()) == 0


def test_a_group_stands_in_its_province(index: Index) -> None:
    report = asked(index, "gdp", "山区26县", period="2021")
    (sheet,) = report.sheets
    assert sum(cell.place is not None for cell in sheet.cells) == 26
    assert len(sheet.cells) == 90


def test_counties_of_many_provinces_have_no_tiles(index: Index) -> None:
    report = map_of(index, MapRequest(("population",), None, ("浙江", "江苏", "安徽", "江西")))
    assert report.sheets == ()
    assert report.classed > 300


def test_several_provinces_share_their_classes(index: Index) -> None:
    report = map_of(index, MapRequest(("population",), None, ("浙江", "江苏")))
    assert [sheet.region.short for sheet in report.sheets] == ["江苏", "浙江"]
    assert sum(one.places for one in report.classes) == report.classed


def test_counties_that_ceased_have_no_tile_and_later_ones_are_empty(index: Index) -> None:
    report = asked(index, "population", period="2020")
    assert {XIACHENG, JIANGGAN} == {row.place.code for row in report.rows} - {*cells(report)}
    (sheet,) = report.sheets
    assert {cell.tile.place for cell in sheet.cells if cell.place is None} == {LINPING, QIANTANG}


def test_a_county_that_goes_on_stands_on_the_tile_of_its_heir(index: Index) -> None:
    """富阳市 of 2010 on the tile of 富阳区; 三元区 on that of the district of its name, which took in another."""
    zhejiang, fujian = asked(index, period="2010"), asked(index, scope="福建", period="2020")
    (sheet,) = zhejiang.sheets
    assert {cell.place for cell in sheet.cells if cell.tile.place == "330111"} == {"330183"}
    assert SANYUAN_OLD in cells(fujian)
    assert MEILIE not in cells(fujian)


def test_limits_of_the_readers_own(index: Index) -> None:
    report = asked(index, "gdp", period="2021", limits=(500.0, 1000.0))
    assert [(one.low, one.high) for one in report.classes] == [(None, 500), (500, 1000), (1000, None)]
    for row in report.rows:
        assert row.value is not None
        assert row.letter == ("A" if row.value < 500 else "B" if row.value < 1000 else "C")


def test_the_country_is_shown_by_the_figures_of_the_provinces(index: Index) -> None:
    report = asked(index, "population", None)
    assert (report.of, report.classed, len(report.rows)) == (PROVINCES, 31, 31)
    row = next(row for row in report.rows if row.place.code == ZHEJIANG)
    assert row.headline
    assert row.headline.figure.county == ZHEJIANG
    (sheet,) = report.sheets
    assert [cell.tile.name for cell in sheet.cells if cell.place is None] == ["台湾", "澳门", "香港"]


def test_where_few_provinces_have_a_figure_medians_of_counties_stand_for_them(index: Index) -> None:
    report = asked(index, "gdp", None, period="2023")
    assert report.of == MEDIANS
    row = next(row for row in report.rows if row.place.code == ZHEJIANG)
    ranked = rank(index, RankRequest(("gdp",), (report.period,), (ZHEJIANG,)))
    assert row.value == ranked.median
    assert row.counties == ranked.ranked
    assert row.headline is None
    without = {row.place.short for row in report.rows if row.value is None}
    assert "上海" in without  # no county yearbook tells of its districts
    assert report.reasons == {"too_few": len(without)}


def test_a_median_is_of_half_of_the_counties_at_least(tmp_path: Path) -> None:
    """Six of ninety tell nothing of a province."""
    book = Book(tmp_path)
    codes = ("331181", "331102", "331121", "331122", "331123", "331124")
    book.write("a", *(observed(code, "2024", gdp=200) for code in codes))
    with pytest.raises(NotFoundError, match="half of the counties"):
        asked(book.index(), "gdp", None)


def test_of_counties_nothing_is_said_of_provinces(index: Index) -> None:
    assert asked(index, "gdp").of == COUNTIES


def test_a_map_of_nothing_tells_what_there_is(index: Index) -> None:
    with pytest.raises(NotFoundError) as error:
        asked(index, "gdp", period="1999")
    assert error.value.hint
    periods = error.value.hint.params["periods"]
    assert isinstance(periods, tuple)
    assert parse_canonical("2021") in periods


def test_a_book_without_layouts_lists_the_counties(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("a", observed(LONGQUAN, "2024", gdp=200), observed(LIANDU, "2024", gdp=500))
    report = asked(book.index(), "gdp", LISHUI)
    assert report.sheets == ()
    assert {code: letter for code, letter in letters(report).items() if letter} == {LONGQUAN: "A", LIANDU: "A"}


def test_own_figures_stand_on_the_map(countycli: Program, tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write("own", observed(LONGQUAN, "2021", gdp=200))
    own = ("--data", str(book.folder / "own.toml"), "--prefer-own")
    rows = countycli("map", "gdp", "--in", "丽水", "-p", "2021", "--json", *own).json["rows"]
    row = next(row for row in rows if row["county"]["code"] == LONGQUAN)
    assert (row["value"], row["class"], row["row"]) == (200, "C", 2)


ERRORS = {
    "no indicator": (("map",), 2),
    "two indicators": (("map", "gdp", "population"), 2),
    "an unknown indicator": (("map", "happiness"), 3),
    "an unknown scope": (("map", "gdp", "--in", "亚特兰蒂斯"), 3),
    "a county as scope": (("map", "gdp", "--in", "龙泉"), 3),
    "no figure": (("map", "gdp", "--in", "浙江", "-p", "1999"), 3),
    "too many classes": (("map", "gdp", "--classes", "7"), 2),
    "no number": (("map", "gdp", "--classes", "many"), 2),
    "limits that fall": (("map", "gdp", "--limits", "5,3"), 2),
    "limits that are equal": (("map", "gdp", "--limits", "5,5"), 2),
    "limits that are no numbers": (("map", "gdp", "--limits", "5,nan"), 2),
    "limits without end": (("map", "gdp", "--limits", "5,inf"), 2),
    "too many limits": (("map", "gdp", "--limits", "1,2,3,4,5,6"), 2),
    "classes and limits": (("map", "gdp", "--classes", "3", "--limits", "5"), 2),
    "an indicator of villages": (("map", "village_operating_income"), 3),
}


@pytest.mark.parametrize(("arguments", "code"), ERRORS.values(), ids=ERRORS)
def test_what_can_not_be_answered_says_why(arguments: tuple[str, ...], code: int, countycli: Program) -> None:
    result = countycli(*arguments, "--json")
    assert result.code == code
    assert result.error["message"]
    assert result.out == ""


def test_a_scope_among_the_indicators_is_pointed_to_its_option(countycli: Program) -> None:
    result = countycli("map", "gdp", "浙江", "--json")
    assert result.code == 3
    assert "--in" in result.error["hint"]


def test_a_file_names_every_source_and_a_screen_the_first(countycli: Program, tmp_path: Path) -> None:
    arguments = ("map", "gdp", "--in", "浙江", "-p", "2023")
    documents = countycli(*arguments, "--json").json["counted"]
    assert len(documents) > 5
    countycli(*arguments, "-o", str(tmp_path / "map.txt"))
    assert f"[{len(documents)}]" in (tmp_path / "map.txt").read_text("utf-8")
    assert "[6]" not in countycli(*arguments).out


def test_counties_of_many_provinces_are_listed_by_class(countycli: Program) -> None:
    out = countycli("map", "population", "--in", "浙江+江苏+安徽+江西", lang="zh").out
    assert "另有" in out
    assert "┌" not in out


def test_limits_may_be_typed_with_chinese_commas(countycli: Program) -> None:
    result = countycli("map", "gdp", "--in", "浙江", "--limits", "100，500、1000", "--json")
    assert result.json["query"]["limits"] == [100, 500, 1000]


def test_json_and_page_agree(countycli: Program) -> None:
    """Each county stands on the page with the letter that JSON gives it."""
    arguments = ("map", "gdp", "--in", "浙江", "-p", "2023")
    rows = countycli(*arguments, "--json").json["rows"]
    page = countycli(*arguments, lang="zh").out
    marks = {row["county"]["name"][:2]: row["class"] for row in rows}
    for name, letter in marks.items():
        assert f"{name} {letter}" in page if letter else f"{name}··" in page or f"{name}--" in page


def test_flat_rows_have_a_county_each(countycli: Program) -> None:
    lines = countycli("map", "gdp", "--in", "丽水", "-p", "2023", "-f", "csv").out.splitlines()
    header = lines[0].split(",")
    assert {"county_code", "value", "unit", "status", "source", "class", "layout", "row", "column"} <= {*header}
    assert len(lines) == 10


def test_a_position_counts_from_one(countycli: Program) -> None:
    rows = countycli("map", "gdp", "--in", "丽水", "--json").json["rows"]
    assert (min(row["row"] for row in rows), min(row["column"] for row in rows)) == (1, 1)


def test_counties_of_later_are_named_in_english(countycli: Program) -> None:
    """临平 and 钱塘 were made in 2021: their tiles are empty."""
    told = countycli("map", "population", "--in", "杭州", "-p", "2020", lang="en").out
    assert "Empty, for they were no counties then: Linping 临平区, Qiantang 钱塘区" in told


def test_a_province_with_too_few_figures_is_not_said_to_have_none(countycli: Program) -> None:
    left_out = countycli("map", "gdp", "--json").json["excluded"]
    assert {"too_few"} == {province["reason"] for province in left_out}
    page = countycli("map", "gdp", lang="zh").out
    assert "无数据" not in page
    assert "有数的县区太少  4  北京市（16个县区中4个有数）" in page
