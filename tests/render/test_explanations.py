"""What stands below the tables of a page explains what stands in them, at any width: no more, no less."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from screens import without_colours

from countycli.render.grid import grid
from countycli.render.page import QUIET, Column, Entry, Heading, Legend, Lines, Table, settled_block
from countycli.render.whole import completed
from countycli.render.words import Words

if TYPE_CHECKING:
    from conftest import Program

EN = Words("en")
WIDTHS = (48, 60, 80, 100, 140, 200)
NUMBER = re.compile(r"\[\d+\]")
# Pages with columns that narrow screens have no room for, in which letters and numbers of documents stand.
PAGES = {
    "glance": ("show", "龙泉"),
    "glance-of-little": ("show", "石渠"),
    "all": ("show", "义乌", "--all"),
    "change": ("rank", "gdp", "--in", "浙江", "--period", "2023", "--since", "2020"),
    "comparison": ("compare", "龙泉", "义乌"),
    "series": ("trend", "龙泉", "gdp"),
    "series-of-people": ("trend", "龙泉", "population"),
    "targets": ("targets", "松阳"),
}
ON_SCREENS = pytest.mark.parametrize("arguments", PAGES.values(), ids=PAGES)


def shown(program: Program, arguments: tuple[str, ...], width: int) -> tuple[str, str]:
    """A page up to the list of sources, and the list."""
    text = program(*arguments, "--width", str(width), "--color", "always", lang="en").out
    body, _, listed = without_colours(text).partition("\nSources\n")
    return body, listed.partition("\n\n")[0]


@ON_SCREENS
@pytest.mark.parametrize("width", WIDTHS)
def test_the_sources_are_those_that_are_cited_at_this_width(
    arguments: tuple[str, ...], width: int, countycli: Program
) -> None:
    body, listed = shown(countycli, arguments, width)
    cited = {int(number.strip("[]")) for number in NUMBER.findall(body)}
    assert cited == {int(number) for number in re.findall(r"^\[(\d+)\]", listed, re.MULTILINE)}
    assert cited == set(range(1, len(cited) + 1))


def test_columns_that_are_left_out_are_not_explained(countycli: Program) -> None:
    wide = countycli("show", "龙泉", "--width", "100", "--color", "always", lang="en").out
    narrow = countycli("show", "龙泉", "--width", "48", "--color", "always", lang="en").out
    for explanation in ("rank: among", "-: not comparable"):
        assert explanation in " ".join(wide.split())
        assert explanation not in " ".join(narrow.split())


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ((), "Signs: A always"),
        (("Beside",), "Signs: A always; B beside"),
        (("Farther", "Value"), "Signs: A always; C far"),
    ],
)
def test_a_legend_has_the_entries_that_are_needed(columns: tuple[str, ...], told: str) -> None:
    entries = Entry("A always"), Entry("B beside", ("Beside",)), Entry("C far", ("Far", "Farther"))
    assert list(settled_block(Legend(entries, "; ", "Signs: "), columns)) == [Lines((told,), QUIET)]


def test_a_legend_without_entries_leaves_no_empty_paragraph() -> None:
    legend = Legend((Entry("B beside", ("Beside",)),), "; ")
    assert list(settled_block(legend, ("Value",))) == []
    assert completed((Table("", (Column("Beside"),), (("1",),)), legend))[1:] != ()


SERIES = Table(
    "",
    (Column("Indicator", least=6, once=True), Column("Period"), Column("Value", right=True)),
    (
        Heading("Economy"),
        ("gross domestic product", "2023", "3"),
        ("gross domestic product", "2022", "2"),
        ("growth", "2023", "5"),
        Heading("People"),
        ("growth", "2023", "1"),
        ("growth", "2022", "1"),
    ),
)


def lines_of(width: int | None, *, drawn: bool) -> list[str]:
    rows = grid(SERIES, EN, width, drawn=drawn).rows
    return [
        row.text if isinstance(row, Heading) else "|".join("/".join(cell.lines).rstrip() for cell in row)
        for row in rows
    ]


def test_a_name_stands_once_above_the_rows_that_share_it() -> None:
    assert lines_of(None, drawn=True) == [
        "Economy",
        "gross domestic product|2023|    3",
        "|2022|    2",
        "growth|2023|    5",
        "People",
        "growth|2023|    1",
        "|2022|    1",
    ]


def test_a_long_name_goes_on_beside_the_rows_that_share_it() -> None:
    assert lines_of(25, drawn=True)[1:4] == ["gross|2023|    3", "  domestic/  product|2022|    2", "growth|2023|    5"]


def test_each_row_has_the_name_where_programs_read_lines() -> None:
    assert lines_of(None, drawn=False)[1:3] == [
        "gross domestic product|2023|    3",
        "gross domestic product|2022|    2",
    ]


def test_series_are_told_once_on_terminals_alone(countycli: Program) -> None:
    asked = ("show", "义乌", "gdp", "--width", "140")
    drawn, plain = (countycli(*asked, *form, lang="en").out for form in (("--color", "always"), ()))
    assert drawn.count("Gross domestic product") == 1
    assert plain.count("Gross domestic product") > 5


def test_groups_stand_by_their_short_names_and_are_explained_once(countycli: Program) -> None:
    text = countycli("counties", "--in", "丽水", "--width", "140", "--color", "always", lang="en").out
    assert text.count("shanqu_haidao") == 9
    assert text.count("mountain and island counties") == 1
    assert countycli("counties", "--in", "shanqu_haidao", lang="en").code == 0
    narrow = countycli("counties", "--in", "丽水", "--width", "44", "--color", "always", lang="en").out
    assert "mountain and island counties" not in narrow
    chinese = countycli("counties", "--in", "丽水", "--width", "140", lang="zh").out
    assert chinese.count("2024年起") == 1


def test_years_of_a_county_that_are_not_those_of_the_group_are_told(countycli: Program) -> None:
    text = countycli("counties", "--in", "遵义", lang="en").out
    assert "poverty_counties (2012-2017)" in text
    assert "poverty_counties = national poverty counties (2012-2020)" in text
