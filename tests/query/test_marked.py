"""Counties that a reader marks: shown with their rank, however far down, or with the reason why they have none."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from conftest import Program

GDP = ("rank", "gdp", "-p", "2023", "--in", "浙江")


def marked(program: Program, *arguments: str) -> dict[str, dict[str, Any]]:
    return {entry["county"]["name"]: entry for entry in program(*arguments, "--json").json["marked"]}


def test_a_county_that_is_not_among_the_first_has_the_rank_of_the_whole_ranking(countycli: Program) -> None:
    whole = {row["county"]["name"]: row for row in countycli(*GDP, "--json").json["rows"]}
    answer = countycli(*GDP, "--top", "3", "--mark", "龙泉", "--json").json
    (entry,) = answer["marked"]
    assert len(answer["rows"]) == 3
    assert entry["row"] == whole["龙泉市"]
    assert entry["rank"] == whole["龙泉市"]["rank"] > 3
    assert answer["query"]["mark"] == ["331181"]
    assert entry["row"]["source"] in answer["sources"]


def test_without_marks_nothing_is_said_of_them(countycli: Program) -> None:
    answer = countycli(*GDP, "--top", "3", "--json").json
    assert "marked" not in answer
    assert "mark" not in answer["query"]


def test_each_county_is_marked_once_under_any_of_its_names(countycli: Program) -> None:
    assert [*marked(countycli, *GDP, "--mark", "龙泉", "--mark", "longquan", "--mark", "331181")] == ["龙泉市"]


@pytest.mark.parametrize(
    ("arguments", "name", "reason"),
    [
        ((*GDP, "--mark", "莲都"), "莲都区", "bound"),
        ((*GDP, "--mark", "吴兴"), "吴兴区", "other_scope"),
        ((*GDP, "--mark", "昆山"), "昆山市", "outside"),
        ((*GDP, "--mark", "丽水市"), "丽水市", "not_county"),
        ((*GDP, "--kind", "县", "--mark", "龙泉"), "龙泉市", "outside"),
        (("rank", "population", "-p", "2010", "--in", "浙江", "--mark", "龙港"), "龙港市", "outside"),
        (("rank", "gdp", "-p", "2021", "--since", "2020", "--in", "浙江", "--mark", "余杭"), "余杭区", "break"),
    ],
)
def test_a_county_without_rank_has_a_reason(
    arguments: tuple[str, ...], name: str, reason: str, countycli: Program
) -> None:
    entry = marked(countycli, *arguments)[name]
    assert (entry["rank"], entry["row"], entry["reason"]) == (None, None, reason)
    told = rf"> ([A-Z]\w+ )?{name} is not ranked: "
    assert re.search(told, countycli(*arguments).out)
    assert re.search(told, countycli(*arguments, "-f", "csv").err)


def test_what_a_county_has_instead_is_told(countycli: Program) -> None:
    left_out = {entry["county"]["name"]: entry for entry in countycli(*GDP, "--json").json["excluded"]}
    assert marked(countycli, *GDP, "--mark", "莲都")["莲都区"]["detail"] == left_out["莲都区"]["detail"]
    assert f"({left_out['莲都区']['detail']})" in countycli(*GDP, "--mark", "莲都").out


def test_a_name_of_several_counties_means_the_only_one_in_the_scope(countycli: Program) -> None:
    result = countycli("rank", "population", "-p", "2020", "--in", "福建", "--mark", "鼓楼")
    assert result.code == 0
    assert re.search(r"^> *\d+ +Gulou 鼓楼区", result.out, re.MULTILINE)
    assert "鼓楼区 (350102), in the scope" in result.err
    assert countycli("rank", "population", "-p", "2020", "--mark", "鼓楼").code == 4
    assert countycli(*GDP, "--mark", "龙全").code == 3


def test_rows_of_flat_formats_hold_marked_counties_too(countycli: Program) -> None:
    text = countycli(*GDP, "--top", "2", "--mark", "龙泉", "--mark", "余杭", "-f", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["county"], row["marked"]) for row in rows] == [
        ("余杭区", "true"),
        ("鄞州区", "false"),
        ("龙泉市", "true"),
    ]
    assert "marked" not in countycli(*GDP, "--top", "2", "-f", "csv").out.splitlines()[0]


def test_a_former_unit_marks_the_county_that_it_became(countycli: Program) -> None:
    (entry,) = marked(countycli, "rank", "population", "-p", "2020", "--in", "绍兴", "--mark", "绍兴县").values()
    assert (entry["county"]["code"], entry["county"]["name"]) == ("330603", "柯桥区")
    assert entry["rank"]
