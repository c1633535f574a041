"""What goes into a file, into a document or to a program is complete; only a screen is spared."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Program

# Answers that a screen cuts.
CUT = {
    "rank": ("rank", "-m", "population", "-p", "2020", "--in", "浙江"),
    "rank, left out": ("rank", "-m", "exports", "-p", "2023", "--in", "浙江"),
    "show": ("show", "浙江"),
    "coverage": ("coverage", "-m", "exports", "--in", "浙江"),
    "compare": ("compare", "义乌", "平阳", "松阳"),
    "search": ("search", "县"),
    "search, figures": ("search", "义乌", "人口"),
    "sources": ("sources", "zhejiang-2017-2019"),
}
# What the screen then says, in both languages.
REST = ("--json lists all", "more rows", "more indicators", "--all shows", "more figures", "另有")


def written(countycli: Program, path: Path, *arguments: str, lang: str = "en") -> str:
    result = countycli(*arguments, "-o", str(path), lang=lang)
    assert result.code == 0, result.err
    return path.read_text("utf-8")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", CUT)
def test_files_and_documents_hold_all(case: str, lang: str, countycli: Program, tmp_path: Path) -> None:
    arguments = CUT[case]
    screen = countycli(*arguments, lang=lang).out
    assert any(text in screen for text in REST), "the case isn't cut at all"
    documents = (
        written(countycli, tmp_path / "x.md", *arguments, lang=lang),
        written(countycli, tmp_path / "x.txt", *arguments, lang=lang),
        countycli(*arguments, "-f", "markdown", lang=lang).out,
    )
    for document in documents:
        assert not [text for text in REST if text in document]
    assert len("".join(documents[1].split())) > len("".join(screen.split()))


def test_a_screen_lists_eight_hits_of_a_kind_and_counts_the_others(countycli: Program) -> None:
    arguments = ("search", "义乌", "人口")
    hits = [row for row in countycli(*arguments, "--json").json["rows"] if row["kind"] == "figure"]
    assert len(hits) > 8
    lines = countycli(*arguments).out.splitlines()
    assert sum(line.startswith("Yiwu 义乌市 ") for line in lines) == 8
    assert f"and {len(hits) - 8} more (--json lists all)" in map(str.strip, lines)


@pytest.mark.parametrize("ending", ["md", "txt", "csv", "tsv", "json", "jsonl"])
def test_every_file_of_a_ranking_has_every_row(ending: str, countycli: Program, tmp_path: Path) -> None:
    arguments = ("rank", "-m", "population", "-p", "2020", "--in", "浙江")
    names = {row["county"]["name"] for row in countycli(*arguments, "--json").json["rows"]}
    assert len(names) == 90
    text = written(countycli, tmp_path / f"x.{ending}", *arguments)
    assert not [name for name in names if name not in text]


def test_what_was_asked_for_stays_cut(countycli: Program, tmp_path: Path) -> None:
    text = written(countycli, tmp_path / "x.md", "rank", "-m", "population", "-p", "2020", "--in", "浙江", "--top", "5")
    assert "The first 5 of 90" in text
    assert "shows them" not in text
    assert text.count("census-2020") == 1
    assert len([line for line in text.splitlines() if line.startswith("| ") and " of it |" in line]) == 5


def test_a_table_in_a_pipe_is_what_the_screen_shows(countycli: Program) -> None:
    assert "--top 90 shows them" in countycli("rank", "-m", "population", "-p", "2020", "--in", "浙江").out


# Marks as columns

LETTERS = {"B": "breaks", "!": "disputed", "Z": "zones_apart", "=": "derived", "?": "doubtful", "*": "note"}


def marks(row: dict[str, str]) -> set[str]:
    return {sign for sign, column in LETTERS.items() if row[column] not in ("", "false")}


@pytest.mark.parametrize(
    "arguments",
    [
        ("rank", "-m", "population", "-p", "2010", "--in", "杭州"),
        ("rank", "-m", "gdp", "-p", "2020", "--in", "浙江"),
        ("rank", "-m", "population", "-p", "2020", "--in", "江苏", "--top", "90"),
        ("rank", "-m", "gdp_share_prefecture", "-p", "2023", "--in", "浙江"),
    ],
)
def test_the_letters_of_a_ranking_are_columns(arguments: tuple[str, ...], countycli: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(countycli(*arguments, "-f", "csv").out)))
    lines = countycli(*arguments, "-f", "markdown").out.splitlines()
    header = next(line for line in lines if line.startswith("| Rank"))
    status = [cell.strip() for cell in header.split("|")].index("Status")
    table = [[cell.strip().replace("\\", "") for cell in line.split("|")] for line in lines[lines.index(header) + 2 :]]
    letters = [row[status] for row in table[: table.index([""])] if row[1]]
    assert [set(it) & LETTERS.keys() for it in letters] == list(map(marks, rows))
    assert any(map(marks, rows))


def test_a_break_is_told_with_day_and_other_place(frozen: Program) -> None:
    """Who computes a change of 余杭's population across 2021 is warned in each format."""
    wanted = "2021-04-09 to 330113 临平区"
    for arguments in (
        ("rank", "-m", "population", "-p", "2020", "--in", "杭州"),
        ("show", "余杭"),
        ("compare", "余杭", "临安", "-m", "population", "-p", "2020"),
        ("why", "余杭", "population", "-p", "2020"),
        ("sources", "census-2020"),
    ):
        for form, delimiter in (("csv", ","), ("tsv", "\t")):
            text = frozen(*arguments, "-f", form).out
            rows = [
                row
                for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
                if (row["county_code"], row["metric"], row["period"]) == ("330110", "population", "2020")
            ]
            assert [row["breaks"] for row in rows] == [wanted]
        records = map(json.loads, frozen(*arguments, "-f", "jsonl").out.splitlines())
        figures = [it for it in records if (it["county"]["code"], it["metric"]) == ("330110", "population")]
        (row,) = (it for it in figures if it["period"] == "2020")
        assert [(it["date"], it["other"], it["direction"]) for it in row["breaks"]] == [("2021-04-09", "330113", "out")]


