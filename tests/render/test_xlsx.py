"""Answers as workbooks, read by another library than the one that writes them."""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from countycli.errors import ExitCode
from countycli.render import xlsx
from countycli.render.page import Lines
from countycli.render.rows import Rows
from countycli.render.strands import strands_of
from countycli.render.words import LANGUAGES, Words

if TYPE_CHECKING:
    from conftest import Program

ANSWERS = (
    ("show", "龙泉"),
    ("rank", "gdp", "-p", "2023", "--in", "浙江"),
    ("rank", "gdp", "--in", "山区26县"),
    ("compare", "义乌", "平阳"),
    ("trend", "义乌", "-m", "gdp"),
    ("why", "平阳", "gdp"),
    ("targets", "松阳"),
    ("initiatives", "--county", "松阳"),
    ("coverage", "--in", "浙江"),
    ("sources", "--in", "丽水"),
)


def workbook(countycli: Program, path: Path, *arguments: str, lang: str = "en") -> Any:
    answer = countycli(*arguments, "-o", str(path), lang=lang)
    assert answer.code == 0, answer.err
    return openpyxl.load_workbook(path)


@pytest.mark.parametrize("arguments", ANSWERS, ids=" ".join)
def test_a_workbook_holds_the_rows_of_the_answer(
    arguments: tuple[str, ...], countycli: Program, tmp_path: Path
) -> None:
    book = workbook(countycli, tmp_path / "x.xlsx", *arguments)
    rows = [json.loads(line) for line in countycli(*arguments, "-f", "jsonl").out.splitlines()]
    titles, *cells = book["Data"].iter_rows(values_only=True)
    assert len(cells) == len(rows)
    for title, key in (("Value", "value"), ("Source", "source"), ("Period", "period"), ("Year", "year")):
        if title in titles and key in rows[0]:
            column = titles.index(title)
            assert [row[column] for row in cells] == [row[key] for row in rows]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_are_numbers_with_the_decimals_they_have(lang: str, countycli: Program, tmp_path: Path) -> None:
    sheet = workbook(countycli, tmp_path / "x.xlsx", "rank", "gdp", "-p", "2023", "--in", "丽水", lang=lang).worksheets[
        0
    ]
    column = [cell.value for cell in sheet[1]].index({"en": "Value", "zh": "数值"}[lang]) + 1
    for row in range(2, sheet.max_row + 1):
        cell = sheet.cell(row, column)
        assert isinstance(cell.value, int | float)
        decimals = len(str(cell.value).partition(".")[2]) if isinstance(cell.value, float) else 0
        assert cell.number_format == "#,##0" + ("." + "0" * decimals if decimals else "")


