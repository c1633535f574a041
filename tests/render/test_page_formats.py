from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from painters import painted

from countycli.render.encode import VALUE, Alike, Data, flat
from countycli.render.glyphs import ascii_bar
from countycli.render.machine import render_csv, render_json, render_jsonl
from countycli.render.markdown import render_page as markdown_page
from countycli.render.page import BAD, STRONG, TITLE, Bar, Column, Heading, Lines, Page, Panel, Spark, Styled, Table
from countycli.render.words import Words
from countycli.render.wrap import cell_width

NASTY = ["a,b", 'say "no"', "two\nlines", "tab\tbed", "semi;colon", "'single'", " blank ", "龙泉，增速", "=1+1", "\\"]
ENGLISH = Words("en")


def one_cell(text: str) -> Page:
    return (Table("", (Column("Title"),), ((text,),)),)


def rendered(page: Page, width: int | None = None, *, drawn: bool = False) -> str:
    return painted(page, ENGLISH, width, drawn=drawn)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", r"a\|b"),
        ("*bold*", r"\*bold\*"),
        ("snake_case", r"snake\_case"),
        ("`code`", r"\`code\`"),
        ("<200", "&lt;200"),
        (">=1,500", r"\>=1,500"),
        ("[1]", r"\[1\]"),
        ("back\\slash", r"back\\slash"),
        ("~~gone~~", "&#126;&#126;gone&#126;~"),
        ("~500", "~500"),
        ("$x$", "&#36;x$"),
        ("x^2^ and ^2", "x&#94;2^ and ^2"),
        ("&lt; R&D", "&amp;lt; R&D"),
        ("{#id} #", r"\{\#id\} \#"),
        ("--all", r"\-\-all"),
        ("https://a.b/c_d|e。", "<https://a.b/c_d%7Ce>。"),
        ("two\nlines", "two<br>lines"),
        ("龙泉（市）", "龙泉（市）"),
    ],
)
def test_markdown_escapes_what_would_be_markup(text: str, escaped: str) -> None:
    assert f"| {escaped} |" in markdown_page(one_cell(text), ENGLISH).splitlines()


@given(st.text(alphabet="|\\\n龙a*_<>[]`", max_size=20))
def test_markdown_rows_have_as_many_cells_as_columns(text: str) -> None:
    page: Page = (Table("", (Column("A"), Column("B", right=True)), ((text, Styled(text, "red")), Heading(text))),)
    lines = [line for line in markdown_page(page, ENGLISH).split("\n") if line]
    assert len(lines) == 4
    assert all(len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 3 for line in lines)


def test_markdown_of_titles_headings_and_alignment() -> None:
    page: Page = (
        Lines(("Name", "second")),
        Table("Figures", (Column("What"), Column("Value", right=True)), (Heading("Topic"), ("a", "1"))),
        Lines(("after",)),
    )
    assert markdown_page(page, ENGLISH) == (
        "# Name\n\nsecond\n\n## Figures\n\n| What | Value |\n| --- | ---: |\n| **Topic** |  |\n| a | 1 |\n\nafter\n"
    )


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_csv_of_nasty_values_reads_back(delimiter: str) -> None:
    rows: list[dict[str, Any]] = [{"id": position, "text": text} for position, text in enumerate(NASTY)]
    read = list(csv.DictReader(io.StringIO(render_csv(rows, delimiter, ()), newline=""), delimiter=delimiter))
    changed = {"=1+1": "'=1+1", **({"two\nlines": "two lines", "tab\tbed": "tab bed"} if delimiter == "\t" else {})}
    assert [(int(row["id"]), row["text"]) for row in read] == [
        (number, changed.get(text, text)) for number, text in enumerate(NASTY)
    ]


FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "+",
    "-",
    "- 5",
    "--5",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＠SUM(A1)",
    "-5,2+1",
    "+8.1个百分点",
]
NO_FORMULAS = ["-5", "-5.2", "+7.5%", "-1,234.5", "-0.3‰", "1=1", "a@b", ">=6,300", "~5", "", "'", "龙泉=", " =1"]


@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_no_cell_is_a_formula(text: str, delimiter: str) -> None:
    (row,) = _read([{text: text}], delimiter)
    line = {"\t": {9: " ", 10: " ", 13: " "}, ",": {13: "\n"}}[delimiter]
    assert row == {f"'{text}".translate(line): f"'{text}".translate(line)}


