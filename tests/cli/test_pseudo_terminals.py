"""Pages on a terminal: what a person sees there, at which width, in which colours and characters."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from conftest import Process, clean_environment
from screens import without_colours
from terminals import on_terminal

from countycli.render.wrap import cell_width

PAGE = ("rank", "gdp", "--in", "丽水", "-p", "2020")
LINE, ASCII_LINE = "────", "----"


@cache
def page(*options: str, columns: int = 80, **variables: str) -> str:
    """The page as it is seen, with its colours."""
    result = on_terminal(*PAGE, *options, columns=columns, rows=24, **variables).finish()
    assert result.code == 0, result.out
    return result.out


def lines(text: str) -> list[str]:
    """The lines of a page without colours, nor the blanks at their ends, which on a terminal may have colours, too."""
    return [line.rstrip() for line in without_colours(text).splitlines()]


def words_of(text: str) -> list[str]:
    """The words and figures of a page, without lines and bars."""
    return [word for word in without_colours(text).split() if not re.fullmatch(r"[-#\u2500-\u259f]+", word)]


def widest(text: str) -> int:
    return max(map(cell_width, without_colours(text).splitlines()))


def test_a_terminal_gets_colours_and_lines() -> None:
    seen = page()
    assert "\x1b[1m" in seen
    assert LINE in seen
    assert ASCII_LINE not in seen


def test_colours_are_those_of_the_terminal_itself() -> None:
    """The sixteen that its reader has chosen; no others, and no grounds."""
    codes = {int(code) for codes in re.findall(r"\x1b\[([\d;]*)m", page()) for code in codes.split(";")}
    assert codes
    assert codes <= {0, 1, 2, 3, 4, *range(30, 38), 39, *range(90, 98)}


@pytest.mark.parametrize(
    ("options", "variables"),
    [(("--color", "never"), {}), ((), {"NO_COLOR": "1"}), ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"})],
)
def test_without_colour_lines_stay(options: tuple[str, ...], variables: dict[str, str]) -> None:
    seen = page(*options, **variables)
    assert "\x1b" not in seen
    assert lines(seen) == lines(page())


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_that_is_asked_for_comes_before_what_the_environment_says(variables: dict[str, str]) -> None:
    assert "\x1b[1m" in page("--color", "always", **variables)


def test_a_dumb_terminal_gets_neither_colours_nor_lines_beyond_ascii() -> None:
    seen = page(TERM="dumb")
    assert "\x1b" not in seen
    assert ASCII_LINE in seen
    assert set(seen) & set("─│╭╮╰╯━█▁▌") == set()
    assert words_of(seen) == words_of(page())


def test_an_encoding_without_lines_gets_lines_of_ascii() -> None:
    result = on_terminal(*PAGE, "--lang", "en", PYTHONIOENCODING="ascii", PYTHONUTF8="0").finish()
    assert result.code == 0
    assert result.out.isascii()
    assert ASCII_LINE in result.out
    assert "ascii can't hold all characters: use --output FILE" in result.out


def test_gbk_gets_chinese_and_lines_of_ascii() -> None:
    environ = {**clean_environment(), "TERM": "xterm", "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "countycli", *PAGE, "--lang", "zh", "--color", "always"]
    done = subprocess.run(command, env=environ, capture_output=True, check=True)
    seen = done.stdout.decode("gbk")
    assert "龙泉市" in seen
    assert "?" not in seen
    assert ASCII_LINE in seen


@pytest.mark.parametrize("columns", [60, 100, 140])
def test_the_page_is_as_wide_as_the_terminal_allows(columns: int) -> None:
    assert widest(page(columns=columns)) <= columns


def test_wider_terminals_show_more() -> None:
    narrow, wide = page(columns=50), page(columns=140)
    assert "Left out at this width" in narrow
    assert "Left out at this width" not in wide
    assert widest(narrow) <= 50 < widest(wide)


def test_columns_come_before_the_size_of_the_terminal_and_width_before_both() -> None:
    assert page(columns=140, COLUMNS="60") == page(columns=60)
    assert page("--width", "100", columns=140, COLUMNS="60") == page(columns=100)


@pytest.mark.parametrize("columns", ["", "0", "-5", "many", "9999999"])
def test_columns_that_are_no_width_count_for_nothing(columns: str) -> None:
    assert page(columns=70, COLUMNS=columns) == page(columns=70)


def test_what_goes_into_a_pipe_has_no_lines_unless_it_is_asked_for(process: Process) -> None:
    assert LINE not in process(*PAGE).out
    assert LINE in process(*PAGE, "--color", "always").out


def test_a_reader_that_stops_reading_a_drawn_page_is_no_error() -> None:
    command = [sys.executable, "-m", "countycli", "rank", "gdp", "-p", "2020", "--top", "2000", "--color", "always"]
    environ, pipe = clean_environment(), subprocess.PIPE
    with subprocess.Popen(command, env=environ, stdout=pipe, stderr=pipe) as program:
        assert program.stdout
        assert program.stderr
        assert program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""
    assert program.returncode == 0
