"""Groups of hundreds of counties that left one by one: who is ranked, and what their pages tell."""

from __future__ import annotations

import pytest
from conftest import Program
from rich.cells import cell_len

POVERTY, LIFTED = "国家级贫困县", "脱贫县"


def counties(countycli: Program, *arguments: str) -> int:
    return int(countycli(*arguments, "--json").json["scope"]["counties"])


def ranked(countycli: Program, group: str, period: str) -> int:
    return counties(countycli, "rank", "population_census", "--in", group, "-p", period)


def test_the_members_of_the_year_are_ranked(countycli: Program) -> None:
    assert ranked(countycli, POVERTY, "2010") == 829  # 宣化县 among them, 宣化区 and 茫崖市 not yet
    assert ranked(countycli, POVERTY, "2020") == 52
    assert ranked(countycli, LIFTED, "2010") == ranked(countycli, LIFTED, "2020") == 830
    assert counties(countycli, "rank", "gdp", "--in", POVERTY, "-p", "2023") == 830  # the list had ended


def test_of_an_ended_group_all_members_are_meant_that_are_counties_of_today(countycli: Program) -> None:
    assert counties(countycli, "counties", "--in", POVERTY) == counties(countycli, "counties", "--in", LIFTED) == 830
    rows = {row["id"]: row["members"] for row in countycli("groups", "--json").json["rows"]}
    assert (rows["poverty_counties"], rows["lifted_counties"], rows["shanqu26"]) == (830, 830, 26)


def test_a_ranking_tells_that_most_members_had_left_and_where_all_are(countycli: Program) -> None:
    page = countycli("rank", "population_census", "--in", POVERTY, "-p", "2020", lang="zh").out
    assert "2020年仍在名单上的有52个，历来共830个；`--in 脱贫县` 为全部县区" in page
    notes = countycli("rank", "population_census", "--in", POVERTY, "-p", "2010", "--json").json["notes"]
    assert "members" not in {note["kind"] for note in notes}


def test_coverage_counts_the_members_of_each_year(countycli: Program) -> None:
    page = countycli("coverage", "--in", POVERTY, lang="zh").out
    assert "共830个" in page
    assert "52/52" in page


@pytest.mark.parametrize("name", [POVERTY, "贫困县", "poverty_counties", "national poverty counties"])
def test_a_large_group_is_counted_by_province(countycli: Program, name: str) -> None:
    lines = countycli("groups", name, lang="zh").out.splitlines()
    assert len(lines) < 40
    cells = {line.split()[0]: " ".join(line.split()[1:]) for line in lines if line}
    assert (cells["云南省"], cells["合计"]) == ("88 - 15 32 32 9", "830 28 125 282 343 52")
    assert "`countycli groups poverty_counties --in 河北`" in lines[-1]


def test_members_of_one_province_are_listed_and_machines_get_all(countycli: Program) -> None:
    page = countycli("groups", POVERTY, "--in", "云南", lang="zh").out
    assert "530627  镇雄县" in page
    assert page.count("2012-20") == 1 + 88
    members = countycli("groups", POVERTY, "--json").json["members"]
    assert len(members) == 831
    assert {row["code"]: row["valid_to"] for row in members}["530627"] == "2020"
    assert len(countycli("groups", LIFTED, "-f", "csv").out.splitlines()) == 1 + 830


def test_a_county_tells_when_it_left(countycli: Program) -> None:
    page = countycli("show", "镇雄", lang="zh").out
    assert "列入名单：国家级贫困县（2012-2020）、脱贫县（2021年起）" in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_years_of_leaving_fit_a_narrow_page(countycli: Program, lang: str) -> None:
    lines = countycli("groups", "poverty_counties", "--lang", lang, "--width", "60").out.splitlines()
    assert max(map(cell_len, lines)) <= 60
    (head,) = [line.split() for line in lines if "2018" in line and "2019" in line and "-" not in line]
    assert head[-5:] == ["2016", "2017", "2018", "2019", "2020"]
