"""`cite`, on the real book."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from books import OWN_FILE

from countycli.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Program

LONGQUAN = "2026-02-25-chinanews-longquan"


def test_the_document_of_a_figure_is_that_of_show(countycli: Program) -> None:
    shown = countycli("show", "龙泉", "gdp_growth", "-p", "2025", "--json").json["observations"][0]
    (row,) = countycli("cite", "龙泉", "gdp_growth", "-p", "2025", "--json").json["rows"]
    assert row["document"] == shown["source"] == LONGQUAN


def test_a_document_is_cited_by_its_id(countycli: Program) -> None:
    assert countycli("cite", LONGQUAN).out.endswith("[N]. 中国新闻网，2026-02-25.\n")


def test_a_calculated_figure_cites_both_its_inputs_once(countycli: Program) -> None:
    why = countycli("why", "龙泉", "gdp_share_province", "-p", "2023", "--json").json
    sources = {given["source"] for given in why["inputs"]}
    answer = countycli("cite", "龙泉", "gdp_share_province", "-p", "2023")
    assert len(sources) == 2
    assert answer.out.startswith("[1] ")
    assert answer.out.count("\n[2] ") == 1
    sentence = countycli("cite", "龙泉", "gdp_share_province", "-p", "2023", "--style", "news").out
    assert "calculated from these figures" in sentence
    assert sentence.count("“") == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("松阳", "gdp_growth", "-p", "2025"), "目标不低于6.5%"),
        (("莲都", "gdp", "-p", "2023"), "不低于500亿元"),
        (("平阳", "gdp", "-p", "2023"), "为711.81亿元（初步数）"),
        (("昆山", "gdp", "-p", "2023"), "数字取自汇编，未见原件"),
    ],
)
def test_a_sentence_keeps_the_marks_of_its_figure(arguments: tuple[str, ...], told: str, countycli: Program) -> None:
    assert told in countycli("cite", *arguments, "--style", "news", lang="zh").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("龙泉", "gdp", "-p", "2023"),
            ", the gross domestic product of Longquan 龙泉市 in 2023 stood at CNY 18.353 billion",
        ),
        (("龙泉", "gdp_growth", "-p", "2025"), "the GDP growth of Longquan 龙泉市 in 2025 stood at 7.5%"),
        (("莲都", "gdp", "-p", "2023"), "stood at CNY 50.0 billion or more"),
        (("龙泉", "registered_population", "-p", "2023"), "stood at 290,000 people."),
        (("昆山", "registered_population", "-p", "2023"), "stood at 1.26 million people."),
        (("庆元", "gdp_per_capita_registered", "-p", "2023"), "stood at CNY 50,520 (calculated"),
        (
            ("松阳", "gdp_growth", "-p", "2025"),
            "the target of Songyang County 松阳县 for GDP growth in 2025 stood at 6.5% or more",
        ),
        (("会宁", "towns", "-p", "2020"), "the towns of Huining County 会宁县 in 2020 stood at 24."),
        (("祁阳县", "birth_rate", "-p", "2010"), "the birth rate of Qiyang County 祁阳县 in 2010 stood at 14.11 ‰"),
    ],
)
def test_a_sentence_in_english_reads_as_one(arguments: tuple[str, ...], told: str, countycli: Program) -> None:
    assert told in countycli("cite", *arguments, "--style", "news").out


def test_a_description_is_not_quoted_as_a_title(countycli: Program) -> None:
    for lang, told in (("zh", "据[2010年第六次全国人口普查分县资料]（国家统计局；"), ("en", "According to [2010年")):
        result = countycli("cite", "census-2010", "--style", "news", lang=lang)
        assert result.out.startswith(told)
        assert "《" not in result.out + result.err
        assert "“" not in result.out + result.err


def test_references_are_never_broken_into_lines(countycli: Program) -> None:
    narrow = countycli("cite", "平阳", "gdp", "-p", "2023", "--width", "40").out
    assert narrow.count("\n") == 1


def test_csl_is_an_array(countycli: Program) -> None:
    (item,) = json.loads(countycli("cite", LONGQUAN, "--style", "csl").out)
    assert item["issued"] == {"date-parts": [[2026, 2, 25]]}
    assert "copy" in item.pop("note")
    assert countycli("cite", LONGQUAN, "--json").json["rows"][0]["csl"] == item


def test_the_day_on_which_a_page_was_read_is_cited(countycli: Program, tmp_path: Path) -> None:
    """It may be the day on which the page appeared."""
    path = tmp_path / "mine.toml"
    told = 'published = 2026-01-01\nseen = 2026-01-01\nurl = "https://a.b/"'
    path.write_text(OWN_FILE.replace("published = 2026-01-01", told), encoding="utf-8")
    given = ("own/mine", "--data", str(path))
    assert countycli("cite", *given).out == "A report[N/OL]. A county，2026-01-01[2026-01-01]. https://a.b/.\n"
    assert "  urldate = {2026-01-01},\n" in countycli("cite", *given, "--style", "bibtex").out
    assert countycli("sources", *given, "--json").json["rows"][0]["seen"] == "2026-01-01"
    assert re.search("\nRead on +2026-01-01\n", countycli("why", "龙泉", "gdp", "-p", "2024", *given[1:]).out)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("龙泉",), ExitCode.NOT_FOUND, "add an indicator"),
        (("no-such-document",), ExitCode.NOT_FOUND, "No document"),
        (("朝阳",), ExitCode.AMBIGUOUS, "朝阳"),
        (("龙泉", "nonsense"), ExitCode.NOT_FOUND, "No metric"),
        (("龙泉", "gdp", "-p", "1950"), ExitCode.NOT_FOUND, "there are figures for"),
        (("龙泉", "gdp", "--style", "chicago"), ExitCode.USAGE, "known: gbt7714"),
        ((LONGQUAN, "-p", "2025"), ExitCode.USAGE, "needs an indicator"),
    ],
)
def test_what_cannot_be_cited(arguments: tuple[str, ...], code: int, told: str, countycli: Program) -> None:
    answer = countycli("cite", *arguments)
    assert answer.code == code
    assert told in answer.err
    assert answer.out == ""


def test_the_terminal_is_told_which_figure_is_cited(countycli: Program) -> None:
    newest = countycli("cite", "龙泉", "gdp", lang="zh")
    assert "龙泉市2025年一季度地区生产总值：47.92亿元\n" in newest.err
    assert "`--period 2023`" in newest.err
    assert "47.92" not in newest.out
    year = countycli("cite", "龙泉", "gdp", "-p", "2023", lang="zh")
    assert "龙泉市2023年地区生产总值：183.53亿元\n" in year.err
    assert "--period" not in year.err
    assert "目标：松阳县2025年地区生产总值增速" in countycli("cite", "松阳", "gdp_growth", "-p", "2025", lang="zh").err


def test_why_says_that_the_newest_figure_is_of_a_part_of_a_year(countycli: Program) -> None:
    told = "Jan–Mar 2025 is the newest period; `--period 2023` takes the newest whole year"
    assert told in countycli("why", "龙泉", "gdp").out
    for arguments in (("龙泉", "gdp", "-p", "2025Q1"), ("昆山", "gdp")):
        assert "newest period" not in countycli("why", *arguments).out
