"""Compilations, which others made of official figures: the last of all sources, and named as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import Book, aimed, observed
from conftest import Program

LONGQUAN, YIWU, PINGYANG = "331181", "330782", "330326"
PROGRAMME = """[[initiatives]]
county = "331181"
name = "剑瓷复兴"
year = 2024
category = "产业"
stage = "done"
summary = "青瓷与宝剑。"
"""
PAGES = [
    ("show", LONGQUAN),
    ("rank", "gdp", "--period", "2024"),
    ("compare", LONGQUAN, YIWU),
    ("why", LONGQUAN, "gdp"),
    ("initiatives",),
    ("targets", LONGQUAN),
    ("sources",),
    ("sources", "list"),
    ("search", "Title of"),
]


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A book with figures of one compilation, of which an official document and a copy give others."""
    book = Book(tmp_path_factory.mktemp("compiled"))
    figures = observed(LONGQUAN, "2024", gdp=200), observed(YIWU, "2024", gdp=2500), observed(YIWU, "2023", gdp=2300)
    book.write("list", *figures, aimed(LONGQUAN, "2026", gdp=210), PROGRAMME, access="compilation")
    book.write("copied", observed(YIWU, "2023", gdp=2310), published="2024-03-01", access="copy")
    return Program(book.folder)


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
@pytest.mark.parametrize(("lang", "word"), [("en", "compilation"), ("zh", "汇编")])
@pytest.mark.parametrize("width", [120, 200])
def test_every_page_names_a_compilation_beside_its_title(
    compiled: Program, page: tuple[str, ...], lang: str, word: str, width: int
) -> None:
    lines = compiled(*page, "--width", str(width), lang=lang).out.splitlines()
    titled = [line for line in lines if "Title of" in line]
    assert any("Title of list" in line for line in titled)
    assert [line for line in titled if (word in line) != ("Title of list" in line)] == []


def test_data_names_the_access(compiled: Program) -> None:
    assert compiled("why", LONGQUAN, "gdp", "--json").json["sources"]["list"]["access"] == "compilation"
    hits = {row["ref"]: row["access"] for row in compiled("search", "Title of", "--json").json["rows"]}
    assert hits == {"list": "compilation", "copied": "copy"}
    assert {row["access"] for row in compiled("search", "龙泉", "--json").json["rows"]} == {None}


def test_a_copy_comes_before_a_later_compilation(compiled: Program) -> None:
    answer = compiled("why", YIWU, "gdp", "--period", "2023", "--json").json
    assert answer["observation"]["source"] == "copied"
    assert [rival["source"] for rival in answer["observation"]["rivals"]] == ["list"]
    assert answer["reasons"] == ["its source comes first: official before press before copy before compilation"]


@pytest.mark.parametrize(("access", "headline"), [("official", 711.8), ("copy", 711.8), ("compilation", 711.8123)])
def test_more_digits_do_not_put_a_compilation_before_another_document(
    tmp_path: Path, access: str, headline: float
) -> None:
    book = Book(tmp_path)
    book.write("long", observed(PINGYANG, "2024", gdp=711.8123), published="2025-01-31", access="compilation")
    book.write("short", observed(PINGYANG, "2024", gdp=711.8), published="2025-03-31", access=access)
    (figure,) = Program(book.folder)("show", PINGYANG, "gdp", "--json").json["observations"]
    assert (figure["value"], len(figure["rivals"]), figure["disputed"]) == (headline, 1, False)


def test_of_other_documents_the_most_precise_stands_for_all(tmp_path: Path) -> None:
    book = Book(tmp_path)
    for name, value, access in (("a", 711.8123, "compilation"), ("b", 711.81, "copy"), ("c", 711.8, "official")):
        book.write(name, observed(PINGYANG, "2024", gdp=value), access=access)
    (figure,) = Program(book.folder)("show", PINGYANG, "gdp", "--json").json["observations"]
    assert figure["source"] == "b"


def test_exports_name_the_access(compiled: Program, tmp_path: Path) -> None:
    compiled("data", "export", "--format", "jsonl", "--output", str(tmp_path / "book"))
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "book").rglob("documents*"))
    assert '"access":"compilation"' in text.replace(": ", ":")


@pytest.mark.parametrize("word", ["compilaton", "汇编"])
def test_a_misspelt_access_is_told_with_the_word_that_was_meant(compiled: Program, tmp_path: Path, word: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(f'[document]\ntitle = "t"\nkind = "yearbook"\naccess = "{word}"\n', encoding="utf-8")
    result = compiled("data", "check", str(path))
    assert result.code == 5
    assert f"{path}:4: D207" in result.out
    assert "did you mean `compilation`?" in result.out


@pytest.mark.parametrize("access", ["official", "press", "copy"])
def test_a_compilation_never_stands_for_another_document(tmp_path: Path, access: str) -> None:
    """However precise its figure is: of documents, the most precise of those that agree comes first."""
    book = Book(tmp_path)
    book.write("list", observed(LONGQUAN, "2024", gdp="200.1234"), access="compilation")
    book.write("other list", observed(LONGQUAN, "2024", gdp="200.12"), access="compilation")
    assert headline_of(book) == (200.1234, "list")
    book.write("report", observed(LONGQUAN, "2024", gdp="200.1"), access=access)
    assert headline_of(book) == (200.1, "report")


def headline_of(book: Book) -> tuple[float, str]:
    found = Program(book.folder)("why", LONGQUAN, "gdp", "--json").json["observation"]
    return found["value"], found["source"]
