"""What a written file carries of its origin, and that a file that nobody touched is whole."""

from __future__ import annotations

import json
import os
import re
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pytest
from conftest import ROOT
from seals import ASKED, BESIDE, ENDINGS, verified, written

from countycli.errors import ExitCode

if TYPE_CHECKING:
    from conftest import Program


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_what_was_written_is_whole(asked: tuple[str, ...], ending: str, frozen: Program, tmp_path: Path) -> None:
    answer = verified(frozen, written(frozen, tmp_path / f"x.{ending}", *asked))
    assert (answer["state"], answer["rows"], answer["today"], answer["notes"]) == ("whole", [], [], [])
    assert answer["sha256"] == answer["written"]["sha256"]
    assert answer["written"]["command"].startswith(f"countycli {asked[0]} ")
    assert answer["written"]["data"]["version"] == answer["data"]["version"]
    assert answer["written"]["records"] > 0
    assert answer["same_data"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_the_language_in_which_it_is_verified_makes_no_difference(
    lang: str, ending: str, frozen: Program, tmp_path: Path
) -> None:
    path = written(frozen, tmp_path / f"x.{ending}", *ASKED["show"], lang=lang)
    other = frozen("verify", str(path), "--json", lang={"zh": "en", "en": "zh"}[lang])
    assert (other.json["state"], other.json["today"], other.json["notes"]) == ("whole", [], [])


def test_the_page_says_so_in_words(frozen: Program, tmp_path: Path) -> None:
    path = written(frozen, tmp_path / "x.csv", *ASKED["rank"])
    answer = frozen("verify", str(path))
    assert answer.out.startswith(f"{path} holds what was written (records: ")
    assert "answers the same today" in answer.out
    assert frozen("verify", str(path), "-f", "csv").out.startswith("in,kind,")


@pytest.mark.parametrize("ending", BESIDE)
def test_rows_alone_have_their_seal_beside_them(ending: str, frozen: Program, tmp_path: Path) -> None:
    """Any line within the file would be data to some program."""
    path = written(frozen, tmp_path / f"x.{ending}", *ASKED["rank"])
    if ending != "txt":  # of which a file has more than a screen
        assert path.read_text("utf-8") == frozen(*ASKED["rank"], "-f", ending).out
    assert sorted(file.name for file in tmp_path.iterdir()) == [f"x.{ending}", f"x.{ending}.fixity"]
    seal = json.loads((tmp_path / f"x.{ending}.fixity").read_text("utf-8"))
    assert seal["schema"] == "countycli/fixity/1"
    assert seal["file"] == path.name


@pytest.mark.parametrize("ending", sorted({*ENDINGS} - {*BESIDE}))
def test_others_carry_it(ending: str, frozen: Program, tmp_path: Path) -> None:
    written(frozen, tmp_path / f"x.{ending}", *ASKED["rank"])
    assert [file.name for file in tmp_path.iterdir()] == [f"x.{ending}"]


def test_real_readers_see_rows_alone(frozen: Program, tmp_path: Path) -> None:
    path = written(frozen, tmp_path / "x.csv", "rank", "gdp", "--in", "丽水", "-p", "2023")
    rows = frozen("rank", "gdp", "--in", "丽水", "-p", "2023", "--json").json["rows"]
    values = [row["value"] for row in rows]
    assert pd.read_csv(path)["value"].tolist() == values
    assert pl.read_csv(path)["value"].to_list() == values
    assert [row[0] for row in duckdb.read_csv(str(path)).project("value").fetchall()] == values


def test_the_seal_stands_where_each_format_has_a_place(frozen: Program, tmp_path: Path) -> None:
    texts = {
        ending: written(frozen, tmp_path / f"x.{ending}", *ASKED["rank"]).read_text("utf-8")
        for ending in ("json", "html", "svg", "md")
    }
    assert list(json.loads(texts["json"]))[-1] == "fixity"
    assert '<script type="application/json" id="countycli-fixity">' in texts["html"]
    assert '<metadata id="countycli-fixity">' in texts["svg"]
    comment = texts["md"].rpartition("<!--")[2]
    assert comment.endswith("-->\n")
    assert "--" not in comment.removesuffix("-->\n")
    book = openpyxl.load_workbook(written(frozen, tmp_path / "x.xlsx", *ASKED["rank"]))
    assert book["fixity"].sheet_state == "hidden"
    told = [cell.value for cell in book["About"]["A"]]
    assert "SHA-256" in told[-1]
    assert re.search(r"SHA-256 [0-9a-f]{64}, \d{4}-\d\d-\d\dT", texts["html"].rpartition("<footer>")[2])


def test_stdout_devices_and_streams_get_the_answer_alone(frozen: Program, tmp_path: Path) -> None:
    assert "fixity" not in frozen(*ASKED["rank"], "--json").json
    for name in ("-", "/dev/null"):
        assert frozen(*ASKED["rank"], "-f", "csv", "-o", name).code == 0
    assert not Path("/dev/null.fixity").exists()
    assert not list(tmp_path.iterdir())


# The command line


@pytest.mark.parametrize("way", [("-o", "{}"), ("-o{}",), ("--output", "{}"), ("--output={}",)])
@pytest.mark.parametrize("ending", ["json", "xlsx", "html"])
def test_folders_of_the_reader_are_not_told(way: tuple[str, ...], ending: str, frozen: Program, tmp_path: Path) -> None:
    own = tmp_path / "secret" / "mine.toml"
    own.parent.mkdir()
    own.write_text((ROOT / "tests" / "book" / "documents").glob("*.toml").__next__().read_text("utf-8"), "utf-8")
    path = tmp_path / "secret" / f"x.{ending}"
    arguments = ["rank", "gdp", "--in", "丽水", "--no-user-data", *(part.format(path) for part in way)]
    assert frozen(*arguments).code == 0
    text = parts_of(path) if ending == "xlsx" else path.read_text("utf-8")
    assert "secret" not in text
    assert f"x.{ending}" in text


def parts_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def test_the_question_is_told_with_what_was_taken(frozen: Program, tmp_path: Path) -> None:
    def command(*arguments: str, **variables: str) -> str:
        told: str = verified(frozen, written(frozen, tmp_path / "x.csv", *arguments, **variables))["written"]["command"]
        return told

    period = frozen("rank", "gdp", "--in", "丽水", "--json").json["query"]["period"]
    assert command("rank", "gdp", "--in", "丽水") == f"countycli rank gdp --in 丽水 -o x.csv --period {period}"
    assert command("rank", "gdp", "-p", "2020") == "countycli rank gdp -p 2020 -o x.csv"
    assert command("rank", "gdp", "--latest") == "countycli rank gdp --latest -o x.csv"
    assert command("search", "营商 环境").startswith("countycli search '营商 环境'")
    assert command("show", "龙泉", COUNTYCLI_WIDTH="60").endswith(" --width 60")


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_answer_at_the_same_time_is_the_same_file(ending: str, frozen: Program, tmp_path: Path) -> None:
    contents = []
    for _ in range(2):
        path = written(frozen, tmp_path / f"x.{ending}", *ASKED["rank"], SOURCE_DATE_EPOCH="1700000000")
        contents.append([file.read_bytes() for file in sorted(tmp_path.iterdir())])
    assert contents[0] == contents[1]
    assert verified(frozen, path)["written"]["time"] == "2023-11-14T22:13:20Z"


@pytest.mark.parametrize("given", ["yesterday", "9" * 30, "-1e9"])
def test_a_time_that_is_none_is_refused(given: str, frozen: Program, tmp_path: Path) -> None:
    result = frozen(*ASKED["rank"], "-o", str(tmp_path / "x.csv"), SOURCE_DATE_EPOCH=given)
    assert result.code == ExitCode.USAGE
    assert "SOURCE_DATE_EPOCH" in result.err
    assert not list(tmp_path.iterdir())


def test_the_program_of_the_documentation_gets_the_same_digest(
    frozen: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "fixity.md").read_text("utf-8")
    programs = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert programs
    monkeypatch.chdir(tmp_path)
    for asked in ASKED.values():
        path = written(frozen, tmp_path / "ranking.csv", *asked)
        exec(programs[0], {})  # noqa: S102  # the documentation's own
        assert capsys.readouterr().out.strip() == verified(frozen, path)["sha256"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are texts there")
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_may_have_a_name_that_is_no_text(ending: str, frozen: Program, tmp_path: Path) -> None:
    path = written(frozen, tmp_path / os.fsdecode(b"\xff." + ending.encode()), *ASKED["rank"])
    assert verified(frozen, path)["state"] == "whole"
