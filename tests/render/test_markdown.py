"""Markdown, read by others' programs: every figure points to its document, and no text passes for markup."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import Element, fromstring

import pytest
from books import OWN_DOCUMENT
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown as python_markdown
from markdown_it import MarkdownIt

from countycli.render import markdown
from countycli.render.markdown_text import code_block, escaped, linked, paragraph
from countycli.render.page import Cited, Column, Lines, Page, Panel, Table
from countycli.render.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Program

EN = Words("en")
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
FOOTNOTE = re.compile(r"\[\^[^\]]+\]")


def by_python_markdown(text: str) -> str:
    return str(python_markdown(text, extensions=["tables", "footnotes", "fenced_code"]))


def by_markdown_it(text: str) -> str:
    return str(MarkdownIt("gfm-like", {"linkify": False}).render(text))


def parsed(html: str) -> Element:
    return fromstring(f"<div>{html}</div>")  # noqa: S314  # what a reader of Markdown makes of our own text


class Cell(NamedTuple):
    text: str
    notes: tuple[str, ...]  # what the footnotes in the cell say


class Answer:
    """A page in Markdown as Python-Markdown reads it."""

    def __init__(self, text: str) -> None:
        self.html = parsed(by_python_markdown(text))
        self.notes = {
            item.attrib["id"]: bare(item) for item in self.html.iter("li") if item.get("id", "").startswith("fn:")
        }
        self.tables = [[self._cells(row) for row in table.iter("tr")] for table in self.html.iter("table")]

    def told_of(self, element: Element) -> tuple[str, ...]:
        return tuple(self.notes[address] for address in references(element))

    def figures(self, titles: tuple[str, ...]) -> Iterator[tuple[float, str]]:
        """Each figure with what its footnote says: those in cells with a footnote, and in the value's column of rows
        whose footnote has a column of its own.
        """
        for head, *rows in self.tables:
            columns = [cell.text for cell in head]
            for row in rows:
                for cell in row:
                    number = NUMBER.search(cell.text)
                    own = next((row[columns.index(title)] for title in titles if title in columns), None)
                    found = number or (own and NUMBER.search(own.text))
                    if found and cell.notes:
                        yield float(found[0].replace(",", "")), cell.notes[0]

    def _cells(self, row: Element) -> list[Cell]:
        return [Cell(bare(cell), self.told_of(cell)) for cell in row]


def references(element: Element) -> Iterator[str]:
    for mark in element.iter("sup"):
        for link in mark.iter("a"):
            yield link.attrib["href"].removeprefix("#")


def bare(element: Element) -> str:
    """The text of an element without marks of footnotes and ways back."""
    if element.tag == "sup" or element.get("class") == "footnote-backref":
        return element.tail or ""
    inner = (element.text or "") + "".join(bare(child) for child in element)
    return inner + (element.tail or "") if element.tag not in ("td", "th", "li") else inner.strip()


def source_of(note: str) -> str:
    """The id of a document, the last thing that its footnote tells."""
    return re.split("[;；]", note)[-1].strip()


def nested(value: Any) -> Iterator[dict[str, Any]]:
    """All headlines with a value in an answer as JSON."""
    if isinstance(value, list):
        for inner in value:
            yield from nested(inner)
    elif isinstance(value, dict):
        if {"metric", "value", "source"} <= value.keys() and value["value"] is not None:
            yield value
        yield from nested([inner for key, inner in value.items() if key != "rivals"])


ANSWERS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("show", "龙泉", "gdp", "gdp_growth"): ("observations",),
    ("show", "义乌"): ("observations",),
    ("rank", "gdp_growth", "-p", "2024", "--in", "浙江"): ("rows", "references"),
    ("rank", "gdp", "gdp_growth", "-p", "2023", "--in", "浙江"): ("rows",),
    ("compare", "义乌", "平阳", "松阳"): ("rows",),
    ("trend", "松阳", "-m", "gdp_growth"): ("rows",),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("arguments", "parts"), ANSWERS.items(), ids=map(" ".join, ANSWERS))
def test_a_reader_finds_every_figure_with_its_source(
    arguments: tuple[str, ...], parts: tuple[str, ...], language: str, frozen: Program
) -> None:
    text = frozen(*arguments, "-f", "markdown", lang=language).out
    report = frozen(*arguments, "--json").json
    expected = Counter((row["value"], row["source"]) for part in parts for row in nested(report[part]))
    assert expected
    found = Counter((value, source_of(note)) for value, note in Answer(text).figures(("Value", "数值")))
    assert expected - found == Counter()


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_have_the_numbers_of_the_page_and_none_is_left_over(language: str, frozen: Program) -> None:
    text = frozen("show", "义乌", "-f", "markdown", lang=language).out
    numbers = {mark.strip("[^]") for mark in FOOTNOTE.findall(text)}
    page = Answer(text)
    assert set(page.notes) == {f"fn:{number}" for number in numbers}
    assert {source_of(note) for note in page.notes.values()} <= frozen("show", "义乌", "--json").json["sources"].keys()
    assert "[^" not in bare(page.html)


def test_figures_at_the_head_of_a_page_have_notes_too() -> None:
    sources = Table(
        "Sources", (Column(""), Column("Document")), ((Cited("[1]"), "A"), (Cited("[2]"), "B")), documents=("a", "b")
    )
    page: Page = (Panel("Place", (Cited("People: 5 (A [1])  Land: 3 (A [2])"), "no [1]")), sources)
    written = markdown.render_page(page, EN)
    assert "People: 5 (A [^1])  Land: 3 (A [^2])  \nno \\[1\\]" in written
    assert written.endswith("\n\n[^1]: A\n\n[^2]: B\n")


def test_numbers_that_are_no_documents_are_text() -> None:
    sources = Table("Sources", (Column(""), Column("Document")), ((Cited("[+1]"), "A"),), documents=("own/a",))
    page: Page = (Table("", (Column("A [1]"), Column("B")), (("[+1]", Cited("7th [9] [+1]")),)), sources)
    assert "| A \\[1\\] | B |\n| --- | --- |\n| \\[+1\\] | 7th \\[9\\] [^+1] |" in markdown.render_page(page, EN)


def test_documents_that_no_figure_points_to_stay_a_table(frozen: Program) -> None:
    text = frozen("map", "gdp", "--in", "丽水", "-f", "markdown").out
    assert not FOOTNOTE.search(text)
    assert "\n## Sources\n" in text
    assert "| \\[1\\] | " in text


def test_each_list_of_documents_on_a_page_has_notes_of_its_own() -> None:
    def sources(name: str) -> Table:
        return Table("Sources", (Column(""), Column("Document")), ((Cited("[1]"), name),), documents=(name,))

    figure = Table("", (Column("Source"),), ((Cited("[1]"),),))
    written = markdown.render_page((figure, sources("one"), figure, sources("two")), EN)
    assert list(Answer(written).notes.values()) == ["one", "two"]


HOSTILE = "a|b *c* _d_ <e> [f](g) `h` ~~i~~ $j$ k^2^ &lt;{#l} [1] [^1] # m\\ -- !"


def test_titles_of_any_kind_do_no_harm(tmp_path: Path, frozen: Program) -> None:
    own = tmp_path / "own.toml"
    figure = '[[observations]]\ncounty = "331181"\nperiod = "2024"\ngdp = { value = 7.5, note = \'' + HOSTILE + "' }\n"
    own.write_text(OWN_DOCUMENT.replace('"我的笔记"', f"'{HOSTILE}'") + figure, encoding="utf-8")
    page = Answer(frozen("show", "龙泉", "gdp", "-p", "2024", "--data", str(own), "-f", "markdown").out)
    ((value, note),) = page.figures(("Value",))
    assert (value, note.split("; ")[0]) == (7.5, f"{HOSTILE} (+ own data)")


def one_line(text: str) -> str:
    return " ".join(text.split())


READERS = pytest.mark.parametrize("read", [by_python_markdown, by_markdown_it])
SIGNS = "|*_<>[]`~$^{}#&;!\\()-+.:='\"/ 1a龙、"


@READERS
@given(text=st.text(SIGNS, max_size=12).map(one_line).filter(bool))
def test_a_paragraph_is_read_as_it_stands(read: Callable[[str], str], text: str) -> None:
    assert read_back(read(paragraph(escaped(text)))) == [text]


@READERS
@pytest.mark.parametrize(
    "text", ["1. a", "12) a", "- a", "+ a", "* a", "# a", "> a", "a =", "---", "===", "`a`", "~~~"]
)
def test_no_paragraph_is_an_item_or_a_heading(read: Callable[[str], str], text: str) -> None:
    assert read_back(read(f"above\n\n{paragraph(escaped(text))}")) == ["above", text]
    assert read_back(read(f"above  \n{paragraph(escaped(text))}")) == [f"above {text}"]


@READERS
@given(text=st.text(SIGNS, max_size=12).map(one_line).filter(bool))
def test_cells_and_notes_are_read_as_they_stand(read: Callable[[str], str], text: str) -> None:
    page: Page = (Table("", (Column(text), Column("B")), ((text, "b"),)),)
    assert read_back(read(markdown.render_page(page, EN)), "th", "td") == [text, "B", text, "b"]


def read_back(html: str, *tags: str) -> list[str]:
    tree = parsed(html)
    return [" ".join("".join(found.itertext()).split()) for tag in tags or "p" for found in tree.iter(tag)]


@READERS
def test_addresses_are_links(read: Callable[[str], str]) -> None:
    text = "见 https://a.b/c_d_e?f=*g*。"
    assert '<a href="https://a.b/c_d_e?f=*g*">' in read(escaped(text))
    assert '<a href="https://a.b/%3E(x)"><' not in read(linked("t_i_t", "https://a.b/>(x)"))
    assert ">t_i_t</a>" in read(linked("t_i_t", "https://a.b/>(x)"))


@READERS
@pytest.mark.parametrize("text", ["a\n```\nb", "````", "x"])
def test_code_stands_as_it_is(read: Callable[[str], str], text: str) -> None:
    (code,) = parsed(read(code_block(text, "json"))).iter("code")
    assert code.text == text + "\n"


def test_code_is_no_heading() -> None:
    assert (
        markdown.render_page((Lines(("@misc{a,", "}"), wrap=False, code="bibtex"),), EN)
        == "```bibtex\n@misc{a,\n}\n```\n"
    )
