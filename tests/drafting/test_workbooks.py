"""Workbooks: what their cells show, and what a reader of the file can't see in the cells."""

from __future__ import annotations

import datetime as dt
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from countycli.drafting.sheets.remarks import runs
from countycli.drafting.sheets.worksheet import position_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Program, Result

SHEET = "xl/worksheets/sheet1.xml"
INLINE = b't="inlineStr"><is><t>raised</t></is>'
SHARED = (
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>183.5</t></r>'
    b'<r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si></sst>'
)
SHARED_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
HEADER = ["县", "2023年GDP（亿元）"]


def imported(countycli: Program, tmp_path: Path, fill: Callable[[Any], None], *arguments: str) -> Result:
    book = openpyxl.Workbook()
    fill(book)
    path = tmp_path / "book.xlsx"
    book.save(path)
    return countycli("data", "import", str(path), *arguments)


def values(result: Result) -> dict[tuple[str, str, str], float]:
    found = result.json["observations"]
    return {(each["county"], each["metric"], each["period"]): each["value"] for each in found}


def rows_of(*rows: list[Any]) -> Callable[[Any], None]:
    def fill(book: Any) -> None:
        for row in rows:
            book.active.append(row)

    return fill


def test_formulas_without_a_value_are_named(countycli: Program, tmp_path: Path) -> None:
    fill = rows_of(["县", "年份", "GDP（亿元）"], ["龙泉市", 2023, "=A1+1"], ["庆元县", "=B2", 101.2])
    found = imported(countycli, tmp_path, fill, "--json").json
    assert found["observations"] == []
    assert [(left["at"], left["printed"]) for left in found["left"]] == [("Sheet!C2", "=A1+1"), ("Sheet!C3", "101.2")]
    assert "formula without a stored value" in found["left"][0]["reason"]
    assert "“=B2” is no period" in found["left"][1]["reason"]