@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("text", NO_FORMULAS)
def test_what_is_no_formula_stays(text: str, delimiter: str) -> None:
    assert _read([{"a": text, "b": 1}], delimiter) == [{"a": text, "b": "1"}]


def test_numbers_stay_numbers() -> None:
    assert render_csv([{"a": -5.2, "b": -3}]) == "a,b\n-5.2,-3\n"


@given(st.lists(st.text(), min_size=1))
def test_a_line_of_tsv_is_a_row(texts: list[str]) -> None:
    rows = [{"id": number, "text": text} for number, text in enumerate(texts)]
    lines = render_csv(rows, "\t").splitlines()
    assert [line.split("\t")[0] for line in lines] == ["id", *map(str, range(len(texts)))]
    assert all(line.count("\t") == 1 for line in lines)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_lines_of_cells_are_read_back_as_one_row(texts: list[str]) -> None:
    """Whatever ends lines in them: a lone carriage return is a line break then."""
    assert len(_read([{"id": 1, "text": text} for text in texts], ",")) == len(texts)


def _read(rows: list[dict[str, Any]], delimiter: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render_csv(rows, delimiter), newline=""), delimiter=delimiter))


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from("abc"),
            st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(lambda text: text[:1] not in "=+-@＝＋－＠"),
        )
    )
)
def test_csv_of_any_text_reads_back(rows: list[dict[str, str]]) -> None:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    read = list(csv.reader(io.StringIO(render_csv([dict(row) for row in rows], ",", ()), newline="")))
    if columns:
        assert read == [columns, *([row.get(key, "") for key in columns] for row in rows)]


def test_csv_leaves_missing_values_empty() -> None:
    assert render_csv([{"a": None, "b": 1}, {"b": 2.5}], ",", ()) == "a,b\n,1\n,2.5\n"


def test_csv_without_rows_has_the_header_that_it_is_given() -> None:
    assert render_csv([], "\t", ("a", "b")) == "a\tb\n"


def test_jsonl_holds_one_object_a_line_whatever_the_values() -> None:
    rows: list[dict[str, Any]] = [{"text": text} for text in NASTY]
    lines = render_jsonl(rows, ascii_only=False).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == rows


@pytest.mark.parametrize("ascii_only", [True, False])
def test_json_in_ascii_says_the_same(ascii_only: bool) -> None:
    text = render_json({"name": "龙泉"}, ascii_only)
    assert text.isascii() is ascii_only
    assert json.loads(text) == {"name": "龙泉"}


def test_flat_makes_columns_of_a_place_the_english_name_last_and_leaves_out_other_nested_values() -> None:
    record = {
        "rank": 1,
        "county": {"code": "331181", "name": "龙泉市", "name_en": "Longquan"},
        "rivals": [{"value": 1}],
        "source": {"title": "x"},
        "value": None,
    }
    columns = {"rank": 1, "county_code": "331181", "county": "龙泉市", "value": None, "county_name_en": "Longquan"}
    assert list(flat(record).items()) == list(columns.items())


def test_a_table_prints_markup_as_it_stands() -> None:
    assert "[red]x[/red]" in rendered(one_cell("[red]x[/red]"))
    assert ":smile:" in rendered(one_cell(":smile:"))
    assert "[bold]title[/bold]" in rendered((Table("[bold]title[/bold]", (Column("[i]c[/i]"),), (("x",),)),))
    assert "[i]c[/i]" in rendered((Table("", (Column("[i]c[/i]"),), (("x",),)),))
    assert "[red]x[/red]" in rendered((Lines(("[red]x[/red]",)),))


def test_right_aligned_values_end_in_one_column() -> None:
    page: Page = (Table("", (Column("Name"), Column("Value", right=True)), (("a", "7.5"), ("b", ">=6,300"))),)
    assert rendered(page).splitlines() == ["Name    Value", "a         7.5", "b     >=6,300"]


def test_wide_characters_line_up() -> None:
    page: Page = (Table("", (Column("Name"), Column("Unit")), (("龙泉市", "亿元"), ("Yiwu", "%"))),)
    assert rendered(page).splitlines() == ["Name    Unit", "龙泉市  亿元", "Yiwu    %"]


def test_without_a_width_no_row_is_broken() -> None:
    text = "增速领跑丽水" * 200
    assert text in rendered((Table("", (Column("A", least=4), Column("B", drop=1)), ((text, text),)), Lines((text,))))


