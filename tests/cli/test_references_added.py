"""`--cite`: references to all documents of an answer, in every format."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest
from pybtex.database import parse_string

from countycli.cli.commands import COMMANDS
from countycli.cli.parsing import USUAL
from countycli.errors import ExitCode
from countycli.render.references import STYLES

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Program, Shell

ANSWERS = {
    "show": ("show", "龙泉", "gdp"),
    "rank": ("rank", "gdp", "-p", "2023", "--in", "丽水"),
    "compare": ("compare", "义乌", "平阳", "-m", "gdp"),
    "trend": ("trend", "龙泉", "-m", "gdp"),
    "map": ("map", "gdp", "--in", "丽水"),
    "initiatives": ("initiatives", "--county", "松阳"),
    "targets": ("targets", "松阳"),
}
EVERY_ANSWER = pytest.mark.parametrize("arguments", ANSWERS.values(), ids=ANSWERS)
RANK = ANSWERS["rank"]


def numbered(page: str) -> dict[str, str]:
    """The ids of the documents that a page lists, by number."""
    listed = page.partition("\nSources\n")[2].partition("\nReferences ")[0]
    return dict(re.findall(r"^(\[\+?\d+\]) .* (\S+)$", listed, re.MULTILINE))


def test_every_command_that_cites_is_tried() -> None:
    assert {name for name, row in COMMANDS.items() if row.cites} == ANSWERS.keys()
    assert {"--cite": STYLES[0]} == USUAL


@EVERY_ANSWER
@pytest.mark.parametrize("style", ["gbt7714", "news"])
def test_references_have_the_numbers_of_the_page(arguments: tuple[str, ...], style: str, frozen: Program) -> None:
    page = frozen(*arguments, "--cite", style).out
    known = {
        row["document"]: row["reference"] for row in frozen(*arguments, "--cite", style, "--json").json["bibliography"]
    }
    lines = page.partition("\nReferences ")[2].splitlines()
    documents = numbered(page)
    assert documents
    assert [line for line in lines if line.startswith("[")][: len(documents)] == [
        f"{number} {known[identifier]}" for number, identifier in documents.items()
    ]


@EVERY_ANSWER
def test_the_answer_itself_stays_as_it_is(arguments: tuple[str, ...], frozen: Program) -> None:
    assert frozen(*arguments, "--cite").out.startswith(frozen(*arguments).out)
    report = frozen(*arguments, "--cite", "--json").json
    listed = report.pop("bibliography")
    assert report == frozen(*arguments, "--json").json
    assert [row["document"] for row in listed] == list(report["sources"])
    assert [row["csl"]["id"] for row in listed] == list(report["sources"])


@EVERY_ANSWER
def test_bibtex_behind_a_page_is_read_by_a_parser(arguments: tuple[str, ...], frozen: Program) -> None:
    page = frozen(*arguments, "--cite", "bibtex").out
    entries = page.partition("\nReferences (BibTeX)\n")[2]
    assert list(parse_string(entries, "bibtex").entries) == list(numbered(page).values())
    for number, identifier in numbered(page).items():
        assert re.search(rf"^% {re.escape(number)}\n@\w+{{{identifier},$", entries, re.MULTILINE)


def test_csl_behind_a_page_is_an_array_in_the_order_of_the_numbers(frozen: Program) -> None:
    page = frozen(*RANK, "--cite", "csl").out
    items = json.loads(page.partition("\nReferences (CSL-JSON)\n")[2])
    assert [item["id"] for item in items] == list(numbered(page).values())


def test_what_was_not_read_in_the_original_is_said(frozen: Program) -> None:
    page = frozen(*RANK, "--cite").out
    sources = frozen(*RANK, "--json").json["sources"]
    copies = [number for number, identifier in numbered(page).items() if sources[identifier]["access"] == "copy"]
    assert f"\nread as a copy on another site, not in the original: {' '.join(copies)}\n" in page


def test_no_reference_is_broken_into_lines_but_in_pictures(frozen: Program) -> None:
    narrow = frozen(*RANK, "--cite", "--width", "60").out
    assert all(line in frozen(*RANK, "--cite").out for line in narrow.splitlines() if re.match(r"\[\d+\] .*\[R", line))
    assert (
        max(map(len, re.findall(r">([^<]+)</text>", frozen(*RANK, "--cite", "-f", "svg", "--width", "100").out))) <= 100
    )


@pytest.mark.parametrize("name", ["trend", "map", "compare"])
def test_pictures_have_them_below(name: str, frozen: Program) -> None:
    """A picture breaks lines, so that only the beginning of each reference is looked for."""
    arguments = ANSWERS[name]
    texts = "".join(re.findall(r">([^<]+)</text>", frozen(*arguments, "--cite", "-f", "svg").out))
    for number, identifier in numbered(frozen(*arguments).out).items():
        assert f"{number} {frozen('cite', identifier).out[:16]}" in texts


@pytest.mark.parametrize("arguments", [("trend", "余杭", "gdp"), ANSWERS["map"]], ids=["trend", "map"])
def test_documents_below_pictures_have_the_numbers_of_the_references(
    arguments: tuple[str, ...], frozen: Program
) -> None:
    drawing = frozen(*arguments, "--cite", "-f", "svg").out
    listed = re.findall(r">(\[\d+\])  [^<]+</text>", drawing)
    assert listed
    assert listed == list(numbered(frozen(*arguments).out))[: len(listed)]


@pytest.mark.parametrize("given", [("--cite",), ("--cite", "--lang", "en"), ("--cite=gb",), ("--cite", "GBT7714")])
def test_the_usual_style(given: tuple[str, ...], frozen: Program) -> None:
    assert frozen(*RANK, *given).out == frozen(*RANK, "--cite", "gbt7714").out


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--cite", "chicago"), "Unknown style “chicago”\nHint: known: gbt7714, bibtex, csl, news"),
        (("--cite", "chicago", "-f", "csv"), "Unknown style “chicago”"),
        (("--cite="), "--cite is empty"),
        (("--cite", "csl", "--cite", "bibtex"), "--cite"),
        *((("--cite", "-f", kind), f"`--cite` has no place in {kind}") for kind in ("csv", "tsv", "jsonl")),
        (("--cite", "--excel"), "`--cite` has no place in csv"),
    ],
)
def test_what_is_refused(given: tuple[str, ...] | str, told: str, frozen: Program) -> None:
    answer = frozen(*RANK, *([given] if isinstance(given, str) else given))
    assert (answer.code, answer.out) == (ExitCode.USAGE, "")
    assert told in answer.err


def test_a_refusal_leaves_no_file(tmp_path: Path, frozen: Program) -> None:
    assert frozen(*RANK, "--cite", "-o", str(tmp_path / "x.csv")).code == ExitCode.USAGE
    assert not list(tmp_path.iterdir())


def test_commands_without_figures_take_no_references(frozen: Program) -> None:
    assert frozen("counties", "--cite", "gb").code == ExitCode.USAGE


def test_footnotes_of_markdown_are_the_references(frozen: Program) -> None:
    text = frozen(*RANK, "--cite", "-f", "markdown").out
    told = r"^\[\^\d+\]: .* \(read as a copy on another site, not in the original\)$"
    assert re.search(told, text, re.MULTILINE)
    assert len(re.findall(r"^\[\^\d+\]: ", text, re.MULTILINE)) == len(numbered(frozen(*RANK).out))
    assert "References" not in text
    code = frozen(*RANK, "--cite", "bibtex", "-f", "markdown").out
    assert re.search(r"\n## References \(BibTeX\)\n\n```bibtex\n% \[1\]\n@\w+{[^`]*\n}\n```\n\n\[\^1\]: ", code)


def test_html_has_code_as_code(frozen: Program) -> None:
    assert re.search(r"<pre>% \[1\]\n@\w+{[^<]*}</pre>", frozen(*RANK, "--cite", "bibtex", "-f", "html").out)
    page = frozen(*RANK, "--cite", "-f", "html").out
    assert '<p class="heading">References (GB/T 7714)</p>' in page


def test_a_workbook_has_them_beside_the_documents(tmp_path: Path, frozen: Program) -> None:
    path = tmp_path / "x.xlsx"
    frozen(*RANK, "--cite", "-o", str(path))
    header, *rows = openpyxl.load_workbook(path)["Sources"].iter_rows(values_only=True)
    known = {row["document"]: row["reference"] for row in frozen(*RANK, "--cite", "--json").json["bibliography"]}
    assert header[-1] == "Reference"
    assert {row[0]: row[-1] for row in rows} == known


def test_styles_are_completed(shell: Shell) -> None:
    asked = {"_COUNTYCLI_COMPLETE": "complete_bash", "COMP_WORDS": "countycli show 龙泉 --cite ", "COMP_CWORD": "4"}
    assert shell(**asked).out.split() == list(STYLES)
