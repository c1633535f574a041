from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from conftest import Pipe, Program, Terminal

from countycli.cli.app import run
from countycli.cli.environment import Environment

if TYPE_CHECKING:
    from pathlib import Path

WIDE = """\
表1 2023年各县（市、区）主要经济指标,,,,,
单位：亿元、%,,,,,
县（市、区）,地区生产总值,,一般公共预算收入,,常住人口（万人）
,绝对值,增速,绝对值,增速,
龙泉市,183.53,6.1,10.23,-2.5,24.8
庆元县,101.2,5.0,—,,14.1
合计,284.73,,,,
"""

Figures = dict[tuple[str, str, str], float]


def imported(countycli: Program, path: Path, *arguments: str) -> Any:
    return countycli("data", "import", str(path), *arguments, "--json").json


def figures(found: Any) -> Figures:
    return {(each["county"], each["metric"], each["period"]): each["value"] for each in found["observations"]}


def written(folder: Path, text: str, name: str = "sheet.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_row_a_county_with_headers_over_headers(countycli: Program, tmp_path: Path) -> None:
    found = imported(countycli, written(tmp_path, WIDE))
    assert figures(found) == {
        ("331181", "gdp", "2023"): 183.53,
        ("331181", "gdp_growth", "2023"): 6.1,
        ("331181", "budget_revenue", "2023"): 10.23,
        ("331181", "budget_revenue_growth", "2023"): -2.5,
        ("331181", "resident_population", "2023"): 24.8,
        ("331126", "gdp", "2023"): 101.2,
        ("331126", "gdp_growth", "2023"): 5.0,
        ("331126", "resident_population", "2023"): 14.1,
    }
    assert found["document"]["title"] == "表1 2023年各县（市、区）主要经济指标"
    (total,) = found["left"]
    assert (total["printed"], total["at"]) == ("284.73", "第7行第2列")


def test_a_row_a_figure_in_the_words_of_this_program(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "rank.csv"
    assert countycli("rank", "gdp", "--in", "丽水", "-p", "2023", "-o", str(path)).code == 0
    ranked = countycli("rank", "gdp", "--in", "丽水", "-p", "2023", "--json").json["rows"]
    published = {row["county"]["code"]: row["value"] for row in ranked}
    assert figures(imported(countycli, path)) == {(code, "gdp", "2023"): value for code, value in published.items()}


def test_a_row_an_indicator_with_years_and_growth_as_columns(countycli: Program, tmp_path: Path) -> None:
    text = (
        "指标,单位,2023年,2024年,比上年增长（%）\n地区生产总值,亿元,183.53,195.53,6.6\n"
        "其中：第一产业,亿元,16.9,17.2,3.1\n规上工业企业数,家,,120,\n"
    )
    found = imported(countycli, written(tmp_path, text), "--county", "龙泉")
    assert figures(found) == {
        ("331181", "gdp", "2023"): 183.53,
        ("331181", "gdp", "2024"): 195.53,
        ("331181", "gdp_growth", "2024"): 6.6,
        ("331181", "primary_va", "2023"): 16.9,
        ("331181", "primary_va", "2024"): 17.2,
        ("331181", "primary_va_growth", "2024"): 3.1,
        ("331181", "scale_industrial_enterprises", "2024"): 120,
    }


def test_counties_as_columns_and_the_period_from_the_reader(countycli: Program, tmp_path: Path) -> None:
    path = written(tmp_path, "指标;龙泉市;青田县\nGDP（亿元）;183.5;300.2\n")
    assert figures(imported(countycli, path, "--period", "2023")) == {
        ("331181", "gdp", "2023"): 183.5,
        ("331121", "gdp", "2023"): 300.2,
    }
    assert "--period" in imported(countycli, path)["left"][0]["reason"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_of_spreadsheets(encoding: str, countycli: Program, tmp_path: Path) -> None:
    rows = ("省份 城市 县区 年份 GDP（万元）", "江苏省 南京市 鼓楼区 2022 1742000", "福建省 福州市 鼓楼区 2022 9000000")
    text = "\n".join(rows).replace(" ", "\t")
    found = imported(countycli, written(tmp_path, text, encoding=encoding))
    assert figures(found) == {("320106", "gdp", "2022"): 174.2, ("350102", "gdp", "2022"): 900.0}


def test_sheets_in_big5(countycli: Program, tmp_path: Path) -> None:
    path = written(tmp_path, "縣,年份,地區生產總值（億元）\n龍泉市,2023,183.5\n", encoding="big5")
    assert figures(imported(countycli, path)) == {("331181", "gdp", "2023"): 183.5}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_sheet_comes_through_a_pipe(encoding: str) -> None:
    out = Pipe()
    stdin = io.BytesIO("县,2023年GDP（亿元）\n龙泉市,183.5\n".encode(encoding))
    code = run(["data", "import", "-", "--json"], Environment(out, Pipe(), {"COUNTYCLI_LANG": "en"}, stdin))
    assert (code, '"value": 183.5' in out.getvalue()) == (0, True)


def test_an_empty_pipe_is_told(countycli: Program) -> None:
    refused = countycli("data", "import", "-")
    assert (refused.code, "is empty" in refused.err) == (2, True)


def test_a_name_of_several_places_is_left_to_the_reader(countycli: Program, tmp_path: Path) -> None:
    found = imported(countycli, written(tmp_path, "县区,年份,GDP（亿元）\n鼓楼区,2022,174.2\n"))
    assert found["observations"] == []
    assert "鼓楼区" in found["left"][0]["reason"]


def test_code_and_name_must_agree(countycli: Program, tmp_path: Path) -> None:
    text = "代码,县,2023年GDP（亿元）\n331181,龙泉市,183.5\n331121,龙泉市,183.5\n331181000000,龙泉市,183.5\n"
    found = imported(countycli, written(tmp_path, text))
    assert figures(found) == {("331181", "gdp", "2023"): 183.5}
    assert [left["at"] for left in found["left"]] == ["第3行第3列"]


def test_no_unit_is_guessed_but_where_only_one_can_be_meant(countycli: Program, tmp_path: Path) -> None:
    text = "县,年份,GDP,GDP增速,城镇化率\n龙泉市,2023,1835300,6.1,0.61\n"
    found = imported(countycli, written(tmp_path, text))
    assert figures(found) == {("331181", "gdp_growth", "2023"): 6.1}  # as a part of one the growth would be 610 %
    assert {left["printed"] for left in found["left"]} == {"1835300", "0.61"}


def test_what_headers_mean_can_be_told(countycli: Program, tmp_path: Path) -> None:
    path = written(tmp_path, "地名,产值X,序列\n龙泉市,1835300,1\n")
    told = ["--map", "地名=county", "--map", "产值X=2023年gdp（万元）", "--map", "序列=-"]
    found = imported(countycli, path, *told)
    assert figures(found) == {("331181", "gdp", "2023"): 183.53}
    assert found["left"] == []
    unknown = countycli("data", "import", str(path), "--map", "产值X=gpd", "--json")
    assert unknown.code == 3
    assert "gdp" in [candidate["code"] for candidate in unknown.error["candidates"]]
    assert countycli("data", "import", str(path), "--map", "产值Y=gdp", "--json").error["kind"] == "unreadable"
    assert countycli("data", "import", str(path), "--map", "gdp", "--json").code == 2


def test_a_person_at_a_terminal_is_asked(tmp_path: Path) -> None:
    path = written(tmp_path, "县,年份,产值X,产值Y\n龙泉市,2023,183.5,5\n")

    class Keyboard(io.BytesIO):
        def isatty(self) -> bool:
            return True

    out, err = Pipe(), Terminal()
    typed = Keyboard("gdp（亿元）\n\n".encode())
    folders = {name: os.environ[name] for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME")}
    environment = Environment(out, err, {"COUNTYCLI_LANG": "en", **folders}, typed)
    assert run(["data", "import", str(path)], environment) == 0
    assert "gdp = { value = 183.5" in out.getvalue()
    assert "产值X: " in err.getvalue()


def test_bounds_status_and_notes_are_kept(countycli: Program, tmp_path: Path) -> None:
    text = (
        "county_code,metric,period,value,unit,status,note,doubtful,derived\n"
        "331181,gdp,2023,约183.5,亿元,初步核算,含开发区,,\n"
        "331181,gdp,2024,190,亿元,,疑小数点错位,true,\n"
        "331181,gdp,2025,200,亿元,target,,,\n"
        "331181,gdp,2022,170,亿元,,,,true\n"
        "331181,gdp,2021,170,亿元,大概,,,\n"
    )
    path = written(tmp_path, text)
    found = imported(countycli, path)
    assert (found["observations"][0]["bound"], found["observations"][0]["status"]) == ("~", "preliminary")
    assert [target["value"] for target in found["targets"]] == [200]
    assert [left["printed"] for left in found["left"]] == ["170", "170"]
    draft = countycli("data", "import", str(path)).out
    assert 'note = "含开发区"' in draft
    assert "doubtful = true" in draft


def test_figures_that_contradict_each_other_are_left_out(countycli: Program, tmp_path: Path) -> None:
    found = imported(countycli, written(tmp_path, "县,年份,GDP（亿元）\n龙泉市,2023,183.5\n龙泉市,2023,190.1\n"))
    assert found["observations"] == []
    assert [left["printed"] for left in found["left"]] == ["183.5", "190.1"]


@pytest.mark.parametrize(
    ("cells", "taken"),
    [
        (("110", "≥110"), []),
        (("110（预计）", "110（最终核实）"), []),
        (("110（预计）", "110"), []),
        (("110（初步核算）", "110（最终核实）"), []),
        (("110", "110（最终核实）"), [(None, "final")]),
        (("110（初步核算）", "110"), [(None, "preliminary")]),
        (("≥110", "≥110"), [(">=", "actual")]),
    ],
)
def test_one_value_with_two_meanings_is_a_question(
    cells: tuple[str, str], taken: list[tuple[str | None, str]], countycli: Program, tmp_path: Path
) -> None:
    rows = "".join(f"龙泉市,2023,{cell}\n" for cell in cells)
    found = imported(countycli, written(tmp_path, f"县,年份,GDP（亿元）\n{rows}"))
    assert [(each["bound"], each["status"]) for each in found["observations"]] == taken
    assert len(found["left"]) == (0 if taken else 2)
    assert all("different bounds or status" in left["reason"] for left in found["left"])


def test_the_screen_names_why_numbers_were_left_out(countycli: Program, tmp_path: Path) -> None:
    text = "县区,2022年GDP（亿元）,2022年GDP增速（%）\n城关区,7,6\n堆龙德庆区,100,5\n合计,107,5.5\n"
    told = countycli("data", "import", str(written(tmp_path, text)), "-o", str(tmp_path / "mine.toml")).err
    plain = " ".join(told.split())
    assert "numbers left out: 4" in plain
    assert "2 left out: “合计” is a total" in plain
    assert "2 left out: “城关区” " in plain
    assert "540102" in plain
    assert "write the code for the name" in plain


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "封面"
    sheet = book.create_sheet("表1")
    sheet.append(["各县主要经济指标"])
    sheet.append(["单位：万元"])
    sheet.append(["县（市、区）", "地区生产总值", None, "GDP增速", "城镇化率"])
    sheet.append([None, "2022年", "2023年", "2023年", "2023"])
    sheet.append(["龙泉市", 1742000.0, 1835300, 0.061, 0.6234567891234])
    sheet.append(["庆元县", 812000, "=B6*1.1", 5.0, "52.1%"])
    for merged in ("A1:E1", "A3:A4", "B3:C3"):
        sheet.merge_cells(merged)
    sheet["D5"].number_format, sheet["E5"].number_format = "0.0%", "0.00%"
    path = tmp_path / "book.xlsx"
    book.save(path)
    return path


def test_workbooks_with_merged_headers_and_percentages(countycli: Program, workbook: Path) -> None:
    found = imported(countycli, workbook)
    assert figures(found) == {
        ("331181", "gdp", "2022"): 174.2,
        ("331181", "gdp", "2023"): 183.53,
        ("331181", "gdp_growth", "2023"): 6.1,
        ("331181", "urbanization_rate", "2023"): 62.35,  # as shown: the cell keeps the digits of a quotient
        ("331126", "gdp", "2022"): 81.2,
        ("331126", "gdp_growth", "2023"): 5.0,
        ("331126", "urbanization_rate", "2023"): 52.1,
    }
    assert found["observations"][0]["at"] == "表1!B5"


def test_an_imported_sheet_answers(countycli: Program, workbook: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "mine.toml")
    options = ["--title", "主要经济指标", "--publisher", "县统计局", "--published", "2024-03-01", "-o", path]
    made = countycli("data", "import", str(workbook), *options)
    assert made.code == 0
    assert f"`data check` finds no fault in {path}" in made.err
    assert countycli("data", "check", path).code == 0
    shown = countycli("show", "龙泉", "gdp", "-p", "2023", "--data", path, "--prefer-own", "--json").json
    assert (shown["observations"][0]["value"], shown["observations"][0]["source"]) == (183.53, "own/mine")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\xd0\xcf\x11\xe0old", "old or an encrypted file of Excel"),
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04cut", "cut off or damaged"),
        (b"\xff\x00\x81\x00\x99", "no text"),
        ("只是一句话。".encode(), "no row says what the columns are"),
    ],
)
def test_what_is_no_sheet_is_named(content: bytes, told: str, countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(content)
    result = countycli("data", "import", str(path))
    assert (result.code, result.out) == (2, "")
    assert told in result.err


def test_files_sheets_and_archives_that_are_not_there(countycli: Program, workbook: Path, tmp_path: Path) -> None:
    assert countycli("data", "import", str(tmp_path / "none.csv")).code == 3
    assert "known: 封面, 表1" in countycli("data", "import", str(workbook), "--sheet", "表2").err
    archive = tmp_path / "archive.xlsx"
    with zipfile.ZipFile(archive, "w") as other:
        other.writestr("a.txt", "a")
    assert "an archive, not a workbook" in countycli("data", "import", str(archive)).err


def test_a_sheet_is_never_written_over(countycli: Program, tmp_path: Path) -> None:
    path = written(tmp_path, WIDE)
    assert countycli("data", "import", str(path), "-o", str(path)).code == 2
    assert path.read_text("utf-8") == WIDE


def test_figures_stand_beside_the_books(countycli: Program, tmp_path: Path) -> None:
    known = countycli("show", "龙泉", "gdp", "-p", "2023", "--json").json["observations"][0]
    text = f"县,年份,GDP（亿元）\n龙泉市,2023,{known['value']:.1f}\n龙泉市,2020,1.5\n龙泉市,2003,2.5\n"
    path = written(tmp_path, text)
    found = imported(countycli, path, "--against")["against"]
    assert [(pair["period"], pair["verdict"]) for pair in found] == [
        ("2023", "agrees"),
        ("2020", "differs"),
        ("2003", "new"),
    ]
    assert found[0]["book"]["source"] in countycli("data", "import", str(path), "--against", "--json").json["sources"]
    page = countycli("data", "import", str(path), "--against").out
    assert "agrees 1" in page
    assert "[1]" in page
    assert countycli("data", "import", str(path), "--against", "-o", str(tmp_path / "mine.toml")).code == 2


def test_own_figures_count_as_the_books(countycli: Program, tmp_path: Path) -> None:
    own = tmp_path / "own" / "mine.toml"
    own.parent.mkdir()
    path = written(tmp_path, "县,年份,GDP（亿元）\n龙泉市,2003,25\n")
    assert countycli("data", "import", str(path), "-o", str(own)).code == 0
    (pair,) = imported(countycli, path, "--against", "--data", str(own))["against"]
    assert (pair["verdict"], pair["book"]["source"]) == ("agrees", "own/mine")


def test_what_data_check_finds_is_told(countycli: Program, tmp_path: Path) -> None:
    path = written(tmp_path, "县,年份,GDP（亿元）\n龙泉市,1931,5\n")
    told = countycli("data", "import", str(path), "-o", str(tmp_path / "mine.toml"))
    assert told.code == 0
    assert "faults in" in told.err
    assert "1931" in told.err.splitlines()[-1]


@pytest.mark.parametrize(
    ("text", "arguments", "expected"),
    [
        pytest.param("县,GDP（亿元）①\n龙泉市*,183.5①\n庆元县[1],101.2¹\n", [], {"331181": 183.5}, id="footnotes"),
        pytest.param(
            "县,GDP（亿元）,,\n,计划数,绝对值,上年同期\n龙泉市,190,183.5,170\n",
            [],
            {"331181": 183.5},
            id="not understood",
        ),
        pytest.param("县,GDP（亿元）,全省排名\n龙泉市,183.5,33\n", [], {"331181": 183.5}, id="ranks"),
        pytest.param(
            "县,GDP（亿元）\n龙泉市,183.5\n,284\n", ["--county", "庆元"], {"331181": 183.5}, id="nameless row"
        ),
        pytest.param("县,年份,GDP（亿元）\n龙泉市,23年,183.5\n", [], {}, id="no period"),
        pytest.param("县,年份,GDP（亿元）\n龙泉市,2024-09,183.5\n", [], {}, id="a month or since January"),
        pytest.param("县,年份,GDP（亿元）\n龙泉市,2024年三季度,183.5\n", [], {}, id="a quarter or since January"),
        pytest.param("代码,年份,GDP（亿元）\n330103,2019,1100\n330103,2023,1200\n", [], {"330103": 1100}, id="ceased"),
        pytest.param("县,项目,GDP（亿元）\n龙泉市,其中：城区,100\n", [], {}, id="row of something else"),
        pytest.param("县,GDP（百万 元）\n龙泉市,18350\n", [], {}, id="no such unit"),
        pytest.param("縣市,地區生產總值（億元）\n龍泉市,183.5\n", [], {"331181": 183.5}, id="traditional"),
        pytest.param("County,GDP (100 million yuan)\nLongquan,183.5\n", [], {"331181": 183.5}, id="English"),
        pytest.param("县,GDP,人口\n,（亿元）,（万人）\n龙泉市,183.5,24\n", [], {"331181": 183.5}, id="row of units"),
        pytest.param("说明\n" * 60 + "县,GDP（亿元）\n龙泉市,183.5\n", [], {"331181": 183.5}, id="late header"),
    ],
)
def test_never_another_figure(
    text: str, arguments: list[str], expected: dict[str, float], countycli: Program, tmp_path: Path
) -> None:
    found = imported(countycli, written(tmp_path, text), "--period", "2023", *arguments)
    assert {each["county"]: each["value"] for each in found["observations"]} == expected
    assert {each["metric"] for each in found["observations"]} <= {"gdp"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "县,年份,GDP（亿元）\n龙泉市,2022,174.2\n,2023,183.5\n合计,2022,300\n,2023,310\n",
            {("331181", "gdp", "2022"): 174.2, ("331181", "gdp", "2023"): 183.5},
            id="merged cells",
        ),
        pytest.param(
            "2023年9月\n县,规上工业增加值（亿元）,\n,本月,累计\n龙泉市,12,93.5\n",
            {
                ("331181", "scale_industrial_va", "2023-09"): 12,
                ("331181", "scale_industrial_va", "2023-01/2023-09"): 93.5,
            },
            id="month and since January",
        ),
        pytest.param(
            "表1 2022年\n县,GDP（亿元）\n龙泉市,174.2\n\n表2 2023年\n县,人均GDP（元）\n庆元县,74000\n",
            {("331181", "gdp", "2022"): 174.2, ("331126", "gdp_per_capita", "2023"): 74000},
            id="two tables",
        ),
        pytest.param(
            "县,GDP（亿元）,,,\n,2022年,,2023年,\n,绝对值,增速,绝对值,增速\n龙泉市,174.2,3.2,183.5,6.1\n",
            {
                ("331181", "gdp", "2022"): 174.2,
                ("331181", "gdp_growth", "2022"): 3.2,
                ("331181", "gdp", "2023"): 183.5,
                ("331181", "gdp_growth", "2023"): 6.1,
            },
            id="three rows of headers",
        ),
        pytest.param(
            "指标,龙泉市,,庆元县,\n,2022年,2023年,2022年,2023年\nGDP（亿元）,174.2,183.5,90,101.2\n",
            {
                ("331181", "gdp", "2022"): 174.2,
                ("331181", "gdp", "2023"): 183.5,
                ("331126", "gdp", "2022"): 90,
                ("331126", "gdp", "2023"): 101.2,
            },
            id="places over years",
        ),
        pytest.param(
            "县,2023年GDP（亿元）,2022年GDP（亿元）,增速（%）,2023年±%\n龙泉市,183.5,174.2,6.1,6.1\n",
            {("331181", "gdp", "2023"): 183.5, ("331181", "gdp", "2022"): 174.2, ("331181", "gdp_growth", "2023"): 6.1},
            id="the year before behind",
        ),
        pytest.param(
            "县,2020年GDP（亿元）,2023年GDP（亿元）,增速（%）\n龙泉市,163.5,184.2,16.1\n",
            {("331181", "gdp", "2020"): 163.5, ("331181", "gdp", "2023"): 184.2},
            id="growth over several years",
        ),
    ],
)
def test_layouts_of_statistics_offices(text: str, expected: Figures, countycli: Program, tmp_path: Path) -> None:
    assert figures(imported(countycli, written(tmp_path, text))) == expected


def test_dates_count_as_far_as_they_are_shown(countycli: Program, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["县", "年份", "GDP（亿元）"])
    for day, form in ((dt.date(2023, 1, 1), "yyyy"), (dt.date(2022, 9, 30), "yyyy-mm-dd")):
        book.active.append(["龙泉市", day, 183.5])
        book.active.cell(book.active.max_row, 2).number_format = form
    path = tmp_path / "dates.xlsx"
    book.save(path)
    found = imported(countycli, path)
    assert figures(found) == {("331181", "gdp", "2023"): 183.5}
    assert "2022-09-30" in found["left"][0]["reason"]


def test_a_header_has_one_meaning(countycli: Program, tmp_path: Path) -> None:
    path = written(tmp_path, "县,甲\n龙泉市,183.5\n")
    twice = countycli("data", "import", str(path), "--map", "甲=gdp（亿元）", "--map", "甲=-")
    assert twice.code == 2
    assert "two meanings" in twice.err


def test_a_web_page_named_as_a_sheet(countycli: Program, tmp_path: Path) -> None:
    page = "<html><body><table><tr><td>县</td><td>GDP</td></tr></table></body></html>"
    told = countycli("data", "import", str(written(tmp_path, page, "sheet.xls", "gb18030")))
    assert (told.code, "a web page" in told.err) == (2, True)
