"""How answers look, on the frozen book; and on the real one what must hold of it however it grows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pages import CASES
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from countycli.cli.commands import COMMANDS, DATA_COMMANDS
from countycli.render.words import LANGUAGES
from countycli.render.wrap import cell_width

if TYPE_CHECKING:
    from conftest import Program
    from syrupy.assertion import SnapshotAssertion

WIDTHS = (60, 80, 120)
MOST_LINES = 120
# Drawn for terminals of these widths: one page of each command, as far as a tall window shows it.
TERMINALS = (60, 80, 100, 140)
LINES_OF_A_TERMINAL = 70
ON_TERMINALS = (
    "show",
    "show-without-figures",
    "rank",
    "rank-national",
    "compare",
    "trend-growth",
    "map",
    "initiatives",
    "targets",
    "why",
    "search",
    "counties",
    "metrics-one",
    "groups-one",
    "sources-one",
    "coverage",
)
# Colours, frames, lines and small pictures with the years that these tell of.
OF_TERMINALS = r"\x1b\[[\d;]*m|[\u2500-\u259f]|(?<!\d)\d{4}–\d\d(?!\d)"
EVERY_CASE = pytest.mark.parametrize("arguments", CASES.values(), ids=CASES)
# References are never broken: the line breaks would be pasted along with them.
IN_LINES = {name: arguments for name, arguments in CASES.items() if not {"cite", "--cite"} & {*arguments}}
EVERY_CASE_IN_LINES = pytest.mark.parametrize("arguments", IN_LINES.values(), ids=IN_LINES)
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
HELP = [(), *((name,) for name in COMMANDS), *(("data", name) for name in DATA_COMMANDS)]


class TextFiles(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def text_snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextFiles)


def answer(countycli: Program, language: str, *arguments: str) -> str:
    result = countycli(*arguments, lang=language)
    assert result.code == 0, result.err
    return result.out


def beginning(text: str, most: int = MOST_LINES) -> str:
    """As much of a long answer as somebody would read."""
    lines = text.splitlines(keepends=True)
    left_out = len(lines) - most
    return "".join(lines[:most]) + (f"[{left_out} lines more]\n" if left_out > 0 else "")


@EVERY_LANGUAGE
@EVERY_CASE
def test_tables(arguments: tuple[str, ...], language: str, frozen: Program, text_snapshot: SnapshotAssertion) -> None:
    pages = [
        f"$ countycli {' '.join(arguments)} --width {width}\n"
        + beginning(answer(frozen, language, *arguments, "--width", str(width)))
        for width in WIDTHS
    ]
    assert "\n".join(pages) == text_snapshot


@EVERY_LANGUAGE
@pytest.mark.parametrize("case", ON_TERMINALS)
def test_tables_on_a_terminal(case: str, language: str, frozen: Program, text_snapshot: SnapshotAssertion) -> None:
    pages = []
    for columns in TERMINALS:
        result = frozen(*CASES[case], lang=language, tty=True, columns=columns, NO_COLOR="1")
        title = f"$ countycli {' '.join(CASES[case])}  # {columns} columns\n"
        pages.append(title + beginning(result.out, LINES_OF_A_TERMINAL))
    assert "\n".join(pages) == text_snapshot


@EVERY_CASE
def test_coloured_tables(arguments: tuple[str, ...], frozen: Program, text_snapshot: SnapshotAssertion) -> None:
    text = answer(frozen, "en", *arguments, "--width", "80", "--color", "always")
    assert beginning(text).replace("\x1b", "␛") == text_snapshot


@EVERY_LANGUAGE
@pytest.mark.parametrize("case", ["show", "rank"])
def test_markdown(case: str, language: str, frozen: Program, text_snapshot: SnapshotAssertion) -> None:
    assert beginning(answer(frozen, language, *CASES[case], "--format", "markdown")) == text_snapshot


@EVERY_LANGUAGE
@pytest.mark.parametrize("arguments", HELP, ids=lambda it: "-".join(it) or "root")
def test_help(arguments: tuple[str, ...], language: str, countycli: Program, text_snapshot: SnapshotAssertion) -> None:
    assert answer(countycli, language, *arguments, "--help") == text_snapshot


@pytest.mark.no_cover
@EVERY_LANGUAGE
@pytest.mark.parametrize("width", WIDTHS)
@EVERY_CASE_IN_LINES
def test_no_line_is_wider_than_asked(arguments: tuple[str, ...], width: int, language: str, countycli: Program) -> None:
    lines = answer(countycli, language, *arguments, "--width", str(width)).splitlines()
    assert [line for line in lines if cell_width(line) > width] == []


@EVERY_LANGUAGE
@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("arguments", HELP, ids=lambda it: "-".join(it) or "root")
def test_no_line_of_help_is_wider_than_the_terminal(
    arguments: tuple[str, ...], columns: int, language: str, countycli: Program
) -> None:
    lines = countycli(*arguments, "--help", lang=language, tty=True, columns=columns).out.splitlines()
    assert lines
    assert [line for line in lines if cell_width(line) > columns] == []


@pytest.mark.no_cover
@EVERY_LANGUAGE
@EVERY_CASE
def test_no_trailing_blanks(arguments: tuple[str, ...], language: str, frozen: Program) -> None:
    for width in ((), ("--width", "80")):
        text = answer(frozen, language, *arguments, *width)
        assert [line for line in text.split("\n") if line != line.rstrip()] == []
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


@EVERY_CASE
def test_a_terminal_shows_the_same_words(arguments: tuple[str, ...], frozen: Program) -> None:
    """Frames, lines and small pictures come on top; names that rows share are told once."""
    drawn = answer(frozen, "en", *arguments, "--color", "always")
    texts = (re.sub(OF_TERMINALS, " ", text) for text in (drawn, answer(frozen, "en", *arguments)))
    bare, plain = (text.split() for text in texts)
    rest = iter(plain)
    assert [word for word in bare if word not in rest] == []  # each behind the one before
    assert set(bare) == set(plain)
    if arguments[0] not in ("show", "why", "sources"):
        assert bare == plain


def test_partial_periods_look_different_from_full_years(frozen: Program) -> None:
    text = answer(frozen, "en", "show", "义乌", "gdp", "--color", "always")
    assert re.search(r"\x1b\[35mJan–Sep 2024", text)
    assert not re.search(r"\x1b\[35m20\d\d\s", text)


def test_values_line_up_at_the_point(countycli: Program) -> None:
    """Whole numbers among those with decimals, too."""
    lines = answer(countycli, "en", "rank", "-m", "gdp_growth", "-p", "2022", "--width", "120").splitlines()
    rows = [line for line in lines if re.match(r" +\d+[ =]  \S+ \S+ +\d{6}", line)]
    ends = [cell_width(match[0]) for line in rows if (match := re.match(r" +\d+[ =]  \S+ \S+ +\d{6} +\d+", line))]
    assert {"." in line.split()[4] for line in rows} == {True, False}
    assert len(ends) == len(rows)
    assert len(set(ends)) == 1


def without_charts(text: str) -> str:
    """An answer without the paragraphs that are charts, which take the width that they get."""
    return "\n\n".join(paragraph for paragraph in text.split("\n\n") if "└" not in paragraph)


@EVERY_CASE
def test_nothing_is_cut_or_left_out_in_a_pipe(arguments: tuple[str, ...], frozen: Program) -> None:
    piped = answer(frozen, "en", *arguments)
    assert "Left out at this width" not in piped
    wide = answer(frozen, "en", *arguments, "--width", "2000")
    assert without_charts(piped) == without_charts(wide)


def test_a_long_summary_stays_on_one_line_in_a_pipe(countycli: Program) -> None:
    summaries = [it["summary"] for it in countycli("initiatives", "--json").json["rows"]]
    lines = answer(countycli, "en", "initiatives", "--all").splitlines()
    assert all(any(summary in line for line in lines) for summary in summaries)


def test_data_info_tells_where_it_lies(countycli: Program) -> None:
    text = answer(countycli, "en", "data", "info")
    root = answer(countycli, "en", "data", "path").strip()
    assert f"TOML files: {root}\n" in text


def test_every_topic_heads_its_indicators_once(countycli: Program) -> None:
    lines = answer(countycli, "en", "metrics").splitlines()[3:]
    headings = [line for line in lines if "  " not in line]
    assert len(headings) > 5
    assert len(headings) == len(set(headings))
