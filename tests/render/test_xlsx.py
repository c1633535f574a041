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