def test_columns_left_out_are_named() -> None:
    page: Page = (
        Table(
            "", (Column("Name"), Column("Kind", drop=1), Column("Access", drop=2)), (("a" * 30, "b" * 30, "c" * 30),)
        ),
    )
    assert "Left out at this width: Kind, Access" in " ".join(rendered(page, 45).split())
    assert "Left out at this width: Access" in " ".join(rendered(page, 70).split())
    assert "Left out" not in rendered(page, 95)


@given(st.integers(20, 80))
def test_the_line_that_names_left_out_columns_fits_too(width: int) -> None:
    columns = (Column("Name"), *(Column(f"Column {number}", drop=1) for number in range(12)))
    text = rendered((Table("", columns, (("a",) * 13,)),), width)
    assert max(map(cell_width, text.splitlines())) <= width


@given(st.integers(20, 80))
def test_titles_of_tables_fit_too(width: int) -> None:
    text = rendered((Table("A title " * 20, (Column("Name"),), (("a",),)),), width)
    assert max(map(cell_width, text.splitlines())) <= width


def test_colour_only_when_asked_for() -> None:
    page: Page = (Lines(("Title",), "bold"), Table("", (Column("A"),), ((Styled("x", "red"),),)))
    assert "\x1b[31mx" in rendered(page, drawn=True)
    assert "\x1b" not in rendered(page)


def test_frames_and_colour_change_no_word() -> None:
    page: Page = (
        Panel("Head", ("first line", "second line")),
        Lines(("Title", "second"), TITLE),
        Table("Title", (Column("A", style=STRONG), Column("B", right=True)), (Heading("H"), ("x", Styled("y", BAD)))),
    )
    bare = re.sub(r"\x1b\[[\d;]*m|[─│╭╮╰╯]", "", rendered(page, drawn=True))
    assert bare.split() == rendered(page).split()


def test_small_pictures_are_drawn_on_terminals_only() -> None:
    columns = (Column("Value", right=True), Column("Bar", drawn=True), Column("Series", drawn=True))
    rows = (("5", Bar(0, 0.5), Spark((0, None, 1))), ("10", Bar(0, 1), Spark((1, 0, None))))
    table: Page = (Table("", columns, rows),)
    assert rendered(table).splitlines() == ["Value", "    5", "   10"]
    drawn = re.sub(r"\x1b\[[\d;]*m", "", rendered(table, 40, drawn=True)).splitlines()
    half, whole = (line.count("█") for line in drawn[2:])
    assert whole == 2 * half + whole % 2
    assert "▁ █" in drawn[2]
    assert max(map(cell_width, drawn)) <= 40


@given(st.floats(0, 1), st.floats(0, 1), st.integers(8, 40))
def test_a_bar_of_ascii_is_as_long_as_its_share(one: float, other: float, width: int) -> None:
    begin, end = sorted((one, other))
    bar = ascii_bar(Bar(begin, end), width)
    assert len(bar) == width
    assert abs(bar.count("#") - (end - begin) * width) <= 1
    assert set(bar.strip()) <= {"#"}


@pytest.mark.parametrize("count", [1, 49, 50, 51, 101])
def test_json_has_a_line_for_each_record_however_many(count: int) -> None:
    records = [{"code": str(number), "words": ["a", ", ", '", "'], "note": "}, {\n"} for number in range(count)]
    text = render_json({"rows": records, "none": [], "one": None}, ascii_only=False)
    assert json.loads(text) == {"rows": records, "none": [], "one": None}
    assert len(text.splitlines()) == count + 6


VALUES = st.tuples(st.text(), st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text())


@given(
    st.lists(st.tuples(st.integers(0, 2), VALUES), max_size=120),
    st.lists(st.text(), min_size=3, max_size=3),
    st.booleans(),
)
def test_records_alike_are_written_as_if_each_was_whole(
    found: list[tuple[int, tuple[str, float | str | None]]], notes: list[str], ascii_only: bool
) -> None:
    """The first kind of record is given whole, the others by their patterns."""
    patterns: list[Data] = [{"place": {"name": VALUE}, "note": note, "100%": [], "value": VALUE} for note in notes]
    whole = [{**patterns[kind], "place": {"name": name}, "value": value} for kind, (name, value) in found]
    given = [
        Alike(patterns[kind], values) if kind else record for record, (kind, values) in zip(whole, found, strict=True)
    ]
    assert render_json({"rows": iter(given)}, ascii_only) == render_json({"rows": whole}, ascii_only)
