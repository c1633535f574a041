"""Pages on a terminal of any width: no figure is cut, or parted from its period, unit, status and source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pages import CASES
from screens import without_colours

from countycli.model.period_text import parse_canonical
from countycli.render import rich
from countycli.render.page import Block, Cell, Column, Heading, Lines, Page, Panel, Stacked, Table, text_of
from countycli.render.words import LANGUAGES, Words

if TYPE_CHECKING:
    from conftest import Program

# Titles of columns without which a figure says nothing.
PARTS_OF_A_FIGURE = ("Value", "Period", "Unit", "Status", "Source")
NUMBERS = re.compile(r"\d(?:[\d,.]*\d)?")
SOURCES = re.compile(r"\[\d+\]")


class Drawn(NamedTuple):
    """A page as its view describes it, and as it was drawn."""

    page: Page
    words: Words
    lines: list[str]


def drawn(program: Program, arguments: tuple[str, ...], language: str, width: int) -> Drawn:
    with patch.object(rich, "render_page", wraps=rich.render_page) as painter:
        result = program(*arguments, "--width", str(width), "--color", "always", lang=language)
    assert result.code == 0, result.err
    page, words, _ = painter.call_args.args
    return Drawn(page, words, without_colours(result.out).splitlines())


pages = st.tuples(st.sampled_from([*CASES]), st.sampled_from(LANGUAGES), st.integers(40, 200))


@settings(max_examples=80)
@given(case=pages)
@example(case=("show", "zh", 40))
def test_no_page_cuts_a_figure_or_parts_it_from_what_it_means(frozen: Program, case: tuple[str, str, int]) -> None:
    name, language, width = case
    found = drawn(frozen, CASES[name], language, width)
    left = found.lines
    shown: list[Block] = [block for block in found.page if not isinstance(block, Table)]
    for table in (block for block in found.page if isinstance(block, Table)):
        assert_parts_stay(table, found.words)
        form, left = drawn_form(table, left)
        shown.append(form)
    assert numbers_of(shown) <= {number for line in found.lines for number in NUMBERS.findall(line)}


@pytest.mark.parametrize("width", [60, 140])
@pytest.mark.parametrize("name", ["show", "show-all", "why", "sources", "groups"])
def test_a_row_ends_where_its_text_ends(frozen: Program, name: str, width: int) -> None:
    """Blanks behind the text would be copied along, and break lines on a screen that has become narrower."""
    lines = drawn(frozen, CASES[name], "en", width).lines
    assert [line for line in lines if line != line.rstrip()] == []


def assert_parts_stay(table: Table, words: Words) -> None:
    """No width takes away what a table with figures says of them."""
    titles = {words(title) for title in PARTS_OF_A_FIGURE}
    if words("Value") in {column.title for column in table.columns}:
        assert [column for column in table.columns if column.drop and column.title in titles] == []


def drawn_form(table: Table, lines: list[str]) -> tuple[Table, list[str]]:
    """The table, or the narrow table that is shown instead, and the lines from the last row on."""
    for form in filter(None, (always_needed(table), table.narrow)):
        if (left := below(form, lines)) is not None:
            return form, left
    raise AssertionError(table)


def always_needed(table: Table) -> Table:
    """The table without rows that explain what not every width shows."""
    rows = (row for row, needs in zip(table.rows, table.needs or [()] * len(table.rows), strict=True) if not needs)
    return table._replace(rows=tuple(rows), needs=())


def below(table: Table, lines: list[str]) -> list[str] | None:
    """The lines from the last row of a table on; None where not all rows are there. Row below row, what no width takes
    away or wraps must stand on one line, whole and in its order.
    """
    for row in table.rows:
        parts = [] if isinstance(row, Heading) else steady(row, table.columns)
        in_order = re.compile(r".*?".join(rf"(?<!\S){re.escape(part)}(?!\S)" for part in parts))
        begin = next((number for number, line in enumerate(lines) if in_order.search(line)), None)
        if begin is None:
            return None
        lines = lines[begin + bool(parts) :]
    return lines


def steady(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> list[str]:
    """The texts of the cells that are shown at any width, and never wrapped."""
    kept = [cell for cell, column in zip(row, columns, strict=True) if not column.drop and not column.least]
    return [text for cell in kept if (text := text_of(cell).strip()) and not isinstance(cell, Stacked)]


def numbers_of(page: Iterable[Block]) -> set[str]:
    """All numbers of a page that no width takes away."""
    return {number for text in texts_of(page) for number in NUMBERS.findall(text)}


def texts_of(page: Iterable[Block]) -> Iterator[str]:
    for block in page:
        if isinstance(block, Lines | Panel):
            yield from block.lines
        elif isinstance(block, Table):
            kept = [number for number, column in enumerate(block.columns) if not column.drop]
            for row in always_needed(block).rows:
                yield from [row.text] if isinstance(row, Heading) else (text_of(row[number]) for number in kept)


@settings(max_examples=20)
@given(place=st.sampled_from(["龙泉", "义乌", "平阳", "330105"]), width=st.integers(100, 200))
def test_every_figure_of_the_answer_stands_on_a_line_with_its_parts(frozen: Program, place: str, width: int) -> None:
    asked = ("show", place, "--all")
    found = drawn(frozen, asked, "en", width)
    numbered = [line for line in found.lines if SOURCES.search(line)]
    for row in frozen(*asked, "--json").json["observations"]:
        if row["value"] is None:
            continue
        period = parse_canonical(row["period"])
        assert period
        label = found.words.period(period)
        held = [line for line in numbered if label in line and row["value"] in values_of(line)]
        assert held, row


def values_of(line: str) -> set[float]:
    return {float(sign + number.replace(",", "")) for sign, number in re.findall(r"(-?)(\d[\d,]*(?:\.\d+)?)", line)}


@pytest.mark.parametrize("question", ["map gdp --in 浙江", "rank gdp_growth --in 丽水", "coverage --metric gdp"])
def test_no_blanks_with_a_style_stand_at_the_end_of_a_line(countycli: Program, question: str) -> None:
    lines = countycli(*question.split(), "--color", "always", "--width", "100").out.splitlines()
    assert [line for line in lines if re.search(r" (\x1b\[0m)+$", line)] == []


def test_a_title_too_long_for_the_frame_stands_in_the_panel_and_is_bold(countycli: Program) -> None:
    text = countycli("show", "积石山", "--color", "always", "--width", "60", "--lang", "en").out
    assert "\x1b[1mJishishan Bonan, Dongxiang and Salar Autonomous\x1b[0m" in text
    assert "\x1b[1mCounty 积石山保安族东乡族撒拉族自治县\x1b[0m" in text
