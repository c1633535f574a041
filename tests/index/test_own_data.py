"""The reader's own files over the book: what they add, what they may not do, and where they are found."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from books import OWN_COUNTY, OWN_DOCUMENT, OWN_METRIC, Book, observed
from conftest import ROOT, Program, Result, Shell

from countycli.index import store
from countycli.index.make import layer
from countycli.index.make import own as owned

LONGQUAN = "331181"
OTHER_METRIC = OWN_METRIC.replace("own_index", "other_index")
GROUP = """[[groups]]
id = "own_group"
name = "自选县"
name_en = "Counties of my own"
description = "自选。"
description_en = "My own."
members = ["331181", "330302"]
source = { title = "t", publisher = "p", published = 2026-01-01 }
"""
FIGURES = """
[[observations]]
county = "331181"
period = "2025"
gdp_growth = 8.1
own_index = 55.5

[[observations]]
county = "330302"
period = "2025"
own_index = 44.5

[[targets]]
county = "331181"
period = "2027"
gdp_growth = { value = 7, bound = ">=" }

[[initiatives]]
county = "331181"
name = "调研试点"
year = 2026
category = "产业"
stage = "planned"
summary = "自己的记录。"
"""

Ask = Callable[..., Result]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """A small book in place of the bundled one, with a cache of its own."""
    (tmp_path / "bundled").mkdir()
    made = Book(tmp_path / "bundled")
    monkeypatch.setattr(store, "dataset_root", lambda: made.folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made.write("bundled", observed(LONGQUAN, "2025", gdp_growth=7.5), observed("330302", "2025", gdp_growth=6.0))
    return made


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "metrics.toml").write_text(OWN_METRIC, encoding="utf-8")
    (folder / "notes.toml").write_text(OWN_DOCUMENT + FIGURES, encoding="utf-8")
    return folder


@pytest.fixture
def ask(countycli: Program, book: Book, own: Path) -> Ask:
    return lambda *arguments, **variables: countycli(*arguments, "--data", str(own), **variables)


def headline(result: Result, metric: str) -> Any:
    (found,) = [it for it in result.json["observations"] if it["metric"] == metric]
    return found


# Which way the index is made


@pytest.mark.parametrize(
    ("limits", "further", "layered"),
    [
        ({}, "", True),
        ({"_MOST_FIGURES": 0}, "", False),
        ({"_MOST_BYTES": 0}, "", False),
        ({}, "metrics.toml", False),
    ],
)
def test_few_documents_are_layered_and_all_else_is_compiled_with_the_book(
    countycli: Program,
    book: Book,
    own: Path,
    monkeypatch: pytest.MonkeyPatch,
    limits: dict[str, int],
    further: str,
    layered: bool,
) -> None:
    written = []
    write_over = layer.write_over

    def note(*given: Any) -> None:
        written.append(given)
        write_over(*given)

    monkeypatch.setattr(layer, "write_over", note)
    for name, limit in limits.items():
        monkeypatch.setattr(owned, name, limit)
    for path in own.iterdir():
        if path.name != further:
            path.unlink()
    (own / "notes.toml").write_text(OWN_DOCUMENT + observed(LONGQUAN, "2025", gdp_growth=8.1), encoding="utf-8")
    found = headline(countycli("show", "龙泉", "--data", str(own), "--json"), "gdp_growth")
    assert [rival["value"] for rival in found["rivals"]] == [8.1]
    assert bool(written) is layered


# What is added


def test_figures_targets_initiatives_and_metrics_are_added(ask: Ask) -> None:
    answer = ask("show", "龙泉", "--json")
    assert headline(answer, "own_index")["value"] == 55.5
    assert [it["value"] for it in answer.json["targets"]] == [7]
    assert [it["name"] for it in answer.json["initiatives"]] == ["调研试点"]
    assert [row["value"] for row in ask("rank", "-m", "我的指数", "--json").json["rows"]] == [55.5, 44.5]


def test_without_the_option_nothing_is_added(ask: Ask, countycli: Program) -> None:
    ask("show", "龙泉")
    assert [it["metric"] for it in countycli("show", "龙泉", "--json").json["observations"]] == ["gdp_growth"]
    assert countycli("rank", "-m", "own_index").code == 3


def test_names_and_search_know_what_was_added(ask: Ask) -> None:
    rows = ask("search", "调研试点", "--json").json["rows"]
    assert [(row["kind"], row["ref"]) for row in rows] == [("initiative", "own/notes/1")]
    assert [row["id"] for row in ask("metrics", "--json").json["rows"] if row["id"].startswith("own")] == ["own_index"]
    assert ask("sources", "own/notes", "--json").json["rows"][0]["observations"] == 3


def test_a_group_of_ones_own(ask: Ask, own: Path) -> None:
    (own / "groups.toml").write_text(GROUP, encoding="utf-8")
    answer = ask("rank", "-m", "own_index", "--in", "自选县", "--json").json
    assert [row["value"] for row in answer["rows"]] == [55.5, 44.5]
    assert answer["scope"]["counties"] == 2


def test_a_county_of_ones_own(ask: Ask, own: Path) -> None:
    (own / "counties.toml").write_text(OWN_COUNTY, encoding="utf-8")
    (own / "more.toml").write_text(OWN_DOCUMENT + observed("331199", "2025", own_index=1), encoding="utf-8")
    assert headline(ask("show", "shiyan", "--json"), "own_index")["value"] == 1
    assert ask("rank", "-m", "own_index", "--in", "丽水", "--json").json["rows"][1]["county"]["code"] == "331199"


def test_own_documents_are_listed_by_their_date_among_the_books(ask: Ask, own: Path, book: Book) -> None:
    book.write("old", observed(LONGQUAN, "2010", gdp=1), published="2011-01-31")
    (own / "between.toml").write_text(OWN_DOCUMENT.replace("2026-03-01", "2015-03-01"), encoding="utf-8")
    listed = [row["id"] for row in ask("sources", "--json").json["rows"]]
    assert listed == ["own/notes", "bundled", "own/between", "old"]


# Rivals


def test_an_own_figure_is_a_rival_of_the_books(ask: Ask) -> None:
    found = headline(ask("show", "龙泉", "--json"), "gdp_growth")
    assert (found["value"], found["source"], found["disputed"]) == (7.5, "bundled", True)
    assert [(it["value"], it["source"]) for it in found["rivals"]] == [(8.1, "own/notes")]


def test_preferred_own_figures_come_first(ask: Ask) -> None:
    found = headline(ask("show", "龙泉", "--prefer-own", "--json"), "gdp_growth")
    assert (found["value"], found["source"]) == (8.1, "own/notes")
    assert [(it["value"], it["source"]) for it in found["rivals"]] == [(7.5, "bundled")]
    rows = ask("rank", "-m", "gdp_growth", "--prefer-own", "--json").json["rows"]
    assert [(it["county"]["code"], it["value"]) for it in rows] == [(LONGQUAN, 8.1), ("330302", 6.0)]
    assert ask("rank", "-m", "gdp_growth", "--json").json["rows"][0]["value"] == 7.5


@pytest.mark.parametrize(
    "better",
    ["{ value = 7.51, status = 'final' }", "7.50", "{ value = 7.4, status = 'final', at = 'x' }"],
)
def test_no_own_figure_takes_the_place_of_the_books_however_firm_it_is(ask: Ask, own: Path, better: str) -> None:
    (own / "notes.toml").write_text(OWN_DOCUMENT + observed(LONGQUAN, "2025", gdp_growth=better), encoding="utf-8")
    found = headline(ask("show", "龙泉", "--json"), "gdp_growth")
    assert (found["value"], found["source"]) == (7.5, "bundled")
    assert len(found["rivals"]) == 1


@pytest.mark.parametrize(
    ("flags", "reason"),
    [((), "it is the book's; your own figures come first with `--prefer-own`"), (("--prefer-own",), "it is your own")],
)
def test_why_tells_the_rule(ask: Ask, flags: tuple[str, ...], reason: str) -> None:
    assert reason in ask("why", "龙泉", "gdp_growth", *flags).out


def test_a_derived_figure_of_the_book_is_not_replaced(ask: Ask, own: Path, book: Book) -> None:
    book.write("levels", observed(LONGQUAN, "2024", gdp=200, resident_population=25))
    (own / "notes.toml").write_text(OWN_DOCUMENT + observed(LONGQUAN, "2024", gdp_per_capita=81000), encoding="utf-8")
    found = headline(ask("show", "龙泉", "--json"), "gdp_per_capita")
    assert (found["value"], found["derived"], found["source"]) == (80000, True, "levels")
    assert [(it["value"], it["source"]) for it in found["rivals"]] == [(81000, "own/notes")]
    preferred = headline(ask("show", "龙泉", "--prefer-own", "--json"), "gdp_per_capita")
    assert (preferred["value"], preferred["derived"], preferred["source"]) == (81000, False, "own/notes")


def test_own_inputs_do_not_change_what_the_book_derives(ask: Ask, own: Path, book: Book) -> None:
    book.write("levels", observed(LONGQUAN, "2024", gdp=200, resident_population=25))
    (own / "notes.toml").write_text(
        OWN_DOCUMENT + observed(LONGQUAN, "2024", gdp="{ value = 300, status = 'final' }"), encoding="utf-8"
    )
    assert headline(ask("show", "龙泉", "--json"), "gdp_per_capita")["value"] == 80000
    assert headline(ask("show", "龙泉", "--prefer-own", "--json"), "gdp_per_capita")["value"] == 120000


@pytest.mark.parametrize(
    ("bundled", "added"), [("gdp=200", "resident_population=25"), ("resident_population=25", "gdp=200")]
)
def test_what_is_derived_with_an_own_figure_is_own(ask: Ask, own: Path, book: Book, bundled: str, added: str) -> None:
    figures = {
        name: {key: float(value)} for name, it in (("b", bundled), ("o", added)) for key, value in [it.split("=")]
    }
    book.write("levels", observed(LONGQUAN, "2024", **figures["b"]))
    (own / "notes.toml").write_text(OWN_DOCUMENT + observed(LONGQUAN, "2024", **figures["o"]), encoding="utf-8")
    found = headline(ask("show", "龙泉", "--json"), "gdp_per_capita")
    assert (found["value"], found["derived"], found["source"]) == (80000, True, "own/notes")
    inputs = ask("why", "龙泉", "gdp_per_capita", "--json").json["inputs"]
    assert {it["source"] for it in inputs} == {"levels", "own/notes"}


def test_a_mere_standing_comes_before_no_value(ask: Ask, own: Path, book: Book) -> None:
    for flags in ((), ("--prefer-own",)):
        (own / "notes.toml").write_text(
            OWN_DOCUMENT + observed(LONGQUAN, "2025", gdp_growth="{ standing = '第1位' }"), encoding="utf-8"
        )
        assert headline(ask("show", "龙泉", "--json", *flags), "gdp_growth")["value"] == 7.5


# Marks


TABLES = [
    ("show", "龙泉"),
    ("rank", "-m", "own_index"),
    ("rank", "-m", "own_index", "--latest"),
    ("compare", "龙泉", "鹿城", "-m", "own_index"),
    ("why", "龙泉", "own_index"),
    ("why", "龙泉", "gdp_growth"),
    ("targets", "龙泉"),
    ("initiatives", "调研"),
    ("sources",),
    ("sources", "own/notes"),
    ("search", "我的笔记"),
]


@pytest.mark.parametrize("command", TABLES, ids=" ".join)
@pytest.mark.parametrize("output", ["table", "markdown"])
def test_tables_mark_what_is_own(ask: Ask, command: tuple[str, ...], output: str) -> None:
    result = ask(*command, "-f", output)
    assert result.code == 0
    assert "我的笔记 (+ own data)" in result.out
    if command[0] not in ("sources", "why", "search"):
        assert ("[^+" if output == "markdown" else "[+") in result.out


@pytest.mark.parametrize("command", TABLES[:-1], ids=" ".join)
def test_json_marks_what_is_own(ask: Ask, command: tuple[str, ...]) -> None:
    data = ask(*command, "--json").json
    assert data["data"]["own"] == 1
    listed = data["sources"] or {row.get("id"): row for row in data["rows"]}
    assert listed["own/notes"]["own"] is True
    assert not any(it["own"] for key, it in listed.items() if key != "own/notes")


@pytest.mark.parametrize(
    "command", [("coverage",), ("coverage", "-m", "own_index"), ("metrics",), ("metrics", "gdp"), ("counties",)]
)
def test_counts_say_that_own_figures_are_among_them(ask: Ask, countycli: Program, command: tuple[str, ...]) -> None:
    note = "figures of your own are counted too (documents: 1)"
    assert note in ask(*command).err
    assert {"kind": "own", "text": note} in ask(*command, "--json").json["notes"]
    assert "your own" not in countycli("coverage").err


def test_flat_formats_mark_what_is_own(ask: Ask) -> None:
    rows = list(csv.DictReader(io.StringIO(ask("show", "龙泉", "-f", "csv").out)))
    assert {row["source"] for row in rows} == {"bundled", "own/notes"}
    lines = ask("rank", "-m", "own_index", "-f", "jsonl").out.splitlines()
    assert {json.loads(line)["source"] for line in lines} == {"own/notes"}


def test_an_own_figure_without_a_source_number_bears_a_mark(ask: Ask, own: Path) -> None:
    figures = observed("331181", "2020", population=250000)
    left_out = "".join(
        observed(code, "2025", gdp_growth=figure)
        for code, figure in (("331102", "{ value = 5, bound = '>' }"), ("331121", "{ standing = '第2位' }"))
    )
    (own / "notes.toml").write_text(OWN_DOCUMENT + figures + left_out, encoding="utf-8")
    assert "250,000 people [+]" in ask("show", "龙泉").out.splitlines()[3]
    ranking = ask("rank", "-m", "gdp_growth").out
    assert "莲都区 (>5% [+])" in ranking
    assert "青田县 (only a standing: 第2位 [+])" in ranking


def test_a_difference_to_an_own_figure_bears_a_mark(ask: Ask, own: Path) -> None:
    (own / "notes.toml").write_text(OWN_DOCUMENT + observed("331100", "2025", gdp_growth=6.0), encoding="utf-8")
    assert "+1.5 [+]" in ask("show", "龙泉", "--all").out
    assert "+1.5 [+]" in ask("rank", "-m", "gdp_growth", "--latest").out


def test_an_export_marks_what_is_own(ask: Ask, tmp_path: Path) -> None:
    target = tmp_path / "out.db"
    assert ask("data", "export", "-f", "sqlite", "-o", str(target)).code == 0
    with closing(sqlite3.connect(target)) as connection:
        documents = connection.execute("SELECT id, own FROM documents ORDER BY id").fetchall()
        figures = connection.execute("SELECT DISTINCT source FROM observations ORDER BY source").fetchall()
    assert documents == [("bundled", 0), ("own/notes", 1)]
    assert figures == [("bundled",), ("own/notes",)]


def test_data_info_and_path_tell_the_files(ask: Ask, own: Path) -> None:
    info = ask("data", "info", "--json").json
    assert info["counts"]["own_documents"] == 1
    assert info["own"] == [str(own / "metrics.toml"), str(own / "notes.toml")]
    assert Path(info["index"]).is_file()
    assert ask("data", "path").out.splitlines()[1:] == info["own"]
    assert str(own / "notes.toml") in ask("data", "info").out


# Where own files are found


def test_the_variable_names_files_and_folders(countycli: Program, book: Book, own: Path, tmp_path: Path) -> None:
    further = tmp_path / "further.toml"
    further.write_text(OWN_DOCUMENT + observed("331102", "2025", own_index=1), encoding="utf-8")
    rows = countycli("rank", "-m", "own_index", "--json", COUNTYCLI_DATA=f"{own}{os.pathsep}{further}").json["rows"]
    assert [row["value"] for row in rows] == [55.5, 44.5, 1]


def test_the_users_data_folder_is_looked_into(countycli: Program, book: Book, own: Path, tmp_path: Path) -> None:
    own.rename(tmp_path / "countycli")
    rows = countycli("rank", "-m", "own_index", "--json", XDG_DATA_HOME=str(tmp_path)).json["rows"]
    assert [row["value"] for row in rows] == [55.5, 44.5]


def test_a_file_that_is_named_twice_counts_once(ask: Ask, own: Path) -> None:
    again = ask("rank", "-m", "own_index", "--json", "--data", str(own / "notes.toml"), COUNTYCLI_DATA=str(own))
    assert len(again.json["rows"]) == 2


@pytest.mark.parametrize("where", ["option", "variable", "folder"])
def test_own_data_can_be_left_out(countycli: Program, book: Book, own: Path, tmp_path: Path, where: str) -> None:
    (own / "broken.toml").write_text("[document\n", encoding="utf-8")
    arguments = ("--data", str(own)) if where == "option" else ()
    variables: dict[str, Any] = {
        "variable": {"COUNTYCLI_DATA": str(own)},
        "folder": {"XDG_DATA_HOME": str(tmp_path)},
    }.get(where, {})
    if where == "folder":
        own.rename(tmp_path / "countycli")
    broken = countycli("show", "龙泉", *arguments, "--strict", **variables)
    assert broken.code == 5
    assert "broken.toml:1: D101" in broken.err
    assert "--no-user-data" in broken.err
    answer = countycli("show", "龙泉", "--json", "--no-user-data", *arguments, **variables)
    if where == "option":  # what was named for this answer counts
        assert answer.code == 5
    else:
        assert (answer.code, answer.err) == (0, "")
        assert answer.json["sources"].keys() == {"bundled"}


@pytest.mark.parametrize("where", ["--data", "COUNTYCLI_DATA"])
@pytest.mark.parametrize("there", [False, True])
def test_a_name_without_toml_files_is_a_usage_error(
    countycli: Program, book: Book, tmp_path: Path, where: str, there: bool
) -> None:
    folder = tmp_path / "nothing"
    if there:
        folder.mkdir()
    arguments = ("--data", str(folder)) if where == "--data" else ()
    variables: dict[str, Any] = {} if where == "--data" else {"COUNTYCLI_DATA": str(folder)}
    result = countycli("show", "龙泉", *arguments, **variables)
    assert result.code == 2
    assert str(folder) in result.err
    assert where in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="names and files are those of POSIX")
@pytest.mark.parametrize("kind", ["loop", "pipe", "bytes", "long"])
def test_what_is_no_file_is_a_clear_error(countycli: Program, book: Book, tmp_path: Path, kind: str) -> None:
    path = tmp_path / {"bytes": "\udcff.toml", "long": "x" * 5000}.get(kind, "own.toml")
    if kind == "loop":
        path.symlink_to(path)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "bytes":
        path.write_text(OWN_DOCUMENT, encoding="utf-8")
    result = countycli("show", "龙泉", "--data", str(path), "--json")
    assert result.code == (2 if kind == "long" else 5)
    assert result.error["kind"] == ("usage" if kind == "long" else "invalid_dataset")
    if kind != "long":
        assert "own.toml:1: D101" in result.err or kind == "bytes"
        assert countycli("data", "check", str(path)).code == 5


def test_a_folder_called_like_a_file_is_a_folder(ask: Ask, own: Path) -> None:
    (own / "x.toml").mkdir()
    (own / "x.toml" / "y.toml").write_text(OWN_DOCUMENT + observed("331102", "2025", own_index=1), encoding="utf-8")
    assert len(ask("rank", "-m", "own_index", "--json").json["rows"]) == 3


def test_an_empty_name_is_a_usage_error(countycli: Program) -> None:
    assert countycli("show", "龙泉", "--data", "").code == 2


def test_the_documented_example_runs(countycli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "own-data.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (commands,) = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    Path("notes.toml").write_text(example, encoding="utf-8")
    Path("folder").mkdir()
    Path("folder", "more.toml").write_text(OWN_DOCUMENT + observed("331102", "2025", gdp=500), encoding="utf-8")
    for line in commands.splitlines():
        program, *arguments = line.partition("#")[0].split()
        assert program == "countycli"
        result = countycli(*arguments)
        assert (result.code, result.err) == (0, ""), line
    assert result.out.count("[+") >= 3


# Faults


@pytest.mark.parametrize(
    ("name", "text", "line", "code"),
    [
        ("a.toml", OWN_DOCUMENT + observed("999999", "2025", gdp_growth=1), 8, "D201"),
        ("a.toml", OWN_DOCUMENT + observed(LONGQUAN, "2025", no_metric=1), 10, "D202"),
        ("a.toml", OWN_DOCUMENT + observed(LONGQUAN, "2025", gdp_growth=1000), 10, "D401"),
        ("a.toml", "title = 1\n", 1, "D102"),
        ("metrics.toml", OWN_METRIC.replace("own_index", "gdp"), 2, "D303"),
        ("dataset.toml", 'version = "1"\n', 1, "D102"),
        ("notes.toml", OWN_DOCUMENT, 1, "D303"),
        ("metrics.toml", OWN_METRIC.replace("own_index", "GDP"), 2, "D104"),
        ("metrics.toml", OWN_METRIC.replace("own_index", "county"), 2, "D104"),
        ("metrics.toml", OTHER_METRIC.replace("自编指数", "地区生产总值"), 3, "D304"),
        ("metrics.toml", OTHER_METRIC.replace("我的指数", "ＧＤＰ"), 5, "D304"),
        ("groups.toml", GROUP.replace("own_group", "330000"), 2, "D304"),
        ("groups.toml", GROUP.replace("自选县", "浙江"), 3, "D304"),
        ("groups.toml", GROUP.replace("自选县", "山区26县"), 3, "D304"),
        ("a.toml", OWN_DOCUMENT.replace("我的", "\\u001b[31m"), 2, "D104"),
        ("counties.toml", OWN_COUNTY.replace("331199", "331181"), 2, "D303"),
    ],
)
def test_a_fault_is_told_with_its_place(
    countycli: Program, book: Book, own: Path, tmp_path: Path, name: str, text: str, line: int, code: str
) -> None:
    folder = tmp_path / "with faults"  # behind the others, in the order of names
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    arguments = ("--data", str(own / "notes.toml"), "--data", str(own / "metrics.toml"), "--data", str(folder))
    result = countycli("rank", "-m", "gdp_growth", *arguments)
    assert result.code == 5
    assert f"{folder / name}:{line}: {code}" in result.err
    assert result.out == ""
    assert text == (folder / name).read_text(encoding="utf-8")


def test_what_can_not_be_changed_is_not_advised(ask: Ask, own: Path) -> None:
    (own / "notes.toml").write_text(OWN_DOCUMENT + observed(LONGQUAN, "2025", gdp_growth=1000), encoding="utf-8")
    result = ask("data", "check", str(own / "notes.toml"))
    assert "D401" in result.out
    assert "metrics.toml" not in result.out


def test_check_finds_the_faults_of_own_data(ask: Ask, own: Path, countycli: Program) -> None:
    assert ask("data", "check").code == 0
    (own / "notes.toml").write_text(OWN_DOCUMENT + observed("999999", "2025", gdp_growth=1), encoding="utf-8")
    result = ask("data", "check")
    assert result.code == 5
    assert f"{own / 'notes.toml'}:8: D201" in result.out


def test_check_of_a_file_knows_the_names_of_the_book(countycli: Program, book: Book, own: Path) -> None:
    (own / "metrics.toml").write_text(OWN_METRIC.replace("自编指数", "GDP"), encoding="utf-8")
    result = countycli("data", "check", str(own))
    assert result.code == 5
    assert f"{own / 'metrics.toml'}:3: D304" in result.out


def test_check_of_a_file_knows_own_definitions(countycli: Program, book: Book, own: Path) -> None:
    assert countycli("data", "check", str(own / "notes.toml")).code == 5
    assert countycli("data", "check", str(own / "notes.toml"), COUNTYCLI_DATA=str(own)).code == 0
    assert countycli("data", "check", str(own)).code == 0


def test_completion_knows_own_names(shell: Shell, book: Book, own: Path) -> None:
    asked = {"_COUNTYCLI_COMPLETE": "complete_bash", "COMP_CWORD": "3"}
    result = shell(COMP_WORDS="countycli rank -m own_", COUNTYCLI_DATA=str(own), **asked)
    assert result.out.split() == ["own_index"]


def test_the_fault_of_a_definition_is_told_before_those_that_follow(countycli: Program, book: Book, own: Path) -> None:
    (own / "a.toml").write_text(OWN_DOCUMENT + observed(LONGQUAN, "2025", own_index=1), encoding="utf-8")
    (own / "metrics.toml").write_text(OWN_METRIC + "topic topic\n", encoding="utf-8")
    folder = own.rename(own.parent / "my own")
    result = countycli("show", "龙泉", "--data", str(folder), lang="en")
    assert result.code == 5
    assert f"the first: {folder / 'metrics.toml'}:" in result.err
    assert f"countycli data check '{folder / 'metrics.toml'}'" in result.err
    told = countycli("show", "龙泉", COUNTYCLI_DATA=str(folder)).err
    assert told.index(str(folder / "metrics.toml")) < told.index(str(folder / "a.toml"))


def test_a_name_that_is_taken_is_told_with_its_bearer(countycli: Program, book: Book, own: Path) -> None:
    (own / "metrics.toml").write_text(OWN_METRIC.replace("自编指数", "地区生产总值"), encoding="utf-8")
    (row,) = (row for row in countycli("data", "check", str(own), "--json").json["rows"] if row["code"] == "D304")
    assert "gdp" in row["message"]


def test_an_id_that_is_taken_is_one_fault(countycli: Program, book: Book, own: Path) -> None:
    (own / "metrics.toml").write_text(OWN_METRIC.replace("own_index", "gdp"), encoding="utf-8")
    rows = countycli("data", "check", str(own / "metrics.toml"), "--json").json["rows"]
    assert [row["code"] for row in rows] == ["D303"]
