from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, Pipe

from countycli.cli.app import run
from countycli.cli.environment import Environment

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Program

CORPUS = ROOT / "tests" / "drafting" / "corpus"
COMMUNIQUE = str(CORPUS / "made-communique-a.txt")
SENTENCE = "2023年，龙泉市实现地区生产总值181.23亿元，增长7.5%。"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(SENTENCE, "utf-8")
    return path


def figures(countycli: Program, *arguments: str) -> dict[str, float]:
    found = countycli("data", "draft", *arguments, "--json").json["observations"]
    return {figure["metric"]: figure["value"] for figure in found}


def test_a_draft_is_a_file_that_can_be_shown(countycli: Program, tmp_path: Path) -> None:
    path = str(tmp_path / "mine.toml")
    assert countycli("data", "draft", COMMUNIQUE, "-o", path).code == 0
    assert countycli("data", "check", path).code == 0
    shown = countycli("show", "平阳", "gdp", "-p", "2023", "--data", path, "--prefer-own", "--json").json
    assert shown["observations"][0]["value"] == 712.83


def test_a_draft_tells_place_printed_value_and_confidence(countycli: Program, report: Path) -> None:
    (gdp, growth) = countycli("data", "draft", str(report), "--json").json["observations"]
    assert (gdp["county"], gdp["metric"], gdp["period"], gdp["value"]) == ("331181", "gdp", "2023", 181.23)
    assert (gdp["printed"], gdp["at"], gdp["status"]) == ("181.23亿元", "第1段", "actual")
    assert 0.5 < gdp["confidence"] <= 1
    assert (growth["metric"], growth["printed"]) == ("gdp_growth", "增长7.5%")


def test_what_is_left_out_is_told_with_place_and_reason(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"{SENTENCE}\n建成绿道12.5公里。", "utf-8")
    (left,) = countycli("data", "draft", str(path), "--json").json["left"]
    assert (left["printed"], left["at"]) == ("12.5公里", "第2段")
    assert "no indicator" in left["reason"]
    assert "# 第2段  …建成绿道12.5公里: " in countycli("data", "draft", str(path)).out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_texts_are_read_in_the_encodings_of_editors(encoding: str, countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(SENTENCE.encode(encoding))
    assert figures(countycli, str(path)) == {"gdp": 181.23, "gdp_growth": 7.5}


def test_traditional_characters_and_broken_numbers_are_read(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("２０２３年，龍泉市實現地區生產總值１８１．\n２３ 億元，增長 7. 5%。", "utf-8")
    assert figures(countycli, str(path)) == {"gdp": 181.23, "gdp_growth": 7.5}


def test_a_page_of_the_web_is_read_without_its_navigation(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    navigation = "<nav>龙泉市GDP增长99%</nav><script>var x = '龙泉市GDP增长98%'</script>"
    path.write_text(
        f"<html><title>公报</title>{navigation}<p>2023年，龙泉市实现地区生产总值<b>181.23</b>亿元，增长7.5%。</p>"
    )
    assert figures(countycli, str(path)) == {"gdp": 181.23, "gdp_growth": 7.5}


def test_stdin_is_read_where_the_file_is_a_dash() -> None:
    out, err = Pipe(), Pipe()
    environment = Environment(out, err, {"COUNTYCLI_LANG": "en", **os.environ}, io.BytesIO(SENTENCE.encode()))
    assert run(("data", "draft", "-"), environment) == 0
    assert "gdp = { value = 181.23" in out.getvalue()


def test_what_the_text_does_not_tell_can_be_given(countycli: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("去年全市实现地区生产总值181.23亿元。", "utf-8")
    assert figures(countycli, str(path)) == {}
    left = countycli("data", "draft", str(path), "--json").json["left"]
    assert "--county" in left[0]["reason"]
    assert figures(countycli, str(path), "--county", "龙泉", "--published", "2024-02-01") == {"gdp": 181.23}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xd0\xcf\x11\xe0" + bytes(40), "an old Word"),
        (bytes(range(256)) * 4, "is no text"),
        (b"The county's GDP grew by 5 per cent.", "hardly any Chinese"),
        (b"%PDF-1.4 nothing", "is a damaged PDF"),
        (b"PK\x03\x04 nothing", "is no document of Word"),
    ],
)
def test_files_without_a_text_are_refused_with_what_to_do(
    content: bytes, told: str, countycli: Program, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    result = countycli("data", "draft", str(path), "--json")
    assert result.code == 2
    assert told in result.error["message"]


def test_options_that_mean_nothing_are_refused(countycli: Program, report: Path) -> None:
    assert countycli("data", "draft", str(report), "--published", "yesterday").code == 2
    assert countycli("data", "draft", str(report), "--kind", "novel").code == 2
    assert countycli("data", "draft", str(report), "--county", "无此县").code == 3
    assert countycli("data", "draft", "no-such-file.txt").code == 3