def test_an_export_marks_what_answers_mark(countycli: Program, tmp_path: Path) -> None:
    """Disputes and breaks of every headline of a province are those that `show` tells."""
    folder = tmp_path / "out"
    assert countycli("data", "export", "-f", "csv", "-o", str(folder), "--in", "杭州").code == 0
    with (folder / "observations.csv").open(encoding="utf-8", newline="") as file:
        exported = {
            (row["county_code"], row["metric"], row["period"], row["scope"]): (row["disputed"], row["breaks"])
            for row in csv.DictReader(file)
            if row["headline"] == "true"
        }
    compared = 0
    for code in ("330110", "330106", "330105", "330112", "330122"):
        for row in csv.DictReader(io.StringIO(countycli("show", code, "-f", "csv").out)):
            key = row["county_code"], row["metric"], row["period"], row["scope"]
            if row["kind"] == "observation" and key in exported:
                compared += 1
                assert exported[key] == (row["disputed"], row["breaks"])
    assert compared > 200
    assert any(breaks for _, breaks in exported.values())


@pytest.mark.no_cover
def test_disputes_of_the_book_are_exported_on_both_sides(countycli: Program, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert countycli("data", "export", "-f", "jsonl", "-o", str(folder)).code == 0
    with (folder / "observations.jsonl").open(encoding="utf-8") as file:
        disputed = [row for row in map(json.loads, file) if row["disputed"]]
    assert {row["headline"] for row in disputed} == {True, False}
    headlines = [row for row in disputed if row["headline"]]
    for row in headlines[:: 1 + len(headlines) // 100]:  # a hundred of them, all over the book
        result = countycli("why", row["county_code"], row["metric"], "-p", row["period"], "--json").json
        assert result["observation"]["disputed"] or result["observation"]["source"] != row["source"]
