"""The index says what the TOML says, is always the same, and finds it without reading everything."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from countycli.dataset.compile import compile_folder, compile_in_memory
from countycli.dataset.index import Index
from countycli.errors import InvalidDatasetError
from countycli.model.period import Period
from countycli.model.period_text import parse_canonical
from countycli.model.records import Document, Figure, Gap, Group, Initiative, Member, Metric, Place, Succession
from countycli.query.compare import CompareRequest, compare
from countycli.query.rank import RankRequest, rank
from countycli.query.show import show
from countycli.query.why import why

DATA = ROOT / "data"
DOCUMENTS = sorted((DATA / "documents").glob("*.toml"))


def parsed(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def text_or_none(value: object) -> str | None:
    return None if value is None else str(value)


def successions(items: list[dict[str, Any]]) -> tuple[Succession, ...]:
    return tuple(Succession(it["code"], str(it["date"]), it["change"]) for it in items)


def place_of(table: dict[str, Any]) -> Place:
    return Place(
        code=table["code"],
        level=table.get("level", "county"),
        name=table["name"],
        short=table["short"],
        kind=table["kind"],
        pinyin=table["pinyin"],
        traditional=table["traditional"],
        prefecture=table.get("prefecture"),
        province=table.get("province"),
        aliases=tuple(table.get("aliases", ())),
        valid_from=text_or_none(table.get("valid_from")),
        valid_to=text_or_none(table.get("valid_to")),
        predecessors=successions(table.get("predecessors", [])),
        successors=successions(table.get("successors", [])),
    )


def test_places_are_what_the_toml_says(index: Index) -> None:
    tables = parsed(DATA / "counties.toml")["counties"] + parsed(DATA / "regions.toml")["regions"]
    written = {table["code"]: place_of(table) for table in tables}
    assert index.places(written) == written
    assert all(index.place(code) == place for code, place in written.items())
    today = [place for place in written.values() if place.valid_to is None]
    assert index.counties() == sorted(place for place in today if place.level == "county")
    assert index.regions() == sorted(place for place in today if place.level != "county")
    assert index.counts()["places"] == len(written)


def test_groups_are_what_the_toml_says(index: Index) -> None:
    tables = parsed(DATA / "groups.toml")["groups"]
    assert {group.id: group for group in index.groups()} == {table["id"]: group_of(table) for table in tables}
    for table in tables:
        items = [{"code": it} if isinstance(it, str) else it for it in table["members"]]
        members = [
            Member(table["id"], it["code"], text_or_none(it.get("valid_from")), text_or_none(it.get("valid_to")))
            for it in items
        ]
        assert index.members(table["id"]) == sorted(members, key=lambda it: it.county)
        for member in members:
            assert member in [own for _, own in index.groups_of(member.county)]


def group_of(table: dict[str, Any]) -> Group:
    source = table["source"]
    return Group(
        table["id"],
        table["name"],
        table["name_en"],
        tuple(table.get("aliases", ())),
        table.get("province"),
        text_or_none(table.get("valid_from")),
        text_or_none(table.get("valid_to")),
        table["description"],
        table["description_en"],
        source["title"],
        source["publisher"],
        str(source["published"]),
        source.get("url"),
    )


def metric_of(table: dict[str, Any]) -> Metric:
    low, high = table["range"]
    return Metric(
        table["id"],
        table["name"],
        table["name_en"],
        tuple(table.get("aliases", ())),
        table["topic"],
        table["unit"],
        table["kind"],
        table["decimals"],
        table.get("higher_is_better"),
        table.get("price_basis"),
        (float(low), float(high)),
        table["definition"],
        table["definition_en"],
        table.get("scope"),
    )


def test_definitions_are_what_the_toml_says(index: Index) -> None:
    tables = parsed(DATA / "metrics.toml")
    assert list(index.metrics().values()) == [metric_of(table) for table in tables["metrics"]]
    assert [tuple(topic) for topic in index.topics()] == [
        (it["id"], it["name"], it["name_en"]) for it in tables["topics"]
    ]
    assert [tuple(it) for it in index.categories()] == [(it["id"], it["name_en"]) for it in tables["categories"]]
    english = {it["id"]: it["name_en"] for it in tables["units"] + tables["categories"]}
    assert index.english_names() == english


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_is_what_the_toml_says(index: Index, path: Path) -> None:
    table = parsed(path)["document"]
    assert index.document(path.stem) == Document(
        path.stem,
        table["title"],
        table["publisher"],
        str(table["published"]),
        table["kind"],
        table["access"],
        table.get("url"),
        table.get("note"),
        table.get("title_is_described", False),
    )


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_figures_are_what_the_toml_says(index: Index, path: Path) -> None:
    tables = parsed(path)
    units = {metric.id: metric.unit for metric in index.metrics().values()}
    for part, read, status in (("observations", index.observations, None), ("targets", index.targets, "target")):
        written = sorted(figures_of(tables.get(part, []), path.stem, units, status), key=repr)
        assert sorted(read(source=path.stem), key=repr) == written


def figures_of(
    blocks: list[dict[str, Any]], source: str, units: dict[str, str], status: str | None
) -> Iterator[Figure]:
    for block in blocks:
        period = parse_canonical(block["period"])
        assert period
        for metric in block.keys() - {"county", "period", "at", "inferred"}:
            given = block[metric] if isinstance(block[metric], dict) else {"value": block[metric]}
            value, decimals = in_canonical_unit(given.get("value"), given.get("unit"), units[metric])
            yield Figure(
                block["county"],
                metric,
                period,
                value,
                decimals,
                units[metric],
                given.get("bound"),
                status or given.get("status", "actual"),
                given.get("standing"),
                source,
                given.get("at", block.get("at")),
                given.get("printed"),
                given.get("note"),
                block.get("inferred", False) or given.get("inferred", False),
            )


def in_canonical_unit(value: int | Decimal | None, unit: str | None, canonical: str) -> tuple[float | None, int]:
    """The only conversion in the dataset is of 万元/亩 into 元/亩."""
    if value is None:
        return None, 0
    if unit is not None:
        assert (unit, canonical) == ("万元/亩", "元/亩")
        assert isinstance(value, int)
        return value * 10_000, -4
    return (value, 0) if isinstance(value, int) else (float(value), len(str(value).partition(".")[2]))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_initiatives_and_gaps_are_what_the_toml_says(index: Index, path: Path) -> None:
    tables = parsed(path)
    written = [
        Initiative(
            f"{path.stem}/{number}",
            it["county"],
            it["name"],
            it["year"],
            it["category"],
            it["stage"],
            it["summary"],
            path.stem,
            it.get("at"),
            it.get("note"),
        )
        for number, it in enumerate(tables.get("initiatives", []), 1)
    ]
    assert index.initiatives(source=path.stem) == sorted(written, key=lambda it: -it.year)
    for gap in tables.get("gaps", []):
        assert Gap(gap["county"], path.stem, gap["note"]) in index.gaps(gap["county"])


def test_what_every_answer_says_of_the_data(index: Index) -> None:
    info = index.info()
    assert info.version == parsed(DATA / "dataset.toml")["version"]
    assert info.documents == len(DOCUMENTS)
    assert info.as_of == max(str(parsed(path)["document"]["published"]) for path in DOCUMENTS)


def test_the_index_file_is_the_same_whenever_and_wherever_it_is_made(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(DATA, elsewhere)
    for path in elsewhere.rglob("*.toml"):
        os.utime(path, (0, 0))
    compile_folder(DATA, tmp_path / "first")
    compile_folder(elsewhere, tmp_path / "second")
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_the_index_file_does_not_hang_on_the_order_of_sets(tmp_path: Path) -> None:
    program = """import sys