def test_hidden_parts_and_other_sheets_are_told(countycli: Program, tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        for row in ([*HEADER, "2022年GDP（亿元）"], ["龙泉市", 183.5, 174], ["庆元县", 101, 95], ["云和县", 104, 99]):
            sheet.append(row)
        for number in (3, 4, 9):
            sheet.row_dimensions[number].hidden = True
        sheet.column_dimensions["C"].hidden = True
        book.create_sheet("旧表").append(["a"])
        book.create_sheet("空表")

    told = imported(countycli, tmp_path, fill, "-o", str(tmp_path / "mine.toml")).err
    assert "only the sheet “Sheet” was read; others: 旧表 (`--sheet`)" in told
    assert "hidden rows were read like others: 3–4\n" in told
    assert "hidden columns were read like others: C\n" in told


def test_a_sheet_that_is_shown_comes_before_a_hidden_one(countycli: Program, tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        for sheet, value in ((book.active, 150), (book.create_sheet("新表"), 183.5)):
            sheet.append(HEADER)
            sheet.append(["龙泉市", value])
        book.active.title = "旧表"
        book.active.sheet_state = "hidden"

    assert values(imported(countycli, tmp_path, fill, "--json")) == {("331181", "gdp", "2023"): 183.5}
    asked = imported(countycli, tmp_path, fill, "--sheet", "旧表", "-o", str(tmp_path / "mine.toml"))
    assert "“旧表” is hidden" in asked.err


def merged(areas: str, *rows: list[Any]) -> Callable[[Any], None]:
    def fill(book: Any) -> None:
        rows_of(*rows)(book)
        for area in areas.split():
            book.active.merge_cells(area)

    return fill


@pytest.mark.parametrize(
    ("fill", "expected"),
    [
        pytest.param(
            merged("B2:B3", ["年份", "县", "GDP（亿元）"], [2022, "龙泉市", 174], [2023, None, 183.5]),
            {("331181", "gdp", "2022"): 174, ("331181", "gdp", "2023"): 183.5},
            id="the last of the cells that tell what a row is",
        ),
        pytest.param(
            merged(
                "A1:B1 A2:A3",
                ["指标", None, "单位", "2023年"],
                ["GDP", "绝对值", "亿元", 183.5],
                [None, "增速", "%", 6.1],
            ),
            {("331181", "gdp", "2023"): 183.5, ("331181", "gdp_growth", "2023"): 6.1},
            id="an indicator over two rows and two columns",
        ),
        pytest.param(
            merged("B2:B3", HEADER, ["龙泉市", 183.5], ["庆元县", None]), {}, id="one figure for two counties"
        ),
        pytest.param(
            merged("B2:C2", ["县", "2022年GDP（亿元）", "2023年GDP（亿元）"], ["龙泉市", 183.5, None]),
            {},
            id="one figure for two years",
        ),
        pytest.param(
            merged("B1:C1 B2:C2", [*HEADER, None], ["龙泉市", 183.5, None]),
            {("331181", "gdp", "2023"): 183.5},
            id="a column as wide as two",
        ),
    ],
)
def test_merged_cells(
    fill: Callable[[Any], None], expected: dict[tuple[str, str, str], float], countycli: Program, tmp_path: Path
) -> None:
    assert values(imported(countycli, tmp_path, fill, "-c", "龙泉", "--json")) == expected


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (18353000000, "0.00,,", "18353.00"),
        (183.5, '0.0"亿元"', "183.5亿元"),
        (183.5, "#,##0.00_);(#,##0.00)", "183.50"),
        (1835000, '0!.0,"亿元"', None),
        (0.075, "0.0%", "7.5%"),
        (7.5, '0.0"%"', "7.5%"),
        (183.53, "General", "183.53"),
        (-2.5, "0.0_ ;[Red]-0.0 ", "-2.5"),
        (True, "General", "true"),
        (0.06, "0.##%", "6%"),
        (0.06, "0.0#%", "6.0%"),
        (0.06, "#.0%", "6.0%"),
        (0.06, "[Red]0.0%", "6.0%"),
        (0.06, "_ * 0.0%_ ", "6.0%"),
        (0.06, "[<1]0.0%;[>=1]0%", "6.0%"),
        (0.06, '0.0%;"–"', "6.0%"),
        (183.5, '[$-804]0.0_ "亿元"', "183.5亿元"),
        (183.5, "0.0\\%", "183.5"),
        (1e30, "0.00", f"1{'0' * 30}.00"),
        (dt.date(2023, 12, 1), 'yyyy"年"m"月"', "2023-12"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(
    value: object, form: str, printed: str | None, countycli: Program, tmp_path: Path
) -> None:
    def fill(book: Any) -> None:
        rows_of(["县", "2023年GDP"], ["某某县", value])(book)
        book.active["B2"].number_format = form

    (left,) = imported(countycli, tmp_path, fill, "--json").json["left"]
    assert left["printed"] == (printed or f"1835000 [{form}]")


@pytest.mark.parametrize("form", ["%0.0", '0.0"约"%', "[<1]0.0%;0.00", "0.0%%"])
def test_a_form_of_per_cent_that_is_not_understood_is_a_question(form: str, countycli: Program, tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        rows_of(["县", "2024年GDP增速（%）"], ["龙泉市", 0.06])(book)
        book.active["B2"].number_format = form

    found = imported(countycli, tmp_path, fill, "--json").json
    assert found["observations"] == []
    assert "shows the number otherwise" in found["left"][0]["reason"]


def test_a_number_of_any_size_spoils_its_own_cell_alone(countycli: Program, tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        rows_of(HEADER, ["龙泉市", 183.5], ["庆元县", 1e30])(book)
        book.active["B3"].number_format = "0.00"

    found = imported(countycli, tmp_path, fill, "--json")
    assert values(found) == {("331181", "gdp", "2023"): 183.5}
    assert "more digits" in found.json["left"][0]["reason"]


def changed(path: Path, old: bytes, new: bytes) -> Path:
    """The workbook with something else in the XML of its first sheet."""
    other = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(other, "w") as written:
        parts = {name: book.read(name) for name in book.namelist()}
        assert old in parts[SHEET]
        parts[SHEET] = parts[SHEET].replace(old, new)
        for name, content in parts.items():
            written.writestr(name, content)
    return other


@pytest.mark.parametrize("value", [b"<v></v>", b"<v/>"])
def test_a_formula_whose_value_is_no_text_is_calculated(value: bytes, countycli: Program, tmp_path: Path) -> None:
    rows = rows_of([*HEADER, "备注"], ["龙泉市", 183.5, '=IF(D2="","",D2)'])
    imported(countycli, tmp_path, rows)
    formula = b'<f>IF(D2="","",D2)</f>'
    path = changed(
        tmp_path / "book.xlsx", b'<c r="C2">' + formula + b"<v></v>", b'<c r="C2" t="str">' + formula + value
    )
    found = countycli("data", "import", str(path), "--json")
    assert values(found) == {("331181", "gdp", "2023"): 183.5}
    assert found.json["observations"][0]["note"] is None
    assert found.json["left"] == []


def test_merged_cells_without_end_are_refused(countycli: Program, tmp_path: Path) -> None:
    areas = " ".join(f"A{row}:GR{row + 199}" for row in range(1, 30))
    refused = imported(countycli, tmp_path, merged(areas, HEADER, ["龙泉市", 183.5]))
    assert (refused.code, "too many cells are merged" in refused.err) == (2, True)


def test_rows_that_are_mostly_empty_are_refused(countycli: Program, tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        rows_of(HEADER, ["龙泉市", 183.5])(book)
        for row in range(1, 130):
            book.active.cell(row, 16384, "远")

    refused = imported(countycli, tmp_path, fill)
    assert (refused.code, "its rows are too wide" in refused.err) == (2, True)


def test_raised_digits_lengthen_no_number(countycli: Program, tmp_path: Path) -> None:
    """Spreadsheet programs keep texts of several fonts in a part of their own, as openpyxl doesn't."""
    imported(countycli, tmp_path, rows_of(HEADER, ["龙泉市", "raised"], ["庆元县", 101]))
    path, raised = tmp_path / "book.xlsx", tmp_path / "raised.xlsx"
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(raised, "w") as changed:
        parts = {name: book.read(name) for name in book.namelist()}
        assert INLINE in parts[SHEET]
        parts[SHEET] = parts[SHEET].replace(INLINE, b't="s"><v>0</v>')
        parts["xl/sharedStrings.xml"] = SHARED
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", SHARED_TYPE + b"</Types>")
        for name, content in parts.items():
            changed.writestr(name, content)
    found = countycli("data", "import", str(raised), "--json").json
    assert [each["county"] for each in found["observations"]] == ["331126"]
    assert found["left"][0]["printed"] == "183.5¹"


def test_a_cell_far_to_the_right_makes_no_row_longer(countycli: Program, tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        rows_of(HEADER, ["龙泉市", 183.5])(book)
        book.active.cell(1, 16000, "远")

    assert values(imported(countycli, tmp_path, fill, "--json")) == {("331181", "gdp", "2023"): 183.5}


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (("mimetype", "content.xml"), "LibreOffice"),
        (("Index/Document.iwa",), "Numbers"),
        (("word/document.xml",), "a document of Word"),
        (("xl/workbook.bin",), ".xlsb"),
        (("a.txt",), "an archive"),
    ],
)
def test_other_archives_are_named(parts: tuple[str, ...], told: str, countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for part in parts:
            archive.writestr(part, "a")
    result = countycli("data", "import", str(path))
    assert (result.code, told in result.err) == (2, True)


def test_numbers_in_runs_and_positions() -> None:
    assert runs([3, 5, 6, 7, 9]) == ["3", "5–7", "9"]
    assert position_of("AB12") == (12, 28)
    assert position_of("12") is None
