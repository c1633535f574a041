"""What a sheet leaves open is asked, with the cell and the option that answers; no figure is taken in its place."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Program


def imported(countycli: Program, tmp_path: Path, text: str, *arguments: str) -> Any:
    path = tmp_path / "sheet.csv"
    path.write_text(text, "utf-8")
    return countycli("data", "import", str(path), *arguments, "--json").json


def taken(found: Any) -> dict[tuple[str, str], float]:
    return {(each["metric"], each["period"]): each["value"] for each in found["observations"]}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("县,甲,GDP（亿元）\n龙泉市,其中城区,100\n", id="a part of the county"),
        pytest.param("县,乡镇,GDP（亿元）\n龙泉市,剑池街道,100\n", id="a town"),
        pytest.param("县,GDP（亿元）,行业\n龙泉市,100,制造业\n", id="an industry behind the figure"),
        pytest.param("county,sector,gdp (亿元)\n331181,industry,100\n", id="English"),
        pytest.param("县,,GDP（亿元）\n龙泉市,城区,100\n", id="no header"),
        pytest.param("县,企业名称,GDP（亿元）\n龙泉市,某某12公司,3.5\n", id="with a digit in the words"),
    ],
)
def test_words_under_an_unknown_header_are_asked_about(text: str, countycli: Program, tmp_path: Path) -> None:
    found = imported(countycli, tmp_path, text, "--period", "2023")
    assert found["observations"] == []
    (left,) = found["left"]
    assert "means for the figure is not known" in left["reason"]


def test_an_answer_about_such_words_counts(countycli: Program, tmp_path: Path) -> None:
    text = "县,甲,2023年GDP（亿元）\n龙泉市,城区,100\n龙泉市,,183.5\n"
    (left,) = imported(countycli, tmp_path, text)["left"]
    assert '`--map "甲=scope"`' in left["reason"]
    of_part = imported(countycli, tmp_path, text, "--map", "甲=scope")["observations"]
    assert [(each["value"], each["scope"]) for each in of_part] == [(100, "城区"), (183.5, None)]
    unmoved = imported(countycli, tmp_path, text.replace("龙泉市,,183.5\n", ""), "--map", "甲=-")["observations"]
    assert [(each["value"], each["scope"]) for each in unmoved] == [(100, None)]


def test_regions_around_a_county_and_words_for_the_whole_change_nothing(countycli: Program, tmp_path: Path) -> None:
    text = "县,所属地市,范围,2023年GDP（亿元）\n龙泉市,丽水市,全市,183.5\n庆元县,杭州市,,101\n"
    found = imported(countycli, tmp_path, text)
    assert [(each["county"], each["scope"]) for each in found["observations"]] == [("331181", None)]
    assert "杭州市" in found["left"][0]["reason"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县,年份,月份,GDP（亿元）\n龙泉市,2023,9,140\n", {}),
        ("县,年份,季度,GDP（亿元）\n龙泉市,2023,3,140\n", {}),
        ("county,year,quarter,gdp (亿元)\nLongquan,2023,Q3,140\n", {}),
        ("县,月份,2023年GDP（亿元）\n龙泉市,9,140\n", {}),
        ("县,年份,月份,GDP（亿元）\n龙泉市,2023,1-9月,140\n", {("gdp", "2023-01/2023-09"): 140}),
        ("县,年份,季度,GDP（亿元）\n龙泉市,2023,1,40\n", {("gdp", "2023-01/2023-03"): 40}),
        ("县,年份,月份,GDP（亿元）\n龙泉市,2023年1-6月,9,140\n", {}),
        ("县,年份,统计时间,GDP（亿元）\n龙泉市,2023,2024,183.5\n", {}),
    ],
)
def test_a_year_beside_months_is_not_the_year(
    text: str, expected: dict[tuple[str, str], float], countycli: Program, tmp_path: Path
) -> None:
    found = imported(countycli, tmp_path, text)
    assert taken(found) == expected
    assert bool(found["left"]) is not bool(expected)


@pytest.mark.parametrize(
    ("header", "option"),
    [
        ("Population (10000 persons)", "resident_population (万人)"),
        ("人口（万人）", "registered_population (万人)"),
        ("Income (yuan)", "income_rural (元)"),
        ("2023年人口（万人）", "2023年resident_population (万人)"),
        ("2023年1-12月人口（万人）", "2023年resident_population (万人)"),
    ],
)
def test_a_word_for_several_indicators_gets_options_that_work(
    header: str, option: str, countycli: Program, tmp_path: Path
) -> None:
    text = f"县,年份,{header}\n龙泉市,2023,{24 if '10' in header or '万' in header else 30000}\n"
    found = imported(countycli, tmp_path, text)
    assert found["observations"] == []
    assert f'`--map "{header}={option}"`' in found["left"][0]["reason"]
    answered = imported(countycli, tmp_path, text, "--map", f"{header}={option}")
    assert [each["period"] for each in answered["observations"]] == ["2023"]


def test_a_header_without_a_unit_gets_the_option_that_supplies_it(countycli: Program, tmp_path: Path) -> None:
    text = "县,年份,农村居民收入\n龙泉市,2023,30000\n"
    (left,) = imported(countycli, tmp_path, text)["left"]
    assert '--map "农村居民收入=income_rural (元)"' in left["reason"]
    answered = imported(countycli, tmp_path, text, "--map", "农村居民收入=income_rural (元)")
    assert taken(answered) == {("income_rural", "2023"): 30000}
    dated = "县,2023年农村居民收入\n龙泉市,30000\n"  # what explains a header takes the header's place, the year's, too
    (left,) = imported(countycli, tmp_path, dated)["left"]
    assert '--map "2023年农村居民收入=2023年income_rural (元)"' in left["reason"]
    answered = imported(countycli, tmp_path, dated, "--map", "2023年农村居民收入=2023年income_rural (元)")
    assert taken(answered) == {("income_rural", "2023"): 30000}
    rows = "指标,2023年\n农村居民收入,30000\n"  # where rows are indicators, the row is what must be explained
    (left,) = imported(countycli, tmp_path, rows, "-c", "龙泉")["left"]
    assert '--map "农村居民收入=income_rural (元)"' in left["reason"]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("(2.5)", "brackets may mean that it is negative"),
        ("（2.5）", "brackets may mean that it is negative"),
        ("▲3.1", "a rise or a fall"),
        ("3.5¹", "raised digit"),
        ("3.5(1)", "digit in brackets"),
        ("3~4", "a range"),
        ("3.5E+01", "shortened the number"),
        ('"3,5"', "decimal point"),
        ("3.5（含开发区）", "column of notes"),
        ("=B2*2", "formula without a stored value"),
        ("#REF!", "could not calculate"),
        ("1 53.2", "no plain number"),
        ("三成", "no plain number"),
    ],
)
def test_a_cell_that_is_no_plain_number_is_asked_about(
    cell: str, told: str, countycli: Program, tmp_path: Path
) -> None:
    found = imported(countycli, tmp_path, f"县,2023年GDP增速（%）\n龙泉市,{cell}\n庆元县,5\n")
    assert [each["county"] for each in found["observations"]] == ["331126"]
    (left,) = found["left"]
    assert left["at"] == "第2行第2列"
    assert told in left["reason"]


@pytest.mark.parametrize(
    ("cell", "value", "bound", "status"),
    [
        ("–3.1", -3.1, None, "actual"),
        ("－3.1", -3.1, None, "actual"),
        ("3.1*", 3.1, None, "actual"),
        ("≥3.1", 3.1, ">=", "actual"),
        ("3.1（预计）", 3.1, None, "estimate"),
        ("3.1(目标)", 3.1, None, "target"),
        ("３．１", 3.1, None, "actual"),
    ],
)
def test_ways_to_write_a_number(
    cell: str, value: float, bound: str | None, status: str, countycli: Program, tmp_path: Path
) -> None:
    found = imported(countycli, tmp_path, f"县,2023年GDP增速（%）\n龙泉市,{cell}\n")
    (figure,) = found["observations"] + found["targets"]
    assert (figure["value"], figure["bound"], figure["status"]) == (value, bound, status)


@pytest.mark.parametrize(("cell", "value"), [("183.5亿", 183.5), ('"1 835 300万"', 183.53), ("1835300万元", 183.53)])
def test_multiples_stand_for_the_units_that_begin_so(
    cell: str, value: float, countycli: Program, tmp_path: Path
) -> None:
    assert taken(imported(countycli, tmp_path, f"县,2023年GDP\n龙泉市,{cell}\n")) == {("gdp", "2023"): value}


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("2023年GDP（亿元，初步核算）", "preliminary"),
        ("2023年GDP（最终核实数）（亿元）", "final"),
        ("2023年GDP（亿元）", "actual"),
    ],
)
def test_a_header_tells_how_firm_its_figures_are(header: str, status: str, countycli: Program, tmp_path: Path) -> None:
    (figure,) = imported(countycli, tmp_path, f'县,"{header}"\n龙泉市,183.5\n')["observations"]
    assert figure["status"] == status


@pytest.mark.parametrize(
    "header", ["2023年GDP（亿元，不变价）", "2023年GDP（2020年价，亿元）", "2023年GDP（亿元、市辖区）"]
)
def test_all_words_in_brackets_count(header: str, countycli: Program, tmp_path: Path) -> None:
    assert imported(countycli, tmp_path, f'县,"{header}"\n龙泉市,160\n')["observations"] == []


def test_a_total_and_codes_that_are_none_are_named(countycli: Program, tmp_path: Path) -> None:
    text = "代码,县,2023年GDP（亿元）\n,合计,300\n,全省,82553\n3311,,1964\n3.31E+11,,5\n331181,龙泉市,183.5\n"
    found = imported(countycli, tmp_path, text)
    assert taken(found) == {("gdp", "2023"): 183.5}
    reasons = [left["reason"] for left in found["left"]]
    assert [("is a total" in reason, "no code" in reason) for reason in reasons] == [
        (True, False),
        (True, False),
        (False, True),
        (False, True),
    ]


def test_a_figure_far_from_the_books_is_left_out_beside_it(countycli: Program, tmp_path: Path) -> None:
    known = countycli("show", "龙泉", "gdp", "-p", "2023", "--json").json["observations"][0]["value"]
    text = f"县,年份,GDP（亿元）\n龙泉市,2023,{10 * known}\n龙泉市,2022,{0.95 * known:.1f}\n龙泉市,1985,1.1\n"
    found = imported(countycli, tmp_path, text)
    assert [each["period"] for each in found["observations"]] == ["2022", "1985"]
    assert str(known) in found["left"][0]["reason"]
    assert len(imported(countycli, tmp_path, text, "--against")["against"]) == 3  # there the book's stands beside it


def test_figures_of_a_part_and_doubtful_ones_are_not_held_against_the_book(countycli: Program, tmp_path: Path) -> None:
    rows = "龙泉市,开发区,2023,12.5,,\n龙泉市,,2022,9.5,true,疑为季度数\n龙泉市,,2021,9.5,,\n"
    text = f"县,范围,年份,GDP（亿元）,存疑,备注\n{rows}"
    found = imported(countycli, tmp_path, text)
    assert [(each["period"], each["scope"], each["value"]) for each in found["observations"]] == [
        ("2023", "开发区", 12.5),
        ("2022", None, 9.5),
    ]
    assert [left["printed"] for left in found["left"]] == ["9.5"]


def test_of_a_hundred_unknown_columns_the_first_are_told(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    columns = [f"X{number}" for number in range(100)]
    path.write_text(f"县,2023年GDP（亿元）,{','.join(columns)}\n龙泉市,183.5,{','.join('1' * 100)}\n", "utf-8")
    told = countycli("data", "import", str(path), "-o", str(tmp_path / "mine.toml")).err
    assert told.count("--map") == 3
    assert "97 more left out" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("县,2023年GDP（亿元）\n", "below the header there is no row"),
        ("id,name,category\n1,绿道,生态\n", "no sheet of figures"),
        ("县,2023年GDP（亿元）\n某某县,5\n", "the reasons stand in the draft"),
    ],
)
def test_why_a_sheet_yields_no_figure(text: str, told: str, countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(text, "utf-8")
    assert told in countycli("data", "import", str(path), "-o", str(tmp_path / "mine.toml")).err


@pytest.mark.parametrize(
    "text",
    [
        "县；2023年GDP（亿元）\n".replace("；", "，") + "龙泉市，183.5\n",
        "县|2023年GDP（亿元）\n龙泉市|183.5\n",
        '"县","2023年GDP（亿元）"\n"龙泉市","183.5"\n',
        "县,2023年GDP（亿元）\n1.龙泉市,183.5\n",
        "县,2023年GDP（亿元）\n其中：龙 泉 市,183.5\n",
        "区划代码,2023年GDP（亿元）\n331181000,183.5\n",
    ],
)
def test_ways_to_write_a_sheet(text: str, countycli: Program, tmp_path: Path) -> None:
    assert taken(imported(countycli, tmp_path, text)) == {("gdp", "2023"): 183.5}


def test_a_quotation_mark_without_a_fellow_swallows_no_rows(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text('县,2023年GDP（亿元）\n"龙泉市,183.5\n庆元县,101\n', "utf-8")
    told = countycli("data", "import", str(path))
    assert (told.code, "line 2" in told.err) == (2, True)


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_blanks_behind_a_quotation_mark_are_forgiven(separator: str, countycli: Program, tmp_path: Path) -> None:
    rows = ('县,"2023年GDP（亿元）" ,备注', '"龙泉市" ,190,"a ""b"" c"  ', '"庆元县"　,"101.2", ')
    found = imported(countycli, tmp_path, "\n".join(row.replace(",", separator) for row in rows))
    assert [(each["value"], each["note"]) for each in found["observations"]] == [(190, 'a "b" c'), (101.2, None)]


def test_a_field_without_end_is_named(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("县,2023年GDP（亿元）,备注\n龙泉市,183.5," + "长" * 140_000 + "\n", "utf-8")
    refused = countycli("data", "import", str(path))
    assert (refused.code, "a field from line 2 on has more than 131072 characters" in refused.err) == (2, True)


def test_parts_of_one_under_a_header_of_per_cent_are_asked_about(countycli: Program, tmp_path: Path) -> None:
    text = "县,2023年GDP增速（%）,2023年城镇化率（%）\n龙泉市,0.061,61.5\n庆元县,0.05,0\n云和县,-,50\n"
    found = imported(countycli, tmp_path, text)
    assert {each["metric"] for each in found["observations"]} == {"urbanization_rate"}
    assert [left["printed"] for left in found["left"]] == ["0.061", "0.05"]
    assert taken(imported(countycli, tmp_path, text.replace("0.061", "0.6"))) != taken(found)


@pytest.mark.parametrize("header", ["GDP (constant prices) (100 million yuan)", "GDP (billion yuan)"])
def test_english_words_in_brackets_count_too(header: str, countycli: Program, tmp_path: Path) -> None:
    found = imported(countycli, tmp_path, f"County,Year,{header}\nLongquan,2023,18.35\n")
    assert found["observations"] == []
    assert "header is not known" in found["left"][0]["reason"]


def test_headers_of_two_rows_are_explained_together(countycli: Program, tmp_path: Path) -> None:
    text = "县,GDP,\n,总量（亿元）,人均（元）\n龙泉市,183.5,74000\n"
    (left,) = imported(countycli, tmp_path, text, "-p", "2023")["left"]
    assert '--map "GDP 人均（元）=ID (UNIT)"' in left["reason"]
    found = imported(countycli, tmp_path, text, "-p", "2023", "--map", "GDP 人均（元）=gdp_per_capita (元)")
    assert taken(found) == {("gdp", "2023"): 183.5, ("gdp_per_capita", "2023"): 74000}


def test_a_column_of_ratios_is_told_and_makes_no_figure_doubtful(countycli: Program, tmp_path: Path) -> None:
    found = imported(countycli, tmp_path, "县,三次产业比例,2023年GDP（亿元）\n龙泉市,9:38:53,183.5\n")
    assert taken(found) == {("gdp", "2023"): 183.5}
    assert [left["printed"] for left in found["left"]] == ["三次产业比例"]


def test_namesakes_are_listed_with_their_codes(countycli: Program, tmp_path: Path) -> None:
    text = "县,2023年GDP（亿元）\n鼓楼区,1900\n遂昌县(331123),150\n市本级,5\n"
    reasons = [left["reason"] for left in imported(countycli, tmp_path, text)["left"]]
    assert "320106" in reasons[0]
    assert "331123, " in reasons[1]
    assert reasons[2].endswith("“市本级”")


def test_of_several_units_above_a_table_the_only_possible_one_counts(countycli: Program, tmp_path: Path) -> None:
    text = "单位：亿元、元,,\n县,2023年GDP,2023年城镇居民人均可支配收入\n龙泉市,183.5,55000\n"
    found = imported(countycli, tmp_path, text)
    assert taken(found) == {("gdp", "2023"): 183.5, ("income_urban", "2023"): 55000}
    both = "单位：亿元、万元,\n县,2023年GDP\n龙泉市,1835\n"  # a plausible number in either
    assert "no unit is told" in imported(countycli, tmp_path, both)["left"][0]["reason"]


def test_ways_to_write_a_number_pass_the_check(countycli: Program, tmp_path: Path) -> None:
    """What is printed must agree with the value, or the whole file would be left out of answers."""
    cells = ("–3.1", "－3.1", "3.1（预计）", "≥3.1", "３．１", "3.1①", "3.1*", "下降2.1", "约3.1", ">3")
    years = range(2010, 2010 + len(cells))
    path, draft = tmp_path / "sheet.csv", tmp_path / "mine.toml"
    rows = (f"龙泉市,{year},{cell}" for year, cell in zip(years, cells, strict=True))
    path.write_text("\n".join(("县,年份,GDP增速（%）", *rows)), "utf-8")
    told = countycli("data", "import", str(path), "-o", str(draft))
    assert f"Figures: {len(cells)};" in told.err
    assert "第7行第2列" not in told.err
    assert "a mark leads to a footnote at 第7行第3列, 第8行第3列" in told.err
    assert countycli("data", "check", str(draft)).code == 0


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("龙泉市,2023,183.53000000012345678", "more digits than figures have"),
        ("龙泉市,2023,-5", "not plausible"),
        ("龙泉市,2023,18.3百万", "no unit is called"),
        ("龙泉市,2023,1835300万元", "different units"),
        ("Longquan City,2023,183.5", "no name of a place in full"),
        ("龙泉市,,183.5", "no period is told"),
        ("江干区,2023,800", "was no more in"),
        ("龙泉市,2023年9月当月至今,5", "no period that is known"),
    ],
)
def test_what_else_is_left_out_says_why(row: str, told: str, countycli: Program, tmp_path: Path) -> None:
    found = imported(countycli, tmp_path, f"县,年份,GDP（亿元）\n{row}\n庆元县,2023,101\n")
    assert [each["county"] for each in found["observations"]] == ["331126"]
    (left,) = found["left"]
    assert told in left["reason"]


def test_a_unit_of_another_kind_is_named(countycli: Program, tmp_path: Path) -> None:
    (left,) = imported(countycli, tmp_path, "县,2023年GDP（亿美元）\n龙泉市,26\n")["left"]
    assert "unit doesn't fit" in left["reason"]


def test_an_indicator_of_which_a_second_cell_is_not_understood(countycli: Program, tmp_path: Path) -> None:
    text = "指标,项目,单位,2023年\nGDP,城区,亿元,90\nGDP,,亿元,183.5\nGDP,增速,%,6.1\n"
    found = imported(countycli, tmp_path, text, "-c", "龙泉")
    assert taken(found) == {("gdp", "2023"): 183.5, ("gdp_growth", "2023"): 6.1}
    assert "“城区” beside the indicator" in found["left"][0]["reason"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    "header", ["产值X", "产值 $(touch pwned)", '产值"甲"', "产值`id`", "it's", "a\\'b\\\\c!x", "产值（甲）"]
)
def test_options_reach_the_program_as_they_are_shown(
    shell: str, header: str, countycli: Program, tmp_path: Path
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    rows = io.StringIO()
    csv.writer(rows).writerows([["县", header], ["龙泉市", "183.5"]])
    (left,) = imported(countycli, tmp_path, rows.getvalue())["left"]
    option = re.search("give `(.*)`$", left["reason"])
    assert option is not None
    command = f"{sys.executable} -c 'import sys; print(*sys.argv[1:], sep=chr(10))' {option[1]}"
    printed = subprocess.run([shell, "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert printed == f"--map\n{header}=ID (UNIT)\n"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["sheet.csv"]


def test_options_of_plain_names_stand_in_double_quotes(countycli: Program, tmp_path: Path) -> None:
    (left,) = imported(countycli, tmp_path, "县,产值X（甲）\n龙泉市,183.5\n")["left"]
    assert left["reason"].endswith('`--map "产值X（甲）=ID (UNIT)"`')
