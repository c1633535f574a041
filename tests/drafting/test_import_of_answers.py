"""What this program writes can be read back: published figures are the answer's, and tables of other things say so."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Program

ANSWERS = (
    ("rank", "gdp", "--in", "丽水", "-p", "2023"),
    ("rank", "population", "--in", "丽水", "-p", "2020"),
    ("show", "龙泉"),
    ("compare", "龙泉", "庆元"),
    ("trend", "龙泉", "庆元", "gdp"),
    ("targets", "龙泉"),
    ("why", "龙泉", "gdp", "-p", "2023"),
)
OTHERS = (("initiatives", "龙泉"), ("counties", "--in", "丽水"), ("metrics", "gdp"), ("coverage", "龙泉"), ("sources",))

Key = tuple[str, str, str, str]


def published(rows: list[dict[str, str]]) -> dict[Key, float]:
    """The figures of rows of CSV that were published, and not calculated."""
    return {
        (row["county_code"], row["metric"], row["period"], row["scope"]): float(row["value"])
        for row in rows
        if row["value"] and row["derived"] != "true" and row["doubtful"] != "true"
    }


def taken(found: Any) -> dict[Key, float]:
    figures = [*found["observations"], *found["targets"]]
    return {
        (each["county"], each["metric"], each["period"], each["scope"] or ""): each["value"]
        for each in figures
        if not each["doubtful"]
    }


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: "-".join(answer[:2]))
def test_answers_come_back_as_they_were(
    answer: tuple[str, ...], suffix: str, lang: str, countycli: Program, tmp_path: Path
) -> None:
    path, table = tmp_path / f"answer.{suffix}", tmp_path / "table.csv"
    assert countycli(*answer, "-o", str(path), lang=lang).code == 0
    assert countycli(*answer, "-o", str(table)).code == 0
    found = countycli("data", "import", str(path), "--json", lang=lang).json
    expected = published(list(csv.DictReader(table.read_text("utf-8").splitlines())))
    assert taken(found).items() <= expected.items()
    assert {left["reason"] for left in found["left"]} <= {"it was calculated, not published", "是推算的，不是公布的"}
    assert len(taken(found)) == len(expected)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("answer", OTHERS, ids=lambda answer: answer[0])
def test_tables_of_other_things_say_so(
    answer: tuple[str, ...], suffix: str, countycli: Program, tmp_path: Path
) -> None:
    path = tmp_path / f"answer.{suffix}"
    assert countycli(*answer, "-o", str(path)).code == 0
    told = countycli("data", "import", str(path), "-o", str(tmp_path / "mine.toml"))
    assert "Figures: 0" in told.err
    assert "no sheet of figures" in told.err


def test_an_export_comes_back_but_for_figures_of_which_documents_differ(countycli: Program, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    scope = ("--in", "丽水", "-m", "gdp", "-p", "2023")
    assert countycli("data", "export", "-f", "csv", *scope, "-o", str(folder)).code == 0
    found = countycli("data", "import", str(folder / "observations.csv"), "--json").json
    rows = list(csv.DictReader((folder / "observations.csv").read_text("utf-8").splitlines()))
    known = {(row["county_code"], float(row["value"])) for row in rows}
    assert {(each["county"], each["value"]) for each in found["observations"]} <= known
    assert {row["county_code"] for row in rows} > {each["county"] for each in found["observations"]} > {"331181"}
    assert all("several values" in left["reason"] for left in found["left"])


def test_a_column_that_somebody_added_to_an_answer_is_read(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "answer.xlsx"
    assert countycli("rank", "gdp", "--in", "丽水", "-p", "2023", "-o", str(path)).code == 0
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    column = sheet.max_column + 1
    sheet.cell(1, column, "2024年财政收入（亿元）")
    sheet.cell(2, column, 500)
    book.save(path)
    found = countycli("data", "import", str(path), "--json").json
    assert len(found["observations"]) == sheet.max_row - 1
    assert [(left["printed"], left["name"]) for left in found["left"]] == [("500", "2024年财政收入（亿元）")]


def test_a_column_that_somebody_added_to_an_answer_as_csv_is_read(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "answer.csv"
    assert countycli("compare", "龙泉", "庆元", "-m", "gdp", "-o", str(path)).code == 0
    header, *rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([f"{header},2024年财政收入（亿元）", *(f"{row},500" for row in rows)]), "utf-8")
    left = countycli("data", "import", str(path), "--json").json["left"]
    assert {(each["printed"], each["name"]) for each in left} == {("500", "2024年财政收入（亿元）")}


def test_a_sheet_that_is_merely_called_like_the_seal_is_none(countycli: Program, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["县", "2023年GDP（亿元）"])
    book.active.append(["龙泉市", 183.5])
    book.create_sheet("fixity").append(["notes"])
    path = tmp_path / "mine.xlsx"
    book.save(path)
    found = countycli("data", "import", str(path), "--json").json
    assert [each["value"] for each in found["observations"]] == [183.5]
