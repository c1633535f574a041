"""Documents as they come: broken lines, heads, parts of reports, pages of the web."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from countycli.drafting.folding import fold
from countycli.drafting.head import Given, head_of
from countycli.drafting.reading.files import read_files
from countycli.drafting.reading.html import article_of
from countycli.drafting.reading.lines import paragraphs_of
from countycli.errors import CountyError

if TYPE_CHECKING:
    from pathlib import Path


def test_lines_broken_at_a_width_are_joined() -> None:
    width = 20
    text = "全县实现地区生产总值一百亿元增长百分之七实现了新的跨越" * 6 + "。"
    lines = [text[start : start + width] for start in range(0, len(text), width)]
    assert paragraphs_of([*lines, "二、农业", *lines]) == (text, "二、农业", text)


def test_a_text_that_was_cut_at_its_numbers_is_joined() -> None:
    lines = "2021|年云和县政府工作报告|地区生产总值从|79.8|亿元增加到|103.7|亿元，年均增长|7.3%|。财政总收入|15.2"
    lines += "|亿元|，增长|8%|。"
    assert paragraphs_of(lines.split("|")) == (
        "2021年云和县政府工作报告",
        "地区生产总值从79.8亿元增加到103.7亿元，年均增长7.3%。财政总收入15.2亿元，增长8%。",
    )


def test_a_page_break_within_a_sentence_is_none() -> None:
    broken = ("项目加快建设。全力推进新一轮国贸改革落地，抓好5大领", "", "域18个方面改革落地。", "", "  下一段。")
    assert paragraphs_of(broken) == (
        "项目加快建设。全力推进新一轮国贸改革落地，抓好5大领域18个方面改革落地。",
        "下一段。",
    )


def test_a_column_of_numbers_stays_a_column() -> None:
    assert paragraphs_of(["生产总值", "295.4", "7.7"]) == ("生产总值", "295.4", "7.7")


def test_the_heading_of_a_page_is_its_title() -> None:
    page = "<html><head><title>某网</title></head><body><h1>2023年公报</h1>"
    article = article_of(f"{page}<p>GDP<b>103.7</b>亿元<br>增长7.6%</p></body></html>")
    assert (article.title, article.paragraphs) == ("2023年公报", ("2023年公报", "GDP103.7亿元", "增长7.6%"))
    assert article_of("<title>某县公报</title><table><tr><td>指标</td><td>数值</td></tr></table>").title == "某县公报"


def head(*lines: str, **given: str) -> tuple[str, str | None, str | None, str]:
    return tuple(head_of([fold(line) for line in lines], "", Given(**given)))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (["2022年云和县政府工作报告", "——二○二三年二月二十二日在县人民代表大会上"], "2023-02-22"),
        (["2022年云和县统计公报", "2023年3月28日"], "2023-03-28"),
        (["某县经济运行", "发布日期：2023-04-31", "2023年3月28日"], "2023-03-28"),  # there is no 31 April
        (["某县经济运行", "2023-07-24 09:12 来源：某报"], "2023-07-24"),
        (["某县经济运行", "上半年GDP增长7%。", "2023年7月"], "2023-07"),
        (["某县经济运行", "中新网丽水2月25日电 2023年，GDP增长7%。"], "2023-02-25"),
        (["某县经济运行", "中新网丽水2月25日电 回首2022年，GDP增长7%。"], "2023-02-25"),
        (["某县经济运行", "上半年GDP增长7%。"], None),
    ],
)
def test_when_a_document_came_out(lines: list[str], published: str | None) -> None:
    assert head(*lines)[2] == published


@pytest.mark.parametrize(
    "line",
    [
        "曲水县统计局  2025年5月12日",
        "2025年5月12日 曲水县统计局",
        "（曲水县统计局　2025年5月12日）",
        "曲水县统计局 二〇二五年五月十二日",
        "曲水县统计局 2025-05-12 09:30",
        "2025-05-12 09:30 曲水县统计局",
        "曲水县统计局 2025年5月12日发布 浏览次数：12",
        "发布时间：2025-05-12 来源：曲水县统计局",
        "来源：曲水县统计局　时间：2025-05-12",
        "信息来源：曲水县统计局 2025-05-12",
        "发布单位：曲水县统计局 | 日期：2025/5/12",
    ],
)
@pytest.mark.parametrize("text", [["2024年，全县GDP增长7%。"], []])
def test_publisher_and_date_may_stand_on_one_line_at_either_end(line: str, text: list[str]) -> None:
    title = "2024年曲水县国民经济和社会发展统计公报"
    told = title, "曲水县统计局", "2025-05-12", "communique"
    assert head(title, line, *text) == told
    assert head(title, *["全县GDP增长7%。"] * 20, line) == told


def test_an_office_beside_a_date_may_be_one_that_a_line_alone_does_not_tell() -> None:
    assert head("某县经济运行", "某县财政局 2025年5月12日")[1:3] == ("某县财政局", "2025-05-12")
    assert head("某县经济运行", "某县统计局 2025年5月")[1:3] == ("某县统计局", "2025-05")
    assert head("某县经济运行", "某县财政局")[1:3] == (None, None)


@pytest.mark.parametrize(
    "line",
    [
        "截至2025年5月12日",
        "某县城区 2025年5月12日",
        "2025年5月12日某县统计局召开会议",
        "某县统计局 2025年13月40日",
        "某县统计局2025年5月12日起执行",
    ],
)
def test_a_line_with_a_date_in_another_thought_tells_none(line: str) -> None:
    assert head("某县经济运行", line, "全县GDP增长7%。")[2] is None


def test_what_a_document_is_and_who_made_it() -> None:
    assert head("各位代表：现在，我代表县人民政府，向大会报告政府工作。")[3] == "government_report"
    assert head("2022年雲和縣國民經濟和社會發展統計公報", "云和县统计局")[1:] == ("云和县统计局", None, "communique")
    assert head("某县上半年经济运行情况", "来源：某县统计局 发布日期：2023-07-20")[1:3] == ("某县统计局", "2023-07-20")
    assert head("一二三四", published="2023", kind="news")[2:] == ("2023", "news")


def test_a_library_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for library, start in (("pypdf", b"%PDF-1.4"), ("docx", b"PK\x03\x04")):
        path = tmp_path / library
        path.write_bytes(start)
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(CountyError, match="is not installed") as error:
            read_files([str(path)])
        assert "countycli[files]" in str(error.value.hint)


def test_what_can_not_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(CountyError, match="can't be read"):
        read_files([str(tmp_path)])
    long = tmp_path / "long.txt"
    long.write_text("全县生产总值增长。" * 50_000, "utf-8")
    with pytest.raises(CountyError, match="more than"):
        read_files([str(long)])
