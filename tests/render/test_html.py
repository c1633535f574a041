"""Answers as pages of their own, read as a browser reads them."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from books import OWN_DOCUMENT, observed

from countycli.errors import ExitCode
from countycli.render import html
from countycli.render.page import Bar, Cited, Column, Heading, Lines, Page, Panel, Spark, Styled, Table
from countycli.render.words import LANGUAGES, Words

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Program

EN = Words("en")
ANSWERS = (
    ("show", "龙泉"),
    ("show", "义乌", "gdp"),
    ("rank", "gdp_growth", "--in", "浙江"),
    ("compare", "义乌", "平阳"),
    ("trend", "义乌", "-m", "gdp"),
    ("why", "平阳", "gdp"),
    ("coverage", "--in", "浙江"),
    ("targets", "松阳"),
    ("initiatives", "--county", "松阳"),
    ("cite", "龙泉", "gdp_growth"),
)
NUMBER = r"\d[\d,.]*\d"
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Reader(HTMLParser):
    """Collects texts, links and addresses, and notices what is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.texts += data.split()

    def values(self, attribute: str) -> list[str]:
        return [value for _, name, value in self.attributes if name == attribute]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arguments", ANSWERS, ids=" ".join)
def test_a_page_is_whole_and_points_to_nothing_outside(
    arguments: tuple[str, ...], language: str, frozen: Program
) -> None:
    reader = Reader(frozen(*arguments, "-f", "html", lang=language).out)
    assert reader.open == []
    assert reader.values("src") == []
    identifiers = set(reader.values("id"))
    for address in reader.values("href"):
        assert address.startswith(("https://", "http://")) or address.removeprefix("#") in identifiers
    assert " ".join(("countycli", *arguments)) in " ".join(reader.texts).replace("'", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arguments", ANSWERS, ids=" ".join)
def test_a_page_has_the_words_of_the_table(arguments: tuple[str, ...], language: str, frozen: Program) -> None:
    shown = Reader(frozen(*arguments, "-f", "html", lang=language).out).texts
    table = frozen(*arguments, "-o", "-", "-f", "markdown", lang=language).out
    figures = set(re.findall(NUMBER, re.sub(r"\(<[^>]*>\)", "", table)))  # without addresses of links
    assert figures
    assert figures <= set(re.findall(NUMBER, " ".join(shown)))


def page_of(*rows: tuple[object, ...]) -> Page:
    columns = (Column("A"), Column("B", right=True, point=True))
    return Lines(("<title>",)), Panel("<head>", ("<line>",)), Table("<T>", columns, rows, "<note>")  # type: ignore[arg-type]  # rows of any cells


def test_whatever_stands_in_a_page_is_text() -> None:
    hostile = '"><script>alert(1)</script>'
    written = html.render_page(
        page_of((hostile, "1"), (Styled(hostile, "bad", link='https://a/"onclick="x'), "2")), EN, [hostile]
    )
    reader = Reader(written)
    assert written.count("<script>") == 1
    assert not [name for _, name, _ in reader.attributes if name.startswith("on")]
    assert "<title>" in reader.texts


def test_numbers_point_to_the_documents_below() -> None:
    rows = ((Cited("[1]"), "x"), (Cited("[+2]"), "y"))
    sources = Table("Sources", (Column(""), Column("Document")), rows, documents=("x", "own/y"))
    figures = Table("", (Column("Value"), Column("Source")), (("5", Cited("[1]")), ("6", Cited("[+2]"))))
    reader = Reader(html.render_page((figures, sources), EN, []))
    assert reader.values("href") == ["#source-1", "#source-own-2"]
    assert reader.values("id") == ["source-1", "source-own-2"]


def test_small_pictures_are_drawn() -> None:
    columns = (Column("Value"), Column("", drawn=True), Column("", drawn=True))
    rows = (("5", Bar(0.25, 0.75), Spark((0, None, 1))),)
    written = html.render_page((Table("", columns, rows),), EN, [])
    assert "left:25.00%;width:50.00%" in written
    assert 'd="M0.0 20.0 M100.0 0.0"' in written


def test_only_tables_without_groups_can_be_sorted() -> None:
    for rows, sortable in (((("a", "1"), ("b", "2")), True), ((Heading("H"), ("a", "1"), ("b", "2")), False)):
        written = html.render_page(page_of(*rows), EN, [])
        assert ('class="sortable"' in written) is sortable


def test_without_jinja_the_reader_is_told_what_to_install(frozen: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    answer = frozen("show", "龙泉", "-f", "html")
    assert answer.code == ExitCode.FAILURE
    assert "countycli[files]" in answer.err
    assert answer.out == ""


def test_texts_of_own_files_are_harmless(tmp_path: Path, countycli: Program) -> None:
    own = tmp_path / "own.toml"
    note = "<img src=x onerror=alert(1)>"
    own.write_text(OWN_DOCUMENT + observed("331181", "2025", gdp=f'{{ value = 200, note = "{note}" }}'), "utf-8")
    answer = countycli("why", "龙泉", "gdp", "-p", "2025", "--data", str(own), "-f", "html")
    assert answer.code == 0, answer.err
    assert "<img" not in answer.out
    assert "&lt;img" in answer.out


def test_classes_of_a_map_have_their_colours_in_picture_and_legend(countycli: Program, tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    assert countycli("map", "gdp", "--in", "浙江", "-o", str(file)).code == 0
    text = file.read_text("utf-8")
    classes = countycli("map", "gdp", "--in", "浙江", "--json").json["classes"]
    colours = re.findall(r'<td class="(ramp\d) whole">', text)
    assert len(colours) == len(classes)
    for colour, one in zip(colours, classes, strict=True):
        tiles_and_swatch = text.count(f'rx="3" class="{colour}"'), text.count(f'rx="2" class="{colour}"')
        assert tiles_and_swatch == (one["counties"], 1)


LINKING = [("show", "龙泉", "--all"), ("compare", "义乌", "平阳"), ("trend", "松阳", "-m", "gdp_growth")]


@pytest.mark.parametrize("arguments", LINKING, ids=" ".join)
def test_every_number_of_a_document_leads_to_it(arguments: tuple[str, ...], frozen: Program) -> None:
    """In cells of their own, behind figures, and at the head of a page; but in the list of documents itself."""
    written = frozen(*arguments, "-f", "html").out
    listed = re.findall(r'<tr id="source-(\d+)"><td[^>]*>\[(\d+)\]', written)
    numbers = re.findall(r"(<[^<>]*>)[^<>]*\[(\d+)\]", written.partition("<h2>Sources")[0])
    assert len(numbers) > 5
    assert all(number == identifier for number, identifier in listed)
    assert {before for before, _ in numbers} == {f'<a href="#source-{number}">' for number, _ in listed}


def test_numbers_in_brackets_that_come_from_data_lead_nowhere() -> None:
    columns = (Column(""), Column("Document"))
    sources = Table("Sources", columns, ((Cited("[1]"), "A [1]"),), documents=("a",))
    rows = (("[1]", Cited("7th [9] [1]")), ("x", Styled(Cited("A [1]"))))
    figures = Table("", (Column("Note"), Column("Source")), rows)
    written = html.render_page((Panel("Head", (Cited("5 [1]"), "no [1]")), figures, sources), EN, [])
    assert written.count('<a href="#source-1">[1]</a>') == 3
    assert written.count("[1]") == 7
    again = html.render_page((figures, sources, figures, sources), EN, [])
    assert sorted(set(Reader(again).values("id"))) == ["source-1", "source-2-1"]
    assert again.count('href="#source-2-1"') == 2


def test_names_that_the_row_above_has_are_quiet_and_short_ones_stay_whole() -> None:
    columns = (Column("Indicator", least=9, once=True), Column("Period", least=6))
    rows = (("GDP", "2023年"), ("GDP", "2025年一季度"), Heading("Industry"), ("GDP", "2023年"), ("N" * 25, "2023年"))
    text = html.render_page((Lines(("title",)), Table("", columns, rows)), EN, ())
    assert re.findall('<td(?: class="(.*?)")?>(?:GDP|N+)</td>', text) == ["short", "short again", "short", ""]
