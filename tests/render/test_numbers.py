"""How numbers are shown: no digit that means nothing, no nothing that isn't one, points below each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from books import figure
from hypothesis import given
from hypothesis import strategies as st
from painters import painted

from countycli.render.page import Cell, Column, Heading, Styled, Table
from countycli.render.words import Words

if TYPE_CHECKING:
    from conftest import Program

EN = Words("en")
SHARES = [
    (0, "0%"),
    (0.00016664, "0.017%"),
    (0.0014, "0.14%"),
    (0.0096, "0.96%"),
    (0.0104, "1.0%"),
    (0.5, "50.0%"),
    (0.9949, "99.5%"),
    (0.9996, "99.96%"),
    (1, "100%"),
    (1.0004, "100.04%"),
    (1.352, "135.2%"),
    (-0.002, "-0.20%"),
]
# Value, decimals, what the document prints, what is shown.
VALUES = [
    (55.0, 4, "550000万元", "55"),
    (200.6008, 4, "2006008万元", "200.6008"),
    (200.6, 4, "2006000万元", "200.6"),
    (12.0, 2, "1200公顷", "12"),
    (1234567.0, 4, None, "1,234,567"),
    (617.5, 2, "617.50亿元", "617.50"),
    (617.5, 2, None, "617.50"),
    (5.0, 1, None, "5.0"),
    (7, 0, "7%", "7"),
    (8000, -3, "0.8万亿元", "8,000"),
    (0.0, 4, "0万元", "0"),
]


@pytest.mark.parametrize(("ratio", "text"), SHARES)
def test_shares(ratio: float, text: str) -> None:
    assert EN.share(ratio) == text


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_only_nothing_is_shown_as_nothing_and_only_all_as_all(part: int, whole: int) -> None:
    text = EN.share(part / whole)
    number = float(text.rstrip("%").replace(",", ""))
    assert (number == 0) == (part == 0)
    assert (number == 100) == (part == whole)
    assert abs(number - 100 * part / whole) <= 0.05 + 1e-9


@pytest.mark.parametrize(("value", "decimals", "printed", "text"), VALUES)
def test_values(value: float, decimals: int, printed: str | None, text: str) -> None:
    assert EN.value(figure(value, decimals=decimals)._replace(printed=printed)) == text


@given(st.integers(-(10**9), 10**9), st.integers(0, 6), st.booleans())
def test_what_is_shown_is_the_value(digits: int, decimals: int, converted: bool) -> None:
    """Leaving zeros out never rounds."""
    value = round(digits / 10**decimals, decimals)
    shown = EN.value(figure(value, decimals=decimals)._replace(printed="1万" if converted else None))
    assert float(shown.replace(",", "")) == value


def test_decimal_points_stand_below_each_other() -> None:
    cells: list[Cell] = ["200.6008", "301.5", ">=1,302", "-", "", Styled("0.017% of it", "bold"), "12 [+]", "-4.5"]
    rows: tuple[tuple[Cell, ...], ...] = tuple((str(number), cell, "x") for number, cell in enumerate(cells))
    columns = (Column("N"), Column("Value", right=True, point=True), Column("Y"))
    table = Table("", columns, (Heading("a heading with a point.5"), *rows))
    lines = painted((table,), EN).splitlines()
    numbers = [line for line in lines if line[0].isdigit()]
    assert {line.rindex("x") for line in numbers} == {lines[0].index("Y")}
    points = {line.index(".") for line in numbers if "." in line}
    assert len(points) == 1
    (point,) = points
    assert {line[point - 1] for line in numbers if "." not in line} == {"2", "-", " "}
    assert painted((table,), EN, drawn=True).count("0.017% of it") == 1


def test_numbers_of_several_indicators_are_aligned_by_indicator() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (("a", "200.6008"), ("a", "301.5"), ("b", "695,958"), ("b", "7"))
    table = Table("", (Column("N"), Column("Value", right=True, point=True, mixed=True)), rows)
    lines = painted((table,), EN).splitlines()[1:]
    assert lines == ["a  200.6008", "a  301.5", "b   695,958", "b         7"]


def own(folder: Path, body: str) -> str:
    path = folder / "mine.toml"
    head = '[document]\ntitle = "t"\npublisher = "p"\npublished = 2026-03-12\nkind = "news"\naccess = "official"\n'
    path.write_text(f"{head}\n{body}", encoding="utf-8")
    return str(path)


def test_a_converted_amount_in_tables_why_and_json(frozen: Program, tmp_path: Path) -> None:
    file = own(
        tmp_path,
        '[[observations]]\ncounty = "331181"\nperiod = "2018"\n'
        'exports = { value = 550000, unit = "万元", printed = "550000万元" }\n'
        '[[observations]]\ncounty = "331181"\nperiod = "2019"\n'
        'exports = { value = 556008, unit = "万元", printed = "556008万元" }\n',
    )
    lines = frozen("show", "龙泉", "--data", file, "--all").out.splitlines()
    (first,), (second,) = ([it for it in lines if f" {text} " in it] for text in ("55", "55.6008"))
    assert ("2018" in first, "2019" in second) == (True, True)
    assert first.index(" 55 ") == second.index(" 55.6008 ")
    told = frozen("why", "龙泉", "exports", "-p", "2018", "--data", file)
    assert "550000万元" in told.out
    told = frozen("why", "龙泉", "exports", "-p", "2018", "--data", file, "--json")
    assert (told.json["observation"]["value"], told.json["observation"]["printed"]) == (55.0, "550000万元")


COMPARED = [
    # metric, period, whether the ratio is told and whether the difference is, and how in either language
    ("household_size", "2020", True, True, "% of its level", "为其"),
    ("population", "2020", True, False, "% of it ", "占"),
    ("gdp_growth", "2022", False, True, "+", "+"),
    ("urbanization_rate", "2020", False, True, "+", "+"),
]


@pytest.mark.parametrize(("metric", "period", "ratio", "difference", "english", "chinese"), COMPARED)
def test_levels_are_set_in_relation_and_rates_in_points(
    metric: str, period: str, ratio: bool, difference: bool, english: str, chinese: str, countycli: Program
) -> None:
    asked = ("rank", "-m", metric, "-p", period, "--in", "浙江")
    assert english in countycli(*asked).out
    assert chinese in countycli(*asked, lang="zh").out
    compared = [it for row in countycli(*asked, "--json").json["rows"] for it in row["benchmarks"]]
    assert compared
    assert {it["ratio"] is not None for it in compared} == {ratio}
    assert {it["difference"] is not None for it in compared} == {difference}


def test_a_small_part_of_a_region_is_no_nothing(countycli: Program) -> None:
    """三沙 has 2,333 inhabitants."""
    table = countycli("show", "三沙市", "population", "rural_population", lang="zh").out
    line = next(line for line in table.splitlines() if line.startswith("常住人口（普查）"))
    assert "占0.023%" in line
    assert not [text for text in ("占0.0%", "占0.00%") if text in table]
    (nobody,) = (line for line in table.splitlines() if line.startswith("乡村人口"))
    assert "占0%" in nobody


BRACKETS = {"en": "the document bears none of its own", "zh": "文件本身无标题"}


@pytest.mark.parametrize("lang", BRACKETS)
@pytest.mark.parametrize(
    ("arguments", "described"),
    [
        (("show", "余杭"), True),
        (("rank", "-m", "population", "-p", "2010", "--in", "杭州"), True),
        (("rank", "-m", "population", "-p", "2020", "--in", "杭州"), False),
        (("compare", "余杭", "临安", "-m", "population", "-p", "2010"), True),
        (("why", "余杭", "population", "-p", "2010"), True),
        (("why", "余杭", "population", "-p", "2020"), False),
        (("why", "临安", "population_change"), True),
        (("targets", "松阳"), True),
        (("targets", "龙泉"), False),
        (("sources",), True),
        (("sources", "census-2010"), True),
        (("sources", "census-2020"), False),
    ],
)
def test_brackets_around_titles_are_explained_where_there_are_any(
    arguments: tuple[str, ...], described: bool, lang: str, frozen: Program
) -> None:
    for options in ((), ("-f", "markdown")):
        assert (BRACKETS[lang] in frozen(*arguments, *options, lang=lang).out) == described


def test_the_book_and_own_data_have_words_that_cannot_be_confused() -> None:
    """自带 and 自有 are one character apart."""
    root = Path(__file__).resolve().parents[2]
    texts = [root / "src/countycli/locale/zh/LC_MESSAGES/countycli.po", root / "README.zh.md"]
    assert not [path for path in texts if "自带" in path.read_text("utf-8")]