def test_titles_that_describe_stand_in_brackets(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert countycli("show", "龙泉", "population", "-p", "2010", "-o", str(path)).code == 0
    titles = [row[1].value for row in openpyxl.load_workbook(path)["Sources"].iter_rows(min_row=2)]
    assert "[2010年第六次全国人口普查分县资料]" in titles


def test_titles_stay_in_sight_and_filter(countycli: Program, tmp_path: Path) -> None:
    book = workbook(countycli, tmp_path / "x.xlsx", "rank", "gdp", "-p", "2023", "--in", "丽水")
    assert book["Data"].freeze_panes == "A2"
    assert book["Data"].auto_filter.ref.startswith("A1:")


def test_what_must_be_known_of_a_figure_is_a_comment(countycli: Program, tmp_path: Path) -> None:
    arguments = ("rank", "gdp", "-p", "2023", "--in", "浙江")
    book = workbook(countycli, tmp_path / "x.xlsx", *arguments)
    comments = [cell.comment.text for row in book["Data"].iter_rows() for cell in row if cell.comment]
    notes = [row["note"] for row in countycli(*arguments, "--json").json["rows"] if row["note"]]
    assert notes
    for note in notes:
        assert any(note in text for text in comments)


def test_documents_and_method_have_sheets(countycli: Program, tmp_path: Path) -> None:
    arguments = ("rank", "gdp", "-p", "2023", "--in", "浙江")
    book = workbook(countycli, tmp_path / "x.xlsx", *arguments)
    data = countycli(*arguments, "--json").json
    assert {row[0] for row in book["Sources"].iter_rows(min_row=2, values_only=True)} == set(data["sources"])
    about = "\n".join(row[0] for row in book["About"].iter_rows(values_only=True))
    assert "ranked 74 of 90 counties" in about
    assert "countycli rank gdp -p 2023 --in 浙江" in about.replace("'", "")
    assert data["data"]["version"] in about


@pytest.mark.parametrize("arguments", [("rank", "gdp", "-p", "2023", "--in", "丽水"), ("trend", "龙泉", "-m", "gdp")])
def test_rankings_and_trends_have_a_chart(arguments: tuple[str, ...], countycli: Program, tmp_path: Path) -> None:
    (chart,) = workbook(countycli, tmp_path / "x.xlsx", *arguments)["Data"]._charts
    assert chart.series


def test_lines_of_a_chart_join_only_what_can_be_compared(countycli: Program, tmp_path: Path) -> None:
    """Each column of the chart is a line: none holds parts of years, or figures of before and after a change of
    territory.
    """
    arguments = ("trend", "龙泉", "余杭", "gdp")
    book = workbook(countycli, tmp_path / "x.xlsx", *arguments)
    titles, *years = book["Chart"].iter_rows(values_only=True)
    assert [row[0] for row in years] == list(range(years[0][0], years[-1][0] + 1))
    drawn = [[(row[0], row[column]) for row in years if row[column] is not None] for column in range(1, len(titles))]
    lines = countycli(*arguments, "-f", "jsonl").out.splitlines()
    rows = [row for row in map(json.loads, lines) if row["role"] == "figure"]
    whole = [(int(row["period"]), row["value"]) for row in rows if len(row["period"]) == 4]
    assert [point for line in drawn for point in line] == whole
    begins = {line[0][0] for line, title in zip(drawn, titles[1:], strict=True) if title == "余杭区"}
    assert begins == {2001} | {int(row["period"]) for row in rows if row["no_change"]}
    assert any(row["no_change"] == "break" for row in rows)
    (chart,) = book["Data"]._charts
    assert len(chart.series) == len(drawn)


FIGURE: dict[str, object] = dict.fromkeys(("bound", "doubtful", "scope", "period_inferred", "no_change"))
FIGURE |= {
    "role": "figure",
    "county_code": "331181",
    "county": "龙泉市",
    "period": "2023",
    "value": 1,
    "status": "final",
}
UNFIT: tuple[dict[str, object], ...] = (
    {"role": "target"},
    {"value": None},
    {"bound": ">="},
    {"doubtful": True},
    {"status": "estimate"},
    {"scope": "town"},
    {"period_inferred": True},
    {"period": "2021/2025"},
    {"period": "2023-01/2023-06"},
)


@pytest.mark.parametrize("unfit", UNFIT, ids=str)
def test_what_is_no_exact_figure_of_a_year_is_in_no_line(unfit: dict[str, object]) -> None:
    (strand,) = strands_of([FIGURE])
    assert strand.values == {2023: 1.0}
    assert strands_of([{**FIGURE, **unfit}]) == []


def test_a_ranking_of_changes_has_a_chart_of_changes(countycli: Program, tmp_path: Path) -> None:
    book = workbook(countycli, tmp_path / "x.xlsx", "rank", "population", "--since", "2010", "--in", "丽水")
    (chart,) = book["Data"]._charts
    titles = [cell.value for cell in book["Data"][1]]
    column = openpyxl.utils.get_column_letter(titles.index("Change") + 1)
    assert f"${column}$2" in chart.series[0].val.numRef.f


def test_zeros_are_figures() -> None:
    rows = Rows.of([{"county": name, "value": 0, "doubtful": False} for name in ("甲", "乙")])
    content = xlsx.Content(rows, (Lines(("x",)),), {}, {}, (), chart="bar")
    sheet = openpyxl.load_workbook(BytesIO(xlsx.workbook(content, Words("en"))))["Data"]
    assert list(sheet.iter_rows(values_only=True))[:3] == [("County", "Value"), ("甲", 0), ("乙", 0)]


def test_where_no_value_is_known_there_is_no_chart() -> None:
    rows = Rows.of([{"county": name, "value": None, "standing": "第1位"} for name in ("甲", "乙")])
    content = xlsx.Content(rows, (Lines(("x",)),), {}, {}, (), chart="bar")
    sheet = openpyxl.load_workbook(BytesIO(xlsx.workbook(content, Words("en"))))["Data"]
    assert sheet._charts == []


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "https://a.b", "'x"])
def test_texts_are_texts_whatever_they_begin_with(text: str) -> None:
    content = xlsx.Content(Rows.of([{"name": text, "value": 1}]), (Lines(("x",)),), {}, {}, ())
    sheet = openpyxl.load_workbook(BytesIO(xlsx.workbook(content, Words("en"))))["Data"]
    assert sheet["A2"].value == text
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].hyperlink is None


def test_a_workbook_needs_a_file(countycli: Program) -> None:
    answer = countycli("show", "龙泉", "-f", "xlsx")
    assert answer.code == ExitCode.USAGE
    assert "--output" in answer.err


def test_without_xlsxwriter_the_reader_is_told_what_to_install(
    countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    path = tmp_path / "x.xlsx"
    path.write_text("older")
    answer = countycli("show", "龙泉", "-o", str(path))
    assert answer.code == ExitCode.FAILURE
    assert "countycli[files]" in answer.err
    assert path.read_text() == "older"
