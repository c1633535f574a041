"""Pages of comparisons: columns where there is room, marks of the best, headings, and what is left out."""

from __future__ import annotations

import re

import pytest
from conftest import Program

from countycli.render.wrap import cell_width

SIX = ("龙泉", "义乌", "昆山", "仁怀", "浏阳", "晋江")


def uncoloured(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def test_the_best_of_a_row_bears_a_sign_and_a_style(countycli: Program) -> None:
    arguments = ("compare", "龙泉", "义乌", "-m", "gdp", "-p", "2023")
    line = next(line for line in countycli(*arguments).out.splitlines() if line.startswith("Gross domestic product"))
    assert re.search(r" 183.53 A\[\d\] +\^2,055.62 P!\[\d\]", line)
    assert "\x1b[1;36m^2,055.62" in countycli(*arguments, "--color", "always", "--width", "100").out
    assert "^ the largest or, where less is better, the smallest" in countycli(*arguments).out
    assert "^ the largest" not in countycli("compare", "龙泉", "义乌", "-m", "gdp", "--latest").out


@pytest.mark.parametrize("width", [80, 100, 140, 200])
def test_remarks_name_only_places_that_have_a_column(width: int, countycli: Program) -> None:
    page = countycli("compare", "龙泉", "义乌", "--color", "always", "--width", str(width), lang="zh").out
    lines = uncoloured(page).splitlines()
    heads = next(line for line in lines if line.startswith("指标"))
    remarks = [line for line in lines if "核定数为" in line]
    assert bool(remarks) is ("浙江省" in heads)
    assert all(name in heads for line in remarks for name in re.findall(r"浙江省|丽水市|金华市", line))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("count", [2, 3, 6])
def test_two_to_six_places_fit_and_no_figure_is_parted(count: int, width: int, lang: str, countycli: Program) -> None:
    arguments = ("compare", *SIX[:count], "-p", "2023")
    text = uncoloured(countycli(*arguments, "--color", "always", "--width", str(width), lang=lang).out)
    assert max(map(cell_width, text.splitlines())) <= width
    answer = countycli(*arguments, "-m", "gdp", "--json").json
    for value in answer["rows"][0]["values"]:
        assert re.search(rf"(?<![\d,.]){value['value']:,}(?![\d,]|\.\d)", text)


def test_six_places_stand_side_by_side_in_a_hundred_columns_and_below_each_other_in_sixty(countycli: Program) -> None:
    wide, narrow = (countycli("compare", *SIX, "--width", width, lang="zh").out for width in ("100", "60"))
    header = next(line for line in wide.splitlines() if line.startswith("指标"))
    assert header.split()[2:] == [f"{name}市" for name in SIX]
    assert [line.split()[0] for line in narrow.splitlines() if line.startswith(("龙泉市 ", "晋江市 "))][:2] == [
        "龙泉市",
        "晋江市",
    ]


def test_a_first_page_begins_with_main_indicators_and_says_how_many_more_there_are(countycli: Program) -> None:
    text = countycli("compare", "龙泉", "义乌").out
    rows = countycli("compare", "龙泉", "义乌", "--json").json["rows"]
    everything = countycli("compare", "龙泉", "义乌", "--all").out
    assert text.index("Main indicators") < text.index("Gross domestic product") < text.index("\nEconomy")
    assert text.index("\nEconomy") < text.index("\nIndustry") < text.index("\nPopulation")  # some of each topic
    assert f"{len(rows) - 20} more indicators: --all shows them" in text
    assert "more indicators" not in everything
    assert len(everything.splitlines()) > len(text.splitlines())


def test_a_region_with_few_figures_has_no_column(countycli: Program) -> None:
    text = countycli("compare", "龙泉", "昆山").out
    header = next(line for line in text.splitlines() if line.startswith("Indicator"))
    assert "江苏省" not in header
    assert re.search(r"江苏省.*: too few figures for a column", text)
    assert "浙江省" in header


def test_many_places_stand_below_each_other_with_bars_and_a_way_on(countycli: Program) -> None:
    text = countycli("compare", "--in", "丽水", "-m", "gdp", "-p", "2023", "--color", "always", "--width", "100").out
    assert "█" in text
    assert "`countycli rank` orders many places" in text
    assert "`countycli rank` orders" not in countycli("compare", *SIX).out