from pathlib import Path
from countycli.dataset.compile import compile_folder
compile_folder(*map(Path, sys.argv[1:]))"""
    for seed in ("1", "2"):
        environ = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", program, str(DATA), str(tmp_path / seed)], env=environ, check=True)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_the_index_in_memory_holds_the_same(tmp_path: Path) -> None:
    compile_folder(DATA, tmp_path / "book.sqlite")
    with closing(sqlite3.connect(tmp_path / "book.sqlite")) as on_disk, closing(compile_in_memory(DATA)) as in_memory:
        assert list(in_memory.iterdump()) == list(on_disk.iterdump())


def test_the_index_file_is_whole_and_compact(tmp_path: Path) -> None:
    compile_folder(DATA, tmp_path / "book.sqlite")
    connection = sqlite3.connect(tmp_path / "book.sqlite")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def test_nothing_is_left_of_an_index_that_could_not_be_made(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    (folder / "documents" / "x.toml").write_text("", encoding="utf-8")
    target = tmp_path / "out" / "book.sqlite"
    target.parent.mkdir()
    target.write_text("the one before", encoding="utf-8")
    with pytest.raises(InvalidDatasetError, match=r"x\.toml:1: D103"):
        compile_folder(folder, target)
    assert [path.read_text(encoding="utf-8") for path in target.parent.iterdir()] == ["the one before"]


def test_an_index_can_not_be_made_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no such"):
        compile_folder(DATA, tmp_path / "no such" / "book.sqlite")


QUESTIONS: dict[str, Callable[[Index], object]] = {
    "show": lambda index: show(index, "331181"),
    "show by pinyin": lambda index: show(index, "longquan"),
    "show by path": lambda index: show(index, "温州平阳"),
    "rank": lambda index: rank(index, RankRequest("gdp_growth")),
    "rank for a period": lambda index: rank(index, RankRequest("gdp", Period.of_months(2024, 1, 9), "浙江")),
    "rank of a group": lambda index: rank(index, RankRequest("gdp", scope="山区26县")),
    "compare": lambda index: compare(index, CompareRequest(("330782", "330326"))),
    "why": lambda index: why(index, "330326", "gdp", None),
    "completion": lambda index: index.name_keys("place", "long"),
    "a document": lambda index: index.observations(source=DOCUMENTS[0].stem),
    "coverage": lambda index: index.coverage("gdp"),
    "search": lambda index: index.search(["营商环境"]),
}
LARGE = ("observations", "targets", "names", "grams", "items", "initiatives", "documents", "members")


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_no_question_reads_a_whole_table(ask: Callable[[Index], object]) -> None:
    connection = compile_in_memory(DATA)
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    ask(Index(connection))
    connection.set_trace_callback(None)
    steps = [step[3] for sql in asked for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert any(step.startswith("SEARCH") for step in steps)
    assert [step for step in steps if re.match(rf"SCAN ({'|'.join(LARGE)})\b", step)] == []
    connection.close()
